"""TSV: one event a line, fields parted by tabs, for ``cut``, ``awk`` and ``sort``.

A tab or line end inside a field becomes a space. What each column says: :mod:`timeline.exporters._fields`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from timeline.exporters._fields import fields
from timeline.exporters.csv import COLUMNS
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class TSVExporter:
    """To be cut by other tools; nothing is guarded, since no spreadsheet is meant."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and a line for each event; half a surrogate pair, which UTF-8 has not, becomes ``?``."""
        names = options.columns or COLUMNS
        filled = fields(names)
        _write(out, names)
        for event in events:
            _write(out, [" ".join(str(field(event)).split()) for field in filled])
        return Counter()


def _write(out: BinaryIO, cells: Sequence[str]) -> None:
    out.write("\t".join(cells).replace("\0", " ").encode("utf-8", "replace") + b"\n")


EXPORTER = TSVExporter()
