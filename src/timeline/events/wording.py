"""Chosen words of a sentence as running text, and how to make it shorter without breaking it.

A draft is the numbers of the words in the order they are to be read, with what replaces some of them. What a clause
cannot do without is never taken; of the rest the farthest from the happening goes first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.events.trees import Tree, Word

LONGEST = 100  # characters of a title
WANTED = 95  # beyond it what can be spared is left out
_SHORT = 45  # a title of no more than LONGEST is not made shorter than this

_SPARED = frozenset({"advcl", "relcl", "acl", "parataxis", "dep", "appos", "prep", "npadvmod", "advmod", "conj"})
_LAST = frozenset({"amod", "compound", "nmod", "nummod", "det"})
_NO_SPACE_BEFORE = re.compile(r"^(?:[,.;:!?%)\]}]|['’]s?$|n['’]t$|['’](?:ll|re|ve|d|m)$)")
_NO_SPACE_AFTER = re.compile(r"[(\[{$£€#]$")
_TRIM = " ,;:-–—.\"'“”‘’"


Part = tuple[str, bool | None]


@dataclass(slots=True)
class Draft:
    """What a title is to be made of: ``lead`` words first (the subject, or its name), then ``words``."""

    tree: Tree
    text: str  # the document's
    words: list[int]
    lead: str = ""
    instead: dict[int, str] = field(default_factory=dict)
    firm: frozenset[int] = frozenset()  # the heads of branches that are never cut off

    def __str__(self) -> str:
        parts: list[Part] = [(self.lead, None)] if self.lead else []
        for at, i in enumerate(self.words):
            word = self.tree.words[i]
            said = self.instead.get(i, " ".join(word.span.of(self.text).split()))
            follows = at > 0 and self.words[at - 1] == i - 1
            if said:
                parts.append((said, self.tree.words[i - 1].spaced if follows else None))
        return tidy(parts)


def tidy(parts: Sequence[Part]) -> str:
    """Words with their spaces; each part says whether white space stood before it, if it stood after the last.

    >>> tidy([("rebels", None), ("(", True), ("some", False), (")", False), ("said", True), ('"', True), ("no", False)])
    'Rebels (some) said no'
    """
    line = ""
    for said, spaced in parts:
        opened = line.count('"') % 2 == 1
        touches = _NO_SPACE_BEFORE.match(said) or (said == '"' and opened)
        after = _NO_SPACE_AFTER.search(line) or (line.endswith('"') and opened)
        line += said if not line or after or (touches if spaced is None else not spaced) else f" {said}"
    if line.count('"') % 2 or line.count("“") != line.count("”"):
        line = re.sub(r"[\"“”]", "", line)
    if line.count("(") != line.count(")"):
        line = re.sub(r"[()]", "", line)
    line = re.sub(r"(?:,\s*)+,|\s{2,}", lambda m: "," if "," in m[0] else " ", line)
    line = re.sub(r"\(\s*\)|\"\s*\"", "", line)
    line = line.lstrip(" ,;:-–—.)'’").rstrip(" ,;:-–—.(")
    if line.endswith("'") and line.count("'") == 1:
        line = line.rstrip("'")
    return line[:1].upper() + line[1:]


def shortened(draft: Draft, head: Word) -> str:
    """The draft's text at no more than 100 characters, and around 95 where that costs nothing of substance.

    It is peeled from its end, the smallest branch first, since what a clause is about comes first.
    """
    line = str(draft)
    while len(line) > WANTED:
        gone = _last_branch(draft, head) or (_any_branch(draft, head) if len(line) > LONGEST else None)
        if gone is None:
            break
        kept = [i for i in draft.words if i not in gone]
        shorter = replace(draft, words=kept)
        if len(line) <= LONGEST and len(str(shorter)) < _SHORT:
            break
        draft, line = shorter, str(shorter)
    return cut(line)


def _last_branch(draft: Draft, head: Word) -> set[int] | None:
    """The smallest branch at the end of the draft that the clause can do without."""
    tree, last = draft.tree, draft.words[-1] if draft.words else head.i
    for word in (tree.words[last], *tree.above(tree.words[last])):
        if word.i == head.i:
            return None
        if word.i in draft.firm:
            return None
        if _can_go(tree, word):
            return _branch(tree, word, head)
    return None


def _any_branch(draft: Draft, head: Word) -> set[int] | None:
    """Of all branches the clause can do without, the last; where there is none, an adjective."""
    tree = draft.tree
    words = [
        tree.words[i] for i in reversed(draft.words) if i not in draft.firm and not tree.under(head, tree.words[i])
    ]
    for kinds in (_SPARED, _LAST):
        for word in words:
            if word.dep in kinds and _can_go(tree, word, kinds):
                return _branch(tree, word, head)
    return None


def _can_go(tree: Tree, word: Word, kinds: frozenset[str] = _SPARED) -> bool:
    # "a bid to revive talks": a bid alone says nothing.
    if word.dep not in kinds or (word.dep == "acl" and word.tag == "VB"):
        return False
    branch = tree.subtree(word)
    after = tree.words[branch[-1] + 1] if branch[-1] + 1 < len(tree.words) else None
    return not (
        after is not None and after.text == "-" and not tree.words[branch[-1]].spaced
    )  # "opposition-controlled"


def _branch(tree: Tree, word: Word, head: Word) -> set[int]:
    gone = set(tree.subtree(word)) - {head.i}
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
