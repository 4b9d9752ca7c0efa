"""Whether two articles report the same, by all that they say."""

import math

from timeline.events.likeness.facts import Facts
from timeline.events.likeness.reasons import reason_of_leads
from timeline.values.evidence import Link

_LEAST = 0.12  # wording under which two articles are not looked at further
_SHORT = 90  # stems up to which an article tells of one thing; the longer two are, the more they have in common anyway
_LONG = 0.5  # from how much longer on, as a logarithm, it may tell a long story of which others tell other parts
_WORDING, _ENOUGH = 14.4, 0.265
_APART, _LENGTH, _GAP, _SAME_DAY, _BEGINNING = 1.5, 1.5, 1.5, 1.0, 20.0
_ALIKE = 0.4  # how alike two long articles must begin
_STORY = 1.0  # what speaks against two that are not short: in a dense story much is alike that is not the same


def leads(a: Facts, b: Facts, one: dict[str, int], other: dict[str, int]) -> Link | None:
    """Two articles by what they say as a whole; each having a main name that the other lacks speaks against it.

    Where both have a day, the days between them speak against it, and of long articles, which may belong to one long
    story, also that they begin with different things.
    """
    wording = sum([one[stem] * other[stem] for stem in one.keys() & other.keys()]) / (a.bulk * b.bulk)
    if wording < _LEAST:
        return None
    apart = min(_alone(a.cast, one, other), _alone(b.cast, other, one))
    length = math.log(max(min(a.breadth, b.breadth), _SHORT) / _SHORT)
    z = _WORDING * (wording - _ENOUGH) - _APART * (apart - 0.5) - _LENGTH * length
    if a.published is not None and b.published is not None:
        z += _by_days(abs(a.published - b.published), length)
        z -= _STORY * min(max(length - 0.1, 0.0) * 3, 1.0)
        if length > _LONG:
            z += min(_BEGINNING * (_beginnings(a, b) - _ALIKE), 1.0) * min((length - _LONG) * 2, 1.0)
    if z < -1.5:
        return None
    return Link(round(1 / (1 + math.exp(-z)), 4), reason_of_leads(a, b, wording))


def _by_days(gap: int, length: float) -> float:
    """What the days between two articles speak: little of short ones, whose days are often those of a reprint."""
    if gap <= 1:
        return _SAME_DAY * max(1 - length, 0.0)
    return -min(_GAP * math.log2(gap), 6.0) * min(length + 0.1, 1.2)


def _beginnings(a: Facts, b: Facts) -> float:
    """How alike the sentences are that they begin with, but for the names."""
    one = {stem: weight for stem, weight in a.words.items() if stem not in a.cited}
    other = {stem: weight for stem, weight in b.words.items() if stem not in b.cited}
    both = sum([weight * other[stem] for stem, weight in one.items() if stem in other])
    return both / math.sqrt(_square(one) * _square(other)) if both else 0.0


def _square(vector: dict[str, int]) -> int:
    return sum([weight * weight for weight in vector.values()])


def _alone(cast: tuple[str, ...], story: dict[str, int], other: dict[str, int]) -> float:
    """How much of a main name it is that the other article lacks: its weight by that of the heaviest."""
    return next((story[name] / story[cast[0]] for name in cast if name not in other), 0.0)
