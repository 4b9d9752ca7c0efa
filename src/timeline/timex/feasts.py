"""The days of feasts, fixed and moving, by a rule written as data.

==================  ==========================================================================================
rule                day of a year
==================  ==========================================================================================
``12-25``           25 December
``11-4#4``          the fourth Thursday of November; ``#-1`` the last; ``11-4#4+1`` the day after it
``easter-2``        two days before Easter Sunday of the western churches; ``orthodox-2`` of the eastern
``tishri+9``        nine days after the first of Tishri, the Jewish New Year; ``kislev+24`` so of Kislev
``islamic10-01``    the first of the tenth month of the Islamic calendar as it is counted in tables, a day at most
                    from where the moon is sighted; of two in one year the first
==================  ==========================================================================================

Jewish days are those that begin on the evening before.
"""

import re
from functools import lru_cache

from timeline.errors import NoSuchDay
from timeline.values.time import civil, day_number, month_days, weekday

_RULE = re.compile(r"(easter|orthodox|tishri|kislev)([+-]\d+)")
_NTH = re.compile(r"(\d\d)-([1-7])#(-?\d)(?:([+-]\d+))?")
_ISLAMIC = re.compile(r"islamic(\d\d)-(\d\d)")
_EASTERN, _WESTERN = 2, 3  # as python-dateutil counts the churches
_UNIX = 719_163  # 1 January 1970, counted from 1 January of the year 1
_ISLAMIC_EPOCH = 227_014 - _UNIX
_HEBREW_EPOCH = -1_373_427 - _UNIX
_TISHRI, _HESHVAN = 30, 29  # days; Heshvan has one more where its year has five days over a round number


@lru_cache(maxsize=4096)
def feast_day(rule: str, year: int) -> int | None:
    """The number of the day that a rule gives in a year; ``None`` where the year has none.

    >>> [civil(feast_day(r, 2024)) for r in ("easter-2", "11-4#4", "tishri+0", "tishri-163", "islamic09-01")]
    [(2024, 3, 29), (2024, 11, 28), (2024, 10, 3), (2024, 4, 23), (2024, 3, 11)]
    """
    if m := _RULE.fullmatch(rule):
        return _BEGINNINGS[m[1]](year) + int(m[2])
    if m := _ISLAMIC.fullmatch(rule):
        return _islamic(year, int(m[1]), int(m[2]))
    if m := _NTH.fullmatch(rule):
        month, wday, nth, more = int(m[1]), int(m[2]), int(m[3]), int(m[4] or 0)
        if nth > 0:
            first = day_number(year, month)
            return first + (wday - weekday(first)) % 7 + 7 * (nth - 1) + more
        last = day_number(year, month, month_days(year, month))
        return last - (weekday(last) - wday) % 7 + 7 * (nth + 1) + more
    month, day = (int(x) for x in rule.split("-"))
    try:
        return day_number(year, month, day)
    except NoSuchDay:
        return None


def _easter(year: int, method: int = _WESTERN) -> int:
    """Easter Sunday (python-dateutil knows the years up to 4099; they repeat in none)."""
    from dateutil.easter import easter

    if not 1583 <= year <= 4099:
        year = 1583 + (year - 1583) % 2000
    day = easter(year, method)
    return day_number(day.year, day.month, day.day)


def _orthodox(year: int) -> int:
    return _easter(year, _EASTERN)


def _islamic(year: int, month: int, day: int) -> int | None:
    about = (year - 622) * 33 // 32
    for turn in range(about - 1, about + 3):
        number = _ISLAMIC_EPOCH + day + 29 * (month - 1) + (6 * month - 1) // 11
        number += 354 * (turn - 1) + (3 + 11 * turn) // 30
        if turn > 0 and civil(number)[0] == year:
            return number
    return None


def _molad(turn: int) -> int:
    """Days from the beginning of the Jewish calendar to the new moon of a year, kept from days it may not be."""
    months = (235 * turn - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _jewish_new_year(turn: int) -> int:
    before, this, after = (_molad(turn + k) for k in (-1, 0, 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + late


def _tishri(year: int) -> int:
    return _jewish_new_year(year + 3761)


def _kislev(year: int) -> int:
    begins = _tishri(year)
    length = _tishri(year + 1) - begins
    return begins + _TISHRI + _HESHVAN + (length % 10 == 5)


_BEGINNINGS = {"easter": _easter, "orthodox": _orthodox, "tishri": _tishri, "kislev": _kislev}
