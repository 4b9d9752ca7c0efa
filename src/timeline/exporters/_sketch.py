"""The rows that Timesketch takes in, for its two formats: one for an event, or one for each end of a longer span.

A row stands at the beginning of its unit ("Event (day precision)"). A span longer than the unit it was said in has two:
"Event begins" and "Event ends" for what lasted, "Event earliest" and "Event latest" for what happened somewhere
inside; an open end has none. The later row stands at the last second inside. ``datetime`` is in UTC, since pandas
refuses a column of several offsets; ``zone`` is what the text says. A clock of unknown offset is taken for one of UTC.
``event_number``, ``source_url`` and ``time_of_day`` are so called because ``event``, ``url`` and ``time`` are something
else in other logs. Columns:
:mod:`timeline.exporters._fields`.

Timesketch reads ``datetime`` with pandas, whose nanoseconds end on 11 April 2262 (google/timesketch #1617, #3542) and
begin in 1677; the years written are 1700 to 2261. Its index drops or refuses a text over 32,766 bytes: it is cut.
"""

import math
from collections.abc import Iterator
from typing import Final

from timeline.exporters._fields import WORDS, columns, told
from timeline.exporters._instants import OPEN, iso, seconds
from timeline.exporters._plain import cleaned, cut, heading
from timeline.values.event import Event
from timeline.values.export import UNDATED
from timeline.values.time import DAY, LONGEST_OF, Extent, TimeSpan, day_number
from timeline.values.zones import offset

BEFORE_1700: Final = "before 1700"
AFTER_2261: Final = "after 2261"
LONGEST: Final = 32_766  # bytes
COLUMNS: Final = {
    **{"event_number": "event", "edtf": "edtf", "earliest": "earliest", "latest": "latest", "grain": "grain"},
    **{"basis": "basis", "status": "status", "kind": "kind", "who": "who", "where": "where", "sources": "sources"},
    **{"quote": "quote", "document": "document", "source_url": "url", "publisher": "publisher"},
    **{"published": "published", "confidence": "confidence", "latitude": "latitude", "longitude": "longitude"},
    **{"country": "country", "alleged_by": "alleged_by", "independent": "independent", "disputed": "disputed"},
    "time_of_day": "time",
}
TEXTS: Final = frozenset({"message", "zone"}.union(column for column, field in COLUMNS.items() if field in WORDS))
HEADINGS: Final = ("message", "datetime", "timestamp", "timestamp_desc", "tag", "zone", *COLUMNS)

Row = dict[str, str | int | float | list[str]]

_FIRST: Final = day_number(1700) * DAY
_AFTER: Final = day_number(2262) * DAY
_FIELDS: Final = tuple(zip(COLUMNS, columns(tuple(COLUMNS.values())), strict=True))


def why_not(time: TimeSpan | None) -> str:
    """Why Timesketch cannot place it; empty if it can."""
    if time is None:
        return UNDATED
    known = seconds(time)
    if not known:
        return OPEN
    return BEFORE_1700 if known[0] < _FIRST else AFTER_2261 if known[-1] >= _AFTER else ""


def rows(event: Event) -> Iterator[Row]:
    """Its rows, by heading; a column of which nothing is known is empty."""
    time = event.time
    if time is None:
        return
    of = told(event)
    said = {name: _fit(column.of(of)) for name, column in _FIELDS}
    zone, ahead = cut(cleaned(time.zone or ""), LONGEST), offset(time.zone) or 0
    for second, what in _moments(time):
        yield {
            "message": cut(heading(event), LONGEST),
            "datetime": f"{iso(second - ahead, None)}+00:00",
            "timestamp": (second - ahead) * 1_000_000,
            "timestamp_desc": f"{what} ({time.grain.label} precision)",
            "tag": [event.kind.value, event.status.value],
            "zone": zone,
            **said,
        }


def _fit(value: str | int | float) -> str | int | float:
    if isinstance(value, str):
        return cut(cleaned(value), LONGEST)
    return value if math.isfinite(value) else ""


def _moments(time: TimeSpan) -> Iterator[tuple[int, str]]:
    start, end = time.start, time.end
    if start is not None and end is not None and end - start <= LONGEST_OF[time.grain]:
        yield start, "Event"
        return
    lasted = time.extent is Extent.THROUGHOUT
    if start is not None:
        yield start, "Event begins" if lasted else "Event earliest"
    if end is not None:
        yield end - 1, "Event ends" if lasted else "Event latest"
