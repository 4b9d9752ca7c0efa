"""XLSX: what openpyxl reads back, and what Excel could not hold."""

import errno
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from exporters.samples import HOSTILE, events, sample
from timeline.errors import TimelineError
from timeline.exporters import xlsx
from timeline.exporters._fields import USUAL
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import ExportOptions
from timeline.values.mention import Place
from timeline.values.time import TimeSpan, day_number


def written(*items: Event, columns: tuple[str, ...] = ()) -> tuple[bytes, Counter[str]]:
    out = io.BytesIO()
    left_out = xlsx.EXPORTER.write(items, out, ExportOptions(columns))
    return out.getvalue(), left_out


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))["Timeline"]


def rows(data: bytes) -> list[dict[str, Any]]:
    header, *lines = sheet(data).iter_rows()
    names = [cell.value for cell in header]
    return [dict(zip(names, line, strict=True)) for line in lines]


def as_excel_holds(text: str) -> str | None:
    """A text without half surrogates, cut to a cell."""
    text = text.encode("utf-8", "replace").decode()
    return text or None


def test_the_header_is_frozen_to_be_filtered_by_and_names_the_columns() -> None:
    found = sheet(written(sample(), sample(2))[0])
    assert [cell.value for cell in found[1]] == list(USUAL)
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:Y3"
    assert found.column_dimensions["H"].width > 50 > found.column_dimensions["C"].width


def test_numbers_are_numbers_and_days_are_dates() -> None:
    [row] = rows(written(sample(12, place=Place("GB", -51.5, 1.25), confidence=0.75))[0])
    assert (row["event"].value, row["latitude"].value, row["confidence"].value) == (12, -51.5, 0.75)
    for name in ("earliest", "latest", "edtf", "published"):
        assert row[name].is_date
        assert row[name].value == datetime(2019, 5, 15)


@pytest.mark.parametrize(
    ("time", "held"),
    [
        (TimeSpan.of(1900, 3, 1), datetime(1900, 3, 1)),
        (TimeSpan.of(1900, 2, 28), "1900-02-28"),
        (TimeSpan.of(9999, 12, 31), datetime(9999, 12, 31)),
        (TimeSpan.of(10_000, 1, 1), "+10000-01-01"),
        (TimeSpan.of(-43, 3, 15), "-0043-03-15"),
        (edtf.parse("[..1945]"), None),
    ],
)
def test_a_day_that_excel_cannot_hold_is_text(time: TimeSpan, held: object) -> None:
    [row] = rows(written(sample(time=time))[0])
    assert row["earliest"].value == held


@pytest.mark.parametrize("text", ["2019", "2019-05", "2019-05-XX", "2019-05-15~", "2019-05-15/2019-05-17"])
def test_what_is_less_or_more_than_one_day_stays_edtf(text: str) -> None:
    [row] = rows(written(sample(time=edtf.parse(text)))[0])
    assert row["edtf"].value == text


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "<r><t>&</t></r>",
        "<r><x/>&</r>",
        "https://x.example/a b",
        "mailto:a@b.example",
        "_x0041_ and _x0000_",
        "\ufffe\uffff",
        "".join(map(chr, range(1, 32))),
        "{=1}",
        "  spaces  ",
    ],
)
def test_any_text_comes_back_and_none_is_a_formula_or_a_link(text: str) -> None:
    [row] = rows(written(sample(title=text, quote=text))[0])
    for cell in (row["title"], row["quote"]):
        assert cell.data_type != "f"
        assert cell.hyperlink is None
        assert (unescape(cell.value) if cell.value else None) == as_excel_holds(text)


@settings(max_examples=30)
@given(st.lists(events(), max_size=3))
def test_any_events_are_a_workbook_that_is_read_back(items: list[Event]) -> None:
    data, left_out = written(*items)
    found = rows(data)
    assert not left_out
    assert [row["event"].value for row in found] == [event.number for event in items]
    assert [row["title"].value and unescape(row["title"].value) for row in found] == [
        as_excel_holds(event.title) for event in items
    ]
    for row, event in zip(found, items, strict=True):
        said = row["edtf"].value
        said = said.date().isoformat() if isinstance(said, datetime) else said
        assert said == (edtf.text(event.time) if event.time else None)


@pytest.mark.parametrize("letter", ["x", "é", "🚢"])
def test_a_text_longer_than_a_cell_ends_with_an_ellipsis(letter: str) -> None:
    size = len(letter.encode("utf-16-le")) // 2
    fits = letter * (32_767 // size)
    whole, cut = rows(written(sample(quote=fits), sample(quote=fits + letter))[0])
    assert whole["quote"].value == fits
    assert cut["quote"].value == letter * (32_766 // size) + "…"


def test_what_has_no_row_left_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    data, left_out = written(*(sample(number) for number in range(5)))
    assert [row["event"].value for row in rows(data)] == [0, 1]
    assert left_out == {xlsx.BEYOND: 3}


def test_every_part_is_well_formed_and_bears_no_day_of_writing() -> None:
    data, _ = written(*(sample(title=text) for text in HOSTILE))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            ElementTree.fromstring(archive.read(part))
            assert part.date_time[0] == 1980
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_pipe_gets_what_a_disk_gets() -> None:
    class Pipe(io.RawIOBase):
        got = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.got += bytes(data)
            return len(data)

    pipe = Pipe()
    xlsx.EXPORTER.write([sample()], pipe)  # type: ignore[arg-type]
    assert pipe.got == written(sample())[0]


def test_what_ends_in_the_middle_leaves_nothing_behind_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Over(TimelineError):
        pass

    def some() -> Iterator[Event]:
        yield sample()
        raise Over("the time is over")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = io.BytesIO()
    with pytest.raises(Over):
        xlsx.EXPORTER.write(some(), out)
    assert out.getvalue() == b""
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(OSError, match="No space left on device") as wrong:
        written(sample())
    assert wrong.value.errno == errno.ENOSPC


def test_what_is_no_number_is_an_empty_cell() -> None:
    [row] = rows(written(replace(sample(), confidence=float("nan")))[0])
    assert row["confidence"].value is None


def test_text_in_the_names_and_places_of_chosen_columns() -> None:
    day = TimeSpan.of_days(day_number(2019, 5, 15), day_number(2019, 5, 16))
    [row] = rows(written(sample(time=day), columns=("who", "latest"))[0])
    assert [row["who"].value, row["latest"].value] == ["Port Authority", datetime(2019, 5, 16)]
