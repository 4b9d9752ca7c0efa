"""Rows of any columns, in the forms in which people and programs read them.

``table`` and ``markdown`` are for people: a value is one line, without what would steer a terminal. The others are for
programs: CSV and JSON keep every character, TSV makes every space one. Bytes are written in hexadecimal as SQL does,
``x'6869'``; what is not known is empty, in JSON ``null``. Memory does not grow with the number of rows.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final

from timeline.errors import UnknownName
from timeline.exporters import markdown
from timeline.exporters._fields import Holds
from timeline.exporters._flat import csv_rows, tsv_rows
from timeline.exporters._json import array, encoded
from timeline.values.export import PLAIN
from timeline.workflow.counted import Counted
from timeline.workflow.wording import columns as width
from timeline.workflow.wording import printable

Row = Sequence[object]
_MEASURED: Final = 200  # rows of a table by which its columns are made; later ones that are wider stand out


def write(columns: Sequence[str], rows: Iterable[Row], form: str, out: BinaryIO) -> int:
    """Write rows, and say how many they were.

    Raises:
        UnknownName: If there is no such form; the message lists those there are.
    """
    if form not in FORMS:
        raise UnknownName("form", form, list(FORMS))
    counted = Counted(rows)
    if form in _PARTED:
        flat = (list(map(_flat, row)) for row in counted)
        _PARTED[form](out, columns, flat, PLAIN, [Holds.ANY] * len(columns))
    else:
        out.writelines(_LINES[form](columns, iter(counted)))
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


def _flat(value: object) -> object:
    """A value as the writers of CSV and TSV take it."""
    known = isinstance(value, str | int | float | None) and not isinstance(value, bool)
    return value if known else shown(value)


def _table(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[bytes]:
    first = list(islice(rows, _MEASURED))
    texts = [[printable(shown(value)) for value in row] for row in first]
    heads = [printable(name) for name in columns]
    widths = [max(map(width, column)) for column in zip(heads, *texts, strict=True)]
    right = [all(isinstance(row[n], int | float | None) for row in first) for n in range(len(columns))]

    def line(cells: Sequence[str]) -> bytes:
        spaces = (" " * max(0, size - width(cell)) for cell, size in zip(cells, widths, strict=True))
        padded = (s + cell if r else cell + s for cell, s, r in zip(cells, spaces, right, strict=True))
        return ("  ".join(padded).rstrip() + "\n").encode("utf-8", "replace")

    yield line(heads)
    yield line(["-" * size for size in widths])
    yield from map(line, texts)
    for row in rows:
        yield line([printable(shown(value)) for value in row])


def _markdown(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[bytes]:
    return markdown.table(map(_in_markdown, columns), (map(_in_markdown, map(shown, row)) for row in rows))


def _in_markdown(text: str) -> str:
    return markdown.escaped(printable(text))


def _jsonl(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    return objects(_records(columns, rows), "jsonl")


def _json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    return objects(_records(columns, rows), "json")


def _records(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    names = _distinct(columns)
    return (dict(zip(names, map(_in_json, row), strict=True)) for row in rows)


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


_LINES: Final = {"table": _table, "json": _json, "jsonl": _jsonl, "markdown": _markdown}
_PARTED: Final = {"csv": csv_rows, "tsv": tsv_rows}
FORMS: Final = ("table", "csv", "tsv", "json", "jsonl", "markdown")
FLAT: Final = ("csv", "tsv", "markdown")  # those that have nothing but rows
