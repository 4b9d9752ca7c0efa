"""The times that claims give, each once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.values.claim import Claim
from timeline.values.mention import Basis
from timeline.values.time import DAY, LONGEST_OF, Doubt, Extent, Grain, TimeSpan

_FAR = 10**20  # seconds: farther than any
_LASTING = 31 * DAY  # what lasted longer is not told by one of its days
_LOOSE = ("START", "MID", "END")  # "early May" ends on no day in particular
_BASES = {basis: i for i, basis in enumerate((Basis.STATED, Basis.RELATIVE, Basis.CONTEXT, Basis.PUBLISHED))}


@dataclass(slots=True)
class Said:
    """One time, and the claims that give it.

    ``start`` and ``end`` are numbers whatever is open; ``first`` and ``last`` are those of its days, and
    ``slack`` is how far beyond them a loose time agrees, all in seconds. A night is of the day on which it begins, and
    agrees with the next. ``sources`` come with the best confidence of
    their claims. ``goes_on``: for all that the claims know; its end is when they were published.
    """

    time: TimeSpan
    start: int
    end: int
    first: int
    last: int
    slack: int = 0
    is_night: bool = False
    goes_on: bool = True
    basis: Basis = Basis.UNKNOWN
    claims: list[int] = field(default_factory=list)
    sources: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, time: TimeSpan) -> "Said":
        """A time that nobody has given yet."""
        start = -_FAR if time.start is None else time.start
        end = _FAR if time.end is None else time.end
        first = start // DAY * DAY
        night = time.grain < Grain.DAY and end - start < DAY < end - first
        return cls(time, start, end, first, first + DAY if night else -(-end // DAY) * DAY, is_night=night)

    @property
    def lasts(self) -> bool:
        """Whether it says that it went on all the while."""
        return self.time.extent is Extent.THROUGHOUT

    @property
    def length(self) -> int:
        """In seconds."""
        return self.end - self.start

    @property
    def is_frame(self) -> bool:
        """Whether it lasted, and one of its days does not tell of the whole."""
        return self.lasts and (self.goes_on or self.length > _LASTING)

    @property
    def is_certain(self) -> bool:
        """Whether nobody said "perhaps"."""
        return not (self.time.doubt | self.time.end_doubt) & Doubt.UNCERTAIN

    @property
    def worth(self) -> tuple[int, bool, int, int, int]:
        """What speaks for it: its sources, that it is certain, narrow; the rest is for order alone."""
        return _sum(self.sources), self.is_certain, -self.length, -self.start, -int(self.time.grain)

    @property
    def reach(self) -> tuple[int, int]:
        """The days with which it agrees."""
        return self.first - self.slack, self.last + self.slack + DAY * self.is_night

    def agrees(self, other: "Said") -> bool:
        """Whether it does not contradict the other; of two that lasted, whether they did equally long."""
        if self.lasts and other.lasts and not self.same_ends(other):
            return False
        (first, last), (others_first, others_last) = self.reach, other.reach
        return (first < other.last and other.first < last) or (others_first < self.last and self.first < others_last)

    def same_ends(self, other: "Said") -> bool:
        """Whether two that lasted may have lasted equally long, as finely as the coarser was said."""
        unit = LONGEST_OF[max(self.time.grain, other.time.grain)]
        starts = self.time.start is None or other.time.start is None or abs(self.start - other.start) < unit
        after = self.end - other.end
        ends = (self.goes_on and after < unit) or (other.goes_on and -after < unit) or abs(after) < unit
        ends = ends or self.time.end is None or other.time.end is None
        return starts and ends


def gathered(claims: Iterable[Claim]) -> list[Said]:
    """The times that the claims give, each once; the publication day only if nothing else is given. In fixed order."""
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
        elif rank(mention.basis) < rank(one.basis):
            one.basis = mention.basis
        one.claims.append(claim.number)
        one.sources[claim.source] = max(one.sources.get(claim.source, 0.0), mention.confidence)
        one.slack = max(one.slack, _slack(claim))
        one.goes_on = one.goes_on and _goes_on(claim)
    return sorted(found.values(), key=order)


def best(times: Iterable[Said]) -> dict[int, float]:
    """The sources of these times, each with the best of its confidences."""
    found: dict[int, float] = {}
    for one in times:
        for source, confidence in one.sources.items():
            found[source] = max(found.get(source, 0.0), confidence)
    return found


def order(said: Said) -> tuple[object, ...]:
    """By what is said alone, so that the order of claims does not matter."""
    time = said.time
    qualified = int(time.grain), time.extent.value, int(time.doubt), int(time.end_doubt), time.zone or ""
    return said.start, said.end, *qualified


def rank(basis: Basis) -> int:
    """The less, the better it is as a ground for a time."""
    return _BASES.get(basis, len(_BASES))


def weight(confidence: float) -> int:
    """What a source is worth in whole numbers, whose sums are the same in any order."""
    return round(confidence * 1_000)


def _slack(claim: Claim) -> int:
    """How far beyond its ends a time said loosely agrees, in seconds."""
    time, said = claim.mention.time, claim.mention.expression
    if time is None or time.start is None or time.end is None:
        return 0
    if (time.doubt | time.end_doubt) & Doubt.APPROXIMATE:
        return time.end - time.start
    half = (time.end - time.start) // 2
    return half if half >= DAY and said and said.mod in _LOOSE else 0  # "late on Thursday" is not on Friday


def _goes_on(claim: Claim) -> bool:
    """Whether what lasted has no end but that it was told then."""
    end = claim.mention.time.end if claim.mention.time else None
    told = claim.published.end if claim.published else None
    return end is None or (told is not None and -(-told // DAY) * DAY == end)


def _sum(sources: dict[int, float]) -> int:
    return sum(map(weight, sources.values()))
