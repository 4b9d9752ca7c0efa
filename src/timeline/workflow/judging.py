"""People decide on merging: two events are one, a claim tells of something else, or not; and take it back.

Each call is one decision, refused as a whole where it contradicts what stands. ``why`` is the reason and ``by`` who
decides, both kept with it; ``at`` is the moment, in seconds since 1970 in UTC.
"""

from collections.abc import Sequence

from timeline.errors import NoSuchClaim, NothingToDecide, NothingWouldStay
from timeline.events.judgements import Standing, judgement, merging, splitting
from timeline.store import open_store
from timeline.store.judgements import Desk
from timeline.values.judgement import Decision, Judgement, Verdict
from timeline.values.names import LoggedNames
from timeline.workflow.merger import Merging

_MERGE, _SPLIT, _JUDGE = "merge", "split", "judge"


def merge(database: str, numbers: Sequence[int], *, why: str = "", by: str, at: int) -> Decision:
    """Let events be one; a number is that of an event, or of any of its claims.

    Raises:
        NoSuchEvent: If there is no such number.
        OneAndTheSame: If one number is given twice.
        NothingToDecide: If they are one event already.
        ContradictingJudgement: If a decision that stands says otherwise.
    """
    said = merging(numbers)
    with open_store(database, merger=Merging()) as store, store.deciding() as desk:
        events = {desk.event_of(number) for number in numbers}
        if len(events) == 1:
            first, other, *_ = numbers
            raise NothingToDecide(
                f"{first} and {other} are claims of one event already; "
                f"`timeline judge {first} {other} same` makes sure that they stay so"
            )
        return decided(desk, Standing(desk.standing()), _MERGE, said, why=why, by=by, at=at)


def split(database: str, event: int, claims: Sequence[int], *, why: str = "", by: str, at: int) -> Decision:
    """Take claims out of an event; they become one of their own.

    Raises:
        NoSuchEvent: If there is no such event.
        NoSuchClaim: If one of them is no claim of it.
        NothingWouldStay: If it has no others.
        ContradictingJudgement: If a decision that stands says otherwise.
    """
    with open_store(database, merger=Merging()) as store, store.deciding() as desk:
        number = desk.event_of(event)
        has = desk.claims(number)
        for claim in claims:
            if claim not in has:
                raise NoSuchClaim(claim, number)
        staying = [claim for claim in has if claim not in claims]
        if not staying:
            raise NothingWouldStay(number)
        said = splitting(claims, staying)
        return decided(desk, Standing(desk.standing()), _SPLIT, said, why=why, by=by, at=at)


def judge(database: str, one: int, other: int, verdict: Verdict, *, why: str = "", by: str, at: int) -> Decision:
    """Say of two events, or two claims, whether they are one happening.

    Raises:
        NoSuchEvent: If there is no such number.
        OneAndTheSame: If one number is given twice.
        NothingToDecide: If just this was said of them before.
        ContradictingJudgement: If a decision that stands says otherwise.
    """
    asked = judgement(one, other, verdict)
    with open_store(database, merger=Merging()) as store, store.deciding() as desk:
        standing = Standing(desk.standing())
        if before := standing.said(asked):
            said = f"{asked.one} and {asked.other} were judged {verdict} already"
            raise NothingToDecide(f"{said} (decision {before.number}, {before.by})")
        return judged(desk, standing, asked, why=why, by=by, at=at)


def judged(desk: Desk, standing: Standing, asked: Judgement, *, why: str, by: str, at: int) -> Decision:
    """The same inside a transaction."""
    for number in (asked.one, asked.other):
        desk.event_of(number)
    return decided(desk, standing, _JUDGE, (asked,), why=why, by=by, at=at)


def decided(
    desk: Desk, standing: Standing, action: str, said: Sequence[Judgement], *, why: str, by: str, at: int
) -> Decision:
    """Keep a decision, unless what stands contradicts it; it then stands too."""
    made = desk.draft(action, said, why=why, by=by, at=at)
    standing.add(made)
    desk.keep(made)
    return made


def undo(database: str, number: int | None = None, *, by: str, at: int) -> Decision:
    """Take back a decision, whatever was decided since; without a number the last that stands.

    Raises:
        NoSuchDecision: If there is none of that number.
        NothingToDecide: If it was taken back before, or none is left.
    """
    with open_store(database, merger=Merging()) as store, store.deciding() as desk:
        return desk.undo(number, by=by, at=at)


def log(database: str) -> list[Decision | LoggedNames]:
    """Who decided what and when, on merging and on names, the last first; what was undone says so."""
    with open_store(database, read_only=True) as store:
        everything: list[Decision | LoggedNames] = [*store.decisions(), *store.name_decisions()]
    return sorted(everything, key=lambda one: (one.at, isinstance(one, Decision), one.number), reverse=True)
