"""A question to the timeline, made once at the door."""

from dataclasses import dataclass

from timeline.values.mention import Kind, Status
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Events in chronological order: start, end, grain, number.

    ``during`` keeps what possibly happened in the window, or with ``certain`` what must have. ``text`` wants all its
    words, those in double quotes in a row. ``source`` is part of a document's address, publisher or title, without
    regard to case. ``who`` and ``where`` want someone, or a place, one of whose names has all their words; ``where``
    may also be a country's code of two capital letters. ``undated`` asks for the tray instead, in the order it was
    read; a window then keeps what may lie in it by its bounds, so also what has none.
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
