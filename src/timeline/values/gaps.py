"""Gaps: runs of whole days in which nothing happened.

An event takes every day that its span touches, and so possibly happened on each of them. A gap runs from the day after
all that began before it to the day before the next begins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from timeline.values.event import Event


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an event, both numbers inside, between two events; ``None`` where the window ends it."""

    first: int
    last: int
    before: Event | None
    after: Event | None

    @property
    def days(self) -> int:
        """How many."""
        return self.last - self.first + 1


class Taken(NamedTuple):
    """The days that an event takes, both numbers inside."""

    first: int
    last: int
    event: int


class Stretch(NamedTuple):
    """A gap with the numbers of the events beside it."""

    first: int
    last: int
    before: int | None
    after: int | None


def stretches(
    taken: Iterable[Taken], *, least: int, first: int | None = None, last: int | None = None
) -> Iterator[Stretch]:
    """The gaps of at least so many days between events that come in the order of their first days.

    With ``first`` and ``last``, the days of a window, there are also those at its beginning and end.

    >>> list(stretches([Taken(1, 4, 7), Taken(2, 2, 8), Taken(9, 9, 9)], least=2, last=12))
    [Stretch(first=5, last=8, before=7, after=9), Stretch(first=10, last=12, before=9, after=None)]
    """
    reach = None if first is None else first - 1  # the last day that something took
    before = None  # what did
    for start, end, event in taken:
        if reach is not None and start - reach > least:
            yield Stretch(reach + 1, start - 1, before, event)
        if reach is None or end > reach:
            reach, before = end, event
    if reach is not None and last is not None and last - reach >= least:
        yield Stretch(reach + 1, last, before, None)
