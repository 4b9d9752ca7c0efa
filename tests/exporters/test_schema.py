"""JSON and JSON Lines against the schema that is published for them."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from exporters.samples import HOSTILE, PUBLISHED, events, sample
from timeline.exporters.base import EXPORTERS
from timeline.exporters.jsonl import SCHEMA
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Basis, Kind, Place, Status, TextSpan
from timeline.values.time import Extent, Grain, TimeSpan

PUBLISHED_SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / f"event-{SCHEMA}.schema.json"


def schemas(node: object) -> Iterator[dict[str, Any]]:
    """Every object of the schema, itself first."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from schemas(one)


@cache
def strict() -> Draft202012Validator:
    """The schema with nothing allowed that it does not name."""
    schema = json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8"))
    mixed_in = {one["$ref"] for part in schemas(schema) for one in part.get("allOf", ())}
    for part in schemas(schema):
        if "properties" in part and isinstance(part["properties"], dict):
            part["unevaluatedProperties"] = False
    for name in mixed_in:
        del schema["$defs"][name.removeprefix("#/$defs/")]["unevaluatedProperties"]
    return Draft202012Validator(schema)


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def written(form: str, *items: Event, options: ExportOptions = PLAIN) -> list[dict[str, Any]]:
    out = io.BytesIO()
    EXPORTERS.load(form).write(items, out, options)
    if form == "json":
        return list(json.loads(out.getvalue(), parse_constant=refuse))
    return [json.loads(line, parse_constant=refuse) for line in out.getvalue().splitlines()]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8")))


def test_every_field_says_what_it_is() -> None:
    schema = json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8"))
    for part in schemas(schema):
        for name, said in part.get("properties", {}).items():
            if isinstance(said, dict) and name != "properties":
                assert said["description"].endswith("."), name
    assert schema["description"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
@given(st.lists(events(), max_size=3))
def test_any_events_are_as_the_schema_says_and_nothing_besides(form: str, items: list[Event]) -> None:
    for one in written(form, *items):
        strict().validate(one)


FULL = replace(
    sample(place=Place("", -90.0, 180.0, guess=True), bounds=PUBLISHED, likely=PUBLISHED, alleged_by="the owner"),
    disputed=True,
    dated=2,
)


@pytest.mark.parametrize(
    "event",
    [
        *(sample(title=text, quote=text, url=text, doc_id=text) for text in HOSTILE),
        *(sample(time=edtf.parse(text)) for text in ("-0043-03-15", "Y12024", "../1945", "2004~/2006%", "XXXX")),
        sample(time=TimeSpan.of(2023, 10, 7, 6, 29, zone="+03:00")),
        sample(time=None),
        FULL,
        replace(sample(), sources=()),
        replace(sample(), confidence=float("nan")),
        *(replace(sample(), kind=kind) for kind in Kind),
        *(replace(sample(), status=status) for status in Status),
    ],
)
def test_each_sample_is_as_the_schema_says(event: Event) -> None:
    [one] = written("jsonl", event)
    strict().validate(one)


def test_where_the_anchor_of_a_date_from_context_stands_is_said() -> None:
    event = sample()
    [source] = event.sources
    assert source.mention.expression
    found = replace(source.mention.expression, basis=Basis.CONTEXT, counted_from=TextSpan(3, 9))
    source = replace(source, mention=replace(source.mention, expression=found))
    [one] = written("jsonl", replace(event, sources=(source,)))
    strict().validate(one)
    assert one["mentions"][0]["expression"]["counted_from"] == {"start": 3, "end": 9}


def test_the_version_is_the_first_thing_that_each_object_says() -> None:
    for form in ("json", "jsonl"):
        assert [next(iter(one.items())) for one in written(form, sample(), sample(2))] == [("schema", SCHEMA)] * 2


def test_an_object_of_chosen_columns_has_these_alone() -> None:
    assert written("jsonl", sample(), options=ExportOptions(("title", "sources"))) == [
        {"title": "The ferry sinks", "sources": 1}
    ]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_no_number_is_null(form: str, wrong: float) -> None:
    [one] = written(form, replace(sample(), confidence=wrong))
    assert one["confidence"] is None


def test_the_closed_lists_are_those_of_the_program() -> None:
    schema = json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8"))
    lists = {
        "kind": [kind.value for kind in Kind],
        "status": [status.value for status in Status],
        "basis": [basis.value for basis in Basis],
        "grain": [*(grain.label for grain in Grain), None],
    }
    for part in (schema, schema["$defs"]["mention"], schema["$defs"]["when"]):
        for name, words in lists.items():
            if name in part["properties"]:
                assert part["properties"][name]["enum"] == words
    assert schema["$defs"]["when"]["properties"]["extent"]["enum"] == [*(extent.value for extent in Extent), None]


@pytest.mark.parametrize(
    "change",
    [{"schema": 2}, {"kind": "party"}, {"earliest": "15 May 2019"}, {"extra": 1}, {"confidence": 1.5}, {"who": "A"}],
)
def test_the_schema_refuses_what_is_not_so(change: dict[str, object]) -> None:
    [one] = written("jsonl", sample())
    assert not strict().is_valid({**one, **change})
    lenient = Draft202012Validator(json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8")))
    assert lenient.is_valid({**one, **change}) is ("extra" in change)
