"""The rows of a table of events as it is published: columns of known names, in any order, upper case or lower."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.errors import UnknownName
from timeline.importers import _cells as cells
from timeline.importers._delimited import Row as Cells
from timeline.importers._delimited import header, table
from timeline.importers._sheet import ZIP, opened
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.mention import Place
from timeline.values.problem import Problem
from timeline.values.record import Layout


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its cells hold, those that are empty left out, under the names and in the order of the file."""

    line: int
    cells: Sequence[tuple[str, str]]
    texts: Mapping[str, str]  # the same
    names: Mapping[str, str]  # what the file calls a column of the format

    def get(self, column: str) -> str:
        """What stands there, without the spaces around it; empty where there is no such column."""
        return self.texts.get(self.names.get(column, ""), "").strip()

    def run(self, *columns: str) -> tuple[str, ...]:
        """The names of those columns that hold something, as far as they are neighbours in this row."""
        wanted = {self.names.get(column) for column in columns}
        found: list[str] = []
        for name, _ in self.cells:
            if name in wanted:
                found.append(name)
            elif found:
                break
        return tuple(found)

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The names of what holds something from one column to another; the first alone where the other is empty."""
        names = [name for name, _ in self.cells]
        begin, end = self.names.get(first), self.names.get(last)
        if begin not in names:
            return ()
        start = names.index(begin)
        return tuple(names[start : names.index(end, start) + 1 if end in names[start:] else start + 1])

    def number(self, column: str) -> float | None:
        """What stands there as a number, with a point or, as in some countries, a comma; else ``None``."""
        return cells.number(self.get(column))

    def code(self, column: str) -> int | None:
        """What stands there as a whole number, which tables that were through a statistics program write ``1.0``."""
        number = self.number(column)
        return int(number) if number is not None and number.is_integer() else None

    def place(self, country: str, *, guess: bool) -> Place | None:
        """Where ``latitude`` and ``longitude`` say; ``None`` where they say nothing that lies on Earth."""
        return cells.position(self.get("latitude"), self.get("longitude"), country, guess=guess)


def likeness(head: bytes, marks: Sequence[str]) -> int:
    """9 if all of these columns are in the header, which no other table has all of; else 0."""
    found = {name.strip().casefold() for name in header(head)[1]}
    return 9 if found.issuperset(marks) else 0


def event_rows(
    source: Source, options: ImportOptions, form: str, fields: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[Layout | Row | Problem]:
    """The layout, then the rows, of a file, delimited or a workbook, that must have the ``needed`` columns.

    ``fields`` are those of a record with the columns that fill them; ``options.columns`` puts another column in the
    place of a field's first.

    Raises:
        NotRead: If a needed column is missing; the message says which.
        UnknownName: As :class:`timeline.importers.base.Importer`.
    """
    if source.stream.peek(len(ZIP)).startswith(ZIP):
        with opened(source, options) as sheet:
            yield from _below(sheet.names, sheet.rows, options, form, fields, needed)
    else:
        columns, rows = table(source, options)
        yield from _below(columns, rows, options, form, fields, needed)


def _below(
    columns: list[str],
    rows: Iterable[Cells | Problem],
    options: ImportOptions,
    form: str,
    fields: Mapping[str, Sequence[str]],
    needed: Sequence[str],
) -> Iterator[Layout | Row | Problem]:
    names = {name.casefold(): name for name in reversed(columns)}
    for field, column in options.columns.items():
        if field not in fields:
            raise UnknownName("field", field, sorted(fields))
        if column.casefold() not in names:
            raise UnknownName("column", column, columns)
        names[fields[field][0]] = names[column.casefold()]
    if missing := [column for column in needed if column not in names]:
        raise NotRead(f"has no column {', '.join(map(repr, missing))}", f"pass another --as, this is no {form}")
    filled = {field: [names[one] for one in wanted if one in names] for field, wanted in fields.items()}
    used = {column for found in filled.values() for column in found}
    yield Layout(form, {k: v for k, v in filled.items() if v}, filled["key"], [c for c in columns if c not in used])
    for row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            line, cells = row
            texts = {name: text for name, text in zip(columns, cells, strict=True) if text.strip()}
            yield Row(line, list(texts.items()), texts, names)
