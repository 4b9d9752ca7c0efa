"""When it was, of all that say so.

Times *agree* where they share a day, those said loosely ("about", "early") within reach of one. Of the days there are,
the best supported are taken: a source is worth the best confidence of its claims, and counts once. Then the time is
what all that agree there share: a month and a day in it are the day. Times that differ by the clock alone do not
contradict each other; the clock is the best supported too. A night is of the day on which it begins.

What lasted a while (``throughout``) is told of by each of its days: "from 3 to 5 May" agrees with "on 4 May", and both
together say the whole. What lasted longer than a month, or has no known end ("since May" goes on until it is told), is
a frame: the day in it says more.

The day of publication dates nothing beside any other time. Where there are only such days, it is the earliest: what is
reported had happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events.fusing.said import Said, order, rank
from timeline.events.fusing.stretches import best_supported
from timeline.values.claim import Dating
from timeline.values.mention import Basis
from timeline.values.time import DAY, Grain, TimeSpan, common


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
        return min((said.basis for said in self.bearers), key=rank)

    @property
    def disputed(self) -> bool:
        """Whether a source dates it otherwise, and never so."""
        agreeing = {source for said in (*self.bearers, *self.agreeing) for source in said.sources}
        return any(source not in agreeing for said in self.against for source in said.sources)


def decide(times: Sequence[Said]) -> Verdict:
    """The time of all; there must be one at least."""
    if times[0].basis is Basis.PUBLISHED:
        return _published(times)
    days = best_supported([(s.first, s.last, *s.reach, s) for s in times])
    if all(s.lasts for s in days):
        lasting = [s for s in days if not s.goes_on] or days
    else:
        lasting = [s for s in days if s.lasts and not s.is_frame and s.length > DAY]
    if not lasting:
        return _verdict(times, _whole_nights(best_supported([(s.start, s.end, s.start, s.end, s) for s in days])))
    most = max(lasting, key=lambda s: s.worth)
    alike = [s for s in lasting if s.same_ends(most)]
    shared = max(s.start for s in alike) < min(s.end for s in alike)
    return _verdict(times, alike if shared else [most])


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


def _verdict(times: Sequence[Said], chosen: Sequence[Said]) -> Verdict:
    time = chosen[0].time if len(chosen) == 1 else common([s.time for s in chosen])
    goes_on = all(s.lasts and s.goes_on for s in chosen)
    if goes_on:  # as far as was last told
        time = replace(time, end=max(s.end for s in chosen) if all(s.time.end is not None for s in chosen) else None)
    fused = Said.of(time)
    fused.goes_on = goes_on
    bearers = [s for s in chosen if (s.start, s.end) == (fused.start, fused.end)]
    exact = bool(bearers)
    if not exact:
        bearers = [s for s in chosen if s.start == fused.start or s.end == fused.end]
    agreeing: list[Said] = []
    against: list[Said] = []
    for one in times:
        if any(one is bearer for bearer in bearers):
            continue
        (agreeing if one.agrees(fused) else against).append(one)
    return Verdict(time, exact, tuple(bearers), tuple(agreeing), tuple(against))


def _whole_nights(chosen: Sequence[Said]) -> Sequence[Said]:
    """Without the days that would cut a night in two: "on Thursday" and "on Thursday night"."""
    if any(s.is_night for s in chosen):
        return [s for s in chosen if s.time.grain < Grain.DAY]
    return chosen


def _published(times: Sequence[Said]) -> Verdict:
    first = min(times, key=lambda s: (s.end, -s.start, order(s)))
    others = tuple(s for s in times if s is not first)
    return Verdict(first.time, exact=True, bearers=(first,), agreeing=others, against=())
