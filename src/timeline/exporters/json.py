"""JSON: one array of the objects that JSON Lines has a line each."""

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters._json import array
from timeline.exporters.jsonl import lines
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class JSONExporter:
    """To be read whole by a program."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an array, an object a line."""
        out.writelines(array(lines(events, options.columns)))
        return Counter()


EXPORTER = JSONExporter()
