"""What merging hands over of an event's mentions, and what they make together."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.values.mention import Basis, Kind, Mention, StandsFor, Status
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Claim:
    """One mention of an event, in its document.

    ``number`` is the mention's own. Documents of one origin (reprints, copies of one agency's report) share a
    ``source``, and whoever counts who says something counts sources.
    """

    number: int
    document: int
    source: int
    mention: Mention
    published: TimeSpan | None = None


def summed(claims: Sequence[Claim]) -> tuple[StandsFor, int]:
    """What claims come to, each for itself or for those it stands for, and how many of them are dated.

    A document counts once, by the claim that stands for most; so does a source.
    """
    documents: dict[int, int] = {}
    sources: dict[int, int] = {}
    many, dated, disputed = 0, 0, False
    for claim in claims:
        stands_for = claim.mention.stands_for or StandsFor()
        documents[claim.document] = max(documents.get(claim.document, 1), stands_for.documents)
        sources[claim.source] = max(sources.get(claim.source, 1), stands_for.independent)
        many += stands_for.claims
        dated += stands_for.claims if claim.mention.time is not None else 0
        disputed = disputed or stands_for.disputed
    return StandsFor(sum(documents.values()), sum(sources.values()), many, disputed), dated


@dataclass(frozen=True, slots=True)
class Dating:
    """One of the times that an event's claims give it.

    ``claims`` are their numbers, ascending; ``sources`` how many different ones they come from. ``agrees``: it does
    not contradict the time that the event bears; ``confidence`` is the best among its claims.
    """

    time: TimeSpan
    basis: Basis
    claims: tuple[int, ...]
    sources: int
    agrees: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Fused:
    """An event as its claims make it; the fields of :class:`timeline.values.event.Event`, and how they were come by.

    ``bounds`` and ``likely`` are those of an undated one only.
    """

    title: str
    status: Status
    time: TimeSpan | None
    basis: Basis
    kind: Kind
    confidence: float
    bounds: TimeSpan | None = None
    likely: TimeSpan | None = None
    alleged_by: str = ""
    documents: int = 1  # how many different ones
    independent: int = 1  # how many different sources
    dated: int = 0  # how many of the claims give it a time, be it that of publication
    disputed: bool = False  # a source dates it otherwise
    told_by: int = 0  # the number of the claim whose title it bears
    mentions: int = 1  # how many claims there are, or those stand for
