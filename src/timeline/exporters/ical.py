"""iCalendar (RFC 5545): an entry for each dated event, to be opened by a calendar.

A calendar knows days and clocks, so what was said less finely covers all of its days; the description says so. An
event with one open end stands on the day that is known. A clock goes with UTC where the text says so; any other zone
is kept in words, since iCalendar would want its rules for summer time. ``UID`` is the same in every export under one
title, ``DTSTAMP`` the day of the last publication. Entries take no one's time (``TRANSP``).

Left out: undated; open at both ends; before the year 1; what ends after 9999, since ``DTEND`` is the day behind.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, Final

from timeline.exporters._instants import AFTER_YEAR_9999, digest, has_clock, instant, stamp, why_not
from timeline.exporters._plain import cleaned, heading, line, positions, told, web_address
from timeline.values import edtf
from timeline.values.clocks import clock
from timeline.values.event import Event
from timeline.values.export import PLAIN, UNDATED, ExportOptions
from timeline.values.mention import Status
from timeline.values.time import DAY, Extent, TimeSpan
from timeline.values.zones import offset

_END: Final = b"END:VCALENDAR\r\n"
_PARTED: Final = "\uffff"  # in no cleaned text
_STATUSES: Final = {
    **dict.fromkeys((Status.OCCURRED, Status.ONGOING, Status.SCHEDULED, Status.DEADLINE), "CONFIRMED"),
    **dict.fromkeys((Status.PLANNED, Status.CONDITIONAL, Status.ALLEGED, Status.DENIED), "TENTATIVE"),
    Status.CANCELLED: "CANCELLED",
}


class ICalExporter:
    """To be opened by a calendar."""

    library = "icalendar"

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the calendar's head, an entry for each event, and its end."""
        from icalendar import Calendar  # takes 0.2 s to load

        calendar = Calendar()
        calendar.add("prodid", "-//timeline//EN")
        calendar.add("version", "2.0")
        calendar.add("name", _kept(line(options.title)))
        calendar.add("x-wr-calname", _kept(line(options.title)))  # what calendars read that do not know NAME (RFC 7986)
        out.write(_bytes(calendar).removesuffix(_END))
        left_out: Counter[str] = Counter()
        for event in events:
            why = _why_not(event.time)
            if why:
                left_out[why] += 1
            else:
                out.write(_entry(event, options))
        out.write(_END)
        return left_out


def _why_not(time: TimeSpan | None) -> str:
    if time is None:
        return UNDATED
    return why_not(time) or ("" if instant(_ends(time)[1]) else AFTER_YEAR_9999)


def _ends(time: TimeSpan) -> tuple[int, int]:
    """The second of its beginning and the first behind; of an open span, those of the day that is known."""
    if time.start is not None and time.end is not None:
        return time.start, time.end
    day = time.last_day_number if time.start is None else time.first_day_number
    assert day is not None
    return day * DAY, (day + 1) * DAY


def _entry(event: Event, options: ExportOptions) -> bytes:
    import icalendar

    assert event.time
    start, end = _ends(event.time)
    entry = icalendar.Event()
    entry.add("uid", f"event-{event.number}@timeline-{digest(options).hex()[:12]}")
    entry.add("dtstamp", stamp(event))
    entry.add("dtstart", _moment(event.time, start))
    entry.add("dtend", _moment(event.time, end))
    entry.add("summary", _kept(heading(event)))
    entry.add("description", _kept(cleaned(told(event, *_notes(event.time)))))
    entry.add("categories", [event.kind.value])
    entry.add("status", _STATUSES[event.status])
    entry.add("transp", "TRANSPARENT")
    for name, value in _beside(event, event.time):
        entry.add(name, value)
    for name, value in _where_from(event):
        entry.add(name, value)
    return _bytes(entry)


def _beside(event: Event, time: TimeSpan) -> Iterable[tuple[str, str]]:
    """What calendars pass over and imports do not."""
    yield "x-edtf", edtf.text(time)
    yield "x-timeline-grain", time.grain.label
    if at := line(clock(time)):
        yield "x-timeline-time", _kept(at)
    yield "x-timeline-status", event.status.value


def _where_from(event: Event) -> Iterable[tuple[str, Any]]:
    """Where it happened and where it is told, if known."""
    if event.where:
        yield "location", _kept(line("; ".join(event.where)))
    place = next(iter(positions(event).values()), None)
    if place:
        yield "geo", tuple(round(degrees, 4) + 0.0 for degrees in (place.latitude, place.longitude))  # no exponent
    address = web_address(event.told_by.url) if event.told_by else ""
    if address:
        yield "url", address


def _moment(time: TimeSpan, second: int) -> date | datetime:
    moment = instant(second)
    assert moment
    if time.is_open or not has_clock(time):
        return moment.date()
    return moment.replace(tzinfo=UTC) if offset(time.zone) == 0 else moment


def _kept(text: str) -> str:
    """The text with ``\\N`` parted, which icalendar would write as the end of a line (7.3)."""
    return text.replace("\\N", f"\\{_PARTED}N")


def _bytes(component: Any) -> bytes:
    """What icalendar makes of it, with nothing parted any more; lines only grow shorter by that."""
    written: bytes = component.to_ical()
    return written.replace(_PARTED.encode(), b"")


def _notes(time: TimeSpan) -> list[str]:
    """What the days of the entry do not say."""
    if time.is_open:
        return ["The entry stands on the day that is known."]
    start, end = _ends(time)
    covers = time.extent is Extent.WITHIN and end - start > DAY
    return ["It happened some time in the days that the entry covers."] if covers else []


EXPORTER = ICalExporter()
