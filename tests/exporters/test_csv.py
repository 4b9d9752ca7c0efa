"""CSV: what a reader of RFC 4180 gets back, and what no spreadsheet runs."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.samples import HOSTILE, TEXTS, events, sample
from timeline.exporters.csv import COLUMNS, EXPORTER, guarded
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.mention import Place
from timeline.values.time import TimeSpan, day_number

TEXT = ("title", "who", "where", "quote", "document", "url")


def written(*items: Event) -> bytes:
    out = io.BytesIO()
    EXPORTER.write(items, out)
    return out.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def bared(text: str) -> str:
    """What an importer takes off: one ``'`` that stands before what might be a formula."""
    return text[1:] if text.startswith("'") and re.match("'+[ \u00a0\ufeff]*[=+\\-@\t\r\n\0＝＋－＠]", text) else text


def test_the_columns_are_these_and_the_lines_end_as_the_standard_wants() -> None:
    header, line, rest = written(sample()).split(b"\r\n")
    assert header.decode() == (
        "event,edtf,earliest,latest,grain,basis,status,title,who,where,sources,quote,document,url,published,"
        "kind,confidence,latitude,longitude,country,alleged_by,independent,claims,disputed"
    )
    assert line.decode() == (
        "1,2019-05-15,2019-05-15,2019-05-15,day,relative,occurred,The ferry sinks,Port Authority,Dover,1,"
        "The ferry sank three days ago.,ferry-1,https://news.example/ferry,2019-05-15,"
        "disaster,0.5,,,,,1,1,0"
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
        assert set(row) == set(COLUMNS)
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
