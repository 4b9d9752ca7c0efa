"""Parquet: the columns of the flat row, each of its own type, for DuckDB, pandas, Polars and the like.

What each column says: :mod:`timeline.exporters._fields`; the file says it too. Names are lists; dates are text, since
no type of Parquet has a month or a year before 1, and beside them, unless columns are chosen, stand ``start_second``,
the first civil second inside, and ``end_second``, the first after, counted from 1970-01-01T00:00 of the clock on the
wall. What is not known is null. ``timeline.schema`` in the file's metadata is the version of all this; new columns do
not change it. Half a surrogate pair becomes ``?``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final, TypeVar

import pyarrow as pa
from pyarrow import parquet

from timeline.exporters._fields import COLUMNS, USUAL, Column, Holds, columns, told
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

SCHEMA: Final = "1"
_GROUP: Final = 8_192  # events in a row group
_BYTES: Final = 16 << 20  # or as many bytes, where texts are long
_BATCH: Final = 256  # events that are held as such
_TYPES: Final = {Holds.COUNT: pa.int64(), Holds.NUMBER: pa.float64(), Holds.FLAG: pa.bool_()}


class ParquetExporter(Table):
    """To be asked by SQL elsewhere."""

    library = "pyarrow"
    usual = (*USUAL, "start_second", "end_second")

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the events in groups of some thousand, each of which is held once as columns."""
        names = self.columns(options)
        ways = [_way(column) for column in columns(names)]
        batches = (list(map(told, some)) for some in _batches(events))
        return _write(out, names, ([map(way, batch) for way in ways] for batch in batches))

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """The same of rows, whose names are one text."""
        names = self.columns(options)
        ways = [_parted if column.many else _cell(column) for column in columns(names)]
        batches = (zip(*some, strict=True) for some in _batches(rows))
        return _write(
            out, names, ([map(way, cells) for way, cells in zip(ways, some, strict=True)] for some in batches)
        )


T = TypeVar("T")


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _write(out: BinaryIO, names: Sequence[str], batches: Iterable[list[Iterable[Any]]]) -> Counter[str]:
    schema = pa.schema([_field(name) for name in names], metadata={"timeline.schema": SCHEMA})
    held: list[Any] = []
    with parquet.ParquetWriter(_Onward(out), schema, compression="zstd") as writer:
        for batch in batches:
            cells = [pa.array(some, field.type) for some, field in zip(batch, schema, strict=True)]
            held.append(pa.record_batch(cells, schema=schema))
            if sum(b.num_rows for b in held) >= _GROUP or sum(b.nbytes for b in held) >= _BYTES:
                writer.write_table(pa.Table.from_batches(held))
                held.clear()
        if held:
            writer.write_table(pa.Table.from_batches(held))
    return Counter()


def _field(name: str) -> Any:
    column = COLUMNS[name]
    kind = pa.list_(pa.string()) if column.many else _TYPES.get(column.holds, pa.string())
    return pa.field(name, kind, metadata={"description": column.says})


class _Onward:
    """A file that is written from its beginning to its end, and knows how far, though it be a pipe."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._at = out, 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self._at += len(data)
        self._out.write(data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        """Leave ``out`` open, which is none of ours."""


Way = Callable[[Any], Any]


def _way(column: Column) -> Way:
    """A cell of what is told, as Arrow takes it."""
    if many := column.many:
        return lambda one: [_utf8(name) for name in many(one)]
    of, cell = column.of, _cell(column)
    return lambda one: cell(of(one))


def _cell(column: Column) -> Way:
    """A value as Arrow takes it: text as UTF-8, ``None`` for what is empty."""
    if column.holds is Holds.FLAG:
        return bool
    return lambda value: (_utf8(value) if value else None) if isinstance(value, str) else value


def _parted(joined: str) -> list[bytes]:
    return [_utf8(name) for name in joined.split("; ")] if joined else []


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


EXPORTER = ParquetExporter()
