"""What a format of events owes, what it is given, and what the person at the door may ask of it.

A new format is a new file beside this one that defines ``IMPORTER``, of the shape of :class:`Importer`. It says what
each row claims, and stores nothing. Rows come as they are read, and are not kept, so that ten million cost no more
memory than ten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Final, Protocol

from timeline.discovery import Catalogue
from timeline.intake.not_read import NotRead as NotRead
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record, Restored

IMPORTERS = Catalogue("timeline.importers", "IMPORTER", "format")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What holds for one file.

    ``columns`` says which column fills a field: ``{"date": "event_date"}``. ``zone`` is that of clock times that state
    none ("+03:00"). ``day_first`` reads 04/05/2020 as 4 May, or with ``False`` as 5 April; ``None`` goes by the other
    rows of the file, and refuses what these leave open. ``sheet`` names one of a workbook. ``max_bytes`` is the most
    that one row may have, ``max_unpacked`` what a packed file may grow to.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    day_first: bool | None = None
    sheet: str | None = None
    max_bytes: int = 1_000_000
    max_unpacked: int = 2_000_000_000


PLAIN: Final = ImportOptions()


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes, gzip unpacked. ``origin`` names it for people, in problems; it may not be seekable."""

    origin: str
    stream: BufferedReader


class Importer(Protocol):
    """Reads one format. ``suffixes`` are what its files are called, lower case, with the dot."""

    suffixes: tuple[str, ...]

    def likeness(self, head: bytes) -> int:
        """How much the first 64 KiB, the end perhaps cut off, look like this format: 0 not at all, 9 beyond doubt."""
        ...

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Restored | Problem]:
        """One :class:`Layout`, then the rows in the order they stand, each bad one as a problem ``origin:line``.

        Raises:
            NotRead: If nothing of the source can be read, or nothing more of it; the caller makes it a problem.
            UnknownName: If ``options.columns`` names a field that no record has, or a column that is not there.
        """
        ...
