"""JSON: one array of the objects that JSON Lines has a line each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from timeline.exporters.jsonl import lines
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class JSONExporter:
    """To be read whole by a program."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an array, an object a line."""
        out.writelines(array(lines(events, options.columns)))
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
