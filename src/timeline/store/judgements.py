"""People's decisions on merging: written, taken back, and found again whatever has become of the events.

A decision names claims by their numbers, never events or rows, so it holds for what is read again and for what is
merged anew. It is never deleted: undone, it stays as undone.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, func, select, update

from timeline.errors import NoSuchDecision, NoSuchEvent, NothingToDecide
from timeline.store.dialects.base import Dialect
from timeline.store.merging import Merger, remake
from timeline.store.names import next_number
from timeline.store.parts import in_parts
from timeline.store.reviewing import CLAIM, decisions_of
from timeline.store.rows import kept
from timeline.store.tables import decision, event_mention, judgement, mention
from timeline.values.judgement import Decision, Judgement

_CLAIM: ColumnElement[int] = mention.c[CLAIM]
_MOST = 2**63  # no number is as great


class Desk:
    """Where people decide, in one transaction; what :meth:`timeline.store.store.Store.deciding` gives."""

    def __init__(self, connection: Connection, dialect: Dialect, merger: Merger) -> None:
        self._connection, self._dialect, self._merger = connection, dialect, merger
        self._touched: set[int] = set()
        self._at = 0

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
        self._touch(made.judgements, made.at)

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
        self._touch(found[0].judgements, at)
        return self._decisions(number)[0]

    def settle(self) -> None:
        """Make the events anew of all claims that were decided on."""
        touched = set[int]()
        for some in in_parts(self._touched):
            telling = select(mention.c.id).where(_CLAIM.in_(some), mention.c.superseded == 0)
            touched.update(self._connection.execute(telling).scalars())
        self._touched.clear()
        remake(self._connection, self._dialect, self._merger, touched, at=self._at)

    def _touch(self, judgements: Iterable[Judgement], at: int) -> None:
        self._at = max(self._at, at)
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
