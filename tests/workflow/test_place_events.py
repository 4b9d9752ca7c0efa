"""Offsets of happenings in, days out."""

import json
from typing import Any

import pytest

from timeline.errors import BadLanguageFile, UnknownName
from timeline.values.problem import Problem
from timeline.workflow.place_events import Placed, place_events, record

TEXT = "A ferry sank off Odeville on Monday. Divers will search the wreck."


def event(word: str, name: object = "e1") -> dict[str, Any]:
    start = TEXT.index(word)
    return {"id": name, "start": start, "end": start + len(word)}


def read(*lines: str, **asked: Any) -> list[Placed | Problem]:
    return list(place_events(lines, origin="in.jsonl", **asked))


def line(*events: Any, **more: Any) -> str:
    return json.dumps({"doc_id": "d", "dct": "2024-05-15", "text": TEXT, "events": events} | more)


def test_each_event_comes_back_under_its_id_in_the_order_given() -> None:
    [found] = read(line(event("search", 7), event("sank")))
    assert isinstance(found, Placed)
    assert record(found) == {
        "doc_id": "d",
        "events": [
            {"id": 7, "earliest": "2024-05-16", "latest": None, "extent": "within", "basis": "to-come"},
            {"id": "e1", "earliest": "2024-05-13", "latest": "2024-05-13", "extent": "within", "basis": "relative"},
        ],
    }


def test_why_is_told_where_it_is_asked_for() -> None:
    [found] = read(line(event("search")))
    assert isinstance(found, Placed)
    assert record(found, explain=True)["events"][0]["why"] == "told as to come"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("no json", "is no JSON"),
        ("[1]", "no JSON object"),
        ('{"events": []}', "has no text"),
        ('{"text": "a"}', "has no events"),
        ('{"text": 3, "events": {}}', "has no text and no events"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_problem_and_keeps_no_other_back(bad: str, said: str) -> None:
    problem, found = read(bad, line(event("sank")))
    assert isinstance(problem, Problem)
    assert problem.where == "in.jsonl:1"
    assert said in problem.what
    assert isinstance(found, Placed)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"id": "x"}, "event 1 has no start and end"),
        ({"id": "x", "start": "3", "end": 5}, "event 1 has no start and end"),
        ({"id": "x", "start": True, "end": 5}, "event 1 has no start and end"),
        ({"id": "x", "start": 5, "end": 5}, "event 1 stands at 5 to 5"),
        ({"id": "x", "start": -1, "end": 5}, "event 1 stands at -1 to 5"),
        ({"id": "x", "start": 5, "end": 900}, f"the text has the characters 0 to {len(TEXT)}"),
        ("sank", "event 1 has no start and end"),
    ],
)
def test_an_event_that_stands_nowhere_is_a_problem_and_left_out(bad: object, said: str) -> None:
    problem, found = read(line(bad, event("sank")))
    assert isinstance(problem, Problem)
    assert said in problem.what
    assert isinstance(found, Placed)
    assert [name for name, _ in found.events] == ["e1"]


def test_a_publication_that_is_no_day_is_said_and_nothing_is_counted_from_it() -> None:
    problem, found = read(line(event("sank"), dct="soon"), anchor="2020-01-01")
    assert isinstance(problem, Problem)
    assert not problem.skipped
    assert isinstance(found, Placed)
    assert found.events[0][1].time.first_day is None


def test_the_anchor_stands_in_for_a_publication_that_is_not_given() -> None:
    [found] = read(line(event("sank"), dct=None), anchor="2024-05-15")
    assert isinstance(found, Placed)
    assert found.events[0][1].time.first_day == "2024-05-13"


def test_the_same_text_is_placed_alike_whatever_stands_beside_it() -> None:
    one = line(event("sank"), event("search"))
    other = line(doc_id="x", text="The mayor spoke on 3 May.", dct="2021-05-05")
    alone = [f for f in read(one) if isinstance(f, Placed)]
    beside = [f for f in read(other, one, other) if isinstance(f, Placed)]
    assert beside[1] == alone[0]


def test_a_language_without_words_for_happenings_says_so() -> None:
    with pytest.raises(BadLanguageFile):
        read(line(event("sank")), language="de")
    with pytest.raises(UnknownName):
        read(line(event("sank")), language="tlh")
