"""JSON: one array of the objects that JSON Lines has a line each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

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


def array(objects: Iterable[bytes]) -> Iterator[bytes]:
    """Objects as pieces of one array, an object a line.

    >>> b"".join(array([b"1", b"2"])), b"".join(array([]))
    (b'[\\n1,\\n2\\n]\\n', b'[]\\n')
    """
    between = b"[\n"
    for one in objects:
        yield between + one
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


EXPORTER = JSONExporter()
