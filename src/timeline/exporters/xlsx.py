"""XLSX: a sheet with an event a row, its header frozen and to be filtered by.

What each column says: :mod:`timeline.exporters._fields`. A date that is one whole day of those that Excel counts from
their true number, 1900-03-01 to 9999-12-31, is a date of Excel; every other (BCE, a month, a range) is text, as EDTF
or ISO 8601 has it. Numbers are numbers. Text is never a formula or a link, whatever it begins with.

A sheet has 1,048,576 rows: events beyond are left out and counted. A cell has 32,767 characters as Excel counts them
(an emoji is two): longer text is cut and ends with ``…``. Half a surrogate pair becomes ``?``.
"""

import math
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from timeline.exporters._fields import Holds, columns
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.values.export import PLAIN, ExportOptions

BEYOND: Final = "beyond the 1,048,576 rows of a sheet"
_ROWS: Final = 1_048_576
_CHARACTERS: Final = 32_767
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_FIRST_DAY: Final = "1900-03-01"  # before, Excel counts a 29 February 1900 that never was
_DAY_0: Final = date(1899, 12, 30).toordinal()
_WIDTHS: Final = {Holds.DAY: 12, Holds.EDTF: 16, Holds.WORD: 11, Holds.COUNT: 9, Holds.FLAG: 9, Holds.NUMBER: 11}
_WIDE: Final = {"title": 60, "quote": 80, "country": 9}  # in characters; other text gets _OTHER
_OTHER: Final = 26
_MADE: Final = datetime(1980, 1, 1)  # what the file says of itself: no clock is read, as in the archive's own entries


class XLSXExporter(Table):
    """To be opened by a spreadsheet, with real dates."""

    library = "XlsxWriter"

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write one sheet, by way of a file aside, so that a pipe gets the same bytes as a disk."""
        with tempfile.TemporaryDirectory() as folder:
            aside = Path(folder, "sheet.xlsx")
            book = xlsxwriter.Workbook(aside, {"constant_memory": True, "tmpdir": folder})
            try:
                left_out = _fill(book, self.columns(options), rows)
                _close(book)
            finally:
                book.fileclosed = True  # else what is unfinished would be written when it is thrown away
            with aside.open("rb") as written:
                shutil.copyfileobj(written, out)
        return left_out


def _close(book: Any) -> None:
    book.use_zip64()
    book.set_properties({"created": _MADE})
    try:
        book.close()
    except FileCreateError as wrong:
        raise OSError(*wrong.args[0].args) from wrong  # the disk is full, say


def _fill(book: Any, names: Iterable[str], rows: Iterable[Row]) -> Counter[str]:
    names = list(names)
    kinds = [column.holds for column in columns(names)]
    sheet = book.add_worksheet("Timeline")
    as_date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    plain = book.add_format()
    for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        sheet.set_column(place, place, _WIDE.get(name, _WIDTHS.get(kind, _OTHER)))
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS}"})
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, book.add_format({"bold": True}))
    writers = [_dated(sheet, as_date, plain) if k in (Holds.DAY, Holds.EDTF) else _text(sheet, plain) for k in kinds]
    beyond = last = 0
    for row in rows:
        if last + 1 >= _ROWS:
            beyond += 1
            continue
        last += 1
        for place, value in enumerate(row):
            if isinstance(value, str):
                writers[place](last, place, value)
            elif math.isfinite(value):
                sheet.write_number(last, place, value)
    sheet.autofilter(0, 0, last, len(names) - 1)
    return Counter({BEYOND: beyond} if beyond else {})


Cell = Callable[[int, int, str], None]


def _dated(sheet: Any, as_date: Any, plain: Any) -> Cell:
    """Writes a day that Excel knows as a date, and anything else as text."""
    write_text = _text(sheet, plain)

    def write(row: int, place: int, text: str) -> None:
        if _DAY(text) and text >= _FIRST_DAY:
            sheet.write_number(row, place, date.fromisoformat(text).toordinal() - _DAY_0, as_date)
        else:
            write_text(row, place, text)

    return write


def _text(sheet: Any, plain: Any) -> Cell:
    def write(row: int, place: int, text: str) -> None:
        if not text:
            return
        if not text.isascii():
            text = text.encode("utf-8", "replace").decode()
        if len(text) > _CHARACTERS // 2:
            text = _cut(text)
        if text.startswith("<r>") and text.endswith("</r>"):  # which xlsxwriter would take for markup of its own
            sheet.write_rich_string(row, place, text[0], plain, text[1:])
        else:
            sheet.write_string(row, place, text)

    return write


def _cut(text: str) -> str:
    """The text, or as much of it as a cell holds with ``…`` after it, no character split."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CHARACTERS:
        return text
    return units[: 2 * (_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


EXPORTER = XLSXExporter()
