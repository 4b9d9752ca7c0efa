"""The HTML report: a strict parser takes it, every text in it is text, and nothing is fetched or run."""

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from browser import visit
from exporters.samples import HOSTILE, events, sample
from exporters.test_timelinejs import CODE, one_line
from timeline.exporters.html import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import ExportOptions
from timeline.values.mention import Basis, Status
from timeline.values.time import TimeSpan


def written(*items: Event, title: str = "Timeline") -> bytes:
    out = io.BytesIO()
    assert EXPORTER.write(iter(items), out, ExportOptions(title=title)) == Counter()
    return out.getvalue()


def page(*items: Event, title: str = "Timeline") -> Any:
    """The page as a parser sees it that takes no error of markup (html5lib, strict)."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(written(*items, title=title)).getroot()


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def all_words(root: Any, path: str) -> list[str]:
    return [words(element) for element in root.findall(path)]


def of(event: Event, number: int, **facts: Any) -> Event:
    """The event, told by one more document."""
    return replace(event, sources=(*event.sources, replace(event.sources[0], document=number, **facts)))


def test_a_row_has_its_date_its_title_the_quote_and_leads_to_its_document() -> None:
    root = page(sample())
    assert words(root.find(".//tbody/tr")) == (
        "15 May 2019The ferry sinksThe ferry sank three days ago. [1]Who Port AuthorityWhere Dover"
    )
    assert root.find(".//tbody//time").get("datetime") == "2019-05-15"
    [link] = root.findall(".//blockquote//a")
    note = root.find(f".//li[@id='{link.get('href')[1:]}']")
    assert words(note) == "Ferry lost, Harbour News, 15 May 2019"
    assert note.find(".//a").get("href") == "https://news.example/ferry"


def test_events_stand_under_the_year_in_which_they_began_and_undated_ones_in_the_end() -> None:
    times = (
        edtf.parse("[..1945]"),
        TimeSpan.of(-43),
        TimeSpan.of(1990),
        edtf.parse("199X"),
        TimeSpan.of(2019, 5),
        None,
    )
    root = page(*(sample(time=time) for time in times))
    assert all_words(root, ".//caption/h2") == ["Beginning not known", "44 BC", "1990", "2019", "Undated"]
    assert [len(table.findall(".//tbody/tr")) for table in root.findall(".//table")] == [1, 1, 2, 1, 1]
    assert all_words(root, ".//thead/tr/th[1]") == all_words(root, ".//caption/h2")  # a printed page repeats it


def test_a_document_is_listed_once_and_the_one_quoted_leads() -> None:
    first, second = of(sample(1), 8, title="Another"), of(sample(2), 9, title="A third")
    root = page(replace(first, documents=2), replace(second, documents=2), sample(3))
    assert [words(note).split(",")[0] for note in root.findall(".//ol/li")] == ["Ferry lost", "Another", "A third"]
    assert all_words(root, ".//blockquote//a") == ["[1]", "[1]", "[1]"]
    assert [said for said in all_words(root, ".//dl/div") if "Sources" in said] == ["Sources 1–2", "Sources 1, 3"]
    assert words(root.find(".//footer")) == "3 events from 3 documents."


def test_what_must_be_known_of_it_is_said() -> None:
    alleged = replace(sample(alleged_by="the owner"), status=Status.ALLEGED)
    planned = replace(sample(), status=Status.SCHEDULED, disputed=True, basis=Basis.PUBLISHED)
    assert all_words(page(alleged, planned, sample()), ".//p[@class='remarks']") == [
        "alleged by the owner",
        "scheduled · sources date it differently · dated by the day of publication",
    ]


def test_what_is_undated_says_between_which_days_it_was() -> None:
    root = page(sample(time=None, bounds=TimeSpan.of(2019), likely=TimeSpan.of(2019, 5)), sample(time=None))
    assert all_words(root, ".//tbody//th") == ["2019; likely May 2019", "no date"]


@pytest.mark.parametrize(
    ("time", "said", "stamp"),
    [
        (TimeSpan.of(2019), "2019", "2019"),
        (TimeSpan.of(2019, 5), "May 2019", "2019-05"),
        (TimeSpan.of(2023, 10, 7, 6, 29), "7 October 2023, 06:29", "2023-10-07T06:29"),
        (TimeSpan.of(2023, 10, 7, 6, 29, 1), "7 October 2023, 06:29:01", "2023-10-07T06:29:01"),
        (TimeSpan.of(2023, 10, 7, 6), "7 October 2023, 06:00 – 07:00", ""),  # HTML has no hours
        (TimeSpan.of(43, 3, 15), "15 March AD 43", "0043-03-15"),
        (TimeSpan.of(-43, 3, 15), "15 March 44 BC", ""),
        (edtf.parse("2010~"), "about 2010", ""),
        (edtf.parse("199X"), "1990s", ""),
        (edtf.parse("2004/.."), "since 2004", ""),
    ],
)
def test_a_date_is_said_in_words_and_to_machines_where_they_have_it(time: TimeSpan, said: str, stamp: str) -> None:
    root = page(sample(time=time))
    assert words(root.find(".//tbody//th")) == said
    assert [found.get("datetime") for found in root.findall(".//tbody//time")] == ([stamp] if stamp else [])


def test_only_an_address_of_the_web_is_a_link() -> None:
    urls = ("javascript:alert(1)", "https://a@b.example/", "data:text/html,x", "http://x.example/?a=1&b='2'", "ftp://x")
    root = page(*(replace(sample(url=url), sources=of(sample(), n, url=url).sources[1:]) for n, url in enumerate(urls)))
    assert [link.get("href") for link in root.findall(".//li/a")] == ["http://x.example/?a=1&b='2'"]
    assert "javascript:alert(1)" in words(root.find(".//li[1]"))


def test_an_export_of_nothing_is_a_page_all_the_same() -> None:
    assert words(page(title="What <was>").find(".//body")) == "What <was> 0 events from 0 documents."


def test_the_browser_shows_hostile_text_as_text_runs_none_of_it_and_asks_for_nothing(browser: Any) -> None:
    texts = [text for text in (*CODE, *HOSTILE) if text.strip()]
    items = [
        sample(number, text, who=(text,), quote=text, url=text, alleged_by=text) for number, text in enumerate(texts)
    ]
    with visit(browser, {"": written(*items, title=CODE[0])}, viewport={"width": 390, "height": 800}) as visited:
        shown = visited.page.evaluate("[...document.querySelectorAll('.title')].map(title => title.textContent)")
        wide = visited.page.evaluate("document.documentElement.scrollWidth")
        assert visited.page.evaluate("window.ran === undefined && document.title") == CODE[0]
        assert (visited.errors, visited.outside, wide) == ([], [], 390)
    assert shown == [one_line(text) for text in texts]


@given(st.lists(events(), max_size=4))
def test_any_text_comes_back_from_a_page_without_an_error_of_markup(items: list[Event]) -> None:
    items = [replace(event, number=number) for number, event in enumerate(items)]
    root = page(*items)
    assert all_words(root, ".//p[@class='title']") == [one_line(event.title) for event in items]
    notes = {note.get("id") for note in root.findall(".//li[@id]")}
    assert {link.get("href") for link in root.findall(".//tbody//a")} <= {f"#{note}" for note in notes}
    assert etree.tostring(root).count(b"<script") == 0
