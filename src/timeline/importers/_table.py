"""Rows under a header, whatever held them, as records.

A row is known again by its key: a column that is called one ("id", "ref") and has another value in each of the first
rows, or the one that a person names (``--map key=COLUMN``). Where there is none, the key is made of all that the row
says; then a row that was corrected is a new one, and the old one stays until it is taken out. A key of the address and
the date would lose the second of two happenings of one day and one page, and so is not tried.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Final

from timeline.importers import _header as header
from timeline.importers._dates import Dates, Unread, at_midnight, day_first
from timeline.importers._delimited import Row
from timeline.importers._row import Rows
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.formula import bared
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_AHEAD: Final = 2_000  # rows, by which columns and the order of day and month are told
_AHEAD_CHARACTERS: Final = 8_000_000  # of these, at most
_DATES: Final = ("date", "end", "earliest", "latest", "published")


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns and the rows, each with a cell for every column.

    ``guarded`` says that cells may bear the mark that keeps a spreadsheet from running them, which no date or number
    begins with; ``serial`` is the day from which a workbook counts.
    """

    form: str
    names: Sequence[str]
    rows: Iterator[Row | Problem]
    guarded: bool = True
    serial: int | None = None


def read(table: Table, source: Source, options: ImportOptions) -> Iterator[Layout | Record | Problem]:
    """How the table is understood, then its rows.

    Raises:
        NotRead: If there is no header, or no column has dates.
        UnknownName: If ``options.columns`` names a field or a column that is not there.
    """
    if day := next(filter(header.is_day, table.names), ""):
        raise NotRead(f"has no header: its first row has the date {day!r}", "put the names of the columns before it")
    ahead = _ahead(table.rows)
    seen = [one[1] for one in ahead if not isinstance(one, Problem)]
    columns = header.columns(table.names, seen, options.columns)
    if not columns.is_dated and not columns.of.get("published") and "date" not in options.columns:
        there = ", ".join(table.names[:40])
        raise NotRead("has no column of dates that its name or its values tell", f"pass --map date=COLUMN of: {there}")
    yield columns.layout(table.form)
    if columns.shared is not None:
        what = f"has a column {table.names[columns.shared]!r} that is empty or the same in several rows, so that"
        advice = "pass --map key=COLUMN if another is no row's but its own"
        yield Problem(source.origin, f"{what} a row is known by all it says", advice, skipped=False)
    order = options.day_first if options.day_first is not None else day_first(_cells(columns, seen, _DATES))
    days = not columns.of.get("grain") and at_midnight(_cells(columns, seen, ("date", "end")))
    rows = Rows(columns, Dates(order, options.zone, table.serial, days), frozenset(options.columns))
    for one in chain(ahead, table.rows):
        if isinstance(one, Problem):
            yield one
            continue
        line, cells = one
        if table.guarded:
            cells = [bared(cell) if cell[:1] == "'" else cell for cell in cells]
        yield from _record(rows, f"{source.origin}:{line}", line, cells)


def _record(rows: Rows, where: str, line: int, cells: Sequence[str]) -> Iterator[Record | Problem]:
    if not any(cells):
        return
    found = rows.record(line, _key(rows.columns, cells), cells)
    if isinstance(found, Unread):
        yield Problem(where, found.what, found.advice)
        return
    record, notes = found
    for note in notes:
        yield Problem(where, note, skipped=False)
    yield record


def _key(columns: header.Columns, cells: Sequence[str]) -> str:
    """The cells of the key; of a row that has none, or whose table has none, what all its cells come to."""
    said = [cells[place].strip() for place in columns.key]
    if any(said):
        return " | ".join(said)
    filled = sorted(f"{name}\0{cell}\0" for name, cell in zip(columns.names, cells, strict=True) if cell)
    return "row-" + sha256("".join(filled).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _ahead(rows: Iterator[Row | Problem]) -> list[Row | Problem]:
    found: list[Row | Problem] = []
    characters = 0
    for one in rows:
        found.append(one)
        characters += 0 if isinstance(one, Problem) else sum(map(len, one[1]))
        if len(found) >= _AHEAD or characters > _AHEAD_CHARACTERS:
            break
    return found


def _cells(columns: header.Columns, seen: Iterable[Sequence[str]], fields: Iterable[str]) -> Iterator[str]:
    """What the first rows have for these fields."""
    places = [place for field in fields for place in columns.of.get(field, ())]
    return (cells[place] for cells in seen for place in places)
