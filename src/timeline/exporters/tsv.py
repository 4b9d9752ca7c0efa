"""TSV: one event a line, fields parted by tabs, for ``cut``, ``awk`` and ``sort``.

A tab, a line end or several spaces inside a field become one space; otherwise it is as CSV: the same columns, the same
``'`` before what a spreadsheet would take for a formula, which ``options.raw`` leaves out.
"""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._flat import tsv_rows
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.values.export import PLAIN, ExportOptions


class TSVExporter(Table):
    """To be cut by other tools."""

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and a line for each row."""
        tsv_rows(out, self.columns(options), rows, options)
        return Counter()


EXPORTER = TSVExporter()
