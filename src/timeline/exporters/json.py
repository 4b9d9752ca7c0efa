"""JSON: one array of the objects that JSON Lines has a line each."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._json import array
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.exporters.jsonl import line, row_lines
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class JSONExporter(Table):
    """To be read whole by a program."""

    usual = ()

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an array, an object a line."""
        if options.columns:
            return super().write(events, out, options)
        out.writelines(array(map(line, events)))
        return Counter()

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an array, an object of the chosen columns a line."""
        out.writelines(array(row_lines(rows, self.columns(options))))
        return Counter()


EXPORTER = JSONExporter()
