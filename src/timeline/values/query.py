"""A question to the timeline, made once at the door."""

from dataclasses import dataclass

from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Events in chronological order: start, end, grain, number.

    ``during`` keeps what possibly happened in the window, or with ``certain`` what must have. ``text`` wants all its
    words, those in double quotes in a row. ``source`` is part of a document's address, publisher or title, without
    regard to case. ``undated`` asks for the tray instead, in the order it was read; it goes with no window.
    """

    during: TimeSpan | None = None
    certain: bool = False
    text: str = ""
    source: str = ""
    undated: bool = False
    limit: int | None = None
