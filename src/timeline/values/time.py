"""Spans of time.

A span is half-open everywhere in this package: ``start`` is the first second inside, ``end`` the first second after;
``None`` is open. May 2019 is [2019-05-01T00:00, 2019-06-01T00:00).

Seconds are civil seconds: seconds since 1970-01-01T00:00 of the clock on the wall where it happened, in the proleptic
Gregorian calendar, with astronomical years (0 is 1 BCE, -43 is 44 BCE), any year. A stated zone or offset is kept
beside them; nothing is moved to UTC. A day's number is its civil seconds divided by 86,400: days since 1970-01-01.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, IntFlag, StrEnum
from typing import Self

from timeline.errors import EmptySpan, NoSuchDay

MINUTE, HOUR, DAY = 60, 3_600, 86_400
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Grain(IntEnum):
    """How fine a span was said, finest first; the numbers are stored and only ever added to."""

    SECOND = 0
    MINUTE = 10
    HOUR = 20
    PART_OF_DAY = 30
    DAY = 40
    WEEKEND = 45
    WEEK = 50
    MONTH = 60
    QUARTER = 70
    SEASON = 75
    HALF = 80
    YEAR = 90
    DECADE = 100
    CENTURY = 110
    MILLENNIUM = 120

    @property
    def label(self) -> str:
        """The word for people: ``part of day``."""
        return self.name.lower().replace("_", " ")


GRAINS = {grain.label: grain for grain in Grain}

LONGEST_OF = {  # the seconds that a unit has at most
    **{Grain.SECOND: 1, Grain.MINUTE: MINUTE, Grain.HOUR: HOUR, Grain.PART_OF_DAY: DAY // 2, Grain.DAY: DAY},
    **{Grain.WEEKEND: 2 * DAY, Grain.WEEK: 7 * DAY, Grain.MONTH: 31 * DAY, Grain.QUARTER: 92 * DAY},
    **{Grain.SEASON: 92 * DAY, Grain.HALF: 184 * DAY, Grain.YEAR: 366 * DAY, Grain.DECADE: 3_653 * DAY},
    **{Grain.CENTURY: 36_525 * DAY, Grain.MILLENNIUM: 365_250 * DAY},
}


class Extent(StrEnum):
    """Whether it happened somewhere inside the span ("in March") or lasted all of it ("from 3 to 5 May")."""

    WITHIN = "within"
    THROUGHOUT = "throughout"


class Doubt(IntFlag):
    """EDTF's qualifiers of a date: ``?`` uncertain, ``~`` approximate, ``%`` both."""

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February (proleptic Gregorian, astronomical years)."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """How many days the month has."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Days from 1970-01-01 to that day, in any year.

    Howard Hinnant's ``days_from_civil`` (http://howardhinnant.github.io/date_algorithms.html).

    >>> day_number(1970, 1, 2), day_number(2024, 2, 29), day_number(-43, 3, 15)
    (1, 19782, -735160)

    Raises:
        NoSuchDay: For 30 February and its like.
    """
    if not 1 <= month <= 12 or not 1 <= day <= month_days(year, month):
        raise NoSuchDay(f"{year:04}-{month:02}-{day:02}")
    y = year - (month <= 2)
    era, yoe = divmod(y, 400)
    doy = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719_468


def civil(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day's number; :func:`day_number` undone.

    >>> civil(19782), civil(-735160)
    ((2024, 2, 29), (-43, 3, 15))
    """
    era, doe = divmod(number + 719_468, 146_097)
    yoe = (doe - doe // 1460 + doe // 36_524 - doe // 146_096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def weekday(number: int) -> int:
    """The ISO weekday of a day's number: 1 is Monday, 7 Sunday.

    >>> weekday(day_number(2019, 5, 15))
    3
    """
    return (number + 3) % 7 + 1


def next_month(year: int, month: int, months: int = 1) -> tuple[int, int]:
    """The year and month that many months on (or back)."""
    y, m = divmod(year * 12 + month - 1 + months, 12)
    return y, m + 1


def iso_day(number: int) -> str:
    """A day's number as ISO 8601 text; years outside 0000–9999 bear their sign.

    >>> iso_day(19782), iso_day(-735160), iso_day(day_number(12024))
    ('2024-02-29', '-0043-03-15', '+12024-01-01')
    """
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When something was: a half-open span of civil seconds, how fine it was said, and how sure.

    ``doubt`` qualifies the whole, or of a range its beginning; ``end_doubt`` a range's end. ``zone`` is what the
    text states ("Z", "+03:00", "EST"), and shifts nothing.
    """

    start: int | None
    end: int | None
    grain: Grain
    extent: Extent = Extent.WITHIN
    doubt: Doubt = Doubt.NONE
    end_doubt: Doubt = Doubt.NONE
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise EmptySpan(self.start, self.end)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None, hour: int | None = None,
           minute: int | None = None, second: int | None = None, zone: str | None = None) -> Self:  # fmt: skip
        """The year, month, day, hour, minute or second that these name.

        >>> TimeSpan.of(2019, 5).first_day, TimeSpan.of(2019, 5).last_day
        ('2019-05-01', '2019-05-31')

        Raises:
            NoSuchDay: If no calendar or clock has it.
        """
        if month is None:
            return cls(day_number(year) * DAY, day_number(year + 1) * DAY, Grain.YEAR, zone=zone)
        if day is None:
            start = day_number(year, month)
            return cls(start * DAY, (start + month_days(year, month)) * DAY, Grain.MONTH, zone=zone)
        start = day_number(year, month, day) * DAY
        if hour is None:
            return cls(start, start + DAY, Grain.DAY, zone=zone)
        if not (0 <= hour < 24 and 0 <= (minute or 0) < 60 and 0 <= (second or 0) < 60):
            raise NoSuchDay(f"clock time {hour:02}:{minute or 0:02}:{second or 0:02}")
        start += hour * HOUR + (minute or 0) * MINUTE + (second or 0)
        if minute is None:
            return cls(start, start + HOUR, Grain.HOUR, zone=zone)
        if second is None:
            return cls(start, start + MINUTE, Grain.MINUTE, zone=zone)
        return cls(start, start + 1, Grain.SECOND, zone=zone)

    def whole_days(self) -> Self:
        """The days that it touches, where it was said more finely; else itself.

        >>> TimeSpan.of(2019, 5, 15).whole_days() == TimeSpan.of(2019, 5, 15)
        True
        """
        if self.start is None or self.end is None or self.grain >= Grain.DAY:
            return self
        return self.of_days(self.start // DAY, (self.end - 1) // DAY)

    @classmethod
    def of_days(cls, first: int, last: int, grain: Grain = Grain.DAY, extent: Extent = Extent.WITHIN) -> Self:
        """From the beginning of one day to the end of another, both numbers inside."""
        return cls(first * DAY, (last + 1) * DAY, grain, extent)

    @property
    def first_day_number(self) -> int | None:
        """The number of the first day that the span touches; ``None`` where it is open."""
        return None if self.start is None else self.start // DAY

    @property
    def last_day_number(self) -> int | None:
        """The number of the last day that the span touches, inclusive; ``None`` where it is open."""
        return None if self.end is None else (self.end - 1) // DAY

    @property
    def first_day(self) -> str | None:
        """The earliest day, as ISO text; ``None`` where it is open."""
        return None if self.start is None else iso_day(self.start // DAY)

    @property
    def last_day(self) -> str | None:
        """The latest day, inclusive, as ISO text; ``None`` where it is open."""
        return None if self.end is None else iso_day((self.end - 1) // DAY)

    @property
    def is_open(self) -> bool:
        """Whether one end, or both, is not known."""
        return self.start is None or self.end is None

    def contains(self, other: "TimeSpan") -> bool:
        """Whether all of the other lies inside this one."""
        return (self.start is None or (other.start is not None and self.start <= other.start)) and (
            self.end is None or (other.end is not None and other.end <= self.end)
        )

    def overlaps(self, other: "TimeSpan") -> bool:
        """Whether the two share a second.

        >>> TimeSpan.of(2019, 5).overlaps(TimeSpan.of(2019, 5, 31)), TimeSpan.of(2019, 5).overlaps(TimeSpan.of(2019, 6))
        (True, False)
        """
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def possibly_in(self, window: "TimeSpan") -> bool:
        """Whether what happened in this span may have happened in the window: they overlap."""
        return self.overlaps(window)

    def certainly_in(self, window: "TimeSpan") -> bool:
        """Whether it must have happened in the window.

        Of what happened *within* the span, all of the span must lie inside; what lasted *throughout* it was going on
        in any window that it overlaps.

        >>> TimeSpan.of(2023, 10).certainly_in(TimeSpan.of(2023, 10, 7))
        False
        """
        return self.overlaps(window) if self.extent is Extent.THROUGHOUT else window.contains(self)

    def intersection(self, other: "TimeSpan") -> "TimeSpan | None":
        """What both share (:func:`common`); ``None`` where they share nothing."""
        return common((self, other)) if self.overlaps(other) else None


def common(spans: Iterable[TimeSpan]) -> TimeSpan:
    """What all of them share, whatever their order; they must share something, and be at least one.

    It is said as finely as the finest of them, and lasted throughout where all did. An end is as doubtful as the least
    doubtful span that has it.

    >>> common([TimeSpan.of(2019), TimeSpan.of(2019, 5, 15), TimeSpan.of(2019, 5)]) == TimeSpan.of(2019, 5, 15)
    True

    Raises:
        EmptySpan: If they share no second.
    """
    spans = list(spans)
    start = max((s.start for s in spans if s.start is not None), default=None)
    end = min((s.end for s in spans if s.end is not None), default=None)
    grain = min(s.grain for s in spans)
    if start is not None and end is not None and end - start <= DAY:
        grain = min(grain, Grain.DAY)  # of a weekend, the day that is in the month too
    extent = Extent.THROUGHOUT if all(s.extent is Extent.THROUGHOUT for s in spans) else Extent.WITHIN
    doubt = end_doubt = Doubt.UNCERTAIN | Doubt.APPROXIMATE
    for span in spans:
        if span.start == start:
            doubt &= span.doubt
        if span.end == end:
            end_doubt &= span.end_doubt
    zone = min((s.zone for s in spans if s.zone is not None), default=None)
    return TimeSpan(start, end, grain, extent, doubt, end_doubt, zone)
