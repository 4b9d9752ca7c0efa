"""What was stored before a migration is there after it, and after the way back."""

import pytest

from store.samples import firm, person, titles, told
from store.test_migrations import alembic
from timeline.errors import OlderDatabase
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.event import Event
from timeline.values.mention import Kind, Party, Place
from timeline.values.query import EventQuery

READ = [
    told("A", person("Ada Quill"), firm("Nordlinie AG")),
    told("B", person("ada quill"), Party("Velm", "place", "place", "the town", Place("DE", 50.0, 8.0))),
    told("C", person("Quill"), firm("Nordlinie"), time=None),
]


def all_of(database: str) -> list[Event]:
    with open_store(database) as store:
        assert list(store.verify()) == []
        return [event for undated in (False, True) for event in store.exported(EventQuery(undated=undated))]


def test_what_an_older_program_stored_is_kept_and_can_be_asked_by_name(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put(READ, at=1)
    alembic(database, "downgrade", "0001")  # the database of an older program
    with database_at(database).reading() as reader:
        assert reader.rows("SELECT kind, name FROM entity ORDER BY id") == [
            ("person", "Ada Quill"),
            ("organisation", "Nordlinie AG"),
            ("person", "ada quill"),
            ("place", "Velm"),
            ("person", "Quill"),
            ("organisation", "Nordlinie"),
        ]
        before = reader.rows("SELECT number, title, who, places, starts FROM event ORDER BY number")
        links = reader.rows("SELECT event, entity, place FROM event_entity ORDER BY event, position")
        assert links == [(1, 1, 0), (1, 2, 0), (2, 3, 0), (2, 4, 1), (3, 6, 0), (3, 7, 0)]
        assert reader.rows("SELECT count(*) FROM timeline") == [(2,)]
    with pytest.raises(OlderDatabase):
        open_store(database, read_only=True)
    first, second, third = all_of(database)
    assert [e.kind for e in (first, second, third)] == [Kind.OTHER] * 3
    assert [e.bounds for e in (first, second, third)] == [None] * 3
    assert (second.who, second.where) == (("ada quill",), ("Velm",))
    assert [(p.name, p.called, p.place) for p in third.sources[0].mention.parties] == [
        ("Quill", "", None),
        ("Nordlinie", "", None),
    ]
    with database_at(database).reading() as reader:
        assert reader.rows("SELECT number, title, who, places, starts FROM event ORDER BY number") == before
        assert reader.rows("SELECT confidence FROM event") == [(0.5,)] * 3
    with open_store(database) as store:
        assert titles(store, who="ada") == ["A", "B"]
        store.join_names("Ada Quill", "ada quill", at=2)
        store.put([told("D", person("ADA QUILL"))], at=3)
        assert [(one.name, one.events) for one in store.names("ada")] == [("Ada Quill", 3)]


def test_going_back_after_people_decided_keeps_every_name_as_it_is_written(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put(READ, at=1)
        store.join_names("Nordlinie", "Quill", at=2)
        store.part_name("Nordlinie AG", at=3)
    alembic(database, "downgrade", "0001")
    alembic(database, "upgrade", "head")
    alembic(database, "check")
    parties = [[p.name for p in e.sources[0].mention.parties] for e in all_of(database)]
    assert parties == [["Ada Quill", "Nordlinie AG"], ["ada quill", "Velm"], ["Quill", "Nordlinie"]]


def test_other_tools_find_kind_confidence_and_the_first_position_in_the_timeline(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put(READ, at=1)
    with database_at(database).reading() as reader:
        asked = "SELECT title, kind, confidence, country, latitude, longitude FROM timeline"
        assert reader.rows(asked) == [("A", "other", 0.5, None, None, None), ("B", "other", 0.5, "DE", 50.0, 8.0)]
