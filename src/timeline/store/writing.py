"""A batch of documents into the tables, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from timeline.store.cast import Part
from timeline.store.copies import mark
from timeline.store.dialects.base import Dialect
from timeline.store.identity import Ledger, ledger
from timeline.store.merge_index import MergeIndex
from timeline.store.merging import Merger, Told, remake
from timeline.store.names import Name, Names, next_number
from timeline.store.naming import COUNTRY
from timeline.store.numbering import Numbers
from timeline.store.parts import in_parts
from timeline.store.rows import address_key, document_row, kept, kept_name, mention_row, party_row, storable_mention
from timeline.store.tables import address, document, mention, metadata
from timeline.store.words import fold, indexed
from timeline.values.claim import Claim
from timeline.values.evidence import Evidence
from timeline.values.extract import Extract
from timeline.values.mention import Party
from timeline.values.report import Outcome


def put(connection: Connection, dialect: Dialect, merger: Merger, batch: Sequence[Extract], at: int) -> list[Outcome]:
    """Store what is new of a batch and turn what has changed; see :meth:`timeline.store.store.Store.put`."""
    numbers = Numbers(connection, document.c.id, (one.wanted.document for one in batch))
    keys = [one.document.key for one in batch]
    places = [address_key(one.document.address) for one in batch]
    book = ledger(connection, keys, places, numbers.give)
    before = book.links.copy()
    outcomes = [
        book.enter(n, keys[n], one.document.address, places[n], one.wanted.document) for n, one in enumerate(batch)
    ]
    new = _New(connection, book, batch, keys, at)
    if book.new:
        new.insert(dialect)
    _insert_addresses(connection, dialect, book)
    _update_addresses(connection, [(link, book.links[link]) for link, was in before.items() if book.links[link] != was])
    turned = book.turned()
    risen = _turn(connection, [n for n, stands in turned.items() if stands], stands=True)
    gone = _turn(connection, [n for n, stands in turned.items() if not stands], stands=False)
    prints = {number: batch[place].fingerprint for number, place in book.new.items()}
    regrouped = mark(connection, dialect, {number: one for number, one in prints.items() if one is not None})
    index = MergeIndex(connection, dialect)
    removed = index.take_out(gone)
    again = index.evidence(risen)
    index.add({**again, **new.evidence})
    index.lay_aside(new.aside)
    strangers = index.strangers()
    changed = merger.update(index, [one for one in (*again, *new.evidence) if one not in strangers], removed)
    index.flush(known=again)
    touched = changed | new.told.keys() | set(risen) | set(_mentions_of(connection, regrouped))
    alone = [one for one, said in new.told.items() if one not in index.met and said.claim.number == one]
    remake(connection, dialect, merger, touched, gone, new.told, alone=alone, at=at)
    return outcomes


@dataclass
class _New:
    """The rows of a batch's new documents."""

    connection: Connection
    book: Ledger
    batch: Sequence[Extract]
    keys: Sequence[str]  # of the batch's documents
    at: int
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    parties: dict[int, tuple[tuple[Any, ...], Part]] = field(default_factory=dict)  # by the object's own number
    searched: list[tuple[int, list[str], list[str]]] = field(default_factory=list)
    told: dict[int, Told] = field(default_factory=dict)  # the mentions that stand, by number
    evidence: dict[int, Evidence] = field(default_factory=dict)  # what they are compared by
    aside: dict[int, Evidence] = field(default_factory=dict)  # the same of mentions that do not stand

    def insert(self, dialect: Dialect) -> None:
        """Make the rows and insert them, each table after those it leads to."""
        self.rows = {table.name: [] for table in metadata.sorted_tables}
        new = [(number, self.batch[place], self.keys[place]) for number, place in self.book.new.items()]
        self._take_in(party for _, one, _ in new for said in one.mentions for party in said.parties)
        heirs = _Heirs(self.connection, self.book)
        numbers = Numbers(self.connection, mention.c.id, (n for _, one, _ in new for n in one.wanted.claims))
        for number, (doc, mentions, evidence, _, wanted), key in new:
            stands = self.book.stands(number)
            self.rows["document"].append(document_row(number, doc, key, superseded=not stands, at=self.at))
            for position, one in enumerate(mentions):
                quote = one.quote.of(doc.text)
                identity = numbers.give(wanted.claims[position] if wanted.claims else 0)
                claim = heirs.claim(number, one.title, quote) or identity
                row = mention_row(identity, number, position, one, superseded=not stands, claim=claim)
                self.rows["mention"].append(row)
                taking_part = [self.parties[id(party)] for party in one.parties]
                self.rows["mention_entity"] += [(identity, n, *row) for n, (row, _) in enumerate(taking_part)]
                if evidence:
                    (self.evidence if stands else self.aside)[identity] = evidence[position]
                if stands:
                    rank = evidence[position].rank if evidence else ""
                    said = Claim(claim, number, number, storable_mention(one), doc.published)
                    self.told[identity] = Told(said, tuple([part for _, part in taking_part]), rank)
                self.searched.append((identity, indexed(one.title), indexed(quote)))
        for table in metadata.sorted_tables:
            dialect.insert(self.connection, table, self.rows[table.name])
        dialect.add_words(self.connection, self.searched)

    def _take_in(self, parties: Iterable[Party]) -> None:
        """Whom they stand for, and what their rows have beside mention and position; each party once."""
        found = {id(party): party for party in parties}
        names = Names(self.connection, _names(found.values()), self.rows)
        for identity, party in found.items():
            name = kept_name(party.name)
            alias, who = names[name, party.kind]
            country = party.place.country if party.place else ""
            part = Part(who, name, party.role, names[country, COUNTRY][1] if country else 0)
            self.parties[identity] = party_row(party, who, alias), part


class _Heirs:
    """The numbers of claims whose document gives way to one that says the same in the same words."""

    def __init__(self, connection: Connection, book: Ledger) -> None:
        self._free: dict[int, dict[tuple[str, str], list[int]]] = {}
        replaced = {new: former for new, former in book.replaced.items() if not book.stands(former)}
        for new, former in replaced.items():
            quote = func.substr(document.c.text, mention.c.quote_start + 1, mention.c.quote_end - mention.c.quote_start)
            stored = select(mention.c.claim, mention.c.title, quote).join(document, mention.c.document == document.c.id)
            free = self._free.setdefault(new, {})
            for number, title, said in connection.execute(stored.where(document.c.id == former).order_by(mention.c.id)):
                free.setdefault((title, said), []).append(number)

    def claim(self, document: int, title: str, quote: str) -> int | None:
        """The number that this claim inherits, which no other then does."""
        free = self._free.get(document)
        numbers = free.get((kept(title), kept(quote))) if free else None
        return numbers.pop(0) if numbers else None


def _names(parties: Iterable[Party]) -> list[Name]:
    found: dict[Name, None] = {}
    for party in parties:
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


def _turn(connection: Connection, documents: Sequence[int], *, stands: bool) -> list[int]:
    """Let stored documents stand again, or give way, and with them their mentions, which are returned."""
    for some in in_parts(documents):
        state = {"superseded": int(not stands)}
        connection.execute(update(document).where(document.c.id.in_(some)).values(state))
        connection.execute(update(mention).where(mention.c.document.in_(some)).values(state))
    return _mentions_of(connection, documents, stands=stands)


def _mentions_of(connection: Connection, documents: Iterable[int], *, stands: bool = True) -> list[int]:
    found: list[int] = []
    for some in in_parts(documents):
        said = select(mention.c.id).where(mention.c.document.in_(some), mention.c.superseded == int(not stands))
        found += connection.execute(said.order_by(mention.c.id)).scalars()
    return found
