"""GeoJSON: what the geojson library takes for valid, and what a map shows where."""

import io
import json
import math
from dataclasses import replace
from typing import Any

import geojson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.clocks import events_with_clocks
from exporters.samples import events, sample
from timeline.exporters._plain import cleaned, web_address
from timeline.exporters.geojson import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Party, Place
from timeline.values.time import TimeSpan


def features(*items: Event, options: ExportOptions = PLAIN) -> list[Any]:
    out = io.BytesIO()
    assert not EXPORTER.write(items, out, options)
    read = geojson.loads(out.getvalue().decode(), parse_constant=pytest.fail)  # NaN is no JSON
    assert read["type"] == "FeatureCollection"
    assert read.is_valid, read.errors()
    collection = json.loads(out.getvalue())  # the library rounds degrees
    assert collection["name"] == options.title
    return list(collection["features"])


def test_a_feature_has_its_place_its_days_and_its_sources() -> None:
    [feature] = features(sample(place=Place("GB", 51.125, 1.3125)), options=ExportOptions(title="The ferry"))
    assert feature == {
        "type": "Feature",
        "id": 1,
        "geometry": {"type": "Point", "coordinates": [1.3125, 51.125]},
        "properties": {
            "event": 1,
            "title": "The ferry sinks",
            "edtf": "2019-05-15",
            "start": "2019-05-15",
            "end": "2019-05-15",
            "grain": "day",
            "basis": "relative",
            "status": "occurred",
            "kind": "disaster",
            "confidence": 0.5,
            "who": ["Port Authority"],
            "where": ["Dover"],
            "places": [{"name": "Dover", "country": "GB", "coordinates": [1.3125, 51.125], "guess": False}],
            "quote": "The ferry sank three days ago.",
            "url": "https://news.example/ferry",
            "sources": [
                {
                    "title": "Ferry lost",
                    "publisher": "Harbour News",
                    "published": "2019-05-15",
                    "url": "https://news.example/ferry",
                }
            ],
        },
    }


@pytest.mark.parametrize(
    "place",
    [None, Place("", 91.0, 0.0), Place("", 0.0, -180.5), Place("", math.nan, 0.0), Place("", 0.0, math.inf)],
)
def test_what_lies_nowhere_on_the_globe_has_no_geometry(place: Place | None) -> None:
    [feature] = features(sample(place=place))
    assert (feature["geometry"], feature["properties"]["places"]) == (None, [])


def test_of_several_places_the_first_of_known_position_is_shown_and_all_are_listed() -> None:
    event = sample()
    [source] = event.sources
    named = [("the coast", None), ("Dover", Place("GB", 51.0, 1.0)), ("England", Place("GB", 52.0, -1.0, guess=True))]
    parties = tuple(Party(name, "place", "place", place=place) for name, place in named)
    [feature] = features(replace(event, sources=(replace(source, mention=replace(source.mention, parties=parties)),)))
    assert feature["geometry"]["coordinates"] == [1.0, 51.0]
    assert [(place["name"], place["guess"]) for place in feature["properties"]["places"]] == [
        ("Dover", False),
        ("England", True),
    ]


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        (None, None, None),
        (edtf.parse("2019-05"), "2019-05-01", "2019-05-31"),
        (edtf.parse("[..1945]"), None, "1945-12-31"),
        (edtf.parse("-0043-03-15"), "-0043-03-15", "-0043-03-15"),
        (TimeSpan.of(2023, 10, 7, 6, 29), "2023-10-07T06:29:00", "2023-10-07T06:29:59"),
        (TimeSpan.of(2023, 10, 7, 6, 29, zone="-05:30"), "2023-10-07T06:29:00-05:30", "2023-10-07T06:29:59-05:30"),
        (TimeSpan.of(2023, 10, 7, 6, 29, zone="EST"), "2023-10-07T06:29:00", "2023-10-07T06:29:59"),
    ],
)
def test_both_ends_are_inside_and_what_is_not_known_is_null(time: TimeSpan | None, start: str, end: str) -> None:
    [feature] = features(sample(time=time))
    assert (feature["properties"]["start"], feature["properties"]["end"]) == (start, end)


@given(st.lists(events() | events_with_clocks(), max_size=4))
def test_any_events_are_read_back_feature_for_feature(items: list[Event]) -> None:
    for feature, event in zip(features(*items), items, strict=True):
        told, [source] = feature["properties"], event.sources
        assert feature["id"] == event.number
        assert told["title"] == cleaned(event.title)
        assert told["quote"] == cleaned(source.quote)
        assert told["who"] == [cleaned(name) for name in event.who]
        assert told["edtf"] == (edtf.text(event.time) if event.time else None)
        assert told["url"] == (web_address(source.url) or None)
        place = source.mention.parties[-1].place
        on_the_globe = place and abs(place.latitude) <= 90
        assert bool(feature["geometry"]) == bool(on_the_globe)
        if place and on_the_globe:
            assert feature["geometry"]["coordinates"] == [place.longitude, place.latitude]
