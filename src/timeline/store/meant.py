"""What a query means in one database: whom its names name, which event it lies beside, what its words are there."""

import re
from collections.abc import Iterator
from math import isqrt
from typing import Final

import timeline.store.selects as selects
from timeline.errors import NoSuchEvent, NothingToLookFor, Undated
from timeline.store.cast import COUNTRY, WHERE, WHO
from timeline.store.dialects.base import Dialect, Reader
from timeline.store.question import Meant, Named
from timeline.store.relations import Other, lying
from timeline.store.spans import NO_GRAIN, OPEN_END, OPEN_START
from timeline.store.words import fold, words
from timeline.values.query import EventQuery, Sort
from timeline.values.time import TimeSpan

_CODE: Final = re.compile("[A-Z]{2}")  # of a country, ISO 3166
_FEW: Final = 5_000  # documents whose events are gathered, rather than that events are met one after the other


def understood(reader: Reader, dialect: Dialect, query: EventQuery) -> Meant | None:
    """Look up what the query names; ``None`` if nothing can be meant.

    Raises:
        NotUnderstood: If the text is no question.
        NothingToLookFor: If a name holds no word.
        NoSuchEvent: If it lies beside an event that there is none of.
        Undated: If that has no time.
    """
    values: dict[str, object] = {}
    whom = list(named(reader, query))
    beside = [lying(one, other(reader, one.event), certain=query.certain) for one in query.beside]
    told = _documents(reader, query, values)
    meant = Meant(whom, beside, told or "", values=values)
    if query.text:
        meant = _of_words(reader, dialect, query, meant)
    if told is None or any(not one.entities for one in whom):
        return None
    return meant._replace(few_documents=bool(told) and _few(reader, query, meant))


def _of_words(reader: Reader, dialect: Dialect, query: EventQuery, meant: Meant) -> Meant:
    """The same with what its text asks for."""
    import timeline.store.asked as asked  # loaded where words are asked for

    wanted = asked.understood(query.text)
    ranked = ""
    values = {"asked": dialect.asked(wanted)}
    if query.sort is Sort.RELEVANCE:
        ranked, values = dialect.ranked(wanted)
    [(mentions,)] = reader.rows("SELECT coalesce(max(id), 0) FROM mention")
    most = dialect.few * isqrt(mentions)
    few = int(reader.rows(dialect.plenty(most), asked=values["asked"])[0][0]) <= most
    holds = dialect.holds("m.id")
    return meant._replace(
        matching=dialect.matching, holds=holds, ranked=ranked, few_mentions=few, values={**meant.values, **values}
    )


def _few(reader: Reader, query: EventQuery, meant: Meant) -> bool:
    """Whether few documents are meant. Part of an address is looked for in all; in a window it is no guide."""
    if query.source and not (query.published or query.publisher):
        return not meant.named and (query.during is None or query.during.is_open) and not query.beside
    some = f"SELECT 1 FROM document d WHERE {meant.documents} LIMIT {_FEW + 1}"
    return int(reader.rows(f"SELECT count(*) FROM ({some}) s", **meant.values)[0][0]) <= _FEW


def named(reader: Reader, query: EventQuery) -> Iterator[Named]:
    """Whom and which places the query names."""
    if query.who:
        yield Named(entities(reader, query.who), (WHO,))
    if query.where:
        found = entities(reader, query.where)
        coded = reader.rows(selects.country(), code=query.where) if _CODE.fullmatch(query.where) else []
        places = (WHERE,) * bool(found) + (COUNTRY,) * bool(coded)
        yield Named([*found, *(number for (number,) in coded)], places)


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


def other(reader: Reader, number: int) -> Other:
    """The event that has a claim of that number.

    Raises:
        NoSuchEvent: If there is none.
        Undated: If it has no time.
    """
    found = reader.rows(selects.span_of_claim(), number=number)
    if not found:
        raise NoSuchEvent(number)
    event, starts, ends, grain, extent = found[0]
    if grain == NO_GRAIN:
        raise Undated(number)
    return Other(event, starts, ends, extent)


def _documents(reader: Reader, query: EventQuery, values: dict[str, object]) -> str | None:
    """A condition on a document ``d``, with its values put beside; ``""`` if any will do, ``None`` if none does."""
    found = []
    if query.published:
        a, b = _ends(query.published)
        found.append(f"d.published_grain <> {NO_GRAIN} AND d.published_starts < {b} AND d.published_ends > {a}")
    if query.publisher:
        part = fold(query.publisher)
        publishers = [name for (name,) in reader.rows(selects.publishers()) if part in fold(name)]
        if not publishers:
            return None
        said = {f"publisher{n}": name for n, name in enumerate(publishers)}
        values |= said
        found.append(f"d.publisher IN ({', '.join(f':{name}' for name in said)})")
    if query.source:
        from timeline.store.rows import kept  # seldom of use, and slow to load

        values["source"] = selects.pattern(fold(kept(query.source)))
        found.append(selects.TOLD_BY)
    return " AND ".join(found)


def _ends(span: TimeSpan) -> tuple[int, int]:
    return OPEN_START if span.start is None else span.start, OPEN_END if span.end is None else span.end
