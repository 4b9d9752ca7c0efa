"""Some events with all that they are made from, as a smaller timeline in a new file.

What is copied follows from the events by the tables' own links. A row brings those that are *part* of it, whose table's
first link leads to its own: a mention its parties, a document its addresses. It also brings the rows that it leads to,
bare. So what a later migration adds comes along by itself; a table without links (kept questions) stays behind.
All numbers stay. The rows of one state of the database are copied in the order of their numbers, whatever database they
come from: so the same events are the same file, byte for byte.

Decisions on merging come along if they are of these claims alone, those on names as far as they stand. Where a mention
is most like one that is not there, it is like nobody. The events stay as they are; what the file takes in later is
compared with what it has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import Column, Connection, Table

import timeline.store.migrate as migrate
import timeline.store.tallies as tallies
from timeline.errors import CannotWrite
from timeline.store.copies import LEADING
from timeline.store.dialects.base import Dialect, Reader, Row
from timeline.store.naming import COUNTRY
from timeline.store.parts import in_parts
from timeline.store.search import fill
from timeline.store.tables import (
    alias,
    decision,
    document,
    entity,
    event,
    event_mention,
    mention,
    metadata,
    name_decision,
)
from timeline.values.event import Event

_APART: Final = (event, mention, document, entity, decision, name_decision)  # part of nothing, whatever they lead to
_PAGE: Final = 500
_TEXTS: Final = 20  # documents, whose texts may be long


def hand_on(reader: Reader, target: Dialect, chosen: Iterable[Event], tell: Callable[[int], None]) -> None:
    """Copy those events into a new database.

    Args:
        tell: Is called with the number of events that have just been taken.

    Raises:
        CannotWrite: If there is no room for it, or the file turns out to be damaged when all is written.
    """
    migrate.upgrade(target, migrate.folder())
    target.even_out()
    with target.rebuilding() as connection:
        handing = _Handing(reader, target, connection)
        handing.take_events(chosen, tell)
        handing.take_what_tells_them()
        handing.cut()
        handing.take_names()
        handing.take_decisions()
        handing.take_what_is_led_to()
        tallies.renew(connection)
        fill(connection, target)
    with target.reading() as written:
        for found in target.damage(written):
            raise CannotWrite(target.label, found)


def owner(table: Table) -> Column[int] | None:
    """The column by which a table's rows are part of another's; ``None`` if they stand for themselves."""
    links = (column for column in table.columns if column.foreign_keys)
    return None if table in _APART else next(links, None)


class _Handing:
    """The work on one file; memory does not grow with it."""

    def __init__(self, reader: Reader, target: Dialect, connection: Connection) -> None:
        self._reader, self._target, self._connection = reader, target, connection

    def take_events(self, chosen: Iterable[Event], tell: Callable[[int], None]) -> None:
        numbers = (one.number for one in chosen)
        while some := list(islice(numbers, _PAGE)):
            self._take(event.c.number, [some])
            tell(len(some))
        self._take_parts(event)

    def take_what_tells_them(self) -> None:
        for column, of in ((mention.c.id, event_mention.c.mention), (document.c.id, mention.c.document)):
            self._take(column, self._pages(of.table.name, of.name))
            self._take_parts(column.table)

    def cut(self) -> None:
        """Let nothing lead outside, and let those be the first of their kind that are so here."""
        self._run(
            "UPDATE likeness SET best = NULL, score = 0.0, reason = '' "
            "WHERE best IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.id = likeness.best)"
        )
        self._run(
            "UPDATE fingerprint SET copies_of = first FROM (SELECT document AS number, min(document) OVER "
            "(PARTITION BY copies_of) AS first FROM fingerprint) f WHERE number = document AND first <> copies_of"
        )
        self._promote("copy_key", "leads", "document", "SELECT key, document AS one, rank FROM copy_key", LEADING)
        ranked = "SELECT key, mention AS one, rank FROM likeness_key JOIN likeness USING (mention)"
        self._promote("likeness_key", "front", "mention", ranked, self._front())

    def take_names(self) -> None:
        """Everyone whom a mention or an event names, with all of their names: they are found by any of them."""
        self._run("CREATE TEMPORARY TABLE named (number INTEGER PRIMARY KEY)")
        self._run("INSERT INTO named SELECT entity FROM mention_entity UNION SELECT entity FROM event_entity")
        codes = (code for (code,) in self._run("SELECT DISTINCT country FROM mention_entity WHERE country <> ''"))
        for some in in_parts(codes):
            values = {f"c{n}": code for n, code in enumerate(some)}
            among = f"kind = '{COUNTRY}' AND name IN ({', '.join(f':{name}' for name in values)})"
            for (number,) in self._reader.rows(f"SELECT DISTINCT entity FROM alias WHERE {among}", **values):
                self._run(f"INSERT INTO named VALUES ({number}) ON CONFLICT DO NOTHING")
        self._take(entity.c.id, self._pages("named", "number"))
        self._take_parts(entity)
        self._run("DROP TABLE named")

    def take_decisions(self) -> None:
        """What people decided of these names, so far as it stands, and of these claims alone."""
        self._take(name_decision.c.id, in_parts(self._on_names()))
        for page in self._reader.stream("SELECT id FROM decision ORDER BY id", _PAGE):
            said: dict[int, set[int]] = {number: set() for (number,) in page}
            sql = f"SELECT decision, one, other FROM judgement WHERE decision IN ({_listed(said)})"
            for number, *pair in self._reader.rows(sql):
                said[number].update(pair)
            inside = self._inside(mention.c.claim, {claim for claims in said.values() for claim in claims})
            self._take(decision.c.id, [[number for number, claims in said.items() if claims and claims <= inside]])
        self._take_parts(decision)

    def take_what_is_led_to(self) -> None:
        """The rows that others lead to and that are not there yet: of each table before those that it leads to."""
        for table in reversed(metadata.sorted_tables):
            for column in (c for c in table.columns if c.foreign_keys):
                [to] = (link.column for link in column.foreign_keys)
                missing = f"{column.name} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {to.table.name} there "
                missing += f"WHERE there.{to.name} = {table.name}.{column.name})"
                self._take(to, self._pages(table.name, column.name, missing))

    def _on_names(self) -> list[int]:
        """The decisions on names by which these names stand for whom they do."""
        sql = "SELECT id, alias, from_entity, to_entity FROM name_decision WHERE undone_at IS NULL ORDER BY id"
        stands = self._reader.rows(sql)
        parted = {name: (number, to) for number, name, _, to in stands if name is not None}
        joined = {start: (number, to) for number, name, start, to in stands if name is None}
        ours = self._inside(alias.c.id, parted)
        found = [parted[name][0] for name in ours]
        for start in {*self._inside(alias.c.first_entity, joined), *(parted[name][1] for name in ours)}:
            while start in joined:
                number, start = joined[start]
                found.append(number)
        return sorted(set(found))

    def _inside(self, column: Column[int], values: Iterable[int]) -> set[int]:
        """Those of the values that the file has."""
        found = set[int]()
        for some in in_parts(values):
            has = f"SELECT DISTINCT {column.name} FROM {column.table.name} WHERE {column.name} IN ({_listed(some)})"
            found.update(value for (value,) in self._run(has))
        return found

    def _front(self) -> int:
        """How many mentions stand in a front that is full, as far as one of these is."""
        full = self._run("SELECT min(key) FROM likeness_key WHERE front = 0")[0][0]
        if full is None:
            return 0
        return int(self._reader.rows(f"SELECT count(*) FROM likeness_key WHERE key = {full} AND front = 1")[0][0])

    def _promote(self, table: str, flag: str, of: str, ranked: str, most: int) -> None:
        """Of each key let the first so many bear the flag."""
        behind = f"SELECT key FROM {table} WHERE {flag} = 0"
        places = f"SELECT key, one, row_number() OVER (PARTITION BY key ORDER BY rank, one) AS place FROM ({ranked}) r"
        first = f"SELECT key, one FROM ({places} WHERE key IN ({behind})) p WHERE place <= {most}"
        self._run(f"UPDATE {table} SET {flag} = 1 WHERE {flag} = 0 AND (key, {of}) IN ({first})")

    def _take_parts(self, table: Table) -> None:
        """The rows of other tables that are part of those of this one."""
        [own] = table.primary_key.columns
        for part in metadata.sorted_tables:
            link = owner(part)
            if link is not None and link.references(own):
                self._take(link, self._pages(table.name, own.name))
                if len(part.primary_key.columns) == 1:
                    self._take_parts(part)

    def _take(self, column: Column[int], parts: Iterable[Sequence[int]]) -> None:
        """Copy the rows that have one of these numbers in a column, in the order of their own numbers."""
        table = column.table
        order = ", ".join(one.name for one in table.primary_key.columns)
        names = ", ".join(one.name for one in table.columns)
        step = _TEXTS if table is document else _PAGE
        for part in parts:
            for start in range(0, len(part), step):
                which = f"{column.name} IN ({_listed(part[start : start + step])})"
                rows = self._reader.rows(f"SELECT {names} FROM {table.name} WHERE {which} ORDER BY {order}")
                self._target.insert(self._connection, table, rows)

    def _pages(self, table: str, column: str, which: str = "1 = 1") -> Iterator[list[int]]:
        """The numbers in a column of the file, a page at a time, each once."""
        last = -1
        while True:
            after = f"{column} > {last} AND {which} ORDER BY {column} LIMIT {_PAGE}"
            page = [number for (number,) in self._run(f"SELECT DISTINCT {column} FROM {table} WHERE {after}")]
            if not page:
                return
            yield page
            last = page[-1]

    def _run(self, sql: str) -> Sequence[Row]:
        done = self._connection.exec_driver_sql(sql)
        return [tuple(row) for row in done] if done.returns_rows else []


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
