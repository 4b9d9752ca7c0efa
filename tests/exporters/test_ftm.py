"""FollowTheMoney: what its own library makes of the entities, with nothing of them dropped."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import followthemoney
import pytest
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.provisional import urls

from exporters.clocks import events_with_clocks
from exporters.samples import HOSTILE, events, sample
from timeline.exporters._plain import web_address
from timeline.exporters.ftm import EXPORTER
from timeline.languages.tables import rows
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Party, Place
from timeline.values.time import TimeSpan, civil


def written(*items: Event, options: ExportOptions = PLAIN) -> bytes:
    out = io.BytesIO()
    assert not EXPORTER.write(items, out, options)
    return out.getvalue()


def entities(*items: Event, options: ExportOptions = PLAIN) -> list[followthemoney.EntityProxy]:
    """The entities as the library cleans and checks them; each keeps every value as it was written."""
    found = []
    for line in written(*items, options=options).splitlines():
        raw = json.loads(line)
        proxy = model.get_proxy(raw, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        assert proxy.caption != proxy.schema.label, "an entity without a name goes by its schema"
        for name, values in raw["properties"].items():
            if name == "country":  # any two letters; those that the gazetteer has are tested below
                continue
            if name == "sourceUrl":  # "HTTP://x.example?a" becomes "http://x.example/?a"
                assert len(proxy.get(name)) == len({followthemoney.registry.url.clean(value) for value in values})
                continue
            assert proxy.get(name) == values, name
        found.append(proxy)
    return found


def told(*items: Event) -> dict[str, list[str]]:
    """The properties of the one event among the entities."""
    [event] = [entity for entity in entities(*items) if entity.schema.name == "Event"]
    properties: dict[str, list[str]] = event.to_dict()["properties"]
    return properties


def test_an_event_stands_behind_its_article_and_its_actors_and_points_to_them() -> None:
    article, actor, event = entities(sample(place=Place("GB", 51.125, 1.3125)))
    assert (article.schema.name, actor.schema.name, event.schema.name) == ("Article", "Organization", "Event")
    assert article.to_dict()["properties"] == {
        "title": ["Ferry lost"],
        "fileName": ["ferry-1"],
        "publishedAt": ["2019-05-15"],
        "publisher": ["Harbour News"],
        "sourceUrl": ["https://news.example/ferry"],
    }
    assert actor.to_dict()["properties"] == {"name": ["Port Authority"]}
    properties = event.to_dict()["properties"]
    assert "“The ferry sank three days ago.”" in properties.pop("description")[0]
    assert properties == {
        "name": ["The ferry sinks"],
        "startDate": ["2019-05-15"],
        "endDate": ["2019-05-15"],
        "date": ["2019-05-15"],
        "summary": ["15 May 2019 (2019-05-15, relative)"],
        "location": ["Dover"],
        "country": ["gb"],
        "sourceUrl": ["https://news.example/ferry"],
        "publisher": ["Harbour News"],
        "recordId": ["1"],
        "keywords": ["disaster"],
        "proof": [article.id],
        "involved": [actor.id],
    }


@pytest.mark.parametrize(
    ("said", "start", "end", "date", "words"),
    [
        ("2019-05", "2019-05-01", "2019-05-31", "2019-05", "May 2019"),
        ("2019~", "2019-01-01", "2019-12-31", "2019", "about 2019"),
        ("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", None, "2 – 7 December 2024"),
        ("2004/2004", "2004-01-01", "2004-12-31", None, "all of 2004"),
        ("[..1945]", None, "1945-12-31", None, "before 1946"),
        ("1985/..", "1985-01-01", None, None, "since 1985"),
        ("0999", None, None, None, "AD 999"),
        ("2999/3000", "2999-01-01", None, None, "3000"),
        ("-0043-03-15", None, None, None, "15 March 44 BC"),
        ("Y12024", None, None, None, "12024"),
    ],
)
def test_bounds_are_dates_and_what_those_cannot_say_is_in_words(
    said: str, start: str | None, end: str | None, date: str | None, words: str
) -> None:
    event = told(sample(time=edtf.parse(said)))
    assert [event.get(name, [None])[0] for name in ("startDate", "endDate", "date")] == [start, end, date]
    assert words in event["summary"][0]
    assert said in event["summary"][0]


def test_a_clock_is_moved_to_utc_and_without_an_offset_only_its_day_is_told() -> None:
    times = [TimeSpan.of(2023, 10, 7, 1, 29, zone=zone) for zone in ("+03:00", "Z", "EST", None)]
    found = [told(sample(time=time)) for time in times]
    assert [event["startDate"] for event in found] == [
        ["2023-10-06T22:29:00"],
        ["2023-10-07T01:29:00"],
        ["2023-10-07"],
        ["2023-10-07"],
    ]
    assert "7 October 2023, 01:29 +03:00" in found[0]["description"][0]
    assert "7 October 2023, 01:29 EST" in found[2]["description"][0]


def test_what_is_undated_is_an_event_without_dates() -> None:
    event = told(sample(time=None, bounds=edtf.parse("2019")))
    assert not {"startDate", "endDate", "date"} & set(event)
    assert event["summary"] == ["undated, 2019"]


def test_an_actor_is_of_the_schema_of_its_kind_and_a_namesake_of_another_kind_is_another() -> None:
    kinds = {"Anna Berg": "person", "Port Authority": "organisation", "rebels": "other", "Norway": "place"}
    event = sample(who=tuple(kinds))
    [source] = event.sources
    parties = tuple(Party(name, kind, "agent") for name, kind in kinds.items())
    event = replace(event, sources=(replace(source, mention=replace(source.mention, parties=parties)),))
    found = {entity.caption: entity.schema.name for entity in entities(event)}
    assert [found[name] for name in kinds] == ["Person", "Organization", "LegalEntity", "LegalEntity"]
    person = replace(source.mention, parties=(Party("Port Authority", "person", "agent"),))
    namesake = replace(sample(2), sources=(replace(source, mention=person),))
    ids = {e.id for e in entities(sample(1), namesake) if e.caption == "Port Authority"}
    assert len(ids) == 2


def test_identifiers_are_the_same_in_every_export_and_others_in_another_timeline() -> None:
    first = [entity.id for entity in entities(sample())]
    assert first == [entity.id for entity in entities(sample(title="A better title", quote="Other words."))]
    assert not set(first) & {entity.id for entity in entities(sample(), options=ExportOptions(title="Another"))}


def test_what_was_just_written_is_not_written_again() -> None:
    schemata = [entity.schema.name for entity in entities(sample(1), sample(2), sample(3))]
    assert schemata == ["Article", "Organization", "Event", "Event", "Event"]


def test_what_was_written_long_ago_is_written_again_and_merges() -> None:
    def many() -> Iterator[Event]:
        yield sample(0, who=("First",))
        for number in range(1, 3_000):
            yield sample(number, who=(f"Somebody {number}",))
        yield sample(3_000, who=("First",))

    out = io.BytesIO()
    EXPORTER.write(many(), out)
    lines = out.getvalue().splitlines()
    assert lines.count(next(line for line in lines if b'"First"' in line)) == 2
    assert sum(b'"Article"' in line for line in lines) == 1  # it was needed all the time


def test_every_country_of_the_gazetteer_is_one() -> None:
    places = [row for row in rows("en", "places", 5) if row[0] in ("country", "part", "area", "city")]
    codes = {row[1].partition(".")[0] for row in places} - {""}
    assert len(codes) > 200
    for code in sorted(codes):
        assert told(sample(place=Place(code, 0.0, 0.0)))["country"] == [code.lower()], code


@pytest.mark.parametrize("text", [*HOSTILE, "​", '""', "a਀b", "é", "x" * 70_000, "ESQ.,; a"])
def test_no_property_of_any_text_is_dropped(text: str) -> None:
    event = sample(1, text, who=(text, "Port Authority"), quote=text, doc_id=text, alleged_by=text)
    [source] = event.sources
    assert told(replace(event, sources=(replace(source, title=text, publisher=text),)))["name"][0]


@given(urls() | urls().map(str.upper) | st.text(max_size=20).map("http://x.example{}".format))
def test_an_address_that_is_written_is_one_to_the_library_too(url: str) -> None:
    assert bool(web_address(url)) == ("sourceUrl" in told(sample(url=url)))


@given(st.lists(events() | events_with_clocks(), max_size=4, unique_by=lambda event: event.number))
def test_any_events_are_read_back_value_for_value(items: list[Event]) -> None:
    found = [entity.to_dict()["properties"] for entity in entities(*items) if entity.schema.name == "Event"]
    for properties, event in zip(found, items, strict=True):
        assert properties["recordId"] == [str(event.number)]
        for name, day in (("startDate", event.time and event.time.first_day_number),
                          ("endDate", event.time and event.time.last_day_number)):  # fmt: skip
            written_day = day is not None and 1000 <= civil(day)[0] < 3000
            assert (name in properties) == written_day
        if event.time:
            assert f"({edtf.text(event.time)}, relative)" in properties["summary"][0]
