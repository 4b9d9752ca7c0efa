"""Which names of a document mean the same: surnames, short names of organisations, letters that stand for words.

Each rule wants exactly one candidate; where two people share a surname, it is nobody's.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from timeline.events.namewords import NameWords

_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,7})\)")
_WORDS_BEFORE = 12

Label = Callable[[str], str]


def aliases(text: str, names: Collection[str], label: Label, words: NameWords) -> dict[str, str]:
    """For each shorter name the fullest that the document gives it; the names come sorted."""
    found = _letters(text, names, label)
    people = _variants([n for n in names if " " in n and label(n) == "PERSON"])
    found |= {short: long for short, long in people.items() if short != long}
    whole = sorted(set(people.values()))
    for name in names:
        if name in found or name in whole:
            continue
        if full := _person(text, name, whole, label(name), words) or _organisation(name, names, label, words):
            found[name] = full
    return found


def _variants(people: Iterable[str]) -> dict[str, str]:
    """Names that share their first and last word are one person's, by the longest: "Ada B. Reed", "Ada Reed"."""
    longest: dict[tuple[str, str], str] = {}
    known = list(people)
    for name in known:
        ends = (name.split()[0], name.split()[-1])
        longest[ends] = max(longest.get(ends, ""), name, key=lambda n: (len(n), n))
    return {name: longest[name.split()[0], name.split()[-1]] for name in known}


def _person(text: str, name: str, people: Iterable[str], label: str, words: NameWords) -> str:
    if label not in ("PERSON", "") and (
        label != "ORG" or name.lower() in words.organisations["known"] or name.isupper()
    ):
        return ""
    ending = [p for p in people if p.endswith((f" {name}", f"-{name}"))]
    if not ending and name.lower() in words.given:
        ending = [p for p in people if p.startswith(f"{name} ")]
    if not ending and " " not in name:
        ending = _elsewhere(text, name, words)
    return ending[0] if len(ending) == 1 else ""


def _elsewhere(text: str, surname: str, words: NameWords) -> list[str]:
    """The full names with that surname in sentences that were not parsed: those that begin with a given name."""
    pattern = re.compile(rf"\b([A-Z][\w’'-]+) (?:[A-Z]\.? )?{re.escape(surname)}\b")
    return sorted({m[0] for m in pattern.finditer(text) if m[1].lower() in words.given})


def _organisation(name: str, names: Iterable[str], label: Label, words: NameWords) -> str:
    """ "Velm" of "Velm Inc."; "Osk" of "Osk Arnesen" where that is the only organisation that begins so."""
    longer = [n for n in names if n.startswith(f"{name} ") and label(n) == "ORG"]
    suffixes = words.organisations["suffixes"]
    formal = [n for n in longer if all(w.lower() in suffixes for w in n[len(name) :].split())]
    if formal:
        return formal[0] if len(formal) == 1 else ""
    if label(name) not in ("ORG", ""):
        return ""
    known = name.lower() in words.organisations["known"] or name.isupper()
    return longer[0] if len(longer) == 1 and not known and longer[0].count(" ") == 1 else ""


def _letters(text: str, names: Collection[str], label: Label) -> dict[str, str]:
    """Letters with the words they stand for: "Velm Lake Board (VLB)", or of the same initials."""
    found: dict[str, str] = {}
    for match in _BRACKETS.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()].split()[-_WORDS_BEFORE:]
        if match[1] not in found and (full := _spelled(match[1], before)):
            found[match[1]] = full
    longer: dict[str, list[str]] = {}
    for name in names:
        if name.count(" ") > 1 and label(name) in ("ORG", ""):
            longer.setdefault(_initials(name.split()), []).append(name)
    for name in names:
        if name not in found and name.isupper() and len(name) > 2 and len(longer.get(name, ())) == 1:
            found[name] = longer[name][0]
    return {short: long for short, long in found.items() if short in names}


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
