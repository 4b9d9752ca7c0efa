"""The Global Terrorism Database (START, University of Maryland): its workbook, or that saved as CSV.

By its codebook ``iday`` 0 is an unknown day and ``imonth`` 0 an unknown month; ``approxdate`` then says in words what
is known. Where these words are two days ("May 10-14, 1972") that agree with the columns, it happened within them; other
words make a date that is given approximate. ``extended`` 1 is an incident of more than a day, a kidnapping say, which
lasted from its day to that of ``resolution``. ``guncertain1`` 1 is a group that is only suspected: it takes no part.
"""

from collections.abc import Iterator
from typing import Final

from timeline.importers._cited import cited
from timeline.importers._codes import country
from timeline.importers._event_rows import Row, event_rows, likeness
from timeline.importers._gtd_days import time
from timeline.importers._sentences import first_sentence, shortened
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.mention import Kind, Party
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_FIELDS: Final = {
    "key": ("eventid",),
    "date": ("iyear", "imonth", "iday", "approxdate", "extended", "resolution"),
    "title": ("summary",),
    "who": ("gname", "gname2", "gname3", "target1", "target2", "target3"),
    "where": ("city", "latitude", "longitude", "specificity", "country_txt"),
}
_NEEDED: Final = ("eventid", "iyear", "imonth", "iday")
_GROUPS: Final = (("gname", "guncertain1"), ("gname2", "guncertain2"), ("gname3", "guncertain3"))
_DATED: Final = ("iyear", "imonth", "iday", "approxdate")
_CITED: Final = ("scite1", "scite2", "scite3")
_UNKNOWN: Final = "unknown"
_DIGITS: Final = 12
_EXACT_PLACE: Final = 1  # of specificity: the coordinates are those of the city named


class GtdImporter:
    """A row is an incident, told by its summary; of those before 1998, which have none, by what its codes mean."""

    suffixes = (".csv", ".xlsx")

    def likeness(self, head: bytes) -> int:
        """By its header."""
        return likeness(head, ("eventid", "iyear", "imonth", "iday", "gname"))

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The incidents, in the order of the file."""
        for row in event_rows(source, options, "gtd", _FIELDS, _NEEDED):
            if isinstance(row, Row):
                yield from _read(row, f"{source.origin}:{row.line}", day_first=options.day_first is True)
            else:
                yield row


def _read(row: Row, where: str, *, day_first: bool) -> Iterator[Record | Problem]:
    key = row.get("eventid").removesuffix(".0")
    if len(key) != _DIGITS or not (key.isascii() and key.isdigit()):
        advice = "export it again with the column as text" if key else "take the rows from GTD again"
        yield Problem(where, f"has the eventid {key[:40]!r}, which is not of {_DIGITS} digits", advice)
        return
    found = time(row, where, day_first=day_first)
    if isinstance(found, Problem):
        yield found
        return
    yield from found.problems
    source = cited([row.get(column) for column in _CITED])
    yield Record(
        line=row.line,
        key=key,
        title=_title(row),
        time=found.time,
        cells=row.cells,
        told=row.run("summary") or row.between("attacktype1_txt", "gname"),
        dated=row.run(*_DATED, *(("extended", "resolution") if row.code("extended") == 1 else ())),
        kind=Kind.ATTACK,
        parties=tuple(_parties(row)),
        publisher="Global Terrorism Database",
        address=f"gtd:{key}",
        stands_for=source.stands_for,
    )


def _title(row: Row) -> str:
    """The summary's first sentence without the day before it; else what the codes say."""
    day, colon, rest = row.get("summary").partition(":")
    if told := first_sentence(rest if colon and not any(c.isalpha() for c in day) else row.get("summary")):
        return shortened(told)
    what = row.get("attacktype1_txt") or "Attack"
    if target := _known(row, "target1") or row.get("targtype1_txt"):
        what += f" on {target}"
    if group := _known(row, "gname"):
        what += f" by {group}"
    if place := _known(row, "city") or _known(row, "provstate") or row.get("country_txt"):
        what += f" in {place}"
    dead = row.code("nkill") or 0
    return shortened(f"{what}, {dead:,} dead" if dead > 0 else what)


def _known(row: Row, column: str) -> str:
    text = row.get(column)
    return "" if text.casefold() == _UNKNOWN else text


def _parties(row: Row) -> Iterator[Party]:
    for column, doubt in _GROUPS:
        if name := _known(row, column):
            yield Party(name, "organisation", "other" if row.code(doubt) == 1 else "agent")
    for column in ("target1", "target2", "target3"):
        if name := _known(row, column):
            yield Party(name, "other", "patient")
    place = row.place(country(name=row.get("country_txt")), guess=row.code("specificity") != _EXACT_PLACE)
    if name := _known(row, "city") or _known(row, "provstate") or row.get("country_txt"):
        yield Party(name, "place", "place", place=place)


IMPORTER = GtdImporter()
