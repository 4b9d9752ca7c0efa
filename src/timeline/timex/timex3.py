"""TIMEX3 values and the spans of time that they mean: one table, both ways.

================  =============================  ===========================================================
value             means                          from … up to (the end left out)
================  =============================  ===========================================================
``2019``          year                           1 January … 1 January of the next
``BC0044``        year 44 BCE                    the same, of the astronomical year -43
``FY2019``        fiscal year                    the year 2019, approximate: each country and company begins its own
``201``           decade                         2010 … 2020; ``BC046``: 469 … 460 BCE
``20``            the years 20xx                 2000 … 2100; ``BC03``: 399 … 300 BCE
``2019-05``       month                          its first day … the first of the next
``2019-Q2``       quarter                        three months; ``2019-H1`` half: six months
``2019-SP``       season (meteorological,        SP March … June, SU June … September, FA September … December,
                  northern)                      WI December … March of the next year
``2019-W20``      ISO week                       Monday … Monday
``2019-W20-WE``   weekend                        Saturday … Monday
``2019-05-15``    day                            midnight … midnight
``…T18``          hour; ``T18:30`` minute        one hour, one minute, one second
``…TMO``          part of a day                  MO 5-12, MI 11-14, AF 12-18, EV 17-21, NI 20-28 (next day 4), DT 6-18
================  =============================  ===========================================================

A value that has an ``X`` where its year, month or day should be, a duration (``P3D``), a set and a reference
(``PAST_REF``) have no span. ``MOD`` narrows: START is the first third of the span, MID the second, END the last, cut at
whole days where it has three; of a year that is January-April, May-August, September-December. BEFORE and AFTER mean
the open time before the span and after it. APPROX and its like (LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE)
change no bound, and mark the span as approximate.
"""

import re
from dataclasses import replace
from functools import lru_cache

from timeline.errors import NoSuchDay
from timeline.values.time import DAY, HOUR, MINUTE, Doubt, Grain, TimeSpan, civil, day_number, next_month, weekday

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month each begins in
_PARTS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 21), "NI": (20, 28), "DT": (6, 18)}
_THIRDS = {"START": 0, "MID": 1, "END": 2}
_VAGUE = {"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}

_DATE = re.compile(
    r"(?P<bc>BC)?(?P<year>\d{2,4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<weekday>WE|[1-7]))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
    r"(?:T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)


def year_text(year: int) -> str:
    """An astronomical year as TIMEX3 writes it.

    >>> year_text(2019), year_text(-43)
    ('2019', 'BC0044')
    """
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def day_text(number: int) -> str:
    """A day by its number.

    >>> day_text(18031)
    '2019-05-15'
    """
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02}-{day:02}"


def week_text(number: int) -> str:
    """The ISO week that a day is in.

    >>> week_text(day_number(2018, 12, 31))
    '2019-W01'
    """
    thursday = number - weekday(number) + 4
    year = civil(thursday)[0]
    return f"{year_text(year)}-W{(thursday - day_number(year)) // 7 + 1:02}"


def week_monday(year: int, week: int) -> int:
    """The number of the Monday of an ISO week."""
    fourth = day_number(year, 1, 4)
    return fourth - weekday(fourth) + 1 + 7 * (week - 1)


def at_grain(number: int, grain: Grain) -> str:
    """The value of the unit that a day is in.

    >>> day = day_number(2019, 5, 15)
    >>> [at_grain(day, g) for g in (Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.DECADE, Grain.CENTURY)]
    ['2019-05', '2019-Q2', '2019-SP', '201', '20']
    """
    year, month, _ = civil(number)
    text = year_text(year)
    if grain is Grain.YEAR:
        return text
    if grain in (Grain.DECADE, Grain.CENTURY, Grain.MILLENNIUM):
        return text[:-1] if grain is Grain.DECADE else text[:-2] if grain is Grain.CENTURY else text[:-3]
    if grain is Grain.MONTH:
        return f"{text}-{month:02}"
    if grain is Grain.QUARTER:
        return f"{text}-Q{(month + 2) // 3}"
    if grain is Grain.HALF:
        return f"{text}-H{1 if month < 7 else 2}"
    if grain is Grain.SEASON:
        season = list(_SEASONS)[(month // 3 + 3) % 4]
        return f"{year_text(year - (month < 3))}-{season}"
    if grain is Grain.WEEK:
        return week_text(number)
    if grain is Grain.WEEKEND:
        return f"{week_text(number)}-WE"
    return day_text(number)


@lru_cache(maxsize=8192)
def span(value: str, mod: str = "") -> TimeSpan | None:
    """What a value means, by the table above; ``None`` for what has no place on a calendar.

    >>> span("2019-W20-WE").first_day, span("2019", "END").first_day, span("P3D"), span("XXXX-05")
    ('2019-05-18', '2019-09-01', None, None)
    >>> span("FY2019").first_day, span("FY2019").doubt
    ('2019-01-01', <Doubt.APPROXIMATE: 2>)
    """
    if value.startswith("FY"):
        return (year := span(value[2:], mod)) and replace(year, doubt=Doubt.APPROXIMATE)
    m = _DATE.fullmatch(value)
    if m is None:
        return None
    try:
        whole = _clock(_date(m), m)
    except NoSuchDay:
        return None
    if mod in _THIRDS:
        return _third(whole, _THIRDS[mod])
    if mod == "BEFORE":
        return replace(whole, start=None, end=whole.start)
    if mod == "AFTER":
        return replace(whole, start=whole.end, end=None)
    return replace(whole, doubt=Doubt.APPROXIMATE) if mod in _VAGUE else whole


def _date(m: re.Match[str]) -> TimeSpan:
    digits, bce = m["year"], bool(m["bc"])
    if len(digits) < 4:
        size = 10 ** (4 - len(digits))
        first = int(digits) * size
        if bce:
            first = 1 - (first + size - 1)
        grain = Grain.DECADE if size == 10 else Grain.CENTURY
        return TimeSpan(day_number(first) * DAY, day_number(first + size) * DAY, grain)
    year = 1 - int(digits) if bce else int(digits)
    if m["day"]:
        return TimeSpan.of(year, int(m["month"]), int(m["day"]))
    if m["month"]:
        return TimeSpan.of(year, int(m["month"]))
    if m["week"]:
        monday = week_monday(year, int(m["week"]))
        if m["weekday"] is None:
            return TimeSpan.of_days(monday, monday + 6, Grain.WEEK)
        if m["weekday"] == "WE":
            return TimeSpan.of_days(monday + 5, monday + 6, Grain.WEEKEND)
        return TimeSpan.of_days(monday + int(m["weekday"]) - 1, monday + int(m["weekday"]) - 1)
    if m["quarter"]:
        return _months(year, int(m["quarter"]) * 3 - 2, 3, Grain.QUARTER)
    if m["half"]:
        return _months(year, int(m["half"]) * 6 - 5, 6, Grain.HALF)
    if m["season"]:
        return _months(year, _SEASONS[m["season"]], 3, Grain.SEASON)
    return TimeSpan.of(year)


def _months(year: int, month: int, months: int, grain: Grain) -> TimeSpan:
    return TimeSpan(day_number(year, month) * DAY, day_number(*next_month(year, month, months)) * DAY, grain)


def _clock(day: TimeSpan, m: re.Match[str]) -> TimeSpan:
    if day.start is None or not (m["part"] or m["hour"]):
        return day
    if m["part"]:
        if m["part"] not in _PARTS:
            return day
        first, last = _PARTS[m["part"]]
        return TimeSpan(day.start + first * HOUR, day.start + last * HOUR, Grain.PART_OF_DAY)
    hour, minute, second = int(m["hour"]), int(m["minute"] or 0), int(m["second"] or 0)
    start = day.start + hour * HOUR + minute * MINUTE + second
    grain, length = (Grain.SECOND, 1) if m["second"] else (Grain.MINUTE, MINUTE) if m["minute"] else (Grain.HOUR, HOUR)
    return TimeSpan(start, start + length, grain, zone=m["zone"])


def _third(whole: TimeSpan, which: int) -> TimeSpan:
    if whole.start is None or whole.end is None:
        return whole
    if whole.grain is Grain.YEAR:
        year = civil(whole.start // DAY)[0]
        return replace(_months(year, 1 + 4 * which, 4, Grain.YEAR), grain=Grain.YEAR)
    step = DAY if whole.end - whole.start >= 3 * DAY else 1
    length = (whole.end - whole.start) // step
    cuts = [whole.start + (length * k // 3) * step for k in range(4)]
    return replace(whole, start=cuts[which], end=whole.end if which == 2 else cuts[which + 1])


def grain_of(value: str) -> Grain | None:
    """How fine a value is said, under-specified or not; ``None`` for durations, sets and references.

    >>> grain_of("XXXX-WXX-2"), grain_of("2019-W20"), grain_of("XXXX-01-20"), grain_of("P3D")
    (<Grain.DAY: 40>, <Grain.WEEK: 50>, <Grain.DAY: 40>, None)
    """
    filled = span(re.sub(r"(?<=[-T:])XX", "01", value.replace("XXXX", "2000").replace("WXX", "W01")))
    return filled.grain if filled else None
