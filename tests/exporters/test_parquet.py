"""Parquet: what pyarrow reads back, column by column."""

import io
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from exporters.samples import events, sample
from timeline.errors import UnknownName
from timeline.exporters._fields import COLUMNS, USUAL
from timeline.exporters.parquet import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import ExportOptions
from timeline.values.mention import Place
from timeline.values.time import TimeSpan


def written(*items: Event, columns: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    EXPORTER.write(items, out, ExportOptions(columns))
    return out.getvalue()


def read(data: bytes) -> Any:
    return parquet.read_table(io.BytesIO(data))


def in_utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def test_each_column_has_its_type_and_says_what_it_is() -> None:
    schema = read(written(sample())).schema
    assert schema.names == [*USUAL, "start_second", "end_second"]
    types = {name: schema.field(name).type for name in schema.names}
    assert types["event"] == types["sources"] == types["start_second"] == types["end_second"] == pa.int64()
    assert types["confidence"] == types["latitude"] == pa.float64()
    assert types["who"] == types["where"] == pa.list_(pa.string())
    assert types["disputed"] == pa.bool_()
    assert types["title"] == types["edtf"] == types["earliest"] == pa.string()
    assert schema.metadata[b"timeline.schema"] == b"1"
    assert schema.field("quote").metadata[b"description"].decode() == COLUMNS["quote"].says


def test_what_is_not_known_is_null() -> None:
    [row] = read(written(sample(time=None, url=None))).to_pylist()
    names = ("edtf", "earliest", "latest", "grain", "url", "latitude", "longitude", "start_second", "end_second")
    assert [row[name] for name in names] == [None] * len(names)


@given(st.lists(events(), max_size=4))
def test_any_events_come_back(items: list[Event]) -> None:
    found = read(written(*items)).to_pylist()
    assert [row["event"] for row in found] == [event.number for event in items]
    for row, event in zip(found, items, strict=True):
        assert (row["title"] or "") == in_utf8(event.title)
        assert row["who"] == [in_utf8(name) for name in event.who]
        assert row["confidence"] == event.confidence
        assert row["edtf"] == (edtf.text(event.time) if event.time else None)
        span = event.time or TimeSpan(None, None, edtf.parse("2019").grain)
        assert (row["start_second"], row["end_second"]) == (span.start, span.end)


def test_a_group_has_some_thousand_events_and_all_are_in_one() -> None:
    file = parquet.ParquetFile(io.BytesIO(written(*(sample(number) for number in range(20_000)))))
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    assert sizes == [8_192, 8_192, 3_616]
    assert file.read(["event"]).column("event").to_pylist() == list(range(20_000))


def test_long_texts_make_smaller_groups() -> None:
    file = parquet.ParquetFile(io.BytesIO(written(*(sample(n, quote="x" * 50_000) for n in range(1_000)))))
    assert file.metadata.num_row_groups > 1
    assert file.metadata.num_rows == 1_000


def test_chosen_columns_are_those_alone_and_an_unknown_one_is_refused() -> None:
    place = Place("GB", 51.0, 1.0)
    assert read(written(sample(place=place), columns=("where", "latitude"))).to_pylist() == [
        {"where": ["Dover"], "latitude": 51.0}
    ]
    with pytest.raises(UnknownName, match="there is no column 'colour'"):
        written(sample(), columns=("colour",))
