"""CSV: what a reader of RFC 4180 gets back, and what no spreadsheet runs."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.samples import HOSTILE, TEXTS, events, sample
from timeline.errors import UnknownName
from timeline.exporters._csvw import csvw
from timeline.exporters._fields import COLUMNS, USUAL, Holds
from timeline.exporters._flat import csv_rows, tsv_rows
from timeline.exporters.csv import EXPORTER
from timeline.exporters.tsv import EXPORTER as TSV
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.formula import bared, guarded
from timeline.values.mention import Place
from timeline.values.time import TimeSpan, day_number
from values.spans import day_spans

TEXT = ("title", "who", "where", "quote", "document", "url")


def written(*items: Event, options: ExportOptions = PLAIN) -> bytes:
    out = io.BytesIO()
    EXPORTER.write(items, out, options)
    return out.getvalue()


def in_utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def test_the_columns_are_these_and_the_lines_end_as_the_standard_wants() -> None:
    header, line, rest = written(sample()).split(b"\r\n")
    assert header.decode() == (
        "event,edtf,earliest,latest,grain,basis,status,title,who,where,sources,quote,document,url,published,"
        "kind,confidence,latitude,longitude,country,alleged_by,independent,claims,disputed,time"
    )
    assert line.decode() == (
        "1,2019-05-15,2019-05-15,2019-05-15,day,relative,occurred,The ferry sinks,Port Authority,Dover,1,"
        "The ferry sank three days ago.,ferry-1,https://news.example/ferry,2019-05-15,"
        "disaster,0.5,,,,,1,1,0,"
    )
    assert rest == b""


def test_the_place_is_the_first_whose_position_is_known_and_a_position_is_no_formula() -> None:
    [row] = rows(written(sample(place=Place("GB", -51.5, 1.25), alleged_by="=the owner", confidence=0.75)))
    assert (row["latitude"], row["longitude"], row["country"]) == ("-51.5", "1.25", "GB")
    assert (row["confidence"], row["alleged_by"]) == ("0.75", "'=the owner")


def test_an_undated_event_has_empty_dates_and_an_open_one_an_empty_end() -> None:
    undated, before = rows(written(sample(time=None), sample(time=edtf.parse("[..1945]"))))
    assert (undated["edtf"], undated["earliest"], undated["latest"], undated["grain"]) == ("", "", "", "")
    assert (before["edtf"], before["earliest"], before["latest"]) == ("[..1945]", "", "1945-12-31")


def test_both_days_of_a_span_are_inside() -> None:
    span = TimeSpan.of_days(day_number(2024, 12, 2), day_number(2024, 12, 7))
    [row] = rows(written(sample(time=span)))
    assert (row["earliest"], row["latest"]) == ("2024-12-02", "2024-12-07")


def test_a_date_before_our_era_is_not_taken_for_a_formula() -> None:
    [row] = rows(written(sample(time=TimeSpan.of(-43, 3, 15))))
    assert row["edtf"] == row["earliest"] == "-0043-03-15"


@pytest.mark.parametrize("text", [t for t in HOSTILE if t])
def test_no_text_that_a_spreadsheet_would_run_begins_a_field(text: str) -> None:
    [row] = rows(written(sample(title=text, who=(text,), quote=text, url=text, doc_id=text)))
    for column in ("title", "who", "quote", "url", "document"):
        assert row[column].lstrip(" \u00a0\ufeff")[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")


@given(TEXTS)
def test_taking_the_guard_off_gives_the_text_back(text: str) -> None:
    assert bared(guarded(text)) == text


@given(st.lists(events(), max_size=4))
def test_any_events_are_read_back_field_for_field(items: list[Event]) -> None:
    found = rows(written(*items))
    assert len(found) == len(items)
    for row, event in zip(found, items, strict=True):
        assert set(row) == set(USUAL)
        assert row["event"] == str(event.number)
        assert bared(row["title"]) == event.title.encode("utf-8", "replace").decode()
        assert bared(row["quote"]) == event.sources[0].quote.encode("utf-8", "replace").decode()
        assert bared(row["alleged_by"]) == event.alleged_by.encode("utf-8", "replace").decode()
        assert (row["kind"], float(row["confidence"])) == ("disaster", event.confidence)
        if event.time:
            span = edtf.parse(row["edtf"])
            assert (span.first_day or "", span.last_day or "") == (row["earliest"], row["latest"])


def test_the_quote_is_that_of_the_claim_whose_title_the_event_bears() -> None:
    event = sample()
    [source] = event.sources
    other = replace(source, mention=replace(source.mention, title="A ferry went down"), quote="It went down.")
    [row] = rows(written(replace(event, sources=(other, source))))
    assert row["quote"] == source.quote


@given(st.lists(events(), max_size=4))
def test_without_the_guard_every_text_stands_as_it_is(items: list[Event]) -> None:
    found = rows(written(*items, options=ExportOptions(raw=True)))
    assert [row["title"] for row in found] == [in_utf8(event.title) for event in items]


def test_for_excel_a_mark_comes_first_and_nothing_else_changes() -> None:
    plain, marked = written(sample()), written(sample(), options=ExportOptions(excel=True))
    assert marked == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")


FLAT = st.one_of(st.none(), st.integers(), st.floats(allow_nan=False), TEXTS)


@given(st.lists(st.tuples(FLAT, FLAT, FLAT, FLAT), max_size=200), st.booleans())
def test_the_writer_of_ready_rows_guards_each_value_as_it_would_alone(
    values: list[tuple[str | int | float | None, ...]], raw: bool
) -> None:
    out = io.BytesIO()
    csv_rows(out, ["title", "x", "who", "place"], values, ExportOptions(raw=raw))
    back = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8"), newline=""), strict=True))
    expected = [
        ["" if v is None else str(v) if not isinstance(v, str) else in_utf8(v if raw else guarded(v)) for v in row]
        for row in values
    ]
    assert back == [["title", "x", "who", "place"], *expected]


@pytest.mark.parametrize(
    ("holds", "text", "kept"),
    [
        (Holds.DAY, "-0044-03-15", "-0044-03-15"),
        (Holds.DAY, "+12024-01-01", "+12024-01-01"),
        (Holds.DAY, "-0044-03-15+cmd()", "'-0044-03-15+cmd()"),
        (Holds.DAY, "=TODAY()", "'=TODAY()"),
        (Holds.EDTF, "-0044", "-0044"),
        (Holds.EDTF, "-004X/-0043-03-15~", "-004X/-0043-03-15~"),
        (Holds.EDTF, "-0044-03-15T10:00:00+03:00", "-0044-03-15T10:00:00+03:00"),
        (Holds.EDTF, "-2+3", "'-2+3"),
        (Holds.NUMBER, "-33.9", "-33.9"),
        (Holds.ANY, "-33.9", "-33.9"),
        (Holds.ANY, "-0044-03", "-0044-03"),
        (Holds.ANY, "+1", "'+1"),
        (Holds.ANY, "-1-1", "'-1-1"),
        (Holds.TEXT, "-33.9", "'-33.9"),
        (Holds.NAMES, "@SUM(A1)", "'@SUM(A1)"),
    ],
)
def test_a_date_or_a_number_is_guarded_only_if_it_is_none(holds: Holds, text: str, kept: str) -> None:
    for write, between in ((csv_rows, "\r\n"), (tsv_rows, "\n")):
        if holds is Holds.NUMBER and write is csv_rows:
            continue  # of numbers that are texts already CSV has no need
        out = io.BytesIO()
        write(out, ["a"], [[text]], holds=[holds])
        assert out.getvalue().decode() == f"a{between}{kept}{between}"


@given(day_spans())
def test_no_date_of_ours_is_ever_guarded(span: TimeSpan) -> None:
    event = sample(time=span)
    [row] = rows(written(event))
    assert row["edtf"] == edtf.text(span)
    assert (row["earliest"], row["latest"]) == (span.first_day or "", span.last_day or "")


@given(st.lists(events(), max_size=4))
def test_tsv_has_a_line_an_event_and_the_same_guard_on_texts_of_one_line(items: list[Event]) -> None:
    out = io.BytesIO()
    TSV.write(items, out)
    header, *lines = out.getvalue().decode().split("\n")[:-1]
    assert len(lines) == len(items)
    for line, event in zip(lines, items, strict=True):
        row = dict(zip(header.split("\t"), line.split("\t"), strict=True))
        assert bared(row["title"]) == " ".join(in_utf8(event.title).replace("\0", " ").split())
        assert row["confidence"] == str(event.confidence)
        assert row["edtf"] == (edtf.text(event.time) if event.time else "")


def read_by(metadata: bytes, data: bytes) -> list[dict[str, object]]:
    """A table as its own metadata say it is to be read (CSV on the Web, as far as ours go)."""
    table = json.loads(metadata)
    assert table["@context"] == "http://www.w3.org/ns/csvw"
    dialect, schema = table["dialect"], table["tableSchema"]
    text = io.StringIO(data.decode(dialect["encoding"]), newline="")
    header, *lines = csv.reader(text, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True)
    assert header == [column["titles"] for column in schema["columns"]]

    def cell(column: dict[str, Any], said: str) -> object:
        if said == column["null"]:
            return [] if "separator" in column else None
        match column["datatype"]:
            case "integer":
                return int(said)
            case "number":
                return float(said)
            case "date":
                assert re.fullmatch(r"-?([1-9][0-9]{3,}|0[0-9]{3})-[01][0-9]-[0-3][0-9]", said.lstrip("+"))
                return said
            case {"base": "boolean", "format": form}:
                return said == form.partition("|")[0]
            case "string":
                return said.split(column["separator"]) if "separator" in column else said
        raise AssertionError(column)

    columns = schema["columns"]
    return [{c["name"]: cell(c, said) for c, said in zip(columns, line, strict=True)} for line in lines]


@given(st.lists(events(), max_size=4))
def test_a_file_is_read_by_its_own_metadata(items: list[Event]) -> None:
    found = read_by(csvw(USUAL, "events.csv"), written(*items))
    for row, event in zip(found, items, strict=True):
        assert row["event"] == event.number
        assert row["confidence"] == event.confidence
        assert row["disputed"] is event.disputed
        assert row["earliest"] == (event.time and event.time.first_day)
        assert bared(str(row["title"] or "")) == in_utf8(event.title)


def test_the_metadata_name_the_file_its_key_and_what_each_column_says() -> None:
    table = json.loads(csvw(("title", "event", "who"), "a b.csv"))
    assert (table["url"], table["tableSchema"]["primaryKey"]) == ("a b.csv", "event")
    assert [c["dc:description"] for c in table["tableSchema"]["columns"]] == [
        COLUMNS[c].says for c in ("title", "event", "who")
    ]
    assert "'" in table["dc:description"]
    without = json.loads(csvw(("title",), "a.csv", ExportOptions(raw=True)))
    assert "primaryKey" not in without["tableSchema"]
    assert "dc:description" not in without
    with pytest.raises(UnknownName, match="there is no column 'colour'"):
        csvw(("colour",), "a.csv")


def test_the_docs_say_of_each_column_what_it_is() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {column.says} | {column.holds.name.lower()} |" for name, column in COLUMNS.items()]
    assert "\n".join(rows) in page
