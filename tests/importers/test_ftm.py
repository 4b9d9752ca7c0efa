"""FollowTheMoney: events, with the people and documents that they point to, wherever in the file these stand."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.listed import TEXTS, VALUES, likeness, one, read, said, when
from timeline.importers.base import ImportOptions
from timeline.values.mention import Basis, Kind, Party, StandsFor
from timeline.values.time import TimeSpan


def entity(schema: str = "Event", number: str = "e1", /, **properties: str | list[str]) -> dict[str, Any]:
    listed = {name: [value] if isinstance(value, str) else value for name, value in properties.items()}
    return {"id": number, "schema": schema, "properties": listed}


def raid(**properties: str | list[str]) -> dict[str, Any]:
    return entity(name="The raid", **properties)


def lines(*entities: Any) -> str:
    return "".join(json.dumps(found) + "\n" for found in entities)


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"date": "2011"}, "2011 year"),
        ({"date": "2011-05"}, "2011-05 month"),
        ({"date": "2011-05-03"}, "2011-05-03 day"),
        ({"date": "20110503"}, "2011-05-03 day"),
        ({"date": "2011-05-03T10:30:15"}, "2011-05-03T10:30:15Z second"),
        ({"startDate": "2011-05-03"}, "2011-05-03 day"),
        ({"startDate": "2011-05-03", "endDate": "2011-05-03"}, "2011-05-03 day"),
        ({"startDate": "2011-05", "endDate": "2011-07-03"}, "2011-05-01/2011-07-03 day"),
        ({"startDate": "2011", "endDate": "2013"}, "2011/2013 year"),
        ({"endDate": "2013"}, "[..2013] year"),
        ({"date": "2011-05-03", "endDate": "2011-05-05"}, "2011-05-03/2011-05-05 day"),
        ({"startDate": "2011-05-01", "endDate": "2011-05-31", "date": "2011-05"}, "2011-05 month"),
        ({"date": ["2011-05-05", "2011-05-03"]}, "[2011-05-03..2011-05-05] day"),
        ({"startDate": ["2011-05-05", "2011-05-03"], "endDate": ["2012", "2013"]}, "2011-05-03/2013-12-31 day"),
    ],
)
def test_an_event_is_dated_as_finely_as_its_dates_go(dates: dict[str, Any], found: str) -> None:
    assert when(one("ftm", lines(raid(**dates)))) == found


@pytest.mark.parametrize(
    ("text", "start", "length", "grain"),
    [("2011-05-03T10", "10:00", 3_600, "hour"), ("2011-05-03T10:30", "10:30", 60, "minute")],
)
def test_a_beginning_of_a_clock_time_is_an_hour_or_a_minute(text: str, start: str, length: int, grain: str) -> None:
    time = one("ftm", lines(raid(date=text))).time
    hour, minute = map(int, start.split(":"))
    begins = TimeSpan.of(2011, 5, 3, hour, minute).start
    assert time
    assert begins
    assert (time.start, time.end, time.grain.label, time.zone) == (begins, begins + length, grain, "Z")


@pytest.mark.parametrize(
    ("dates", "summary", "found", "basis"),
    [
        ({"startDate": "2011-05-01", "endDate": "2011-05-05"}, "1–5 May ([2011-05-01..2011-05-05~], relative)",
         "[2011-05-01..2011-05-05~] day", Basis.RELATIVE),
        ({"startDate": "2011-05-01"}, "since 1 May 2011 ([2011-05-01..], stated); disputed", "[2011-05-01..] day",
         Basis.STATED),
        ({}, "15 March 44 BCE (-0043-03-15, stated)", "-0043-03-15 day", Basis.STATED),
        ({}, "undated, by 2012", "", Basis.UNKNOWN),
        ({"date": "2011-05-01"}, "long (after 2009, stated by some)", "2011-05-01 day", Basis.STATED),
    ],
)  # fmt: skip
def test_what_our_own_export_says_in_the_summary_is_read_again(
    dates: dict[str, str], summary: str, found: str, basis: Basis
) -> None:
    record = one("ftm", lines(raid(**dates, summary=summary)))
    assert (when(record), record.basis) == (found, basis)


def test_dates_that_someone_changed_are_believed_before_the_summary() -> None:
    [record], [problem] = read("ftm", lines(raid(date="2011-05-02", summary="1 May 2011 (2011-05-01, stated)")))
    assert when(record) == "2011-05-02 day"
    assert not problem.skipped
    assert "says 2011-05-01 in its summary and stands on other days" in problem.what


@pytest.mark.parametrize("turned", [False, True])
def test_parties_and_documents_are_found_before_and_after_the_event(turned: bool) -> None:
    event = raid(date="2011", organizer="c1", involved=["p1", "p1", "gone", "d1"], proof=["d1", "d2"], location="Dover",
                 country="gb", keywords=["x", "attack"])  # fmt: skip
    others = [
        entity("Person", "p1", name="Jane  Doe"),
        entity("Company", "c1", name="Fleet Ltd"),
        entity(
            "Article", "d1", title="Raid!", sourceUrl="https://x.example/", publisher="News", publishedAt="2011-06-02"
        ),
        entity("Document", "d2", fileName="raid.pdf", publisher="Post"),
    ]
    record = one("ftm", lines(*others, event) if turned else lines(event, *others))
    assert record.parties == (
        Party("Fleet Ltd", "organisation", "agent"),
        Party("Jane Doe", "person", "agent"),
        Party("Dover", "place", "place"),
    )
    assert (record.url, record.publisher, record.published) == ("https://x.example/", "News", TimeSpan.of(2011, 6, 2))
    assert (record.stands_for, record.kind) == (StandsFor(2, 2, 2), Kind.ATTACK)
    names = {
        ("involved name", "Jane  Doe"),
        ("proof name", "Raid!"),
        ("proof name (2)", "raid.pdf"),
        ("involved", "p1"),
    }
    assert names <= set(record.cells)


def test_a_country_stands_for_a_place_that_is_not_named() -> None:
    record = one("ftm", lines(raid(date="2011", country=["gb", "suhh"])))
    assert record.parties == (Party("GB", "place", "place"),)


def test_what_tells_and_what_dates_an_event_stands_together_wherever_it_stood() -> None:
    record = one(
        "ftm", lines(raid(endDate="2012", recordId="9", description="long", startDate="2011", summary="short"))
    )
    assert [name for name, _ in record.cells] == [
        *("name", "summary", "description", "startDate", "endDate"),
        *("recordId", "id", "schema"),
    ]
    assert (record.told, record.dated) == (("name", "summary", "description"), ("startDate", "endDate"))


def test_an_event_is_known_by_its_identifier_in_whatever_file() -> None:
    record = one("ftm", lines(raid(date="2011", recordId="9")))
    assert (record.key, record.address) == ("e1", "ftm:e1")


def test_an_undated_event_is_kept_and_says_so() -> None:
    record = one("ftm", lines(raid()))
    assert (record.time, record.reason) == (None, "the entity states no date")


def test_other_entities_are_events_if_they_have_a_name_and_a_date_and_else_are_counted() -> None:
    data = lines(
        raid(date="2011"),
        entity("Project", "e2", name="Harbour", startDate="2012"),
        entity("Person", "p1", name="Jane", date="1970"),
        entity("Ownership", "o1", startDate="2011"),
        entity("Ownership", "o2", startDate="2011"),
        entity("Vessel", "v1", name="Ferry"),
    )
    records, [problem] = read("ftm", data)
    assert [record.title for record in records] == ["The raid", "Harbour"]
    assert not problem.skipped
    assert problem.what.startswith("has 2 Ownership, 1 Vessel")


def test_a_file_of_people_alone_has_no_event() -> None:
    assert said("ftm", lines(entity("Person", "p1", name="Jane"))) == ["f: has no event among its entities"]


def test_entities_inside_of_an_event_are_kept_with_it_and_said_once() -> None:
    nested = {"id": "e1", "schema": "Event", "properties": {"name": ["x"], "date": ["2011"],
              "involved": [entity("Person", "p1", name="Jane")]}}  # fmt: skip
    records, [problem] = read("ftm", lines(nested, {**nested, "id": "e2"}))
    assert problem.where == "f:1"
    assert "entities inside of entities" in problem.what
    assert ("involved.properties.name", "Jane") in records[0].cells


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "f: is empty"),
        ("[1]", "f:1: is JSON, but no object"),
        ('{"id": "e1", "id": "e2", "schema": "Event", "properties": {}}', "f:1: has two values for 'id'"),
        ('{"id": "e1", "schema": "Event", "prop', "f:1: is no JSON"),
        (lines({"id": "e1", "schema": "Event"}), "f:1: is no entity of FollowTheMoney"),
        (lines({"id": "", "schema": "Event", "properties": {}}), "f:1: is no entity of FollowTheMoney"),
        (lines({"id": "s", "canonical_id": "a", "prop": "name", "value": "x"}), "f: is in statements"),
        (lines(raid(date="May 2011")), "f:1: cannot be dated: 'May 2011' is not a date"),
        (lines(raid(startDate="2012", endDate="2011")), "f:1: cannot be dated"),
        (lines(raid(date="2011", notes="x" * 5_000)), "f:1: has a line of more than 3,000 bytes"),
        (lines(raid(date="2011")).encode("utf-16"), "f: is in UTF-16-LE"),
        ('{"a":' * 50_000, "f:1: has a line of more than"),
        ('{"id":' * 400 + "1" + "}" * 400, "f:1: is nested more than 32 deep"),
        ("a;b\n1;2\n", "f:1: is no JSON"),
    ],
)
def test_a_file_or_line_that_is_none_says_why(data: str | bytes, what: str) -> None:
    assert said("ftm", data, ImportOptions(max_bytes=3_000))[0].startswith(what)


def test_what_the_library_writes_is_read() -> None:
    from followthemoney import model

    event = model.make_entity("Event")
    event.id = "e1"
    for name, value in (("name", "The raid"), ("startDate", "2011-05-03T10:30:00"), ("endDate", "2011-05-04")):
        event.add(name, value)
    jane = model.make_entity("Person")
    jane.id = "p1"
    jane.add("name", "Jane Doe")
    event.add("involved", jane)
    record = one("ftm", lines(event.to_dict(), jane.to_dict()))
    assert when(record) == "2011-05-03/2011-05-04 second"
    assert [party.name for party in record.parties] == ["Jane Doe"]


def test_it_is_told_by_schema_and_properties() -> None:
    assert likeness("ftm", lines(raid(date="2011"))) == 9
    for other in ("", '{"type": "Feature", "properties": {}}', '{"schema": "timeline/1"}', "BEGIN:VCALENDAR", "[{}]"):
        assert likeness("ftm", other) == 0


@given(
    st.dictionaries(st.sampled_from(["name", "date", "startDate", "endDate", "involved", "proof", "summary"]), VALUES)
)
def test_any_properties_are_a_record_or_a_problem(properties: dict[str, Any]) -> None:
    found = {"id": "e1", "schema": "Event", "properties": properties}
    records, problems = read("ftm", lines(found, {**found, "schema": "Person", "id": "p1"}))
    assert len(records) + len(problems) >= 1


@given(st.lists(VALUES), VALUES, TEXTS)
def test_any_json_is_records_and_problems(values: list[Any], schema: Any, text: str) -> None:
    read("ftm", lines(*values, {"id": text, "schema": schema, "properties": {"name": text, "date": text}}) + text)
