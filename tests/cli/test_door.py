"""The door itself: what is asked wrongly, what fails, what nobody reads on, and what a start costs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Command
from timeline.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent.parent
PYTHON = [sys.executable, "-c", "from timeline.cli.main import main; main()"]


@pytest.mark.parametrize("name", COMMANDS.names())
def test_every_command_says_what_it_is_for_and_then_gives_an_example(timeline: Command, name: str) -> None:
    said = timeline(name, "--help")
    assert said.code == 0
    first, example = [part for part in said.out.split("\n\n") if not part.startswith("Usage:")][:2]
    assert first.strip().endswith(".")
    assert example.strip().startswith("Example: ")
    assert f"timeline {name}" in example


def test_help_lists_every_command_and_begins_with_an_example(timeline: Command) -> None:
    said = timeline("--help")
    assert "Example: timeline ingest" in said.out
    assert all(f"\n  {name} " in said.out for name in COMMANDS.names())
    assert timeline("-h").out == said.out


def test_the_reference_in_the_docs_is_what_the_commands_say_of_themselves() -> None:
    code = "import runpy; print(runpy.run_path('docs/generate.py')['reference'](), end='')"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert made.stdout == (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), "run: make docs"


def test_the_version_is_said(timeline: Command) -> None:
    said = timeline("--version")
    assert said.code == 0
    assert said.out.startswith("timeline 0.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["qury"], "Did you mean 'query'?"),
        (["query", "--limt", "3"], "No such option: --limt"),
        (["query", "--limit", "0"], "'--limit'"),
        (["ingest"], "PATH"),
        (["db", "destroy"], "'destroy'"),
        (["read", "x.txt", "--map", "published"], "'published' is not FIELD=COLUMN"),
        (["query", "--kind", "attack,row"], "there is no 'row'; there are: attack, protest, election"),
        (["undated", "--status", "maybe"], "there is no 'maybe'; there are: occurred, ongoing"),
        (["export", "--min-confidence", "2"], "'--min-confidence'"),
        (["names", "--join", "Musk"], "timeline names --join A B"),
        (["names", "--undo", "--part", "Musk"], "go one at a time"),
        (["query", "--certain"], "add WHEN"),
        (["query", "last month", "--now", "2024"], "'2024' is not one day"),
    ],
)
def test_what_is_asked_wrongly_is_one_line_after_the_usage(timeline: Command, arguments: list[str], says: str) -> None:
    said = timeline(*arguments)
    assert (said.code, said.out) == (2, "")
    usage, error = said.err.splitlines()
    assert usage.startswith("Usage: timeline")
    assert error.startswith("error: ")
    assert says in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query"], "there is no timeline at"),
        (["read", "x.txt", "--published", "soon"], "'soon' is not a date in EDTF"),
        (["query", "--to", "docx"], "there is no format 'docx'; there are: "),
        (["export", "--to", "docx"], "there is no format 'docx'; there are: "),
        (["dates", "none.txt"], "none.txt: No such file"),
        (["--db", "nosuch://x/y", "query"], "nosuch"),
    ],
)
def test_what_fails_is_one_line(
    timeline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = timeline(*arguments)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: ")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_under_what_is_not_understood_stand_the_question_and_a_mark(timeline: Command) -> None:
    said = timeline("query", "2023..soon")
    assert (said.code, said.out) == (1, "")
    first, question, mark = said.err.splitlines()
    assert first.startswith("error: 'soon' is not a window of time: ")
    assert (question, mark) == ("  2023..soon", "        ^^^^")


def test_the_database_is_the_commands_then_the_lines_then_the_environments(
    timeline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "timeline at timeline.db" in timeline("query").err
    monkeypatch.setenv("TIMELINE_DB", "a.db")
    assert "timeline at a.db" in timeline("query").err
    assert "timeline at b.db" in timeline("--db", "b.db", "query").err
    assert "timeline at c.db" in timeline("--db", "b.db", "query", "--db", "c.db").err


def test_a_folder_that_may_not_be_written_is_named_and_the_old_export_stays(
    timeline: Command, db: str, tmp_path: Path
) -> None:
    target = tmp_path / "none" / "out.csv"
    said = timeline("--db", db, "export", "-o", str(target))
    assert said.code == 1
    assert said.err == f"error: {target} cannot be written: No such file or directory; what was there is as it was\n"


def test_nothing_is_said_where_nobody_reads_on(db: str) -> None:
    command = [*PYTHON, "--db", db, "export", "--to", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(
    timeline: Command, db: str, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\033[" in timeline("--db", db, "query").out) is coloured


def test_colour_can_be_refused_by_an_option(timeline: Command, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "")
    assert "\033[" not in timeline("--no-color", "--db", db, "query").out


def loaded(*arguments: str, stdin: bytes = b"") -> set[str]:
    """The modules that a command has imported by its end."""
    code = (
        "import sys; from timeline.cli.main import run; code = run(sys.argv[1:]); "
        "print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, *arguments]
    environment = {k: v for k, v in os.environ.items() if k not in ("TIMELINE_DB", "COVERAGE_PROCESS_START")}
    done = subprocess.run(command, input=stdin, capture_output=True, check=True, env=environment)
    return {name.split(".")[0] for name in done.stderr.decode().splitlines()}


HEAVY = {"sqlalchemy", "spacy", "trafilatura", "lxml", "httpx", "numpy", "alembic", "rich", "pydantic", "psycopg"}


def test_a_question_loads_no_more_than_it_needs(db: str) -> None:
    assert not loaded("--db", db, "query") & HEAVY
    assert not loaded("--db", db, "query", "2019") & HEAVY
    assert not loaded("--db", db, "export") & HEAVY


def test_dates_load_neither_a_parser_nor_the_store() -> None:
    assert not loaded("dates", stdin=b"He left on 3 May 2019.") & (HEAVY | {"sqlite3"})


def test_help_loads_nothing_of_the_work() -> None:
    assert not loaded("--help") & (HEAVY | {"sqlite3", "hashlib"})


def test_an_interrupted_ingest_ends_at_once_and_in_one_line(tmp_path: Path) -> None:
    db = tmp_path / "timeline.db"
    command = [*PYTHON, "--db", str(db), "ingest", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        for _ in range(200):
            if db.exists():
                break
            time.sleep(0.05)
        time.sleep(0.5)  # it now waits for what never comes
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"")
    assert err == b"interrupted; what was stored stays, and the same command again goes on from there\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", [["query"], ["export"], ["export", "-o", "/dev/full"], ["verify"]])
def test_a_full_disk_is_one_line(db: str, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PYTHON, "--db", db, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    if arguments == ["verify"]:  # it has nothing to print
        assert done.returncode == 0
        return
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: ")
    assert b"No space left on device" in done.stderr
    assert done.stderr.count(b"\n") == 1
