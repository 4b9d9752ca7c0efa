"""ACLED's table of events (Armed Conflict Location & Event Data), as CSV parted by commas or semicolons.

What the codes of ``time_precision`` mean is taken from ACLED's codebook, "Time precision codes". 1: the source gives
the day. 2: it happened sometime in a week, or a time as long, a weekend say, whose middle is given: here the seven days
around it. 3: it happened sometime in a month, "the past two or three weeks", or its beginning or end; the middle, first
or last day is given: here the month. ACLED has nothing vaguer, so a code that is none of these is read as 3 and said.
(The codebook that the package acledR ships has other words for 2 and 3; ACLED's own are followed.)

``timestamp`` is when ACLED last put out the row. It is kept, and is no publication day: that would be read as the day
on which the papers in ``source`` wrote of it.
"""

from collections.abc import Iterator
from typing import Final

from timeline.importers._cited import cited, named
from timeline.importers._codes import country, kind
from timeline.importers._dates import day
from timeline.importers._event_rows import Row, event_rows, likeness
from timeline.importers._sentences import first_sentence, shortened, without_lead
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.mention import Kind, Party
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import Grain, TimeSpan, civil

_FIELDS: Final = {
    "key": ("event_id_cnty",),
    "date": ("event_date", "time_precision"),
    "title": ("notes",),
    "kind": ("sub_event_type", "event_type"),
    "who": ("actor1", "actor2", "assoc_actor_1", "assoc_actor_2"),
    "where": ("location", "latitude", "longitude", "geo_precision", "iso"),
    "publisher": ("source",),
}
_SIDES: Final = (("actor1", "inter1", "agent"), ("actor2", "inter2", "patient"))
_ALLIES: Final = ("assoc_actor_1", "assoc_actor_2")
_CROWDS: Final = {
    "5",
    "5.0",
    "rioters",
    "6",
    "6.0",
    "protesters",
    "7",
    "7.0",
    "civilians",
}  # of inter1: no organisation
_EXACT, _WEEK, _MONTH = 1, 2, 3
_SURE: Final = {
    _EXACT: 1.0,
    _WEEK: 0.95,
    _MONTH: 0.9,
}  # declared: a week or month is made from its middle, a day is not


class AcledImporter:
    """A row is an event; ``actor1`` is the agent and ``actor2`` the patient, though ACLED does not say who began."""

    suffixes = (".csv", ".xlsx")

    def likeness(self, head: bytes) -> int:
        """By its header."""
        return likeness(head, ("event_id_cnty", "event_date", "event_type", "actor1"))

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The events, in the order of the file."""
        for row in event_rows(source, options, "acled", _FIELDS, ("event_id_cnty", "event_date")):
            if isinstance(row, Row):
                yield from _read(row, f"{source.origin}:{row.line}", day_first=options.day_first is not False)
            else:
                yield row


def _read(row: Row, where: str, *, day_first: bool) -> Iterator[Record | Problem]:
    key, date = row.get("event_id_cnty"), row.get("event_date")
    if not key:
        yield Problem(where, "has no event_id_cnty", "take the rows from ACLED again; nothing else names an event")
        return
    number = day(date, day_first=day_first)
    if number is None:
        yield Problem(where, f"has the event_date {date[:40]!r}, which is no day", "write it as 2022-06-30")
        return
    precision = row.code("time_precision")
    if precision not in _SURE:
        precision = _EXACT if "time_precision" not in row.names else _MONTH
        if precision == _MONTH:
            what = f"has the time_precision {row.get('time_precision')[:40]!r}, none of 1 to 3; dated to its month"
            yield Problem(where, what, "mend it if the day is known", skipped=False)
    source = cited(named(row.get("source")))
    yield Record(
        line=row.line,
        key=key,
        title=_title(row, number),
        time=_time(number, precision),
        cells=row.cells,
        told=row.run("notes"),
        dated=row.run("event_date"),
        kind=kind("acled", row.get("sub_event_type"), row.get("event_type")) or Kind.OTHER,
        confidence=_SURE[precision],
        parties=tuple(_parties(row)),
        publisher=source.publisher,
        address=f"acled:{key}",
        stands_for=source.stands_for,
    )


def _time(number: int, precision: int) -> TimeSpan:
    if precision == _WEEK:
        return TimeSpan.of_days(number - 3, number + 3, Grain.WEEK)
    year, month, _ = civil(number)
    return TimeSpan.of(year, month) if precision == _MONTH else TimeSpan.of_days(number, number)


def _title(row: Row, number: int) -> str:
    """What the notes say first, without the day and the place; else what happened, to whom, where."""
    year = str(civil(number)[0])
    if told := without_lead(first_sentence(row.get("notes")), year, row.get("location"), row.get("admin1")):
        return shortened(told)
    what = row.get("sub_event_type") or row.get("event_type") or row.get("event_id_cnty")
    who = " – ".join(filter(None, (row.get("actor1"), row.get("actor2"))))
    return shortened(", ".join(filter(None, (f"{what}: {who}" if who else what, row.get("location")))))


def _parties(row: Row) -> Iterator[Party]:
    for column, sort, role in _SIDES:
        if name := row.get(column):
            yield Party(name, "other" if row.get(sort).casefold() in _CROWDS else "organisation", role)
    for column in _ALLIES:
        yield from (Party(name, "organisation", "other") for name in named(row.get(column)))
    land = country(iso=row.code("iso"), name=row.get("country"))
    place = row.place(land, guess=row.code("geo_precision") != 1)
    if name := row.get("location") or row.get("admin1") or row.get("country"):
        yield Party(name, "place", "place", place=place)


IMPORTER = AcledImporter()
