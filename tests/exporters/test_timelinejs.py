"""TimelineJS: what the real one shows of our files in a real browser, and that no text becomes more than text."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser import visit
from exporters.samples import HOSTILE, events, sample
from timeline.exporters import timelinejs as as_json
from timeline.exporters import timelinejs_csv as as_csv
from timeline.exporters._timelinejs import BEYOND
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import UNDATED, ExportOptions
from timeline.values.formula import guarded
from timeline.values.mention import Status
from timeline.values.time import DAY, Extent, Grain, TimeSpan, day_number

PAGE = """<!doctype html><meta charset="utf-8"><title>A timeline</title>
<link rel="stylesheet" href="/timelinejs/css/timeline.css"><script src="/timelinejs/js/timeline.js"></script>
<div id="shown" style="height: 100vh"></div><script>window.timeline = new TL.Timeline("shown", "/%s")</script>"""
LOADED = "window.timeline && timeline._loaded && timeline._loaded.storyslider && timeline._loaded.timenav"
SHOWN = """[...document.querySelectorAll('.tl-slide')].map(slide =>
    ['.tl-headline', '.tl-headline-date', '.tl-text-content']
    .map(part => (slide.querySelector(part) || {textContent: ''}).textContent))"""
TOUCHED = """document.querySelectorAll('#shown *').forEach(element => ['mouseover', 'click', 'focus', 'error', 'load']
    .forEach(name => element.dispatchEvent(new Event(name, {cancelable: true}))))"""
CODE = (
    "<img src=x onerror='window.ran = 1'>",
    "<script>window.ran = 1</script>",
    "</script><svg onload=window.ran=1>",
    "&lt;img src=x onerror=window.ran=1&gt;",
    "&amp;lt;img src=x onerror=window.ran=1&amp;gt;",
    "www.x'onmouseover='window.ran=1",
    "\"'><b onclick=window.ran=1 autofocus onfocus=window.ran=1>",
    "a@b.c'onmouseover='window.ran=1 http://x.example'onclick='window.ran=1",
    "javascript:window.ran=1",
)
ADDRESSES = (
    "https://www.news.example/a?b=c&d=www.x.example/@me",
    "https://kept.example/2019/https://www.news.example/'onclick='window.ran=1",
)


def written(exporter: Any, *items: Event, title: str = "Timeline") -> bytes:
    out = io.BytesIO()
    exporter.EXPORTER.write(items, out, ExportOptions(title=title))
    return out.getvalue()


def slides(*items: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(as_json, *items))["events"]
    return found


def rows(*items: Event) -> list[dict[str, str]]:
    text = written(as_csv, *items).decode()
    return [row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True) if row["Type"] != "title"]


def one_line(text: str) -> str:
    """The text as a page shows it: blanks as one, and what HTML cannot hold as U+FFFD."""
    blanks = " ".join(text.replace("\ufeff", "").split())
    return re.sub("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", blanks)


def shown(browser: Any, timelinejs: Path, name: str, data: bytes) -> list[list[str]]:
    """Headline, date and text of each slide, the title's first; nothing of what was touched ran."""
    files = {"": (PAGE % name).encode(), name: data, "timelinejs": timelinejs}
    with visit(browser, files) as visited:
        visited.page.wait_for_function(LOADED)
        visited.page.evaluate(TOUCHED)
        assert visited.errors == []
        assert visited.page.evaluate("timeline.config.messages") == {"errors": [], "warnings": []}
        assert visited.page.evaluate("window.ran === undefined")
        assert visited.page.evaluate("document.querySelectorAll('.tl-makelink').length") == 0
        found = visited.page.evaluate(SHOWN)
    return [[" ".join(part.split()) for part in slide] for slide in found]


ODD_TIMES = (
    (TimeSpan.of(2019, 5, 15), "May 15, 2019"),
    (TimeSpan.of(2019, 5), "May 2019"),
    (TimeSpan.of(2019), "2019"),
    (TimeSpan.of(2023, 10, 7, 6, 29, zone="+03:00"), "7 October 2023, 06:29 +03:00"),
    (TimeSpan.of(2023, 10, 7, 0, 0), "7 October 2023, 00:00"),
    (edtf.parse("2010~"), "about 2010"),
    (edtf.parse("[..1945]"), "before 1946"),
    (edtf.parse("2004/.."), "since 2004"),
    (edtf.parse("199X"), "1990s"),
    (edtf.parse("2004-22"), "summer 2004"),
    (TimeSpan.of(-43, 3, 15), "15 March 44 BC"),
    (TimeSpan.of(99), "AD 99"),
    (
        TimeSpan.of_days(day_number(2019, 5, 3), day_number(2019, 5, 5), extent=Extent.THROUGHOUT),
        "from 3 to 5 May 2019",
    ),
    (TimeSpan.of_days(day_number(2019, 5, 3), day_number(2019, 5, 5)), "3 – 5 May 2019"),
    (TimeSpan(6 * 3600, 12 * 3600, Grain.PART_OF_DAY), "1 January 1970, 06:00 – 12:00"),
    (TimeSpan.of(44_999), "44999"),
    (TimeSpan.of(-44_998), "44999 BC"),
)


@pytest.mark.parametrize(("exporter", "name"), [(as_json, "events.json"), (as_csv, "events.csv")])
def test_the_real_timelinejs_shows_every_date_in_words_that_say_what_is_known(
    browser: Any,
    timelinejs: Path,
    exporter: Any,
    name: str,
) -> None:
    items = [sample(number, f"Event {number}", time) for number, (time, _) in enumerate(ODD_TIMES)]
    title, *found = shown(browser, timelinejs, name, written(exporter, *items, title="What <was>"))
    assert title[:2] == ["What <was>", ""]
    words = {headline: date for headline, date, _text in found}
    assert words == {f"Event {number}": said for number, (_, said) in enumerate(ODD_TIMES)}


@pytest.mark.parametrize(("exporter", "name"), [(as_json, "events.json"), (as_csv, "events.csv")])
def test_the_real_timelinejs_shows_hostile_text_as_text_and_runs_none_of_it(
    browser: Any,
    timelinejs: Path,
    exporter: Any,
    name: str,
) -> None:
    texts = [text for text in (*CODE, *HOSTILE) if text.strip()]
    items = [
        sample(number, text, who=(text,), quote=text, url=ADDRESSES[number % 2], alleged_by=text, doc_id=text)
        for number, text in enumerate(texts)
    ]
    spans = [replace(item, time=TimeSpan.of(2019, 5, 15, 6, 30, zone=item.title)) for item in items[: len(CODE)]]
    found = shown(browser, timelinejs, name, written(exporter, *spans, *items[len(CODE) :]))[1:]
    assert sorted(headline for headline, _, _ in found) == sorted(one_line(text) for text in texts)
    assert {f"15 May 2019, 06:30 {one_line(text)}" for text in CODE} <= {date for _, date, _ in found}
    for headline, _date, text in found:
        assert text.startswith(headline)
        assert f"Alleged by {headline}" in text


def test_a_source_of_the_web_is_a_link_and_another_is_none(browser: Any, timelinejs: Path) -> None:
    items = [sample(1, url=ADDRESSES[0]), sample(2, url="javascript:alert(1)"), sample(3, url=None)]
    files = {"": (PAGE % "events.json").encode(), "events.json": written(as_json, *items), "timelinejs": timelinejs}
    with visit(browser, files) as visited:
        visited.page.wait_for_function(LOADED)
        links = visited.page.evaluate("[...document.querySelectorAll('.tl-text-content a')].map(a => [a.href, a.text])")
    assert links == [["https://www.news.example/a?b=c&d=www%2Ex.example/%40me", "Ferry lost"]]


def test_a_slide_has_a_lasting_id_its_kind_its_dates_and_where_it_is_from() -> None:
    [slide] = slides(sample(12))
    assert slide == {
        "unique_id": "event-12",
        "start_date": {"year": 2019, "month": 5, "day": 15},
        "text": {
            "headline": "The ferry sinks",
            "text": "<blockquote>The ferry sank three days ago.</blockquote>"
            '<p><a href="https://news.example/ferry">Ferry lost</a>, Harbour News, 15 May 2019</p>'
            "<p>Who: Port Authority</p><p>Where: Dover</p>",
        },
        "group": "disaster",
        "edtf": "2019-05-15",
        "grain": "day",
        "status": "occurred",
    }


def test_the_table_has_these_headings_and_times_as_timelinejs_reads_them() -> None:
    text = written(as_csv, sample(time=TimeSpan.of(2019, 5, 15, 6, 30))).decode()
    assert text.split("\r\n")[0] == (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
        "Media Caption,Media Thumbnail,Alt Text,Type,Group,Background"
    )
    [row] = rows(sample(time=TimeSpan.of(2019, 5, 15, 6, 30)))
    assert [row[name] for name in as_csv.HEADINGS[:8]] == ["2019", "5", "15", "06:30:00", "", "", "", ""]


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        (TimeSpan.of(2019), (2019,), ()),
        (edtf.parse("2010~"), (2010,), ()),  # of what is about 2010 no end is known
        (replace(TimeSpan.of(2019), extent=Extent.THROUGHOUT), (2019,), (2019, 12, 31)),
        (replace(TimeSpan.of(2019, 5, 1), extent=Extent.THROUGHOUT), (2019, 5, 1), ()),
        (edtf.parse("199X"), (1990,), (1999, 12, 31)),
        (TimeSpan.of(0), (-1,), ()),  # there is no year 0
        (TimeSpan(-DAY, 0, Grain.HOUR), (1969, 12, 31, 0), (1970, 1, 1, 0)),
        (TimeSpan.of(2019, 5, 15, 6, 30, 9), (2019, 5, 15, 6, 30, 9), ()),
    ],
)
def test_an_end_is_given_of_what_lasted_or_is_no_single_unit(
    time: TimeSpan, start: tuple[int, ...], end: tuple[int, ...]
) -> None:
    [slide] = slides(sample(time=time))
    assert (tuple(slide["start_date"].values()), tuple(slide.get("end_date", {}).values())) == (start, end)


def test_what_has_no_day_or_no_place_on_the_axis_is_left_out_and_counted() -> None:
    nowhen = TimeSpan(None, None, Grain.DAY)
    items = [
        sample(time=None),
        sample(time=nowhen),
        sample(time=TimeSpan.of(45_001)),
        sample(time=TimeSpan.of(-45_000)),
    ]
    for exporter in (as_json, as_csv):
        assert exporter.EXPORTER.write(items, io.BytesIO()) == {UNDATED: 2, BEYOND: 2}
        assert exporter.EXPORTER.write([sample(time=TimeSpan.of(45_000))], io.BytesIO()) == {}


def test_an_export_of_nothing_is_read_all_the_same() -> None:
    assert json.loads(written(as_json)) == {"title": {"text": {"headline": "Timeline"}}, "events": []}
    assert rows() == []


def test_what_must_be_known_of_it_is_said() -> None:
    event = replace(sample(alleged_by="the owner"), status=Status.ALLEGED, disputed=True, documents=3)
    [slide] = slides(event)
    assert "<p>Alleged by the owner. Sources date it differently. Told by 3 documents</p>" in slide["text"]["text"]


@given(st.lists(events(), max_size=4))
def test_any_title_comes_back_from_both_files_and_the_dates_are_the_same(items: list[Event]) -> None:
    dated, table = slides(*items), rows(*items)
    assert [html.unescape(row["Headline"]) for row in table] == [
        html.unescape(slide["text"]["headline"]) for slide in dated
    ]
    assert {html.unescape(slide["text"]["headline"]) for slide in dated} <= {one_line(event.title) for event in items}
    for slide, row in zip(dated, table, strict=True):
        assert [str(slide["start_date"].get(part, "")) for part in ("year", "month", "day")] == [
            row[name] for name in ("Year", "Month", "Day")
        ]
        assert row["Display Date"] == slide.get("display_date", "")


@given(events())
def test_no_cell_begins_what_a_spreadsheet_would_run(event: Event) -> None:
    for row in rows(event):
        for heading, cell in row.items():
            assert "Year" in heading or guarded(cell) == cell
