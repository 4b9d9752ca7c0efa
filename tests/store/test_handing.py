"""A smaller timeline to hand on: the same events of the same words, and nothing that leads outside."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table

from store.merged import DOCUMENTS, OnALine, Said, emptied, extract, rows
from store.samples import firm, person, titles, told
from store.test_copies import STORY
from timeline.events.judgements import merging, splitting
from timeline.extract import compared
from timeline.store import Store, open_store
from timeline.store.dialects import FILES
from timeline.store.handing import owner
from timeline.store.tables import document, metadata
from timeline.store.tables.columns import link, number
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.mention import Party, Place
from timeline.values.query import EventQuery, Sort
from timeline.values.time import TimeSpan
from timeline.workflow.export import export

[KIND] = FILES


def handed(store: Store, path: Path, query: EventQuery | None = None, *, undated: bool = True) -> str:
    """The path of a new file with the events asked for."""
    path.unlink(missing_ok=True)
    store.hand_on(query or EventQuery(), KIND, str(path), lambda _: None, undated=undated)
    return str(path)


def lines(database: str, query: EventQuery | None = None, *, undated: bool = True) -> bytes:
    """All that is known of the events asked for."""
    out = io.BytesIO()
    export(database, query or EventQuery(), "jsonl", out, undated=undated)
    return out.getvalue()


def wrong(database: str) -> list[str]:
    with open_store(database, read_only=True) as store:
        return [str(problem) for problem in store.verify()]


@pytest.fixture
def merged(database: str) -> Iterator[Store]:
    """Reds that are one event, blues that are two, and something undated; a decision on each colour and on both."""
    said = {
        "a": [Said(1, (1,), "red", 1, 3), Said(2, (2,), "blue", 1, 4, "Rat")],
        "b": [Said(3, (1,), "red", 2, 3, "Toad"), Said(4, (2,), "blue", 8, 5)],
        "c": [Said(5, (1,), "red", 3, 3), Said(6, (3,), "green", 1)],
    }
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([extract(name, some) for name, some in said.items()], at=1)
        for pairs in (merging([1, 3]), splitting([2], [4]), splitting([1], [2])):
            with store.deciding() as desk:
                desk.keep(desk.draft("judge", pairs, why="so it is", by="ann", at=7))
        yield store


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, st.sampled_from([Sort.EARLIEST, Sort.LATEST, Sort.SOURCES]), st.none() | st.integers(1, 5))
def test_what_is_handed_on_is_told_in_the_same_bytes_and_verified(
    database: str, tmp_path: Path, documents: list[Extract], sort: Sort, limit: int | None
) -> None:
    query = EventQuery(sort=sort, limit=limit)
    emptied(database)
    with open_store(database, merger=OnALine()) as store:
        store.put(documents, at=1)
        smaller = handed(store, tmp_path / "smaller.db", query)
    whole = lines(database, query)
    assert lines(smaller, query) == lines(smaller, EventQuery(sort=sort)) == whole
    assert wrong(smaller) == []
    kept = {name: set(some) for name, some in rows(database).items()}
    for name in ("event", "event_mention", "event_entity", "mention", "document", "entity", "alias", "alias_word"):
        assert set(rows(smaller)[name]) <= kept[name]  # every row is one that was there


def test_only_the_chosen_events_and_their_sources_are_in_it(merged: Store, database: str, tmp_path: Path) -> None:
    day = EventQuery(during=TimeSpan.of(2019, 5, 5))
    smaller = handed(merged, tmp_path / "smaller.db", day, undated=False)
    assert lines(smaller) == lines(database, day, undated=False) != b""
    bytes_ = Path(smaller).read_bytes()
    assert b"Ship b 1 of Mole" in bytes_
    for other in (b"Ship a", b"Ship c", b"Toad turned green"):
        assert other not in bytes_
    with open_store(smaller, read_only=True) as store:
        assert [one.name for one in store.names()] == ["Mole"]
        assert titles(store, text="blue") == [store.event(4).title]  # type: ignore[union-attr]
        assert titles(store, text="red") == []


def test_the_same_events_are_the_same_file_from_either_database_and_in_another_process(
    postgresql_url: str, tmp_path: Path
) -> None:
    said = [
        extract(name, [Said(n, (1, n % 3), "red", n, n, who)]) for n, (name, who) in enumerate(["aM", "bR", "cT", "dM"])
    ]
    made = []
    for database in (str(tmp_path / "large.db"), postgresql_url):
        with open_store(database, create=True, merger=OnALine()) as store:
            store.put(said, at=1)
            made.append(Path(handed(store, tmp_path / "smaller.db")).read_bytes())
    code = (
        "import sys; from timeline.store import open_store; from timeline.values.query import EventQuery\n"
        "with open_store(sys.argv[1], read_only=True) as s: "
        "s.hand_on(EventQuery(), sys.argv[2], sys.argv[3], lambda _: None, undated=True)"
    )
    for place in ("once.db", "again.db"):  # in each, sets have another order
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "large.db"), KIND, str(tmp_path / place)], check=True
        )
        made.append((tmp_path / place).read_bytes())
    assert len({hashlib.sha256(one).digest() for one in made}) == 1
    beside = sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith("large"))
    assert beside == ["again.db", "once.db", "smaller.db"]  # no log stays


def test_it_takes_in_more_like_any_timeline(merged: Store, tmp_path: Path) -> None:
    smaller = handed(merged, tmp_path / "smaller.db", EventQuery(who="toad"))
    with open_store(smaller, merger=OnALine()) as store:
        [event] = store.exported(EventQuery())
        assert event.mentions == 3
        store.put([extract("d", [Said(7, (1,), "red", 4, 3, "Rat")])], at=2)
        [event] = store.exported(EventQuery())
        assert (event.mentions, event.number) == (4, 1)
    assert wrong(smaller) == []


def test_decisions_on_its_own_claims_come_along_and_no_others(merged: Store, tmp_path: Path) -> None:
    def kept(query: EventQuery) -> list[int]:
        with open_store(handed(merged, tmp_path / "smaller.db", query, undated=False), read_only=True) as store:
            return [made.number for made in store.decisions()]

    assert kept(EventQuery()) == [1, 2, 3]
    assert kept(EventQuery(text="red")) == [1]
    assert kept(EventQuery(text="blue")) == [2]
    assert kept(EventQuery(text="green")) == []


def test_a_link_to_what_is_not_there_becomes_a_link_to_nobody(database: str, tmp_path: Path) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([extract("a", [Said(1, (1,), "red", 1, 3)]), extract("b", [Said(2, (1,), "red", 4, 3)])], at=1)
        [_, linked] = sorted(rows(database, ["likeness"])["likeness"])
        assert linked[4] == 1  # most like the other, and yet of an event of its own
        smaller = handed(store, tmp_path / "smaller.db", EventQuery(text='"ship b"'))
    assert rows(smaller, ["likeness"])["likeness"] == [(*linked[:4], None, 0.0, "")]


def test_those_first_of_a_key_that_are_first_in_the_file(database: str, tmp_path: Path) -> None:
    said = [extract(name, [Said(n, (1,), name, 0, 3, "Toad" if n > 2 else "Rat")]) for n, name in enumerate("abcdefgh")]
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(said, at=1)
        smaller = handed(store, tmp_path / "smaller.db", EventQuery(who="toad"))
    assert sorted(rows(database, ["likeness_key"])["likeness_key"]) == [
        (1, int(n <= 3), n) for n in (4, 5, 6, 7, 8, 1, 2, 3)
    ]
    assert sorted(rows(smaller, ["likeness_key"])["likeness_key"], key=lambda row: row[2]) == [  # type: ignore[arg-type,return-value]
        (1, 1, 4), (1, 1, 5), (1, 1, 6), (1, 0, 7), (1, 0, 8),
    ]  # fmt: skip


def test_copies_stay_copies_when_the_first_of_them_is_not_there(database: str, tmp_path: Path) -> None:
    def copy(name: str, last: str) -> Extract:
        doc, mentions = told(f"{STORY}{last}", person("Rat"), address=name)
        return Extract(Document(name, name, doc.text, doc.published), mentions, [], compared(doc, ()).fingerprint)

    with open_store(database, create=True) as store:
        store.put([copy("a", "Toad."), copy("b", "It rained."), copy("c", "It rained on.")], at=1)
        assert [one.group for one in store.copies([1, 2, 3])] == [1, 1, 1]
        smaller = handed(store, tmp_path / "smaller.db", EventQuery(source="b"))
        both = handed(store, tmp_path / "both.db", EventQuery(text="rained"))
    assert [row[1] for row in rows(smaller, ["fingerprint"])["fingerprint"]] == [2]
    assert [row[1] for row in rows(both, ["fingerprint"])["fingerprint"]] == [2, 2]
    assert wrong(smaller) == wrong(both) == []


def test_a_name_is_found_by_whatever_people_say_it_stands_for(database: str, tmp_path: Path) -> None:
    lyon = Party("Lyon", "place", "place", place=Place("FR", 45.75, 4.85, guess=False))
    with open_store(database, create=True) as store:
        store.put(
            [told("A", person("Ada Quill"), lyon), told("B", person("Quill")), told("C", firm("Nordlinie"))], at=1
        )
        store.put([told("D", person("A. Quill")), told("E", person("ADA QUILL"))], at=2)
        store.join_names("Quill", "A. Quill", at=3)
        store.join_names("Ada Quill", "Quill", kind="person", at=4)
        store.part_name("ADA QUILL", at=5)
        smaller = handed(store, tmp_path / "smaller.db", EventQuery(who="a. quill", text="d"))
        other = handed(store, tmp_path / "other.db", EventQuery(text="e"))
        whole = handed(store, tmp_path / "whole.db", EventQuery(where="FR"))
        asked = [(one.name, [a.name for a in one.aliases]) for one in store.names("quill")]
    with open_store(smaller) as store:
        assert titles(store, who="ada") == titles(store, who="a") == ["D"]
        assert [(one.name, [a.name for a in one.aliases]) for one in store.names("quill")] == asked[:1]
        assert store.names("nordlinie") == []
        store.put([told("F", person("Quill"))], at=6)
        assert titles(store, who="ada") == ["D", "F"]
    with open_store(other, read_only=True) as store:
        assert [one.name for one in store.names()] == ["ADA QUILL"]
    with open_store(whole, read_only=True) as store:
        assert titles(store, where="FR") == titles(store, where="lyon") == ["A"]
    for one in (smaller, other, whole):
        assert wrong(one) == []


def test_nothing_chosen_is_an_empty_timeline(merged: Store, tmp_path: Path) -> None:
    smaller = handed(merged, tmp_path / "smaller.db", EventQuery(who="Badger"))
    assert lines(smaller) == b""
    assert wrong(smaller) == []


def test_a_table_that_comes_later_is_part_of_what_its_first_link_leads_to() -> None:
    later = Table("later", MetaData(), number(), link("document", document.c.id))
    found = owner(later)
    assert found is not None
    assert found.references(document.c.id)
    assert owner(Table("alone", MetaData(), Column("name", Integer, primary_key=True))) is None
    apart = {table.name for table in metadata.sorted_tables if owner(table) is None}
    assert apart >= {"event", "mention", "document", "entity", "decision", "event_tally", "saved_query"}
    assert not apart & {"address", "fingerprint", "copy_key", "likeness", "mention_entity", "alias", "judgement"}
