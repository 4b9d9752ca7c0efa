"""What every format owes.

An exporter is found by the name of its file. It writes the events as they come, one after the other, without keeping
them, so that ten million cost no more memory than ten; the same events are the same bytes, on any machine and any day.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Protocol

from timeline.discovery import Catalogue
from timeline.values.event import Event

EXPORTERS = Catalogue("timeline.exporters", "EXPORTER", "format")


class Exporter(Protocol):
    """Writes one format."""

    def write(self, events: Iterable[Event], out: BinaryIO, columns: Sequence[str] = ()) -> None:
        """Write the events, with their sources, as they come; ``out`` is left open.

        With ``columns`` only those fields, in their order, of the flat row that a table has; else all that the format
        has room for.

        Raises:
            UnknownName: If there is no such column.
        """
        ...
