"""Rows of the tables as events, a page at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

import timeline.store.selects as selects
from timeline.store.dialects.base import Dialect
from timeline.store.parts import in_parts
from timeline.store.rows import event_of, mention_of, source_of
from timeline.store.words import phrases
from timeline.values.event import Event, Source
from timeline.values.mention import Party
from timeline.values.query import EventQuery

_PAGE = 500  # events whose rows are fetched together; this many are in memory at once, whatever the answer's length


def found(connection: Connection, dialect: Dialect, query: EventQuery, *, whole: bool) -> Iterator[Event]:
    """The events asked for, in order; with ``whole`` also their sources."""
    matching = dialect.matching(phrases(query.text)) if query.text else None
    asked = selects.numbers(query, matching)
    # The numbers alone come through a cursor that the database keeps open; the rows to be shown follow page by page.
    with connection.execute(asked, execution_options={"yield_per": _PAGE}) as keys:
        for page in keys.partitions():
            yield from events(connection, [key.number for key in page], whole=whole)


def events(connection: Connection, numbers: Sequence[int], *, whole: bool) -> list[Event]:
    """Those events, in the order of their numbers as given; one that has left the timeline is left out."""
    rows = {row.number: row for row in connection.execute(selects.events(numbers))}
    said = sources(connection, numbers) if whole else {}
    return [event_of(rows[n], said.get(n, ())) for n in numbers if n in rows]


def sources(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Source]]:
    """The sources of those events, by event."""
    rows = connection.execute(selects.sources(numbers)).all()
    parties = defaultdict[int, list[Party]](list)
    for mention, name, kind, role in connection.execute(selects.parties_of_mentions(numbers)):
        parties[mention].append(Party(name, kind, role))
    leading = defaultdict[int, list[str]](list)
    for some in in_parts({row.document for row in rows}):
        for document, address in connection.execute(selects.addresses(some)):
            leading[document].append(address)
    said = defaultdict[int, list[Source]](list)
    for row in rows:
        said[row.event].append(source_of(row, mention_of(row, parties[row.id]), leading[row.document]))
    return said
