"""Clock times as cells write them, by themselves or beside a date."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from timeline.errors import NoSuchDay
from timeline.importers._words import folded, table
from timeline.values.time import DAY, HOUR, MINUTE, Grain, TimeSpan, civil
from timeline.values.zones import zone_text

_ZONE: Final = r"(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?(?![\d:])|(?-i:[A-Z]{2,5})\b)"
_CLOCK: Final = re.compile(
    rf"""(?<![\d:.+-]) (?P<hour>\d\d?)
         (?: (?P<colon>[:h])(?P<minute>\d\d) (?: :(?P<second>\d\d) (?:[.,]\d+)? )? (?!\d) )?
         \s* (?P<half>[ap]\.?m\b\.?)? \s* {_ZONE}? (?: \s?\[[\w/+-]+\] )?""",
    re.VERBOSE | re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"(\d\d?)\.(\d\d)")
_MILITARY: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)")


_FROM_TO: Final = re.compile(
    r"(?P<start>\.\.|T)/(?P<end>\.\.|T)(?: (?P<zone>\S+))?".replace("T", r"\d\d:\d\d(?::\d\d)?"), re.ASCII
)


class Clock(NamedTuple):
    """A time of day, as finely as it was written, and the zone that is stated with it."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str | None = None

    def on(self, day: TimeSpan) -> TimeSpan:
        """That time on a day.

        Raises:
            NoSuchDay: If no clock shows it.
        """
        if day.grain is not Grain.DAY or day.start is None or day.end != day.start + DAY or day.doubt:
            raise NoSuchDay("clock time but on one day")
        return TimeSpan.of(*civil(day.start // DAY), self.hour, self.minute, self.second, self.zone)


def apart(text: str) -> tuple[str, Clock | None]:
    """A text without the clock time in it, and that.

    >>> apart("2024-05-03T10:30:00+0300")
    ('2024-05-03', Clock(hour=10, minute=30, second=0, zone='+03:00'))
    >>> apart("3 May 2020, 2 pm"), apart("3 May 2020")
    (('3 May 2020', Clock(hour=14, minute=None, second=None, zone=None)), ('3 May 2020', None))
    """
    for found in _CLOCK.finditer(re.sub(r"(?<=\d)T(?=\d)", " ", text)):
        clock = _clock(found)
        if clock is None:
            continue
        zone = found["zone"] or ""
        if zone[:1] == "-" and ":" in zone and clock.second is None and "T" not in text:
            continue  # 10:00-12:00 is from ten to twelve as likely as ten o'clock in a zone
        rest = f"{text[: found.start()].rstrip(' ,T')} {text[found.end() :].lstrip(' ,')}"
        return rest.strip(), clock
    return text, None


def alone(text: str) -> Clock | None:
    """What a cell of clock times says; ``None`` for what is none.

    >>> alone("14.30 Uhr"), alone("0905")
    (Clock(hour=14, minute=30, second=None, zone=None), Clock(hour=9, minute=5, second=None, zone=None))
    >>> alone("morning"), alone("25:00"), alone("14")
    (None, None, None)
    """
    text = text.strip()
    if len(text) > 40:
        return None
    text = _DOTTED.sub(r"\1:\2", text, count=1)
    if found := _MILITARY.fullmatch(text):
        return Clock(int(found[1]), int(found[2]))
    rest, clock = apart(text)
    beside = set(table("_dates.toml")["beside"])
    return clock if clock and set(folded(rest).split()) <= beside else None


class FromTo(NamedTuple):
    """From a second of the first day to one of the last, itself outside; ``None`` is open."""

    start: int | None
    end: int | None
    zone: str | None = None

    def on(self, days: TimeSpan) -> TimeSpan:
        """That stretch of those days.

        Raises:
            NoSuchDay: If the days are open where it is not, or it ends before it begins.
        """
        first, last = days.first_day_number, days.last_day_number
        if (first is None) is not (self.start is None) or (last is None) is not (self.end is None):
            raise NoSuchDay("clock time on a day that is not known")
        start = None if first is None or self.start is None else first * DAY + self.start
        end = None if last is None or self.end is None else last * DAY + self.end
        if start is not None and end is not None and start >= end:
            raise NoSuchDay("clock time before itself")
        return replace(days, start=start, end=end, zone=self.zone)


def from_to(text: str) -> FromTo | None:
    """A stretch of clock times as this program's tables write it; ``None`` for what is none.

    >>> from_to("06:00/24:00 Z"), from_to("../12:30"), from_to("06:00-12:00")
    (FromTo(start=21600, end=86400, zone='Z'), FromTo(start=None, end=45000, zone=None), None)
    """
    found = _FROM_TO.fullmatch(text.strip())
    if found is None:
        return None
    zone = zone_text(found["zone"]) if found["zone"] else None
    start, end = (None if found[place] == ".." else _of_day(found[place]) for place in (1, 2))
    return None if (found["zone"] and not zone) or -1 in (start, end) else FromTo(start, end, zone)


def _of_day(clock: str) -> int:
    hour, minute, second = (int(part) for part in f"{clock}:00".split(":")[:3])
    seconds = hour * HOUR + minute * MINUTE + second
    return seconds if minute < 60 and second < 60 and seconds <= DAY else -1


def _clock(found: re.Match[str]) -> Clock | None:
    """The time that was found, if it is one: with minutes, or with its half of the day."""
    if not found["colon"] and not found["half"]:
        return None
    hour = int(found["hour"])
    minute = int(found["minute"]) if found["minute"] else None
    second = int(found["second"]) if found["second"] else None
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half[0] in "pP")
    return Clock(hour, minute, second, zone_text(found["zone"]))
