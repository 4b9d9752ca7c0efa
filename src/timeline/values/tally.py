"""How many events there are of each: of each month, of each person, of each publisher …"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from timeline.values.periods import name
from timeline.values.time import Grain


class By(StrEnum):
    """What events can be counted by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    WHO = "who"  # takes part
    WHERE = "where"  # it happened
    COUNTRY = "country"
    PUBLISHER = "publisher"  # of the documents that tell it
    STATUS = "status"
    KIND = "kind"
    BASIS = "basis"
    GRAIN = "grain"

    @property
    def unit(self) -> Grain | None:
        """The unit whose periods are counted by, if they are."""
        return _UNITS.get(self)

    @property
    def names(self) -> bool:
        """Whether an event may count for several, or for none."""
        return self in (By.WHO, By.WHERE, By.COUNTRY, By.PUBLISHER)


_UNITS: Final = {
    **{By.DAY: Grain.DAY, By.WEEK: Grain.WEEK, By.MONTH: Grain.MONTH, By.YEAR: Grain.YEAR},
    By.DECADE: Grain.DECADE,
}


class Count(NamedTuple):
    """So many events. Of a period ``place`` is where it stands in its row; of all else 0."""

    name: str
    events: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Empty:
    """So many periods in a row that have no event."""

    first: str
    last: str
    periods: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Events counted by something, and those that are not among the counts.

    Periods come in order, all else by how many there are. An event counts in the period that all its span lies in;
    ``aside`` counts those that reach over several, or are open. By who, where and publisher an event counts for each of
    them; ``aside`` counts those that name none. ``more`` are the periods or names that a limit leaves out.
    """

    by: By
    counts: tuple[Count, ...]
    aside: int = 0
    undated: int = 0  # of the tray, by the same question
    more: int = 0


def spread(tally: Tally, longest: int) -> Iterator[Count | Empty]:
    """The counts, with a count of 0 for each period between them; more than ``longest`` in a row are one line.

    >>> [one.name for one in spread(Tally(By.YEAR, (Count("2001", 1, 2001), Count("2003", 1, 2003))), 1)]
    ['2001', '2002', '2003']
    """
    unit, last = tally.by.unit, None
    for one in tally.counts:
        if unit is not None and last is not None:
            if one.place - last - 1 > longest:
                yield Empty(name(unit, last + 1), name(unit, one.place - 1), one.place - last - 1)
            else:
                yield from (Count(name(unit, at), 0, at) for at in range(last + 1, one.place))
        yield one
        last = one.place
