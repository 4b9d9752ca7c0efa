"""Rows of any columns, in the forms in which people and programs read them.

``table`` and ``markdown`` are for people: a value is one line, without what would steer a terminal. The others are for
programs: CSV and JSON keep every character, TSV makes every space one. Bytes are written in hexadecimal as SQL does,
``x'6869'``; what is not known is empty, in JSON ``null``. Memory does not grow with the number of rows.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final

from timeline.errors import UnknownName
from timeline.exporters.csv import guarded
from timeline.exporters.json import array
from timeline.exporters.jsonl import encoded
from timeline.exporters.markdown import escaped
from timeline.workflow.counted import Counted
from timeline.workflow.wording import columns as width
from timeline.workflow.wording import printable

Row = Sequence[object]
_MEASURED: Final = 200  # rows of a table by which its columns are made; later ones that are wider stand out
_DATE: Final = re.compile(r"-[0-9]+(-[0-9]{2}){0,2}")  # of a year before 1, or a number: no formula


def write(columns: Sequence[str], rows: Iterable[Row], form: str, out: BinaryIO) -> int:
    """Write rows, and say how many they were.

    Raises:
        UnknownName: If there is no such form; the message lists those there are.
    """
    if form not in _FORMS:
        raise UnknownName("form", form, list(FORMS))
    counted = Counted(rows)
    for line in _FORMS[form](columns, iter(counted)):
        out.write(line.encode("utf-8", "replace"))
    return counted.count


def objects(records: Iterable[object], form: str) -> Iterator[bytes]:
    """Records as pieces of a file of JSON: one array, or for ``jsonl`` a line each."""
    lines = map(encoded, records)
    return array(lines) if form == "json" else (line + b"\n" for line in lines)


def shown(value: object) -> str:
    """A value as text.

    >>> shown(None), shown(2.0), shown(True), shown(b"hi")
    ('', '2.0', 'true', "x'6869'")
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case bytes():
            return f"x'{value.hex()}'"
    return str(value)


def _table(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    first = list(islice(rows, _MEASURED))
    texts = [[printable(shown(value)) for value in row] for row in first]
    heads = [printable(name) for name in columns]
    widths = [max(map(width, column)) for column in zip(heads, *texts, strict=True)]
    right = [all(isinstance(row[n], int | float | None) for row in first) for n in range(len(columns))]

    def line(cells: Sequence[str]) -> str:
        spaces = (" " * max(0, size - width(cell)) for cell, size in zip(cells, widths, strict=True))
        padded = (s + cell if r else cell + s for cell, s, r in zip(cells, spaces, right, strict=True))
        return "  ".join(padded).rstrip() + "\n"

    yield line(heads)
    yield line(["-" * size for size in widths])
    yield from map(line, texts)
    for row in rows:
        yield line([printable(shown(value)) for value in row])


def _markdown(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    yield line(map(_in_markdown, columns))
    yield line("---" for _ in columns)
    for row in rows:
        yield line(_in_markdown(shown(value)) for value in row)


def _in_markdown(text: str) -> str:
    return escaped(printable(text))


def _csv(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    import csv

    lines: list[str] = []
    writer = csv.writer(_Lines(lines.append), lineterminator="\r\n")
    for row in chain([columns], rows):
        writer.writerow([_safe(value) for value in row])
        yield lines.pop()


class _Lines:
    """A file to :mod:`csv`, each of whose lines is handed on."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.write = take


def _tsv(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    for row in chain([columns], rows):
        yield "\t".join(" ".join(shown(value).replace("\0", " ").split()) for value in row) + "\n"


def _safe(value: object) -> str:
    """A value that no spreadsheet takes for a formula: the guard of the export to CSV."""
    text = shown(value)
    return guarded(text) if isinstance(value, str) and not _DATE.fullmatch(text) else text


def _jsonl(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    names = _distinct(columns)
    for row in rows:
        yield json.dumps(dict(zip(names, map(_in_json, row), strict=True)), ensure_ascii=False) + "\n"


def _json(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    between = "[\n"
    for line in _jsonl(columns, rows):
        yield between + line.rstrip("\n")
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _in_json(value: object) -> object:
    known = isinstance(value, int | str | None) or (isinstance(value, float) and math.isfinite(value))
    return value if known else shown(value)


def _distinct(columns: Sequence[str]) -> list[str]:
    """The columns' names; one that comes again gets a number.

    >>> _distinct(["id", "id", "id_2"])
    ['id', 'id_3', 'id_2']
    """
    names: list[str] = []
    for name in columns:
        other, number = name, 1
        while other in names or (number > 1 and other in columns):
            number += 1
            other = f"{name}_{number}"
        names.append(other)
    return names


_FORMS: Final = {"table": _table, "csv": _csv, "tsv": _tsv, "json": _json, "jsonl": _jsonl, "markdown": _markdown}
FORMS: Final = tuple(_FORMS)
FLAT: Final = ("csv", "tsv", "markdown")  # those that have nothing but rows
