"""A person's word on merging, obeyed before any score."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.values.event import Event, Source
from timeline.values.problem import Problem


class Verdict(StrEnum):
    """Whether two claims tell of one happening."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # looked at, and left to the score


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two claims by their numbers, the lower first, and what was said of them.

    A claim's number is the mention's own, which stays when its document is read again; an event bears the lowest
    number among its claims, so the number of an event is also that of a claim.
    """

    one: int
    other: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided at once: a merge, a split, a verdict; it stands or was undone as a whole."""

    number: int
    action: str  # merge, split, judge
    judgements: tuple[Judgement, ...]
    why: str
    by: str
    at: int  # seconds since 1970 in UTC
    undone_at: int | None = None
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that a person may look at, by their numbers, the lower first, with the link between them."""

    one: int
    other: int
    score: float
    reason: str
    sources: tuple[Source, ...] = ()  # of the one and the other
    events: tuple[Event, ...] = ()  # of which each is now, without sources; filled for a person


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of answers that were read from a file."""

    taken: int
    known: int  # they stood already, and nothing was changed
    unanswered: int  # pairs without a verdict
    problems: tuple[Problem, ...]
