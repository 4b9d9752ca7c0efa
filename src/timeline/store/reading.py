"""Answers as events, a page at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import timeline.store.selects as selects
from timeline.store.answers import SourceRow, event_of
from timeline.store.dialects.base import Dialect, Reader
from timeline.store.parts import in_parts
from timeline.store.words import fold, phrases
from timeline.values.event import Event, Source
from timeline.values.mention import Party
from timeline.values.query import EventQuery

_PAGE = 500  # events whose rows are fetched together; this many are in memory at once, whatever the answer's length


def found(reader: Reader, dialect: Dialect, query: EventQuery, *, whole: bool) -> Iterator[Event]:
    """The events asked for, in order; with ``whole`` also their sources."""
    values = {}
    if query.text:
        values["asked"] = dialect.asked(phrases(query.text))
    if query.source:
        values["source"] = selects.pattern(fold(query.source))
    # The keys alone come through a cursor that the database keeps open; the rows to be shown follow page by page.
    for page in reader.stream(selects.numbers(query, dialect.matching), _PAGE, **values):
        yield from events(reader, [key[-1] for key in page], whole=whole)


def events(reader: Reader, numbers: Sequence[int], *, whole: bool) -> list[Event]:
    """Those events, in the order of their numbers as given; one that has left the timeline is left out."""
    at = selects.EVENT.index("number")
    rows = {row[at]: row for row in reader.rows(selects.events(numbers))}
    said = sources(reader, numbers) if whole else {}
    return [event_of(rows[n], said.get(n, ())) for n in numbers if n in rows]


def sources(reader: Reader, numbers: Sequence[int]) -> dict[int, list[Source]]:
    """The sources of those events, by event."""
    rows = [SourceRow(row) for row in reader.rows(selects.sources(numbers))]
    parties = defaultdict[int, list[Party]](list)
    for mention, *party in reader.rows(selects.parties(numbers)):
        parties[mention].append(Party(*party))
    leading = defaultdict[int, list[str]](list)
    if rows:
        for document, address in reader.rows(selects.addresses({row.document for row in rows})):
            leading[document].append(address)
    said = defaultdict[int, list[Source]](list)
    for row in rows:
        said[row.event].append(row.source(parties[row.mention], leading[row.document]))
    return said


def known(reader: Reader, keys: Iterable[str]) -> set[str]:
    """Those keys of documents that are stored."""
    found = set[str]()
    for some in in_parts(keys):
        names = {f"k{n}": key for n, key in enumerate(some)}
        found.update(key for (key,) in reader.rows(selects.known(names), **names))
    return found
