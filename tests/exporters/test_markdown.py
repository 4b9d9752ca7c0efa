"""Markdown, rendered as GitHub does (cmark-gfm): quotes, footnotes, and hostile text that stays text."""

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from exporters.samples import HOSTILE, TEXTS, events, sample
from exporters.test_timelinejs import CODE, one_line
from timeline.exporters.markdown import EXPORTER
from timeline.values.event import Event
from timeline.values.export import ExportOptions
from timeline.values.time import TimeSpan

MARKS = (
    "- a list", "+ a list", "* a list", "1. a list", "23) a list", "# a heading", "===", "---", "***", "```", "~~~",
    "> a quote", "| a | b |", "[^1]: a note", "[^1]", "[a](https://x.example)", "![a](https://x.example)", "a\\",
    "*a* **b** _c_ __d__ ~~e~~ `f`", "&lt;&copy;", "<b>b</b>", "\\*a\\*", "    code", "a  \nb", "[a]: https://x.example",
)  # fmt: skip


def written(*items: Event, columns: tuple[str, ...] = (), title: str = "Timeline") -> str:
    out = io.BytesIO()
    assert EXPORTER.write(iter(items), out, ExportOptions(columns, title)) == Counter()
    return out.getvalue().decode()


def rendered(text: str) -> Any:
    """The body of the page that it makes; raw HTML, were there any, would be kept."""
    options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    page = cmarkgfm.markdown_to_html_with_extensions(text, options, ["table", "strikethrough", "autolink", "tasklist"])
    root = html5lib.parse(page, "lxml", namespaceHTMLElements=False).getroot()
    for back in root.xpath(".//a[@class='footnote-backref'] | .//sup"):
        back.text = None
        for inside in list(back):
            back.remove(inside)
    return root.find("body")


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_an_event_is_a_line_its_quote_and_a_note_of_its_document() -> None:
    assert written(sample()) == (
        "# Timeline\n\n## 2019\n\n"
        "- **15 May 2019**: The ferry sinks\n\n"
        "  > The ferry sank three days ago. [^1]\n\n"
        "  Who: Port Authority. Where: Dover.\n\n"
        "[^1]: Ferry lost, Harbour News, 15 May 2019, <https://news.example/ferry>\n"
    )


def test_it_is_rendered_by_years_with_links_to_the_documents() -> None:
    other = replace(sample().sources[0], document=8, title="Another", url="javascript:alert(1)")
    event = replace(sample(2, time=TimeSpan.of(2020), alleged_by="the owner"), sources=(*sample().sources, other))
    body = rendered(written(sample(), event, sample(time=None)))
    assert [words(heading) for heading in body.findall(".//h2")] == ["2019", "2020", "Undated"]
    assert words(body.findall(".//em")[0]) == "(alleged by the owner)"
    assert [words(note) for note in body.findall(".//section//li")] == [
        "Ferry lost, Harbour News, 15 May 2019, https://news.example/ferry",
        "Another, Harbour News, 15 May 2019, javascript:alert(1)",
    ]
    hrefs = [link.get("href") for link in body.findall(".//a[@href]")]
    assert [href for href in hrefs if not href.startswith("#")] == ["https://news.example/ferry"]


def test_of_chosen_columns_it_is_a_table() -> None:
    assert (
        written(sample(), columns=("event", "title")) == "| event | title |\n| --- | --- |\n| 1 | The ferry sinks |\n"
    )


def test_an_export_of_nothing_is_a_heading() -> None:
    assert written(title="What <was>") == "# What \\<was\\>\n"


@pytest.mark.parametrize("text", [text for text in (*CODE, *MARKS, *HOSTILE) if text.strip()])
def test_hostile_text_is_shown_to_the_letter_and_marks_nothing(text: str) -> None:
    event = sample(1, text, who=(text,), quote=text, doc_id=text, url=text, alleged_by=text)
    body = rendered(written(replace(event, sources=(replace(event.sources[0], title=text),)), title=text))
    said = one_line(text)
    assert words(body.find("h1")) == said
    [entry] = body.findall("ul/li")
    [line, facts], [quote] = [words(p) for p in entry.findall("p")], [words(p) for p in entry.findall("blockquote/p")]
    assert (line, quote) == (f"15 May 2019: {said} (alleged by {said})", said)
    assert facts == f"Who: {said}. Where: Dover."
    [note] = body.findall("section/ol/li")
    assert words(note).startswith(f"{said}, Harbour News, 15 May 2019")
    marks = {element.tag for element in body.iter()} - {"h1", "h2", "ul", "li", "p", "strong", "em", "blockquote", "a"}
    assert marks == {"body", "section", "ol", "sup"}


@given(st.lists(events(), max_size=4))
def test_any_events_are_that_many_entries_and_quotes(items: list[Event]) -> None:
    body = rendered(written(*items))
    assert len(body.findall("ul/li")) == len(items)
    quotes = [one_line(event.sources[0].quote) for event in items]
    assert [words(quote) for quote in body.findall("ul/li/blockquote")] == [
        " ".join(quote.split()) for quote in quotes if quote
    ]


@given(TEXTS, TEXTS)
def test_any_text_is_one_cell_of_a_table(title: str, quote: str) -> None:
    body = rendered(written(sample(title=title, quote=quote), columns=("title", "quote", "event")))
    cells = [words(cell) for cell in body.findall(".//td")]
    assert cells == [" ".join(one_line(title).split()), " ".join(one_line(quote).split()), "1"]
