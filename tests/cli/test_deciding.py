"""Merging, splitting, judging, taking back and reviewing, as a person has them: by command, by file, at a terminal."""

import getpass
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.conftest import Command
from store.likenesses import ByHand, compare, compared, evidence
from store.samples import person, told
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.extract import Extract
from timeline.values.judgement import Verdict
from timeline.values.time import Grain, TimeSpan
from timeline.workflow.judging import judge, log

TESTS = Path(__file__).parents[1]
PYTHON = [
    sys.executable,
    "-c",
    "from store.likenesses import by_hand; by_hand(); from timeline.cli.main import main; main()",
]


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.workflow.merger._compared", compare)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *sys.path]))


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Three events, of which the first two have two claims, and three pairs that wait."""
    return compared(str(tmp_path / "timeline.db"))


def decided(db: str) -> list[str]:
    """What is in the log, the first first."""
    return [f"{one.by}: {one.action} {one.why}" for one in log(db)[::-1] if hasattr(one, "by")]


def test_a_decision_says_its_number_and_how_to_take_it_back(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "merge", "3", "4", "5", "--why", "one fire", "--by", "Ann Lee")
    back = f"`timeline --db {db} undo 1` takes it back"
    assert (said.code, said.out, said.err) == (0, "", f"decision 1 by Ann Lee: 3 = 4, 3 = 5; {back}\n")
    said = timeline("--db", db, "split", "1", "2", "--by", "ben")
    assert said.err.startswith("decision 2 by ben: 1 ≠ 2; ")
    said = timeline("--db", db, "judge", "1", "3", "unsure", "--by", "ben")
    assert said.err.startswith("decision 3 by ben: 1 ? 3; ")
    said = timeline("--db", db, "undo", "1", "--by", "ben")
    assert (said.code, said.out, said.err) == (0, "", "decision 1 by Ann Lee is taken back: 3 = 4, 3 = 5\n")
    said = timeline("--db", db, "undo")
    assert said.err == "decision 3 by ben is taken back: 1 ? 3\n"


def test_who_decides_is_whoever_is_logged_in_unless_a_name_is_given(
    timeline: Command, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "cleo")
    timeline("--db", db, "merge", "1", "4")

    def nobody() -> str:
        raise OSError("no username set in the environment")

    monkeypatch.setattr(getpass, "getuser", nobody)
    timeline("--db", db, "merge", "3", "5", "--by", " ")
    assert decided(db) == ["cleo: merge ", "unknown: merge "]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["merge", "3"], 2, "two events at least: timeline merge 12 40"),
        (["merge", "3", "x"], 2, "valid integer"),
        (["split", "3"], 2, "CLAIM"),
        (["judge", "3", "4", "maybe"], 2, "there is no 'maybe'; there are: same, different, unsure"),
        (["merge", "3", "3"], 1, "3 and 3 are one and the same"),
        (["merge", "3", "99"], 1, "there is no event 99"),
        (["split", "1", "3"], 1, "3 is no claim of event 1; `timeline show 1` lists"),
        (["split", "1", "2", "1"], 1, "nothing would stay of event 1"),
        (["undo", "4"], 1, "there is no decision 4; `timeline log`"),
        (["undo"], 1, "no decision is left to be taken back; nothing was changed"),
        (["review", "--merged", "--apart"], 2, "one at a time"),
        (["review", "--from", "x", "--limit", "3"], 2, "--from takes answers"),
        (["review", "--to", "docx"], 1, "there is no form 'docx'; there are: jsonl"),
        (["review", "--from", "none.jsonl"], 1, "none.jsonl: No such file"),
    ],
)
def test_what_cannot_be_decided_is_one_line(
    timeline: Command, db: str, arguments: list[str], code: int, says: str
) -> None:
    said = timeline("--db", db, *arguments)
    assert (said.code, said.out) == (code, "")
    assert says in said.err.splitlines()[-1]
    assert said.err.splitlines()[-1].startswith("error: ")
    assert decided(db) == []


def test_the_log_says_who_decided_what_and_when_on_events_and_on_names(timeline: Command, tmp_path: Path) -> None:
    db = str(tmp_path / "t.db")
    with open_store(db, create=True) as store:
        store.put([told("A", person("Ada Quill")), told("B", person("Quill"))], at=1)
        store.join_names("Ada Quill", "Quill", why="her name", at=60)
    assert timeline("--db", db, "merge", "1", "2", "--by", "ann", "--why", "one\x1b[31m\nmill").code == 0
    timeline("--db", db, "undo", "--by", "ben")
    dialect = database_at(db)
    with dialect.writing() as connection:
        connection.exec_driver_sql("UPDATE decision SET decided_at = 120, undone_at = 86400")
    said = timeline("--db", db, "log")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "       1  1970-01-01 00:02  ann      merge 1 = 2: one[31m mill (undone by ben, 1970-01-02 00:00)",
        "  name 1  1970-01-01 00:01           join 'Quill' to 'Ada Quill': her name",
    ]
    merged, joined = (json.loads(line) for line in timeline("--db", db, "log", "--jsonl").out.splitlines())
    assert merged == {
        "decision": 1,
        "on": "events",
        "action": "merge",
        "judgements": [{"one": 1, "other": 2, "verdict": "same"}],
        "why": "one\x1b[31m\nmill",
        "by": "ann",
        "at": "1970-01-01T00:02:00Z",
        "undone_at": "1970-01-02T00:00:00Z",
        "undone_by": "ben",
    }
    assert (joined["on"], joined["one"], joined["other"], joined["undone_at"]) == ("names", "Quill", "Ada Quill", None)
    assert json.loads(timeline("--db", db, "log", "--json", "--limit", "1").out) == [merged]


def test_an_empty_log_suggests_a_review(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "log")
    assert (said.code, said.out) == (0, "")
    assert said.err == f"nothing was decided; `timeline --db {db} review` shows what waits for a word\n"


def test_a_split_from_a_large_event_is_told_in_short(timeline: Command, tmp_path: Path) -> None:
    alike = [(n, 1, 0.9, "") for n in range(2, 13)]
    db = compared(str(tmp_path / "t.db"), [f"Event {n}" for n in range(12)], alike)
    said = timeline("--db", db, "split", "1", "12", "11", "--by", "ann")
    assert said.err.startswith("decision 1 by ann: 11 = 12, 1 ≠ 12, 2 ≠ 12, 3 ≠ 12, 4 ≠ 12, 5 ≠ 12 and 5 more; ")


def test_pairs_go_out_as_lines_and_come_back_with_verdicts(timeline: Command, db: str, tmp_path: Path) -> None:
    said = timeline("--db", db, "review", "--limit", "2")  # nobody sits at a terminal
    assert (said.code, said.err) == (0, "2 pairs written, 1 more wait\n")
    asked = [json.loads(line) for line in said.out.splitlines()]
    assert [(one["one"], one["other"]) for one in asked] == [(3, 4), (2, 3)]
    answers = tmp_path / "answered.jsonl"
    lines = [{**asked[0], "verdict": "same"}, {**asked[1], "verdict": "different", "by": "model", "why": "dates"}, {}]
    answers.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    said = timeline("--db", db, "review", "--from", str(answers), "--by", "ann", "--why", "by file")
    assert (said.code, said.out) == (1, "")
    bad, counts = said.err.splitlines()
    assert bad.startswith(f"refused: {answers}:3: its 'one' is no number; ")
    assert counts.startswith("2 taken, 0 known, 0 without a verdict, 1 refused; next: timeline ")
    assert decided(db) == ["ann: judge by file", "model: judge dates"]
    assert "2 known" in timeline("--db", db, "review", "--from", str(answers)).err
    assert len(log(db)) == 2
    assert timeline("--db", db, "review", "--to", "jsonl", "--apart").out == ""


def test_answers_are_taken_from_a_pipe(db: str) -> None:
    line = b'{"one": 3, "other": 4, "verdict": "same"}\n'
    command = [*PYTHON, "--db", db, "review", "--from", "-", "--by", "ann"]
    done = subprocess.run(command, input=line * 2, capture_output=True, check=True)
    assert done.stderr.startswith(b"1 taken, 1 known, 0 without a verdict, 0 refused; ")


class Terminal:
    """A command at a terminal of our own."""

    def __init__(self, process: "subprocess.Popen[bytes]", mine: int) -> None:
        self.process, self._mine, self._said = process, mine, ""

    def until(self, words: str) -> str:
        """All that was said since the last time, up to those words."""
        deadline = time.monotonic() + 30
        while words not in self._said:
            if not select.select([self._mine], [], [], max(0, deadline - time.monotonic()))[0]:
                raise AssertionError(f"{words!r} was never said, but {self._said!r}")
            try:
                self._said += os.read(self._mine, 4096).decode()
            except OSError as over:  # the other side has ended
                raise AssertionError(f"{words!r} was never said, but {self._said!r}") from over
        found, self._said = self._said.split(words, 1)
        return found.replace("\r\n", "\n")

    def press(self, keys: str) -> None:
        os.write(self._mine, keys.encode())


@contextmanager
def at_a_terminal(*arguments: str, columns: int = 100, **environment: str) -> Iterator[Terminal]:
    mine, its = pty.openpty()
    variables = {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(columns), **environment}
    kept = {k: v for k, v in os.environ.items() if k not in ("TIMELINE_DB", "FORCE_COLOR", "LINES")}
    command = [*PYTHON, *arguments]
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=kept | variables) as process:
        os.close(its)
        try:
            yield Terminal(process, mine)
        finally:
            process.kill()
            os.close(mine)


def test_a_session_at_a_terminal_shows_two_side_by_side_and_takes_one_key_each(db: str) -> None:
    with at_a_terminal("--db", db, "review", "--by", "ann", "--why", "read") as terminal:
        shown = terminal.until("[q]uit").splitlines()
        assert shown[1] == "score 0.51, taken to be one: same day, wording 0.52  2 more"
        words = ("3 The mill burned", "4 The old mill was on fire")
        [titles] = [line for line in shown if words[0] in line]
        assert re.fullmatch(rf"{words[0]} {{20,}}{words[1]} *", titles)
        assert sum("15 May 2019 (stated)" in line for line in shown) == 1
        assert sum(line.count("published 15 May 2019") for line in shown) == 2
        assert sum(line.count("in event 3, 2 claims of 2 documents: ") for line in shown) == 2
        assert shown[-1].startswith("3 and 4: one happening?")
        terminal.press("y")
        terminal.until("same (decision 1)")
        [second] = terminal.until("[q]uit").split("kept apart")[1:]
        assert re.search(r"2 A ferry went down .*in event 1, 2 claims .*in event 3, 2 claims", second, re.DOTALL)
        terminal.press("\nxu")  # Enter out of habit, what is no key, and typed ahead
        terminal.until("no such key")
        terminal.until("undone (decision 1)")
        assert "kept apart" not in terminal.until("3 and 4: one")
        terminal.until("[q]uit")
        terminal.press("\x1b[A")  # an arrow
        terminal.until("no such key")
        terminal.until("[q]uit")
        terminal.press("N")
        terminal.until("different (decision 2)")
        terminal.until("2 and 3: one happening?")
        terminal.until("[q]uit")
        terminal.press("?")
        terminal.until("unsure (decision 3)")
        terminal.until("1 and 2: one happening?")
        terminal.until("[q]uit")
        terminal.press("s")
        terminal.until("no other pair waits")
        terminal.until("ends")
        terminal.press("q")
        terminal.until("0 same, 1 different, 1 unsure, 1 skipped; ")
        assert terminal.process.wait(20) == 0
    assert decided(db) == ["ann: judge read"] * 3
    assert [one.undone_by for one in log(db)] == ["", "", "ann"]  # type: ignore[union-attr]


def test_what_is_undated_is_shown_with_its_bounds_and_what_else_parts_or_joins_two_is_said(tmp_path: Path) -> None:
    db = str(tmp_path / "t.db")
    bounds, likely = TimeSpan(None, TimeSpan.of(2019, 5, 15).end, Grain.DAY), TimeSpan.of(2019, 5, 14)
    undated = told("It sank", time=None, reason="no time is said", bounds=bounds, likely=likely)
    with open_store(db, create=True, merger=ByHand()) as store:
        found = evidence(3, [(2, 1, 0.51, ""), (3, 1, 0.52, "")])
        store.put([Extract(*one, [e]) for one, e in zip([told("A"), undated, told("C")], found, strict=True)], at=1)
    judge(db, 2, 3, Verdict.DIFFERENT, by="ann", at=2)
    with at_a_terminal("--db", db, "review") as terminal:
        shown = terminal.until("[q]uit")
        assert "undated, by 15 May 2019, likely 14 May 2019" in shown
        assert "taken to be one, but of two events by what else is known" in shown
        terminal.press("q")
        assert terminal.process.wait(20) == 0


def test_the_last_answer_of_a_session_can_still_be_taken_back(db: str) -> None:
    with at_a_terminal("--db", db, "review", "--by", "ann", "--limit", "1") as terminal:
        terminal.until("[q]uit")
        terminal.press("y")
        terminal.until("no other pair waits")
        terminal.press("u")
        terminal.until("undone (decision 1)")
        terminal.until("[q]uit")
        terminal.press("\x04")
        terminal.until("0 same, 0 different, 0 unsure, 0 skipped")
        assert terminal.process.wait(20) == 0


def test_on_a_narrow_screen_the_two_stand_one_above_the_other(db: str) -> None:
    with at_a_terminal("--db", db, "review", columns=60) as terminal:
        shown = terminal.until("[q]uit").splitlines()
        first, second = (shown.index(title) for title in ("3 The mill burned", "4 The old mill was on fire"))
        assert second > first + 3
        terminal.press("q")
        assert terminal.process.wait(20) == 0


def test_a_terminal_that_knows_no_single_keys_is_answered_with_lines(db: str) -> None:
    with at_a_terminal("--db", db, "review", "--by", "ann", TERM="dumb") as terminal:
        for word, answered in (("unsure", "unsure (decision 1)"), ("yes", "same (decision 2)"), ("quit", "quit")):
            terminal.until("[q]uit")
            terminal.press(f"{word}\n")
            terminal.until(answered)
        terminal.until("1 same, 0 different, 1 unsure, 0 skipped")
        assert terminal.process.wait(20) == 0


def test_what_was_answered_before_an_interruption_stays(db: str) -> None:
    with at_a_terminal("--db", db, "review", "--by", "ann") as terminal:
        terminal.until("[q]uit")
        terminal.press("n")
        terminal.until("different (decision 1)")
        terminal.until("[q]uit")
        terminal.process.send_signal(signal.SIGINT)
        terminal.until("interrupted; what was stored stays")
        assert terminal.process.wait(20) == 130
    assert decided(db) == ["ann: judge "]


def test_a_session_without_pairs_says_so(tmp_path: Path) -> None:
    db = compared(str(tmp_path / "t.db"), likenesses=[])
    with at_a_terminal("--db", db, "review") as terminal:
        terminal.until("no pair waits for a word")
        assert terminal.process.wait(20) == 0
