r"""TSV: cells parted by tabs. A quotation mark is a letter, as this project's own TSV has it, unless all are quotes.

They are where each cell that begins with one is closed, and holds what wants one: a tab, a line end, a comma or a
quotation mark doubled, as a spreadsheet writes it; or where the header is quoted. Texts bear no guard.
"""

import re
from collections.abc import Iterator
from typing import Final

from timeline.importers import _table
from timeline.importers._delimited import header, table
from timeline.importers._likeness import of_header
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_QUOTED: Final = re.compile(rb'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=[\t\r\n]|$)')
_BEGUN: Final = re.compile(rb'(?:^|(?<=[\t\n]))"')
_WANTED: Final = re.compile(rb'[\t\n,]|""')


class TSVImporter:
    """A table of happenings under a header, its cells parted by tabs."""

    suffixes: tuple[str, ...] = (".tsv", ".tab")

    def likeness(self, head: bytes) -> int:
        """3 to 6 for a header with a date and other fields, parted by tabs."""
        delimiter, names = header(head)
        return of_header(names) if delimiter == "\t" else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The layout, then the rows."""
        quoted = _is_quoted(source.stream.peek(65_536)[:65_536])
        names, rows = table(source, options, "\t", quoted=quoted)
        yield from _table.read(_table.Table("tsv", names, rows, guarded=False), source, options)


def _is_quoted(head: bytes) -> bool:
    """Whether quotation marks at the beginning of a cell are quotes.

    >>> _is_quoted(b'date\\ttitle\\n2020\\t"A ""B"" C"\\n'), _is_quoted(b'date\\ttitle\\n2020\\t"Titanic"\\n')
    (True, False)
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b'"'):
        return True
    quoted = _QUOTED.findall(head)
    unclosed = len(_BEGUN.findall(_QUOTED.sub(b"", head)))  # one may be cut off by the end of the head
    return bool(quoted) and unclosed <= (len(head) >= 65_536) and all(_WANTED.search(cell) for cell in quoted)


IMPORTER = TSVImporter()
