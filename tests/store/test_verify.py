"""Whatever is changed behind the program's back is found."""

import pytest

from store.likenesses import ByHand, extracts
from store.samples import read
from store.test_migrations import run
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.fingerprint import Fingerprint
from timeline.values.time import TimeSpan

DAY = TimeSpan.of(2019, 5, 1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE document SET text = 'The ferry swam. The tug sank' WHERE id = 1", "its hash differs"),
        ("UPDATE mention SET quote_end = 900 WHERE id = 1", "its quote [0, 900) lies outside the text"),
        ("UPDATE mention SET trigger_end = 900 WHERE id = 1", "its trigger [0, 900) lies outside"),
        ("UPDATE mention SET expression_start = -1 WHERE id = 1", "its expression [-1, 3) lies outside"),
        ("UPDATE mention SET expression_end = NULL WHERE id = 1", "its expression [0, None) lies outside"),
        ("UPDATE mention SET quote_start = 15, quote_end = 16 WHERE id = 1", "is empty"),
        ("UPDATE mention SET superseded = 1 WHERE id = 1", "stands and its document does not"),
        ("UPDATE document SET superseded = 1 WHERE id = 1", "its addresses say otherwise"),
        ("UPDATE address SET current = 0", "its addresses say otherwise"),
        ("UPDATE event SET documents = 7 WHERE number = 2", "it counts 7 documents, but 1 tell it"),
        ("UPDATE event SET length_class = 3 WHERE number = 2", "does not lie where its time wants it"),
        ("DELETE FROM event_mention WHERE event = 2", "no mention tells it"),
        ("UPDATE alias SET entity = 2 WHERE id = 1", "does not stand for whom the decisions say"),
        ("UPDATE mention_entity SET entity = 2 WHERE mention = 1", "one of its names stands for someone else"),
        ("DELETE FROM mention_search WHERE mention = 1", "1 of 2 mentions can be searched"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(database: str, change: str, found: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank. The tug sank", DAY, DAY)], at=1)
        assert list(store.verify()) == []
    if "entity = 2" in change:
        run(database, "INSERT INTO entity (id, kind, name) VALUES (2, 'person', 'Nobody')")
    if "mention_search" in change and "://" not in database:
        change = "DELETE FROM mention_search_docsize WHERE id = 1"  # this index has no other row to lose
    run(database, change)
    with open_store(database) as store:
        problems = [str(problem) for problem in store.verify()]
    assert any(found in problem for problem in problems), problems


DECISION = "INSERT INTO decision (id, action, why, by, decided_at) VALUES (1, 'judge', '', 'ann', 1)"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE event SET mentions = 3 WHERE number = 1", "event 1: it counts 3 mentions, but 2 tell it"),
        (
            "UPDATE event SET independent = 1 WHERE number = 1",
            "it counts 1 independent sources, but 2 tell it",
        ),
        (
            "UPDATE event SET independent = 2 WHERE number = 5",
            "it counts 2 independent sources, but 1 tell it",
        ),
        ("UPDATE fingerprint SET copies_of = 3 WHERE document = 4", "event 3: it counts 2 independent sources, but 1"),
        ("UPDATE event_mention SET event = 5 WHERE mention = 1", "event 1: its number is not the least of its claims'"),
        (
            "UPDATE mention SET claim = 9 WHERE id = 5",
            "not the least of its claims', which is 9",
        ),
        ("DELETE FROM event_mention WHERE mention = 2", "mention 2: it is of no event"),
        (
            "INSERT INTO event_mention (event, mention, score, reason) VALUES (3, 2, 1, '')",
            "it is of 2 events",
        ),
        ("UPDATE mention SET superseded = 1 WHERE id = 2", "mention 2: it is superseded, and still of 1 event"),
        (
            "INSERT INTO judgement VALUES (1, 0, 2, 3, 'same')",
            "claims 2 and 3 were judged same, and are apart",
        ),
        (
            "INSERT INTO judgement VALUES (1, 0, 1, 2, 'different')",
            "decision 1: claims 1 and 2 were judged different",
        ),
        ("INSERT INTO judgement VALUES (1, 0, 1, 2, 'unsure')", ""),
        ("INSERT INTO judgement VALUES (1, 0, 1, 9, 'same')", ""),  # a claim that is away
    ],
)
def test_events_that_are_not_as_merging_and_people_made_them_are_found(database: str, change: str, found: str) -> None:
    with open_store(database, create=True, merger=ByHand()) as store:
        store.put([one._replace(fingerprint=Fingerprint(n, 0, (), ())) for n, one in enumerate(extracts())], at=1)
        assert list(store.verify()) == []
    run(database, DECISION)
    run(database, change)
    with open_store(database, merger=ByHand()) as store:
        problems = [str(problem) for problem in store.verify()]
    assert any(found in problem for problem in problems) if found else not problems, problems


def test_a_row_that_leads_nowhere_is_found_where_a_database_lets_it_be(tmp_path: object) -> None:
    database = f"{tmp_path}/timeline.db"
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    run(database, "DELETE FROM entity")
    with open_store(database) as store:
        assert any("leads to a row of entity" in str(p) for p in store.verify())


def test_broken_pages_are_found(tmp_path: object) -> None:
    database = f"{tmp_path}/timeline.db"
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    with database_at(database).rebuilding() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = 1")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'event') "
            "WHERE name = 'ix_event_mention_mention'"
        )
    with open_store(database) as store:
        assert list(store.verify()) != []
