"""How many events are asked for, of each of something, and where there are none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import timeline.store.reading as reading
from timeline.store.dialects.base import Dialect, Reader, Row
from timeline.store.groups import by_fact, by_name
from timeline.store.meant import understood
from timeline.store.periods import ASIDE, DATED_SPANS, UNDATED_COUNT, UNITS, Days, by_days, days, retold
from timeline.store.question import numbers
from timeline.store.spans import LONGER, LONGEST, NO_GRAIN, OPEN_AT_END, OPEN_AT_START, OPEN_END, OPEN_START
from timeline.values.gaps import Gap, Stretch, Taken, stretches
from timeline.values.periods import name, place
from timeline.values.query import EventQuery, Sort
from timeline.values.tally import By, Count, Tally
from timeline.values.time import DAY, Extent, Grain, TimeSpan

_PAGE = 2_000  # rows fetched together
_GAPS = 50  # gaps whose events are fetched together


class Asked(NamedTuple):
    """A statement of the keys of events, and its values; ``whole`` if those are all dated ones."""

    keys: str
    values: Mapping[str, object]
    whole: bool = False

    @property
    def among(self) -> str | None:
        """The same, or nothing where that is all there is."""
        return None if self.whole else self.keys


def asked(reader: Reader, dialect: Dialect, query: EventQuery, *, ordered: bool = False) -> Asked | None:
    """The events asked for, whatever their limit; ``None`` where nothing is so named."""
    query = replace(query, limit=None, sort=Sort.EARLIEST, after="")
    meant = understood(reader, dialect, query)
    if meant is None:
        return None
    found = numbers(query, meant, ordered=ordered)
    return Asked(found.sql, found.values, _is_everything(query))


def count(reader: Reader, dialect: Dialect, query: EventQuery) -> int:
    """How many events are asked for."""
    if (query.undated and query.during is None and _plain(query)) or _is_everything(query):
        unit = NO_GRAIN if query.undated else Grain.YEAR  # every dated event counts once in each unit
        found = sum(int(events) for _, events in _tallied(reader, unit))
    elif days_of := _whole_days(query):
        found = sum(int(events) for _, events in _tallied(reader, Grain.DAY, query.during))
        found += int(reader.rows(not_of_a_day(*days_of))[0][0])
    else:
        found = _count(reader, asked(reader, dialect, query))
    return found if query.limit is None else min(found, query.limit)


def _count(reader: Reader, keys: Asked | None) -> int:
    return 0 if keys is None else int(reader.rows(count_sql(keys.keys), **keys.values)[0][0])


def count_sql(keys: str) -> str:
    """How many keys a statement has."""
    return f"SELECT count(*) FROM ({keys}) k"


def _whole_days(query: EventQuery) -> tuple[int, int] | None:
    """The ends of its window, if nothing else is asked for and it is made of whole days."""
    window = query.during
    if window is None or window.start is None or window.end is None or query.certain or query.undated:
        return None
    is_whole = _plain(query) and window.start % DAY == window.end % DAY == 0
    return (window.start, window.end) if is_whole and window.start > OPEN_START and window.end < OPEN_END else None


def not_of_a_day(a: int, b: int) -> str:
    """How many events overlap the days from a to b that are not known to one day: a small part of all.

    Those that begin there are read off the index of days of the year, in which they all stand at 0; those that began
    before, off the ranges of their classes.
    """
    counted = [f"month_day = 0 AND starts >= {a} AND starts < {b}", f"length_class = {OPEN_AT_END} AND starts < {a}"]
    counted.append(f"length_class = {OPEN_AT_START} AND starts = {OPEN_START} AND ends > {a}")
    for c in range(LONGER + 1):
        begin = a - LONGEST[c] if c < len(LONGEST) else OPEN_START
        counted.append(f"length_class = {c} AND starts > {begin} AND starts < {a} AND ends > {a}")
    return "SELECT " + " + ".join(f"(SELECT count(*) FROM event WHERE {which})" for which in counted)


def tally(reader: Reader, dialect: Dialect, query: EventQuery, by: By, limit: int | None) -> Tally:
    """The events asked for, counted; what a query's own limit says is not heard.

    Of periods the first so many, else those of most events; where they have equally many, those that came in first.
    """
    # What is undated lies beside no event.
    tray = 0 if query.undated or query.beside else count(reader, dialect, replace(query, undated=True, limit=None))
    if (unit := by.unit) is not None and query.undated:
        return Tally(by, (), undated=count(reader, dialect, replace(query, limit=None)))
    if unit is not None:
        periods, aside = _by_period(reader, dialect, query, unit)
        some = tuple(Count(name(unit, at), periods[at], at) for at in sorted(periods)[:limit])
        return Tally(by, some, aside, tray, len(periods) - len(some))
    keys = asked(reader, dialect, query)
    if keys is None:
        return Tally(by, (), undated=tray)
    if by.names:
        return _by_name(reader, keys, by, limit, tray)
    found = sorted(reader.rows(by_fact(by, keys.among), **keys.values), key=lambda row: (-row[1], row[0]))
    if by is By.GRAIN:
        found = [("none" if grain == NO_GRAIN else Grain(grain).label, events) for grain, events in found]
    return Tally(by, tuple(Count(*one) for one in found[:limit]), 0, tray, len(found[limit:] if limit else ()))


def _by_name(reader: Reader, keys: Asked, by: By, limit: int | None, tray: int) -> Tally:
    groups = by_name(by, keys.among)
    some = "" if limit is None else f" LIMIT {int(limit)}"
    best = f"SELECT name, events, count(*) OVER () FROM ({groups.each}) f ORDER BY events DESC, first{some}"
    found = reader.rows(best, **keys.values)
    [(aside,)] = reader.rows(groups.none, **keys.values)
    counts = tuple(Count(word, events) for word, events, _ in found)
    return Tally(by, counts, int(aside), tray, found[0][2] - len(found) if found else 0)


def _by_period(reader: Reader, dialect: Dialect, query: EventQuery, unit: Grain) -> tuple[Mapping[int, int], int]:
    """Counts by the period's place, and how many lie in no single one."""
    window = query.during
    if not _plain(query) or unit not in UNITS or not _is_whole(window, unit):
        keys = asked(reader, dialect, query)
        return _rolled(unit, _by_days(reader, keys.among or DATED_SPANS, keys.values)) if keys else ({}, 0)
    counts, aside = {}, 0
    for day, events in _tallied(reader, unit, window):
        if day == ASIDE:
            aside = events
        else:
            counts[place(unit, day)] = events
    return counts, aside if window is None else count(reader, dialect, query) - sum(counts.values())


def _plain(query: EventQuery) -> bool:
    """Whether nothing but a window is asked, or nothing but the tray."""
    bare = replace(query, during=None, certain=False, undated=False, limit=None, sort=Sort.EARLIEST, after="")
    return bare == EventQuery()


def _is_everything(query: EventQuery) -> bool:
    """Whether all dated events are asked for."""
    return query.during is None and not query.undated and _plain(query)


def _is_whole(window: TimeSpan | None, unit: Grain) -> bool:
    """Whether a window is made of whole periods."""
    ends = (window.start, window.end) if window else ()
    return all(
        end is None or (end % DAY == 0 and place(unit, end // DAY) != place(unit, end // DAY - 1)) for end in ends
    )


def _tallied(reader: Reader, unit: int, window: TimeSpan | None = None) -> list[Row]:
    """The first day of each period of the window, and the events in it; the last of all is :data:`ASIDE`."""
    found = [f"unit = {int(unit)}"]
    if window is not None:
        first, after = window.start, window.end
        found.append(f"period < {ASIDE if after is None else min(after // DAY, ASIDE)}")
        found += [] if first is None else [f"period >= {first // DAY}"]
    return reader.rows(f"SELECT period, events FROM event_tally WHERE {' AND '.join(found)} ORDER BY period")


def _by_days(reader: Reader, spans: str, values: Mapping[str, object]) -> Iterator[Days]:
    for page in reader.stream(by_days(spans), _PAGE, **values):
        yield from map(days, page)


def _rolled(unit: Grain, counted: Iterable[Days]) -> tuple[Mapping[int, int], int]:
    counts, aside = Counter[int](), 0
    for one in counted:
        at = None if one.is_open else place(unit, one.first)
        if at is None or at != place(unit, one.last):
            aside += one.events
        else:
            counts[at] += one.events
    return counts, aside


def recounted(reader: Reader) -> Mapping[tuple[int, int], int]:
    """What ``event_tally`` ought to be: events by unit and period."""
    [(undated,)] = reader.rows(UNDATED_COUNT)
    return retold(_by_days(reader, DATED_SPANS, {}), undated)


class Gaps:
    """The gaps between the events asked for, in order; what fills none of them is known once all are read.

    ``certain`` of the query asks not only for what must lie in its window: then an event fills only what it certainly
    took, the day that it is known to or all of a span that it lasted.
    """

    def __init__(self, reader: Reader, dialect: Dialect, query: EventQuery, least: int) -> None:
        self._reader, self._dialect, self._query, self._least = reader, dialect, query, least
        self.open = 0  # events without a known beginning or end
        self.loose = 0  # those known to no single day, where that is asked

    def __iter__(self) -> Iterator[Gap]:
        window = self._query.during
        first = None if window is None or window.start is None else -(-window.start // DAY)
        last = None if window is None or window.end is None else window.end // DAY - 1
        found = stretches(self._taken(), least=self._least, first=first, last=last)
        some: list[Stretch] = []
        for one in found:
            some.append(one)
            if len(some) == _GAPS:
                yield from self._told(some)
                some = []
        yield from self._told(some)

    def _taken(self) -> Iterator[Taken]:
        keys = asked(self._reader, self._dialect, self._query, ordered=True)
        for page in self._reader.stream(keys.keys, _PAGE, **keys.values) if keys else ():
            closed = [key for key in page if key[0] != OPEN_START and key[1] != OPEN_END]
            self.open += len(page) - len(closed)
            if self._query.certain:
                closed = self._certain(closed)
            for starts, ends, _, number in closed:
                yield Taken(starts // DAY, (ends - 1) // DAY, number)

    def _certain(self, keys: list[Row]) -> list[Row]:
        """Those that certainly took all the days that their spans touch."""
        long = {key[3] for key in keys if key[0] // DAY != (key[1] - 1) // DAY}
        if long:
            listed = ", ".join(map(str, sorted(long)))
            lasted = f"SELECT number FROM event WHERE extent = '{Extent.THROUGHOUT}' AND number IN ({listed})"
            long -= {number for (number,) in self._reader.rows(lasted)}
        self.loose += len(long)
        return [key for key in keys if key[3] not in long]

    def _told(self, some: list[Stretch]) -> Iterator[Gap]:
        numbers = sorted({n for one in some for n in (one.before, one.after) if n is not None})
        known: dict[Any, Any] = {e.number: e for e in reading.events(self._reader, numbers, whole=False)}
        for one in some:
            yield Gap(one.first, one.last, known.get(one.before), known.get(one.after))
