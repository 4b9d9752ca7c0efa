"""Spans in columns: numbers in place of open ends, and the classes of length.

A *length class* says how long an event may have lasted at most. Those of class c that overlap [a, b) all start in
(a - longest(c), b), so a window is one short range of the index (class, start, end, …) for each class, however many
events there are. Undated events, which are not to be met in a window, have a class of their own.
"""

from functools import lru_cache
from typing import NamedTuple

from timeline.values.again import known_again
from timeline.values.time import DAY, Doubt, Extent, Grain, TimeSpan

# Beyond every span that is kept (126 billion years); their difference is still a 64-bit number.
OPEN_START, OPEN_END = -4 * 10**18, 4 * 10**18
NO_GRAIN = -1

# The longest span of each class, in seconds: a day, week, month, quarter, year, decade, century, millennium.
LONGEST = tuple(days * DAY for days in (1, 7, 31, 92, 366, 3_653, 36_525, 365_250))
LONGER, OPEN_AT_START, OPEN_AT_END, UNDATED = 8, 9, 10, 11
DATED = range(UNDATED)

SpanRow = tuple[int, int, int, str, int, int, str | None]
NO_SPAN: SpanRow = (OPEN_END, OPEN_END, NO_GRAIN, Extent.WITHIN.value, 0, 0, None)


def length_class(starts: int, ends: int, grain: int) -> int:
    """The class of a span as it stands in the columns.

    >>> day = 86_400
    >>> length_class(0, day, 40), length_class(0, 7 * day, 50), length_class(0, OPEN_END, 40)
    (0, 1, 10)
    """
    if grain == NO_GRAIN:
        return UNDATED
    if starts == OPEN_START:
        return OPEN_AT_START
    if ends == OPEN_END:
        return OPEN_AT_END
    length = ends - starts
    return next((c for c, longest in enumerate(LONGEST) if length <= longest), LONGER)


def storable(span: TimeSpan | None) -> bool:
    """Whether the columns can hold it: its years are not more than some 126 billion away."""
    if span is None:
        return True
    start, end = span.start, span.end
    return (start is None or OPEN_START < start < OPEN_END) and (end is None or OPEN_START < end < OPEN_END)


def to_columns(span: TimeSpan | None) -> SpanRow:
    """A span as columns; ``None`` as an empty span after all others."""
    if span is None:
        return NO_SPAN
    starts = OPEN_START if span.start is None else span.start
    ends = OPEN_END if span.end is None else span.end
    return starts, ends, int(span.grain), span.extent.value, int(span.doubt), int(span.end_doubt), span.zone


class Columns(NamedTuple):
    """What the columns hold of a span, or of none: ``span`` and ``word`` are those of one that can be stored."""

    fits: bool
    length_class: int
    span: SpanRow
    word: str | None


@known_again
def columns(span: TimeSpan | None) -> Columns:
    """All of it, once for each span; of one that cannot be stored as of none, but for the word."""
    fits = storable(span)
    row = to_columns(span) if fits else NO_SPAN
    return Columns(fits, length_class(*row[:3]), row, packed(span))


@lru_cache(maxsize=4_096)  # the same days come again and again
def from_columns(row: SpanRow) -> TimeSpan | None:
    """A span out of its columns; :func:`to_columns` undone."""
    starts, ends, grain, extent, doubt, end_doubt, zone = row
    if grain == NO_GRAIN:
        return None
    return TimeSpan(
        None if starts == OPEN_START else starts,
        None if ends == OPEN_END else ends,
        Grain(grain),
        Extent(extent),
        Doubt(doubt),
        Doubt(end_doubt),
        zone,
    )


def bound_columns(bounds: TimeSpan | None) -> tuple[int, int, str | None]:
    """Bounds as two numbers to be asked for, open where nothing is known, and the word that is read back."""
    if bounds is None:
        return OPEN_START, OPEN_END, None
    starts = OPEN_START if bounds.start is None else max(bounds.start, OPEN_START)
    ends = OPEN_END if bounds.end is None else min(bounds.end, OPEN_END)
    return starts, ends, packed(bounds)


def packed(span: TimeSpan | None) -> str | None:
    """A span in one word, for a column that is only ever read back.

    >>> packed(TimeSpan.of(1970, 1, 1)), packed(None)
    ('0 86400 40 within 0 0 ', None)
    """
    if span is None:
        return None
    start = "" if span.start is None else span.start
    end = "" if span.end is None else span.end
    return f"{start} {end} {int(span.grain)} {span.extent} {int(span.doubt)} {int(span.end_doubt)} {span.zone or ''}"


@lru_cache(maxsize=4_096)
def unpacked(word: str | None) -> TimeSpan | None:
    """A span out of one word; :func:`packed` undone."""
    if word is None:
        return None
    start, end, grain, extent, doubt, end_doubt, zone = word.split(" ", 6)
    return TimeSpan(
        int(start) if start else None,
        int(end) if end else None,
        Grain(int(grain)),
        Extent(extent),
        Doubt(int(doubt)),
        Doubt(int(end_doubt)),
        zone or None,
    )
