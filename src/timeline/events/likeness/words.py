"""A document's words, weighed: its stems with their rarity, how often it says each, and which are names."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline.languages.rarity import wording
from timeline.values.mention import TextSpan

COMMON = 22  # rarity up to which a word says nothing: 500 times in a million words and more often
NUMBER = 50  # what a number counts as …
YEAR = 10  # … and a year of these centuries, which many things have in common
_NAME = 2.0  # how much more a name counts than another word as rare
_TOKEN = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*\d|\d")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text that says something."""

    start: int
    stem: str
    rarity: int
    is_name: bool

    @property
    def weight(self) -> float:
        """How much it says."""
        return self.rarity * _NAME if self.is_name else float(self.rarity)


@lru_cache(maxsize=65_536)  # the same words come again and again
def _known(code: str, word: str) -> tuple[str, int]:
    """The stem of a word or number as written, and its rarity."""
    if word[0].isdigit():
        return word, YEAR if _YEAR.fullmatch(word) else NUMBER if len(word) > 1 else 0
    language = wording(code)
    stem = language.stem(word.lower())
    rarity = language.rarity(stem)
    return stem, rarity if rarity > COMMON else 0


class Words:
    """The words of a document that say something, in the order of its text."""

    def __init__(self, text: str, code: str) -> None:
        self._code = code
        plain = _LINK.sub(lambda link: " " * len(link.group()), text)
        tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(plain)]
        small = {token for _, token in tokens}
        self._never_small = {t for t in small if t[0].isupper() and t.lower() not in small}
        self.all = [word for start, token in tokens if (word := self._word(start, token))]
        self._starts = [word.start for word in self.all]
        self.counts = Counter(word.stem for word in self.all)

    def _word(self, start: int, token: str) -> Word | None:
        stem, rarity = _known(self._code, token)
        return Word(start, stem, rarity, token in self._never_small) if rarity else None

    def within(self, span: TextSpan) -> list[Word]:
        """Those of a part of the text."""
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def of(self, text: str) -> list[Word]:
        """Those of another text about the same, such as a title."""
        found = (self._word(m.start(), m.group()) for m in _TOKEN.finditer(text))
        return [word for word in found if word]

    def stem(self, word: str) -> str:
        """One word's stem."""
        return _known(self._code, word)[0]


def weights(words: Iterable[tuple[Word, float]], most: int) -> dict[str, int]:
    """The heaviest of some words, each said so many times: its weight grows with the logarithm of their sum."""
    counts: dict[str, float] = {}
    best: dict[str, float] = {}
    for word, times in words:
        counts[word.stem] = counts.get(word.stem, 0.0) + times
        best[word.stem] = max(best.get(word.stem, 0.0), word.weight)
    found = [(round(best[stem] * (1 + math.log(max(n, 1.0)))), stem) for stem, n in counts.items()]
    found.sort(key=lambda one: (-one[0], one[1]))
    return {stem: weight for weight, stem in found[:most]}
