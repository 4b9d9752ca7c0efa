"""A batch of documents into the tables, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, case, distinct, func, select, update

from timeline.store.cast import Part, cast
from timeline.store.copies import mark
from timeline.store.dialects.base import Dialect
from timeline.store.identity import Ledger, ledger
from timeline.store.names import Name, Names, next_number
from timeline.store.naming import COUNTRY
from timeline.store.rows import document_row, event_row, kept, kept_name, mention_row, party_row
from timeline.store.spans import WITHDRAWN, length_class
from timeline.store.tables import (
    address,
    document,
    event,
    event_entity,
    event_mention,
    mention,
    metadata,
)
from timeline.store.words import fold, words
from timeline.values.document import Document
from timeline.values.fingerprint import Fingerprint
from timeline.values.mention import Mention
from timeline.values.report import Outcome

Batch = Sequence[tuple[Document, Sequence[Mention]]]


def put(
    connection: Connection, dialect: Dialect, batch: Batch, prints: Mapping[str, Fingerprint], at: int
) -> list[Outcome]:
    """Store what is new of a batch and turn what has changed; see :meth:`timeline.store.store.Store.put`."""
    book = ledger(connection, [d for d, _ in batch], next_number(connection, document.c.id))
    before = book.links.copy()
    outcomes = [book.enter(place, d.key, d.address) for place, (d, _) in enumerate(batch)]
    if book.new:
        _New(connection, book, batch, at).insert(dialect)
        keys = {number: batch[place][0].key for number, place in book.new.items()}
        mark(connection, dialect, {number: prints[key] for number, key in keys.items() if key in prints})
    _insert_addresses(connection, dialect, book)
    _update_addresses(connection, [(link, book.links[link]) for link, was in before.items() if book.links[link] != was])
    for number, stands in book.turned().items():
        _turn(connection, number, stands=stands)
    return outcomes


@dataclass
class _New:
    """The rows of a batch's new documents."""

    connection: Connection
    book: Ledger
    batch: Batch
    at: int
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    searched: list[tuple[int, list[str], list[str]]] = field(default_factory=list)

    def insert(self, dialect: Dialect) -> None:
        """Make the rows and insert them, each table after those it leads to."""
        self.rows = {table.name: [] for table in metadata.sorted_tables}
        new = [(number, *self.batch[place]) for number, place in self.book.new.items()]
        names = Names(self.connection, _names(m for _, _, mentions in new for m in mentions), self.rows)
        next_mention, next_event = (
            next_number(self.connection, mention.c.id),
            next_number(self.connection, event.c.number),
        )
        for number, doc, mentions in new:
            stands = self.book.stands(number)
            self.rows["document"].append(document_row(number, doc, superseded=not stands, at=self.at))
            for position, one in enumerate(mentions):
                row = mention_row(next_mention, number, position, one, superseded=not stands)
                self.rows["mention"].append(row)
                self._add(next_mention, next_event, one, names, stands=stands)
                self.searched.append((next_mention, words(one.title), words(one.quote.of(doc.text))))
                next_mention, next_event = next_mention + 1, next_event + 1
        for table in metadata.sorted_tables:
            dialect.insert(self.connection, table, self.rows[table.name])
        dialect.add_words(self.connection, self.searched)

    def _add(self, number: int, happening: int, said: Mention, names: Names, *, stands: bool) -> None:
        """Everything that hangs on one mention; for now each makes an event of its own."""
        taking_part = self.rows["mention_entity"]
        parts = []
        for position, party in enumerate(said.parties):
            name = kept_name(party.name)
            alias, who = names[name, party.kind]
            taking_part.append(party_row(number, position, party, who, alias))
            country = party.place.country if party.place else ""
            parts.append(Part(who, name, party.role, names[country, COUNTRY][1] if country else 0))
        playing = cast(parts)
        made = event_row(happening, said, playing, withdrawn_as=None if stands else WITHDRAWN)
        self.rows["event"].append(made)
        self.rows["event_mention"].append((happening, number, 1.0, ""))
        links = enumerate(playing.links)
        self.rows["event_entity"] += [(happening, n, who, place, *made[1:5]) for n, (who, place) in links]


def _names(mentions: Iterable[Mention]) -> list[Name]:
    found: dict[Name, None] = {}
    for said in mentions:
        for party in said.parties:
            found[kept_name(party.name), party.kind] = None
            if party.place and party.place.country:
                found[party.place.country, COUNTRY] = None
    return list(found)


def _insert_addresses(connection: Connection, dialect: Dialect, book: Ledger) -> None:
    if not book.new_links:
        return
    first = next_number(connection, address.c.id)
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
