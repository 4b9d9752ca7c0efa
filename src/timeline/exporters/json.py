"""JSON: one array of the objects that JSON Lines has a line each."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from timeline.exporters.jsonl import lines
from timeline.values.event import Event


class JSONExporter:
    """To be read whole by a program."""

    def write(self, events: Iterable[Event], out: BinaryIO, columns: Sequence[str] = ()) -> None:
        """Write an array, an object a line."""
        between = b"[\n"
        for one in lines(events, columns):
            out.write(between + one)
            between = b",\n"
        out.write(b"[]\n" if between == b"[\n" else b"\n]\n")


EXPORTER = JSONExporter()
