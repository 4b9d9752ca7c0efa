"""Lengths of time, and the units they are counted in."""

import re
from typing import Final, NamedTuple

from timeline.errors import BadLength
from timeline.values.time import DAY, HOUR, MINUTE, civil, day_number, month_days, next_month
from timeline.workflow.when.part import Part

SECONDS: Final = {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY}
MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SHORT: Final = {
    **{"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "w": "week"},
    **{"wk": "week", "y": "year", "yr": "year", "centurie": "century"},
}
_COUNTED: Final = re.compile(r"([0-9]+)([.][0-9]+)? ?([^\W\d_]+)(?: ?(?:,|and)? ?)")
MOST: Final = 10**6  # of any unit; a sum of such still fits a column of 64 bits


class Length(NamedTuple):
    """So many seconds, and so many months of the calendar, which are not all of one length."""

    seconds: int
    months: int


def unit(word: str) -> str | None:
    """The unit that a word names, in the singular; nothing where it names none.

    >>> unit("days"), unit("hrs"), unit("fortnight")
    ('day', 'hour', None)
    """
    word = word.casefold()
    for name in (word, word.removesuffix("s")):
        name = _SHORT.get(name, name)
        if name in SECONDS or name in MONTHS:
            return name
    return None


def counted(part: Part) -> Length | None:
    """The length that figures and units say; nothing where the words are of another form.

    Raises:
        BadLength: If a unit is none, or there are too many of one.
    """
    seconds = months = place = 0
    while place < len(part.text):
        found = _COUNTED.match(part.text, place)
        if not found:
            return None
        whole, fraction, word = found.groups()
        here = part.cut(found.start(), found.end(3))
        name = unit(word)
        if name is None:
            raise part.cut(*found.span(3)).bad(BadLength, no_unit(word))
        if len(whole) > len(str(MOST)) or int(whole) > MOST:
            raise here.bad(BadLength, f"more than {MOST:,} of a unit are not counted")
        if name in MONTHS:
            if fraction:
                raise here.bad(BadLength, "months and years are counted whole")
            months += int(whole) * MONTHS[name]
        else:
            seconds += int(whole) * SECONDS[name] + round(float(fraction or 0) * SECONDS[name])
        place = found.end()
    return Length(seconds, months) if place else None


def no_unit(word: str) -> str:
    """What is said of a word that is no unit.

    >>> no_unit("m")
    'it may be minutes or months'
    """
    if word.casefold() == "m":
        return "it may be minutes or months"
    return f"the units are {', '.join([*SECONDS, *MONTHS])}"


def shifted(day: int, months: int) -> int:
    """The day so many months on (or back); of a shorter month, its last.

    >>> shifted(day_number(2019, 5, 31), -3) == day_number(2019, 2, 28)
    True
    """
    year, month, of_month = civil(day)
    there = next_month(year, month, months)
    return day_number(*there, min(of_month, month_days(*there)))
