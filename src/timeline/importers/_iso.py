"""Dates as ISO 8601 has them, or the beginning of one (``2019-05``, ``2019-05-03T10``), and spans between two."""

import re
from dataclasses import replace
from typing import Final

from timeline.errors import BadDate
from timeline.values import edtf
from timeline.values.time import HOUR, MINUTE, Extent, Grain, TimeSpan
from timeline.values.zones import zone_text

_MOMENT: Final = re.compile(
    r"(?:([+-]?[0-9]{4,9})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2}))"
    r"(?:(?:T([0-9]{2})| ([0-9]{2})(?=:))(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?)?"
    r" ?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_EDTF_YEAR: Final = re.compile("-?[0-9]{4}")
_MOST: Final = 40  # characters of what can be a date
_CLOCKS: Final = ((Grain.SECOND, 1), (Grain.MINUTE, MINUTE), (Grain.HOUR, HOUR))


def iso(text: str, zone: str | None = None) -> TimeSpan:
    """What a date says, as finely as it says it; ``zone`` is that of a clock time that states none.

    >>> iso("2019-05").grain.label, iso("2019-05-03T10").grain.label, iso("2019-05-03 10:30:15.25+0200").zone
    ('month', 'hour', '+02:00')

    Raises:
        BadDate: If it is none.
        NoSuchDay: If no clock has it.
    """
    text = text.strip()
    found = _MOMENT.fullmatch(text) if len(text) <= _MOST else None
    if not found:
        return edtf.parse(text)
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
    hour, minute, second = (None if part is None else int(part) for part in (found[7] or found[8], *found.group(9, 10)))
    if hour is None and found[1] and _EDTF_YEAR.fullmatch(year):
        return edtf.parse(text)
    stated = found[11] or ""
    if found[8] and second is None and stated.startswith("-"):
        raise BadDate(text, stated, "is a zone or the end of a time")
    return TimeSpan.of(
        int(year), int(month), int(day), hour, minute, second, None if hour is None else zone_text(stated) or zone
    )


def between(first: TimeSpan, last: TimeSpan, extent: Extent = Extent.THROUGHOUT) -> TimeSpan:
    """From the beginning of one span to the end of another, said as finely as the finer.

    Raises:
        EmptySpan: If it would end before it begins.
    """
    return TimeSpan(first.start, last.end, min(first.grain, last.grain), extent, first.doubt, last.doubt, first.zone)


def as_unit(span: TimeSpan) -> TimeSpan:
    """The span, said as coarsely as a second, minute or hour of the clock that it is exactly; else itself."""
    if span.start is None or span.end is None:
        return span
    for grain, length in _CLOCKS:
        if span.end - span.start == length and span.start % length == 0:
            return replace(span, grain=grain)
    return span
