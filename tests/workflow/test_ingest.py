"""Documents into a timeline, on each database."""

import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline.errors import NoSuchEvent, TimelineError
from timeline.extract import extract
from timeline.values.document import Document
from timeline.values.query import EventQuery
from timeline.values.report import IngestReport
from timeline.values.time import TimeSpan, day_number
from timeline.workflow.db import info
from timeline.workflow.export import export
from timeline.workflow.extraction import Extractor
from timeline.workflow.ingest import ingest
from timeline.workflow.query import Answer, event
from timeline.workflow.read import options
from timeline.workflow.verify import verify

TODAY = day_number(2024, 6, 1)
MONTHS = ("January", "March", "May", "July", "August", "October", "December")


def articles(folder: Path, count: int, *, edition: str = "first") -> str:
    """A file of articles, each of its own place and day."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for n in range(count):
            day = f"{n % 28 + 1} {MONTHS[n % 7]} 2019"
            text = f"A fire broke out in district {n} on {day}. Three days ago it was put out ({edition})."
            row = {"doc_id": f"d{n}", "title": f"Fire in district {n}", "published": "2020-01-15", "text": text}
            lines.write(json.dumps(row) + "\n")
    return str(path)


def put(database: str, *paths: str, workers: int = 1, published: str = "") -> IngestReport:
    return ingest(database, paths, options(today=TODAY, published=published), at=0, workers=workers)


def exported(database: str) -> bytes:
    out = io.BytesIO()
    export(database, EventQuery(), "jsonl", out, undated=True)
    return out.getvalue()


def test_the_same_documents_again_add_nothing(database: str, tmp_path: Path) -> None:
    path = articles(tmp_path, 3)
    first = put(database, path)
    before = exported(database)
    again = put(database, path)
    assert (first.new, first.known, first.changed, first.read) == (3, 0, 0, 3)
    assert (again.new, again.known, again.changed, again.mentions) == (0, 3, 0, 0)
    assert exported(database) == before
    assert not list(verify(database))


def test_a_document_with_new_text_takes_the_place_of_the_old(database: str, tmp_path: Path) -> None:
    put(database, articles(tmp_path, 2))
    report = put(database, articles(tmp_path, 2, edition="second"))
    assert (report.new, report.known, report.changed) == (0, 0, 2)
    assert info(database).superseded == 2
    assert b"(first)" not in exported(database)
    assert not list(verify(database))


def test_two_files_with_the_same_document_are_one_document(database: str, tmp_path: Path) -> None:
    path = articles(tmp_path, 1)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(path).read_bytes())
    report = put(database, path, str(copy))
    assert (report.new, report.known) == (1, 1)
    [line] = [json.loads(line) for line in exported(database).splitlines() if b'"lead": true' in line]
    assert len(line["mentions"][0]["addresses"]) == 2


def test_what_is_wrong_is_gathered_and_the_rest_is_stored(database: str, tmp_path: Path) -> None:
    path = Path(articles(tmp_path, 2))
    path.write_text("{broken\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    report = put(database, str(path), str(tmp_path / "none"))
    assert (report.new, report.skipped) == (2, 2)
    assert [problem.where for problem in report.problems] == [f"{path}:1", str(tmp_path / "none")]


def test_a_document_without_a_publication_day_waits_in_the_tray_until_one_is_given(
    database: str, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The dam broke three days ago.\n", encoding="utf-8")
    assert put(database, str(note)).undated > 0
    assert not list(Answer(database, EventQuery()))
    assert put(database, str(note), published="2019-05-15").changed == 1
    assert TimeSpan.of(2019, 5, 12) in [e.time for e in Answer(database, EventQuery())]


def test_progress_counts_documents_as_they_are_read_and_stored(database: str, tmp_path: Path) -> None:
    told: list[tuple[int, int, int]] = []
    path = articles(tmp_path, 105)
    asked = options(today=TODAY)
    ingest(database, [path], asked, at=0, progress=lambda read, done, report: told.append((read, done, report.new)))
    assert told[0] == (0, 0, 0)
    assert told[-1] == (105, 105, 105)
    assert (96, 96, 96) in told  # whole batches
    assert (32, 16, 0) in told
    assert told == sorted(told)


def test_an_event_is_had_by_its_number_or_not_at_all(database: str, tmp_path: Path) -> None:
    put(database, articles(tmp_path, 1))
    [first, *_] = Answer(database, EventQuery())
    assert event(database, first.number).sources[0].doc_id == "d0"
    with pytest.raises(NoSuchEvent):
        event(database, 999)


def test_several_workers_store_what_one_stores(tmp_path: Path) -> None:
    path = articles(tmp_path, 230)
    reports = [put(str(tmp_path / f"{n}.db"), path, workers=n) for n in (1, 2, 4)]
    assert reports[0].new == 230
    assert reports[1:] == reports[:1] * 2
    one, two, four = (exported(str(tmp_path / f"{n}.db")) for n in (1, 2, 4))
    assert one == two == four


def test_a_document_says_the_same_in_whatever_order_documents_come() -> None:
    names = ("Ada Reed", "Osk Oil", "Velm", "Tom Ode")
    documents = [
        Document(f"{n}", f"{n}", f"{name} denied it in {MONTHS[n]}. On {n + 1} May 2019 it burned. {other} fled it.")
        for n, (name, other) in enumerate(zip(names, reversed(names), strict=True))
    ]
    with Extractor(1, extract) as here:
        found = here.here(documents)
        assert here.here(documents[::-1])[::-1] == found
    assert all(isinstance(said, list) and len(said) > 1 for said in found)


def test_a_killed_worker_costs_no_document() -> None:
    documents = [Document(f"{n}", f"{n}", f"It rained on {n % 28 + 1} May 2019.", TimeSpan.of(2020)) for n in range(40)]
    told: list[int] = []
    with Extractor(1, extract) as here:
        expected = here.start(documents).results(told.append)
    with Extractor(2, extract) as extractor:
        pending = extractor.start(documents)
        killed = [child.pid for child in multiprocessing.active_children()]
        for pid in killed:
            os.kill(pid or 0, signal.SIGKILL)
        found = pending.results(told.append)
    assert killed
    assert sum(told) == 2 * len(documents)
    assert found == expected


def test_a_model_that_is_not_there_is_said_once_and_by_name(tmp_path: Path) -> None:
    for workers in (1, 2):
        with pytest.raises(TimelineError, match="no_such_model"):
            ingest(
                str(tmp_path / "x.db"), [articles(tmp_path, 1)], options(today=TODAY), at=0,
                model="no_such_model", workers=workers,
            )  # fmt: skip


def test_workers_do_not_outlive_a_killed_ingest() -> None:
    script = (
        "import multiprocessing, time\n"
        "from timeline.extract import extract\n"
        "from timeline.values.document import Document\n"
        "from timeline.workflow.extraction import Extractor\n"
        "if __name__ == '__main__':\n"
        "    with Extractor(2, extract) as extractor:\n"
        "        extractor.start([Document(str(n), str(n), 'It rained.') for n in range(16)]).results(lambda _: None)\n"
        "        print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert workers
    for _ in range(100):
        if not any(alive(pid) for pid in workers):
            return
        time.sleep(0.1)
    pytest.fail("a worker goes on without its parent")


def alive(pid: int) -> bool:
    """Whether it runs; what has ended and only waits to be counted does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_a_timeline_in_the_folder_that_is_read_is_no_document_and_no_problem(tmp_path: Path) -> None:
    articles(tmp_path, 1)
    database = str(tmp_path / "timeline.db")
    first, again = put(database, str(tmp_path)), put(database, str(tmp_path))
    assert (first.new, first.problems) == (1, ())
    assert (again.known, again.problems) == (1, ())
    assert put(database, database).skipped == 1  # by its own name it is looked at


def test_a_long_article_is_read_for_its_times_and_whole_where_that_is_asked_for(tmp_path: Path) -> None:
    text = " ".join(f"Ada Olsund opened bridge number {n} in Velm." for n in range(40))
    (tmp_path / "a.txt").write_text(f"2019-05-15\n\n{text}", "utf-8")
    found = [
        ingest(
            str(tmp_path / f"{thorough}.db"), [str(tmp_path / "a.txt")], options(today=TODAY), at=0, thorough=thorough
        )
        for thorough in (False, True)
    ]
    assert found[0].mentions < 10
    assert found[1].mentions >= 40
