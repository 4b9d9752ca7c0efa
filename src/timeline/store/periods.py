"""Days, weeks, months and years: in which of them an event counts.

An event counts in the period that all of its span lies in. What reaches over several, or is open, counts at
:data:`ASIDE`: a month is not made up for what is known to the year.
"""

from functools import lru_cache
from typing import Final

from timeline.store.spans import OPEN_AT_START, OPEN_END, UNDATED
from timeline.values.time import DAY, Grain, civil, day_number, weekday

ASIDE: Final = OPEN_END
UNITS: Final = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)


def period(unit: Grain, day: int) -> int:
    """The number of the first day of the unit that has that day.

    >>> civil(period(Grain.WEEK, day_number(2024, 2, 29))), civil(period(Grain.YEAR, day_number(2024, 2, 29)))
    ((2024, 2, 26), (2024, 1, 1))
    """
    if unit == Grain.DAY:
        return day
    if unit == Grain.WEEK:
        return day - weekday(day) + 1
    year, month, _ = civil(day)
    return day_number(year, month) if unit == Grain.MONTH else day_number(year)


@lru_cache(maxsize=4_096)  # the same days come again and again
def periods(length_class: int, starts: int, ends: int) -> tuple[tuple[int, int], ...]:
    """Each unit with the period in which an event counts; none for an undated one."""
    if length_class >= UNDATED:
        return ()
    if length_class >= OPEN_AT_START:
        return tuple((int(unit), ASIDE) for unit in UNITS)
    first, last = starts // DAY, (ends - 1) // DAY
    both = ((unit, period(unit, first), period(unit, last)) for unit in UNITS)
    return tuple((int(unit), one if one == other else ASIDE) for unit, one, other in both)


def month_day(length_class: int, starts: int, ends: int) -> int:
    """Month and day as one number, of what is known to the day or finer; else 0.

    >>> month_day(0, 0, DAY), month_day(1, 0, 2 * DAY)
    (101, 0)
    """
    if length_class != 0 or starts // DAY != (ends - 1) // DAY:
        return 0
    _, month, day = civil(starts // DAY)
    return 100 * month + day
