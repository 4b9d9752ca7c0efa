"""What is shown of events that sources date differently."""

import csv
import io
import json
from dataclasses import replace

import pytest

from timeline.errors import UnknownName
from timeline.values.event import Event, Source
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.time import TimeSpan
from timeline.workflow.conflicts import conflict, lines, write

THIRD, FOURTH = TimeSpan.of(2019, 5, 3), TimeSpan.of(2019, 5, 4)


def source(
    document: int, time: TimeSpan | None, quote: str = "Two ferries collided.", confidence: float = 0.8
) -> Source:
    basis = Basis.STATED if time else Basis.UNKNOWN
    mention = Mention(TextSpan(0, 9), "Two ferries collided", Status.OCCURRED, time, basis, confidence=confidence)
    publisher, published = f"Marn Post {document}", TimeSpan.of(2019, 5, 6)
    return Source(mention, quote, "", document, None, None, (), None, publisher, published, source=document)


def event(*sources: Source) -> Event:
    made = Event(7, "Two ferries collided off Marn", Status.OCCURRED, THIRD, Basis.STATED, (), (), len(sources))
    return replace(made, sources=sources)


DISPUTED = event(
    source(1, THIRD, "It was the third."),
    source(1, THIRD, "Again, the third.", 0.9),
    source(2, FOURTH, "=It was the fourth."),
    source(3, TimeSpan.of(2019, 5)),
    source(4, THIRD, "On the third."),
    source(5, None),
)


def test_each_date_is_shown_with_how_many_say_it_and_the_surest_words_of_each() -> None:
    found = conflict(DISPUTED)
    assert [line for dated in found.dates for line in lines(dated)] == [
        "3 May 2019: 2 sources, stated",
        "  “Again, the third.” (Marn Post 1, 6 May 2019)",
        "  “On the third.” (Marn Post 4, 6 May 2019)",
        "May 2019: 1 source, stated",
        "  “Two ferries collided.” (Marn Post 3, 6 May 2019)",
        "4 May 2019: 1 source, stated, against it",
        "  “=It was the fourth.” (Marn Post 2, 6 May 2019)",
    ]


def test_of_many_sources_three_are_quoted() -> None:
    found = conflict(event(*(source(n, THIRD) for n in range(5)), source(9, FOURTH)))
    assert list(lines(found.dates[0]))[-1] == "  and 2 more"
    assert len(list(lines(found.dates[0]))) == 5


def written(form: str, *events: Event) -> bytes:
    out = io.BytesIO()
    found = [conflict(one) for one in events]
    assert write(found, form, out) == len(found)
    return out.getvalue()


def test_the_formats_hold_every_date_and_the_same_conflicts() -> None:
    [one] = json.loads(written("json", DISPUTED))
    assert one == json.loads(written("jsonl", DISPUTED))
    assert [(d["edtf"], d["sources"], d["claims"], d["agrees"]) for d in one["dates"]] == [
        ("2019-05-03", 2, 3, True),
        ("2019-05", 1, 1, True),
        ("2019-05-04", 1, 1, False),
    ]
    rows = list(csv.DictReader(io.StringIO(written("csv", DISPUTED).decode(), newline="")))
    assert [(row["edtf"], row["agrees"], row["quote"]) for row in rows] == [
        ("2019-05-03", "yes", "Again, the third."),
        ("2019-05-03", "yes", "On the third."),
        ("2019-05", "yes", "Two ferries collided."),
        ("2019-05-04", "no", "'=It was the fourth."),
    ]
    assert len(json.loads(written("json", DISPUTED, DISPUTED))) == 2
    assert (written("json"), written("jsonl")) == (b"[]\n", b"")


def test_a_format_that_is_none_is_refused_and_those_there_are_named() -> None:
    with pytest.raises(UnknownName, match="there are: table, csv, tsv, markdown, json, jsonl"):
        written("xml")
