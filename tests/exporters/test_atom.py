"""Atom: what feedparser and lxml read, and what RFC 4287 wants of a feed."""

import io
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as page

from exporters.clocks import events_with_clocks
from exporters.samples import HOSTILE, events, sample
from timeline.exporters._plain import line, web_address
from timeline.exporters.atom import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.time import TimeSpan

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")
FEED = ["id", "title", "updated", "author", "generator"]


def written(*items: Event, options: ExportOptions = PLAIN) -> bytes:
    out = io.BytesIO()
    assert not EXPORTER.write(items, out, options)
    return out.getvalue()


def feed(*items: Event, options: ExportOptions = PLAIN) -> Any:
    """The feed as feedparser reads it, after lxml has found in it what the standard wants."""
    data = written(*items, options=options)
    root = etree.fromstring(data)
    assert [child.tag for child in root] == [*(ATOM + name for name in FEED), *[f"{ATOM}entry"] * len(items)]
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ONCE:
            assert len(parent.findall(ATOM + name)) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", parent.findtext(f"{ATOM}id") or "")
    for moment in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        datetime.strptime(moment.text or "", "%Y-%m-%dT%H:%M:%SZ")
    read = feedparser.parse(io.BytesIO(data))
    assert (read.bozo, read.version) == (0, "atom10")
    return read


def contents(*items: Event) -> list[Any]:
    """What a reader shows of each entry."""
    root = etree.fromstring(written(*items))
    return [page.fragment_fromstring(content.text, create_parent=True) for content in root.iter(f"{ATOM}content")]


def test_an_entry_has_title_days_link_kind_and_content() -> None:
    read = feed(sample(), options=ExportOptions(title="The ferry & more"))
    assert (read.feed.title, read.feed.author) == ("The ferry & more", "The ferry & more")
    [entry] = read.entries
    assert (entry.title, entry.link) == ("The ferry sinks", "https://news.example/ferry")
    assert (entry.updated, entry.published) == ("2019-05-15T00:00:00Z", "2019-05-15T00:00:00Z")
    assert [tag.term for tag in entry.tags] == ["disaster"]
    assert entry.content[0].type == "text/html"
    [content] = contents(sample())
    assert content.findtext("blockquote") == "The ferry sank three days ago."
    assert content.find("p").text_content() == "When: 15 May 2019 (2019-05-15, relative)Who: Port AuthorityWhere: Dover"
    [source] = content.iter("a")
    assert source.get("href") == "https://news.example/ferry"
    assert source.text == "Ferry lost, Harbour News, 15 May 2019, https://news.example/ferry"


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    event = sample()
    [source] = event.sources
    later = replace(source, published=TimeSpan.of(2020, 2, 29, 1, 30, 0, zone="+03:00"))
    read = feed(sample(1), replace(event, number=2, sources=(source, later)), sample(3))
    assert [entry.updated for entry in read.entries] == [
        "2019-05-15T00:00:00Z",
        "2020-02-28T22:30:00Z",
        "2019-05-15T00:00:00Z",
    ]
    assert read.feed.updated == "2020-02-28T22:30:00Z"
    assert read.entries[1].published == "2019-05-15T00:00:00Z"


def test_what_was_published_at_a_time_unknown_stands_at_1970_and_has_no_published() -> None:
    event = sample()
    [source] = event.sources
    read = feed(replace(event, sources=(replace(source, published=None),)))
    assert read.feed.updated == read.entries[0].updated == "1970-01-01T00:00:00Z"
    assert "<published>" not in written(replace(event, sources=(replace(source, published=None),))).decode()


def test_an_undated_event_is_an_entry_that_says_so() -> None:
    [content] = contents(sample(time=None, bounds=edtf.parse("2019")))
    assert "When: undated, 2019" in content.text_content()


def test_identifiers_are_the_same_in_every_export_and_others_in_another_timeline() -> None:
    first = feed(sample(1), sample(2))
    again = feed(sample(1, "A better title"), sample(2, quote="Other words."))
    other = feed(sample(1), sample(2), options=ExportOptions(title="Another"))
    assert [first.feed.id, *(e.id for e in first.entries)] == [again.feed.id, *(e.id for e in again.entries)]
    ids = {read.feed.id for read in (first, other)} | {e.id for read in (first, other) for e in read.entries}
    assert len(ids) == 6


@pytest.mark.parametrize("text", [*HOSTILE, "<script>alert(1)</script>", "a & b", "&lt;b&gt;", "]]>", '" onclick="'])
def test_no_text_becomes_markup(text: str) -> None:
    url = f"https://x.example/?a={text}"
    event = sample(1, text, who=(text,), quote=text, url=url, doc_id=text, alleged_by=text)
    [entry] = feed(event, options=ExportOptions(title=text)).entries
    assert [link.href for link in entry.get("links", ())] == [url] * bool(web_address(url))
    root = etree.fromstring(written(event))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == (line(text) or "Event 1")
    [content] = contents(event)
    assert {element.tag for element in content.iter()} <= {"div", "blockquote", "p", "br", "ul", "li", "a"}
    assert content.findtext("blockquote", "") == line(text)
    assert not [name for element in content.iter() for name in element.attrib if name != "href"]


@given(st.lists(events() | events_with_clocks(), max_size=4))
def test_any_events_are_read_back_entry_for_entry(items: list[Event]) -> None:
    read = feed(*items)
    root = etree.fromstring(written(*items))
    shown = contents(*items)
    for entry, element, content, event in zip(read.entries, root.iter(f"{ATOM}entry"), shown, items, strict=True):
        assert element.findtext(f"{ATOM}title") == (line(event.title) or f"Event {event.number}")
        assert entry.id == element.findtext(f"{ATOM}id")
        assert content.findtext("blockquote", "") == line(event.sources[0].quote)
        url = event.sources[0].url
        assert [link.href for link in entry.get("links", ())] == [url] * bool(web_address(url))
        if event.time:
            assert edtf.text(event.time) in content.findtext("p")
