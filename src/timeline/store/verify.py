"""Everything read again: what is stored is whole, and every quote is in its document."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select

from timeline.store.dialects.base import Dialect
from timeline.store.rows import stored_text
from timeline.store.spans import WITHDRAWN, length_class
from timeline.store.tables import address, document, event, event_mention, mention
from timeline.values.problem import Problem

_TEXTS, _ROWS = 20, 2_000  # rows fetched together: texts may be long

_RESTORE = "restore a copy, or ingest its documents into a new database"
_REINGEST = "ingest the document into a new database"


def problems(connection: Connection, dialect: Dialect, label: str) -> Iterator[Problem]:
    """What is wrong, in the order it is found; nothing where all is well."""
    for found in dialect.damage(connection):
        yield Problem(label, f"the database is damaged: {found}", _RESTORE)
    for found in dialect.broken_links(connection):
        yield Problem(label, found, _RESTORE)
    yield from _documents(connection)
    yield from _events(connection)
    mentions = connection.execute(select(func.count()).select_from(mention)).scalar_one()
    if (searchable := dialect.searchable(connection)) != mentions:
        yield Problem(label, f"{searchable} of {mentions} mentions can be searched", _RESTORE)


def _documents(connection: Connection) -> Iterator[Problem]:
    columns = (document.c.id, document.c.sha256, document.c.superseded, document.c.text, document.c.raw)
    rows = connection.execute(select(*columns).order_by(document.c.id), execution_options={"yield_per": _TEXTS})
    for row in rows:
        where = _where(connection, row.id)
        text = stored_text(row.text, row.raw)
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
            yield Problem(where, f"document {row.id} is not the text that was read: its hash differs", _REINGEST)
        leading = select(func.count()).where(address.c.document == row.id, address.c.current == 1)
        if bool(connection.execute(leading).scalar()) == bool(row.superseded):
            yield Problem(where, f"document {row.id} should{' not' * row.superseded} be superseded by its addresses")
        spans = (mention.c.quote_start, mention.c.quote_end, mention.c.trigger_start, mention.c.trigger_end)
        said = select(
            mention.c.id, mention.c.superseded, *spans, mention.c.expression_start, mention.c.expression_end
        ).where(mention.c.document == row.id)
        for one in connection.execute(said).all():
            for what in _mention(one, text, superseded=row.superseded):
                yield Problem(where, f"mention {one.id} of document {row.id}: {what}", _REINGEST)


def _where(connection: Connection, number: int) -> str:
    first = select(address.c.address).where(address.c.document == number).order_by(address.c.id).limit(1)
    return connection.execute(first).scalar() or f"document {number}"


def _mention(row: Any, text: str, *, superseded: int) -> Iterator[str]:
    spans = {
        "quote": (row.quote_start, row.quote_end),
        "trigger": (row.trigger_start, row.trigger_end),
        "expression": (row.expression_start, row.expression_end),
    }
    for name, (start, end) in spans.items():
        if start is None and end is None and name != "quote":
            continue
        if start is None or end is None or not 0 <= start <= end <= len(text):
            yield f"its {name} [{start}, {end}) lies outside the text of {len(text)} characters"
        elif not text[start:end].strip():
            yield f"its {name} [{start}, {end}) is empty"
    if row.superseded != superseded:
        yield "it stands and its document does not, or the other way round"


def _events(connection: Connection) -> Iterator[Problem]:
    """Each event is told by mentions, as many documents as it says, and lies where its span wants it."""
    span = (event.c.starts, event.c.ends, event.c.grain)
    saying = func.count(distinct(case((mention.c.superseded == 0, mention.c.document))))
    rows = connection.execute(
        select(event.c.number, *span, event.c.length_class, event.c.documents, func.count(mention.c.id), saying)
        .outerjoin(event_mention, event_mention.c.event == event.c.number)
        .outerjoin(mention, event_mention.c.mention == mention.c.id)
        .group_by(event.c.number, *span, event.c.length_class, event.c.documents)
        .order_by(event.c.number),
        execution_options={"yield_per": _ROWS},
    )
    for number, starts, ends, grain, is_class, documents, mentions, standing in rows:
        if not mentions:
            yield Problem(f"event {number}", "no mention tells it")
        elif documents != standing:
            yield Problem(f"event {number}", f"it counts {documents} documents, but {standing} tell it")
        elif is_class != (length_class(starts, ends, grain) if standing else WITHDRAWN):
            yield Problem(f"event {number}", "it does not lie where its time wants it, and queries may miss it")
