"""Chosen words of a sentence as running text, and how to make it shorter without breaking it.

A draft is the numbers of the words in the order they are to be read, with what replaces some of them. What a clause
cannot do without is never taken; of the rest the farthest from the happening goes first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from timeline.events.parse.trees import Tree, Word

LONGEST = 100  # characters of a title

_ROOM = 20
_SPARED = frozenset({"advcl", "relcl", "acl", "parataxis", "dep", "appos", "prep", "conj"})
_OBJECTS = ("dobj", "attr", "acomp", "prep", "ccomp", "xcomp")
_WAITING = ("ADV", "ADP", "DET", "SCONJ", "CCONJ", "AUX", "PART", "PUNCT")
_ANNOUNCING = ("nsubj", "nsubjpass", "csubj", "expl", "aux", "auxpass", "mark", "dobj", "advmod", "det", "poss")
_NEEDED = ("dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "prt")
_NO_SPACE_BEFORE = re.compile(r"^(?:[,.;:!?%)\]}]|['’]s?$|n['’]t$|['’](?:ll|re|ve|d|m)$)")
_OPENING = "([{$£€#"
_QUOTES, _SPACE_BEFORE = re.compile(r"[\"“”]"), re.compile(r" (?=[,.;:!?'’])")
_EMPTY, _TWICE = re.compile(r"\(\s*\)|\"\s*\""), re.compile(r"(?:,\s*)+,|\s{2,}")
_TRIM = " ,;:-–—.\"'“”‘’"


_ENDING = re.compile(r"[,.;:]*(\"?)[,.;:]*$")


def _closed(end: re.Match[str]) -> str:
    return end[1]


Part = tuple[str, bool | None]


@dataclass(slots=True)
class Draft:
    """What a title is to be made of: ``lead`` words first (the subject, or its name), then ``words``."""

    tree: Tree
    text: str  # the document's
    words: list[int]
    lead: str = ""
    instead: dict[int, str] = field(default_factory=dict)
    sparable: frozenset[str] = frozenset()  # the prepositions whose phrases may be left out
    loose: frozenset[str] = frozenset()  # those of which that is so behind a noun
    either: frozenset[str] = frozenset()  # "or"
    gapless: frozenset[str] = frozenset()  # nouns that say little alone: "time", "way"
    comparing: frozenset[str] = frozenset()  # "than"
    firm: frozenset[int] = frozenset()  # the heads of branches that are never cut off
    verb: int = 0  # the number of the clause's verb
    closing: bool = False  # whether a quotation is to be closed at the end
    tail: str = ""  # who says so
    noun: bool = False  # whether it is a noun, not a clause
    clear: bool = True  # whether it tells which happening it is
    known: bool = True  # whether it is known who does it
    named: tuple[str, ...] = ()  # whom it names for a pronoun

    def fitting(self) -> str | None:
        """Its text, if that is no longer than a title; with too many letters and digits it is not even spelled."""
        of_word = self.tree.letters(self.text)
        if sum(of_word[i] for i in self.words if i not in self.instead) > LONGEST:
            return None
        text = str(self)
        return text if len(text) <= LONGEST else None

    def __str__(self) -> str:
        said, words, last = self.tree.said(self.text), self.tree.words, -2
        parts: list[Part] = [(self.lead, None)] if self.lead else []
        for i in self.words:
            if text := self.instead.get(i, said[i]):
                parts.append((text, words[i - 1].spaced if i == last + 1 else None))
            last = i
        line = tidy([*parts, ('"', False)] if self.closing else parts)
        return f"{_ENDING.sub(_closed, line)}{self.tail}" if self.tail else line


def tidy(parts: Sequence[Part]) -> str:
    """Words with their spaces; each part says whether white space stood before it, if it stood after the last.

    >>> tidy([("rebels", None), ("(", True), ("some", False), (")", False), ("said", True), ('"', True), ("no", False)])
    'Rebels (some) said no'
    """
    pieces: list[str] = []
    opened, end = False, ""
    for said, spaced in parts:
        after = not end or end in _OPENING or (end == '"' and opened)
        if not after and (not (_touches(said) or (said == '"' and opened)) if spaced is None else spaced):
            pieces.append(" ")
        pieces.append(said)
        end = said[-1:] or end
        opened ^= said.count('"') % 2 == 1
    return _mended("".join(pieces))


@lru_cache(4096)
def _touches(said: str) -> bool:
    return _NO_SPACE_BEFORE.match(said) is not None


def _mended(line: str) -> str:
    if line.count('"') % 2 or line.count("“") != line.count("”"):
        line = _SPACE_BEFORE.sub("", _QUOTES.sub(" ", line))
    if line.count("(") != line.count(")"):
        line = line.replace("(", "").replace(")", "")
    line = _EMPTY.sub("", line)
    line = _TWICE.sub(lambda m: "," if "," in m[0] else " ", line)
    line = line.lstrip(" ,;:-–—.)'’").rstrip(" ,;:-–—.(")
    if line.endswith("'") and line.count("'") == 1:
        line = line.rstrip("' ")
    return line[:1].upper() + line[1:]


def shortened(draft: Draft, head: Word) -> tuple[str, list[int], int]:
    """The draft's text at no more than 100 characters, the numbers of the words in it, and how often it was peeled.

    It is peeled from its end, the smallest branch first, since what a clause is about comes first; where nothing can be
    spared it is cut before a word that ends nothing, and says so.
    """
    peeled, draft.verb = 0, head.i
    while (line := draft.fitting()) is None:
        gone = _last_branch(draft, head) or _any_branch(draft, head)
        if gone is None:
            break
        peeled += any(draft.tree.words[i].dep == "relcl" for i in gone)
        draft = replace(draft, words=_ended(draft, [i for i in draft.words if i not in gone]))
        peeled += 1
    if line is None:
        draft = replace(draft, words=_to_mark(draft, head))
        line = draft.fitting()
    if line is not None:
        return line, draft.words, peeled
    words = _about(draft)
    while len(words) > 2 and (_waits(draft.tree, words) or len(_cut_short(draft, words)) > LONGEST):
        words = words[:-1]
    for open_ in (_is_open, _ends_with_verb):
        whole = words
        while len(whole) > 2 and (open_(draft.tree, whole) or _waits(draft.tree, whole)):
            whole = whole[:-1]
        told = [draft.verb, *(i for i in words if draft.tree.words[i].dep == "ccomp")]
        if 2 * len(_cut_short(draft, whole)) > LONGEST and set(told) <= set(whole):
            words = whole
            break
    return cut(_cut_short(draft, words)), words, peeled


def _about(draft: Draft) -> list[int]:
    """As many words as may fit, and a few more."""
    size = len(draft.lead)
    for at, i in enumerate(draft.words):
        size += len(draft.instead.get(i, draft.tree.words[i].text)) + draft.tree.words[i].spaced
        if size > LONGEST + _ROOM:
            return draft.words[:at]
    return draft.words


def _to_mark(draft: Draft, head: Word) -> list[int]:
    """The words up to the last dash or semicolon behind the verb, after which something is added."""
    words = draft.tree.words
    at = [
        n
        for n, i in enumerate(draft.words)
        if i > head.i and words[i].text in ("--", ";") and draft.tree.words[i].spaced
    ]
    return draft.words[: at[-1]] if at else draft.words


def _ended(draft: Draft, words: list[int]) -> list[int]:
    """The words without a conjunction or comma at their end."""
    while len(words) > 1 and _ends_nothing(draft.tree.words[words[-1]]):
        words = words[:-1]
    return words


def _ends_nothing(word: Word) -> bool:
    return word.tag == "CC" or word.text in (",", "--", "-") or word.dep in ("neg", "preconj", "mark")


def _cut_short(draft: Draft, words: list[int]) -> str:
    """As far as these words, with an ellipsis, and the quotation closed where it is cut."""
    open_quotes = sum(draft.tree.words[i].text == '"' for i in words) % 2
    text = f"{replace(draft, words=words, tail='', closing=bool(open_quotes))}"
    return f"{text[:-1]}…{text[-1]}" if open_quotes and text else f"{text}…"


def _waits(tree: Tree, words: list[int]) -> bool:
    last = tree.words[words[-1]]
    after = tree.words[last.i + 1] if last.i + 1 < len(tree.words) else last
    if after.i > last.i and (after.text == "-" or (last.tag.startswith("NNP") and after.tag.startswith(("NNP", "CC")))):
        return True  # in the middle of a name
    if after.i > last.i and last.tag in ("NN", "NNS") and after.tag in ("NN", "NNS"):
        return True  # in the middle of a compound
    if last.tag == "NNP" and after.tag == "CD":
        return True  # in the middle of a date
    return (
        last.pos in _WAITING
        or last.tag in ("PRP$", "JJ", "MD")
        or last.dep in ("prep", "compound", "amod", "nummod", "aux")
    )


def _ends_with_verb(tree: Tree, words: list[int]) -> bool:
    """Whether a cut falls right behind a verb that goes on."""
    last = words[-1]
    return tree.words[last].pos == "VERB" and last + 1 < len(tree.words) and tree.words[last + 1].pos != "PUNCT"


def _is_open(tree: Tree, words: list[int]) -> bool:
    """Whether a cut after these words leaves a verb without its subject's verb, its object or what it announces."""
    last, inside = words[-1], set(words)
    if _ends_with_verb(tree, words):
        return True
    for i in words:
        word, above = tree.words[i], tree.head(tree.words[i])
        if above.i > last and word.dep in _ANNOUNCING and above.i not in inside:
            return True
        needed = tree.children(word, *_NEEDED) if word.pos == "VERB" else ()
        told = {c.dep for c in needed if c.i in inside}
        if any(c.i > last and c.i not in inside and c.dep not in told for c in needed):
            return True
    return False


def _last_branch(draft: Draft, head: Word) -> set[int] | None:
    """The smallest branch at the end of the draft that the clause can do without."""
    tree, last = draft.tree, draft.words[-1] if draft.words else head.i
    inside = set(draft.words)
    for word in (tree.words[last], *tree.above(tree.words[last])):
        if word.i == head.i:
            return None
        if word.i in draft.firm:
            return None
        if word.i in inside and _can_go(tree, word, draft):
            return _branch(draft, word, head)
    return None


def _any_branch(draft: Draft, head: Word) -> set[int] | None:
    """Of all branches the clause can do without, the last."""
    tree = draft.tree
    for word in (tree.words[i] for i in reversed(draft.words)):
        if word.i in draft.firm or tree.under(head, word):
            continue
        if word.dep in _SPARED and _can_go(tree, word, draft):
            return _branch(draft, word, head)
    return None


def _can_go(tree: Tree, word: Word, draft: Draft) -> bool:
    above = tree.head(word)
    if word.dep not in _SPARED or any(i in draft.firm for i in tree.subtree(word)):
        return False
    if word.dep in ("acl", "relcl") and any(c.tag == "IN" for c in tree.children(word, "mark")):
        return False  # "claims that it burned"
    if word.dep in ("acl", "relcl") and word.tag == "VB":
        return False  # "a bid to revive talks": a bid alone says nothing
    if word.low in draft.comparing or any(c.low in draft.comparing for c in tree.children(word, "mark")):
        return False  # "far more than before"
    if word.dep == "relcl" and above.low in draft.gapless:
        return False  # "at a time when …"
    if above.dep == "npadvmod":
        return False  # "a day after the match"
    inner = tree.child(word, "pobj")
    if (
        word.dep == "prep"
        and inner is not None
        and inner.pos == above.pos == "PROPN"
        and tree.words[word.i - 1].text != ","
    ):
        return False  # "Committee on Armed Services"
    if word.dep == "conj" and (above.pos not in ("VERB", "AUX") or not tree.children(above, *_OBJECTS)):
        return False  # "a foot and a half", "to find and hit targets"
    if word.dep == "conj" and any(c.low in draft.either for c in tree.children(above, "cc")):
        return False
    if word.dep == "prep" and not _is_loose(tree, word, above, draft):
        return False
    branch = tree.subtree(word)
    if branch[0] > 0 and tree.words[branch[0] - 1].text == "-" and not tree.words[branch[0] - 1].spaced:
        return False  # "re-election"
    quotes = sum(tree.words[i].text == '"' for i in draft.words if i < branch[0])
    if quotes % 2 and tree.words[branch[-1]].text != '"':
        return False  # what is quoted is quoted as it was said
    after = tree.words[branch[-1] + 1] if branch[-1] + 1 < len(tree.words) else None
    if after is not None and after.i in draft.words and after.pos in ("NOUN", "PROPN", "ADJ", "ADV", "NUM"):
        return False  # the parse has cut a phrase in two
    if (
        after is not None
        and after.i in draft.words
        and branch[0] > draft.verb
        and after.pos in ("VERB", "AUX")
        and not above.dep.startswith("nsubj")
    ):
        return False
    return not (
        after is not None and after.text == "-" and not tree.words[branch[-1]].spaced
    )  # "opposition-controlled"


def _is_loose(tree: Tree, preposition: Word, above: Word, draft: Draft) -> bool:
    """Whether a phrase tells only where or how, so that the rest means the same without it."""
    if above.pos in ("NOUN", "PROPN"):
        inner = tree.child(preposition, "pobj")
        return preposition.low in draft.loose and inner is not None and inner.pos == "PROPN"
    if preposition.low not in draft.sparable or above.pos in ("ADJ", "ADV", "ADP", "NUM", "PRON", "DET"):
        return False
    if above.pos != "VERB":
        return False
    told = [c for c in tree.children(above) if above.i < c.i < preposition.i and c.dep != "punct"]
    return bool(told)


def _branch(draft: Draft, word: Word, head: Word) -> set[int]:
    tree = draft.tree
    gone = set(tree.subtree(word)) - {head.i}
    inside = [i for i in draft.words if i in gone]
    before, after = min(inside) - 1, max(inside) + 1
    marks = [i for i in (before, after) if i in draft.words and tree.words[i].text in (",", "-", "--")]
    if before in marks or (marks and after not in draft.words):
        gone |= set(marks)
    if word.dep != "conj":
        return gone
    both = {w.i for w in tree.children(tree.head(word), "preconj")}  # "both" of one
    return gone | both | _joiners(tree, word)


def _joiners(tree: Tree, word: Word) -> set[int]:
    """The comma and conjunction before a coordinated word."""
    first = min(tree.subtree(word))
    gone: set[int] = set()
    while first > 0 and tree.words[first - 1].dep in ("cc", "punct"):
        first -= 1
        gone.add(first)
    return gone


def cut(line: str, longest: int = LONGEST) -> str:
    """The line, or as many whole words of it as fit, with an ellipsis.

    >>> cut("three short words", 12)
    'three short…'
    """
    if len(line) <= longest:
        return line
    space = line.rfind(" ", longest // 2, longest)
    return line[: space if space > 0 else longest - 1].rstrip(_TRIM) + "…"
