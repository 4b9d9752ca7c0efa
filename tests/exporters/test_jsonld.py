"""JSON-LD: what a store of linked data gets of it (rdflib), and what may stand in a page."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from exporters.clocks import events_with_clocks
from exporters.samples import HOSTILE, events, sample
from timeline.exporters._plain import cleaned, line, web_address
from timeline.exporters.jsonld import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Place, Status
from timeline.values.time import TimeSpan

SCHEMA = rdflib.Namespace("https://schema.org/")
CONTEXT = {
    "@vocab": str(SCHEMA),
    "url": {"@type": "@id"},
    "eventStatus": {"@type": "@id"},
}  # of schema.org's, what is used


def written(*items: Event, options: ExportOptions = PLAIN) -> bytes:
    out = io.BytesIO()
    assert not EXPORTER.write(items, out, options)
    return out.getvalue()


def graph(*items: Event, options: ExportOptions = PLAIN) -> list[dict[str, Any]]:
    document = json.loads(written(*items, options=options))
    assert document["@context"] == "https://schema.org"
    return list(document["@graph"])


def linked(*items: Event) -> rdflib.Graph:
    document = json.loads(written(*items)) | {"@context": CONTEXT}  # no network for the real one
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_an_event_says_what_when_where_and_in_which_article() -> None:
    [event] = graph(sample(place=Place("GB", 51.125, 1.3125)))
    assert event.pop("@id").startswith("urn:uuid:")
    assert "“The ferry sank three days ago.”\nWhen: 15 May 2019" in event.pop("description")
    assert event == {
        "@type": "Event",
        "name": "The ferry sinks",
        "startDate": "2019-05-15",
        "temporalCoverage": "2019-05-15",
        "location": [
            {
                "@type": "Place",
                "name": "Dover",
                "geo": {"@type": "GeoCoordinates", "latitude": 51.125, "longitude": 1.3125},
            }
        ],
        "subjectOf": [
            {
                "@type": "NewsArticle",
                "url": "https://news.example/ferry",
                "headline": "Ferry lost",
                "datePublished": "2019-05-15",
                "publisher": {"@type": "Organization", "name": "Harbour News"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("2019-05", "2019-05", None),
        ("2019~", "2019", None),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07"),
        ("2004/2006", "2004-01-01", "2006-12-31"),
        ("2004/2004", "2004-01-01", "2004-12-31"),
        ("[..1945]", None, "1945-12-31"),
        ("1985/..", "1985-01-01", None),
        ("-0043-03-15", None, None),
        ("0000", None, None),
        ("Y12024", None, None),
        ("9999-12-31", "9999-12-31", None),
    ],
)
def test_dates_are_those_of_iso_8601_and_the_whole_is_in_edtf(said: str, start: str | None, end: str | None) -> None:
    [event] = graph(sample(time=edtf.parse(said)))
    assert (event.get("startDate"), event.get("endDate"), event["temporalCoverage"]) == (start, end, said)


def test_a_clock_has_its_offset_where_the_text_has_one() -> None:
    times = [TimeSpan.of(2023, 10, 7, 6, 29, zone=zone) for zone in ("Z", "+03:00", "EST")]
    found = [event["startDate"] for event in graph(*(sample(time=time) for time in times))]
    assert found == ["2023-10-07T06:29:00Z", "2023-10-07T06:29:00+03:00", "2023-10-07T06:29:00"]


def test_what_is_not_known_is_not_there() -> None:
    event = sample(time=None, url="javascript:alert(1)", quote="")
    [source] = event.sources
    [bare] = graph(replace(event, where=(), sources=(replace(source, title=None, publisher=None, published=None),)))
    assert set(bare) == {"@type", "@id", "name", "description", "subjectOf"}
    assert bare["subjectOf"] == [{"@type": "NewsArticle"}]


def test_what_is_called_off_says_so() -> None:
    off, on = graph(replace(sample(), status=Status.CANCELLED), sample())
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert "eventStatus" not in on


def test_an_event_has_the_same_name_in_every_export_and_another_in_another_timeline() -> None:
    names = [graph(sample(number), options=ExportOptions(title=title))[0]["@id"] for number, title in
             [(1, "A"), (1, "A"), (2, "A"), (1, "B")]]  # fmt: skip
    assert names[0] == names[1]
    assert len(set(names)) == 3


@pytest.mark.parametrize("text", [*HOSTILE, "<!--", "<script>", "]]>", "&lt;"])
def test_no_text_leaves_the_script_that_it_stands_in(text: str) -> None:
    data = written(sample(1, text, who=(text,), quote=text, doc_id=text, url=f"https://x.example/?a&{text}"))
    assert not set(data) & set(b"<>&")
    [event] = json.loads(data)["@graph"]
    assert event["name"] == (line(text) or "Event 1")


def test_linked_data_has_the_event_the_article_and_its_publisher() -> None:
    found = linked(sample(place=Place("GB", 51.125, 1.3125)))
    [event] = found.subjects(rdflib.RDF.type, SCHEMA.Event)
    [article] = found.objects(event, SCHEMA.subjectOf)
    assert found.value(article, SCHEMA.url) == rdflib.URIRef("https://news.example/ferry")
    assert str(found.value(found.value(article, SCHEMA.publisher), SCHEMA.name)) == "Harbour News"
    assert found.value(event, SCHEMA.location / SCHEMA.geo / SCHEMA.latitude).toPython() == 51.125


@given(st.lists(events() | events_with_clocks(), max_size=4, unique_by=lambda event: event.number))
def test_any_events_are_read_back_as_linked_data(items: list[Event]) -> None:
    found = linked(*items)
    named = graph(*items)
    assert len(set(found.subjects(rdflib.RDF.type, SCHEMA.Event))) == len(items)
    for event, told in zip(items, named, strict=True):
        subject, [source] = rdflib.URIRef(told["@id"]), event.sources
        assert str(found.value(subject, SCHEMA.name)) == (line(event.title) or f"Event {event.number}")
        assert line(source.quote) in str(found.value(subject, SCHEMA.description))
        assert str(found.value(subject, SCHEMA.description)) == cleaned(told["description"])
        addresses = {str(url) for url in found.objects(subject, SCHEMA.subjectOf / SCHEMA.url)}
        assert addresses == ({source.url} if web_address(source.url) else set())
        if event.time:
            assert str(found.value(subject, SCHEMA.temporalCoverage)) == edtf.text(event.time)
