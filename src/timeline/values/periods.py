"""Days, weeks, months, years and decades, each unit's periods numbered one after the other.

A period has its *place* in that row, so that what follows it, and how many lie between two, is plain arithmetic in any
year. A week begins on Monday, and belongs to the year of its Thursday (ISO 8601).
"""

from functools import lru_cache
from typing import Final

from timeline.values.time import Grain, civil, day_number, iso_day

UNITS: Final = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.DECADE)
_MONDAY = 3  # 1970-01-01 was a Thursday


@lru_cache(maxsize=4_096)  # whoever counts by month, counts the same months again and again
def place(unit: Grain, day: int) -> int:
    """The place of the period that has the day of that number.

    >>> place(Grain.YEAR, day_number(2024, 2, 29)), place(Grain.DECADE, day_number(-43, 3, 15))
    (2024, -5)
    """
    match unit:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return (day + _MONDAY) // 7
    year, month, _ = civil(day)
    return year * 12 + month - 1 if unit is Grain.MONTH else year if unit is Grain.YEAR else year // 10


def first_day(unit: Grain, at: int) -> int:
    """The number of the first day of the period at a place; the day before the next one's is its last.

    >>> civil(first_day(Grain.WEEK, place(Grain.WEEK, day_number(2024, 2, 29))))
    (2024, 2, 26)
    """
    match unit:
        case Grain.DAY:
            return at
        case Grain.WEEK:
            return at * 7 - _MONDAY
        case Grain.MONTH:
            return day_number(at // 12, at % 12 + 1)
    return day_number(at) if unit is Grain.YEAR else day_number(at * 10)


@lru_cache(maxsize=4_096)
def name(unit: Grain, at: int) -> str:
    """What the period is called, as a window of a query is written.

    >>> [name(unit, place(unit, day_number(2024, 12, 30))) for unit in UNITS]
    ['2024-12-30', '2025-W01', '2024-12', '2024', '2020s']
    """
    match unit:
        case Grain.DAY:
            return iso_day(at)
        case Grain.WEEK:
            thursday = at * 7
            year = place(Grain.YEAR, thursday)
            return f"{_year(year)}-W{(thursday - day_number(year)) // 7 + 1:02}"
        case Grain.MONTH:
            return f"{_year(at // 12)}-{at % 12 + 1:02}"
    return f"{_year(at * 10)}s" if unit is Grain.DECADE else _year(at)


def _year(year: int) -> str:
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}"
