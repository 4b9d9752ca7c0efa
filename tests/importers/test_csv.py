"""CSV and TSV in: the project's own comes in whole, other people's as its header and its values tell."""

import contextlib
import csv
import io
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exporters.samples import TEXTS, sample
from importers.reading import as_csv, flat, read
from importers.stored import stored
from timeline.errors import UnknownName
from timeline.exporters._fields import USUAL
from timeline.exporters.csv import EXPORTER as CSV_OUT
from timeline.exporters.tsv import EXPORTER as TSV_OUT
from timeline.importers.base import ImportOptions, NotRead
from timeline.importers.csv import IMPORTER
from timeline.importers.tsv import IMPORTER as TSV
from timeline.values.event import Event
from timeline.values.formula import bared
from timeline.values.mention import Basis, Place
from timeline.values.time import TimeSpan


def written(*events: Event) -> bytes:
    out = io.BytesIO()
    CSV_OUT.write(events, out)
    return out.getvalue()


@given(st.lists(stored(), min_size=1, max_size=3))
def test_what_this_project_wrote_comes_in_so_that_it_would_be_written_again_the_same(events: list[Event]) -> None:
    events = [replace(event, number=number) for number, event in enumerate(events, 1)]
    data = written(*events)
    layout, records, problems = read(IMPORTER, data)
    assert [str(problem) for problem in problems] == []
    assert (layout.kept, layout.key) == ((), ("event",))
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))[1:]
    # dates and numbers begin with no ', so that no mark is taken from them either
    assert [flat(record) for record in records] == [[bared(cell) for cell in row] for row in rows]
    assert [record.key for record in records] == [str(event.number) for event in events]


def test_the_columns_of_our_own_file_fill_these_fields() -> None:
    layout, _, _ = read(IMPORTER, written(sample()))
    other = {
        "event": "number", "edtf": "date", "sources": "documents", "document": "doc_id"
    }  # fmt: skip
    assert {columns[0]: field for field, columns in layout.fields.items()} == {c: other.get(c, c) for c in USUAL}


def test_our_own_tsv_comes_in_with_its_quotation_marks() -> None:
    out = io.BytesIO()
    TSV_OUT.write([sample(1, '"Titanic" sinks', quote='"It sank"')], out)
    _, [record], problems = read(TSV, out.getvalue())
    assert (record.title, problems) == ('"Titanic" sinks', [])
    assert dict(record.cells)["quote"] == '"It sank"'


def test_a_tsv_that_quotes_is_read_as_one() -> None:
    data = b'Date\tWhat happened\n2020-05-03\t"She said ""no"",\ttwice"\n2020-05-04\tplain\n'
    _, records, problems = read(TSV, data)
    assert [record.title for record in records] == ['She said "no", twice', "plain"]
    assert problems == []


@given(st.lists(stored(), min_size=1, max_size=4))
def test_our_own_tsv_comes_in_as_it_is_written(events: list[Event]) -> None:
    out = io.BytesIO()
    TSV_OUT.write([replace(event, number=number) for number, event in enumerate(events, 1)], out)
    rows = [line.split("\t") for line in out.getvalue().decode().split("\n")[1:-1]]
    closed = [cell for row in rows for cell in row if cell[:1] == cell[-1:] == '"']
    assume(not any('""' in cell or "," in cell for cell in closed))  # such as spreadsheets write
    _, records, problems = read(TSV, out.getvalue())
    assert problems == []
    bare = [[bared(cell) for cell in row] for row in rows]
    assert [[" ".join(cell.split()) for cell in flat(record)] for record in records] == bare


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_cells_are_parted_by_what_parts_the_header(delimiter: str) -> None:
    data = as_csv(
        ["Date", "Headline", "Colour"], ["2020-05-03", "It rained, and; more | so", "red"], delimiter=delimiter
    )
    layout, [record], problems = read(IMPORTER, data)
    assert (record.title, layout.kept, problems) == ("It rained, and; more | so", ("Colour",), [])
    assert record.cells == [("Date", "2020-05-03"), ("Headline", "It rained, and; more | so"), ("Colour", "red")]


def test_the_quote_and_the_date_are_cells_that_the_record_has() -> None:
    data = as_csv(
        ["Start date", "End date", "Title", "Description"], ["2020-05-03", "2020-05-05", "Rain", "It rained."]
    )
    _, [record], _ = read(IMPORTER, data)
    assert (record.told, record.dated) == (("Description",), ("Start date", "End date"))
    assert record.time is not None
    assert (record.time.first_day, record.time.last_day, record.time.extent) == (
        "2020-05-03",
        "2020-05-05",
        "throughout",
    )


def test_an_end_before_its_beginning_is_a_problem_of_that_row_alone() -> None:
    data = as_csv(["Date", "End", "Title"], ["2020-05-03", "2020-05-01", "a"], ["2020-05-03", "2020-05-03", "b"])
    _, [record], [problem] = read(IMPORTER, data)
    assert (record.title, record.time) == ("b", TimeSpan.of(2020, 5, 3))
    assert str(problem) == "file:2: ends on 2020-05-01, before it begins; mend one of its two dates"


def test_the_time_of_day_joins_the_day_in_the_zone_that_the_row_states_or_the_person() -> None:
    header = ["Date", "Time", "Time zone", "Title"]
    data = as_csv(header, ["2020-05-03", "14:30", "Europe/Kyiv", "a"], ["2020-05-03", "14:30", "", "b"])
    _, [one, other], _ = read(IMPORTER, data, ImportOptions(zone="+02:00"))
    assert one.time == TimeSpan.of(2020, 5, 3, 14, 30, zone="Europe/Kyiv")
    assert other.time == TimeSpan.of(2020, 5, 3, 14, 30, zone="+02:00")


def test_an_undated_row_is_kept_with_the_reason() -> None:
    _, [record], problems = read(IMPORTER, as_csv(["Date", "Title"], ["n.d.", "It rained"]))
    assert (record.time, record.basis, record.reason, problems) == (None, Basis.UNKNOWN, "its date is 'n.d.'", [])


def test_a_date_that_is_none_is_a_problem_with_what_was_found() -> None:
    _, [record], [problem] = read(IMPORTER, as_csv(["Date", "Title"], ["soonish", "a"], ["2020", "b"]))
    assert record.title == "b"
    assert str(problem) == (
        "file:2: has a date that is not understood: 'soonish'; write it as 2020-05-04, 2020-05, 2020 or EDTF"
    )


def test_the_other_rows_say_which_figure_is_the_day_and_where_they_do_not_the_row_is_refused() -> None:
    header = ["Date", "Title"]
    rows = [["04/05/2020", "a"], ["13/05/2020", "b"]]
    _, settled, _ = read(IMPORTER, as_csv(header, *rows))
    assert [record.time for record in settled] == [TimeSpan.of(2020, 5, 4), TimeSpan.of(2020, 5, 13)]
    _, records, [problem] = read(IMPORTER, as_csv(header, rows[0]))
    assert records == []
    assert str(problem).endswith("is 4 May or 5 April: '04/05/2020'; pass --day-first or --month-first")
    _, [told], _ = read(IMPORTER, as_csv(header, rows[0]), ImportOptions(day_first=False))
    assert told.time == TimeSpan.of(2020, 4, 5)


def test_a_guard_is_taken_from_texts_and_a_negative_number_keeps_its_sign() -> None:
    header = ["Date", "Title", "Latitude", "Longitude", "Note 2"]
    _, [record], _ = read(IMPORTER, as_csv(header, ["-0044-03-15", "'=cmd()", "-33.9", "18.4", "''=x"]))
    assert record.time == TimeSpan.of(-44, 3, 15)
    assert record.title == "=cmd()"
    assert record.parties[0].place == Place("", -33.9, 18.4)
    assert dict(record.cells)["Note 2"] == "'=x"


def test_a_row_is_known_by_its_id_else_by_all_it_says_whatever_its_line() -> None:
    header = ["Ref", "Date", "Title"]
    layout, records, _ = read(IMPORTER, as_csv(header, ["A1", "2020", "a"], ["A2", "2020", "b"]))
    assert (layout.key, [record.key for record in records]) == (("Ref",), ["A1", "A2"])
    layout, records, [said] = read(IMPORTER, as_csv(header, ["A1", "2020", "a"], ["A1", "2020", "b"]))
    _, turned, _ = read(IMPORTER, as_csv(header, ["A1", "2020", "b"], ["A1", "2020", "a"]))
    assert layout.key == ()
    assert [record.key for record in records] == [record.key for record in reversed(turned)]
    assert len({record.key for record in records}) == 2
    assert not said.skipped
    assert "'Ref' that is empty or the same in several rows" in said.what


def test_a_key_that_a_person_names_holds_and_may_be_of_several_columns() -> None:
    data = as_csv(["Page", "Line", "Date", "Title"], ["1", "2", "2020", "a"], ["1", "3", "2020", "b"])
    layout, records, _ = read(IMPORTER, data, ImportOptions(columns={"key": "Page,Line"}))
    assert layout.key == ("Page", "Line")
    assert [record.key for record in records] == ["1 | 2", "1 | 3"]


def test_where_no_column_is_of_dates_the_day_of_publication_stands_in_and_is_said_to() -> None:
    header = ["Link", "Archive status", "Archive location", "Archive date", "Upload timestamp", "Upload title"]
    row = [
        "https://v.example/1",
        "success",
        "https://a.example/1",
        "2024-05-01",
        "2024-04-30T10:00:00+00:00",
        "A blast",
    ]
    layout, [record], problems = read(IMPORTER, as_csv(header, row), ImportOptions(columns={"date": ""}))
    assert problems == []
    assert layout.fields["published"] == ("Upload timestamp",)
    assert (record.title, record.url, record.time) == ("A blast", "https://v.example/1", None)
    _, [record], _ = read(IMPORTER, as_csv([h for h in header if h != "Archive date"], row[:3] + row[4:]))
    assert (record.time, record.basis) == (TimeSpan.of(2024, 4, 30), Basis.PUBLISHED)


def test_a_word_that_a_field_has_not_is_noted_and_the_row_comes_in() -> None:
    header = ["Date", "Title", "Confidence"]
    _, records, [note] = read(IMPORTER, as_csv(header, ["2020", "a", "0.5"], ["2020", "b", "high"]))
    assert [record.confidence for record in records] == [0.5, 1.0]
    assert (str(note), note.skipped) == ("file:3: has 'high' for its confidence, which is kept as text only", False)


BAD = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "no dates": (as_csv(["a", "b"], ["x", "y"]), "has no column of dates that its name or its values tell"),
    "UTF-16": ("Date,Title\n2020,a\n".encode("utf-16"), "is in UTF-16-LE, whose lines are not read"),
    "an old Mac's": (b"Date,Title\r2020,a\r", "ends its lines with carriage returns alone, as old Macs did"),
    "a workbook": (b"PK\x03\x04" + bytes(50), "is a ZIP file or a workbook, not text"),
    "no header": (b"2020-05-03,a\n2020-05-04,b\n", "has no header: its first row has the date '2020-05-03'"),
    "prose": (b"It rained on Monday.\nIt did not stop.\n", "has no column of dates that its name or its values tell"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_not_read_and_the_reason_said(name: str) -> None:
    data, what = BAD[name]
    with pytest.raises(NotRead) as raised:
        read(IMPORTER, data)
    assert raised.value.what == what


ROWS = {
    "Windows-1252": ("Date,Title\n2020,Caf\xe9\n".encode("cp1252"), ["Café"], "Windows-1252"),
    "cut off": (b'Date,Title\n2020,a\n2021,"cut', ["a"], "ends inside a quoted cell"),
    "too few cells": (b"Date,Title,Note\n2020,a\n2021,b,c\n", ["b"], "has 2 cells where the header has 3"),
    "the same name twice": (b"Date,Title,Title\n2020,a,b\n", ["a"], "has two columns named 'Title'"),
    "a NUL": (b"Date,Title\n2020,a\0\n2021,b\n", ["b"], "is binary, not text"),
    "a line without end": (b"Date,Title\n2020," + b"x" * 5_000 + b"\n2021,b\n", ["b"], "has a line of more than 2,000"),
    "an impossible day": (b"Date,Title\n2020-02-30,a\n2021,b\n", ["b"], "in no calendar: '2020-02-30' (2020-02 has no"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_is_a_problem_with_its_line_and_the_next_is_read(name: str) -> None:
    data, titles, what = ROWS[name]
    _, records, [problem] = read(IMPORTER, data, ImportOptions(max_bytes=2_000))
    assert [record.title for record in records] == titles
    assert what in problem.what
    assert problem.where.startswith("file:")


def test_a_quotation_mark_that_is_never_closed_costs_no_more_than_its_cell() -> None:
    data = b'Date,Title\n2020,"open\n' + b"2021,row\n" * 30_000
    _, records, problems = read(IMPORTER, data)
    assert problems[0].where == "file:2"
    assert len(records) > 10_000


def test_a_header_alone_is_a_table_without_rows() -> None:
    layout, records, problems = read(IMPORTER, b"Date,Title\n")
    assert (layout.fields, records, problems) == ({"date": ("Date",), "title": ("Title",)}, [], [])


def test_a_field_or_column_that_is_not_there_is_named_with_those_that_are() -> None:
    data = as_csv(["Date", "Title"], ["2020", "a"])
    with pytest.raises(UnknownName, match=r"no field 'dat'; there are: .*date, "):
        read(IMPORTER, data, ImportOptions(columns={"dat": "Date"}))
    with pytest.raises(UnknownName, match="no column 'Day'; there are: Date, Title"):
        read(IMPORTER, data, ImportOptions(columns={"date": "Day"}))


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=8))
def test_whatever_the_cells_a_row_is_a_record_or_a_problem(rows: list[list[str]]) -> None:
    layout, records, problems = read(IMPORTER, as_csv(["Date", "Title", "Who"], *rows))
    assert layout.fields["date"] == ("Date",)
    for record in records:
        assert record.key
        assert record.title == " ".join(record.title.split())
        assert {*record.told, *record.dated} <= {name for name, _ in record.cells}
    assert len(records) + len(problems) >= sum(any(row) for row in rows) - sum("\n" in "".join(row) for row in rows)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_nothing_but_not_read_is_raised(data: bytes) -> None:
    for importer in (IMPORTER, TSV):
        with contextlib.suppress(NotRead):
            read(importer, b"Date,Title\n" + data)
        assert 0 <= importer.likeness(data) <= 9


def test_a_table_of_happenings_looks_like_one_and_prose_does_not() -> None:
    assert IMPORTER.likeness(b"Date,Headline,Source URL\n") == 5
    assert TSV.likeness(b"Date\tHeadline\n") == 4
    assert IMPORTER.likeness(written(sample())) == 6
    assert IMPORTER.likeness(b"time,mag\n2020-05-03T10:00:00Z,4.5\n2020-05-04T10:0") == 3
    assert IMPORTER.likeness(b"2020-05-03,a\n2020-05-04,b\n") == 0
    for other in (b'{"date": "2020", "title": "x"}\n', b"On Monday, it rained.\n", b"name,colour\n", b"", b"Date\n"):
        assert (IMPORTER.likeness(other), TSV.likeness(other)) == (0, 0)


def test_midnight_in_all_rows_is_a_filler_and_in_some_is_midnight() -> None:
    header, day = ["Date", "Title"], ["2020-05-03 00:00:00", "a"]
    _, [record], _ = read(IMPORTER, as_csv(header, day))
    assert record.time == TimeSpan.of(2020, 5, 3)
    _, [record, _], _ = read(IMPORTER, as_csv(header, day, ["2020-05-03 11:00:00", "b"]))
    assert record.time == TimeSpan.of(2020, 5, 3, 0, 0, 0)
