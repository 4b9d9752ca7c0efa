"""What merging hands over of an event's mentions, and what they make together."""

from collections.abc import Iterable
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


def summed(claims: Iterable[tuple[int, int, StandsFor | None]]) -> StandsFor:
    """What claims come to, each of a document and a source, for itself or for those it stands for.

    A document counts once, by the claim that stands for most; so does a source.

    >>> summed([(1, 1, None), (1, 1, None), (2, 1, StandsFor(5, 3, 7))])
    StandsFor(documents=6, independent=3, claims=9, disputed=False)
    """
    documents: dict[int, int] = {}
    sources: dict[int, int] = {}
    many, disputed = 0, False
    for document, source, said in claims:
        stands_for = said or StandsFor()
        documents[document] = max(documents.get(document, 1), stands_for.documents)
        sources[source] = max(sources.get(source, 1), stands_for.independent)
        many += stands_for.claims
        disputed = disputed or stands_for.disputed
    return StandsFor(sum(documents.values()), sum(sources.values()), many, disputed)


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
