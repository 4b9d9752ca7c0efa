"""Events out of mentions: which belong together now, and the rows of the events that this makes.

An event is thrown away and made again whenever one of its mentions changes its links, comes or goes. Its number is the
least of its claims', so what was merged and is parted again bears its old number again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, delete, select

import timeline.store.history as history
import timeline.store.tallies as tallies
from timeline.store.answers import expression_of, mention_of, party_of
from timeline.store.cast import Part, cast
from timeline.store.copies import sources
from timeline.store.dialects.base import Dialect
from timeline.store.merge_index import MergeIndex
from timeline.store.naming import COUNTRY
from timeline.store.parts import in_parts
from timeline.store.rows import event_row, kept
from timeline.store.selects import EXPRESSION, MENTION, PARTY, SPAN
from timeline.store.spans import columns, from_columns
from timeline.store.tables import event, event_entity, event_mention
from timeline.values.claim import Claim, Fused
from timeline.values.components import components
from timeline.values.evidence import SAME, Evidence, Index, Link
from timeline.values.fingerprint import one_source
from timeline.values.judgement import Verdict
from timeline.values.mention import Party
from timeline.values.time import TimeSpan

Pair = tuple[int, int]


class Merger(Protocol):
    """How mentions are compared, grouped and fused; the store only keeps what comes of it."""

    comparable: str  # what the facts begin with that can be compared; those of another version do not

    def update(self, index: Index, added: Collection[int], removed: Mapping[int, Evidence]) -> set[int]:
        """Link mentions, as :func:`timeline.events.merging.update` does."""
        ...

    def groups(
        self,
        members: Collection[int],
        links: Sequence[tuple[int, int, float]],
        same: Sequence[Pair],
        different: Sequence[Pair],
    ) -> Iterable[Sequence[int]]:
        """The mentions by the event, as :func:`timeline.events.judgements.groups` does."""
        ...

    def cross(self, mentions: Mapping[int, Evidence]) -> Sequence[tuple[int, int, Link]]:
        """Links that count besides each mention's best; see :func:`timeline.events.merging.cross`."""
        ...

    def fuse(self, claims: Sequence[Claim]) -> Fused:
        """What an event's claims say together, as :func:`timeline.events.fusing.fuse` does."""
        ...


class Told(NamedTuple):
    """A mention that stands, with what its event is made of."""

    claim: Claim
    parts: tuple[Part, ...]
    rank: str = ""  # among all mentions; the same in whatever order they came


def remake(
    connection: Connection,
    dialect: Dialect,
    merger: Merger,
    touched: Collection[int],
    gone: Collection[int] = (),
    in_hand: Mapping[int, Told] | None = None,
    *,
    alone: Collection[int] = (),
    at: int,
) -> None:
    """Make anew the events of mentions whose links have changed, and of those that do not stand any more.

    Args:
        touched: Mentions that stand.
        gone: Mentions that did until now.
        in_hand: Of mentions just stored, what would else be read.
        alone: Those of them that bear their own numbers and are linked to nobody: each makes an event by itself, unless
            people say otherwise.
        at: When this is, in seconds since 1970 in UTC: what changes is kept with it.
    """
    work = _Remaking(connection, dialect, merger, in_hand or {}, at)
    work.run(set(touched), set(gone), set(alone))


class _Remaking:
    def __init__(
        self, connection: Connection, dialect: Dialect, merger: Merger, in_hand: Mapping[int, Told], at: int
    ) -> None:
        self._connection, self._dialect, self._merger = connection, dialect, merger
        self._in_hand, self._at = in_hand, at
        self._same, self._different = judged(connection)
        self._old: dict[int, set[int]] = {}  # events there are now, with their mentions
        self._links: dict[int, tuple[int, float, str]] = {}
        self._twins = set[Pair]()  # mentions that bear one number
        self._further: dict[int, list[tuple[int, Link]]] = {}  # where people part some
        self._was = history.Before({}, {}, ())

    def run(self, touched: set[int], gone: set[int], alone: set[int]) -> None:
        """Find what belongs together, and write what is not so yet."""
        alone = alone.difference(*self._same)
        groups = self._groups(touched - alone, gone)
        self._insert(groups, sorted(alone))

    def _groups(self, touched: set[int], gone: set[int]) -> Sequence[Sequence[int]]:
        """What belongs together and is not so yet; what was otherwise is dropped."""
        if not touched and not gone:
            return ()
        members = self._neighbourhood(touched, gone)
        links = [(one, other, score) for one, (other, score, _) in sorted(self._links.items())]
        same = [*self._same, *self._twins]
        for one, other, link in self._across(members, links, same):
            self._further.setdefault(one, []).append((other, link))
            links.append((one, other, link.score))
        found = self._merger.groups(sorted(members), links, same, self._different)
        new = {frozenset(group) for group in found}
        stays = {frozenset(some) for some in self._old.values() if not some & touched and not some & gone} & new
        self._drop([number for number, some in self._old.items() if frozenset(some) not in stays])
        return sorted(sorted(group) for group in new - stays)

    def _across(
        self, members: set[int], links: Sequence[tuple[int, int, float]], same: Sequence[Pair]
    ) -> Sequence[tuple[int, int, Link]]:
        """The other links among mentions that a decision parts, which would else fall apart with what held them."""
        apart = [pair for pair in self._different if members.issuperset(pair)]
        if not apart:
            return ()
        ends = (pair for pair in (*same, *((one, other) for one, other, _ in links)) if members.issuperset(pair))
        whole = components(members, ends)
        torn = {whole[one]: list[int]() for one, other in sorted(apart) if whole[one] == whole[other]}
        for one, first in whole.items():
            if first in torn:
                torn[first].append(one)
        index = MergeIndex(self._connection, self._dialect)
        return [link for inside in torn.values() for link in self._merger.cross(index.evidence(inside))]

    def _neighbourhood(self, touched: set[int], gone: set[int]) -> set[int]:
        """All mentions that could be of one event with these; their links and the events there are now are kept."""
        members = set[int]()
        asked = touched | gone
        while asked:
            self._read_events(asked - self._in_hand.keys())
            inside = {m for some in self._old.values() for m in some}
            new = (asked | inside) - gone - members
            members |= new
            asked = (self._linked(new) | self._judged_with(new)) - members - gone
        return members

    def _read_events(self, mentions: Collection[int]) -> None:
        of = select(event_mention.c.event)
        found = set[int]()
        for some in in_parts(mentions):
            found.update(self._connection.execute(of.where(event_mention.c.mention.in_(some))).scalars())
        for some in in_parts(found - self._old.keys()):
            stored = select(event_mention.c.event, event_mention.c.mention).where(event_mention.c.event.in_(some))
            for number, one in self._connection.execute(stored):
                self._old.setdefault(number, set()).add(one)

    def _linked(self, mentions: Collection[int]) -> set[int]:
        """The other ends of their links that count."""
        found = set[int]()
        for some in in_parts(mentions):
            listed = ", ".join(map(str, some))
            for side in ("mention", "best"):
                counts = f"{side} IN ({listed}) AND score >= {SAME!r}"
                stored = f"SELECT mention, best, score, reason FROM likeness WHERE {counts}"
                for one, other, score, reason in self._connection.exec_driver_sql(stored):
                    self._links[one] = other, score, reason
                    found |= {one, other}
        return found

    def _judged_with(self, mentions: set[int]) -> set[int]:
        """Those that people, or the words themselves, say are the same."""
        self._read_twins(mentions)
        pairs = [pair for pair in (*self._same, *self._twins) if mentions & set(pair)]
        return {one for pair in pairs for one in pair}

    def _read_twins(self, mentions: Collection[int]) -> None:
        """Pairs of mentions that bear one number: the same words, in two versions of a document that both stand."""
        for some in in_parts(mentions):
            sql = (
                "SELECT one.id, other.id FROM mention one JOIN mention other ON other.claim = one.claim "
                "AND other.id <> one.id AND other.superseded = 0 "
                f"WHERE one.id IN ({', '.join(map(str, some))})"
            )
            self._twins.update((one, other) for one, other in self._connection.exec_driver_sql(sql))

    def _drop(self, numbers: Sequence[int]) -> None:
        self._was = history.before(self._connection, {number: self._old[number] for number in numbers})
        for some in in_parts(numbers):
            for table, column in ((event_entity, "event"), (event_mention, "event"), (event, "number")):
                self._connection.execute(delete(table).where(table.c[column].in_(some)))

    def _insert(self, groups: Sequence[Sequence[int]], alone: Sequence[int]) -> None:
        wanted = {m for group in groups for m in group}
        known = {**self._in_hand, **told(self._connection, wanted - self._in_hand.keys())}
        among = sources(self._connection, {known[m].claim.document for m in wanted})
        rows: dict[str, list[tuple[Any, ...]]] = {"event": [], "event_mention": [], "event_entity": []}
        for group in groups:
            self._add([known[m] for m in group], group, among, rows)
        changed, holding = list(rows["event"]), {row[1]: row[0] for row in rows["event_mention"]}
        for one in alone:
            self._add_event(one, [known[one]], rows)
            rows["event_mention"].append((one, one, 1.0, ""))
        for table in (event, event_mention, event_entity):
            self._dialect.insert(self._connection, table, sorted(rows[table.name]))
        tallies.change(self._connection, self._was.spans, (row[1:4] for row in rows["event"]))
        history.keep(self._connection, self._dialect, self._at, self._was, changed, holding, self._in_hand.keys())

    def _add(
        self,
        said: Sequence[Told],
        group: Sequence[int],
        among: Mapping[int, tuple[int, str]],
        rows: dict[str, list[Any]],
    ) -> None:
        """The rows of one event."""
        if len(said) > 1:
            said = sorted(said, key=lambda one: (one.rank, one.claim.number))
            source = one_source({one.claim.document: among[one.claim.document] for one in said})
            said = [one._replace(claim=replace(one.claim, source=source[one.claim.document])) for one in said]
        number = min(one.claim.number for one in said)
        self._add_event(number, said, rows)
        inside = set(group)
        joined = self._joined if len(inside) > 1 else _by_itself
        rows["event_mention"] += [(number, one, *joined(one, inside)) for one in group]

    def _add_event(self, number: int, said: Sequence[Told], rows: dict[str, list[Any]]) -> None:
        """The rows of one event, without those that lead to its mentions."""
        playing = cast([one.parts for one in said])
        published = min(_published(one.claim.published) for one in said)
        made = event_row(number, self._merger.fuse([one.claim for one in said]), playing, published)
        rows["event"].append(made)
        order = made[1:5]
        rows["event_entity"] += [(number, n, who, place, *order) for n, (who, place) in enumerate(playing.links)]

    def _joined(self, one: int, group: Collection[int]) -> tuple[float, str]:
        """The score and the reason by which a mention is of a group; none where the others or people joined it."""
        best, score, reason = self._links.get(one, (None, 1.0, ""))
        if best in group:
            return score, reason
        further = [link for other, link in self._further.get(one, ()) if other in group]
        link = max(further, key=lambda link: link.score, default=Link(1.0, ""))
        return link.score, kept(link.reason)


def _by_itself(one: int, group: Collection[int]) -> tuple[float, str]:  # noqa: ARG001
    return 1.0, ""


def _published(span: TimeSpan | None) -> int:
    return columns(span).span[0]


def told(connection: Connection, mentions: Collection[int]) -> dict[int, Told]:
    """Those mentions, read."""
    parties = defaultdict[int, list[Party]](list)
    parts = defaultdict[int, list[Part]](list)
    columns = ", ".join(name if "." in name else f"me.{name}" for name in PARTY)
    for some in in_parts(mentions):
        sql = (
            f"SELECT me.mention, me.entity, c.entity, {columns} FROM mention_entity me JOIN alias a ON a.id = me.alias "
            f"LEFT JOIN alias c ON c.name = me.country AND c.kind = '{COUNTRY}' "
            f"WHERE me.mention IN ({', '.join(map(str, some))}) ORDER BY me.mention, me.position"
        )
        for number, who, country, *party in connection.exec_driver_sql(sql):
            one = party_of(tuple(party))
            parties[number].append(one)
            parts[number].append(Part(who, one.name, one.role, country or 0))
    found = {}
    columns = ", ".join([*(f"m.{name}" for name in (*MENTION, *EXPRESSION)), *(f"d.published_{name}" for name in SPAN)])
    after = len(MENTION), len(MENTION) + len(EXPRESSION)
    for some in in_parts(mentions):
        sql = (
            f"SELECT m.id, m.claim, m.document, l.rank, {columns} FROM mention m JOIN document d ON d.id = m.document "
            f"LEFT JOIN likeness l ON l.mention = m.id WHERE m.id IN ({', '.join(map(str, some))})"
        )
        for one, number, document, rank, *row in connection.exec_driver_sql(sql):
            expression = expression_of(tuple(row[after[0] : after[1]]))
            said = mention_of(tuple(row[: after[0]]), expression, parties[one])
            published = from_columns(tuple(row[after[1] :]))
            found[one] = Told(Claim(number, document, document, said, published), tuple(parts[one]), rank or "")
    return found


def judged(connection: Connection) -> tuple[list[Pair], list[Pair]]:
    """What people decided and was not undone, as pairs of mentions that stand: the same, and different ones.

    What was said of a claim leads on while its document is away: if it is one with two others, they are one.
    """
    sql = (
        "SELECT verdict, one, other FROM judgement JOIN decision ON decision.id = judgement.decision "
        f"WHERE undone_at IS NULL AND verdict <> '{Verdict.UNSURE}' ORDER BY decision.id, judgement.position"
    )
    said: dict[str, list[Pair]] = {Verdict.SAME: [], Verdict.DIFFERENT: []}
    for verdict, one, other in connection.exec_driver_sql(sql):
        said[verdict].append((one, other))
    camps = components({end for pairs in said.values() for pair in pairs for end in pair}, said[Verdict.SAME])
    standing = defaultdict[int, list[int]](list)  # by camp
    for some in in_parts(sorted(camps)):
        sql = (
            f"SELECT id, claim FROM mention WHERE superseded = 0 AND claim IN ({', '.join(map(str, some))}) ORDER BY id"
        )
        for one, claim in connection.exec_driver_sql(sql):
            standing[camps[claim]].append(one)
    same = [pair for camp in sorted(standing) for pair in pairwise(sorted(standing[camp]))]
    apart = {(camps[one], camps[other]) for one, other in said[Verdict.DIFFERENT]}
    known = [(one, other) for one, other in sorted(apart) if one in standing and other in standing]
    return same, [(min(standing[one]), min(standing[other])) for one, other in known]
