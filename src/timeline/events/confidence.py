"""How far a mention may be trusted: a first, plain rule, from how it was found.

It starts at what its rule was seen to be worth and loses for what makes a wrong day or a wrong happening likelier: each
word climbed over, a relative time, a time with several readings, a title that does not stand alone.
"""

from timeline.events.happenings import Happening
from timeline.values.mention import Basis, TimeExpression

_RULES = {
    "verb of the time": 0.85,
    "noun before the time": 0.8,
    "noun of the time": 0.75,
    "clause before the time": 0.8,
    "frame before the time": 0.8,
    "past verb over an infinitive": 0.7,
    "verb of a dated object": 0.8,
    "clause before its frame": 0.75,
    "clause of a dated subject": 0.75,
    "clause within a dated noun": 0.75,
    "subject that was then": 0.7,
    "object of a time": 0.6,
    "clause of a cleft": 0.75,
    "shared time": 0.7,
    "demand before a dated noun": 0.7,
    "state of the time": 0.55,
    "root of a fragment": 0.4,
}
_OTHER, _LEAST = 0.5, 0.05


def confidence(happening: Happening, expression: TimeExpression | None, stands_alone: bool) -> float:
    """Between 0.05 and 0.85, two digits."""
    worth = _RULES.get(happening.rule, _OTHER)
    worth -= 0.12 * min(happening.steps, 4)
    worth -= 0.25 * (not stands_alone)
    if expression is not None:
        worth -= 0.05 * (expression.basis is Basis.RELATIVE) + 0.1 * (expression.basis is Basis.CONTEXT)
        worth -= 0.2 * bool(expression.readings)
    return round(max(_LEAST, worth), 2)
