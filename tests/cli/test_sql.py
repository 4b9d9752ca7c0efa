"""A question in SQL as a person has it: values, forms, what is safe to print, and what ends too long an answer."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Command
from cli.test_door import HEAVY, PYTHON, loaded
from store.samples import read
from timeline.cli.sql import FORMS
from timeline.store import open_store
from timeline.workflow import rows

STEERING = "the \x1b[31mred\x1b[0m | <b>tug</b>\t=1+1\nsank"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n"


def test_values_are_typed_by_their_looks(timeline: Command, db: str) -> None:
    asked = "SELECT :i + 1 AS i, :f * 2 AS f, :t AS t, :q AS q, :z AS z, :m AS m"
    given = {"i": "41", "f": "1.5", "t": "x y", "q": "'41'", ":z": "007", "m": "-5"}
    options = [word for pair in given.items() for word in ("-p", *pair)]
    said = timeline("--db", db, "sql", asked, *options, "--to", "json")
    assert said.code == 0
    assert json.loads(said.out) == [{"i": 42, "f": 3.0, "t": "x y", "q": "41", "z": "007", "m": -5}]


def test_a_table_is_for_people(timeline: Command, db: str) -> None:
    said = timeline(
        "--db", db, "sql", "SELECT 1 AS n, 'a' AS word, NULL AS none UNION SELECT 20, 'bcd', 3.5 ORDER BY 1"
    )
    assert said.out == (" n  word  none\n--  ----  ----\n 1  a\n20  bcd    3.5\n")


@pytest.mark.parametrize("form", FORMS)
def test_what_would_steer_a_terminal_or_break_the_form_does_neither(timeline: Command, db: str, form: str) -> None:
    said = timeline("--db", db, "sql", "SELECT :t AS text, x'00ff' AS bytes", "-p", "t", STEERING, "--to", form)
    assert said.code == 0
    if form == "json":
        assert json.loads(said.out) == [{"text": STEERING, "bytes": "x'00ff'"}]
    elif form == "jsonl":
        assert json.loads(said.out) == {"text": STEERING, "bytes": "x'00ff'"}
    elif form == "csv":
        assert list(csv.reader(io.StringIO(said.out, newline=""))) == [["text", "bytes"], [STEERING, "x'00ff'"]]
    elif form == "tsv":
        assert said.out.split("\n")[1].split("\t") == [" ".join(STEERING.split()), "x'00ff'"]
    else:
        assert "\x1b" not in said.out
        assert len(said.out.splitlines()) == 3
    if form == "markdown":
        assert said.out.splitlines()[2] == "| the \\[31mred\\[0m \\| \\<b\\>tug\\</b\\> =1+1 sank | x'00ff' |"


@pytest.mark.parametrize(("text", "kept"), [("=cmd()", "'=cmd()"), ("-0043-03-15", "-0043-03-15"), ("-5", "-5")])
def test_no_spreadsheet_takes_a_text_for_a_formula(timeline: Command, db: str, text: str, kept: str) -> None:
    said = timeline("--db", db, "sql", "SELECT :t", "-p", "t", f"'{text}'", "--to", "csv")
    assert said.out.splitlines()[1] == kept


def test_columns_of_one_name_are_all_in_an_object(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "sql", "SELECT 1 AS a, 2 AS a, 3 AS a_2", "--to", "jsonl")
    assert json.loads(said.out) == {"a": 1, "a_3": 2, "a_2": 3}


def test_the_answer_is_whole_or_says_that_it_is_not(timeline: Command, db: str) -> None:
    some = timeline("--db", db, "sql", "SELECT event FROM timeline", "--limit", "2", "--to", "jsonl")
    assert (some.out.count("\n"), some.err) == (2, "the first 2; there are more\n")
    for limit in ([], ["--limit", "2"]):
        whole = timeline("--db", db, "sql", "SELECT 1 UNION SELECT 2", *limit, "--to", "jsonl")
        assert (whole.out.count("\n"), whole.err) == (2, "")
    none = timeline("--db", db, "sql", "SELECT event FROM timeline WHERE event < 0", "--to", "json")
    assert (none.out, none.err) == ("[]\n", "no rows\n")


def test_a_statement_may_come_from_standard_input(db: str) -> None:
    command = [*PYTHON, "--db", db, "sql", "-", "--to", "csv"]
    done = subprocess.run(command, input=b"SELECT count(*) AS n\nFROM document", capture_output=True, check=True)
    assert done.stdout == b"n\r\n2\r\n"
    done = subprocess.run(command, input=b"SELECT '\xff'", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"error: there is a character that no database takes")


def test_the_part_that_is_not_understood_is_marked(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "sql", "SELECT titel FROM timeline")
    assert (said.code, said.out) == (1, "")
    assert said.err == "error: no such column: titel\n  SELECT titel FROM timeline\n         ^^^^^\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["SELECT 1", "-p", "a"], "2 arguments"),
        (["SELECT 1", "-p", "a b", "1"], "'a b' is no name"),
        (["SELECT :a", "-p", "a", "1", "-p", "a", "2"], "'a' is given twice"),
        (["SELECT 1", "--timeout", "0"], "'--timeout'"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_the_last_line(
    timeline: Command, db: str, arguments: list[str], says: str
) -> None:
    said = timeline("--db", db, "sql", *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err.splitlines()[-1]


def test_an_unknown_form_is_named_with_those_there_are(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "sql", "SELECT 1", "--to", "docx")
    assert (said.code, said.out) == (1, "")
    assert f"there is no form 'docx'; there are: {', '.join(FORMS)}" in said.err
    assert rows.FORMS == FORMS


def test_it_loads_no_more_than_a_question(db: str) -> None:
    assert not loaded("--db", db, "sql", "SELECT :a", "-p", "a", "1") & HEAVY


def test_memory_does_not_grow_with_the_answer(db: str) -> None:
    asked = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i, :t FROM n"
    code = (
        "import resource, sys; from timeline.cli.main import run; code = run(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )

    def peak(rows: int) -> int:
        arguments = ["--db", db, "sql", asked.format(rows), "-p", "t", "x" * 200, "--to", "jsonl"]
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
        assert done.stdout.count(b"\n") == rows
        return int(done.stderr)

    assert peak(200_000) < peak(1_000) + 3_000  # KiB; the answer has 50 MB


@pytest.fixture
def somewhere(database: str) -> str:
    """A timeline on each database."""
    with open_store(database, create=True) as store:
        store.put([read("a.txt", "The ferry sank")], at=1)
    return database


def test_ctrl_c_ends_a_long_statement_at_once_and_in_one_line(somewhere: str) -> None:
    command = [*PYTHON, "--db", somewhere, "sql", LONG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _until_busy(process.pid, somewhere)
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert err.startswith(b"interrupted")
    assert err.count(b"\n") == 1
    assert time.monotonic() - sent < 2


def _until_busy(pid: int, database: str) -> None:
    """Wait until the statement runs: on a server, or in the program, which then has used up two seconds."""
    if "://" in database:
        with open_store(database, read_only=True) as store:
            others = "state = 'active' AND pid <> pg_backend_pid()"
            asked = f"SELECT 1 FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND {others}"
            for _ in range(200):
                with store.answering(asked, {}) as answer:
                    if list(answer.rows):
                        return
                time.sleep(0.05)
        raise AssertionError("the statement never ran")
    ticks = 0.0
    while ticks < 2 * os.sysconf("SC_CLK_TCK"):
        time.sleep(0.05)
        ticks = float(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


def test_too_long_an_answer_is_given_up(somewhere: str) -> None:
    command = [*PYTHON, "--db", somewhere, "sql", LONG, "--timeout", "1"]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == (
        b"error: gave up after 1 s; ask for less (a shorter window, a limit), or give it more time\n"
    )
    assert time.monotonic() - began < 10  # a second, and what it takes to start on a machine that has other work
