"""What changed since, as a person asks for it."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Command
from cli.test_door import HEAVY, loaded
from store.samples import read
from timeline.events.judgements import merging
from timeline.store import open_store
from timeline.values.time import TimeSpan

MAY, DAY, JUNE = TimeSpan.of(2019, 5), TimeSpan.of(2019, 5, 3), TimeSpan.of(2019, 6)
FIRST, SECOND = 1_763_596_800, 1_763_683_200  # 20 and 21 November 2025, at midnight in UTC


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def db(tmp_path: Path) -> str:
    """An article that was corrected on the second day, when another came in and people merged two events."""
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        store.put([read("a.txt", "The ferry sank. The tug sank", MAY, JUNE)], at=FIRST)
        store.put([read("b.txt", "A gull flew. A ferry was lost", MAY, DAY), read("c.txt", "A whale came")], at=FIRST)
        store.put([read("a.txt", "The ferry sank. The tug floats", MAY, JUNE)], at=SECOND)
        with store.deciding() as desk:
            desk.keep(desk.draft("merge", merging([1, 4]), why="", by="ann", at=SECOND))
    return path


def test_what_changed_is_shown_in_groups_with_what_was_and_what_is(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "diff")
    assert said.out.splitlines() == [
        "new (1)",
        "       7 2019-06  The tug floats",
        "changed (1)",
        "       1 2019-05  The ferry sank",
        "           documents: 1 → 2",
        "merged (1)",
        "       4 → 1  2019-05-03  A ferry was lost",
        "gone (1)",
        "       2 2019-06  The tug sank",
        "corrected (1)",
        "  A day at sea  a.txt",
        "           claims: 1 dropped, 1 added, 1 kept; events 2, 7",
    ]
    assert (said.code, said.err) == (0, "since 2025-11-21T00:00:00Z\n")


@pytest.mark.parametrize(
    ("since", "moment", "new"),
    [
        ("last", "2025-11-21T00:00:00Z", 1),
        ("2025-11-21", "2025-11-20T23:00:00Z", 1),  # a day begins by this machine's clock
        ("2025-11-21T00:00:01Z", "2025-11-21T00:00:01Z", 0),
        ("2025-11-21T01:00:00+01:00", "2025-11-21T00:00:00Z", 1),
        ("yesterday", "2025-11-19T23:00:00Z", 4),
        ("2025-07", "2025-06-30T22:00:00Z", 4),  # and by its summer time
        ("-0044", "1970-01-01T23:00:00Z", 4),
    ],
)
def test_a_moment_is_written_as_for_a_query(timeline: Command, db: str, since: str, moment: str, new: int) -> None:
    said = timeline("--db", db, "diff", "--now", "2025-11-21", "--since", since)
    assert said.out.splitlines()[0] == f"new ({new})"
    assert said.err == f"since {moment}\n"


def test_both_forms_of_json_say_the_same(timeline: Command, db: str) -> None:
    whole = json.loads(timeline("--db", db, "diff", "--to", "json").out)
    lines = [json.loads(line) for line in timeline("--db", db, "diff", "--jsonl").out.splitlines()]
    assert whole.pop("since") == "2025-11-21T00:00:00Z"
    assert [{"change": name, **one} for name, group in whole.items() for one in group["entries"]] == lines
    assert [group["count"] for group in whole.values()] == [1, 1, 1, 1, 1]
    assert whole["merged"]["entries"][0]["into"] == 1


def test_a_list_that_is_not_complete_says_so(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "diff", "--since", "2025-11-20", "--limit", "1")
    assert said.out.splitlines()[:3] == ["new (4)", "       1 2019-05  The ferry sank", "    … and 3 more"]
    assert said.err.splitlines()[-1] == "not all of it: 3 more new"
    assert timeline("--db", db, "diff", "--since", "2025-11-20", "--limit", "1", "--jsonl").out.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "code", "part"),
    [
        (["--since", "before 1914"], 1, "it does not say when it begins"),
        (["--since", "soonish"], 1, "  soonish\n  ^^^^^^^\n"),
        (["--to", "xml"], 1, "there is no format 'xml'; there are: table, csv, tsv, markdown, json, jsonl"),
    ],
)
def test_what_is_not_understood_is_named(timeline: Command, db: str, options: list[str], code: int, part: str) -> None:
    said = timeline("--db", db, "diff", *options)
    assert (said.code, said.out) == (code, "")
    assert part in said.err


def test_where_nothing_was_ingested_there_is_nothing_to_tell(timeline: Command, tmp_path: Path) -> None:
    path = str(tmp_path / "empty.db")
    open_store(path, create=True).close()
    assert timeline("--db", path, "diff").err.startswith("nothing was ever ingested; ")
    assert json.loads(timeline("--db", path, "diff", "--to", "json").out) == {"since": None}


def test_it_loads_no_more_than_it_needs(db: str) -> None:
    assert not loaded("--db", db, "diff") & HEAVY
