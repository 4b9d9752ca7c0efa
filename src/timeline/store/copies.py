"""Which stored documents are copies of one another: groups, joined by every pair of copies.

Pairs are sought among documents that share a key, and a key that a footer brings may be shared by thousands. So of each
key a few documents lead, those of lowest rank; every other that has the key is compared with these, and two are linked
if they are copies and one of them leads for a key of both. Which lead depends on which documents there are and not on
how they came, and so do the groups. A new document seldom becomes a leader of a key that many share (rank is as good as
random): then all that have the key are compared with it, and a group that was held together by the one that no longer
leads is made anew. So the work for a document does not grow with their number, taken over many.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from timeline.store.dialects.base import Dialect
from timeline.store.parts import in_parts
from timeline.store.tables import copy_key, document, fingerprint
from timeline.values.components import components
from timeline.values.fingerprint import Fingerprint, copied

LEADING = 8  # documents of a key that all others are compared with
_RANK: Final = 15  # hexadecimal digits of a document's key: 60 bits

Ranked = tuple[int, int]  # a document's rank and number
Pair = tuple[int, int]


def sources(connection: Connection, documents: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Each document's group of copies, and the agency it credits; one without fingerprint is a group of its own."""
    found = {number: (number, "") for number in documents}
    stored = select(fingerprint.c.document, fingerprint.c.copies_of, fingerprint.c.origin)
    for some in in_parts(found):
        for number, group, origin in connection.execute(stored.where(fingerprint.c.document.in_(some))):
            found[number] = group, origin
    return found


def mark(connection: Connection, dialect: Dialect, fresh: Mapping[int, Fingerprint]) -> set[int]:
    """Keep the fingerprints of those of the documents that have none yet, and find their copies.

    Returns:
        The documents among all others whose group has another number than before.
    """
    has = set[int]()
    for some in in_parts(fresh):
        has.update(connection.execute(select(fingerprint.c.document).where(fingerprint.c.document.in_(some))).scalars())
    new = {number: fresh[number] for number in sorted(fresh.keys() - has)}
    return _Marking(connection, dialect, new).run() if new else set()


class _Marking:
    """The work of one batch."""

    def __init__(self, connection: Connection, dialect: Dialect, fresh: Mapping[int, Fingerprint]) -> None:
        self._connection, self._dialect, self._fresh = connection, dialect, fresh
        self._prints = dict(fresh)
        self._was: dict[int, int] = {}  # a document stored before → its group then, as far as that is known
        self._now: dict[int, int] = {n: n for n in fresh}  # a document whose group is written → that group
        self._known: dict[Pair, bool] = {}  # pairs that were compared

    def run(self) -> set[int]:
        """All of it."""
        gained, lost = self._keys()
        self._load({number for pair in lost for number in pair})
        torn = [one for one, _ in self._copies({p for p in lost if self._was[p[0]] == self._was[p[1]]})]
        self._join(list(self._copies(gained)), torn)
        return {n for n, group in self._now.items() if n not in self._fresh and self._was[n] != group}

    def _keys(self) -> tuple[set[Pair], set[Pair]]:
        """Write the keys; the pairs that are to be compared from now on, and those that are no longer."""
        ranks = self._ranks()
        having = defaultdict[int, list[Ranked]](list)
        for number, print_ in self._fresh.items():
            for key in print_.keys:
                having[key].append((ranks[number], number))
        led = self._leaders(having)
        rows, fallen = list[tuple[int, int, int, int]](), list[tuple[int, Ranked]]()
        gained, lost = set[Pair](), set[Pair]()
        for key in sorted(having):
            come, before = having[key], led.get(key, [])
            leading = sorted(before + come)[:LEADING]
            rows += [(key, int(one in leading), one[1], one[0]) for one in come]
            gained |= {_pair(one, leader) for one in come for leader in leading if one != leader}
            if out := [one for one in before if one not in leading]:
                risen = [one for one in come if one in leading]
                rest = [*out, *self._led(key)]
                gained |= {_pair(one, leader) for one in rest for leader in risen}
                lost |= {_pair(one, leader) for one in rest for leader in out if one != leader}
                fallen += [(key, one) for one in out]
        self._dialect.insert(self._connection, copy_key, rows)
        if fallen:
            which = (copy_key.c.key == bindparam("at"), copy_key.c.document == bindparam("of"))
            falls = [{"at": key, "of": number} for key, (_, number) in fallen]
            self._connection.execute(update(copy_key).where(*which).values(leads=0), falls)
        return gained, lost

    def _ranks(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for some in in_parts(self._fresh):
            for number, key in self._connection.execute(
                select(document.c.id, document.c.key).where(document.c.id.in_(some))
            ):
                found[number] = int(key[:_RANK], 16)
        return found

    def _leaders(self, keys: Iterable[int]) -> dict[int, list[Ranked]]:
        found = defaultdict[int, list[Ranked]](list)
        stored = select(copy_key.c.key, copy_key.c.rank, copy_key.c.document).where(copy_key.c.leads == 1)
        for some in in_parts(keys):
            for key, rank, number in self._connection.execute(stored.where(copy_key.c.key.in_(some))):
                found[key].append((rank, number))
        return found

    def _led(self, key: int) -> list[Ranked]:
        stored = select(copy_key.c.rank, copy_key.c.document).where(copy_key.c.key == key, copy_key.c.leads == 0)
        return [(rank, number) for rank, number in self._connection.execute(stored)]

    def _copies(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Those of the pairs that are copies."""
        ordered = sorted(pairs)
        self._load({number for pair in ordered for number in pair})
        for pair in ordered:
            if pair not in self._known:
                self._known[pair] = bool(copied(self._prints[pair[0]], self._prints[pair[1]]))
            if self._known[pair]:
                yield pair

    def _load(self, documents: Iterable[int]) -> None:
        stored = select(fingerprint.c.document, fingerprint.c.copies_of, fingerprint.c.packed)
        for some in in_parts(set(documents) - self._prints.keys()):
            for number, group, packed in self._connection.execute(stored.where(fingerprint.c.document.in_(some))):
                self._prints[number] = Fingerprint.unpack(bytes(packed))
                self._was.setdefault(number, group)

    def _join(self, pairs: Sequence[Pair], torn: Sequence[int]) -> None:
        """Join the groups of the pairs, then part those of the torn as what is left links them."""
        links = [(self._group(one), self._group(other)) for one, other in pairs]
        joined = components([*self._fresh, *(group for link in links for group in link)], links)
        for old in sorted(group for group, new in joined.items() if group != new and group not in self._fresh):
            self._rewrite(dict.fromkeys(self._members(old), joined[old]))
        self._dialect.insert(
            self._connection,
            fingerprint,
            [(n, joined[n], print_.origin, print_.pack()) for n, print_ in self._fresh.items()],
        )
        self._now.update((n, joined[n]) for n in self._fresh)
        for group in sorted({joined.get(self._group(one), self._group(one)) for one in torn}):
            members = self._members(group)
            self._rewrite(components(members, self._linked(members)))

    def _group(self, number: int) -> int:
        return number if number in self._fresh else self._was[number]

    def _members(self, group: int) -> list[int]:
        stored = select(fingerprint.c.document).where(fingerprint.c.copies_of == group)
        found = list(self._connection.execute(stored.order_by(fingerprint.c.document)).scalars())
        for number in found:
            self._was.setdefault(number, group)
        return found

    def _rewrite(self, groups: Mapping[int, int]) -> None:
        stands = self._was | self._now
        moved = {number: group for number, group in groups.items() if stands.get(number) != group}
        self._now.update(moved)
        if moved:
            at = update(fingerprint).where(fingerprint.c.document == bindparam("number"))
            rows = [{"number": number, "group": group} for number, group in moved.items()]
            self._connection.execute(at.values(copies_of=bindparam("group")), rows)

    def _linked(self, members: Sequence[int]) -> Iterator[Pair]:
        """The pairs of copies among all members of a group."""
        self._load(members)
        leaders = self._leaders({key for number in members for key in self._prints[number].keys})
        inside = set(members)
        pairs = {
            (min(number, leader), max(number, leader))
            for number in members
            for key in self._prints[number].keys
            for _, leader in leaders[key]
            if leader != number and leader in inside
        }
        return self._copies(pairs)


def _pair(one: Ranked, other: Ranked) -> Pair:
    return min(one[1], other[1]), max(one[1], other[1])
