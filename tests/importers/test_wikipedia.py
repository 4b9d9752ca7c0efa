"""Wikipedia's current events: a line an entry, known by its day and its words."""

import json

import pytest

from importers.made import ENTRY, json_lines, problems, read, records
from timeline.errors import UnknownName
from timeline.importers.base import ImportOptions
from timeline.values.mention import Kind
from timeline.values.record import Record
from timeline.values.time import TimeSpan

FORM = "wikipedia-events"


def one(**fields: object) -> Record:
    [record] = records(FORM, json_lines({**ENTRY, **fields}))
    return record


def test_an_entry_is_the_same_under_another_heading_and_another_when_it_is_reworded_or_of_another_day() -> None:
    key = one().key
    assert len(key) == 20
    assert one(category="Disasters", story="Ferries").key == key
    assert one(date="2011-4-5 ").key == key
    assert one().address == f"wikipedia-events:{key}"
    assert len({key, one(text="A ferry sinks.").key, one(date="2011-04-06").key}) == 3


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (ENTRY["text"], "A ferry sinks off Kinsale", "The Bell; Radio Lee"),
        ("A ferry sinks (The Bell), (Radio Lee).", "A ferry sinks", "The Bell; Radio Lee"),
        ("A ferry (60 m) sinks. (The Bell)", "A ferry (60 m) sinks", "The Bell"),
        ("The Ferry Union (FU). (The Bell)", "The Ferry Union (FU)", "The Bell"),
        ("A ferry sinks. The Bell", "A ferry sinks", "The Bell; Radio Lee"),  # no bracket: what is listed is believed
        ("(The Bell)", "(The Bell)", "The Bell; Radio Lee"),
        (
            "Gen. Lee and Capt. Fry of the U.S. Navy meet. Both smile.",
            "Gen. Lee and Capt. Fry of the U.S. Navy meet",
            None,
        ),
        ("A ferry sinks! All swim.", "A ferry sinks!", None),
    ],
)
def test_the_title_is_the_first_sentence_without_the_sources_behind_it(
    text: str, title: str, publisher: str | None
) -> None:
    record = one(text=text, sources=ENTRY["sources"] if publisher else [])
    assert (record.title, record.publisher) == (title, publisher)


def test_a_long_sentence_is_cut_between_two_words() -> None:
    title = one(text="word " * 500).title
    assert title.endswith("word …")
    assert len(title) <= 200


def test_as_many_sources_are_counted_as_are_cited_by_different_names() -> None:
    def counted(text: str) -> tuple[int, int] | None:
        found = one(text=text, sources=[]).stands_for
        return found and (found.documents, found.independent)

    assert counted("It rained. (A) (B) (a)") == (3, 2)
    assert counted("It rained. (Women's News) (Women’s News)") == (2, 1)
    assert counted("It rained. (A)") is None
    assert counted("It rained.") is None


@pytest.mark.parametrize(
    ("category", "story", "kind"),
    [
        ("Armed conflicts and attacks", None, Kind.ATTACK),
        ("Law and Crime", None, Kind.LEGAL),
        ("Sport", "2011 Freedonian floods", Kind.SPORT),  # the heading of the page is asked before the story's
        ("Uncategorized", "2011 Freedonian floods", Kind.DISASTER),
        ("2011 Freedonian protests", None, Kind.PROTEST),
        ("Politics and elections", None, Kind.OTHER),
        ("Freedonian general election, 2011", None, Kind.ELECTION),
        ("Warsaw", None, Kind.OTHER),  # "war" is no word of it
        (None, 7, Kind.OTHER),
    ],
)
def test_the_kind_is_that_of_the_heading_or_of_a_word_in_it(category: object, story: object, kind: Kind) -> None:
    assert one(category=category, story=story).kind is kind


def test_the_day_is_that_of_the_page_and_nothing_says_when_it_was_written() -> None:
    record = one()
    assert (record.time, record.published) == (TimeSpan.of(2011, 4, 5), None)
    assert record.confidence < 1


def test_every_field_is_kept() -> None:
    record = one(more={"n": [1, 2]})
    assert dict(record.cells) == {
        "date": "2011-04-05",
        "category": "Disasters and accidents",
        "text": ENTRY["text"],
        "sources": "The Bell",
        "sources (2)": "Radio Lee",
        "more.n": "1",
        "more.n (2)": "2",
    }
    assert (record.told, record.dated) == (("text",), ("date",))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "is no JSON: "),
        ("[1]", "is JSON, but no object"),
        ("null", "is JSON, but no object"),
        ("[" * 100_000, "is no JSON that can be read"),
        ('{"date": ' + "9" * 5_000 + "}", "is no JSON that can be read"),
        ('{"text": "a", "text": "b"}', "has two values for 'text'"),
        ('{"date": "2011-04-05"}', "has no 'text' to tell what happened"),
        ('{"date": "2011-04-05", "text": 7}', "has no 'text' to tell what happened"),
        ('{"text": "It rained."}', "has the date 'None', which is no day"),
        ('{"text": "It rained.", "date": "2011-02-29"}', "has the date '2011-02-29', which is no day"),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_next_is_read(line: str, what: str) -> None:
    _, problem, record = read(FORM, f"{line}\n\n{json.dumps(ENTRY)}\n".encode())
    assert str(problem).startswith(f"f:1: {what}")
    assert isinstance(record, Record)
    assert record.line == 3


def test_half_a_surrogate_pair_becomes_the_mark_of_what_is_broken() -> None:
    record = one(text="A \ud83d ferry.", sources=[])
    assert record.title == "A \ufffd ferry"
    assert record.title.encode()


def test_what_is_nested_as_deep_as_can_be_read_is_kept_or_said() -> None:
    for depth in (150, 600, 900, 990, 2_000):
        row = json.dumps(ENTRY)[:-1] + ', "more": ' + "[" * depth + "]" * depth + "}"
        found = read(FORM, row.encode())
        assert len(found) == 2


def test_other_names_can_take_the_fields() -> None:
    row = {"day": "2011-04-05", "said": "It rained."}
    [record] = records(FORM, json_lines(row), ImportOptions(columns={"date": "day", "title": "said"}))
    assert (record.title, record.told, record.dated) == ("It rained", ("said",), ("day",))
    with pytest.raises(UnknownName, match="there is no field 'smell'; there are: date, title"):
        read(FORM, json_lines(row), ImportOptions(columns={"smell": "day"}))


def test_nothing_is_hidden_when_the_file_ends_early() -> None:
    whole = json_lines(ENTRY, ENTRY)
    assert len(problems(FORM, whole[:-20])) == 1
