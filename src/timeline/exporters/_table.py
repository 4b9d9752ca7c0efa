"""Formats of flat rows: events are written by the rows that are made of them, or rows as they are."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import BinaryIO, ClassVar

from timeline.exporters._fields import USUAL, columns, flat
from timeline.exporters.base import Row
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions


class Table(ABC):
    """An exporter that is both :class:`timeline.exporters.base.Exporter` and :class:`timeline.exporters.base.OfRows`.

    One that writes rows only of chosen columns has no ``usual`` ones, and a ``write`` of its own for whole events.
    """

    usual: ClassVar[Sequence[str]] = USUAL

    def columns(self, options: ExportOptions) -> Sequence[str]:
        """Those that are chosen, else the usual ones."""
        names = options.columns or self.usual
        columns(names)
        return names

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a row for each event."""
        return self.write_rows(flat(events, self.columns(options)), out, options)

    @abstractmethod
    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the rows, each as the values of those columns."""
