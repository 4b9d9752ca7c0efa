"""What the tables of conflicts owe together: each knows its own file and no other, and no bytes are too bad."""

import csv
import io
import json
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from importers.made import (
    ACLED,
    BOMB,
    CLASH,
    ENTRY,
    GTD,
    PROTEST,
    UCDP,
    UCDP_25,
    json_lines,
    problems,
    read,
    records,
    table,
)
from timeline.importers.base import IMPORTERS, NotRead, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

FILES = {
    "acled": table(ACLED, PROTEST, {**PROTEST, "event_id_cnty": "FRN8"}),
    "ucdp": table(UCDP, CLASH, {**CLASH, "id": "42"}),
    "gtd": table(GTD, BOMB, {**BOMB, "eventid": "197205100002"}),
    "wikipedia-events": json_lines(ENTRY, {**ENTRY, "date": "2011-04-06"}),
}
TABLES = {"acled": (ACLED, PROTEST), "ucdp": (UCDP, CLASH), "gtd": (GTD, BOMB)}
STRANGERS = [
    b"", b"\n", b"\xff\xfe\x00", b"PK\x03\x04", b"date,title\n2020-01-01,It rained\n", b"{}\n", b"[1, 2]",
    b'{"date": 1',
    b'{"timeline_id": "a", "entries": [{"date": "2011-12-12"}]}\n', b"BEGIN:VCALENDAR\r\n", b"id,year,country\n1,2,3\n",
    b"message,datetime,timestamp_desc\n",
]  # fmt: skip
each = pytest.mark.parametrize("form", FILES)
each_table = pytest.mark.parametrize("form", TABLES)


@each
def test_a_format_knows_its_own_files_and_no_other(form: str) -> None:
    look = IMPORTERS.load(form).likeness
    for other, data in FILES.items():
        assert look(data) == 9 * (other == form)
    for data in STRANGERS:
        assert look(data) == 0


def test_headers_of_other_versions_and_delimiters_are_known_too() -> None:
    assert IMPORTERS.load("ucdp").likeness(table(UCDP_25)) == 9
    assert IMPORTERS.load("acled").likeness(table(ACLED, delimiter=";")) == 9
    assert IMPORTERS.load("acled").likeness(b"\xef\xbb\xbf" + table(c.upper() for c in ACLED)) == 9


@each
def test_the_first_thing_said_is_how_the_file_was_understood(form: str) -> None:
    layout, *rest = read(form, FILES[form])
    assert isinstance(layout, Layout)
    assert layout.form == form
    assert [type(one) for one in rest] == [Record, Record]


@each
def test_two_readings_of_one_file_say_the_same(form: str) -> None:
    assert read(form, FILES[form]) == read(form, FILES[form])


@each
def test_a_row_keeps_its_key_when_others_are_put_before_it(form: str) -> None:
    first, second = records(form, FILES[form])
    lines = FILES[form].splitlines(keepends=True)
    swapped = [*lines[:-2], lines[-1], lines[-2]]
    assert {r.key for r in records(form, b"".join(swapped))} == {first.key, second.key}


@each
def test_what_is_quoted_and_what_dates_it_are_neighbours_among_the_cells(form: str) -> None:
    for record in records(form, FILES[form]):
        names = [name for name, _ in record.cells]
        for wanted in (record.told, record.dated):
            assert wanted
            begin = names.index(wanted[0])
            assert tuple(names[begin : begin + len(wanted)]) == wanted


@each
@pytest.mark.parametrize("data", [b"", b"\n\n", b" "])
def test_a_file_of_nothing_is_not_read(form: str, data: bytes) -> None:
    with pytest.raises(NotRead):
        read(form, data)


@each
def test_a_file_cut_off_anywhere_gives_its_whole_rows_and_says_that_one_is_not(form: str) -> None:
    data = FILES[form]
    kept = len(data) - len(data.splitlines()[-1]) // 2
    found = read(form, data[:kept])
    assert sum(isinstance(one, Record) for one in found) == 1
    assert sum(isinstance(one, Problem) for one in found) == 1


@each
def test_another_encoding_is_read_and_said_once(form: str) -> None:
    text = FILES[form].replace(b"ell", "éll".encode("cp1252"))
    found = read(form, text)
    assert sum(isinstance(one, Record) for one in found) == 2
    [problem] = [one for one in found if isinstance(one, Problem)]
    assert not problem.skipped


@each_table
def test_a_file_without_the_needed_columns_says_which_they_are(form: str) -> None:
    with pytest.raises(NotRead, match="has no column '"):
        read(form, b"date,title\n2020-01-01,It rained\n")


@each_table
def test_a_column_that_stands_twice_is_said_and_the_first_is_read(form: str) -> None:
    columns, row = TABLES[form]
    out = io.StringIO()
    csv.writer(out).writerows([[*columns, columns[0]], [*(row.get(c, "") for c in columns), "other"]])
    layout, problem, record = read(form, out.getvalue().encode())
    assert isinstance(layout, Layout)
    assert "has two columns named" in str(problem)
    assert isinstance(record, Record)
    assert record.key == row[columns[0]]
    assert dict(record.cells)[f"{columns[0]} (2)"] == "other"


@each_table
def test_a_workbook_is_read_as_its_sheet_saved_as_csv_is(form: str) -> None:
    columns, row = TABLES[form]
    book = Workbook()
    book.active.append(columns)
    book.active.append([_typed(row.get(column, "")) for column in columns])
    out = io.BytesIO()
    book.save(out)
    assert read(form, out.getvalue()) == read(form, table(columns, row))


def _typed(text: str) -> object:
    """What a spreadsheet makes of a cell."""
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text):
        return float(text) if "." in text else int(text)
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text or None


@each_table
def test_a_workbook_without_the_needed_columns_or_cut_off_is_not_read(form: str) -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["date", "title"])
    book.save(out)
    with pytest.raises(NotRead, match="has no column '"):
        read(form, out.getvalue())
    with pytest.raises(NotRead, match="is cut off or damaged"):
        read(form, out.getvalue()[:-100])


@each_table
def test_formulas_are_kept_as_they_are_and_run_by_nobody_here(form: str) -> None:
    columns, row = TABLES[form]
    hostile = '=HYPERLINK("http://evil.example","x")'
    [record] = records(form, table(columns, {**row, columns[-1]: hostile}))
    assert dict(record.cells)[columns[-1]] == hostile


def test_ten_thousand_rows_are_read_as_they_come() -> None:
    """The first record is there when the rest of the file is not yet: a stream that ends in an error shows it."""

    class Broken(io.RawIOBase):
        given = False

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if self.given:
                raise OSError("the wire was cut")
            self.given = True
            buffer[: len(FILES["acled"])] = FILES["acled"]
            return len(FILES["acled"])

    stream = io.BufferedReader(Broken(), 1_000_000)  # type: ignore[arg-type]
    rows = IMPORTERS.load("acled").read(Source("f", stream))
    assert [type(next(rows)) for _ in range(2)] == [Layout, Record]


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "", "0", "1", "1.0", "-1", "9" * 30, "nan", "1e5", "2016-02-30", "0000-01-01", "9999-12-31", "31 December 9999",
        "30/2/2016", "'=1+1", "\x00", "‮", "😀", "</script>", "a" * 10_000, ",", ";" * 50, "(" * 50, ". " * 50,
        "May 1-2, 2000",
        "Unknown", '"', "\n\n", "\ufeff", "²", "٣",
    ]),
)  # fmt: skip


@each_table
@given(data=st.data())
def test_any_cells_give_a_record_or_a_problem(form: str, data: st.DataObject) -> None:
    columns, row = TABLES[form]
    changed = data.draw(
        st.dictionaries(st.sampled_from([c for c in columns if c in row]), CELLS, min_size=1, max_size=8)
    )
    text = table(columns, {**row, **changed}).decode("utf-8", "surrogatepass").encode("utf-8", "replace")
    _owes(form, text)


@given(
    row=st.dictionaries(
        st.sampled_from(["date", "category", "story", "text", "sources", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | CELLS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=6,
        ),
    ),
    dated=st.booleans(),
)
@example(row={"text": "a", "x": [float("inf")]}, dated=True)
def test_any_object_gives_a_record_or_a_problem(row: dict[str, object], dated: bool) -> None:
    _owes("wikipedia-events", json_lines({**row, "date": "2011-04-05"} if dated else row))


@each
@given(data=st.binary(max_size=300), at=st.integers(0, 2_000))
def test_any_bytes_in_any_place_are_no_reason_to_fall_over(form: str, data: bytes, at: int) -> None:
    with suppress(NotRead):  # which says why
        _owes(form, FILES[form][:at] + data + FILES[form][at:])


def _owes(form: str, text: bytes) -> None:
    for one in read(form, text)[1:]:
        if isinstance(one, Record):
            assert one.key
            assert one.title.strip()
            assert "\n" not in one.title
            assert len(one.title) <= 200
            assert one.time is not None
            assert 0 < one.confidence <= 1
            assert {*one.told, *one.dated} <= {name for name, _ in one.cells}
            assert all(p.name for p in one.parties)
            assert json.dumps(one.title).isascii()
        else:
            assert isinstance(one, Problem)
            assert one.where.startswith("f:")
            assert one.what
            assert "\n" not in one.what


def test_a_row_of_too_few_cells_says_how_many_it_has() -> None:
    [problem] = problems("ucdp", table(UCDP) + b"1,2,3\r\n")
    assert problem.what == f"has 3 cells where the header has {len(UCDP)}"
