"""CSV, with commas, semicolons, bars or tabs: whatever parts the header into most cells.

Which column is what: ``_headers.toml``; this project's own CSV is read by the same table, and comes in whole.
"""

from collections.abc import Iterator

from timeline.importers import _table
from timeline.importers._delimited import header, table
from timeline.importers._likeness import of_rows
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record


class CSVImporter:
    """A table of happenings under a header, one a row."""

    suffixes: tuple[str, ...] = (".csv",)

    def likeness(self, head: bytes) -> int:
        """3 to 6 for a header with a date and other fields, parted by other than tabs."""
        delimiter, names = header(head)
        return 0 if delimiter == "\t" else of_rows(names, head, delimiter)

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The layout, then the rows."""
        names, rows = table(source, options)
        yield from _table.read(_table.Table("csv", names, rows), source, options)


IMPORTER = CSVImporter()
