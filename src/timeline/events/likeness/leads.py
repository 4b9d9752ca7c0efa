"""Whether two articles report the same, by all that they say."""

import math

from timeline.events.likeness.embedding import nearness
from timeline.events.likeness.facts import Facts
from timeline.events.likeness.reasons import reason_of_leads
from timeline.values.evidence import Link

_LEAST = 0.12  # wording under which two articles are not looked at further
_ALIKE = 14.0  # what being alike speaks for it, more than …
_ENOUGH, _ENOUGH_OPENING = 0.29, 0.5  # … this of all that they say, and of what they begin with
_LONG, _LONGER = 90, 0.9  # stems from which on an article is long, and how much longer one is wholly so (logarithm)
_LATER = 5.0  # what speaks against two long ones that are two days apart or more …
_OTHER_DAY = 4.0  # … and against two whose first sentences date what they report, and to other days
_MEANING, _ENOUGH_MEANING = 4.0, 0.6  # what meaning alike speaks for it, where vectors were asked for
_APART = 0.5  # what speaks against two that each have a main name which the other lacks
_LENGTH, _SHORT = 1.0, 150  # what speaks against longer ones: they have more in common anyway


def leads(a: Facts, b: Facts, one: dict[str, int], other: dict[str, int]) -> Link | None:
    """Two articles: short ones by all that they say, long ones by what they begin with.

    z = 14 (alike - enough) - 0.5 (apart - 0.5) - ln(stems / 150) - later - other day
    alike = (1 - long) wording + long opening, enough = 0.29 + 0.21 long

    A long article tells again what happened before, and so has much in common with all others of its story; what it
    begins with is what it reports. Only of articles with a day is that asked, and whether one is two days later or
    more: by their days one follows a story. "long" grows from 0 to 1 between 90 and 221 stems of the shorter of the
    two; "later" is 5 times that, "other day" 4, where they are.
    """
    wording = sum([one[stem] * other[stem] for stem in one.keys() & other.keys()]) / (a.bulk * b.bulk)
    if wording < _LEAST:
        return None
    breadth = min(a.breadth, b.breadth)
    alike, enough, later = wording, _ENOUGH, 0.0
    if a.published is not None and b.published is not None:
        long = min(max(math.log(max(breadth, 1) / _LONG), 0.0) / _LONGER, 1.0)
        if long:
            alike += long * (_openings(a, b) - wording)
            enough += long * (_ENOUGH_OPENING - _ENOUGH)
        if abs(a.published - b.published) > 1:
            later = _LATER * long
    if a.dated and b.dated and (a.first > b.last or b.first > a.last):
        later += _OTHER_DAY
    if a.vector and b.vector:
        later -= _MEANING * (nearness(a.vector, b.vector) - _ENOUGH_MEANING)
    z = _ALIKE * (alike - enough) - _LENGTH * math.log(max(breadth, _SHORT) / _SHORT) - later
    if z < -1.5:
        return None
    z -= _APART * (min(_alone(a.cast, one, other), _alone(b.cast, other, one)) - 0.5)
    return Link(round(1 / (1 + math.exp(-z)), 4), reason_of_leads(a, b, wording))


def _openings(a: Facts, b: Facts) -> float:
    """How alike the two begin."""
    one, other = a.opening or {}, b.opening or {}
    return sum([one[stem] * other[stem] for stem in one.keys() & other.keys()]) / (a.outset * b.outset)


def _alone(cast: tuple[str, ...], story: dict[str, int], other: dict[str, int]) -> float:
    """How much of a main name it is that the other article lacks: its weight by that of the heaviest."""
    return next((story[name] / story[cast[0]] for name in cast if name not in other), 0.0)
