"""How alike sentences are worded: rare words weigh more, and a word is its first letters.

Each sentence is a vector of length 1 with a weight for each of its words, log(sentences / sentences that have it) to a
power. Word endings are cut off rather than understood, so that this is the same in every language.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters; what is shorter says nothing of its own
_STEM = 6  # letters of a word that count
_POWER = 0.6  # of the rarity: at 1, misspellings decide; 0.5 to 0.7 alike on the dev topic of T17

Vector = dict[int, float]


class Vocabulary:
    """Numbers for words, and in how many sentences each stands."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sentences = Counter[int]()
        self._rarity: list[float] = []
        self._count = 0

    def read(self, text: str) -> tuple[int, ...]:
        """The words of a sentence that is read for the first time, as numbers, each once."""
        stems = dict.fromkeys(w[:_STEM] for w in _WORD.findall(text.casefold()) if len(w) >= _SHORTEST)
        words = tuple(self._numbers.setdefault(stem, len(self._numbers)) for stem in stems)
        self._sentences.update(words)
        self._count += 1
        return words

    def weigh(self) -> None:
        """Fix what each word weighs, once all sentences are read."""
        every = math.log(max(self._count, 1))
        self._rarity = [(every - math.log(self._sentences[n])) ** _POWER for n in range(len(self._numbers))]

    def vector(self, words: Sequence[int]) -> Vector:
        """The words with their weights, of length 1; empty where all words stand everywhere."""
        weights = {word: self._rarity[word] for word in words}
        length = math.sqrt(sum(w * w for w in weights.values()))
        return {word: w / length for word, w in weights.items()} if length else {}


def centre(weighted: Iterable[tuple[float, Vector]]) -> tuple[Vector, float]:
    """The sum of vectors, each by its weight, made one of length 1; and the length that it had.

    >>> centre([(3.0, {1: 1.0}), (4.0, {2: 1.0})])
    ({1: 0.6, 2: 0.8}, 5.0)
    """
    total = defaultdict[int, float](float)
    for weight, vector in weighted:
        for word, much in vector.items():
            total[word] += weight * much
    length = math.sqrt(math.fsum(w * w for w in total.values()))
    return ({word: w / length for word, w in total.items()} if length else {}), length


def likeness(one: Vector, other: Vector) -> float:
    """From 0, no word in common, to 1, the same words.

    >>> likeness({1: 0.6, 2: 0.8}, {2: 1.0})
    0.8
    """
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
