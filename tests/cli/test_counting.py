"""Counts and gaps as a person sees them: bars on a terminal, plain lines in a pipe, and what is said beside."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cli.conftest import Command
from store.samples import read, told
from timeline.cli._bars import bars, show_counts
from timeline.errors import UnknownName
from timeline.store import open_store
from timeline.values.mention import Party
from timeline.values.query import EventQuery
from timeline.values.tally import By, Count, Tally
from timeline.values.time import DAY, Grain, TimeSpan, day_number
from timeline.workflow.wording import columns

SPANS = [
    *[TimeSpan.of(2020, 1, day) for day in (3, 3, 4)],
    TimeSpan.of(2020, 2),
    TimeSpan.of(2020),
    TimeSpan(day_number(2020, 5, 1) * DAY, None, Grain.DAY),
    *[None, None],
    TimeSpan.of(2020, 6, 9),
]


@pytest.fixture
def storms(tmp_path: Path) -> str:
    """A timeline of nine storms."""
    database = str(tmp_path / "storms.db")
    with open_store(database, create=True) as store:
        store.put([read("a", ". ".join(f"Storm {n}" for n in range(len(SPANS))), *SPANS)], at=1)
    return database


def shown(capfd: pytest.CaptureFixture[str], database: str, by: str, to: str = "table") -> tuple[str, str]:
    capfd.readouterr()
    show_counts(database, EventQuery(), by, None, to)
    sys.stdout.flush()
    return capfd.readouterr()


def test_in_a_pipe_a_count_is_a_line_and_what_is_in_none_of_them_is_said_beside(
    storms: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out, err = shown(capfd, storms, "month")
    assert out == "2020-01\t3\n2020-02\t1\n2020-03\t0\n2020-04\t0\n2020-05\t0\n2020-06\t1\n"
    assert err == (
        "2 more not known to one month, or longer\n2 undated that may belong here too; `timeline undated` shows them\n"
    )


def test_a_file_has_the_same_counts_in_each_format(storms: str, capfd: pytest.CaptureFixture[str]) -> None:
    counts = {"2020-01": 3, "2020-02": 1, "2020-03": 0, "2020-04": 0, "2020-05": 0, "2020-06": 1}
    read_csv = list(csv.DictReader(io.StringIO(shown(capfd, storms, "month", "csv")[0])))
    assert {row["month"]: int(row["events"]) for row in read_csv} == counts
    lines = [json.loads(line) for line in shown(capfd, storms, "month", "jsonl")[0].splitlines()]
    assert {row["month"]: row["events"] for row in lines} == counts
    whole = json.loads(shown(capfd, storms, "month", "json")[0])
    assert {row["month"]: row["events"] for row in whole["counts"]} == counts
    assert (whole["by"], whole["beside"], whole["undated"], whole["more"]) == ("month", 2, 2, 0)


def test_on_a_terminal_a_count_has_a_bar(storms: str) -> None:
    code = (
        "from timeline.cli._bars import show_counts; from timeline.values.query import EventQuery; "
        f"show_counts({storms!r}, EventQuery(), 'month', None)"
    )
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "31", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], stdout=follower, stderr=subprocess.PIPE, env=environment)
    os.close(follower)
    lines = os.read(leader, 10_000).decode().replace("\r", "").splitlines()
    os.close(leader)
    assert done.returncode == 0
    assert lines == [
        f"2020-01  3 {'█' * 20}",
        f"2020-02  1 {'█' * 6}▋",
        "2020-03  0",
        "2020-04  0",
        "2020-05  0",
        f"2020-06  1 {'█' * 6}▋",
    ]


@pytest.mark.parametrize("width", [1, 20, 40, 200])
def test_no_bar_is_wider_than_the_terminal_and_none_that_counts_is_empty(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    some = (Count("名前" * 30, 1_000_000), Count("a\x1b[31m", 999_999), Count("b", 1))
    for blocks in (True, False):
        lines = bars(Tally(By.WHO, some), width, blocks=blocks)
        assert all(columns(line) <= max(width, 24) for line in lines)
        assert all(line.isprintable() for line in lines)
        assert all(line[-1] in ("▏▎▍▌▋▊▉█" if blocks else "#") for line in lines)


def test_a_century_without_an_event_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = bars(Tally(By.YEAR, (Count("1900", 2, 1900), Count("2001", 1, 2001))), 20)
    assert lines == ["1900  2 ████████████", "⋮ 100 years without an event, 1901 to 2000", "2001  1 ██████"]


def test_a_long_run_of_empty_days_is_left_out_of_a_file_and_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "far.db")
    with open_store(database, create=True) as store:
        store.put([read("a", "Rain fell. Snow fell", TimeSpan.of(1900, 1, 1), TimeSpan.of(2000, 1, 1))], at=1)
    out, err = shown(capfd, database, "day")
    assert out == "1900-01-01\t1\n2000-01-01\t1\n"
    assert err == "36,523 days without an event, 1900-01-02 to 1999-12-31\n"
    assert json.loads(shown(capfd, database, "day", "json")[0])["left_out"] == [err.strip()]


def test_names_are_the_twenty_of_most_events_and_how_many_more_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    people = Counter({f"Person {chr(65 + n)}": 1 + (n < 3) for n in range(25)})
    database = str(tmp_path / "people.db")
    with open_store(database, create=True) as store:
        store.put(
            [told(f"{name} spoke {n}", Party(name, "person", "agent")) for n, name in enumerate(people.elements())],
            at=1,
        )
        store.put([told("It rained")], at=1)
    out, err = shown(capfd, database, "who")
    counted = {name: int(events) for name, events in (line.split("\t") for line in out.splitlines())}
    assert len(counted) == 20
    assert counted.items() <= people.items()
    assert list(counted.values()) == [2, 2, 2, *[1] * 17]
    assert err == "the first 20; 5 more names, --limit says how many are shown\n1 more without anyone who takes part\n"


def test_what_cannot_be_counted_by_is_one_line() -> None:
    with pytest.raises(UnknownName, match="there is no count by 'hour'; there are: day, week, month"):
        show_counts("none.db", EventQuery(), "hour", None)


def test_gaps_are_shown_with_the_events_before_and_after_them(timeline: Command, storms: str) -> None:
    said = timeline("--db", storms, "gaps", "2020", "--longer-than", "100d", "--certain")
    head, after, before, *rest = said.out.splitlines()
    assert head == "2020-01-05..2020-06-08  156 days"
    assert after.split()[:6] == ["after", "3", "4", "January", "2020", "Storm"]
    assert before.split()[:6] == ["before", "9", "9", "June", "2020", "Storm"]
    assert rest[0] == "2020-06-10..2020-12-31  205 days"
    assert rest[2].split() == ["before", "the", "edge", "of", "WHEN"]
    assert said.err == "2 events known to no single day left out, which would fill gaps\n"


def test_what_is_known_to_a_year_may_fill_it(timeline: Command, storms: str) -> None:
    said = timeline("--db", storms, "gaps", "2020", "--longer-than", "10d")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("no gap there is longer than 10d\n1 event without")


def test_gaps_are_written_in_each_format(timeline: Command, storms: str) -> None:
    asked = ("--db", storms, "gaps", "2020", "--longer-than", "30d", "--certain")
    whole = json.loads(timeline(*asked, "--to", "json").out)
    assert [gap["days"] for gap in whole] == [156, 205]
    assert whole[0]["after"] == {"event": 9, "edtf": "2020-06-09", "title": "Storm 8"}
    assert whole[1]["after"] is None
    assert [json.loads(line) for line in timeline(*asked, "--jsonl").out.splitlines()] == whole
    rows = list(csv.DictReader(io.StringIO(timeline(*asked, "--to", "csv").out)))
    assert [(row["from"], row["to"], row["before_title"], row["after_event"]) for row in rows] == [
        ("2020-01-05", "2020-06-08", "Storm 2", "9"),
        ("2020-06-10", "2020-12-31", "Storm 8", ""),
    ]
    assert timeline(*asked, "--to", "docx").err.startswith("error: there is no format 'docx'")
    assert timeline(*asked, "--limit", "1").err == "the first 1; there may be more\n"
