"""A batch of documents into the tables, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, bindparam, case, distinct, func, select, update

from timeline.store.dialects.base import Dialect
from timeline.store.identity import Ledger, ledger
from timeline.store.parts import in_parts
from timeline.store.rows import document_row, event_row, kept, kept_name, mention_row
from timeline.store.spans import WITHDRAWN, length_class
from timeline.store.tables import (
    address,
    document,
    entity,
    event,
    event_entity,
    event_mention,
    mention,
    metadata,
)
from timeline.store.words import fold, words
from timeline.values.document import Document
from timeline.values.mention import Mention
from timeline.values.report import Outcome

Batch = Sequence[tuple[Document, Sequence[Mention]]]
Name = tuple[str, str]  # name, kind


def put(connection: Connection, dialect: Dialect, batch: Batch, at: int) -> list[Outcome]:
    """Store what is new of a batch and turn what has changed; see :meth:`timeline.store.store.Store.put`."""
    book = ledger(connection, [d for d, _ in batch], _next(connection, document.c.id))
    before = book.links.copy()
    outcomes = [book.enter(place, d.key, d.address) for place, (d, _) in enumerate(batch)]
    if book.new:
        _New(connection, book, batch, at).insert(dialect)
    _insert_addresses(connection, dialect, book)
    _update_addresses(connection, [(link, book.links[link]) for link, was in before.items() if book.links[link] != was])
    for number, stands in book.turned().items():
        _turn(connection, number, stands=stands)
    return outcomes


def _next(connection: Connection, number: Column[int]) -> int:
    return (connection.execute(select(func.max(number))).scalar() or 0) + 1


@dataclass
class _New:
    """The rows of a batch's new documents."""

    connection: Connection
    book: Ledger
    batch: Batch
    at: int
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    searched: list[tuple[int, list[str], list[str]]] = field(default_factory=list)
    entities: dict[Name, int] = field(default_factory=dict)

    def insert(self, dialect: Dialect) -> None:
        """Make the rows and insert them, each table after those it leads to."""
        self.rows = {table.name: [] for table in metadata.sorted_tables}
        new = [(number, *self.batch[place]) for number, place in self.book.new.items()]
        self._name(_names(m for _, _, mentions in new for m in mentions))
        next_mention, next_event = _next(self.connection, mention.c.id), _next(self.connection, event.c.number)
        for number, doc, mentions in new:
            stands = self.book.stands(number)
            self.rows["document"].append(document_row(number, doc, superseded=not stands, at=self.at))
            for position, one in enumerate(mentions):
                row = mention_row(next_mention, number, position, one, superseded=not stands)
                self.rows["mention"].append(row)
                self._add(next_mention, next_event, one, doc.text, stands=stands)
                next_mention, next_event = next_mention + 1, next_event + 1
        for table in metadata.sorted_tables:
            dialect.insert(self.connection, table, self.rows[table.name])
        dialect.add_words(self.connection, self.searched)

    def _name(self, names: list[Name]) -> None:
        """Find the entities of those names, and give numbers to new ones in the order they are read."""
        for some in in_parts({name for name, _ in names}):
            known = select(entity.c.name, entity.c.kind, entity.c.id).where(entity.c.name.in_(some))
            self.entities.update(((name, kind), number) for name, kind, number in self.connection.execute(known))
        fresh = [name for name in names if name not in self.entities]
        first = _next(self.connection, entity.c.id) if fresh else 0
        for number, (name, kind) in enumerate(fresh, first):
            self.entities[name, kind] = number
            self.rows["entity"].append((number, kind, name))

    def _add(self, number: int, happening: int, said: Mention, text: str, *, stands: bool) -> None:
        """Everything that hangs on one mention; for now each makes an event of its own."""
        made = event_row(happening, said, withdrawn_as=None if stands else WITHDRAWN)
        self.rows["event"].append(made)
        self.rows["event_mention"].append((happening, number, 1.0, ""))
        taking_part = self.rows["event_entity"]
        seen = set[tuple[str, int]]()
        for position, party in enumerate(said.parties):
            name = kept_name(party.name)
            who = self.entities[name, party.kind]
            self.rows["mention_entity"].append((number, position, who, party.role))
            part = (name, int(party.role == "place"))
            if part not in seen:
                seen.add(part)
                taking_part.append((happening, position, who, part[1], *made[1:5]))
        self.searched.append((number, words(said.title), words(said.quote.of(text))))


def _names(mentions: Iterable[Mention]) -> list[Name]:
    return list(dict.fromkeys((kept_name(p.name), p.kind) for m in mentions for p in m.parties))


def _insert_addresses(connection: Connection, dialect: Dialect, book: Ledger) -> None:
    if not book.new_links:
        return
    first = _next(connection, address.c.id)
    dialect.insert(
        connection,
        address,
        [
            (number, doc, key, int(book.links[key, doc]), kept(where), fold(kept(where)))
            for number, ((key, doc), where) in enumerate(book.new_links.items(), first)
        ],
    )


def _update_addresses(connection: Connection, changed: list[tuple[tuple[str, int], bool]]) -> None:
    if changed:
        found = (address.c.key == bindparam("at"), address.c.document == bindparam("to"))
        rows = [{"at": key, "to": doc, "now": int(current)} for (key, doc), current in changed]
        connection.execute(update(address).where(*found).values(current=bindparam("now")), rows)


def _turn(connection: Connection, number: int, *, stands: bool) -> None:
    """Let a stored document stand again, or give way, and with it its mentions and what only they say."""
    connection.execute(update(document).where(document.c.id == number).values(superseded=int(not stands)))
    connection.execute(update(mention).where(mention.c.document == number).values(superseded=int(not stands)))
    touched = select(event_mention.c.event).join(mention).where(mention.c.document == number)
    saying = func.count(distinct(case((mention.c.superseded == 0, mention.c.document))))
    span = (event.c.starts, event.c.ends, event.c.grain)
    found = (
        select(event.c.number, *span, saying)
        .join(event_mention, event_mention.c.event == event.c.number)
        .join(mention, event_mention.c.mention == mention.c.id)
        .where(event.c.number.in_(touched))
        .group_by(event.c.number, *span)
    )
    rows = [
        {"happening": n, "saying": documents, "now": length_class(starts, ends, grain) if documents else WITHDRAWN}
        for n, starts, ends, grain, documents in connection.execute(found).all()
    ]
    if rows:
        happening = bindparam("happening", type_=event.c.number.type)
        now = bindparam("now", type_=event.c.length_class.type)
        changed = update(event).where(event.c.number == happening)
        connection.execute(changed.values(length_class=now, documents=bindparam("saying")), rows)
        links = update(event_entity).where(event_entity.c.event == happening)
        connection.execute(links.values(length_class=now), rows)
