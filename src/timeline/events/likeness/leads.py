"""Whether two articles report the same, by all that they say."""

import math

from timeline.events.likeness.facts import Facts
from timeline.events.likeness.reasons import reason_of_leads
from timeline.values.evidence import Link

_LEAST = 0.12  # wording under which two articles are not looked at further
_SHORT = 90  # stems up to which an article tells of one thing; the longer two are, the more they have in common anyway


def leads(a: Facts, b: Facts, one: dict[str, int], other: dict[str, int]) -> Link | None:
    """Two articles by what they say as a whole; each having a main name that the other lacks speaks against it."""
    wording = sum([one[stem] * other[stem] for stem in one.keys() & other.keys()]) / (a.bulk * b.bulk)
    if wording < _LEAST:
        return None
    apart = min(_alone(a.cast, one, other), _alone(b.cast, other, one))
    length = math.log(max(min(a.breadth, b.breadth), _SHORT) / _SHORT)
    gap = min(1.5 * math.log2(max(_days_between(a.published, b.published), 1)), 6.0)
    z = 14.4 * (wording - 0.27) - 2 * (apart - 0.5) - 1.5 * length - gap * min(length + 0.2, 1.2)
    return Link(round(1 / (1 + math.exp(-z)), 4), reason_of_leads(a, b, wording))


def _days_between(one: int | None, other: int | None) -> int:
    return 0 if one is None or other is None else abs(one - other)


def _alone(cast: tuple[str, ...], story: dict[str, int], other: dict[str, int]) -> float:
    """How much of a main name it is that the other article lacks: its weight by that of the heaviest."""
    return next((story[name] / story[cast[0]] for name in cast if name not in other), 0.0)
