"""Timesketch: rows of a log, and rows that our own export wrote of events."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.listed import LEAVES, TEXTS, VALUES, likeness, one, read, said, when
from timeline.importers.base import ImportOptions
from timeline.values.mention import Basis, Kind, Party, Place, StandsFor, Status
from timeline.values.time import Extent, TimeSpan

LOGON = {"message": "Jane logs on", "datetime": "2019-05-03T10:30:07+02:00", "timestamp_desc": "Logon Time"}
OURS: dict[str, Any] = {
    "message": "The ferry sinks", "datetime": "2019-05-01T00:00:00+00:00", "timestamp": 1556668800000000,
    "timestamp_desc": "Event (month precision)", "tag": ["disaster", "alleged"], "event_number": 7,
    "edtf": "2019-05~", "earliest": "2019-05-01", "latest": "2019-05-31", "grain": "month", "basis": "relative",
    "status": "alleged", "kind": "disaster", "who": "Jane Doe; Port Authority", "where": "Dover", "sources": 3,
    "quote": "It sank in May.", "document": "ferry-1", "source_url": "https://x.example/", "publisher": "Harbour News",
    "published": "2019-06-02", "confidence": 0.5, "latitude": 51.1, "longitude": 1.3, "country": "GB",
    "alleged_by": "the army", "independent": 2, "disputed": 1,
}  # fmt: skip


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def table(*rows: dict[str, Any], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("form", [lines, table])
def test_a_row_of_a_log_is_a_second_of_the_clock_that_it_states(form: Any) -> None:
    record = one("timesketch", form({**LOGON, "host": "ws-1"}))
    assert when(record) == "2019-05-03T10:30:07+02:00 second"
    assert (record.title, record.told, record.dated) == ("Jane logs on", ("message",), ("datetime",))
    assert ("host", "ws-1") in record.cells


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"datetime": "2019-05-03 10:30:07.250"}, "2019-05-03T10:30:07 second"),
        ({"datetime": "2019-05-03T10:30:07.123456Z"}, "2019-05-03T10:30:07Z second"),
        ({"datetime": "2019-05-03"}, "2019-05-03 day"),
        ({"datetime": "", "timestamp": "1556879407999999"}, "2019-05-03T10:30:07Z second"),
        ({"datetime": "", "timestamp": -1}, "1969-12-31T23:59:59Z second"),
    ],
)
def test_the_moment_is_datetime_and_else_timestamp(cells: dict[str, Any], found: str) -> None:
    assert when(one("timesketch", lines({**LOGON, **cells}))) == found


def test_a_clock_of_no_zone_is_of_the_one_that_was_asked_for() -> None:
    time = one("timesketch", lines({**LOGON, "datetime": "2019-05-03T10:30:07"}), ImportOptions(zone="EST")).time
    assert time
    assert time.zone == "EST"


@pytest.mark.parametrize("form", [lines, table])
def test_a_row_of_our_export_is_the_event_again(form: Any) -> None:
    record = one("timesketch", form({**OURS, "tag": "x"}))
    assert when(record) == "2019-05~ month"
    assert (record.title, record.key, record.number, record.told) == ("The ferry sinks", "7", 7, ("quote",))
    assert (record.basis, record.status, record.kind) == (Basis.RELATIVE, Status.ALLEGED, Kind.DISASTER)
    assert record.parties == (
        Party("Jane Doe", "other", "agent"),
        Party("Port Authority", "other", "agent"),
        Party("Dover", "place", "place", place=Place("GB", 51.1, 1.3)),
    )
    assert record.stands_for == StandsFor(3, 2, 3, disputed=True)
    assert (record.url, record.publisher, record.alleged_by) == ("https://x.example/", "Harbour News", "the army")
    assert (record.published, record.confidence) == (TimeSpan.of(2019, 6, 2), 0.5)


def test_two_rows_of_one_event_are_one_again() -> None:
    both = {**OURS, "edtf": "2019-05-03/2019-05-05", "grain": "day"}
    begins = {**both, "timestamp_desc": "Event begins (day precision)"}
    ends = {**both, "timestamp_desc": "Event ends (day precision)", "datetime": "2019-05-05T23:59:59+00:00"}
    [record], [problem] = read("timesketch", lines(begins, ends))
    assert when(record) == "2019-05-03/2019-05-05 day"
    assert (problem.skipped, problem.what.partition(",")[0]) == (False, "has 1 rows that end an event")


@pytest.mark.parametrize("said_as", ["../2019-05-05", "[..2019-05-05]"])
def test_an_end_without_a_beginning_is_an_event(said_as: str) -> None:
    row = {**OURS, "edtf": said_as, "grain": "day", "timestamp_desc": "Event latest (day precision)"}
    assert when(one("timesketch", lines(row))) == f"{said_as} day"


@pytest.mark.parametrize(
    ("said", "grain", "clock", "seconds", "zone"),
    [
        ("2019-05-03", "hour", "10:00/11:00", (36_000, 39_600), None),
        ("2019-05-03", "minute", "10:00 EST", (36_000, 36_060), "EST"),
        ("2019-05-03", "part of day", "06:00/12:00 +02:00", (21_600, 43_200), "+02:00"),
        ("2019-05-03T10:00:00Z", "second", "10:00:00 Z", (36_000, 36_001), "Z"),
    ],
)
@pytest.mark.parametrize("datetime", ["2019-05-03T10:00:00+00:00", "2019-05-03T08:00:00+00:00"])
def test_a_clock_of_our_export_stays_on_its_own_wall_wherever_timesketch_moves_the_row(
    said: str, grain: str, clock: str, seconds: tuple[int, int], zone: str | None, datetime: str
) -> None:
    row = {**OURS, "edtf": said, "grain": grain, "datetime": datetime, "time_of_day": clock}
    time = one("timesketch", lines({**row, "timestamp_desc": f"Event ({grain} precision)"})).time
    midnight = TimeSpan.of(2019, 5, 3).start
    assert time
    assert midnight
    assert (time.start, time.end) == (midnight + seconds[0], midnight + seconds[1])
    assert (time.grain.label, time.zone, time.extent) == (grain, zone, Extent.WITHIN)


def test_the_grain_of_our_export_is_a_word_that_edtf_has_not() -> None:
    row = {**OURS, "edtf": "[2019-01..2019-03]", "grain": "quarter"}
    assert when(one("timesketch", lines(row))) == "[2019-01..2019-03] quarter"


def test_a_row_is_known_by_a_key_and_else_by_its_moment_and_words() -> None:
    rows = ({**LOGON, "_id": "a"}, {**LOGON, "uuid": "b"}, LOGON, {**LOGON, "host": "x"}, {**LOGON, "message": "y"})
    keys = [record.key for record in read("timesketch", lines(*rows))[0]]
    assert keys[:2] == ["a", "b"]
    assert keys[2] == keys[3] != keys[4]


def test_one_guard_against_formulas_is_taken_off_a_table_and_none_off_lines() -> None:
    guarded = {**LOGON, "message": "'=1", "note": "''@x"}
    assert one("timesketch", table(guarded)).title == "=1"
    assert ("note", "'@x") in one("timesketch", table(guarded)).cells
    assert one("timesketch", lines(guarded)).title == "'=1"


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"datetime": "yesterday"}, "cannot be dated: 'yesterday' is not a date"),
        ({"datetime": "2019-05-03T25:00:00"}, "cannot be dated: there is no clock time 25:00:00"),
        ({"datetime": ""}, "has neither datetime nor timestamp"),
        ({"datetime": "", "timestamp": "soon"}, "has a timestamp 'soon' that is none"),
        ({"datetime": "", "timestamp": "9" * 50}, "has a timestamp '9"),
        ({"edtf": "May", "timestamp_desc": "Event (day precision)"}, "cannot be dated: 'May' is not a date"),
    ],
)
@pytest.mark.parametrize("form", [lines, table])
def test_a_bad_row_says_why_and_costs_only_itself(form: Any, cells: dict[str, Any], what: str) -> None:
    good = {**dict.fromkeys(cells, ""), **LOGON}
    [record], [problem] = read("timesketch", form({**LOGON, **cells}, good))
    assert record.line == (2 if form is lines else 3)
    assert problem.where == f"f:{record.line - 1}"
    assert problem.what.startswith(what)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "f: is empty"),
        ("PK\3\4\0", "f: is a ZIP file"),
        ("a,b\n1,2\n", "f: has no columns message and datetime"),
        (table(LOGON).encode("utf-16"), "f: is in UTF-16-LE"),
        ('{"message": "x", "dat', "f:1: is no JSON"),
        ('{"a":' + "[" * 100_000, "f:1: is no JSON that can be read"),
        ('{"a": ' + "9" * 5_000 + "}", "f:1: is no JSON that can be read"),
        ('{"timestamp": 1e400}', "f:1: has a timestamp 'Infinity' that is none"),
        (table(LOGON).strip()[:-1] + '"x', "f:2: "),
        ("message,datetime\n" + "x" * 5_000 + ",2019\n", "f:2: has a line of more than 3,000 bytes"),
        ("message,datetime\n1\n", "f:2: has 1 cells where the header has 2"),
    ],
)
def test_a_file_that_is_none_or_cut_off_says_why(data: str | bytes, what: str) -> None:
    options = ImportOptions(max_bytes=3_000 if "x" * 5_000 in str(data) else 1_000_000)
    records, problems = read("timesketch", data, options)
    assert not [record for record in records if not record.cells]
    assert not problems or str(problems[0]).startswith(what)
    assert problems or what == "f:2: "


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_table_parted_by_another_mark_is_read(delimiter: str) -> None:
    assert one("timesketch", table(LOGON, delimiter=delimiter)).title == "Jane logs on"


def test_a_column_that_stands_twice_is_numbered_and_said() -> None:
    [record], [problem] = read("timesketch", "message,datetime,a,a\nx,2019-05-03,1,2\n")
    assert {("a", "1"), ("a (2)", "2")} <= set(record.cells)
    assert not problem.skipped


def test_it_is_told_by_what_only_it_has() -> None:
    assert likeness("timesketch", lines(LOGON)) == likeness("timesketch", table(LOGON)) == 9
    for other in ("", "a,b\n", "BEGIN:VCALENDAR", '{"message": "x"}', "message,datetime\n"):
        assert likeness("timesketch", other) == 0


def test_columns_cannot_be_chosen() -> None:
    assert "leave --map out" in said("timesketch", lines(LOGON), ImportOptions(columns={"time": "x"}))[0]


@given(st.dictionaries(st.sampled_from(sorted(OURS)), VALUES))
def test_any_json_is_a_record_or_a_problem(cells: dict[str, Any]) -> None:
    for base in (LOGON, OURS):
        records, problems = read("timesketch", lines({**base, **cells}))
        assert len(records) + len(problems) >= 1


@given(st.dictionaries(st.sampled_from(sorted(OURS)), LEAVES | TEXTS))
def test_any_cells_are_a_record_or_a_problem(cells: dict[str, Any]) -> None:
    records, problems = read("timesketch", table({**OURS, **cells}))
    assert len(records) + len(problems) >= 1
