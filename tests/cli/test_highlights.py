"""The newspaper's timeline as a person has it."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.conftest import Command
from store.samples import person, told
from timeline.store import open_store
from timeline.values.time import TimeSpan

SANK = "The ferry Maria sank off Velm with nine people aboard."
SHUT = "The port of Velm was shut by its mayor Ada Quill."
FOUND = "Divers found the wreck of the ferry Maria near Harn."


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Two articles of one day, one of another, and one of a month."""
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        store.put(
            [
                told(SANK, time=TimeSpan.of(2019, 5, 14)),
                told(SHUT, person("Ada Quill"), time=TimeSpan.of(2019, 5, 14)),
                told(FOUND, time=TimeSpan.of(2019, 5, 15)),
                told("The bridge of Ostrel was closed in spring.", time=TimeSpan.of(2019, 4)),
            ],
            at=1,
        )
    return path


def test_days_stand_in_the_order_of_the_calendar_each_with_its_sentences(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "highlights", "--sentences", "2")
    assert said.code == 0
    lines = [line.rstrip() for line in said.out.splitlines()]
    assert lines[0] == "14 May 2019 (2 sources)"
    assert sorted(lines[1:3]) == [f"   {SANK} [1]", f"   {SHUT} [2]"]
    assert lines[3:] == ["15 May 2019 (1 source)", f"   {FOUND} [3]"]
    assert said.err == "2 of 2 days\n"


def test_the_most_prominent_days_are_kept_and_why_is_told(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "highlights", "--dates", "1", "--why")
    assert said.out.startswith("14 May 2019 (2 sources)\n")
    assert "rank 1, score " in said.out
    assert "2 sources weigh " in said.out
    assert said.err == "1 of 2 days\n"


def test_a_day_is_an_object_with_date_sentences_and_events(timeline: Command, db: str) -> None:
    lines = timeline("--db", db, "highlights", "--sentences", "2", "--to", "jsonl", "--why").out
    first, second = (json.loads(line) for line in lines.splitlines())
    assert (first["date"], sorted(first["sentences"]), sorted(first["events"])) == ("2019-05-14", [SANK, SHUT], [1, 2])
    assert (second["date"], second["sentences"], second["events"]) == ("2019-05-15", [FOUND], [3])
    [stands] = second["sources"]
    assert (stands["document"], stands["start"], stands["end"], stands["events"]) == (3, 0, len(FOUND), [3])
    assert (second["rank"], second["why"]["sources"]) == (2, 1)
    array = timeline("--db", db, "highlights", "--sentences", "2", "--to", "json", "--why").out
    assert json.loads(array) == [first, second]
    assert "why" not in timeline("--db", db, "highlights", "--to", "jsonl").out


@pytest.mark.parametrize(
    ("asked", "dates"),
    [
        (["2019-05-15"], ["2019-05-15"]),
        (["--who", "quill"], ["2019-05-14"]),
        (["--text", "ferry", "--dates", "5"], ["2019-05-14", "2019-05-15"]),
        (["yesterday", "--now", "2019-05-16"], ["2019-05-15"]),
    ],
)
def test_a_window_chooses_days_and_the_rest_the_story(
    timeline: Command, db: str, asked: list[str], dates: list[str]
) -> None:
    lines = timeline("--db", db, "highlights", *asked, "--to", "jsonl").out
    assert [json.loads(line)["date"] for line in lines.splitlines()] == dates


def test_a_window_leaves_a_day_its_figures(timeline: Command, db: str) -> None:
    whole = timeline("--db", db, "highlights", "--to", "jsonl", "--why").out.splitlines()[0]
    alone = timeline("--db", db, "highlights", "2019-05-14", "--to", "jsonl", "--why").out
    assert json.loads(alone)["why"] == json.loads(whole)["why"]


def test_no_day_is_said_and_where_to_look(timeline: Command, db: str) -> None:
    none = timeline("--db", db, "highlights", "2019-04")
    assert (none.code, none.out) == (0, "")
    assert none.err == f"no days there; `timeline --db {db} query` shows what is known less finely\n"
    assert timeline("--db", db, "highlights", "2019-04", "--to", "json").out == "[]\n"


def test_a_form_that_is_not_there_is_a_usage_error(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "highlights", "--to", "docx")
    assert (said.code, said.out) == (2, "")
    assert "there is no 'docx'; there are: table, csv, tsv, markdown, json, jsonl" in said.err


def test_days_are_rows_of_a_table_too_one_for_each_sentence(timeline: Command, db: str) -> None:
    whole = [json.loads(line) for line in timeline("--db", db, "highlights", "--to", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(timeline("--db", db, "highlights", "--to", "csv").out)))
    assert rows
    assert [(row["date"], row["sentence"]) for row in rows] == [(d["date"], s) for d in whole for s in d["sentences"]]
    assert timeline("--db", db, "highlights", "--to", "markdown").out.startswith("| date | rank | sources | sentence |")
