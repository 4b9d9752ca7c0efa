"""What every format owes.

An exporter is found by the name of its file. It writes the events as they come, one after the other, without keeping
them, so that ten million cost no more memory than ten; the same events are the same bytes, on any machine and any day.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Protocol, runtime_checkable

from timeline.discovery import Catalogue
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

Row = Sequence[str | int | float]

EXPORTERS = Catalogue("timeline.exporters", "EXPORTER", "format")


class Exporter(Protocol):
    """Writes one format."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the events, with their sources, as they come; ``out`` is left open.

        Returns:
            Of the events that the format has no room for, how many were left out for which reason.

        Raises:
            UnknownName: If there is no such column.
        """
        ...


@runtime_checkable
class OfRows(Protocol):
    """Takes flat rows as well (:mod:`timeline.exporters._fields`), which are read far faster than events.

    Events and the rows that are made of them are the same bytes.
    """

    def columns(self, options: ExportOptions) -> Sequence[str]:
        """The columns of the rows that are all it wants; empty if it wants the events.

        Raises:
            UnknownName: If there is no such column.
        """
        ...

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the rows as :meth:`Exporter.write` does their events."""
        ...
