"""Parquet: the columns of the flat row, each of its own type, for DuckDB, pandas, Polars and the like.

What each column says: :mod:`timeline.exporters._fields`; the file says it too. Names are lists; dates are text, since
no type of Parquet has a month or a year before 1, and beside them, unless columns are chosen, stand ``start_second``,
the first civil second inside, and ``end_second``, the first after, counted from 1970-01-01T00:00 of the clock on the
wall. What is not known is null. ``timeline.schema`` in the file's metadata is the version of all this; new columns do
not change it. Half a surrogate pair becomes ``?``.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, BinaryIO, Final

import pyarrow as pa
from pyarrow import parquet

from timeline.exporters._fields import USUAL, Column, Holds, Told, columns, told
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

SCHEMA: Final = "1"
_GROUP: Final = 8_192  # events in a row group
_BYTES: Final = 16 << 20  # or as many bytes, where texts are long
_BATCH: Final = 256  # events that are held as such
_TYPES: Final = {Holds.COUNT: pa.int64(), Holds.NUMBER: pa.float64(), Holds.FLAG: pa.bool_()}


class ParquetExporter:
    """To be asked by SQL elsewhere."""

    library = "pyarrow"

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the events in groups of some thousand, each of which is held once as columns."""
        fields, ways = _schema(options.columns)
        schema = pa.schema(fields, metadata={"timeline.schema": SCHEMA})
        rest = iter(events)
        held: list[Any] = []
        with parquet.ParquetWriter(_Onward(out), schema, compression="zstd") as writer:
            while batch := [told(event) for event in islice(rest, _BATCH)]:
                cells = [pa.array(map(way, batch), f.type) for way, f in zip(ways, fields, strict=True)]
                held.append(pa.record_batch(cells, schema=schema))
                if sum(b.num_rows for b in held) >= _GROUP or sum(b.nbytes for b in held) >= _BYTES:
                    writer.write_table(pa.Table.from_batches(held))
                    held.clear()
            if held:
                writer.write_table(pa.Table.from_batches(held))
        return Counter()


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


Way = Callable[[Told], Any]


def _schema(names: tuple[str, ...]) -> tuple[list[Any], list[Way]]:
    """The fields, with how each is filled."""
    fields, ways = [], []
    for name, column in zip(names or USUAL, columns(names or USUAL), strict=True):
        type_ = pa.list_(pa.string()) if column.many else _TYPES.get(column.holds, pa.string())
        fields.append(pa.field(name, type_, metadata={"description": column.says}))
        ways.append(_way(column))
    if not names:
        for name, says, way in _SECONDS:
            fields.append(pa.field(name, pa.int64(), metadata={"description": says}))
            ways.append(way)
    return fields, ways


_SECONDS: Final[tuple[tuple[str, str, Way], ...]] = (
    (
        "start_second",
        "the first civil second inside, from 1970-01-01T00:00; null is open or undated",
        lambda t: t.event.time and t.event.time.start,
    ),
    ("end_second", "the first civil second after", lambda t: t.event.time and t.event.time.end),
)


def _way(column: Column) -> Way:
    """A cell as Arrow takes it: text as UTF-8, ``None`` for what is empty."""
    if many := column.many:
        return lambda one: [_utf8(name) for name in many(one)]
    of = column.of
    if column.holds is Holds.FLAG:
        return lambda one: bool(of(one))

    def way(one: Told) -> Any:
        value = of(one)
        return (_utf8(value) if value else None) if isinstance(value, str) else value

    return way


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


EXPORTER = ParquetExporter()
