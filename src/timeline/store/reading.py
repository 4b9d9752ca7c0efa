"""Answers as events, a page at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import timeline.store.selects as selects
from timeline.errors import NothingToLookFor
from timeline.store.answers import SourceRow, event_of, party_of
from timeline.store.cast import COUNTRY, WHERE, WHO
from timeline.store.dialects.base import Dialect, Reader, Row
from timeline.store.parts import in_parts
from timeline.store.words import fold, words
from timeline.values.event import Event, Source
from timeline.values.fingerprint import one_source
from timeline.values.mention import Party
from timeline.values.names import Alias, Entity
from timeline.values.query import EventQuery

_CODE = re.compile("[A-Z]{2}")  # of a country, ISO 3166
_PAGE = 500  # events whose rows are fetched together; this many are in memory at once, whatever the answer's length


def found(reader: Reader, dialect: Dialect, query: EventQuery, *, whole: bool) -> Iterator[Event]:
    """The events asked for, in order; with ``whole`` also their sources."""
    # The keys alone come through a cursor that the database keeps open; the rows to be shown follow page by page.
    for page in _keys(reader, dialect, query):
        yield from events(reader, [key[-1] for key in page], whole=whole)


def count(reader: Reader, dialect: Dialect, query: EventQuery) -> int:
    """How many events are asked for."""
    return sum(map(len, _keys(reader, dialect, query)))


def _keys(reader: Reader, dialect: Dialect, query: EventQuery) -> Iterator[list[Row]]:
    named = _named(reader, query)
    if any(not one.entities for one in named):
        return
    values = {}
    if query.text:
        from timeline.store.asked import understood  # loaded where words are asked for

        values["asked"] = dialect.asked(understood(query.text))
    if query.source:
        values["source"] = selects.pattern(fold(query.source))
    yield from reader.stream(selects.numbers(query, dialect.matching, named), _PAGE, **values)


def _named(reader: Reader, query: EventQuery) -> list[selects.Named]:
    """Whom and which places the query names."""
    named = []
    if query.who:
        named.append(selects.Named(entities(reader, query.who), (WHO,)))
    if query.where:
        found = entities(reader, query.where)
        coded = reader.rows(selects.country(), code=query.where) if _CODE.fullmatch(query.where) else []
        places = (WHERE,) * bool(found) + (COUNTRY,) * bool(coded)
        named.append(selects.Named([*found, *(number for (number,) in coded)], places))
    return named


def entities(reader: Reader, name: str) -> list[int]:
    """Those of whom one name has all the words of this one, without regard to case and accents.

    Raises:
        NothingToLookFor: If there is no letter or digit in it.
    """
    asked = dict.fromkeys(words(name))
    if not asked:
        raise NothingToLookFor(name)
    values = {f"w{n}": word for n, word in enumerate(asked)}
    return [number for (number,) in reader.rows(selects.entities(list(values)), **values)]


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


def known(reader: Reader, keys: Iterable[str]) -> set[str]:
    """Those keys of documents that are stored."""
    found = set[str]()
    for some in in_parts(keys):
        names = {f"k{n}": key for n, key in enumerate(some)}
        found.update(key for (key,) in reader.rows(selects.known(names), **names))
    return found
