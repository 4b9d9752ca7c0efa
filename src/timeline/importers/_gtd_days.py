"""When an incident of the Global Terrorism Database was: its columns, its approximate words, its resolution."""

import dataclasses
from typing import Final, NamedTuple

from timeline.errors import NoSuchDay
from timeline.importers._dates import Dates, day
from timeline.importers._event_rows import Row
from timeline.values.problem import Problem
from timeline.values.time import Doubt, Extent, Grain, TimeSpan

_YEARS: Final = range(1900, 2100)


class Found(NamedTuple):
    """The time, and what was found amiss in finding it."""

    time: TimeSpan
    problems: tuple[Problem, ...] = ()


def time(row: Row, where: str, *, day_first: bool) -> Found | Problem:
    """When it was; a problem where the columns name no day, month or year."""
    columns = [row.code(column) for column in ("iyear", "imonth", "iday")]
    coded = _coded(*columns)
    if coded is None:
        said = "-".join(row.get(column)[:10] or "?" for column in ("iyear", "imonth", "iday"))
        return Problem(where, f"has the date {said!r}, which is none", "write what is unknown of it as 0")
    words = row.get("approxdate")
    span = approximate(words)
    if span and span.overlaps(coded):
        coded = span
    elif words and coded.grain is Grain.DAY:
        coded = dataclasses.replace(coded, doubt=Doubt.APPROXIMATE)
    if row.code("extended") != 1 or not row.get("resolution"):
        return Found(coded)
    ended = day(row.get("resolution"), day_first=day_first)
    begun, latest = coded.first_day_number, coded.last_day_number
    if ended is None or begun is None or latest is None or ended < begun:
        what = f"has the resolution {row.get('resolution')[:40]!r}, which is no day after it; dated to its beginning"
        return Found(coded, (Problem(where, what, "write it as 1970-08-22", skipped=False),))
    known = coded.grain is Grain.DAY and latest == begun  # else it is not known since when it lasted
    extent = Extent.THROUGHOUT if known and ended > begun else Extent.WITHIN
    lasted = TimeSpan.of_days(begun, max(ended, begun), Grain.DAY, extent)
    return Found(dataclasses.replace(lasted, doubt=coded.doubt))


def approximate(words: str) -> TimeSpan | None:
    """What two days in words mean, both inside; ``None`` for other words.

    >>> span = approximate("May 10-14, 1972")
    >>> span.first_day, span.last_day, span.extent.value
    ('1972-05-10', '1972-05-14', 'within')
    >>> approximate("December 30, 1999 - January 2, 2000").last_day, approximate("mid-1972")
    ('2000-01-02', None)
    """
    found = Dates(day_first=False).read(words)
    if not isinstance(found, TimeSpan) or found.extent is not Extent.THROUGHOUT or found.is_open:
        return None
    return dataclasses.replace(found, extent=Extent.WITHIN)


def _coded(year: int | None, month: int | None, day: int | None) -> TimeSpan | None:
    if year is None or year not in _YEARS or month is None or day is None or month < 0 or day < 0:
        return None
    try:
        return TimeSpan.of(year, month or None, day or None if month else None)
    except NoSuchDay:
        return None
