"""When it was, of all that say so.

Times *agree* where they share a day, those said loosely ("about", "early") within reach of one. Of the days there are,
those on which most independent sources agree are taken, then what all that agree there share: a month and a day in it
are the day. Times that differ by the clock alone do not contradict each other; the clock is the best supported too.

What lasted a while (``throughout``) is told of by each of its days: "from 3 to 5 May" agrees with "on 4 May", and both
together say the whole. What lasted longer than a month, or has no end, is a frame: the day in it says more.

The day of publication dates nothing beside any other time. Where there are only such days, it is the earliest: what is
reported had happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.values.claim import Claim, Dating
from timeline.values.mention import Basis
from timeline.values.time import DAY, LONGEST_OF, Doubt, Extent, TimeSpan, common

_FAR = 10**20  # seconds: farther than any
_LASTING = 31 * DAY  # what lasted longer is not told by one of its days
_LOOSE = ("START", "MID", "END")  # "early May" ends on no day in particular
_BASES = {basis: i for i, basis in enumerate((Basis.STATED, Basis.RELATIVE, Basis.CONTEXT, Basis.PUBLISHED))}


@dataclass(slots=True)
class Said:
    """One time, and the claims that give it.

    ``start`` and ``end`` are numbers whatever is open; ``first`` and ``last`` reach to the ends of their days, and the
    two ``reach``es as far as a loose time agrees. ``sources`` are weighed by the best confidence of their claims.
    """

    time: TimeSpan
    start: int
    end: int
    first: int
    last: int
    slack: int = 0
    basis: Basis = Basis.UNKNOWN
    claims: list[int] = field(default_factory=list)
    sources: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, time: TimeSpan) -> "Said":
        """A time that nobody has given yet."""
        start = -_FAR if time.start is None else time.start
        end = _FAR if time.end is None else time.end
        return cls(time, start, end, start // DAY * DAY, -(-end // DAY) * DAY)

    @property
    def lasts(self) -> bool:
        """Whether it says that it went on all the while."""
        return self.time.extent is Extent.THROUGHOUT

    @property
    def length(self) -> int:
        """In seconds."""
        return self.end - self.start

    @property
    def worth(self) -> tuple[int, float, int, int, int]:
        """What speaks for it: sources, their confidence, how narrow it is; the last is for order alone."""
        return len(self.sources), _sum(self.sources.values()), -self.length, -self.start, -int(self.time.grain)

    def reaches(self, first: int, last: int) -> bool:
        """Whether it agrees with those days."""
        return self.first - self.slack < last and first < self.last + self.slack

    def same_ends(self, other: "Said") -> bool:
        """Whether two that lasted may have lasted equally long, as finely as the coarser was said."""
        unit = LONGEST_OF[max(self.time.grain, other.time.grain)]
        starts = self.time.start is None or other.time.start is None or abs(self.start - other.start) < unit
        ends = self.time.end is None or other.time.end is None or abs(self.end - other.end) < unit
        return starts and ends


@dataclass(frozen=True, slots=True)
class Verdict:
    """The time of all, those that say just that (or, if nobody does, an end of it), that agree, and that do not."""

    time: TimeSpan
    exact: bool
    bearers: tuple[Said, ...]
    agreeing: tuple[Said, ...]
    against: tuple[Said, ...]

    @property
    def basis(self) -> Basis:
        """What its time rests on."""
        return min((said.basis for said in self.bearers), key=_rank)

    @property
    def disputed(self) -> bool:
        """Whether a source dates it otherwise, and never so."""
        agreeing = {source for said in (*self.bearers, *self.agreeing) for source in said.sources}
        return any(source not in agreeing for said in self.against for source in said.sources)


def said(claims: Iterable[Claim]) -> list[Said]:
    """The times that the claims give, each once; the publication day only if nothing else is given. In one fixed order."""
    dated = [claim for claim in claims if claim.mention.time is not None]
    stated = [claim for claim in dated if claim.mention.basis is not Basis.PUBLISHED]
    found: dict[TimeSpan, Said] = {}
    for claim in stated or dated:
        mention = claim.mention
        if mention.time is None:
            continue
        one = found.get(mention.time)
        if one is None:
            one = found[mention.time] = Said.of(mention.time)
            one.basis = mention.basis
        elif _rank(mention.basis) < _rank(one.basis):
            one.basis = mention.basis
        one.claims.append(claim.number)
        one.sources[claim.source] = max(one.sources.get(claim.source, 0.0), mention.confidence)
        one.slack = max(one.slack, _slack(claim))
    return sorted(found.values(), key=order)


def decide(times: Sequence[Said]) -> Verdict:
    """The time of all; there must be one at least."""
    if times[0].basis is Basis.PUBLISHED:
        return _published(times)
    days = best_supported([(s.first, s.last, s.slack, s) for s in times])
    lasting = [s for s in days if s.lasts and DAY < s.length <= _LASTING]
    if not lasting and all(s.lasts for s in days):
        lasting = days
    if lasting:
        best = max(lasting, key=lambda s: s.worth)
        chosen = [s for s in lasting if s.same_ends(best)]
        if max(s.start for s in chosen) >= min(s.end for s in chosen):
            chosen = [best]
    else:
        chosen = best_supported([(s.start, s.end, 0, s) for s in days])
    return _verdict(times, chosen)


def datings(times: Sequence[Said]) -> list[Dating]:
    """Every time with those behind it; what the event bears first, then what agrees, the best supported before."""
    if not times:
        return []
    verdict = decide(times)
    against = {id(s) for s in verdict.against}
    ranked = sorted(times, key=lambda s: s.worth, reverse=True)
    ranked.sort(key=lambda s: (id(s) in against, s.time != verdict.time))
    return [
        Dating(s.time, s.basis, tuple(sorted(s.claims)), len(s.sources), id(s) not in against, max(s.sources.values()))
        for s in ranked
    ]


def best_supported(spans: Sequence[tuple[int, int, int, Said]]) -> list[Said]:
    """Those over the stretch that most sources share; each comes with start, end, and how far beyond it agrees.

    A stretch lies in one at least without going beyond. Of stretches that as many sources agree on, one that more have
    without going beyond is taken, then the surer, the narrower, the earlier.
    """
    if len(spans) == 1:
        return [spans[0][3]]
    turns: list[tuple[int, int, int, bool]] = []  # position, 0 out or 1 in, which, without going beyond
    for i, (start, end, slack, _) in enumerate(spans):
        turns += [(start, 1, i, True), (end, 0, i, True)]
        turns += [(start - slack, 1, i, False), (end + slack, 0, i, False)]
    turns.sort()
    within, near = _Tally(), _Tally()
    most, found = (0, 0), list[tuple[int, ...]]()
    for at, (position, enters, i, own) in enumerate(turns):
        (within if own else near).turn(i, spans[i][3], enters=bool(enters))
        if at + 1 < len(turns) and turns[at + 1][0] == position:
            continue
        support = len(near.sources), len(within.sources)
        if within.over and support >= most:
            found = [*(found if support == most else ()), tuple(within.over)]
            most = support
    if len(found) == 1:
        return [spans[i][3] for i in found[0]]
    return [spans[i][3] for i in max(found, key=lambda over: _weight([spans[i] for i in over]))]


class _Tally:
    """Which spans lie over a position, and how many of them each source has."""

    def __init__(self) -> None:
        self.over: dict[int, None] = {}
        self.sources: dict[int, int] = {}

    def turn(self, i: int, said: Said, *, enters: bool) -> None:
        if enters:
            self.over[i] = None
            for source in said.sources:
                self.sources[source] = self.sources.get(source, 0) + 1
            return
        del self.over[i]
        for source in said.sources:
            if self.sources[source] == 1:
                del self.sources[source]
            else:
                self.sources[source] -= 1


def _weight(over: Sequence[tuple[int, int, int, Said]]) -> tuple[float, int, int]:
    start, end = max(s[0] for s in over), min(s[1] for s in over)
    return _sum(best(s[3] for s in over).values()), start - end, -start


def best(times: Iterable[Said]) -> dict[int, float]:
    """The sources of these times, each with the best of its confidences."""
    found: dict[int, float] = {}
    for one in times:
        for source, confidence in one.sources.items():
            found[source] = max(found.get(source, 0.0), confidence)
    return found


def _verdict(times: Sequence[Said], chosen: Sequence[Said]) -> Verdict:
    time = chosen[0].time if len(chosen) == 1 else common([s.time for s in chosen])
    fused = Said.of(time)
    bearers = [s for s in chosen if (s.start, s.end) == (fused.start, fused.end)]
    exact = bool(bearers)
    if not exact:
        bearers = [s for s in chosen if s.start == fused.start or s.end == fused.end]
    agreeing: list[Said] = []
    against: list[Said] = []
    for one in times:
        if any(one is bearer for bearer in bearers):
            continue
        agrees = one.reaches(fused.first, fused.last)
        if agrees and one.lasts and fused.lasts and not one.same_ends(fused):
            agrees = False
        (agreeing if agrees else against).append(one)
    return Verdict(time, exact, tuple(bearers), tuple(agreeing), tuple(against))


def _published(times: Sequence[Said]) -> Verdict:
    first = min(times, key=lambda s: (s.end, -s.start, order(s)))
    others = tuple(s for s in times if s is not first)
    return Verdict(first.time, exact=True, bearers=(first,), agreeing=others, against=())


def _slack(claim: Claim) -> int:
    """How far beyond its ends a time said loosely agrees, in seconds."""
    time, said = claim.mention.time, claim.mention.expression
    if time is None or time.start is None or time.end is None:
        return 0
    if (time.doubt | time.end_doubt) & Doubt.APPROXIMATE:
        return time.end - time.start
    return (time.end - time.start) // 2 if said and said.mod in _LOOSE else 0


def order(said: Said) -> tuple[object, ...]:
    """By what is said alone, so that the order of claims does not matter."""
    time = said.time
    qualified = int(time.grain), time.extent.value, int(time.doubt), int(time.end_doubt), time.zone or ""
    return said.start, said.end, *qualified


def _rank(basis: Basis) -> int:
    return _BASES.get(basis, len(_BASES))


def _sum(values: Iterable[float]) -> float:
    return sum(sorted(values))  # the same whatever their order
