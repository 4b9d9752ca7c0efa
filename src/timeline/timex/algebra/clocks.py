"""Times of day, on their own or joined to their date."""

import re
from fractions import Fraction

from timeline.timex.algebra.choosing import mentioned, published
from timeline.timex.meaning import Frame, Group, Meaning
from timeline.timex.timex3 import day_text, span
from timeline.values.mention import Basis
from timeline.values.time import DAY, Extent, Grain, TimeSpan


def clock_time(
    at: Frame,
    *,
    clock: str = "",
    hour: Fraction | int = 0,
    half: str = "",
    past: Fraction | int = 0,
    zone: str = "",
    east: int | None = None,
    west: int | None = None,
) -> Meaning | None:
    """clock_time(6:29, am) = T06:29, on the day of r where r is a day, else on p; with ``east`` +hh:00 behind it"""
    parts = [int(x) for x in re.split(r"[:.]", clock)] if clock else [int(hour), int(past)]
    hours, minutes = parts[0], parts[1] if len(parts) > 1 else 0
    if minutes < 0:
        hours, minutes = hours - 1, minutes + 60
    if half:
        if not 0 < hours <= (12 if half == "PM" else 23):
            return None
        hours = hours % 12 + (12 if half == "PM" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    seconds = f":{parts[2]:02}" if len(parts) > 2 else ""
    offset = f"+{east:02}:00" if east is not None else f"-{west:02}:00" if west is not None else ""
    tail = f"T{hours % 24:02}:{minutes:02}{seconds}" + (offset or ("Z" if zone == "Z" else ""))
    return _today(at, tail).but(zone=offset or ("" if zone == "local" else zone))


def clocks_between(at: Frame, *, first: Meaning, last: Meaning) -> Group | None:  # noqa: ARG001
    """clocks_between(T21:00, T05:00) = both, the second of the next day where it would lie before the first"""
    one, other = span(first.value), span(last.value)
    if one is None or other is None or one.start is None or other.start is None:
        return Group((first, last))
    if other.start < one.start and one.start - other.start < DAY and other.first_day_number is not None:
        last = last.but(value=f"{day_text(other.first_day_number + 1)}T{last.value.split('T', 1)[1]}")
        other = span(last.value) or other
    if other.end is None or other.end <= one.start:
        return Group((first, last))
    return Group((first, last), TimeSpan(one.start, other.end, one.grain, Extent.THROUGHOUT))


def hours_to(at: Frame, *, hour: int, last: Meaning) -> Group | None:
    """hours_to(2, T17:00) = T14:00 and T17:00: from 2 to 5 p.m."""
    day, _, clock = last.value.partition("T")
    if not 0 < hour < 13 or not clock[:2].isdigit():
        return None
    until = int(clock[:2])
    begins = max((h for h in (hour % 12, hour % 12 + 12) if h < until), default=hour % 12 + 12)
    return clocks_between(at, first=last.but(value=f"{day}T{begins:02}:00"), last=last)


def packed_clock(at: Frame, *, number: Fraction, half: str) -> Meaning | None:
    """packed_clock(430, pm) = T16:30"""
    hours, minutes = divmod(int(number), 100)
    return clock_time(at, clock=f"{hours}:{minutes:02}", half=half) if 0 < hours < 13 and minutes < 60 else None


def signallers_clock(at: Frame, *, digits: str, zone: str = "") -> Meaning | None:
    """signallers_clock(1530) = T15:30"""
    return clock_time(at, clock=f"{digits[:2]}:{digits[2:]}", zone=zone) if len(digits) == 4 else None


def named_clock(at: Frame, *, time: str) -> Meaning:
    """named_clock(noon) = T12:00"""
    return _today(at, f"T{time}")


def part_of_day(at: Frame, *, part: str, offset: int = 0) -> Meaning:
    """part_of_day(NI, n) = p + n days, TNI: last night, this morning"""
    base = published(at)
    if base is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}", basis=Basis.UNKNOWN)
    return Meaning("TIME", f"{day_text(base.first + offset)}T{part}", basis=base.basis, anchor=base.first)


def part_of_that_day(at: Frame, *, part: str, n: int = 0, mod: str = "") -> Meaning:
    """part_of_that_day(MO, n) = the morning of r + n days"""
    return _today(at, f"T{part}", n).but(mod=mod)


def _today(at: Frame, tail: str, n: int = 0) -> Meaning:
    base = mentioned(at)
    if at.reference_span is not None and at.reference_span.grain > Grain.DAY:
        base = published(at) if not at.narrative else None
    if base is None:
        return Meaning("TIME", f"XXXX-XX-XX{tail}", basis=Basis.UNKNOWN)
    return Meaning("TIME", f"{day_text(base.first + n)}{tail}", basis=base.basis, anchor=base.first)


def on_day(at: Frame, *, date: Meaning, clock: Meaning) -> Meaning | None:  # noqa: ARG001
    """on_day(d, T18:00) = dT18:00"""
    if "T" in date.value or "T" not in clock.value or len(date.value.removeprefix("BC")) < 10:
        return None
    value = f"{date.value}T{clock.value.split('T', 1)[1]}"
    return date.but(type="TIME", value=value, mod=clock.mod or date.mod, zone=clock.zone)


def clock_and_day(at: Frame, *, clock: Meaning, date: Meaning, day_first: bool = False) -> Group | None:
    """clock_and_day(T18:00, d) = dT18:00, and d: 6 p.m. on Tuesday; with ``day_first`` the other way: Tuesday at six"""
    joined = on_day(at, date=date, clock=clock)
    if joined is None:
        return None
    return Group((date, joined)) if day_first else Group((joined, date))


def part_on_day(at: Frame, *, date: Meaning, part: str, mod: str = "") -> Meaning | None:  # noqa: ARG001
    """part_on_day(d, EV) = dTEV: Tuesday evening"""
    if "T" in date.value or not re.search(r"(\d\d|XX|-[1-7])$", date.value) or date.value.count("-") < 2:
        return None
    return date.but(type="TIME", value=f"{date.value}T{part}", mod=mod or date.mod)
