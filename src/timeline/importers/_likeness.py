"""How much the first rows look like a table of happenings."""

import csv
from collections.abc import Sequence
from itertools import islice
from typing import Final

from timeline.importers._header import columns, is_day

_LONGEST: Final = 80  # characters of the name of a column
_ROWS: Final = 50


def of_rows(names: Sequence[str], head: bytes, delimiter: str) -> int:
    """3 to 6: a date, by its name or its cells, and the more other fields, the more; else 0.

    >>> of_rows(["Date", "Headline"], b"", ","), of_rows(["event", "edtf", "title", "who"], b"", ",")
    (4, 6)
    >>> of_rows(["On Monday", "it rained"], b"", ",")
    0
    """
    names = [name.strip() for name in names]
    if len(names) < 2 or any(len(name) > _LONGEST or "\n" in name or is_day(name) for name in names):
        return 0
    if any(name[:1] in ("{", "[", "<") for name in names):
        return 0
    found = columns(names, _rows(head, len(names), delimiter), {})
    dated = found.is_dated or found.of.get("published")
    return min(2 + sum(bool(places) for places in found.of.values()), 6) if dated else 0


def _rows(head: bytes, width: int, delimiter: str) -> list[list[str]]:
    """The rows below the header, as far as they are whole."""
    lines = head.decode("utf-8-sig", "replace").replace("\0", "").lstrip("\r\n").split("\n")[1:_ROWS]
    try:
        return [row for row in islice(csv.reader(lines, delimiter=delimiter), _ROWS) if len(row) == width]
    except csv.Error:
        return []
