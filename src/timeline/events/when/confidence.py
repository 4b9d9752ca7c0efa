"""How far a mention's day may be trusted: a share, as often as mentions found so have had the right day.

Each figure is a share counted on the development halves of TimeBank, AQUAINT, MEANTIME and EventStoryLine, rounded
down (2026-11-26, ``tests/eval/confidence.py --counts``): by what the day rests on, less what makes another likelier.
What says no day, but a month or a year, stays below what is sure of a day.
"""

from timeline.events.what.happenings import Happening
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import Grain

_BASES = {
    Basis.RELATIVE: 0.9,  # 182 of 210, most of the others by the two rules below
    Basis.STATED: 0.85,
    Basis.CONTEXT: 0.55,  # 6 of 11
}
PUBLISHED = 0.65  # 29 of 38 in one half, 19 of 30 in the other
UNDATED = 0.5
_RULES = {  # where they are below the rest
    "past verb over an infinitive": 0.1,
    "verb of a dated object": 0.2,
    "shared time": 0.15,
    "state of the time": 0.1,
    "object of a time": 0.2,
    "root of a fragment": 0.3,
    "lead, reported after": 0.2,
}
_STEP, _MOST_STEPS = 0.1, 3  # a word between the time and its happening: 142 of 152 with none, 20 of 24 with one
_READINGS = 0.2
_NO_DAY = 0.6  # the day that gold has lies in 10 of 20, 10 of 16
_LEAST = 0.05


def confidence(happening: Happening, expression: TimeExpression | None) -> float:
    """Between 0.05 and 0.9, two digits; of an undated one 0.5, since nothing is said of its day."""
    if expression is None:
        return UNDATED
    worth = _BASES.get(expression.basis, UNDATED) - _RULES.get(happening.rule, 0)
    worth -= _STEP * min(happening.steps, _MOST_STEPS) + _READINGS * bool(expression.readings)
    time = expression.range or expression.time
    if time is None or time.grain > Grain.DAY or time.is_open:
        worth = min(worth, _NO_DAY)
    return round(max(_LEAST, worth), 2)
