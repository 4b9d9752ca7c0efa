"""CSV (RFC 4180): UTF-8, CRLF, one event a line, dates in ISO 8601 with both days inside.

What each column says: :mod:`timeline.exporters._fields`. Text that a spreadsheet would take for a formula has a ``'``
before it, of which one is to be taken off when the file is read again (:func:`timeline.values.formula.bared`). Columns
of dates and numbers have none: ``-0043-03-15`` stays what it is. ``options.raw`` leaves every text as it is.

With ``options.excel`` a byte order mark comes first, by which Excel knows UTF-8 and over which other readers stumble.
"""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._csvw import csvw
from timeline.exporters._flat import csv_rows
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.values.export import PLAIN, ExportOptions


class CSVExporter(Table):
    """To be opened by a spreadsheet, or by anything."""

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and a line for each row."""
        csv_rows(out, self.columns(options), rows, options)
        return Counter()

    def sidecar(self, url: str, options: ExportOptions) -> bytes:
        """What says of each column of the file at that address what it holds (CSV on the Web)."""
        return csvw(self.columns(options), url, options)


EXPORTER = CSVExporter()
