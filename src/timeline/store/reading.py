"""Answers as events, a page at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, NamedTuple, TypeVar

import timeline.store.selects as selects
from timeline.errors import BadToken
from timeline.store.answers import SourceRow, event_of, party_of
from timeline.store.dialects.base import Dialect, Reader, Row
from timeline.store.meant import entities, named, understood
from timeline.store.parts import rows_of
from timeline.store.question import Key, Statement, numbers
from timeline.store.rows import address_key
from timeline.store.tokens import Token, token
from timeline.store.unswept import unswept
from timeline.values.event import Event, Source
from timeline.values.fingerprint import one_source
from timeline.values.mention import Party
from timeline.values.names import Alias, Entity
from timeline.values.query import EventQuery

_PAGE = 500  # events whose rows are fetched together; this many are in memory at once, whatever the answer's length

T = TypeVar("T")


class Show(NamedTuple, Generic[T]):
    """What an answer has of each event: how it is read of so many together, by number.

    Where one row of an event is all of it, ``of_row`` makes it of the columns ``EVENT``. The larger a page, the nearer
    its rows lie to one another.
    """

    read: Callable[[Reader, Sequence[int]], Mapping[int, T]]
    page: int = _PAGE
    of_row: Callable[[Row], T] | None = None


class Answer(Generic[T]):
    """What is shown of the events that a query asks for, in order, to be gone through once, in memory that stays.

    With ``undated`` those of the tray follow the dated ones. When all have been seen, ``token`` asks for those that
    come after a limit, and is empty if none do.
    """

    def __init__(self, dialect: Dialect, query: EventQuery, show: Show[T], *, undated: bool = False) -> None:
        self._dialect, self._show = dialect, show
        self._parts = [query, replace(query, undated=True)] if undated and not query.undated else [query]
        self.token = ""

    def __iter__(self) -> Iterator[T]:
        """Raises whatever :func:`timeline.store.meant.understood` does, and BadToken."""
        with self._dialect.reading() as reader:
            yield from self.of(reader)

    def of(self, reader: Reader) -> Iterator[T]:
        """The same, as they are in one state of the database."""
        query, last = self._parts[0], None
        if query.after:
            last = token(query.after)
            if last.sort is not query.sort:
                raise BadToken(query.after, f"it goes on in the order '{last.sort}', not '{query.sort}'")
        left = query.limit
        for part in self._parts:
            if last and last.undated and not part.undated:
                continue
            after = last.key if last and last.undated == part.undated else ()
            more = replace(part, limit=None if left is None else left + 1)
            for page in _pages(reader, self._dialect, more, after, self._show):
                shown = page if left is None else page[:left]
                for key, event in shown:
                    after = key
                    yield event
                if len(shown) < len(page):
                    self.token = str(Token(query.sort, part.undated, after))
                    return
                left = None if left is None else left - len(shown)


def _pages(
    reader: Reader, dialect: Dialect, query: EventQuery, after: Key, show: Show[T]
) -> Iterator[list[tuple[Key, T]]]:
    """Events with their keys, as many together as are to be in memory."""
    meant = understood(reader, dialect, query)
    if meant is None:
        return
    asked = numbers(query, meant, after, lazily=dialect.lazily)
    if show.page > _PAGE:
        reader.once()
    if show.of_row and query.limit is not None and query.limit <= show.page:
        # One statement for all, which the database has met before.
        length = len(asked.order)
        rows = reader.rows(asked.with_rows(selects.EVENT), **asked.values)
        yield [(row[:length], show.of_row(row[length:])) for row in rows]
        return
    # The keys alone come through a cursor that the database keeps open; what is shown follows page by page.
    for keys in reader.stream(asked.sql, show.page, **asked.values):
        with unswept():
            found = show.read(reader, [key[-1] for key in keys])
            page = [(key, found[key[-1]]) for key in keys if key[-1] in found]
        yield page


class Explained(NamedTuple):
    """How a query is put to the database: what each name was found to name, and the statement.

    There is none where nothing is so named: nothing is asked then.
    """

    names: list[tuple[str, list[str]]]
    statement: Statement | None


def explained(reader: Reader, dialect: Dialect, query: EventQuery) -> Explained:
    """The statement by which the keys of the events are found."""
    names = []
    for asked, one in zip(filter(None, (query.who, query.where)), named(reader, query), strict=True):
        rows = reader.rows(selects.entity_names(one.entities)) if one.entities else []
        names.append((asked, [name for (name,) in rows]))
    meant = understood(reader, dialect, query)
    return Explained(names, numbers(query, meant, lazily=dialect.lazily) if meant else None)


def names(reader: Reader, part: str) -> list[Entity]:
    """Everyone one of whose names has all words of ``part``, or everyone; those of most events first."""
    chosen = entities(reader, part) if part else None
    if chosen == []:
        return []
    counts: dict[int, int] = dict(reader.rows(selects.events_of(chosen)))
    found: dict[int, tuple[str, str, list[Alias]]] = {}
    for number, kind, name, alias, why in reader.rows(selects.aliases(chosen)):
        found.setdefault(number, (name, kind, []))[2].append(Alias(alias, why))
    shown = [Entity(n, name, kind, tuple(a), counts.get(n, 0)) for n, (name, kind, a) in found.items()]
    return sorted(shown, key=lambda one: (-one.events, one.name, one.kind, one.number))


def of_claim(reader: Reader, number: int) -> list[int]:
    """The event that has a claim of that number, if one stands."""
    return [event for (event,) in reader.rows(selects.of_claim(), number=number)]


def events(reader: Reader, numbers: Sequence[int], *, whole: bool) -> list[Event]:
    """Those events, in the order of their numbers as given; one that has left the timeline is left out."""
    if not numbers:
        return []
    at = selects.EVENT.index("number")
    rows = {row[at]: row for row in reader.rows(selects.events(numbers))}
    said = sources(reader, numbers) if whole else {}
    return [event_of(rows[n], said.get(n, ())) for n in numbers if n in rows]


def _by_number(reader: Reader, numbers: Sequence[int], *, whole: bool) -> dict[int, Event]:
    return {event.number: event for event in events(reader, numbers, whole=whole)}


LINES = Show(partial(_by_number, whole=False), of_row=event_of)
WHOLE = Show(partial(_by_number, whole=True))


def sources(reader: Reader, numbers: Sequence[int]) -> dict[int, list[Source]]:
    """The sources of those events, by event."""
    said = defaultdict[int, list[Source]](list)
    for row, source in _sources(reader, numbers, "event"):
        said[row.event].append(source)
    return said


def mentions(reader: Reader, numbers: Sequence[int]) -> dict[int, Source]:
    """Those mentions that stand, by number."""
    return {row.mention: source for row, source in _sources(reader, numbers, "mention")}


def _sources(reader: Reader, numbers: Sequence[int], by: str) -> Iterator[tuple[SourceRow, Source]]:
    rows = [SourceRow(row) for row in reader.rows(selects.sources(numbers, by=by))]
    parties = defaultdict[int, list[Party]](list)
    for mention, *party in reader.rows(selects.parties(numbers, by=by)):
        parties[mention].append(party_of(tuple(party)))
    leading = defaultdict[int, list[str]](list)
    if rows:
        for document, address in reader.rows(selects.addresses({row.document for row in rows})):
            leading[document].append(address)
    copies = defaultdict[int, dict[int, tuple[int, str]]](dict)
    for row in rows:
        copies[row.event][row.document] = row.copies
    one = {event: one_source(documents) for event, documents in copies.items()}
    for row in rows:
        yield row, row.source(parties[row.mention], leading[row.document], one[row.event][row.document])


def claims_at(reader: Reader, addresses: Iterable[str]) -> dict[str, set[tuple[int, str]]]:
    """What the documents to which those addresses lead claim; see :meth:`timeline.store.store.Store.claims_at`."""
    keys = {address_key(one): one for one in addresses}
    found: dict[str, set[tuple[int, str]]] = {}
    for key, start, title in rows_of(reader, selects.claims_at(), keys):
        claims = found.setdefault(keys[key], set())
        if start is not None:
            claims.add((start, title))
    return found


def known(reader: Reader, keys: Iterable[str]) -> set[str]:
    """Those keys of documents that are stored."""
    return {key for (key,) in rows_of(reader, selects.known(), keys)}
