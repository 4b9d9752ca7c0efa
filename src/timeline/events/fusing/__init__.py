"""An event out of its claims: a pure function of the set of them, whatever their order.

Whoever says something counts once, however many of his documents repeat it: what is counted is always *sources*. Every
source's own claim stays; what the event bears is what is best supported.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from timeline.events.fusing.said import Said, best, gathered, order
from timeline.events.fusing.stretches import best_supported
from timeline.events.fusing.times import Verdict, datings, decide
from timeline.events.fusing.titles import teller
from timeline.values.claim import Claim, Dating, Fused, summed
from timeline.values.mention import Basis, Kind, StandsFor, Status
from timeline.values.time import TimeSpan, common

V = TypeVar("V", bound=str)

_AHEAD = {Status.SCHEDULED, Status.DEADLINE, Status.PLANNED, Status.CONDITIONAL}
_FACTS = {Status.OCCURRED, Status.ONGOING}
# How much of another source's confidence counts, set by hand and low, since sources err alike.
_AGAIN = 0.3  # of one that says the same
_COARSER = 0.1  # of one that says a month or a year in which it lies
_NEVER = 10**20  # seconds: after all days
_MOST = 0.95  # no agreement makes a day surer than that


def fuse(claims: Sequence[Claim]) -> Fused:
    """The event that these claims of one happening make; at least one of them.

    One claim is what it says. Of several, the time is decided by :mod:`timeline.events.fusing.times`, the title by
    :mod:`timeline.events.fusing.titles`. The status is what most sources say; plans count until a report comes, and
    what is alleged until someone says it as a fact. An undated claim neither gives nor gains a time.
    """
    if len(claims) == 1:
        return _alone(claims[0])
    times = gathered(claims)
    verdict = decide(times) if times else None
    status = _status(claims)
    told = teller(_fitting(claims, status, verdict))
    bounds, likely = (None, None) if verdict else _bounds(claims)
    by = (c for c in claims if c.mention.status is Status.ALLEGED and c.mention.alleged_by)
    total = summed((c.document, c.source, c.mention.stands_for) for c in claims)
    return Fused(
        title=told.mention.title,
        status=status,
        time=verdict.time if verdict else None,
        basis=verdict.basis if verdict else Basis.UNKNOWN,
        kind=_kind(claims),
        confidence=_confidence(verdict) if verdict else max(c.mention.confidence for c in claims),
        bounds=bounds,
        likely=likely,
        alleged_by=_most(by, lambda c: c.mention.alleged_by) or "" if status is Status.ALLEGED else "",
        documents=total.documents,
        independent=total.independent,
        dated=sum(len(one.claims) for one in times),
        disputed=total.disputed or (verdict is not None and verdict.disputed),
        told_by=told.number,
        mentions=total.claims,
    )


def dates(claims: Iterable[Claim]) -> list[Dating]:
    """Every time that the claims give the event, what it bears first, then what agrees, the best supported before.

    The publication day is among them only where nothing else is.
    """
    return datings(gathered(claims))


def _alone(claim: Claim) -> Fused:
    mention = claim.mention
    dated = mention.time is not None
    stands_for = mention.stands_for or StandsFor()
    return Fused(
        mention.title,
        mention.status,
        mention.time,
        mention.basis,
        mention.kind,
        mention.confidence,
        None if dated else mention.bounds,
        None if dated else mention.likely,
        mention.alleged_by,
        stands_for.documents,
        stands_for.independent,
        stands_for.claims if dated else 0,
        stands_for.disputed,
        claim.number,
        stands_for.claims,
    )


def _confidence(verdict: Verdict) -> float:
    """How far the day may be trusted.

    With s1 >= s2 >= … of the sources that say just that time, c of those that only agree with it, d of those against
    it, each by the best of its confidences:

        (1 - (1 - s1) (1 - 0.3 s2) (1 - 0.3 s3) … (1 - 0.1 c) …) * (s + c) / (s + c + d)

    The first factor is at most 0.95 unless one source has more, the second is of sums. Where nobody says just that time
    (two weeks that overlap), the first is the least of those that bear it. Publication days make each other no surer.
    """
    bearing = sorted(best(verdict.bearers).values(), reverse=True)
    if verdict.basis is Basis.PUBLISHED:
        return bearing[0]
    own = {source for one in verdict.bearers for source in one.sources}
    framing = sorted(c for source, c in best(verdict.agreeing).items() if source not in own)
    against = sorted(best(verdict.against).values())
    if verdict.exact:
        left = 1 - bearing[0]
        for again in bearing[1:]:
            left *= 1 - _AGAIN * again
        for coarser in framing:
            left *= 1 - _COARSER * coarser
        worth = max(bearing[0], min(_MOST, 1 - left))
    else:
        worth = bearing[-1]
    agreeing = sum(bearing) + sum(framing)
    if against and agreeing:
        worth *= agreeing / (agreeing + sum(against))
    return round(worth, 2)


def _status(claims: Sequence[Claim]) -> Status:
    found = {c.mention.status for c in claims}
    if len(found) == 1:
        return found.pop()
    heard: Iterable[Claim] = claims
    if found & _FACTS:
        heard = [c for c in heard if c.mention.status is not Status.ALLEGED]
    reports = [c for c in heard if c.mention.status not in _AHEAD]
    if reports:
        # A plan told of after all reports may be a new one; where a day is not known, the report is the later.
        last = max(_day(c, unknown=_NEVER) for c in reports)
        heard = [c for c in heard if c.mention.status not in _AHEAD or last < _day(c, unknown=-_NEVER)]
    return _most(heard, lambda c: c.mention.status) or Status.OCCURRED


def _day(claim: Claim, *, unknown: int) -> int:
    day = claim.published.start if claim.published else None
    return unknown if day is None else day


def _kind(claims: Iterable[Claim]) -> Kind:
    return _most((c for c in claims if c.mention.kind is not Kind.OTHER), lambda c: c.mention.kind) or Kind.OTHER


def _most(claims: Iterable[Claim], of: Callable[[Claim], V]) -> V | None:
    """What most sources say; of equals what is told latest, then most surely; then by its text."""
    heard: dict[V, list[Claim]] = {}
    for claim in claims:
        heard.setdefault(of(claim), []).append(claim)
    if not heard:
        return None

    def rank(value: V) -> tuple[object, ...]:
        those = heard[value]
        sources: dict[int, float] = {}
        for claim in those:
            sources[claim.source] = max(sources.get(claim.source, 0.0), claim.mention.confidence)
        latest = max(_day(claim, unknown=-_NEVER) for claim in those)
        return -len(sources), -latest, -sum(sorted(sources.values())), value

    return min(heard, key=rank)


def _fitting(claims: Sequence[Claim], status: Status, verdict: Verdict | None) -> Sequence[Claim]:
    """Those whose title may stand for the event: of its status, and not of another day, as far as there are any."""
    against = {number for one in verdict.against for number in one.claims} if verdict else set()
    same = [c for c in claims if c.mention.status is status]
    return [c for c in same if c.number not in against] or same or claims


def _bounds(claims: Iterable[Claim]) -> tuple[TimeSpan | None, TimeSpan | None]:
    """Where an undated event must lie, and where in that it likely does: each what most sources have in common."""
    claims = list(claims)
    bounds = _shared(claims, lambda c: c.mention.bounds)
    likely = _shared(claims, lambda c: c.mention.likely if _meet(c.mention.likely, bounds) else None)
    return bounds, _meet(likely, bounds)


def _meet(likely: TimeSpan | None, bounds: TimeSpan | None) -> TimeSpan | None:
    return likely.intersection(bounds) if likely and bounds else likely


def _shared(claims: Iterable[Claim], of: Callable[[Claim], TimeSpan | None]) -> TimeSpan | None:
    found: dict[TimeSpan, Said] = {}
    for claim in claims:
        if (span := of(claim)) is not None:
            one = found.setdefault(span, Said.of(span))
            one.sources[claim.source] = max(one.sources.get(claim.source, 0.0), claim.mention.confidence)
    if not found:
        return None
    spans = sorted(found.values(), key=order)
    return common([s.time for s in best_supported([(s.start, s.end, s.start, s.end, s) for s in spans])])
