"""What changed since a moment, read out of what :mod:`timeline.store.history` kept.

An event stood at a moment if its claim's first document had come in before, unless the first of its rows from then on
says that nothing stood. What it showed is what that row says, or what it shows now where there is none. So the past is
told exactly, without a copy of it.
"""

import heapq
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import islice

from timeline.store.dialects.base import Reader, Row
from timeline.store.parts import in_parts
from timeline.store.spans import UNDATED
from timeline.values.change import Change, ChangeKind, Correction, State

_PAGE = 500
_STATE = "number, edtf, title, status, documents"
_NOW = ", ".join(f"e.{name}" for name in _STATE.split(", "))
_WAS = "c.event, c.was_edtf, c.was_title, c.was_status, c.was_documents"
_FIRST = "c.id IN (SELECT min(id) FROM event_change WHERE at >= :since GROUP BY event)"
_KNOWN = (
    "EXISTS (SELECT 1 FROM mention m JOIN document d ON d.id = m.document "
    "WHERE m.id = c.event AND d.ingested_at < :since)"
)
_STOOD = f"{_FIRST} AND c.was_documents > 0 AND {_KNOWN}"
_DIFFERS = (
    "(coalesce(e.edtf, '') <> coalesce(c.was_edtf, '') OR e.title <> c.was_title "
    "OR e.status <> c.was_status OR e.documents <> c.was_documents)"
)
_CHANGED = f"FROM event_change c JOIN event e ON e.number = c.event WHERE {_STOOD} AND {_DIFFERS}"
_GONE = (
    "SELECT {} FROM event_change c LEFT JOIN event e ON e.number = c.event "
    f"WHERE {_STOOD} AND e.number IS NULL ORDER BY c.event"
).format(_WAS)
_UNDATED_LAST = f"CASE WHEN e.length_class = {UNDATED} THEN 1 ELSE 0 END, e.starts, e.ends, e.grain, e.number"
# CROSS: SQLite then reads the tables in that order, from what came in since; left to choose, it reads all mentions.
_CAME = (
    "FROM document d CROSS JOIN mention m CROSS JOIN event e "
    "WHERE d.ingested_at >= :since AND m.document = d.id AND e.number = m.id"
)
_RISEN = (
    f"SELECT {_UNDATED_LAST}, {_NOW}, c.led_to FROM event_change c JOIN event e ON e.number = c.event "
    f"WHERE {_FIRST} AND c.was_documents = 0 AND {_KNOWN} ORDER BY {_UNDATED_LAST}"
)
_ORDER, _SHOWN = 5, 5  # columns of the order, which come first, and of what is shown

# The text that stands at an address and came in since, and the last that had come in before, if it stands nowhere else.
_CORRECTED = (
    "FROM document d CROSS JOIN address a CROSS JOIN address b CROSS JOIN document f "
    "WHERE d.ingested_at >= :since AND a.document = d.id AND a.current = 1 "
    "AND b.key = a.key AND b.current = 0 AND f.id = b.document AND f.superseded = 1 "
    "AND f.id = (SELECT max(x.id) FROM address y CROSS JOIN document x "
    "WHERE y.key = a.key AND x.id = y.document AND x.ingested_at < :since)"
)
_PAIR = "d.ingested_at, d.id, f.id"


def newest(reader: Reader) -> int | None:
    """When the last ingest that brought a document was."""
    [(at,)] = reader.rows("SELECT max(ingested_at) FROM document")
    return None if at is None else int(at)


class Changes:
    """What changed from a moment on, in seconds since 1970 in UTC; to be read while the reader is open."""

    def __init__(self, reader: Reader, since: int) -> None:
        self._reader, self.since = reader, since

    def count(self, kind: ChangeKind) -> int:
        """How many changes of a kind there are."""
        if kind is ChangeKind.NEW:
            return self._number(f"SELECT count(*) {_CAME}") + len(self._risen) - len(self._inside)
        if kind is ChangeKind.CHANGED:
            return self._number(f"SELECT count(*) {_CHANGED}") + len(self._renumbered)
        return sum(change.kind is kind for change in self._ended)

    def changes(self, kind: ChangeKind, limit: int | None = None) -> Iterator[Change]:
        """Those of a kind: new ones in the timeline's order, undated ones last; others by number."""
        if kind is ChangeKind.NEW:
            return islice(self._new(limit), limit)
        if kind is ChangeKind.CHANGED:
            return islice(self._changed(limit), limit)
        return islice((change for change in self._ended if change.kind is kind), limit)

    def corrections(self, limit: int | None = None) -> Iterator[Correction]:
        """Articles whose text gave way to a newer one, in the order that this came in."""
        sql = f"SELECT d.id, f.id, min(a.id), d.title {_CORRECTED} GROUP BY {_PAIR}, d.title ORDER BY {_PAIR}"
        return (self._correction(*row) for row in self._read(sql, limit))

    def corrected(self) -> int:
        """How many of these there are."""
        return self._number(f"SELECT count(*) FROM (SELECT 1 AS one {_CORRECTED} GROUP BY {_PAIR}) pairs")

    def _new(self, limit: int | None) -> Iterator[Change]:
        sql = f"SELECT {_UNDATED_LAST}, {_NOW} {_CAME} ORDER BY {_UNDATED_LAST}"
        came = ((*row, None) for row in self._read(sql, limit))
        for row in heapq.merge(came, self._risen, key=lambda row: row[:_ORDER]):
            now = State(*row[_ORDER:-1])
            if now.number not in self._inside:
                yield Change(ChangeKind.NEW, None, now, row[-1])

    def _changed(self, limit: int | None) -> Iterator[Change]:
        found = (
            Change(ChangeKind.CHANGED, State(*row[:_SHOWN]), State(*row[_SHOWN:]))
            for row in self._read(f"SELECT {_WAS}, {_NOW} {_CHANGED} ORDER BY c.event", limit)
        )
        return heapq.merge(found, self._renumbered, key=lambda change: change.number)

    @cached_property
    def _risen(self) -> list[Row]:
        """What stands now and did not then, out of claims that were known: its order, what it shows, whence."""
        return self._reader.rows(_RISEN, since=self.since)

    @cached_property
    def _lost(self) -> list[tuple[State, int | None]]:
        """What stood then under a number that no event bears now, and the event that goes on with it."""
        stood = [State(*row) for row in self._reader.rows(_GONE, since=self.since)]
        heirs = self._heirs([state.number for state in stood])
        return [(state, heirs.get(state.number)) for state in stood]

    @cached_property
    def _renumbered(self) -> list[Change]:
        """What goes on under the number of another of its claims, which did not stand then."""
        standing = {row[_ORDER]: (State(*row[_ORDER:-1]), row[-1]) for row in self._risen}
        by_heir: dict[int, list[State]] = {}
        for state, heir in self._lost:
            if heir is not None and heir in standing:
                by_heir.setdefault(heir, []).append(state)
        found = []
        for heir in sorted(by_heir):
            now, origin = standing[heir]
            was = next((state for state in by_heir[heir] if state.number == origin), by_heir[heir][0])
            found.append(Change(ChangeKind.CHANGED, was, now))
        return found

    @cached_property
    def _inside(self) -> set[int]:
        """The numbers that only go on."""
        return {change.number for change in self._renumbered}

    @cached_property
    def _ended(self) -> list[Change]:
        """What was merged, and what is gone."""
        further = {change.was.number for change in self._renumbered if change.was}
        return [
            Change(ChangeKind.GONE if heir is None else ChangeKind.MERGED, state, None, heir)
            for state, heir in self._lost
            if state.number not in further
        ]

    def _heirs(self, numbers: Collection[int]) -> dict[int, int]:
        """Where each event's own claim is now, or else where its other claims went."""
        found = self._holding(numbers)
        asked = {number: number for number in numbers if number not in found}  # the event → the last it led to
        while asked:
            led = self._led(set(asked.values()))
            asked = {number: to for number, last in asked.items() if (to := led.get(last)) is not None}
            here = self._holding(set(asked.values()))
            found.update({number: here[to] for number, to in asked.items() if to in here})
            asked = {number: to for number, to in asked.items() if to not in here}
        return found

    def _holding(self, claims: Collection[int]) -> dict[int, int]:
        """The event of each claim that stands."""
        found: dict[int, int] = {}
        for some in in_parts(claims):
            sql = (
                "SELECT m.claim, em.event FROM mention m JOIN event_mention em ON em.mention = m.id "
                f"WHERE m.superseded = 0 AND m.claim IN ({_listed(some)})"
            )
            found.update((claim, event) for claim, event in self._reader.rows(sql))
        return found

    def _led(self, numbers: Collection[int]) -> Mapping[int, int | None]:
        """Where each of these went when it last did."""
        found: dict[int, int | None] = {}
        for some in in_parts(numbers):
            sql = (
                "SELECT event, led_to FROM event_change WHERE id IN (SELECT max(id) FROM event_change "
                f"WHERE at >= :since AND event IN ({_listed(some)}) GROUP BY event)"
            )
            found.update((event, led) for event, led in self._reader.rows(sql, since=self.since))
        return found

    def _correction(self, now: int, was: int, address: int, title: str | None) -> Correction:
        old, new = self._claims(was), self._claims(now)
        dropped, added = sorted(old - new), sorted(new - old)
        lost = {state.number for state, _ in self._lost}
        events = tuple(sorted({*self._holding(added).values(), *lost.intersection(dropped)}))
        [(where,)] = self._reader.rows(f"SELECT address FROM address WHERE id = {address}")
        return Correction(where, title, was, now, tuple(dropped), tuple(added), len(old & new), events)

    def _claims(self, document: int) -> set[int]:
        return {claim for (claim,) in self._reader.rows(f"SELECT claim FROM mention WHERE document = {document}")}

    def _read(self, sql: str, limit: int | None) -> Iterator[Row]:
        """The rows; all of them a page at a time, or so many at once."""
        if limit is not None:
            return iter(self._reader.rows(f"{sql} LIMIT {int(limit)}", since=self.since))
        return (row for page in self._reader.stream(sql, _PAGE, since=self.since) for row in page)

    def _number(self, sql: str) -> int:
        return int(self._reader.rows(sql, since=self.since)[0][0])


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
