"""All mentions compared and all events made anew, out of what is stored; people's decisions stay."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, delete, select, update

import timeline.store.tallies as tallies
from timeline.store.answers import stored_text
from timeline.store.copies import mark
from timeline.store.dialects.base import Dialect
from timeline.store.merge_index import MergeIndex
from timeline.store.merging import Merger, Told, remake, told
from timeline.store.parts import in_parts
from timeline.store.selects import SPAN
from timeline.store.spans import from_columns
from timeline.store.tables import copy_key, document, fingerprint, likeness, likeness_key, mention
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.fingerprint import Fingerprint
from timeline.values.mention import Mention

_BATCH = 100  # documents

Understand = Callable[[Document, Sequence[Mention]], Extract]


def rebuild(
    connection: Connection,
    dialect: Dialect,
    merger: Merger,
    understand: Understand,
    tell: Callable[[int], None],
    at: int,
) -> None:
    """See :meth:`timeline.store.store.Store.rebuild`."""
    _forget(connection)
    numbers = connection.execute(select(document.c.id).order_by(document.c.id)).scalars().all()
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        found = {}
        index = MergeIndex(connection, dialect)
        added: list[int] = []
        kept: list[int] = []
        for number, doc, stands in _documents(connection, some):
            mentions = _mentions(connection, number)
            if doc.form:  # what a row is compared by, the row said itself
                evidence = dict(index.evidence(mentions))
                kept += evidence
                found[number] = _taken(connection, number)
            else:
                said = understand(doc, [one.claim.mention for one in mentions.values()])
                found[number] = said.fingerprint
                evidence = dict(zip(mentions, said.evidence, strict=True)) if said.evidence else {}
            if stands:
                index.add(evidence)
                added += evidence
            else:
                index.lay_aside(evidence)
        mark(connection, dialect, {number: one for number, one in found.items() if one is not None})
        merger.update(index, added, {})
        index.flush(known=kept)
        tell(len(some))
    standing = select(mention.c.id).where(mention.c.superseded == 0).order_by(mention.c.id)
    for some in in_parts(connection.execute(standing).scalars().all()):
        remake(connection, dialect, merger, some, at=at)
    tallies.renew(connection)


def _forget(connection: Connection) -> None:
    """All that was found by comparing; what rows said of themselves stays."""
    imported = select(document.c.id).where(document.c.form != "")
    rows = select(mention.c.id).where(mention.c.document.in_(imported))
    connection.execute(delete(likeness).where(likeness.c.mention.not_in(rows)))
    connection.execute(update(likeness).values(best=None, score=0.0, reason=""))
    connection.execute(delete(fingerprint).where(fingerprint.c.document.not_in(imported)))
    for table in (likeness_key, copy_key):
        connection.execute(delete(table))


def _taken(connection: Connection, number: int) -> Fingerprint | None:
    """The fingerprint of an imported document, which is to be kept anew."""
    of = fingerprint.c.document == number
    row = connection.execute(select(fingerprint.c.packed, fingerprint.c.origin).where(of)).first()
    connection.execute(delete(fingerprint).where(of))
    return Fingerprint.unpack(bytes(row.packed), row.origin) if row else None


def _documents(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Document, bool]]:
    """Documents, with whether they stand; of where they were found only the number is known here."""
    d = document.c
    facts = (d.doc_id, d.url, d.title, d.author, d.publisher, d.language, d.body, d.form)
    span = [d[f"published_{name}"] for name in SPAN]
    stored = select(d.id, d.superseded, d.text, d.raw, *facts, *span).where(d.id.in_(numbers)).order_by(d.id)
    for number, superseded, text, raw, *rest in connection.execute(stored):
        published = from_columns(tuple(rest[len(facts) :]))
        name = f"document {number}"
        yield number, Document(name, name, stored_text(text, raw), published, *rest[: len(facts)]), not superseded


def _mentions(connection: Connection, number: int) -> dict[int, Told]:
    stored = select(mention.c.id).where(mention.c.document == number).order_by(mention.c.position)
    numbers = connection.execute(stored).scalars().all()
    found = told(connection, numbers)
    return {one: found[one] for one in numbers}
