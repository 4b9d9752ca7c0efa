"""What an event is made from, and what it is made into."""

from dataclasses import dataclass

from timeline.values.mention import Basis, Kind, Mention, Status
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention as one of an event's."""

    number: int  # the claim's own
    document: int
    source: int  # documents of one origin (reprints, agency copies) share it: independent sources are counted by it
    mention: Mention
    published: TimeSpan | None


@dataclass(frozen=True, slots=True)
class Fused:
    """What the claims say together; ``time`` is ``None`` where none of them dates it."""

    title: str
    status: Status
    time: TimeSpan | None
    basis: Basis
    kind: Kind
    confidence: float
    bounds: TimeSpan | None
    likely: TimeSpan | None
    alleged_by: str
    documents: int  # that tell it
    independent: int  # sources that do
    dated: int  # claims that date it
    disputed: bool  # whether sources date it differently
    told_by: int  # the number of the claim whose title it bears
