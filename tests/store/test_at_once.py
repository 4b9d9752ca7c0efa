"""Several programs on one database, and programs that are killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eval.at_once import run
from store.samples import bare
from store.writer import BATCH, batch
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.query import EventQuery

TESTS = Path(__file__).parents[1]
TABLES = (
    *("document", "address", "mention", "event", "event_mention", "entity", "alias", "alias_word"),
    *("mention_entity", "event_entity"),
)


def writer(database: str, name: str, start: int, end: int) -> "subprocess.Popen[str]":
    """Another program that stores those batches and prints each number once it is stored."""
    words = [sys.executable, str(TESTS / "store" / "writer.py"), database, name, str(start), str(end)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def contents(database: str) -> list[list[tuple[object, ...]]]:
    """Every row of every table."""
    with database_at(database).reading() as reader:
        return [sorted(reader.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES]


def test_two_that_write_at_once_wait_for_one_another_from_the_first_moment(database: str) -> None:
    programs = [writer(database, "x", 0, 12), writer(database, "y", 6, 18), writer(database, "x", 0, 12)]
    for program in programs:
        out, err = program.communicate(timeout=120)
        assert (program.returncode, err) == (0, "")
        assert len(out.split()) == 12
    with open_store(database) as store:
        assert store.info().documents == 18 * BATCH  # the second one's first six batches are copies
        assert list(store.verify()) == []
        alone = f"{database}.alone"
        events = bare(store.events(EventQuery()))
    if "://" not in database:
        for name, start, end in (("x", 0, 12), ("y", 6, 18)):
            writer(alone, name, start, end).communicate(timeout=120)
        with open_store(alone) as store:
            assert bare(store.events(EventQuery())) == events


def test_writers_and_readers_at_once_lose_nothing_and_none_of_them_fails(database: str) -> None:
    made = run(database, seconds=3, writers=2, readers=3)
    assert (made.problems, made.failures) == ([], [])
    assert made.acknowledged == made.stored
    assert made.writes  # they have got on
    assert made.reads


def test_what_was_said_to_be_stored_outlives_a_kill_and_the_rest_ends_as_if_there_had_been_none(
    database: str, tmp_path: Path
) -> None:
    dice, end, last = random.Random(4), 30, -1
    for _ in range(4):
        program = writer(database, "x", 0, end)
        assert program.stdout is not None
        lines = iter(program.stdout.readline, "")
        goal = dice.randrange(max(last, 0), end - 4)
        said = next(int(line) for line in lines if int(line) >= goal)
        time.sleep(dice.random() * 0.02)  # somewhere within the next batch
        program.send_signal(signal.SIGKILL)
        said = max([said, *map(int, program.stdout.read().split())])
        program.wait()
        last = max(last, said)
        with open_store(database) as store:
            assert list(store.verify()) == []
            documents = [doc for n in range(last + 1) for doc, _ in batch("x", n)]
            assert store.known(documents) == {doc.key for doc in documents}
    _out, err = writer(database, "x", 0, end).communicate(timeout=120)
    assert err == ""
    undisturbed = str(tmp_path / "undisturbed.db")
    writer(undisturbed, "x", 0, end).communicate(timeout=120)
    assert contents(database) == contents(undisturbed)


@pytest.mark.postgresql
def test_both_databases_hold_the_same_rows(postgresql_url: str, tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    for database in (path, postgresql_url):
        with open_store(database, create=True) as store:
            for number in (0, 1, 0, 2):
                store.put(batch("x", number), at=1)
    assert contents(path) == contents(postgresql_url)


def test_a_query_imports_neither_sqlalchemy_nor_alembic_nor_anything_heavy(tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        store.put(batch("x", 0), at=1)
    asked = (
        "import sys; from timeline.store import open_store; from timeline.values.query import EventQuery\n"
        f"with open_store({path!r}) as store:\n"
        "    assert len(list(store.events(EventQuery(text='ship', source='x', limit=5)))) == 5\n"
        "    assert store.event(1) is not None\n"
        "heavy = {'sqlalchemy', 'alembic', 'psycopg', 'dateutil', 'rich', 'pydantic', 'asyncio', 'spacy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
