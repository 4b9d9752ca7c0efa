"""Questions by who, where, kind and doubt; the tray; names: as a person has them, on a timeline made by hand."""

import json
from pathlib import Path

import pytest

from cli.conftest import Command
from store.samples import PUBLISHED, firm, person, told
from timeline.store import open_store
from timeline.values.mention import Kind, Party, Place, Status
from timeline.values.time import Grain, TimeSpan, day_number

VELM = Party("Velm", "place", "place", "the old town", Place("DE", 50.0, 8.25))
SPRING = Party("Springfield", "place", "place", "", Place("US", 39.8, -89.64, guess=True))
BEFORE = TimeSpan(None, TimeSpan.of(2019, 5, 15).end, Grain.DAY)
BETWEEN = TimeSpan.of_days(day_number(2019, 5, 2), day_number(2019, 5, 7))


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Five events, two of them undated."""
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        store.put(
            [
                told(
                    "Quill opens a mill",
                    person("Ada Quill"),
                    firm("Nordlinie AG"),
                    VELM,
                    kind=Kind.BUSINESS,
                    confidence=0.9,
                ),
                told("A crowd burns the mill", SPRING, time=TimeSpan.of(2019, 5, 16), kind=Kind.ATTACK, confidence=0.4),
                told(
                    "Quill sold the mill",
                    Party("Ada Quill", "person", "patient", "the founder"),
                    time=TimeSpan.of(2019, 5, 17),
                    status=Status.ALLEGED,
                    alleged_by="the mayor",
                ),
                told(
                    "Quill left", person("Quill"), time=None, bounds=BEFORE, likely=PUBLISHED, reason="no time is given"
                ),
                told("Nordlinie paid", firm("Nordlinie"), time=None, bounds=BETWEEN, reason="between two others"),
            ],
            at=1,
        )
    return path


def shown(out: str) -> list[str]:
    """The lines without the spaces that align them."""
    return [" ".join(line.split()) for line in out.splitlines()]


def test_a_line_marks_doubt_and_what_did_not_simply_occur_and_nothing_else(timeline: Command, db: str) -> None:
    assert shown(timeline("--db", db, "query").out) == [
        "1 15 May 2019 Quill opens a mill (1 source)",
        "2 16 May 2019 ? A crowd burns the mill (1 source)",
        "3 17 May 2019 alleged: Quill sold the mill (1 source)",
    ]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (["--who", "quill"], [1, 3]),
        (["--who", "ada QUILL", "2019-05-17"], [3]),
        (["--where", "velm"], [1]),
        (["--where", "US"], [2]),
        (["--kind", "attack, business"], [1, 2]),
        (["--status", "alleged,denied"], [3]),
        (["--min-confidence", "0.5"], [1, 3]),
        (["--who", "quill", "--kind", "business", "--status", "occurred", "--text", "mill"], [1]),
        (["--undated"], [1, 2, 3, 4, 5]),  # what is undated comes last
        (["--undated", "--limit", "4"], [1, 2, 3, 4]),
        (["--undated", "--who", "nordlinie"], [1, 5]),
        (["--undated", "2019-05-16"], [2]),  # no bounds of the others reach that day
        (["--undated", "2019-05-02"], [4, 5]),
        (["--undated", "2019-05", "--certain"], [1, 2, 3, 5]),
    ],
)
def test_what_is_asked_for_is_shown_as_a_table_and_written_in_every_format(
    timeline: Command, db: str, asked: list[str], numbers: list[int]
) -> None:
    table = timeline("--db", db, "query", *asked)
    assert [int(line.split()[0]) for line in table.out.splitlines()] == numbers
    lines = timeline("--db", db, "query", *asked, "--to", "jsonl").out
    assert [json.loads(line)["event"] for line in lines.splitlines()] == numbers
    assert timeline("--db", db, "query", *asked, "--jsonl").out == lines
    assert timeline("--db", db, "export", *asked, "--to", "jsonl").out == lines
    array = timeline("--db", db, "query", *asked, "--to", "json").out
    assert [event["event"] for event in json.loads(array)] == numbers
    assert timeline("--db", db, "query", *asked, "--json").out == array
    rows = timeline("--db", db, "query", *asked, "--to", "csv").out
    assert [int(row.split(",")[0]) for row in rows.splitlines()[1:]] == numbers


def test_the_tray_says_when_each_must_have_been_and_why_no_more_is_known(timeline: Command, db: str) -> None:
    assert shown(timeline("--db", db, "undated").out) == [
        "4 by 15 May 2019 Quill left (1 source)",
        "likely 15 May 2019; no time is given",
        "5 between 2 and 7 May 2019 Nordlinie paid (1 source)",
        "between two others",
    ]


def test_the_tray_is_asked_as_the_timeline_is(timeline: Command, db: str) -> None:
    assert shown(timeline("--db", db, "undated", "--who", "nordlinie").out)[0].startswith("5 ")
    assert shown(timeline("--db", db, "undated", "before", "2019-05-02").out)[0].startswith("4 ")
    limited = timeline("--db", db, "undated", "--limit", "1")
    assert len(limited.out.splitlines()) == 2
    assert limited.err.startswith("the first 1; there are more: add --after-token ")
    none = timeline("--db", db, "undated", "--kind", "sport")
    assert (none.code, none.out, none.err) == (0, "", "no undated events there\n")
    found = [json.loads(line) for line in timeline("--db", db, "undated", "--jsonl").out.splitlines()]
    bounds = [{name: one["bounds"][name] for name in ("earliest", "latest", "extent")} for one in found]
    assert bounds == [
        {"earliest": None, "latest": "2019-05-15", "extent": "within"},
        {"earliest": "2019-05-02", "latest": "2019-05-07", "extent": "within"},
    ]
    assert [one["mentions"][0]["reason"] for one in found] == ["no time is given", "between two others"]


def test_an_event_is_shown_with_roles_and_places_and_who_alleges_it(timeline: Command, db: str) -> None:
    first = timeline("--db", db, "show", "1").out
    assert "occurred, kind business, date stated" in first
    assert "confidence 0.90" in first
    assert "who: Ada Quill (agent); Nordlinie AG (patient)" in first
    assert 'where: Velm (called "the old town", DE, 50.00°N 8.25°E)' in first
    assert "where: Springfield (US, 39.80°N 89.64°W, a guess)" in timeline("--db", db, "show", "2").out
    third = timeline("--db", db, "show", "3").out
    assert "alleged, by the mayor, kind other" in third
    assert 'who: Ada Quill (patient, called "the founder")' in third
    assert timeline("--db", db, "show", "4").out.startswith("4 undated, by 15 May 2019, likely 15 May 2019\n")


def test_names_are_listed_joined_parted_and_as_they_were_again(timeline: Command, db: str) -> None:
    before = timeline("--db", db, "names").out
    assert shown(before) == [
        "person Ada Quill 2 events",
        "organisation Nordlinie AG 2 events also: Nordlinie",
        "person Quill 1 event",
        "place Springfield 1 event",
        "place Velm 1 event",
    ]
    joined = timeline("--db", db, "names", "--join", "Ada Quill", "Quill", "--why", "there is but one")
    assert (joined.code, joined.out, joined.err) == (0, "", "'Quill' and 'Ada Quill' are one now\n")
    assert shown(timeline("--db", db, "names", "ada").out) == ["person Ada Quill 3 events also: Quill"]
    parted = timeline("--db", db, "names", "--part", "Nordlinie")
    assert parted.err == "'Nordlinie' no longer stands for 'Nordlinie AG'\n"
    assert timeline("--db", db, "names", "--undo").err == "'Nordlinie' and 'Nordlinie AG' are one now\n"
    assert timeline("--db", db, "names", "--undo").err == "'Quill' no longer stands for 'Ada Quill'\n"
    assert timeline("--db", db, "names").out == before
    nothing = timeline("--db", db, "names", "--undo")
    assert (nothing.code, nothing.err) == (
        1,
        "error: no decision on names is left to be undone; nothing was changed\n",
    )


def test_names_are_json_with_the_reason_of_each(timeline: Command, db: str) -> None:
    [line] = timeline("--db", db, "names", "nordlinie", "--jsonl").out.splitlines()
    assert json.loads(line) == {
        "name": "Nordlinie AG",
        "kind": "organisation",
        "aliases": [{"name": "Nordlinie AG", "why": "new"}, {"name": "Nordlinie", "why": "same name"}],
        "events": 2,
    }
    assert timeline("--db", db, "names", "--kind", "place", "--limit", "1").out.startswith("place ")
    assert timeline("--db", db, "names", "nobody").err == "no names there\n"


def test_a_name_that_is_not_there_is_one_line(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "names", "--join", "Ada Quill", "Nobody")
    assert (said.code, said.out) == (1, "")
    assert (
        said.err
        == "error: there is no name 'Nobody' in the timeline; `timeline names PART` shows those that there are\n"
    )


BRIDGE = {
    "a.txt": "Bridge at Velm collapses\n2019-05-16\n\n"
    "VELM – The railway bridge at Velm collapsed on 14 May 2019 under a goods train, and two drivers were killed, "
    "the Nordrail company said.\n",
    "b.txt": "Two drivers die as bridge collapses\n2019-05-17\n\n"
    "VELM – Two drivers were killed when the railway bridge at Velm collapsed under a goods train on 15 May 2019, "
    "police said.\n",
}


def test_conflicts_shows_what_sources_date_differently(timeline: Command, db: str, tmp_path: Path) -> None:
    none = timeline("--db", db, "conflicts")
    assert (none.code, none.out, none.err) == (0, "", "no event there is dated differently\n")
    for name, text in BRIDGE.items():
        (tmp_path / name).write_text(text, "utf-8")
    timeline("--db", db, "ingest", *(str(tmp_path / name) for name in BRIDGE))
    head, *lines = timeline("--db", db, "conflicts", "2019").out.splitlines()
    assert "Bridge at Velm collapses (2 sources)" in head
    assert [line.strip() for line in lines if not line.lstrip().startswith("“")] == [
        "14 May 2019: 1 source, stated",
        "15 May 2019: 1 source, stated, against it",
    ]
    limited = timeline("--db", db, "conflicts", "--limit", "1", "--jsonl")
    assert len(limited.out.splitlines()) == 1
    assert limited.err == "the first 1; there may be more\n"
    assert timeline("--db", db, "conflicts", "2018").out == ""
