"""When something says it was published: the day, and the time and zone where they are stated.

Only what names its year, month and day is a publication; "March 2024" or "10:30" is not, since every "yesterday" of
the text would hang on a day that nobody stated. What could be two days ("07/12/2024") is told apart from what is none.
"""

import re
import warnings
from datetime import datetime

from timeline.errors import NoSuchDay
from timeline.values.time import DAY, Grain, TimeSpan
from timeline.values.zones import offset, zone_text

_ISO = re.compile(
    r"""(?P<year>[+-]?\d{4}) (?P<sep>[-/.]?) (?P<month>\d\d?) (?P=sep) (?P<day>\d\d?)
        (?:(?:T|\s*,?\s+) (?P<hour>\d\d?) :? (?P<minute>\d\d) (?: :? (?P<second>\d\d?) (?:[.,]\d+)?)?
           \s* (?P<zone>Z|[A-Z]{3,5}|(?:UTC|GMT)?\s?[+-]\d\d?(?::?\d\d)?)? )? (?:\[[\w/+-]+\])? \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{10}(?:\d{3})?")
_FULL = re.compile(r"\d{4}|'\d\d|\d[./-]\d\d?[./-]\d\d\b|[^\W\d_]{3,}.*\d")  # a year can be in it
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_ZONE = re.compile(r":\d\d\s*(?:[^\W\d]\.?[^\W\d]\.?(?!\w))?\s*([+-]\d\d:?\d\d|[A-Z]{3,5}\b|Z\b)")  # after a clock time
_DEFAULTS = (datetime(1903, 2, 3, 8, 8, 8), datetime(1908, 8, 8, 3, 3, 3))  # no part of one is in the other
_LONGEST = 64  # characters: no date is longer, and long text is slow to try


def readings(text: str) -> list[TimeSpan]:
    """The publication times that a text can mean: none, one, or two where day and month may be either way round.

    >>> [r.first_day for r in readings("2024-12-07T10:02:00+0300")], [r.first_day for r in readings("7 December 2024")]
    (['2024-12-07'], ['2024-12-07'])
    >>> [r.first_day for r in readings("07/12/2024")], readings("March 2024"), readings("30 February 2024")
    (['2024-07-12', '2024-12-07'], [], [])
    """
    text = text.strip()
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return []
    if match := _ISO.fullmatch(text):
        span = _of_iso(match)
        return [span] if span else []
    return _of_words(text)


def looks_like_date(text: str) -> bool:
    """Whether a text is a date and nothing else, be it one that no calendar has.

    >>> looks_like_date("7 December 2024"), looks_like_date("2024-02-30"), looks_like_date("Catch-22")
    (True, True, False)
    """
    return bool(_ISO.fullmatch(text.strip()) or readings(text))


def _of_iso(match: re.Match[str]) -> TimeSpan | None:
    year, month, day_of_month = int(match["year"]), int(match["month"]), int(match["day"])
    if not match["sep"] and len(match["month"] + match["day"]) < 4:
        return None  # 2024127 has no one reading
    try:
        day = TimeSpan.of(year, month, day_of_month)
    except NoSuchDay:
        return None
    if match["hour"] is None:
        return day
    second = None if match["second"] is None else int(match["second"])
    try:
        hour, minute = int(match["hour"]), int(match["minute"])
        return TimeSpan.of(year, month, day_of_month, hour, minute, second, zone_text((match["zone"] or "").upper()))
    except NoSuchDay:
        return day  # a clock that shows 24:00 or a leap second does not spoil the day


def of_epoch(number: str) -> TimeSpan | None:
    """Ten digits as seconds since 1970 in UTC, thirteen as milliseconds; nothing else.

    >>> of_epoch("1733529600").first_day, of_epoch("20241207")
    ('2024-12-07', None)
    """
    if not _DIGITS.fullmatch(number):
        return None
    seconds = int(number[:10])
    return TimeSpan(seconds, seconds + 1, Grain.SECOND, zone="Z")


def _of_words(text: str) -> list[TimeSpan]:
    """By dateutil, twice with different defaults, so that a part which was not stated shows; and both day orders."""
    if not _FULL.search(text):
        return []
    found: list[TimeSpan] = []
    for day_first in (False, True):
        one, other = (_parsed(text, default, day_first) for default in _DEFAULTS)
        if one is None or other is None or one.date() != other.date():
            continue
        span = _of_datetime(one, other, text)
        if span not in found:
            found.append(span)
    days = {span.first_day_number for span in found}
    return sorted(found, key=lambda s: s.start or 0) if len(days) > 1 else found[:1]


def _parsed(text: str, default: datetime, day_first: bool) -> datetime | None:
    from dateutil.parser import parse
    from dateutil.tz import tzoffset

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parse(text, default=default, dayfirst=day_first, tzinfos=lambda name, off: tzoffset(name, off or 0))
    except (ValueError, OverflowError, TypeError):
        return None
    return found if isinstance(found, datetime) else None


def _of_datetime(one: datetime, other: datetime, text: str) -> TimeSpan:
    if one.hour != other.hour or one.minute != other.minute:
        return TimeSpan.of(one.year, one.month, one.day)
    second = one.second if _SECONDS.search(text) else None
    zone = _ZONE.search(text)
    return TimeSpan.of(
        one.year, one.month, one.day, one.hour, one.minute, second, zone_text(zone[1] if zone else None)
    )  # fmt: skip


def same_instant(one: TimeSpan, other: TimeSpan) -> bool:
    """Whether two stated times are one moment seen in two zones (to the coarser of their grains)."""
    a, b = _utc(one), _utc(other)
    return a is not None and b is not None and abs(a - b) < 60


def _utc(span: TimeSpan) -> int | None:
    if span.start is None or span.zone is None or span.grain >= Grain.DAY:
        return None
    ahead = offset(span.zone)
    return None if ahead is None else span.start - ahead


def is_future(span: TimeSpan, today: int | None) -> bool:
    """Whether it begins after the day that follows ``today`` (a day's number); a zone may be a day ahead of us."""
    return today is not None and span.start is not None and span.start // DAY > today + 1
