"""Rows of text parted by commas, tabs, semicolons or bars, with the number of the line at which each begins."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final

from timeline.importers._lines import lines
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.problem import Problem

_HEAD: Final = 65_536
_DELIMITERS: Final = (",", "\t", ";", "|")
_QUOTE: Final = '"'
_LONGEST: Final = 131_072  # characters of a cell, which is what a quotation mark that is never closed costs

Row = tuple[int, list[str]]


def header(head: bytes) -> tuple[str, list[str]]:
    """What parts the cells of a file's first row, and those cells; the delimiter that makes most of them."""
    first = head.decode("utf-8-sig", "replace").lstrip("\r\n").replace("\r", "\n").partition("\n")[0]
    return max(((delimiter, _cells(first, delimiter)) for delimiter in _DELIMITERS), key=lambda one: len(one[1]))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; none, if it is no row."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def rows(source: Source, options: ImportOptions, delimiter: str, *, quoted: bool = True) -> Iterator[Row | Problem]:
    """Every row, blank lines left out; the header too. Without ``quoted`` a quotation mark is a letter.

    Raises:
        NotRead: As :func:`timeline.importers._lines.lines`.
    """
    csv.field_size_limit(_LONGEST)  # it holds for the whole process, and others raise it
    begun: list[tuple[int, str]] = []  # the lines of the row that is being read
    spoilt: list[int] = []  # those of them that hold a NUL
    problems: list[Problem] = []

    def feed() -> Iterator[str]:
        for one in lines(source, options, binary=True):  # it may be inside of a quoted cell
            if isinstance(one, Problem):
                problems.append(one)
            else:
                begun.append(one)
                if "\0" in one[1]:
                    spoilt.append(one[0])
                yield one[1]

    reader = csv.reader(feed(), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    while True:
        begun.clear()
        spoilt.clear()
        try:
            cells = next(reader, None)
        except csv.Error as wrong:
            problems.append(Problem(_where(source, begun), f"is no row: {wrong}", "mend its quotation marks"))
            cells = []
        if problems:
            yield from problems
            problems.clear()
        if cells is None:
            return
        if cells and spoilt:
            yield Problem(f"{source.origin}:{spoilt[0]}", "is binary, not text")
        elif cells and quoted and _QUOTE in begun[0][1] and _is_cut_off([line for _, line in begun], delimiter):
            yield Problem(_where(source, begun), "ends inside a quoted cell", "close it, or fetch the file again")
        elif cells:
            yield begun[0][0], cells


def _where(source: Source, begun: Sequence[tuple[int, str]]) -> str:
    return f"{source.origin}:{begun[0][0]}" if begun else source.origin


def _is_cut_off(text: Sequence[str], delimiter: str) -> bool:
    """Whether the lines of a row end before its last quotation mark is closed: only at the end of a file they can."""
    if text[-1].rstrip("\r\n").endswith(_QUOTE):
        return False
    try:
        list(csv.reader(text, delimiter=delimiter, strict=True))
    except csv.Error as wrong:
        return "end of data" in str(wrong)
    return False


def table(
    source: Source, options: ImportOptions, delimiter: str = "", *, quoted: bool = True
) -> tuple[list[str], Iterator[Row | Problem]]:
    """The names of the columns, and the rows below them, each with a cell for every column.

    Without a delimiter it is the one that makes most of the first row. A name that stands twice gets a number; a row
    with more or fewer cells is a problem.

    Raises:
        NotRead: If there is no header.
    """
    delimiter = delimiter or header(source.stream.peek(_HEAD)[:_HEAD])[0]
    found = rows(source, options, delimiter, quoted=quoted)
    before: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            before.append(one)
            continue
        names, doubled = distinct([name.strip() for name in one[1]])
        if doubled:
            what = f"has two columns named {', '.join(map(repr, doubled))}; the later ones are numbered"
            before.append(Problem(f"{source.origin}:{one[0]}", what, "rename them", skipped=False))
        return names, _below(source, names, found, before)
    raise NotRead("has no header", "put the names of the columns into its first line")


def _below(
    source: Source, names: Sequence[str], found: Iterator[Row | Problem], before: Sequence[Problem]
) -> Iterator[Row | Problem]:
    yield from before
    for one in found:
        if not isinstance(one, Problem) and len(one[1]) != len(names):
            what = f"has {len(one[1])} cells where the header has {len(names)}"
            yield Problem(f"{source.origin}:{one[0]}", what, "mend its delimiters or quotation marks")
        else:
            yield one


def distinct(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names, each once, and those that stood twice.

    >>> distinct(["date", "note", "note", ""])
    (['date', 'note', 'note (2)', 'column 4'], ['note'])
    """
    found: dict[str, None] = {}
    doubled: list[str] = []
    for place, name in enumerate(names, 1):
        one, again = name or f"column {place}", 2
        while one in found:
            one, again = f"{name} ({again})", again + 1
        if one != name and name:
            doubled.append(name)
        found[one] = None
    return list(found), doubled
