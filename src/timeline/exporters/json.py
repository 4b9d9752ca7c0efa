"""JSON: one array of the objects that JSON Lines has a line each."""

from collections.abc import Iterable
from typing import BinaryIO

from timeline.exporters.jsonl import line
from timeline.values.event import Event


class JSONExporter:
    """To be read whole by a program."""

    def write(self, events: Iterable[Event], out: BinaryIO) -> None:
        """Write an array, an object a line."""
        between = b"[\n"
        for event in events:
            out.write(between + line(event))
            between = b",\n"
        out.write(b"[]\n" if between == b"[\n" else b"\n]\n")


EXPORTER = JSONExporter()
