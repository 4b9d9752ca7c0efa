"""People's decisions on merging: written, taken back, and found again whatever has become of the events.

A decision names claims by their numbers, never events or rows, so it holds for what is read again and for what is
merged anew. It is never deleted: undone, it stays as undone.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from timeline.errors import NoSuchDecision, NoSuchEvent, NothingToDecide
from timeline.store.dialects.base import Dialect
from timeline.store.names import next_number
from timeline.store.parts import in_parts
from timeline.store.reviewing import CLAIM, decisions_of
from timeline.store.rows import kept
from timeline.store.tables import decision, event_mention, judgement, mention
from timeline.values.judgement import Decision, Judgement, Verdict

_CLAIM: ColumnElement[int] = mention.c[CLAIM]
_MOST = 2**63  # no number is as great


class Desk:
    """Where people decide, in one transaction; what :meth:`timeline.store.store.Store.deciding` gives."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self._connection, self._dialect = connection, dialect
        self._touched: set[int] = set()

    def standing(self) -> list[Decision]:
        """The decisions that stand, in the order they were made."""
        return self._decisions(None)

    def event_of(self, number: int) -> int:
        """The event in which the claim of that number is now.

        Raises:
            NoSuchEvent: If there is no such claim in the timeline.
        """
        telling = (
            select(func.min(event_mention.c.event))
            .join(mention, mention.c.id == event_mention.c.mention)
            .where(_CLAIM == number, mention.c.superseded == 0)  # noqa: SIM300 - a column
        )
        found = self._connection.execute(telling).scalar() if 0 < number < _MOST else None
        if found is None:
            raise NoSuchEvent(number)
        return int(found)

    def claims(self, event: int) -> list[int]:
        """The numbers of the claims that the event has now."""
        telling = (
            select(_CLAIM)
            .join(event_mention, mention.c.id == event_mention.c.mention)
            .where(event_mention.c.event == event, mention.c.superseded == 0)
        )
        return list(self._connection.execute(telling.distinct().order_by(_CLAIM)).scalars())

    def draft(self, action: str, said: Sequence[Judgement], *, why: str, by: str, at: int) -> Decision:
        """A decision with the number that it will have; nothing is kept yet."""
        return Decision(next_number(self._connection, decision.c.id), action, tuple(said), kept(why), kept(by), at)

    def keep(self, made: Decision) -> None:
        """Keep a decision that was drafted."""
        row = (made.number, made.action, made.why, made.by, made.at, None, None)
        self._dialect.insert(self._connection, decision, [row])
        rows = [(made.number, n, said.one, said.other, said.verdict.value) for n, said in enumerate(made.judgements)]
        self._dialect.insert(self._connection, judgement, rows)
        self._touch(made.judgements)

    def undo(self, number: int | None, *, by: str, at: int) -> Decision:
        """Take back a decision, or the last that stands.

        Raises:
            NoSuchDecision: If there is none of that number.
            NothingToDecide: If it was taken back before, or none is left.
        """
        if number is None:
            last = select(func.max(decision.c.id)).where(decision.c.undone_at.is_(None))
            number = self._connection.execute(last).scalar()
            if number is None:
                raise NothingToDecide("no decision is left to be taken back")
        found = self._decisions(number) if 0 < number < _MOST else []
        if not found:
            raise NoSuchDecision(number)
        if found[0].undone_at is not None:
            raise NothingToDecide(f"decision {number} was taken back already, by {found[0].undone_by}")
        gone = update(decision).where(decision.c.id == number).values(undone_at=at, undone_by=kept(by))
        self._connection.execute(gone)
        self._touch(found[0].judgements)
        return self._decisions(number)[0]

    def settle(self) -> None:
        """Make the events anew of all claims that were decided on."""
        if self._touched:
            _settle(self._connection, self._dialect, sorted(self._touched))
            self._touched.clear()

    def _touch(self, judgements: Iterable[Judgement]) -> None:
        self._touched.update(end for said in judgements for end in (said.one, said.other))

    def _decisions(self, number: int | None) -> list[Decision]:
        """That decision, or all that stand."""
        rows = (
            select(*decision.c, judgement.c.one, judgement.c.other, judgement.c.verdict)
            .join(judgement, judgement.c.decision == decision.c.id)
            .where(decision.c.undone_at.is_(None) if number is None else decision.c.id == number)
            .order_by(decision.c.id, judgement.c.position)
        )
        return decisions_of(tuple(row) for row in self._connection.execute(rows))


def _settle(connection: Connection, dialect: Dialect, claims: Sequence[int]) -> None:
    """Make the events anew in which those claims are, or could be now."""


class Around(NamedTuple):
    """What people say of some claims: which pairs are one, which are not, and all claims that this makes one."""

    same: list[tuple[int, int]]
    different: list[tuple[int, int]]
    claims: list[int]  # those that were asked for, and whatever is one with them by a chain


def around(connection: Connection, claims: Iterable[int]) -> Around:
    """What stands of judgements on those claims, and on all that are one with them; each in the order of numbers.

    It costs what is found, however much was ever decided.
    """
    stands = (
        select(judgement.c.one, judgement.c.other, judgement.c.verdict)
        .join(decision, decision.c.id == judgement.c.decision)
        .where(decision.c.undone_at.is_(None), judgement.c.verdict != Verdict.UNSURE.value)
    )
    same, different = set[tuple[int, int]](), set[tuple[int, int]]()
    reached, asking = set[int](), set(claims)
    while asking:
        reached |= asking
        ends = set[int]()
        for some in in_parts(asking):
            either = or_(judgement.c.one.in_(some), judgement.c.other.in_(some))
            for one, other, verdict in connection.execute(stands.where(either)):
                if verdict == Verdict.SAME.value:
                    same.add((one, other))
                    ends |= {one, other}
                else:
                    different.add((one, other))
        asking = ends - reached
    return Around(sorted(same), sorted(different), sorted(reached))
