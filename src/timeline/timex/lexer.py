"""A text cut into tokens, its case folded once, a stretch at a time.

A token is a word, a Chinese character, a run of digits, a number that is written in one piece (a clock time, an ISO
date, 1,200 or 2.5) or one other character. Offsets count characters of the whole text. A blank line is a token of its
own, ``BREAK``, over which no rule can reach; other white space is nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BREAK = "\n\n"
_STRETCH = 16_384  # characters looked at in one go, so that memory does not grow with the text

# How the same mark is printed by others; each is one character for one character, so offsets stay.
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "‑": "-", "‐": "-", "−": "-", "\u00ad": "-"})

_TOKEN = re.compile(
    r"""
    (?P<word>[^\W\d_一-鿿]+|[一-鿿])
    | (?P<iso>\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:(?<=:\d\d)(?:z|[+-]\d\d:?\d\d))?(?![\w-])
        | \d{4}-w\d\d(?:-[1-7])?(?![\w-]) | \d{8}t\d{6}z?(?!\w))
    | (?P<numeric>\d{1,4}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{1,4}(?![\w/]|[.-]\d))
    | (?P<clock>\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<grouped>\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?!\d))
    | (?P<decimal>\d+\.\d+)
    | (?P<digits>\d+)
    | (?P<gap>\n[^\S\n]*\n)
    | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE,
)  # fmt: skip


@dataclass(slots=True)
class Tokens:
    """The tokens of one stretch: three lists side by side, ``kinds`` naming what the lexer took each for."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def joined(self, i: int) -> bool:
        """Whether token ``i`` touches the one before it."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


def fold(text: str) -> str:
    """The text in lower case with one form of each mark, character for character.

    >>> fold("İn MAY ’98")
    "İn may '98"
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return folded.translate(_MARKS)


def stretches(text: str) -> Iterator[Tokens]:
    """The text's tokens, a stretch at a time; a stretch ends at a blank line or line end where there is one."""
    at = 0
    while at < len(text):
        end = min(at + _STRETCH, len(text))
        if end < len(text):
            cut = max(text.rfind("\n\n", at, end), text.rfind("\n", at + _STRETCH // 2, end))
            cut = cut if cut > at else text.rfind(" ", at, end)
            end = cut if cut > at else end
        yield _tokens(text, at, end)
        at = end


def _tokens(text: str, at: int, end: int) -> Tokens:
    found = list(_TOKEN.finditer(fold(text[at:end])))
    kinds = [m.lastgroup or "" for m in found]
    words = [BREAK if kind == "gap" else m[0] for m, kind in zip(found, kinds, strict=True)]
    return Tokens(text, words, [m.start() + at for m in found], [m.end() + at for m in found], kinds)
