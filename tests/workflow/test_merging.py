"""Articles merged from end to end: in any order, with any number of workers, killed, and made anew."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.merged import EVENTS, content, rows
from store.test_migrations import alembic
from timeline.readers.base import ReadOptions
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.extract import Extract
from timeline.values.judgement import Verdict
from timeline.values.query import EventQuery
from timeline.workflow.ingest import ingest
from timeline.workflow.judging import judge, merge, split, undo
from timeline.workflow.rebuild import rebuild

ROOT = Path(__file__).parents[2]
ARTICLES = (ROOT / "docs" / "merging.jsonl").read_text(encoding="utf-8").splitlines()
PROGRAM = """
import sys
import timeline.workflow.ingest as ingest
ingest._BATCH = 2
from timeline.cli.main import main
main()
"""


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    """The articles that docs/merging.md shows, a file each."""
    paths = [tmp_path / f"{n:02}.json" for n in range(len(ARTICLES))]
    for path, article in zip(paths, ARTICLES, strict=True):
        path.write_text(article, encoding="utf-8")
    return [str(path) for path in paths]


def read(database: str, paths: Sequence[str], workers: int = 1) -> str:
    assert ingest(database, paths, ReadOptions(), at=1, workers=workers).problems == ()
    return database


def events(database: str) -> list[tuple[object, ...]]:
    with open_store(database) as store:
        assert list(store.verify()) == []
        return content(store)


def test_three_orders_with_one_worker_and_four_give_the_same_events(articles: list[str], tmp_path: Path) -> None:
    whole = events(read(str(tmp_path / "a.db"), articles))
    assert max(counts[1] for _, counts, _ in whole) > 3  # so many mentions tell of one event
    assert events(read(str(tmp_path / "b.db"), articles[::-1], workers=4)) == whole
    order = random.Random(7).sample(articles, len(articles))
    for n in range(len(order)):
        read(str(tmp_path / "c.db"), order[n : n + 1])
    assert events(str(tmp_path / "c.db")) == whole


def test_a_rebuild_changes_no_row(articles: list[str], database: str) -> None:
    read(database, articles)
    merge(database, [2, 40], by="ann", at=3)
    before = rows(database)
    done: list[tuple[int, int]] = []
    rebuild(database, lambda *counts: done.append(counts), at=9)
    assert rows(database) == before
    assert done[-1] == (len(articles), len(articles))


def test_what_people_decided_outlives_an_article_that_is_read_again(articles: list[str], database: str) -> None:
    read(database, articles)
    with open_store(database) as store:
        largest = max(store.exported(EventQuery()), key=lambda one: one.mentions)
    inside = [source.number for source in largest.sources]
    before = rows(database, EVENTS)
    first = split(database, largest.number, inside[-1:], by="ann", at=3)
    second = judge(database, inside[0], 40, Verdict.SAME, by="ann", at=3)
    decided = rows(database, EVENTS)
    told_in = {source.document for source in largest.sources}
    for document in sorted(told_in):  # each gains a sentence, and then stands as it was
        article = json.loads(ARTICLES[document - 1])
        article["text"] += " Nobody had reckoned with snow in May."
        Path(articles[document - 1]).write_text(json.dumps(article), encoding="utf-8")
        read(database, [articles[document - 1]])
        with open_store(database) as store:
            assert list(store.verify()) == []  # and so the decisions hold
            assert {source.number for source in (store.event(inside[0]) or largest).sources} >= {40, *inside[:-1]}
        Path(articles[document - 1]).write_text(ARTICLES[document - 1], encoding="utf-8")
        read(database, [articles[document - 1]])
        assert rows(database, EVENTS) == decided
    undo(database, first.number, by="ann", at=4)
    undo(database, second.number, by="ann", at=4)
    assert rows(database, EVENTS) == before


def stored(database: Path) -> int:
    """How many documents are stored by now."""
    if not database.exists():
        return 0
    dialect = database_at(str(database), read_only=True)
    try:
        with dialect.reading() as reader:
            return int(reader.rows("SELECT count(*) FROM document")[0][0])
    except Exception:  # noqa: BLE001 - it is just being made
        return 0
    finally:
        dialect.close()


def test_an_ingest_that_is_killed_leaves_nothing_half_merged_and_goes_on_to_the_same_events(
    articles: list[str], tmp_path: Path
) -> None:
    database = tmp_path / "killed.db"
    command = [sys.executable, "-c", PROGRAM, "--db", str(database), "ingest", "--workers", "1", *articles]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for goal in (1, 5):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=env) as program:
            while stored(database) < goal and program.poll() is None:
                time.sleep(0.005)
            program.send_signal(signal.SIGKILL)
        there = stored(database)
        assert goal <= there < len(articles)
        alone = tmp_path / f"first-{goal}.db"
        assert events(str(database)) == events(read(str(alone), articles[:there]))
    assert subprocess.run(command, stderr=subprocess.DEVNULL, env=env, check=True).returncode == 0
    undisturbed = read(str(tmp_path / "undisturbed.db"), articles)
    assert rows(str(database), EVENTS) == rows(undisturbed, EVENTS)
    assert events(str(database)) == events(undisturbed)


@pytest.mark.parametrize("version", ["0002", "0003"])
def test_what_an_older_version_stored_is_an_event_each_until_a_rebuild_merges_it(
    articles: list[str], database: str, version: str
) -> None:
    read(database, articles)
    whole, mentions = events(database), rows(database, ["mention"])["mention"]
    with open_store(database) as store:  # an older version stored events of one mention each
        store.rebuild(Extract, at=9)
        assert store.count(EventQuery()) + store.count(EventQuery(undated=True)) == len(mentions)
    alembic(database, "downgrade", version)
    report = ingest(database, articles, ReadOptions(), at=2)
    assert (report.known, report.uncompared) == (len(articles), len(mentions))
    with open_store(database) as store:
        assert list(store.verify()) == []
        everything = [*store.exported(EventQuery()), *store.exported(EventQuery(undated=True))]
        assert sorted(one.number for one in everything) == list(range(1, len(mentions) + 1))
        assert all(len(one.sources) == one.mentions == one.independent == 1 for one in everything)
    merge(database, [1, 7], by="ann", at=3)
    undo(database, by="ann", at=3)
    rebuild(database, at=9)
    assert events(database) == whole
    assert ingest(database, articles, ReadOptions(), at=2).uncompared == 0


def test_what_another_version_compared_is_compared_with_nothing_until_a_rebuild(
    articles: list[str], database: str, tmp_path: Path
) -> None:
    read(database, articles[1:])
    with database_at(database).writing() as connection:
        connection.exec_driver_sql("UPDATE likeness SET facts = '[1' || substr(facts, 3)")
        stale = connection.exec_driver_sql("SELECT count(*) FROM likeness").scalar()
    assert ingest(database, articles[:1], ReadOptions(), at=2).uncompared == stale
    rebuild(database, at=9)
    assert events(database) == events(read(str(tmp_path / "new.db"), articles))
    assert ingest(database, articles[:1], ReadOptions(), at=2).uncompared == 0


def test_down_and_up_again_merged_events_stay_and_are_found_by_their_numbers(
    articles: list[str], database: str
) -> None:
    read(database, articles)
    article = json.loads(ARTICLES[0])
    article["text"] += " Nobody had reckoned with snow in May."
    Path(articles[0]).write_text(json.dumps(article), encoding="utf-8")
    read(database, articles)  # so some claims bear the numbers of what is superseded
    merge(database, [2, 40], by="ann", at=3)
    before = [row[0] for row in rows(database, ["event"])["event"]]
    for version in ("0003", "0002"):
        alembic(database, "downgrade", version)
        alembic(database, "upgrade", "head")
    alembic(database, "check")
    with open_store(database) as store:
        assert store.decisions() == []
        assert [row[0] for row in rows(database, ["event"])["event"]] == before
        for number in before:
            event = store.event(number)
            assert event is not None
            assert event.number == number
    rebuild(database, at=9)
    Path(articles[0]).write_text(ARTICLES[0], encoding="utf-8")
    read(database, articles)
    rebuilt = rows(database, EVENTS)
    rebuild(database, at=9)
    assert rows(database, EVENTS) == rebuilt
    assert events(database)
