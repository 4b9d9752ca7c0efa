"""A document's words, weighed: its stems with their rarity, how often it says each, and which are names."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from timeline.languages.rarity import wording
from timeline.values.mention import TextSpan

COMMON = 22  # rarity up to which a word says nothing: 500 times in a million words and more often
NUMBER = 80  # the weight of a number …
YEAR = 10  # … and of a year of these centuries, which many things have in common
_LIGHT = 20  # what is taken off a word's rarity to give its weight
_NAME = 1.7  # how much more a name weighs than another word as rare
_TOKEN = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*\d|\d")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


class Word(NamedTuple):
    """One word of a text that says something."""

    start: int
    stem: str
    weight: float
    is_name: bool

    def dimmed(self, share: float) -> "Word":
        """The same word; a name weighs only that share."""
        return self._replace(weight=self.weight * share) if self.is_name else self


@lru_cache(maxsize=65_536)  # the same words come again and again
def _known(code: str, word: str) -> tuple[str, int]:
    """The stem of a word or number as written, and its weight."""
    if word[0].isdigit():
        return word, YEAR if _YEAR.fullmatch(word) else NUMBER if len(word) > 1 else 0
    language = wording(code)
    stem = language.stem(word.lower())
    rarity = language.rarity(stem)
    return stem, rarity - _LIGHT if rarity > COMMON else 0


class Words:
    """The words of a document that say something, in the order of its text."""

    def __init__(self, text: str, code: str) -> None:
        self._code = code
        plain = _LINK.sub(lambda link: " " * len(link.group()), text)
        tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(plain)]
        small = {token for _, token in tokens}
        self._never_small = {t for t in small if t[0].isupper() and t.lower() not in small}
        self._kinds = {token: self._kind(token) for token in small}  # most words of a text come again
        kinds = self._kinds
        self.all = [Word(start, *kind) for start, token in tokens if (kind := kinds[token])]
        self._timely: set[int] = set()
        self._starts = [word.start for word in self.all]
        self.counts = Counter(word.stem for word in self.all)
        self.names = {word.stem for word in self.all if word.is_name}
        self._told: dict[str, float] = {}
        self._of: dict[str, list[Word]] = {}
        self._sentences: dict[TextSpan, tuple[list[Word], set[str]]] = {}

    def _kind(self, token: str) -> tuple[str, float, bool] | None:
        """The stem, the weight, and whether it is a name; ``None`` of what says nothing."""
        stem, weight = _known(self._code, token)
        if not weight:
            return None
        is_name = token in self._never_small
        return stem, weight * _NAME if is_name else weight, is_name

    def leave_out(self, times: Iterable[tuple[int, int]]) -> None:
        """Take the words of those spans, which say when, for no part of what sentences say."""
        for start, end in times:
            self._timely.update(range(*self._between(start, end)))
        self._sentences.clear()

    def _between(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def within(self, span: TextSpan) -> tuple[list[Word], set[str]]:
        """Those of a part of the text that do not say when, and the stems of those that do."""
        if span not in self._sentences:
            numbers = range(*self._between(span.start, span.end))
            said = [self.all[n] for n in numbers if n not in self._timely]
            self._sentences[span] = said, {self.all[n].stem for n in numbers if n in self._timely}
        return self._sentences[span]

    def told(self, stem: str) -> float:
        """How much less a word tells one sentence of the document from others: 1 + ln(how often it has it) / 2."""
        if stem not in self._told:
            self._told[stem] = 1 + math.log(max(self.counts[stem], 1)) / 2
        return self._told[stem]

    def of(self, text: str) -> list[Word]:
        """Those of another text about the same, such as a title or a name."""
        if text not in self._of:
            self._of[text] = self._found(text)
        return self._of[text]

    def _found(self, text: str) -> list[Word]:
        found = []
        for match in _TOKEN.finditer(text):
            token = match.group()
            if token not in self._kinds:
                self._kinds[token] = self._kind(token)
            if kind := self._kinds[token]:
                found.append(Word(match.start(), *kind))
        return found

    def stem(self, word: str) -> str:
        """One word's stem."""
        return _known(self._code, word)[0]

    def rarity(self, word: str) -> int:
        """How rare one word is."""
        return wording(self._code).rarity(self.stem(word))


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
