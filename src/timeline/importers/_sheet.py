"""The rows of one sheet of a workbook, by openpyxl: nothing in it is run, and one row at a time is held."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from timeline.errors import UnknownName
from timeline.importers._dates import SERIAL_1900, SERIAL_1904
from timeline.importers._delimited import Row, distinct
from timeline.importers._workbook import has_formulas, said, spooled
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.problem import Problem

ZIP: Final = b"PK\x03\x04"  # how a workbook begins
_DAMAGED: Final = (  # what openpyxl and what it stands on raise for files that are no workbooks, or no more
    zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, EOFError, OSError,
    OverflowError, RuntimeError, AssertionError,
)  # fmt: skip
_FORMULAS: Final = ("ArrayFormula", "DataTableFormula")  # openpyxl's
_WIDEST: Final = 4_096  # columns; Excel has 16,384


class Sheet(NamedTuple):
    """The names of its columns, the rows below these, and the number of the day from which the workbook counts."""

    names: list[str]
    rows: Iterator[Row | Problem]
    serial: int


@contextmanager
def opened(source: Source, options: ImportOptions) -> Iterator[Sheet]:
    """The sheet that the options name, else the first with rows; a problem among these names the others.

    Raises:
        NotRead: If it is no workbook, or has no sheet with rows, or that has no header.
        UnknownName: If there is no sheet of that name.
    """
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # of what a sheet has and openpyxl would not write again
    with spooled(source, options) as file:
        with _sound():
            book = load_workbook(file, read_only=True, data_only=True)
            formulas = load_workbook(file, read_only=True) if has_formulas(file) else None
        try:
            yield _sheet(book, formulas, source, options)
        finally:
            book.close()
            if formulas:
                formulas.close()


def _sheet(book: Any, formulas: Any, source: Source, options: ImportOptions) -> Sheet:
    with _sound():
        sheet, others = _chosen(book, options)
    before: list[Problem] = []
    if others:
        what = f"has other sheets too, which are not read: {', '.join(map(repr, others))}"
        before.append(Problem(source.origin, what, "pass --sheet for one of them", skipped=False))
    rows = _rows(sheet, formulas[sheet.title] if formulas else None, source, options)
    line, header = _header(rows, before)
    names, doubled = distinct([name.strip() for name in header])
    if doubled:
        what = f"has two columns named {', '.join(map(repr, doubled))}; the later ones are numbered"
        before.append(Problem(f"{source.origin}:{line}", what, "rename them", skipped=False))
    serial = SERIAL_1904 if book.epoch.year == 1904 else SERIAL_1900
    return Sheet(names, _below(rows, len(names), before, source), serial)


@contextmanager
def _sound() -> Iterator[None]:
    """Where openpyxl reads: what it raises for a file that is no workbook makes it unread."""
    try:
        yield
    except _DAMAGED as wrong:
        raise NotRead(f"is damaged: {type(wrong).__name__}", "open it in a spreadsheet and save it") from None


def _chosen(book: Any, options: ImportOptions) -> tuple[Any, list[str]]:
    """The sheet to be read, and the names of others that have something."""
    names = [sheet.title for sheet in book.worksheets]
    if options.sheet is not None:
        if options.sheet not in names:
            raise UnknownName("sheet", options.sheet, names)
        return book[options.sheet], []
    filled = [sheet for sheet in book.worksheets if _has_something(sheet)]
    if not filled:
        raise NotRead("has no sheet with rows")
    return filled[0], [sheet.title for sheet in filled[1:]]


def _has_something(sheet: Any) -> bool:
    sheet.reset_dimensions()  # what it says of its size may be wrong
    return any(cell.value is not None for row in sheet.iter_rows(max_row=1_000) for cell in row)


def _rows(sheet: Any, formulas: Any, source: Source, options: ImportOptions) -> Iterator[Row | Problem]:
    """The rows that have something, each with its number; that no more can be read is a problem of the last."""
    last = 0
    try:
        for number, found in _numbered(sheet, formulas, source, options):
            last = number
            if found:
                yield found
    except NotRead as why:
        if not last:
            raise
        yield Problem(source.origin, f"{why.what}, and read up to row {last:,}", why.advice)


def _numbered(
    sheet: Any, formulas: Any, source: Source, options: ImportOptions
) -> Iterator[tuple[int, Row | Problem | None]]:
    """What is said of each row."""
    with _sound():
        sheet.reset_dimensions()
        twins: Iterator[tuple[object, ...]] = iter(())
        if formulas is not None:
            formulas.reset_dimensions()
            twins = formulas.iter_rows(values_only=True)
        for line, row in enumerate(sheet.iter_rows(), 1):
            cells = [said(cell) for cell in row[:_WIDEST]]
            lost = [one for cell, one in zip(cells, next(twins, ()), strict=False) if not cell and _is_formula(one)]
            where = f"{source.origin}:{line}"
            if lost:
                what = f"has a formula whose value was not saved: {str(lost[0])[:40]!r}"
                yield line, Problem(where, what, "open it in a spreadsheet and save it")
            elif sum(map(len, cells)) > options.max_bytes:
                yield line, Problem(where, f"has more than {options.max_bytes:,} characters", "raise --max-bytes")
            else:
                yield line, (line, cells) if any(cell.strip() for cell in cells) else None


def _is_formula(value: object) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or type(value).__name__ in _FORMULAS


def _header(rows: Iterator[Row | Problem], before: list[Problem]) -> tuple[int, list[str]]:
    """The first row with two cells or more that say something: what stands above is a heading."""
    for one in rows:
        if isinstance(one, Problem):
            before.append(one)
        elif sum(bool(cell.strip()) for cell in one[1]) > 1:
            last = max(place for place, cell in enumerate(one[1]) if cell.strip())
            return one[0], one[1][: last + 1]
    raise NotRead("has no header", "put the names of the columns into its first row")


def _below(
    rows: Iterator[Row | Problem], width: int, before: Sequence[Problem], source: Source
) -> Iterator[Row | Problem]:
    """The rows below the header, each as wide as that."""
    yield from before
    for one in rows:
        if isinstance(one, Problem):
            yield one
        elif any(cell.strip() for cell in one[1][width:]):
            yield Problem(
                f"{source.origin}:{one[0]}", "has cells to the right of the header's last", "name their columns"
            )
        else:
            yield one[0], (one[1] + [""] * width)[:width]
