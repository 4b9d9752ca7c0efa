"""UCDP's Georeferenced Event Dataset, as CSV, of version 19.1 and since.

``date_start`` and ``date_end`` are the bounds, in every row; ``date_prec`` says what they are, in the codebook's
words: 1 the day is known; 2 it lies in a range of 2 to 6 days; 3 only the week is known; 4 only a range of 8 to 30
days, or the month; 5 only a range of more than a month, up to a year. So the bounds are the time, the grain is that of
the calendar unit if they are one, and it happened *within* them. That holds of an ``event_clarity`` of 2 too, the
sum of several clashes that the source does not tell apart: nothing says that there was fighting on each of the days.

A row with the dates and names of what it was taken from cites them; their day is its day of publication where there is
but one. Of the older rows, ``source_article`` alone says in free words what they were taken from.
"""

from collections.abc import Iterator
from typing import Final

from timeline.importers._cited import cited, named
from timeline.importers._codes import country
from timeline.importers._dates import day
from timeline.importers._event_rows import Row, event_rows, likeness
from timeline.importers._sentences import shortened
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.mention import Kind, Party
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import DAY, Grain, TimeSpan, civil

_FIELDS: Final = {
    "key": ("id",),
    "date": ("date_start", "date_end", "date_prec"),
    "title": ("side_a", "side_b", "type_of_violence", "where_coordinates", "best"),
    "who": ("side_a", "side_b"),
    "where": ("where_coordinates", "latitude", "longitude", "where_prec", "country_id"),
    "publisher": ("source_office",),
    "published": ("source_date",),
}
_NEEDED: Final = ("id", "date_start", "date_end", "side_a")
_DAY, _DAYS, _WEEK, _MONTH, _MORE = 1, 2, 3, 4, 5
# Declared, not measured: how far to trust bounds that UCDP drew around what was reported
_SURE: Final = {_DAY: 1.0, _DAYS: 0.95, _WEEK: 0.95, _MONTH: 0.9, _MORE: 0.9}
_SUMMARY: Final = 2  # of event_clarity
_ONE_SIDED: Final = 3  # of type_of_violence: those who are killed cannot defend themselves
_KNOWN_PLACE, _NEARBY = 1, 2  # of where_prec: there; within 25 km


class UcdpImporter:
    """A row is an event of deadly violence; the conflicts and dyads that it belongs to are kept with it."""

    suffixes = (".csv", ".xlsx")

    def likeness(self, head: bytes) -> int:
        """By its header."""
        return likeness(head, ("id", "type_of_violence", "side_a", "date_prec", "date_start", "date_end"))

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The events, in the order of the file."""
        for row in event_rows(source, options, "ucdp", _FIELDS, _NEEDED):
            if isinstance(row, Row):
                yield from _read(row, f"{source.origin}:{row.line}", day_first=options.day_first is not False)
            else:
                yield row


def _read(row: Row, where: str, *, day_first: bool) -> Iterator[Record | Problem]:
    key = row.get("id")
    if not key:
        yield Problem(where, "has no id", "take the rows from UCDP again; nothing else names an event")
        return
    first, last = (day(row.get(column), day_first=day_first) for column in ("date_start", "date_end"))
    if first is None or last is None:
        found = f"{row.get('date_start')[:40]!r} to {row.get('date_end')[:40]!r}"
        yield Problem(where, f"has the dates {found}, which are no two days", "write them as 2015-05-11")
        return
    if last < first:
        found = f"{row.get('date_end')[:40]} and begins on {row.get('date_start')[:40]}"
        yield Problem(where, f"ends on {found}", "put date_start before date_end")
        return
    precision = row.code("date_prec")
    if precision not in _SURE and "date_prec" in row.names:
        what = f"has the date_prec {row.get('date_prec')[:40]!r}, none of 1 to 5; its bounds are taken as they are"
        yield Problem(where, what, "compare the row with UCDP's", skipped=False)
    source = cited(named(row.get("source_office")), int(min(row.number("number_of_sources") or 0, 10_000)))
    yield Record(
        line=row.line,
        key=key,
        title=_title(row),
        time=_time(first, last, precision),
        cells=row.cells,
        told=row.run("source_headline") or row.run("source_article") or row.run("dyad_name"),
        dated=row.run("date_start", "date_end"),
        kind=Kind.ATTACK,
        confidence=round(_SURE.get(precision or 0, 0.9) - 0.05 * (row.code("event_clarity") == _SUMMARY), 2),
        parties=tuple(_parties(row)),
        published=_published(row, day_first=day_first),
        publisher=source.publisher,
        address=f"ucdp:{key}",
        stands_for=source.stands_for,
    )


def _time(first: int, last: int, precision: int | None) -> TimeSpan:
    """The bounds, with the grain of the month or year that they are, and of a week where one was known."""
    year, month, begins = civil(first)
    for whole in (TimeSpan.of(year), TimeSpan.of(year, month)):
        if begins == 1 and (whole.start, whole.end) == (first * DAY, (last + 1) * DAY):
            return whole
    return TimeSpan.of_days(first, last, Grain.WEEK if precision == _WEEK and last > first else Grain.DAY)


def _published(row: Row, *, day_first: bool) -> TimeSpan | None:
    """The one day that all its sources have; of several none is the row's."""
    days = {day(text, day_first=day_first) for text in named(row.get("source_date"))}
    found = days.pop() if len(days) == 1 else None
    return None if found is None else TimeSpan.of_days(found, found)


def _title(row: Row) -> str:
    one, other = row.get("side_a"), row.get("side_b")
    if row.code("type_of_violence") == _ONE_SIDED:
        what = f"{one} attacks civilians"
    else:
        what = f"Clash: {one} – {other}" if other else f"Clash: {one}"
    place = row.get("where_coordinates") or row.get("adm_2") or row.get("adm_1") or row.get("country")
    if place and place not in what:  # "Government of Myanmar (Burma)", where no more than the country is known
        what += f" {'near' if row.code('where_prec') == _NEARBY else 'in'} {place}"
    dead = row.code("best") or 0
    return shortened(f"{what}, {dead:,} dead" if dead > 0 else what)


def _parties(row: Row) -> Iterator[Party]:
    other = "other" if row.code("type_of_violence") == _ONE_SIDED else "organisation"
    for name, sort, role in ((row.get("side_a"), "organisation", "agent"), (row.get("side_b"), other, "patient")):
        if name:
            yield Party(name, sort, role)
    place = row.place(
        country(ward=row.code("country_id"), name=row.get("country")), guess=row.code("where_prec") != _KNOWN_PLACE
    )
    if name := row.get("where_coordinates") or row.get("adm_1") or row.get("country"):
        yield Party(name, "place", "place", place=place)


IMPORTER = UcdpImporter()
