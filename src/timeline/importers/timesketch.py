"""Timesketch: its CSV and its JSON Lines, told apart by their first character.

A row is a moment: ``datetime``, else ``timestamp`` (microseconds in UTC), with ``timestamp_desc`` saying what of and
``message`` telling it. Of what our own export writes, ``edtf`` says the whole span, so that a day stays a day; the
second row of an event that has two ("Event ends", "Event latest") says nothing more, and is counted. All other columns
are kept. A row is known again by ``event_number`` (ours), ``_id`` or ``uuid``, else by its moment and what it says.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from timeline.errors import TimelineError
from timeline.importers._delimited import header, table
from timeline.importers._objects import Cells, cells, first_line, objects, refuse_columns
from timeline.importers._sketch_row import USED, record, repeats
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.values.formula import bared
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_MARK: Final = b'"timestamp_desc"'
_COLUMNS: Final = frozenset(("message", "timestamp_desc"))


class TimesketchImporter:
    """A log of moments."""

    suffixes = (".csv", ".jsonl")

    def likeness(self, head: bytes) -> int:
        """A table with its columns, or objects with its keys, a line each."""
        first = first_line(head)
        if first.startswith(b"{"):
            return 9 if _MARK in first else 0
        return 9 if set(map(str.strip, header(head)[1])) >= _COLUMNS else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The rows as they stand."""
        refuse_columns(options)
        repeated = 0
        if first_line(source.stream.peek(64)).startswith(b"{"):
            yield _layout(())
            rows = _of_lines(source, options)
        else:
            names, found = table(source, options)
            if "message" not in names or not {"datetime", "timestamp"} & set(names):
                raise NotRead("has no columns message and datetime", "name its columns as Timesketch does")
            yield _layout(names)
            rows = _of_table(names, found)
        for one in rows:
            if isinstance(one, Problem):
                yield one
            elif repeats(one[1]):
                repeated += 1
            else:
                try:
                    yield record(one[0], one[1], options)
                except NotRead as why:
                    yield Problem(f"{source.origin}:{one[0]}", why.what, why.advice)
                except TimelineError as wrong:
                    yield Problem(f"{source.origin}:{one[0]}", f"cannot be dated: {wrong}", "mend its datetime")
        if repeated:
            what = f"has {repeated:,} rows that end an event, of which the row that begins it says all"
            yield Problem(source.origin, what, skipped=False)


def _layout(names: Sequence[str]) -> Layout:
    there = {field: [c for c in columns if not names or c in names] for field, columns in USED.items()}
    kept = [name for name in names if not any(name in columns for columns in USED.values())]
    key = [name for name in ("event_number", "_id", "uuid") if name in names][:1]
    fields = {field: columns for field, columns in there.items() if columns}
    return Layout("timesketch", fields, key or ("datetime", "timestamp_desc", "message"), kept)


def _of_table(
    names: Sequence[str], rows: Iterator[tuple[int, list[str]] | Problem]
) -> Iterator[tuple[int, Cells] | Problem]:
    for one in rows:
        if isinstance(one, Problem):
            yield one
        else:
            filled = zip(names, map(bared, one[1]), strict=True)
            yield one[0], [(name, value) for name, value in filled if value]


def _of_lines(source: Source, options: ImportOptions) -> Iterator[tuple[int, Cells] | Problem]:
    for one in objects(source, options):
        yield one if isinstance(one, Problem) else (one[0], cells(one[1]))


IMPORTER = TimesketchImporter()
