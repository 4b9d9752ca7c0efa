"""A question to the timeline, made once at the door."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.values.mention import Basis, Kind, Status
from timeline.values.time import Grain, TimeSpan


class Sort(StrEnum):
    """What comes first; what is equal in that comes in the timeline's own order: start, end, grain, number."""

    EARLIEST = "earliest"  # the timeline's own order
    LATEST = "latest"  # that order backwards
    PUBLISHED = "published"  # whose first document was published first
    SOURCES = "sources"  # told by most independent sources
    RELEVANCE = "relevance"  # that match the text best


class Relation(StrEnum):
    """How what is asked for lies to another event, as James Allen's relations of intervals go together in news."""

    BEFORE = "before"  # ends before the other begins, or as it begins
    AFTER = "after"  # begins after the other has ended, or as it ends
    DURING = "during"  # lies inside the other's time
    AROUND = "around"  # shares time with the other's, widened on both sides


@dataclass(frozen=True, slots=True)
class Beside:
    """Events that lie so to the event that has claim ``event``, itself left out.

    ``within`` seconds: how far away at most; wanted of :attr:`Relation.AROUND`, and open to the others but DURING.
    """

    relation: Relation
    event: int
    within: int | None = None


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Events in chronological order: start, end, grain, number.

    ``during`` keeps what possibly happened in the window, or with ``certain`` what must have; the same goes for
    ``beside``. ``text`` is asked in words, phrases, prefixes, AND, OR and NOT. ``source`` is part of a document's
    address, publisher or title, without regard to case; ``publisher`` part of a publisher's name. ``published`` keeps
    what some document told that was published in that time. ``who`` and ``where`` want someone, or a place, one of
    whose names has all their words; ``where`` may also be a country's code of two capital letters.
    ``undated`` asks for the tray instead, in the order it was read; a window then keeps what may lie in it by its
    bounds, so also what has none.
    """

    during: TimeSpan | None = None
    certain: bool = False
    text: str = ""
    source: str = ""
    undated: bool = False
    limit: int | None = None
    who: str = ""
    where: str = ""
    kinds: tuple[Kind, ...] = ()  # one of these; all where empty
    statuses: tuple[Status, ...] = ()
    min_confidence: float = 0.0
    min_sources: int = 1  # independent ones
    disputed: bool = False  # only what sources date differently
    bases: tuple[Basis, ...] = ()
    grains: tuple[Grain, Grain] | None = None  # the finest and the coarsest, both included
    on_day: tuple[int, int] | None = None  # month and day of any year, of what is known to the day
    publisher: str = ""
    published: TimeSpan | None = None
    beside: tuple[Beside, ...] = ()  # all of these
    sort: Sort = Sort.EARLIEST
    after: str = ""  # the token of a page: what follows it
