"""CSV (RFC 4180): UTF-8 without a mark, CRLF, one event a line, dates in ISO 8601 with both days inside.

``quote``, ``document``, ``url`` and ``published`` are those of the source whose title the event bears; ``sources``
counts the documents, ``independent`` the sources behind them, ``claims`` the sentences; ``disputed`` is 1 where sources
date it differently.
``latitude``, ``longitude`` (degrees north and east) and ``country`` are those of the first place of known position.

A spreadsheet takes a text that begins with ``=`` for a formula and runs it (CWE-1236). Columns of text are therefore
guarded by a leading ``'``; one such character is to be taken off when the file is read again. Columns of dates and
numbers are not: ``-0043-03-15`` stays what it is.
"""

import csv
import re
from collections.abc import Iterable
from typing import BinaryIO, Final

from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.mention import Place

COLUMNS: Final = (
    "event", "edtf", "earliest", "latest", "grain", "basis", "status", "title", "who", "where", "sources", "quote",
    "document", "url", "published", "kind", "confidence", "latitude", "longitude", "country", "alleged_by",
    "independent", "claims", "disputed",
)  # fmt: skip
_FORMULA: Final = re.compile("'*[ \u00a0\ufeff]*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """The text, with ``'`` before it if a spreadsheet might run it or a reader take off a ``'`` of its own.

    >>> guarded("=cmd()"), guarded("'=cmd()"), guarded("'tis")
    ("'=cmd()", "''=cmd()", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


class CSVExporter:
    """To be opened by a spreadsheet, or by anything."""

    def write(self, events: Iterable[Event], out: BinaryIO) -> None:
        """Write a header and a line for each event; half a surrogate pair, which UTF-8 has not, becomes ``?``."""
        rows = csv.writer(_Encoded(out), lineterminator="\r\n")
        rows.writerow(COLUMNS)
        rows.writerows(_row(event) for event in events)


class _Encoded:
    """Text as bytes. A ``TextIOWrapper`` would close ``out`` where its disk is full."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8", "replace"))


def _row(event: Event) -> list[str | int | float]:
    time = event.time
    source = event.told_by
    place = _place(event)
    return [
        event.number,
        edtf.text(time) if time else "",
        (time and time.first_day) or "",
        (time and time.last_day) or "",
        time.grain.label if time else "",
        event.basis.value,
        event.status.value,
        guarded(event.title),
        guarded("; ".join(event.who)),
        guarded("; ".join(event.where)),
        event.documents,
        guarded(source.quote) if source else "",
        guarded(_name(source)) if source else "",
        guarded(source.url or "") if source else "",
        edtf.text(source.published) if source and source.published else "",
        event.kind.value,
        event.confidence,
        place.latitude if place else "",
        place.longitude if place else "",
        guarded(place.country) if place else "",
        guarded(event.alleged_by),
        event.independent,
        event.mentions,
        int(event.disputed),
    ]


def _place(event: Event) -> Place | None:
    """The first place where it happened whose position is known."""
    parties = (party for source in event.sources for party in source.mention.parties)
    return next((party.place for party in parties if party.role == "place" and party.place), None)


def _name(source: Source) -> str:
    """What leads to the document: its name as it came in, else where it was found."""
    return source.doc_id or next(iter(source.addresses), "") or f"document {source.document}"


EXPORTER = CSVExporter()
