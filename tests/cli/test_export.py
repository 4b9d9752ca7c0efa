"""Exports as a person asks for them: which format, whole or not at all, the same again, and what is said of them."""

import hashlib
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import timeline as package
from cli.conftest import Command, written
from timeline.cli.main import run
from timeline.exporters.base import EXPORTERS
from timeline.store.dialects import FILES
from timeline.workflow.formats import guessed, names
from timeline.workflow.forms import form

[KIND] = FILES


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline with four dated events and one that is not."""
    folder = tmp_path_factory.mktemp("kept")
    assert (
        run(["--db", str(folder / "timeline.db"), "ingest", str(written(folder / "articles")), "--workers", "1"]) == 0
    )
    return folder / "timeline.db"


@pytest.fixture
def db(kept: Path, tmp_path: Path) -> str:
    """A copy of it."""
    copy = tmp_path / "timeline.db"
    with sqlite3.connect(kept) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return str(copy)


def to_standard(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> bytes:
    """The bytes that a command writes to standard output."""
    out = io.TextIOWrapper(io.BytesIO(), write_through=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        assert run(arguments) == 0
    written = out.detach()
    assert isinstance(written, io.BytesIO)
    return written.getvalue()


@pytest.mark.postgresql
def test_every_format_is_the_same_bytes_each_time_from_either_database_to_a_file_or_not(
    db: str, postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = Path(db).parent / "articles"
    assert run(["--db", postgresql_url, "ingest", str(written(articles)), "--workers", "1"]) == 0
    assert run(["--db", str(tmp_path / "other.db"), "ingest", str(articles), "--workers", "1"]) == 0
    clock = "UPDATE document SET ingested_at = 7"  # each was read when it was read
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute(clock)
    import psycopg

    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as server:
        server.execute(clock)
    for name in names():
        made = set()
        for place, database in enumerate((str(tmp_path / "other.db"), str(tmp_path / "other.db"), postgresql_url)):
            target = tmp_path / f"{place}.{name}"
            assert run(["--db", database, "export", "--undated", "--to", name, "-o", str(target)]) == 0
            made.add(target.read_bytes())
        made.add(to_standard(monkeypatch, "--db", postgresql_url, "export", "--undated", "--to", name))
        assert len(made) == 1, name
        assert made != {b""}, name


def test_a_smaller_timeline_answers_as_the_one_it_is_of(timeline: Command, db: str, tmp_path: Path) -> None:
    smaller = str(tmp_path / "smaller.db")
    said = timeline("--db", db, "export", "--text", "ferry", "--undated", "-o", smaller)
    assert said.code == 0
    whole = timeline("--db", db, "export", "--text", "ferry", "--undated", "--to", "jsonl").out
    assert timeline("--db", smaller, "export", "--undated", "--to", "jsonl").out == whole
    events = [json.loads(line)["event"] for line in whole.splitlines()]
    assert said.err == f"{len(events)} event{'s' * (len(events) != 1)} written\n"
    assert timeline("--db", smaller, "verify").code == 0
    for number in map(str, events):
        assert timeline("--db", smaller, "show", number).out == timeline("--db", db, "show", number).out
    beside = {one.name for one in tmp_path.iterdir() if not one.name.startswith("timeline.db")}
    assert beside == {"smaller.db"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("story.csv", "csv"),
        ("story.TSV", "tsv"),
        ("a.b/story.jsonl", "jsonl"),
        ("story.md", "markdown"),
        ("story.ics", "ical"),
        ("story.htm", "html"),
        ("story.db", KIND),
        ("story.sqlite", KIND),
        ("story.txt", "csv"),
        ("story", "csv"),
        ("-", "csv"),
    ],
)
def test_the_format_is_guessed_from_the_end_of_the_name(path: str, name: str) -> None:
    assert guessed(path) == name


def test_what_the_name_says_gives_way_to_what_is_asked(timeline: Command, db: str, tmp_path: Path) -> None:
    assert timeline("--db", db, "export", "-o", str(tmp_path / "a.json")).code == 0
    assert timeline("--db", db, "export", "-o", str(tmp_path / "b.json"), "--to", "jsonl").code == 0
    array = json.loads((tmp_path / "a.json").read_bytes())
    assert array == [json.loads(line) for line in (tmp_path / "b.json").read_bytes().splitlines()]


def test_the_last_line_says_what_was_left_out_and_advises_only_what_helps(
    timeline: Command, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = EXPORTERS.load("jsonl")
    whole = exporter.write

    def without_undated(events, out, options):  # type: ignore[no-untyped-def]
        held = list(events)
        left_out = whole((event for event in held if event.time), out, options)
        left_out["undated"] += sum(not event.time for event in held)
        return left_out

    assert timeline("--db", db, "export").err == "4 events written; 1 left out: 1 undated (--undated adds them)\n"
    assert timeline("--db", db, "export", "--undated").err == "5 events written\n"
    assert timeline("--db", db, "export", "--undated", "--limit", "1").err.startswith("1 event written; there are more")
    monkeypatch.setattr(exporter, "write", without_undated)
    assert timeline("--db", db, "export", "--to", "jsonl").err == "4 events written; 1 left out: 1 undated\n"
    assert (
        timeline("--db", db, "export", "--to", "jsonl", "--undated").err == "4 events written; 1 left out: 1 undated\n"
    )
    assert timeline("--db", db, "query", "--undated", "--jsonl").err == "1 left out: 1 undated\n"
    assert timeline("--db", db, "undated", "--jsonl").err == "1 left out: 1 undated\n"


def test_a_manifest_says_what_was_asked_and_is_of_the_very_bytes(timeline: Command, db: str, tmp_path: Path) -> None:
    out, manifest = tmp_path / "out.csv", tmp_path / "out.json"
    asked = ["2019", "--limit", "9"]
    told = []
    for _ in range(2):
        assert timeline("--db", db, "export", *asked, "-o", str(out), "--manifest", str(manifest)).code == 0
        told.append(manifest.read_bytes())
    assert told[0] == told[1]
    said = json.loads(told[0])
    content = out.read_bytes()
    assert said["file"] == {"name": "out.csv", "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert said["events"] == {"written": content.count(b"\r\n") - 1, "left_out": {"undated": 1}, "more_after": None}
    assert said["query"]["arguments"] == asked
    assert "- that possibly happened in 2019-01-01 to 2019-12-31, both days inside" in said["query"]["words"]
    assert (said["format"], said["options"]["formula_guard"]) == ("csv", True)
    assert said["database"]["label"] == db
    assert said["versions"]["timeline"] == package.__version__
    assert said["database"]["schema"] == max(
        file.name[:4] for file in (Path(__file__).parents[2] / "migrations" / "versions").glob("[0-9]*.py")
    )


def test_a_manifest_of_standard_output_is_of_the_bytes_that_went_there(
    db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names():
        content = to_standard(monkeypatch, "--db", db, "export", "--to", name, "--manifest", str(tmp_path / "m"))
        said = json.loads((tmp_path / "m").read_bytes())
        assert said["file"] == {"name": None, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        assert said["versions"]["library"] == (form(name).library or None)
    assert form(KIND).library


@pytest.mark.postgresql
def test_a_manifest_keeps_no_password(timeline: Command, tmp_path: Path, postgresql_url: str) -> None:
    secret = postgresql_url.replace("postgres:@", "postgres:s3cret@")
    assert secret != postgresql_url
    assert run(["--db", secret, "ingest", str(written(tmp_path / "articles")), "--workers", "1"]) == 0
    said = timeline("--db", secret, "export", "-o", str(tmp_path / "a.csv"), "--manifest", str(tmp_path / "m.json"))
    assert said.code == 0
    assert "s3cret" not in (tmp_path / "m.json").read_text(encoding="utf-8")


def test_where_the_export_fails_no_manifest_appears(timeline: Command, db: str, tmp_path: Path) -> None:
    target, manifest = tmp_path / "none" / "out.csv", tmp_path / "m.json"
    assert timeline("--db", db, "export", "-o", str(target), "--manifest", str(manifest)).code == 1
    assert not manifest.exists()


def test_a_second_file_describes_the_first_where_the_format_can(
    timeline: Command, db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        type(EXPORTERS.load("csv")),
        "sidecar",
        lambda _, url, options: f"{url} {','.join(options.columns)}".encode(),
        raising=False,
    )
    out = tmp_path / "out.csv"
    assert timeline("--db", db, "export", "--csvw", "--columns", "event,title", "-o", str(out)).code == 0
    assert (tmp_path / "out.csv-metadata.json").read_bytes() == b"out.csv event,title"
    assert timeline("--db", db, "export", "--csvw").code == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--to", "jsonl", "--excel"], "--excel changes nothing in jsonl; "),
        (["--to", "jsonl", "--title", "Storm"], "--title changes nothing in jsonl"),
        (["--to", KIND, "--columns", "title"], f"--columns changes nothing in {KIND}; it does with --to csv, json"),
        (["--to", "jsonl", "--csvw", "-o", "x"], "--csvw describes the columns of CSV; add --to csv"),
        (["-o", "x", "--manifest", "x"], "--manifest wants a file of its own"),
        (["--manifest", "-"], "--manifest wants a file of its own"),
    ],
)
def test_what_does_not_go_together_is_asked_wrongly(
    timeline: Command, db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = timeline("--db", db, "export", *options)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["timeline.db"]


SLOW = """
import sys, time
from timeline.cli.main import main
from timeline.store.reading import Answer
of = Answer.of
def slowly(self, reader):
    for n, event in enumerate(of(self, reader)):
        yield event
        if n == 1:
            print("half", flush=True)
            time.sleep(60)
Answer.of = slowly
main()
"""


@pytest.mark.parametrize("name", names())
def test_an_export_that_is_killed_leaves_the_old_file(db: str, tmp_path: Path, name: str) -> None:
    (folder := tmp_path / "out").mkdir()
    target = folder / f"old.{name}"
    target.write_bytes(b"old")
    command = [sys.executable, "-c", SLOW, "--db", db, "export", "--to", name, "-o", str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    rest = [one.name for one in folder.iterdir() if one != target]
    assert rest  # what was written stays, hidden, under a name of its own …
    assert all(one.startswith(".") and one.endswith(".part") for one in rest)
    assert run(["--db", db, "export", "--to", name, "-o", str(target)]) == 0  # … and is in nobody's way
    assert target.read_bytes() != b"old"


@pytest.mark.parametrize("name", ["csv", KIND])
def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(db: str, tmp_path: Path, name: str) -> None:
    (folder := tmp_path / "out").mkdir()
    target = folder / "old"
    target.write_bytes(b"old")

    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # else reading writes too, a file beside it

    def no_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))  # no file may grow beyond

    command = [sys.executable, "-c", "from timeline.cli.main import main; main()", "--db", db, "export", "--to", name]
    done = subprocess.run([*command, "-o", str(target)], capture_output=True, check=False, preexec_fn=no_more)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.startswith(f"error: {target} cannot be written: ".encode())
    assert target.read_bytes() == b"old"
    assert os.listdir(folder) == ["old"]


def test_a_bar_moves_on_a_terminal_alone(db: str, tmp_path: Path) -> None:
    import pty

    command = [sys.executable, "-c", "from timeline.cli.main import main; main()", "--db", db, "export"]
    told = []
    for extra in (["-o", str(tmp_path / "out.csv")], []):
        ours, theirs = pty.openpty()
        subprocess.run([*command, *extra], stdout=subprocess.DEVNULL, stderr=theirs, check=True)
        os.close(theirs)
        told.append(os.read(ours, 100_000))
        os.close(ours)
    assert b"events" in told[0]
    assert b"\x1b[" in told[0]
    assert b"4 events written" in told[0]
    assert b"\x1b[" not in told[1]
    done = subprocess.run([*command, "-o", str(tmp_path / "out.csv")], capture_output=True, check=True)
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("name", ["csv", KIND])
def test_a_pipe_is_written_to_as_it_is(timeline: Command, db: str, tmp_path: Path, name: str) -> None:
    pipe, read, other = tmp_path / "pipe", tmp_path / "read", tmp_path / "other"
    os.mkfifo(pipe)
    with read.open("wb") as out, subprocess.Popen(["cat", str(pipe)], stdout=out) as reader:
        assert timeline("--db", db, "export", "--to", name, "-o", str(pipe)).code == 0
        reader.wait(timeout=20)
    assert timeline("--db", db, "export", "--to", name, "-o", str(other)).code == 0
    assert read.read_bytes() == other.read_bytes()
    assert pipe.is_fifo()
