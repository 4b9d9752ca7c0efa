"""Moving a day by units of the calendar. Months and years are added by python-dateutil, whose years end at 9999; the
Gregorian calendar repeats every 400 years, so any year is counted in one that it knows."""

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from timeline.values.time import Grain, civil, day_number

_CYCLE_DAYS, _CYCLE_MONTHS = 146_097, 4_800

UNIT_GRAINS = {
    "second": Grain.SECOND, "minute": Grain.MINUTE, "hour": Grain.HOUR, "day": Grain.DAY, "night": Grain.DAY,
    "weekend": Grain.WEEKEND, "week": Grain.WEEK, "fortnight": Grain.WEEK, "month": Grain.MONTH,
    "quarter": Grain.QUARTER, "season": Grain.SEASON, "half": Grain.HALF, "year": Grain.YEAR,
    "decade": Grain.DECADE, "century": Grain.CENTURY, "millennium": Grain.MILLENNIUM,
}  # fmt: skip
_DAYS = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
_MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12_000,
}


@lru_cache(maxsize=4096)
def add_months(number: int, months: int) -> int:
    """The day that many months on (or back); a day that the month lacks becomes its last.

    >>> civil(add_months(day_number(2024, 2, 29), -12)), civil(add_months(day_number(-43, 3, 15), 1))
    ((2023, 2, 28), (-43, 4, 15))
    """
    cycles, rest = divmod(months, _CYCLE_MONTHS)
    year, month, day = civil(number)
    known = date(2000 + year % 400, month, day) + relativedelta(months=rest)
    back = (year - year % 400 - 2000) // 400
    return day_number(known.year, known.month, known.day) + (back + cycles) * _CYCLE_DAYS


def moved(number: int, amount: int, unit: str) -> int | None:
    """The day that lies so many units away; ``None`` where the unit is shorter than a day and does not reach one.

    >>> civil(moved(day_number(2019, 5, 15), -3, "week")), civil(moved(day_number(2019, 5, 31), 1, "month"))
    ((2019, 4, 24), (2019, 6, 30))
    """
    if abs(amount) > 1_000_000:
        return None
    if unit in _DAYS:
        return number + amount * _DAYS[unit]
    if unit in _MONTHS:
        return add_months(number, amount * _MONTHS[unit])
    return None
