r"""TSV: cells parted by tabs. A quotation mark is a letter, as this project's own TSV has it, unless all are quotes.

They are where the header is quoted; or each cell that begins with one is closed, and without them rows would have more
or fewer cells than the header, or all that they hold is what spreadsheets quote: a quotation mark doubled, or a comma
where no other cell has one.
"""

import re
from collections.abc import Iterator
from typing import Final

from timeline.importers import _table
from timeline.importers._delimited import header, table
from timeline.importers._likeness import of_rows
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_QUOTED: Final = re.compile(rb'(?:^|(?<=[\t\n]))"((?:[^"]|"")*)"(?=[\t\r\n]|$)')
_BEGUN: Final = re.compile(rb'(?:^|(?<=[\t\n]))"')
_HEAD: Final = 65_536


class TSVImporter:
    """A table of happenings under a header, its cells parted by tabs."""

    suffixes: tuple[str, ...] = (".tsv", ".tab")

    def likeness(self, head: bytes) -> int:
        """3 to 6 for a header with a date and other fields, parted by tabs."""
        delimiter, names = header(head)
        return of_rows(names, head, delimiter) if delimiter == "\t" else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The layout, then the rows."""
        quoted = _is_quoted(source.stream.peek(_HEAD)[:_HEAD])
        names, rows = table(source, options, "\t", quoted=quoted)
        yield from _table.read(_table.Table("tsv", names, rows), source, options)


def _is_quoted(head: bytes) -> bool:
    """Whether quotation marks at the beginning of a cell are quotes.

    >>> _is_quoted(b'date\\ttitle\\n2020\\t"A ""B"" C"\\n'), _is_quoted(b'date\\ttitle\\n2020\\t"Titanic"\\n')
    (True, False)
    """
    whole = len(head) < _HEAD
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b'"'):
        return True
    quoted, plain = _QUOTED.findall(head), _QUOTED.sub(b"", head)
    if not quoted or len(_BEGUN.findall(plain)) > (not whole):  # one may be cut off by the end of the head
        return False
    lines = [line for line in head.split(b"\n")[: None if whole else -1] if line.strip()]
    if any(line.count(b"\t") != lines[0].count(b"\t") for line in lines):
        return any(b"\t" in cell or b"\n" in cell for cell in quoted)
    return all(b'""' in cell or (b"," in cell and b"," not in plain) for cell in quoted)


IMPORTER = TSVImporter()
