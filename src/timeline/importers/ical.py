"""iCalendar (RFC 5545): each VEVENT, known again by its UID (and RECURRENCE-ID). One entry at a time is held.

A day is a day; days from one to another are an event that lasted, and so are hours. Clock times stay as they are
written, with ``Z`` or the name of their zone beside them; nothing is moved to UTC. ``X-EDTF``, which our own export
writes, says what a calendar cannot (some day in May, about 2019), and is believed where it names the same days. Of what
is repeated, the first is read. ``DTSTAMP`` is the moment of the export, not of the event, and is left.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from timeline.importers._content_lines import Line, content_lines
from timeline.importers._entry import record
from timeline.importers._objects import first_line, refuse_columns
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_LAYOUT: Final = Layout(
    "ical",
    {
        "time": ("DTSTART", "DTEND", "DURATION", "X-EDTF"),
        "title": ("SUMMARY",),
        "told": ("SUMMARY", "DESCRIPTION"),
        "kind": ("CATEGORIES",),
        "status": ("STATUS",),
        "where": ("LOCATION", "GEO"),
        "who": ("ORGANIZER", "ATTENDEE"),
        "url": ("URL",),
    },
    ("UID", "RECURRENCE-ID"),
)
_CALENDAR: Final = "BEGIN:VCALENDAR"
_END: Final = "END:VCALENDAR"
_ENTRY: Final = "BEGIN:VEVENT"
_ENTRY_END: Final = "END:VEVENT"
_OTHERS: Final = re.compile("BEGIN:(V(?!EVENT|ALARM|TIMEZONE|CALENDAR)[A-Z]+)")
_UNENDED: Final = ("begins an entry that has no END:VEVENT", "mend it, or fetch the file again")


class ICalImporter:
    """A calendar."""

    suffixes = (".ics", ".ical")

    def likeness(self, head: bytes) -> int:
        """It begins a calendar."""
        return 9 if first_line(head)[:15].upper() == _CALENDAR.encode() else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The entries as they stand; to-dos and journals are counted."""
        refuse_columns(options)
        others: Counter[str] = Counter()
        entries = _entries(source, options, others)
        yield _LAYOUT
        for one in entries:
            if isinstance(one, Problem):
                yield one
            else:
                yield from record(source, options, one)
        if others:
            what = "has " + ", ".join(f"{count:,} {name}" for name, count in sorted(others.items()))
            yield Problem(source.origin, f"{what}, which are no events and are left", skipped=False)


def _entries(source: Source, options: ImportOptions, others: Counter[str]) -> Iterator[list[Line] | Problem]:
    """The lines of each entry, from its BEGIN to its END; components of other sorts are counted."""
    held: list[Line] = []
    size = 0
    last = ""
    for line in content_lines(source, options):
        if isinstance(line, Problem):
            yield line
            continue
        mark = line.text.strip().upper()
        if not last and mark != _CALENDAR:
            raise NotRead("is no calendar", f"pass a file that begins with {_CALENDAR}")
        last = mark
        if held and mark in (_ENTRY, _END):
            yield Problem(f"{source.origin}:{held[0].number}", *_UNENDED)
            held = []
        if held or mark == _ENTRY:
            size = size + len(line.text) if held else 0
            if size <= options.max_bytes:
                held.append(line)
            if mark == _ENTRY_END:
                what = f"is an entry of more than {options.max_bytes:,} characters"
                too_long = Problem(f"{source.origin}:{held[0].number}", what, "raise --max-bytes")
                yield held if size <= options.max_bytes else too_long
                held = []
        elif found := _OTHERS.fullmatch(mark):
            others[found[1]] += 1
    if held:
        yield Problem(f"{source.origin}:{held[0].number}", *_UNENDED)
    elif not last:
        raise NotRead("is empty")
    elif last != _END:
        yield Problem(source.origin, f"does not end with {_END}", "fetch or copy it again", skipped=False)


IMPORTER = ICalImporter()
