"""Everything read again: what is stored is whole, and every quote is in its document."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, case, distinct, func, select

from timeline.store.dialects.base import Dialect
from timeline.store.rows import stored_text
from timeline.store.spans import WITHDRAWN, length_class
from timeline.store.tables import address, document, event, event_mention, mention
from timeline.values.problem import Problem

_TEXTS, _ROWS = 20, 2_000  # rows fetched together: texts may be long

_RESTORE = "restore a copy, or ingest its documents into a new database"
_REINGEST = "ingest the document into a new database"

_SPANS = [mention.c[f"{what}_{end}"] for what in ("quote", "trigger", "expression") for end in ("start", "end")]
_MENTION = (mention.c.id, mention.c.document, mention.c.superseded, *_SPANS)


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
    for page in rows.partitions():
        numbers = [row.id for row in page]
        leading = set(
            connection.execute(
                select(address.c.document).where(_of(address, numbers), address.c.current == 1)
            ).scalars()
        )
        said = defaultdict[int, list[Any]](list)
        for one in connection.execute(select(*_MENTION).where(_of(mention, numbers)).order_by(mention.c.id)):
            said[one.document].append(one)
        for row in page:
            text = stored_text(row.text, row.raw)
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
                yield Problem(_where(connection, row.id), f"document {row.id} is not the text that was read", _REINGEST)
            if (row.id in leading) == bool(row.superseded):
                yield Problem(_where(connection, row.id), f"document {row.id} and its addresses disagree", _REINGEST)
            for one in said[row.id]:
                for what in _mention(one, text, superseded=row.superseded):
                    yield Problem(_where(connection, row.id), f"mention {one.id}: {what}", _REINGEST)


def _of(table: Table, numbers: list[int]) -> ColumnElement[bool]:
    return table.c.document.in_(numbers)


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
