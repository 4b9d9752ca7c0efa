"""Questions, as statements that mean the same on every database.

The order is total: start, end, grain, number. A question first finds numbers of events, in order, and then what is to
be shown of them; so a page of fifty reads an index and fifty rows, whatever lies beside them.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, CompoundSelect, Select, and_, func, or_, select, union_all

from timeline.store.spans import (
    DATED,
    LONGEST,
    OPEN_AT_END,
    OPEN_AT_START,
    OPEN_END,
    OPEN_START,
    UNDATED,
    WITHDRAWN,
)
from timeline.store.tables import address, document, entity, event, event_mention, mention, mention_entity
from timeline.store.words import fold
from timeline.values.query import EventQuery
from timeline.values.time import Extent, TimeSpan

ORDER = (event.c.starts, event.c.ends, event.c.grain, event.c.number)
_KEYS = tuple(c.name for c in ORDER)
_EVERYTHING = (OPEN_START, OPEN_END)

Statement = Select[Any] | CompoundSelect[Any]


def numbers(query: EventQuery, matching: Select[Any] | None = None) -> Statement:
    """The events asked for, in order; each row is its key, of which ``number`` is the last.

    ``matching`` is a statement of the mentions that hold the words of ``query.text``.
    """
    a, b = _window(query.during)
    told_by = _told_by(query.source) if query.source else None
    if query.undated:
        return _flat([event.c.length_class == UNDATED], matching, told_by, query.limit)
    certain = _certainly(a, b) if query.certain else None
    # Few events have a word or a source: they are gathered and sorted. A source within a window is the other way
    # round: the window is read in order, and each event asked for its source.
    if matching is not None or (told_by is not None and (a == OPEN_START or b == OPEN_END)):
        wanted = [event.c.length_class.in_(DATED), event.c.starts < b, event.c.ends > a]
        return _flat(wanted if certain is None else [*wanted, certain], matching, told_by, query.limit)
    further = [] if certain is None else [certain]
    if told_by is not None:
        further.append(_has_mention(mention.c.document.in_(select(told_by.c.id))))
    return _merged([[*_of_class(c, a, b), *further] for c in DATED], query.limit)


def _window(during: TimeSpan | None) -> tuple[int, int]:
    if during is None:
        return _EVERYTHING
    return (
        OPEN_START if during.start is None else max(during.start, OPEN_START),
        OPEN_END if during.end is None else min(during.end, OPEN_END),
    )


def _of_class(c: int, a: int, b: int) -> list[ColumnElement[bool]]:
    """Events of one class that overlap [a, b), as one range of the index."""
    found: list[ColumnElement[bool]] = [event.c.length_class == c]
    if c == OPEN_AT_START:
        found.append(event.c.starts == OPEN_START)
    else:
        if a != OPEN_START and c < len(LONGEST):
            found.append(event.c.starts > max(a - LONGEST[c], OPEN_START))
        if b != OPEN_END:
            found.append(event.c.starts < b)
    if a != OPEN_START and c != OPEN_AT_END:
        found.append(event.c.ends > a)
    return found


def _certainly(a: int, b: int) -> ColumnElement[bool]:
    """:meth:`timeline.values.time.TimeSpan.certainly_in`, for what overlaps already."""
    return or_(event.c.extent == Extent.THROUGHOUT.value, and_(event.c.starts >= a, event.c.ends <= b))


def _merged(branches: Sequence[Sequence[ColumnElement[bool]]], limit: int | None) -> Statement:
    """One sorted list out of several that the index holds sorted; a limit must stand in every one to be of use."""
    parts = [select(*ORDER).where(*branch) for branch in branches]
    if limit is not None:
        parts = [select(part.order_by(*ORDER).limit(limit).subquery()) for part in parts]
    return union_all(*parts).order_by(*_KEYS).limit(limit)


def _flat(
    wanted: list[ColumnElement[bool]], matching: Select[Any] | None, told_by: CTE | None, limit: int | None
) -> Statement:
    """All that is wanted, sorted."""
    if matching is not None:
        wanted.append(event.c.number.in_(_events_with(mention.c.id.in_(matching))))
    if told_by is not None:
        wanted.append(event.c.number.in_(_events_with(mention.c.document.in_(select(told_by.c.id)))))
    return select(*ORDER).where(*wanted).order_by(*ORDER).limit(limit)


def _events_with(condition: ColumnElement[bool]) -> Select[Any]:
    """The events of the mentions that meet a condition and still stand."""
    joined = event_mention.join(mention, event_mention.c.mention == mention.c.id)
    return select(event_mention.c.event).select_from(joined).where(mention.c.superseded == 0, condition)


def _has_mention(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return _events_with(condition).where(event_mention.c.event == event.c.number).correlate(event).exists()


def _told_by(source: str) -> CTE:
    """The documents that have the words somewhere in an address, the publisher or the title."""
    part = fold(source)
    named = select(document.c.id).where(document.c.folded.contains(part, autoescape=True))
    found = select(address.c.document).where(address.c.current == 1, address.c.folded.contains(part, autoescape=True))
    return named.union(found).cte("told_by")


def events(chosen: Sequence[int]) -> Select[Any]:
    """The rows of those events that have not left the timeline, in no order."""
    return select(event).where(event.c.number.in_(chosen), event.c.length_class != WITHDRAWN)


def sources(chosen: Sequence[int]) -> Select[Any]:
    """The mentions of those events with their documents and the words themselves, in the order they were stored."""
    about = [document.c[name] for name in ("doc_id", "url", "publisher")]
    published = [c for c in document.c if c.name.startswith("published_")]
    return (
        select(
            event_mention.c.event,
            *mention.c,
            *about,
            *published,
            document.c.title.label("document_title"),
            _cut(mention.c.quote_start, mention.c.quote_end).label("quote"),
            _cut(mention.c.expression_start, mention.c.expression_end).label("expression"),
        )
        .join(mention, event_mention.c.mention == mention.c.id)
        .join(document, mention.c.document == document.c.id)
        .where(event_mention.c.event.in_(chosen), mention.c.superseded == 0)
        .order_by(event_mention.c.event, mention.c.id)
    )


def _cut(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.substr(document.c.text, start + 1, end - start)


def parties_of_mentions(chosen: Sequence[int]) -> Select[Any]:
    """``mention, name, kind, role`` of the mentions of those events, as they are read."""
    return (
        select(mention_entity.c.mention, entity.c.name, entity.c.kind, mention_entity.c.role)
        .join(entity, mention_entity.c.entity == entity.c.id)
        .join(event_mention, event_mention.c.mention == mention_entity.c.mention)
        .where(event_mention.c.event.in_(chosen))
        .order_by(mention_entity.c.mention, mention_entity.c.position)
    )


def addresses(chosen: Sequence[int]) -> Select[Any]:
    """``document, address`` of those that lead to the documents now, in the order they were first seen."""
    return (
        select(address.c.document, address.c.address)
        .where(address.c.document.in_(chosen), address.c.current == 1)
        .order_by(address.c.document, address.c.id)
    )
