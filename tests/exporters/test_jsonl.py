"""JSON Lines: all that is known, and nothing made up."""

import io
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exporters.samples import PUBLISHED, events, sample
from timeline.exporters.jsonl import EXPORTER
from timeline.values.event import Event
from timeline.values.mention import Place
from timeline.values.time import Grain, TimeSpan


def lines(*items: Event) -> list[dict[str, Any]]:
    out = io.BytesIO()
    EXPORTER.write(items, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_event_is_one_object_with_its_mentions() -> None:
    [event] = lines(sample())
    [mention] = event.pop("mentions")
    assert event == {
        "schema": 1,
        "event": 1,
        "edtf": "2019-05-15",
        "earliest": "2019-05-15",
        "latest": "2019-05-15",
        "starts": "2019-05-15T00:00:00",
        "ends": "2019-05-16T00:00:00",
        "grain": "day",
        "extent": "within",
        "doubt": None,
        "end_doubt": None,
        "zone": None,
        "basis": "relative",
        "status": "occurred",
        "title": "The ferry sinks",
        "who": ["Port Authority"],
        "where": ["Dover"],
        "sources": 1,
        "kind": "disaster",
        "confidence": 0.5,
        "alleged_by": None,
        "bounds": None,
        "likely": None,
        "independent": 1,
        "claims": 1,
        "dated": 0,
        "disputed": False,
    }
    assert (mention["doc_id"], mention["lead"], mention["published"]) == ("ferry-1", False, "2019-05-15")
    assert mention["sentence"] == {"start": 0, "end": 30}
    assert mention["trigger"] == {"start": 0, "end": 3}
    expression = mention["expression"]
    assert mention["quote"][expression["start"] : expression["end"]] == expression["text"] == " ago."
    assert (expression["type"], expression["value"], expression["anchor"]) == ("DATE", "2019-05-12", "2019-05-15")


def test_a_party_has_its_name_what_it_is_called_and_where_it_lies() -> None:
    [event] = lines(sample(place=Place("GB", 51.13, 1.31, guess=True)))
    port, dover = event["mentions"][0]["parties"]
    assert port == {
        "name": "Port Authority",
        "kind": "organisation",
        "role": "agent",
        "called": "the port",
        "place": None,
    }
    assert (dover["name"], dover["called"]) == ("Dover", None)
    assert dover["place"] == {"country": "GB", "latitude": 51.13, "longitude": 1.31, "guess": True}


def test_what_is_undated_has_its_bounds_as_days_inside_and_who_alleges_it() -> None:
    before = TimeSpan(None, TimeSpan.of(2019, 5, 15).end, Grain.DAY)
    [event] = lines(sample(time=None, bounds=before, alleged_by="the owner", likely=PUBLISHED))
    [mention] = event["mentions"]
    assert event["bounds"] == mention["bounds"]
    assert event["bounds"] == {
        "earliest": None,
        "latest": "2019-05-15",
        "starts": None,
        "ends": "2019-05-16T00:00:00",
        "grain": "day",
        "extent": "within",
    }
    assert (
        event["likely"]
        == mention["likely"]
        == {
            **event["bounds"],
            "earliest": "2019-05-15",
            "starts": "2019-05-15T00:00:00",
        }
    )
    assert event["alleged_by"] == mention["alleged_by"] == "the owner"


def test_what_is_not_known_is_null() -> None:
    [event] = lines(sample(time=None, url=None, doc_id=None))
    assert [event[key] for key in ("edtf", "earliest", "latest", "starts", "ends", "grain", "extent")] == [None] * 7
    mention = event["mentions"][0]
    assert [mention[key] for key in ("url", "doc_id", "expression", "reason")] == [None] * 4


def test_a_minute_keeps_its_clock_and_its_zone() -> None:
    [event] = lines(sample(time=TimeSpan.of(2023, 10, 7, 6, 29, zone="+03:00")))
    assert (event["starts"], event["ends"], event["zone"]) == ("2023-10-07T06:29:00", "2023-10-07T06:30:00", "+03:00")


@given(st.lists(events(), max_size=4))
def test_any_text_comes_back_to_the_letter(items: list[Event]) -> None:
    found = lines(*items)
    assert [event["title"] for event in found] == [event.title for event in items]
    assert [event["who"] for event in found] == [list(event.who) for event in items]
    assert [event["mentions"][0]["quote"] for event in found] == [event.sources[0].quote for event in items]


def test_a_mention_says_which_claim_it_is_and_why_it_is_of_this_event() -> None:
    event = sample()
    first = replace(event.sources[0], number=4, source=1)
    like = replace(event.sources[0], number=9, like=4, score=0.75, reason="same day, wording 0.81", source=1)
    [found] = lines(replace(event, sources=(first, like), mentions=2, documents=2))
    said = [tuple(mention[c] for c in ("claim", "like", "score", "why", "source")) for mention in found["mentions"]]
    assert said == [(4, None, 1.0, None, 1), (9, 4, 0.75, "same day, wording 0.81", 1)]
    assert (found["sources"], found["independent"], found["claims"]) == (2, 1, 2)
