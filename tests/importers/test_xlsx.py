"""Workbooks in: what their cells show, and nothing that a small file might unpack to."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from exporters.samples import TEXTS
from importers.reading import flat, read
from importers.stored import stored
from timeline.errors import UnknownName
from timeline.exporters._fields import USUAL
from timeline.exporters._fields import flat as fields
from timeline.exporters.xlsx import EXPORTER as XLSX_OUT
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.importers.xlsx import IMPORTER
from timeline.values.event import Event
from timeline.values.mention import Place
from timeline.values.record import Record
from timeline.values.time import TimeSpan

HEADER = ("Date", "Time", "Headline", "Latitude", "Longitude", "Dead")


def book(*rows: tuple[object, ...], also: Callable[[Workbook], None] = lambda _: None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    also(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def patched(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with one of its parts changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            text = old.read(member)
            new.writestr(member.filename, change(text.decode()) if member.filename == part else text)
    return out.getvalue()


def test_dates_times_and_numbers_are_what_the_cells_show() -> None:
    row = (date(2020, 5, 3), time(14, 30), "It rained", -33.9, 18.0, 12)
    _, [record], problems = read(IMPORTER, book(HEADER, row))
    assert problems == []
    assert record.cells == [
        ("Date", "2020-05-03"),
        ("Time", "14:30:00"),
        ("Headline", "It rained"),
        ("Latitude", "-33.9"),
        ("Longitude", "18"),
        ("Dead", "12"),
    ]
    assert record.time == TimeSpan.of(2020, 5, 3, 14, 30, 0)
    assert record.parties[0].place == Place("", -33.9, 18.0)
    assert record.line == 2


@pytest.mark.parametrize(
    ("form", "span"),
    [
        ("yyyy-mm-dd", TimeSpan.of(2020, 3, 1)),
        ("mmm yyyy", TimeSpan.of(2020, 3)),  # the day is the spreadsheet's, not the person's
        ("yyyy", TimeSpan.of(2020)),
        ("dd/mm/yyyy hh:mm", TimeSpan.of(2020, 3, 1)),  # nor is midnight his, where all rows have it
        ("[$-409]d mmmm yyyy", TimeSpan.of(2020, 3, 1)),
    ],
)
def test_a_date_is_as_fine_as_its_cell_shows_it(form: str, span: TimeSpan) -> None:
    def show(made: Workbook) -> None:
        made.active["A2"].number_format = form

    _, [record], _ = read(IMPORTER, book(("Date", "Title"), (datetime(2020, 3, 1), "a"), also=show))
    assert record.time == span


@pytest.mark.parametrize(("epoch", "day"), [(1900, date(2020, 1, 1)), (1904, date(2024, 1, 2))])
def test_a_number_among_dates_is_a_day_counted_as_the_workbook_counts(epoch: int, day: date) -> None:
    def count(made: Workbook) -> None:
        made.epoch = datetime(1904, 1, 1) if epoch == 1904 else datetime(1899, 12, 30)

    _, records, _ = read(IMPORTER, book(("Date", "Title"), (43831, "a"), (43831.5, "b"), (1848, "c"), also=count))
    assert [record.time for record in records] == [
        TimeSpan.of(day.year, day.month, day.day),
        TimeSpan.of(day.year, day.month, day.day, 12, 0),
        TimeSpan.of(1848),
    ]


def test_empty_rows_and_a_heading_above_the_header_are_passed_over_and_lines_are_those_of_the_sheet() -> None:
    data = book(("My chronology",), (), ("Date", "Title"), (), ("2020-05-03", "a"), (None, " "), ("2020-05", "b"))
    layout, records, problems = read(IMPORTER, data)
    assert ([record.line for record in records], problems) == ([5, 7], [])
    assert layout.fields == {"date": ("Date",), "title": ("Title",)}


def test_the_first_sheet_with_rows_is_read_and_the_others_named() -> None:
    def more(made: Workbook) -> None:
        made.create_sheet("First", 0)
        made.create_sheet("Other").append(("Date", "Title"))
        made["Other"].append(("2021", "other"))

    data = book(("Date", "Title"), ("2020", "a"), also=more)
    _, [record], [said] = read(IMPORTER, data)
    assert record.title == "a"
    assert str(said) == "file: has other sheets too, which are not read: 'Other'; pass --sheet for one of them"
    assert not said.skipped
    _, [record], problems = read(IMPORTER, data, ImportOptions(sheet="Other"))
    assert (record.title, problems) == ("other", [])
    with pytest.raises(UnknownName, match="no sheet 'Third'; there are: First, Sheet, Other"):
        read(IMPORTER, data, ImportOptions(sheet="Third"))


def test_a_formula_is_its_saved_value_and_without_one_its_row_is_a_problem() -> None:
    data = book(("Date", "Title"), ("2020", "=1+1"), ("2021", "b"))
    saved = patched(
        data, "xl/worksheets/sheet1.xml", lambda x: re.sub(r"(<f>1\+1</f>)<v ?/?>(</v>)?", r"\1<v>2</v>", x)
    )
    _, records, problems = read(IMPORTER, saved)
    assert ([record.title for record in records], problems) == (["2", "b"], [])
    _, [record], [problem] = read(IMPORTER, data)
    assert record.title == "b"
    assert (
        str(problem) == "file:2: has a formula whose value was not saved: '=1+1'; open it in a spreadsheet and save it"
    )


def test_a_text_is_never_run_and_so_bears_no_guard_that_could_be_taken_off() -> None:
    _, [record], _ = read(IMPORTER, book(("Date", "Title"), ("-0044-03-15", "'=HYPERLINK(1)")))
    assert (record.title, record.time) == ("'=HYPERLINK(1)", TimeSpan.of(-44, 3, 15))


def test_a_column_named_twice_is_numbered_and_a_cell_beyond_the_header_is_a_problem() -> None:
    data = book(("Date", "Title", "Title"), ("2020", "a", "b"), ("2021", "c", "d", "e"))
    _, [record], [doubled, beyond] = read(IMPORTER, data)
    assert [name for name, _ in record.cells] == ["Date", "Title", "Title (2)"]
    assert (doubled.skipped, beyond.where, beyond.skipped) == (False, "file:3", True)


def bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open(name, "w") as member:
            for _ in range(size // 1_000_000):
                member.write(bytes(1_000_000))
    return out.getvalue()


WHOLE = book(("Date", "Title"), ("2020", "a"))
BAD = {
    "empty": (b"", "is empty"),
    "text": (b"Date,Title\n2020,a\n", "is no workbook"),
    "cut off": (WHOLE[:-200], "is cut off or damaged"),
    "no workbook": (bomb(0, "a.txt").replace(b"xl/workbook.xml", b"xx/wurkbouk.xml"), "is a ZIP file, but no workbook"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old .xls workbook"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "is locked by a password",
    ),
    "a bomb": (bomb(60_000_000), "as a decompression bomb does"),
    "a sheet that is none": (patched(WHOLE, "xl/worksheets/sheet1.xml", lambda x: x[:150]), "is damaged"),
    "an encoding that is none": (
        patched(WHOLE, "xl/worksheets/sheet1.xml", lambda x: '<?xml version="1.0" encoding="UTF-0"?>' + x),
        "is damaged: LookupError",
    ),
    "a locked part": (
        re.sub(rb"(PK\x01\x02.{4}).", lambda m: m[1] + b"\x01", WHOLE, flags=re.DOTALL),
        "is locked by a password",
    ),
    "no parts": (patched(WHOLE, "xl/workbook.xml", lambda _: "<workbook/>"), "has no sheet with rows"),
    "one column": (book(("Title",), ("a",)), "has no header"),
    "nothing": (book(), "has no sheet with rows"),
    "no dates": (book(("a", "b"), ("x", "y")), "has no column of dates"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_of_a_table_is_not_read_and_the_reason_said(name: str) -> None:
    data, what = BAD[name]
    with pytest.raises(NotRead) as raised:
        read(IMPORTER, data)
    assert what in raised.value.what


def test_what_would_unpack_to_more_than_is_allowed_is_not_opened() -> None:
    with pytest.raises(NotRead) as raised:
        read(IMPORTER, bomb(3_000_000), ImportOptions(max_unpacked=2_000_000))
    assert "would unpack from" in raised.value.what


def by_xlsxwriter(*rows: tuple[object, ...]) -> bytes:
    """A workbook by another hand, which shares its texts."""
    from xlsxwriter import Workbook as Written

    out = io.BytesIO()
    with Written(out, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as made:
        sheet = made.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return out.getvalue()


def test_a_workbook_that_shares_its_texts_is_read_too() -> None:
    rows = (("Date", "Title", "Note"), (date(2020, 5, 3), "a", "a"), ("n.d.", "שלום 🚢", -1.5))
    _, [one, other], problems = read(IMPORTER, by_xlsxwriter(*rows))
    assert (one.time, one.title, other.title, problems) == (TimeSpan.of(2020, 5, 3), "a", "שלום 🚢", [])
    assert other.cells[2] == ("Note", "-1.5")


SHARED = by_xlsxwriter(("Date", "Title"), (2020, "a"))
PARTS = {
    "xl/worksheets/sheet1.xml": ("<v>2020</v>", "<v>&e11;</v>"),
    "xl/workbook.xml": ('name="Sheet1"', 'name="&e11;"'),
    "xl/sharedStrings.xml": ("Title", "&e11;"),
}


@pytest.mark.parametrize("part", PARTS)
def test_an_entity_that_grows_is_not_followed(part: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    grows = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    old, new = PARTS[part]

    def change(text: str) -> str:
        assert old in text
        head, mark, rest = text.partition("?>")
        return head + mark + grows + rest.replace(old, new, 1)

    with pytest.raises(NotRead):
        read(IMPORTER, patched(SHARED, part, change))


CELLS = st.one_of(
    st.none(), st.integers(-(10**6), 10**12), st.floats(allow_nan=False), st.booleans(),
    st.datetimes(datetime(1900, 3, 1)),
    st.times(), st.dates(date(1900, 3, 1)), TEXTS.map(lambda t: re.sub("[\0-\x1f\ud800-\udfff\ufffe\uffff]", " ", t)),
)  # fmt: skip


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_whatever_the_cells_a_row_is_a_record_or_a_problem(rows: list[tuple[object, ...]]) -> None:
    data = book(("Date", "Title", "Note"), *rows)
    _, records, problems = read(IMPORTER, data, ImportOptions(columns={"date": "Date"}))
    assert all(record.key and record.title for record in records)
    assert {problem.where for problem in problems} | {f"file:{record.line}" for record in records} <= {
        "file", *(f"file:{line}" for line in range(2, 2 + len(rows)))
    }  # fmt: skip


def test_a_workbook_looks_like_one() -> None:
    assert IMPORTER.likeness(WHOLE[:65_536]) == 9
    assert IMPORTER.likeness(bomb(0, "a.txt").replace(b"xl/", b"xx/")) == 0
    assert IMPORTER.likeness(b"Date,Title\n") == 0


class Pipe(io.RawIOBase):
    """Bytes that can be read once, from the first to the last."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._rest.read(min(len(buffer), 100))
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_workbook_may_come_from_a_pipe() -> None:
    found = list(IMPORTER.read(Source("pipe", io.BufferedReader(Pipe(WHOLE)))))
    assert [one.title for one in found if isinstance(one, Record)] == ["a"]


def in_a_sheet(row: Iterable[object]) -> list[object]:
    """The cells; of fractions a spreadsheet keeps 15 digits."""
    named = zip(USUAL, row, strict=True)
    fractions = ("confidence", "latitude", "longitude")
    return [
        pytest.approx(float(str(cell)), rel=1e-14, abs=0) if name in fractions and cell != "" else str(cell)
        for name, cell in named
    ]


def read_back(row: Iterable[object]) -> list[object]:
    named = zip(USUAL, row, strict=True)
    fractions = ("confidence", "latitude", "longitude")
    return [float(str(cell)) if name in fractions and cell != "" else str(cell) for name, cell in named]


@settings(max_examples=40)
@given(st.lists(stored(), min_size=1, max_size=3))
def test_what_this_project_wrote_comes_in_so_that_it_would_be_written_again_the_same(events: list[Event]) -> None:
    events = [replace(event, number=number) for number, event in enumerate(events, 1)]
    out = io.BytesIO()
    XLSX_OUT.write(events, out)
    _, records, problems = read(IMPORTER, out.getvalue())
    assert problems == []
    assert [read_back(flat(record)) for record in records] == [in_a_sheet(row) for row in fields(events, USUAL)]
