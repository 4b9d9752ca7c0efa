"""When the happening of a row was, by all the columns that say something of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from timeline.errors import NoSuchDay
from timeline.importers import _cells as cells
from timeline.importers._clock import alone, from_to
from timeline.importers._dates import Dates, Reading, Undated, Unread
from timeline.importers._worded import throughout
from timeline.values import edtf
from timeline.values.time import DAY, Extent, Grain, TimeSpan, civil
from timeline.values.zones import zone_text

Cell = Callable[[str], str]  # what the row has for a field, "" for nothing


class When(NamedTuple):
    """A time, or why there is none; and what of the row could not be brought into it."""

    time: TimeSpan | None
    reason: str = ""
    notes: tuple[str, ...] = ()


def when(cell: Cell, dates: Dates) -> When | Unread:
    """The time of a row; of a row whose date cannot be read, why."""
    zone = zone_text(cell("zone"))
    found = _date(cell, dates, zone)
    if isinstance(found, Unread):
        return found
    notes: list[str] = []
    if isinstance(found, TimeSpan) and (clock := cell("time").strip()):
        found = at(found, clock, zone or dates.zone, notes)
    if end := cell("end").strip():
        last = dates.read(end, zone)
        if isinstance(last, Unread):
            return last._replace(what=last.what.replace("has a date", "has an end"))
        if isinstance(last, TimeSpan):
            lasted = _until(found, last)
            if lasted is None:
                return Unread(f"ends on {end[:40]}, before it begins", "mend one of its two dates")
            found = lasted
    bounded = _bounded(found, cell, dates, notes)
    if isinstance(bounded, Undated):
        return When(None, bounded.reason, tuple(notes))
    return bounded if isinstance(bounded, Unread) else When(bounded, "", tuple(notes))


def _date(cell: Cell, dates: Dates, zone: str | None) -> Reading:
    text = cell("date")
    if text.strip() or not cell("year").strip():
        return dates.read(text, zone)
    parts = [cells.whole(cell(field)) if cell(field).strip() else 0 for field in ("year", "month", "day")]
    year, month, day = (-1 if part is None else part for part in parts)
    try:
        if min(month, day) < 0 or not 0 < year <= 9999 or (day and not month):
            raise NoSuchDay("such date")
        return TimeSpan.of(year, month or None, day or None)
    except NoSuchDay:
        shown = "-".join(cell(field).strip()[:20] for field in ("year", "month", "day"))
        return Unread(f"has a date that is in no calendar: {shown!r}")


def at(day: TimeSpan, text: str, zone: str | None, notes: list[str]) -> TimeSpan:
    """The day with its time of day, where the two can be joined; else ``notes`` says that they cannot."""
    try:
        clock = from_to(text) or alone(text)
        if clock is not None:
            joined = clock._replace(zone=clock.zone or zone).on(day.whole_days())
            return joined if day.grain >= Grain.DAY or joined.start == day.start else day
    except NoSuchDay:
        pass  # it is said below
    notes.append(f"has a time that is not joined to its date: {text[:40]!r}")
    return day


def _until(first: Reading, last: TimeSpan) -> TimeSpan | None:
    """From one to the other; two that are the same are one, and what is undated is an open beginning."""
    if isinstance(first, TimeSpan):
        return first if first == last else throughout(first, last)
    return TimeSpan(None, last.end, last.grain, Extent.THROUGHOUT, last.doubt, zone=last.zone)


def _bounded(found: Reading, cell: Cell, dates: Dates, notes: list[str]) -> Reading:
    """The date with what the row says of its bounds and its grain."""
    bounds: list[TimeSpan | None] = []
    for field in ("earliest", "latest"):
        bound = dates.read(cell(field))
        if isinstance(bound, Unread):
            return bound
        bounds.append(bound if isinstance(bound, TimeSpan) else None)
    first, last = bounds
    grain = cells.grain(cell("grain"))
    if isinstance(found, TimeSpan):
        if not first and not last:
            return found if grain is None else coarser(found, grain)
        days = (first.first_day_number if first else None, last.last_day_number if last else None)
        fit = restored(found, *days, grain)
        if fit is None:
            notes.append("has a date that its earliest, latest or grain gainsay; the date is kept")
        return fit or found
    if not first and not last:
        return found
    hull = throughout(first or _OPEN, last or _OPEN)
    if hull is None:
        return Unread("has a latest day before its earliest", "mend one of the two")
    return replace(hull, extent=Extent.WITHIN, grain=_finest(first, last) if grain is None else grain)


_OPEN = TimeSpan(None, None, Grain.DAY)


def _finest(*spans: TimeSpan | None) -> Grain:
    return min((span.grain for span in spans if span), default=Grain.DAY)


def restored(span: TimeSpan, first: int | None, last: int | None, grain: Grain | None) -> TimeSpan | None:
    """The span whose EDTF is that of ``span``, with these first and last days and this grain, where they are stated.

    >>> restored(edtf.parse("2024"), None, None, Grain.WEEK).grain.label
    'week'
    >>> restored(edtf.parse("2024"), edtf.parse("2023").first_day_number, None, None) is None
    True
    """

    def fits(one: TimeSpan) -> bool:
        same_days = first in (None, one.first_day_number) and last in (None, one.last_day_number)
        return same_days and grain in (None, one.grain) and (one is span or edtf.text(one) == edtf.text(span))

    if fits(span):  # nearly all do
        return span
    named = replace(span, grain=span.grain if grain is None else grain)
    start = named.start if first is None else first * DAY
    end = named.end if last is None else (last + 1) * DAY
    candidates = [named]
    if start is None or end is None or start < end:
        candidates.append(replace(named, start=start, end=end))
    return next(filter(fits, candidates), None)


def coarser(span: TimeSpan, grain: Grain) -> TimeSpan:
    """The whole month, year, decade or century that holds the span, if such is its grain: its day is then a filler.

    >>> coarser(TimeSpan.of(2020, 3, 1), Grain.MONTH).last_day, coarser(TimeSpan.of(2020, 3), Grain.DAY).last_day
    ('2020-03-31', '2020-03-31')
    """
    if span.start is None or span.end is None or span.extent is Extent.THROUGHOUT:
        return replace(span, grain=grain)
    if grain <= span.grain:
        return span
    year, month, _ = civil(span.start // DAY)
    if grain is Grain.MONTH:
        whole = TimeSpan.of(year, month)
    elif grain in _YEARS:
        begin = year - year % _YEARS[grain]
        whole = replace(TimeSpan.of(begin), end=TimeSpan.of(begin + _YEARS[grain] - 1).end, grain=grain)
    else:
        return replace(span, grain=grain)
    return replace(whole, doubt=span.doubt, end_doubt=span.end_doubt) if whole.contains(span) else span


_YEARS = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
