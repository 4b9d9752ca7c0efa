"""CSV and TSV, written row by row out of flat values: the one writer of each, for events and for any other rows.

A value is a text, a number or ``None``, which is empty. By what its column holds a text is guarded (see
:mod:`timeline.values.formula`) or left as it is: one of days or numbers only if it is none, by a strict pattern. Values
that are numbers already, and words of a closed list, are trusted. Half a surrogate pair, which UTF-8 has not, becomes
``?``.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any, BinaryIO, Final

from timeline.exporters._fields import COLUMNS, Holds
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.formula import BEGINNING, guarded

Row = Sequence[Any]
_BATCH: Final = 64  # rows: the more, the likelier one of them wants a closer look; 32 and 128 are slower
_DATE: Final = r"(?:-?[0-9X]{4}|Y-?[0-9]{5,11})(?:-[0-9X]{2}){0,2}(?:T[0-9:]{8}(?:Z|[+-][0-9:]{2,5})?)?[?~%]?"
_UNSIGNED: Final = r"[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?"
_NUMBER: Final = f"[+-]?{_UNSIGNED}"
_DAY: Final = r"[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}"
_EDTF: Final = rf"{_DATE}(?:/(?:{_DATE}|\.\.))?"
_PLAIN: Final = {  # what is left as it is, whatever it begins with
    Holds.EDTF: re.compile(_EDTF).fullmatch,
    Holds.DAY: re.compile(_DAY).fullmatch,
    Holds.COUNT: re.compile(_NUMBER).fullmatch,
    Holds.NUMBER: re.compile(_NUMBER).fullmatch,
    Holds.ANY: re.compile(rf"-?{_UNSIGNED}|{_DAY}|{_EDTF}").fullmatch,
}
_LOOKED_AT: Final = (Holds.TEXT, Holds.NAMES, Holds.EDTF, Holds.DAY, Holds.ANY)
_TRUSTED: Final = (Holds.WORD, Holds.FLAG)


def csv_rows(
    out: BinaryIO,
    names: Sequence[str],
    rows: Iterable[Row],
    options: ExportOptions = PLAIN,
    holds: Sequence[Holds] | None = None,
) -> None:
    """Write a header and the rows, as they come, as CSV (RFC 4180); ``options.excel`` puts a mark before them.

    What the columns hold is said by ``holds``, else by their names; a name that is none of ours holds text.
    """
    kinds = holds or [_held(name) for name in names]
    lines: list[str] = []
    writer = csv.writer(_Lines(lines.append), lineterminator="\r\n")
    guard = iter if options.raw else _guard(kinds)
    writer.writerow(names if options.raw else map(guarded, names))
    lines[:1] = ["\ufeff" * options.excel + lines[0]]
    rest = iter(rows)
    while lines:
        out.write("".join(lines).encode("utf-8", "replace"))
        lines.clear()
        writer.writerows(guard(list(islice(rest, _BATCH))))


def tsv_rows(
    out: BinaryIO,
    names: Sequence[str],
    rows: Iterable[Row],
    options: ExportOptions = PLAIN,
    holds: Sequence[Holds] | None = None,
    header: bool = True,
) -> None:
    """The same as lines of fields parted by tabs; every run of spaces in a text, NUL among them, becomes one space."""
    kinds = holds or [_held(name) for name in names]
    ways = [_way(kind, raw=options.raw) for kind in kinds]
    if header:
        title = _way(Holds.TEXT, raw=options.raw)
        out.write("\t".join(map(title, names)).encode("utf-8", "replace") + b"\n")
    for row in rows:
        cells = [way(value) if isinstance(value, str) else _shown(value) for way, value in zip(ways, row, strict=True)]
        out.write("\t".join(cells).encode("utf-8", "replace") + b"\n")


class _Lines:
    """A file to :mod:`csv`, each of whose lines is handed on."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.write = take


def _held(name: str) -> Holds:
    return COLUMNS[name].holds if name in COLUMNS else Holds.TEXT


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _guard(kinds: Sequence[Holds]) -> Callable[[list[Row]], Iterable[Row]]:
    """How a batch of rows is guarded, mostly by no more than one look at the first characters of all its texts."""
    places = [place for place, kind in enumerate(kinds) if kind in _LOOKED_AT]
    if not places:
        return lambda batch: batch
    pick = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
    ways = [(place, _safe(kinds[place])) for place in places]
    firsts = "%.1s" * len(places)
    look = re.compile(BEGINNING).search

    def closer(row: Row) -> Row:
        if not look(firsts % pick(row)):
            return row
        cells = list(row)
        for place, safe in ways:
            if isinstance(cells[place], str):
                cells[place] = safe(cells[place])
        return cells

    def guard(batch: list[Row]) -> Iterable[Row]:
        if look((firsts * len(batch)) % tuple(chain.from_iterable(map(pick, batch)))):
            return map(closer, batch)
        return batch

    return guard


def _safe(kind: Holds) -> Callable[[str], str]:
    plain = _PLAIN.get(kind)
    return guarded if plain is None else lambda text: text if plain(text) else guarded(text)


def _way(kind: Holds, *, raw: bool) -> Callable[[str], str]:
    """How a text is written into a line of TSV."""
    if kind in _TRUSTED:
        return str
    if raw:
        return _one_line
    safe = _safe(kind)
    return lambda text: safe(_one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())
