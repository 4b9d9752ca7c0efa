"""What merging asks of the mentions that stand, in SQL (:class:`timeline.values.evidence.Index`)."""

import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from timeline.store.dialects.base import Dialect
from timeline.store.parts import in_parts
from timeline.store.rows import kept
from timeline.store.tables import likeness, likeness_key
from timeline.values.evidence import NOBODY, Best, Evidence

_KEY = 8  # bytes


def packed_keys(keys: Sequence[int]) -> bytes:
    """Keys in one column; :func:`unpacked_keys` undone.

    >>> unpacked_keys(packed_keys([-1, 7]))
    (-1, 7)
    """
    return struct.pack(f"<{len(keys)}q", *keys)


def unpacked_keys(column: bytes) -> tuple[int, ...]:
    """Keys out of one column."""
    return struct.unpack(f"<{len(column) // _KEY}q", column)


class MergeIndex:
    """The index of one transaction. What is added is written by :meth:`flush`, with whatever was found out by then."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self._connection, self._dialect = connection, dialect
        self._added: dict[int, Evidence] = {}
        self._aside: dict[int, Evidence] = {}
        self._links: dict[int, Best] = {}  # of those added
        self._fronts: defaultdict[int, set[int]] = defaultdict(set)  # of those added, by key
        self._behind: defaultdict[int, set[int]] = defaultdict(set)
        self.met = set[int]()  # those that were linked, or are linked no more, and whom they are linked to

    def add(self, mentions: Mapping[int, Evidence]) -> None:
        """Take mentions in, linked to nobody, behind all fronts."""
        for mention, found in mentions.items():
            facts = kept(found.facts)
            self._added[mention] = found if facts == found.facts else replace(found, facts=facts)
            for key in found.keys:
                self._behind[key].add(mention)

    def strangers(self) -> set[int]:
        """Those added that share no key with any other, and so are linked to nobody; they are put into their fronts."""
        alone = [m for m, found in self._added.items() if all(len(self._behind[key]) == 1 for key in found.keys)]
        held = self.holders({key for m in alone for key in self._added[m].keys}, front=True)
        found = {m for m in alone if not any(key in held for key in self._added[m].keys)}
        for mention in found:
            for key in self._added[mention].keys:
                self._fronts[key] = self._behind.pop(key)
        return found

    def lay_aside(self, mentions: Mapping[int, Evidence]) -> None:
        """Keep what mentions are compared by that do not stand, should they ever; nothing is compared with them."""
        self._aside.update(mentions)

    def take_out(self, mentions: Collection[int]) -> dict[int, Evidence]:
        """Take mentions out that do not stand any more; what they are compared by stays, should they stand again."""
        gone = dict(self.evidence(mentions))
        for some in in_parts(gone):
            self._connection.execute(delete(likeness_key).where(likeness_key.c.mention.in_(some)))
            left = update(likeness).where(likeness.c.mention.in_(some))
            self._connection.execute(left.values(best=None, score=0.0, reason=""))
        return gone

    def evidence(self, mentions: Collection[int]) -> Mapping[int, Evidence]:
        """What each of them is compared by; those that have nothing are left out."""
        found = {m: self._added[m] for m in mentions if m in self._added}
        for m, rank, keys, facts in self._asked("mention, rank, keys, facts", "mention", mentions, but=self._added):
            found[m] = Evidence(rank, unpacked_keys(keys), facts)
        return found

    def best(self, mentions: Collection[int]) -> Mapping[int, Best]:
        """Whom each of them is linked to."""
        found = self._asked("mention, best, score, reason", "mention", mentions, but=self._added)
        return {m: Best(best, score, reason) for m, best, score, reason in found}

    def linked_to(self, mentions: Collection[int]) -> Collection[int]:
        """The mentions whose best is one of these."""
        return [m for (m,) in self._asked("mention", "best", mentions)]

    def holders(self, keys: Collection[int], *, front: bool) -> Mapping[int, Collection[int]]:
        """The mentions that have each key, in its front or behind it."""
        found = defaultdict[int, list[int]](list)
        for some in in_parts(keys):
            marked = f"front = {int(front)} AND key IN ({', '.join(map(str, some))})"
            for key, mention in self._rows(f"SELECT key, mention FROM likeness_key WHERE {marked}"):
                found[key].append(mention)
        among = self._fronts if front else self._behind
        for key in keys:
            if key in among:
                found[key] += among[key]
        return found

    def move(self, entering: Iterable[tuple[int, int]], leaving: Iterable[tuple[int, int]]) -> None:
        """Put mentions into the fronts of keys, or out of them."""
        for into, out, front, pairs in (
            (self._fronts, self._behind, 1, entering),
            (self._behind, self._fronts, 0, leaving),
        ):
            rows = []
            for key, mention in pairs:
                if mention in self._added:
                    out[key].discard(mention)
                    into[key].add(mention)
                else:
                    rows.append({"of": key, "who": mention})
            if rows:
                held = (likeness_key.c.key == bindparam("of"), likeness_key.c.mention == bindparam("who"))
                was = likeness_key.c.front == 1 - front
                self._connection.execute(update(likeness_key).where(*held, was).values(front=front), rows)

    def link(self, best: Mapping[int, Best]) -> None:
        """Keep whom these mentions are linked to."""
        rows = []
        for mention, (other, score, reason) in best.items():
            self.met.add(mention)
            if other is not None:
                self.met.add(other)
            if mention in self._added:
                self._links[mention] = Best(other, score, reason)
            else:
                rows.append({"who": mention, "other": other, "much": score, "why": kept(reason)})
        if rows:
            found = update(likeness).where(likeness.c.mention == bindparam("who"))
            values: dict[str, Any] = {
                "best": bindparam("other"),
                "score": bindparam("much"),
                "reason": bindparam("why"),
            }
            self._connection.execute(found.values(values), rows)

    def flush(self, *, known: Collection[int] = ()) -> None:
        """Write what was added; of those ``known`` the row is there, and is filled again."""
        for some in in_parts(known):
            self._connection.execute(delete(likeness).where(likeness.c.mention.in_(some)))
        rows = []
        for mention, found in self._added.items():
            other, score, reason = self._links.get(mention, NOBODY)
            rows.append((mention, found.rank, packed_keys(found.keys), found.facts, other, score, kept(reason)))
        for mention, found in self._aside.items():
            rows.append((mention, found.rank, packed_keys(found.keys), kept(found.facts), *NOBODY))
        keys = [
            (key, front, mention)
            for front, among in ((1, self._fronts), (0, self._behind))
            for key, some in among.items()
            for mention in some
        ]
        self._dialect.insert(self._connection, likeness, rows)
        self._dialect.insert(self._connection, likeness_key, sorted(keys))

    def _asked(
        self, columns: str, by: str, values: Collection[int], but: Collection[int] = ()
    ) -> Iterable[Sequence[Any]]:
        for some in in_parts(v for v in values if v not in but):
            found = f"{by} IN ({', '.join(map(str, some))})"
            yield from self._rows(f"SELECT {columns} FROM likeness WHERE {found} ORDER BY mention")

    def _rows(self, sql: str) -> Sequence[Sequence[Any]]:
        return self._connection.exec_driver_sql(sql).all()
