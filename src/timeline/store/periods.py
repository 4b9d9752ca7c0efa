"""Days, weeks, months and years: in which of them an event counts.

An event counts in the period that all of its span lies in. What reaches over several, or is open, counts at
:data:`ASIDE`: a month is not made up for what is known to the year.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.store.spans import NO_GRAIN, OPEN_AT_START, OPEN_END, OPEN_START, UNDATED
from timeline.values.periods import first_day, place
from timeline.values.time import DAY, Grain, civil

ASIDE: Final = OPEN_END
UNITS: Final = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)
TRAY: Final = (NO_GRAIN, ASIDE)  # the unit and the period of what is undated
DATED_SPANS: Final = f"SELECT starts, ends FROM event WHERE length_class < {UNDATED}"
UNDATED_COUNT: Final = f"SELECT count(*) FROM event WHERE length_class >= {UNDATED}"
_BESIDE: Final = tuple((int(unit), ASIDE) for unit in UNITS)
# Seconds become days by a division that every database makes alike: all are first made positive, by whole days, and
# still have 64 bits.
_DAYS: Final = OPEN_END // DAY + 1
_SHIFT: Final = _DAYS * DAY
_OPEN: Final = (OPEN_START // DAY, (OPEN_END - 1) // DAY)


class Days(NamedTuple):
    """So many events from one day to another, both numbers inside."""

    first: int
    last: int
    events: int

    @property
    def is_open(self) -> bool:
        """Whether an end is not known."""
        return self.first == _OPEN[0] or self.last == _OPEN[1]


def by_days(spans: str) -> str:
    """Of a statement with ``starts`` and ``ends`` of events, how many lie from one day to another; see :func:`days`."""
    first, last = f"(starts + {_SHIFT}) / {DAY}", f"(ends - 1 + {_SHIFT}) / {DAY}"
    return f"SELECT {first}, {last}, count(*) FROM ({spans}) k GROUP BY 1, 2"


def days(row: tuple[int, int, int]) -> Days:
    """A row of :func:`by_days`."""
    return Days(row[0] - _DAYS, row[1] - _DAYS, row[2])


def retold(counted: Iterable[Days], undated: int) -> Counter[tuple[int, int]]:
    """How many events count in each unit and period."""
    found = Counter({TRAY: undated} if undated else ())
    for one in counted:
        for which in _BESIDE if one.is_open else _within(one.first, one.last):
            found[which] += one.events
    return found


@lru_cache(maxsize=4_096)  # the same days come again and again
def periods(length_class: int, starts: int, ends: int) -> tuple[tuple[int, int], ...]:
    """Each unit with the period in which an event counts; an undated one counts only among its like."""
    if length_class >= UNDATED:
        return (TRAY,)
    if length_class >= OPEN_AT_START:
        return _BESIDE
    return _within(starts // DAY, (ends - 1) // DAY)


def _within(first: int, last: int) -> tuple[tuple[int, int], ...]:
    both = ((unit, place(unit, first), place(unit, last)) for unit in UNITS)
    return tuple((int(unit), first_day(unit, one) if one == other else ASIDE) for unit, one, other in both)


def month_day(length_class: int, starts: int, ends: int) -> int:
    """Month and day as one number, of what is known to the day or finer; else 0.

    >>> month_day(0, 0, DAY), month_day(1, 0, 2 * DAY)
    (101, 0)
    """
    if length_class != 0 or starts // DAY != (ends - 1) // DAY:
        return 0
    _, month, day = civil(starts // DAY)
    return 100 * month + day
