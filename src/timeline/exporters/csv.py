"""CSV (RFC 4180): UTF-8 without a mark, CRLF, one event a line, dates in ISO 8601 with both days inside.

What each column says: :mod:`timeline.exporters._fields`.

A spreadsheet takes a text that begins with ``=`` for a formula and runs it (CWE-1236). Columns of text are therefore
guarded by a leading ``'``; one such character is to be taken off when the file is read again. Columns of dates and
numbers are not: ``-0043-03-15`` stays what it is.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO, Final

from timeline.exporters._fields import WORDS, fields
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

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

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and a line for each event; half a surrogate pair, which UTF-8 has not, becomes ``?``."""
        rows = csv.writer(_Encoded(out), lineterminator="\r\n")
        names = options.columns or COLUMNS
        filled = [(field, name in WORDS) for name, field in zip(names, fields(names), strict=True)]
        rows.writerow(names)
        for event in events:
            rows.writerow([guarded(str(field(event))) if words else field(event) for field, words in filled])
        return Counter()


class _Encoded:
    """Text as bytes. A ``TextIOWrapper`` would close ``out`` where its disk is full."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8", "replace"))


EXPORTER = CSVExporter()
