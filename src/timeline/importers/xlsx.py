"""XLSX: the rows of one sheet, dates and times as the cells show them, formulas as the values last worked out.

Nothing in it is run, and so its texts bear no guard. The ZIP file that it is gets looked over before it is opened, so
that a small one does not fill the disk or the memory.
"""

from collections.abc import Iterator

from timeline.importers import _table
from timeline.importers._sheet import ZIP, opened
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record


class XLSXImporter:
    """A table of happenings in a workbook."""

    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xls")

    def likeness(self, head: bytes) -> int:
        """9 for the ZIP file of a workbook; 4 for the older kind, which is not read but told so."""
        if head.startswith(ZIP):
            return 9 if b"xl/" in head else 0
        return 4 if head.startswith(b"\xd0\xcf\x11\xe0") else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The layout, then the rows; a problem for other sheets that have something."""
        with opened(source, options) as sheet:
            table = _table.Table("xlsx", sheet.names, sheet.rows, guarded=False, serial=sheet.serial)
            yield from _table.read(table, source, options)


IMPORTER = XLSXImporter()
