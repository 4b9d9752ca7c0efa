"""Which names of a document mean the same: surnames, short names of organisations, letters that stand for words.

Each rule wants exactly one candidate; where two people share a surname, it is nobody's.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from timeline.events.who.namewords import NameWords

_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,8})\)")
_WORDS_BEFORE = 12
_FAR = 120  # characters before a bracket
_FULL = re.compile(r"(?=\b(([A-Z][\w'-]+) (?:[A-Z]\.? )?([A-Z][\w'-]+))\b)")

Label = Callable[[str], str]


def aliases(text: str, names: Collection[str], label: Label, words: NameWords) -> dict[str, str]:
    """For each shorter name the fullest that the document gives it; the names come sorted."""
    found = _letters(text, names, label)
    people = _variants([n for n in names if " " in n and label(n) == "PERSON"])
    found |= {short: long for short, long in people.items() if short != long}
    whole = sorted(set(people.values()))
    ends, begins = _parts(whole, r"[ -]", last=True), _parts(whole, " ", last=False)
    elsewhere = _elsewhere(text, words)
    longer = _parts([n for n in names if label(n) == "ORG"], " ", last=False)
    for name in names:
        if name in found or name in people:
            continue
        if _may_be_person(name, label(name), words):
            full = ends.get(name) or (name.lower() in words.given and begins.get(name)) or elsewhere.get(name) or []
            if len(full) == 1:
                found[name] = full[0]
        if name not in found and (organisation := _organisation(name, longer.get(name, []), label(name), words)):
            found[name] = organisation
    return found


def _parts(names: Iterable[str], between: str, *, last: bool) -> dict[str, list[str]]:
    """By their last words (or first), all names of several words."""
    found: dict[str, list[str]] = {}
    for name in names:
        for gap in re.finditer(between, name):
            found.setdefault(name[gap.end() :] if last else name[: gap.start()], []).append(name)
    return found


def _variants(people: Iterable[str]) -> dict[str, str]:
    """Names that share their first and last word are one person's, by the longest: "Ada B. Reed", "Ada Reed"."""
    longest: dict[tuple[str, str], str] = {}
    known = list(people)
    for name in known:
        ends = (name.split()[0], name.split()[-1])
        longest[ends] = max(longest.get(ends, ""), name, key=lambda n: (len(n), n))
    return {name: longest[name.split()[0], name.split()[-1]] for name in known}


def _may_be_person(name: str, label: str, words: NameWords) -> bool:
    guessed = label == "ORG" and name.lower() not in words.organisations["known"] and not name.isupper()
    return label in ("PERSON", "") or guessed


def _elsewhere(text: str, words: NameWords) -> dict[str, list[str]]:
    """By surname, the full names in the whole text that begin with a given name."""
    found: dict[str, list[str]] = {}
    for match in _FULL.finditer(text):
        if match[2].lower() in words.given:
            found.setdefault(match[3], []).append(match[1])
    return {surname: sorted(set(full)) for surname, full in found.items()}


def _organisation(name: str, longer: list[str], label: str, words: NameWords) -> str:
    """ "Velm" of "Velm Inc."; "Osk" of "Osk Arnesen" where that is the only organisation that begins so."""
    suffixes = words.organisations["suffixes"]
    formal = [n for n in longer if all(w.lower() in suffixes for w in n[len(name) :].split())]
    if formal:
        return formal[0] if len(formal) == 1 else ""
    known = label not in ("ORG", "") or name.lower() in words.organisations["known"] or name.isupper()
    return longer[0] if len(longer) == 1 and not known and longer[0].count(" ") == 1 else ""


def _letters(text: str, names: Collection[str], label: Label) -> dict[str, str]:
    """Letters with the words they stand for: "Velm Lake Board (VLB)", or of the same initials."""
    found: dict[str, str] = {}
    longer_names = [n for n in names if " " in n and label(n) == "ORG"]
    for match in _BRACKETS.finditer(text):
        before = text[max(0, match.start() - _FAR) : match.start()].split()[-_WORDS_BEFORE:]
        if match[1] not in found and (
            full := _spelled(match[1], before) or _before(text[: match.start()], match[1], longer_names)
        ):
            found[match[1]] = full
    longer: dict[str, list[str]] = {}
    for name in names:
        if name.count(" ") > 1 and label(name) in ("ORG", ""):
            longer.setdefault(_initials(name.split()), []).append(name)
    for name in names:
        if name not in found and name.isupper() and len(name) > 2 and len(longer.get(name, ())) == 1:
            found[name] = longer[name][0]
    return {short: long for short, long in found.items() if short in names}


def _before(text: str, short: str, names: Collection[str]) -> str:
    """The longer name right before a bracket that has the short one's letters in order: "Velm Oil (Veloil)"."""
    ending = text[-_FAR:].rstrip()
    long = max((n for n in names if ending.endswith(n)), key=len, default="")
    letters = iter(long.lower())
    return long if long[:1] == short[:1] and all(c in letters for c in short.lower()) else ""


def _initials(parts: Iterable[str]) -> str:
    return "".join(p[0] for p in parts if p[:1].isupper())


def _spelled(letters: str, before: list[str]) -> str:
    """The fewest last words before a bracket whose capitals are its letters."""
    wanted = "".join(filter(str.isupper, letters))
    for count in range(2, len(before) + 1):
        parts = before[-count:]
        if parts[0][:1].isupper() and _initials(parts) == wanted and not any(p[-1:] in ".,;:" for p in parts):
            return " ".join(parts)
    return ""


def joined(votes: Mapping[str, Mapping[str, float]], full: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """The votes of each full name with those of its shorter forms."""
    together: dict[str, dict[str, float]] = {}
    for name, labels in votes.items():
        own = together.setdefault(full.get(name, name), {})
        for label, weight in labels.items():
            own[label] = own.get(label, 0.0) + weight
    return together
