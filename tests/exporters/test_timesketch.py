"""Timesketch: rows as its importer reads them (``timesketch/lib/utils.py``): dateutil, and a cell of tags as JSON."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from exporters.clocks import events_with_clocks
from exporters.samples import HOSTILE, events, sample
from timeline.exporters import timesketch, timesketch_csv
from timeline.exporters._plain import cleaned, line
from timeline.exporters._sketch import HEADINGS, TEXTS
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.formula import guarded
from timeline.values.mention import Place
from timeline.values.time import TimeSpan, civil

LONG = 32_766


def lines(*items: Event) -> tuple[list[dict[str, Any]], Counter[str]]:
    out = io.BytesIO()
    left_out = timesketch.EXPORTER.write(items, out)
    return [json.loads(row) for row in out.getvalue().split(b"\n")[:-1]], left_out


def table(*items: Event, options: ExportOptions = PLAIN) -> list[dict[str, str]]:
    out = io.BytesIO()
    timesketch_csv.EXPORTER.write(items, out, options)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))


def test_a_row_has_what_timesketch_asks_for_and_the_event_in_columns() -> None:
    [row], _ = lines(sample(place=Place("GB", 51.125, 1.3125)))
    assert row == {
        "message": "The ferry sinks",
        "datetime": "2019-05-15T00:00:00+00:00",
        "timestamp": 1_557_878_400_000_000,
        "timestamp_desc": "Event (day precision)",
        "tag": ["disaster", "occurred"],
        "event_number": 1,
        "edtf": "2019-05-15",
        "earliest": "2019-05-15",
        "latest": "2019-05-15",
        "grain": "day",
        "basis": "relative",
        "status": "occurred",
        "kind": "disaster",
        "who": "Port Authority",
        "where": "Dover",
        "sources": 1,
        "quote": "The ferry sank three days ago.",
        "document": "ferry-1",
        "source_url": "https://news.example/ferry",
        "publisher": "Harbour News",
        "published": "2019-05-15",
        "confidence": 0.5,
        "latitude": 51.125,
        "longitude": 1.3125,
        "country": "GB",
        "independent": 1,
        "disputed": 0,
    }


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("2019-05", [("2019-05-01T00:00:00", "Event (month precision)")]),
        ("2019", [("2019-01-01T00:00:00", "Event (year precision)")]),
        (
            "[2024-12-02..2024-12-07]",
            [
                ("2024-12-02T00:00:00", "Event earliest (day precision)"),
                ("2024-12-07T23:59:59", "Event latest (day precision)"),
            ],
        ),
        (
            "2004/2006",
            [
                ("2004-01-01T00:00:00", "Event begins (year precision)"),
                ("2006-12-31T23:59:59", "Event ends (year precision)"),
            ],
        ),
        ("[..1945]", [("1945-12-31T23:59:59", "Event latest (year precision)")]),
        ("1985/..", [("1985-01-01T00:00:00", "Event begins (year precision)")]),
    ],
)
def test_a_span_longer_than_its_unit_has_a_row_for_each_end_that_is_known(
    said: str, rows: list[tuple[str, str]]
) -> None:
    found, _ = lines(sample(time=edtf.parse(said)))
    assert [(row["datetime"], row["timestamp_desc"]) for row in found] == [(f"{day}+00:00", what) for day, what in rows]


def test_a_clock_is_moved_to_utc_by_the_offset_that_is_said_and_keeps_its_zone() -> None:
    times = [TimeSpan.of(2023, 10, 7, 6, 29, zone=zone) for zone in ("+03:00", "EST", "Z", None)]
    found, _ = lines(*(sample(time=time) for time in times))
    assert [row["datetime"] for row in found] == ["2023-10-07T03:29:00+00:00", *["2023-10-07T06:29:00+00:00"] * 3]
    assert [row.get("zone") for row in found] == ["+03:00", "EST", "Z", None]
    assert found[0]["timestamp"] == 1_696_649_340_000_000


@pytest.mark.parametrize("exporter", [timesketch.EXPORTER, timesketch_csv.EXPORTER])
def test_what_timesketch_cannot_place_is_left_out_and_counted_by_reason(exporter: Any) -> None:
    times = ["-0043", "[..1699]", "1699-12-31", "2262-01-01", "2261/2262", "../..", "1700-01-01", "2261-12-31"]
    items = [sample(time=None), *(sample(time=edtf.parse(said)) for said in times)]
    assert exporter.write(items, io.BytesIO()) == {
        "undated": 1,
        "before 1700": 3,
        "after 2261": 2,
        "without beginning and end": 1,
    }


@pytest.mark.parametrize("letter", ["x", "é", "🚢"])
def test_no_text_is_longer_than_its_index_takes(letter: str) -> None:
    [row], _ = lines(sample(1, letter * 40_000, quote=letter * 40_000))
    for column in ("message", "quote"):
        assert LONG - 6 < len(row[column].encode()) <= LONG
        assert row[column].endswith(letter + "…")
    [whole], _ = lines(sample(quote="x" * LONG))
    assert whole["quote"] == "x" * LONG


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_no_text_that_a_spreadsheet_would_run_begins_a_cell_unless_it_is_asked_for(text: str) -> None:
    event = sample(1, text, who=(text,), quote=text, url=text, doc_id=text, alleged_by=text)
    [row] = table(event)
    for column in TEXTS:
        assert row[column].lstrip(" \u00a0\ufeff")[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")
    [raw] = table(event, options=replace(PLAIN, raw=True))
    assert raw["quote"] == cleaned(text)


def fits(time: TimeSpan | None) -> bool:
    """Whether all of it that is known lies in the years that are written."""
    known = [day for day in (time.first_day_number, time.last_day_number) if day is not None] if time else []
    return bool(known) and all(1700 <= civil(day)[0] <= 2261 for day in known)


@given(st.lists(events() | events_with_clocks(), max_size=4, unique_by=lambda event: event.number))
def test_any_events_are_read_back_as_timesketch_reads_them(items: list[Event]) -> None:
    found, left_out = lines(*items)
    held = {event.number: event for event in items if fits(event.time)}
    assert {row["event_number"] for row in found} == set(held)
    assert left_out.total() == len(items) - len(held)
    for row in found:
        event = held[row["event_number"]]
        assert parser.parse(row["datetime"]).timestamp() * 1_000_000 == row["timestamp"]
        assert row["datetime"].endswith("+00:00")  # pandas refuses a column of several offsets
        assert row["edtf"] == (edtf.text(event.time) if event.time else "")
        assert row["message"] == (line(event.title) or f"Event {event.number}")
        assert row.get("quote", "") == cleaned(event.sources[0].quote)
        assert row["tag"] == [event.kind.value, event.status.value]
        assert "" not in row.values()


@given(st.lists(events() | events_with_clocks(), max_size=4))
def test_the_table_says_the_same_as_the_lines(items: list[Event]) -> None:
    for row, told in zip(table(*items), lines(*items)[0], strict=True):
        assert tuple(row) == HEADINGS
        assert json.loads(row["tag"]) == told["tag"]
        for name in HEADINGS:
            if name in TEXTS:
                assert row[name] == guarded(told.get(name, ""))
            elif name != "tag":
                assert row[name] == str(told.get(name, ""))
