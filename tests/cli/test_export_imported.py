"""Hostile texts come in from a table and go out in every format; and what is seen of an import that takes long."""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import icalendar
import openpyxl
import pyarrow.parquet
import pytest
from lxml import etree

from cli.conftest import Command
from eval.importing import gdelt
from exporters.samples import HOSTILE
from timeline.errors import TimelineError
from timeline.store import open_store
from timeline.store.dialects import FILES
from timeline.values.query import EventQuery
from timeline.workflow.formats import names

[KIND] = FILES
PYTHON = (sys.executable, "-c", "from timeline.cli.main import main; main()")
ROWS = 5_600  # a transaction, and some more
TIMES = ("2019-05-12", "-0043-03-15", "12019-01-01", "2019-05/..", "../2019", "2019-05-12?", "")
TEXTS = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
GIVEN = [
    {"Ref": str(n), "Date": TIMES[n % len(TIMES)], "What": text or "nothing", "Who": text, "Place": text, "Link": text}
    for n, text in enumerate(TEXTS)
]
TABLE = [row for row in GIVEN if "\0" not in row["What"]]  # one that has a NUL is refused


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of texts that have broken something somewhere, of all kinds of times."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, GIVEN[0])
        table.writeheader()
        table.writerows(GIVEN)
    return file


@pytest.fixture
def db(hostile: Path, timeline: Command, tmp_path: Path) -> str:
    """A timeline of it."""
    path = str(tmp_path / "t.db")
    said = timeline("--db", path, "import", str(hostile), "--json")
    assert (json.loads(said.out)["created"], json.loads(said.out)["refused"]) == (
        len(TABLE),
        len(GIVEN) - len(TABLE),
    ), said.err
    return path


def titles(database: str) -> list[str]:
    """Of all events, as they can stand on one line."""
    with open_store(database, read_only=True) as store:
        return sorted(" ".join(event.title.split()) for event in store.events(EventQuery(), undated=True))


def _json(data: bytes) -> int:
    return len(json.loads(data))


def _features(data: bytes) -> int:
    return len(json.loads(data)["features"])


def _sheet(data: bytes) -> int:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].max_row - 1


def _calendar(data: bytes) -> int:
    return len(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def _feed(data: bytes) -> int:
    return len(etree.fromstring(data).findall("{http://www.w3.org/2005/Atom}entry"))


def _table(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode(), newline="")))) - 1


def _slide_rows(data: bytes) -> int:
    return [row["Type"] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))].count("")


def _tabs(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))) - 1


def _lines(data: bytes) -> int:
    return len([json.loads(line) for line in data.split(b"\n") if line])


def _parquet(data: bytes) -> int:
    return pyarrow.parquet.read_table(io.BytesIO(data)).num_rows


def _ftm(data: bytes) -> int:
    return [json.loads(line)["schema"] for line in data.split(b"\n") if line].count("Event")


def _slides(data: bytes) -> int:
    return len(json.loads(data)["events"])


def _graph(data: bytes) -> int:
    return len(re.findall(rb'"@type": ?"Event"', data)) if json.loads(data) else 0


READERS: dict[str, Callable[[bytes], int]] = {
    "atom": _feed,
    "csv": _table,
    "ftm": _ftm,
    "geojson": _features,
    "ical": _calendar,
    "json": _json,
    "jsonl": _lines,
    "jsonld": _graph,
    "parquet": _parquet,
    "timelinejs": _slides,
    "timelinejs-csv": _slide_rows,
    "timesketch": _lines,
    "timesketch-csv": _table,
    "tsv": _tabs,
    "xlsx": _sheet,
}
BACK = ("csv", "tsv", "jsonl", "xlsx")
LEFT_OUT = re.compile(r"([\d,]+) left out")


def exported(timeline: Command, db: str, form: str, target: Path) -> int:
    """How many events are said to have been left out of the file."""
    said = timeline("--db", db, "export", "--to", form, "--undated", "-o", str(target))
    assert said.code == 0, said.err
    assert said.err.count("\n") == 1
    found = LEFT_OUT.search(said.err)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("form", names())
def test_every_format_has_all_that_was_imported_or_says_what_it_lacks(
    form: str, timeline: Command, db: str, tmp_path: Path
) -> None:
    target = tmp_path / f"out.{form}"
    left_out = exported(timeline, db, form, target)
    data = target.read_bytes()
    assert data
    assert left_out < len(TABLE)
    if form in READERS:
        assert READERS[form](data) + left_out == len(TABLE)
    if form == KIND:
        assert titles(str(target)) == titles(db)


def test_most_formats_are_counted_by_a_reader_that_is_not_ours() -> None:
    assert set(READERS) <= set(names())
    assert set(names()) - set(READERS) == {"edtf", "html", "markdown", KIND}


@pytest.mark.parametrize("form", BACK)
def test_what_was_written_of_an_import_comes_into_an_empty_timeline(
    form: str, timeline: Command, db: str, tmp_path: Path
) -> None:
    target, other = tmp_path / f"out.{form}", str(tmp_path / "other.db")
    assert exported(timeline, db, form, target) == 0
    for counts in ((len(TABLE), 0, 0, 0), (0, 0, len(TABLE), 0)):
        told = json.loads(timeline("--db", other, "import", str(target), "--as", form, "--json").out)
        assert (told["created"], told["changed"], told["known"], told["refused"]) == counts, told["problems"]
        assert titles(other) == titles(db)
    assert timeline("--db", other, "verify").code == 0


def test_an_import_that_is_interrupted_keeps_what_it_stored_and_goes_on_from_there(tmp_path: Path) -> None:
    db = str(tmp_path / "t.db")
    lines = "".join(gdelt(ROWS, 3)).encode().splitlines(keepends=True)
    command = [*PYTHON, "--db", db, "import", "-", "--as", "gdelt", "--json"]
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **piped) as process:  # type: ignore[call-overload]
        process.stdin.writelines(lines[:-500])  # and more is waited for
        process.stdin.flush()
        stored = _stored(process, db)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        assert (process.returncode, process.stdout.read()) == (130, b"")
        assert process.stderr.read() == (
            b"interrupted; what was stored stays, and the same command again goes on from there\n"
        )
    assert 0 < stored < ROWS
    assert _documents(db) == stored
    done = subprocess.run(command, input=b"".join(lines), capture_output=True, check=True)
    told = json.loads(done.stdout)
    assert (told["created"], told["changed"], told["known"], told["refused"]) == (ROWS - stored, 0, stored, 0)
    with open_store(db, read_only=True) as store:
        assert list(store.verify()) == []


def _documents(db: str) -> int:
    try:
        with open_store(db, read_only=True) as store:
            return store.info().documents
    except TimelineError:  # it is being made
        return 0


def _stored(process: "subprocess.Popen[bytes]", db: str) -> int:
    """How many rows are there, as soon as there are any."""
    for _ in range(1_200):
        assert process.poll() is None
        if found := _documents(db):
            return found
        time.sleep(0.05)
    raise AssertionError("nothing was stored")


def on_a_terminal(*arguments: str) -> bytes:
    """What a command writes to a standard error that is a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run([*PYTHON, *arguments], stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    told = os.read(ours, 100_000)
    os.close(ours)
    return told


def test_a_bar_moves_on_a_terminal_alone(hostile: Path, tmp_path: Path) -> None:
    db, out = str(tmp_path / "t.db"), str(tmp_path / "out.csv")
    for arguments, counts in (
        (("--db", db, "import", str(hostile)), b"created"),
        (("--db", db, "export", "-o", out), b"events"),
    ):
        told = on_a_terminal(*arguments)
        assert b"\x1b[" in told
        assert counts in told
        done = subprocess.run([*PYTHON, *arguments], capture_output=True, check=True)
        assert b"\x1b" not in done.stderr
        assert done.stdout == b""
