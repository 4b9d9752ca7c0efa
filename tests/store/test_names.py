"""One entity over documents: by its names, by a person's word, and back again."""

from collections.abc import Iterator

import pytest

from store.samples import bare, firm, person, titles, told
from timeline.errors import AmbiguousName, NoSuchName, NothingToDecide
from timeline.store import Store, open_store
from timeline.store.dialects import database_at
from timeline.values.mention import Party, Place
from timeline.values.query import EventQuery


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Four documents, in which a firm has two names that the rule takes for one, and a person two that it does not."""
    with open_store(database, create=True) as opened:
        opened.put([told("A", person("Ada Quill"), firm("Nordlinie AG")), told("B", person("Quill"))], at=1)
        opened.put([told("C", person("ADA QUILL"), firm("Nordlinie")), told("D", firm("Quill"))], at=2)
        yield opened


def known(store: Store, part: str = "") -> dict[str, tuple[str, ...]]:
    """Every name of the timeline with the others of the same one."""
    return {f"{one.kind} {one.name}": tuple(a.name for a in one.aliases) for one in store.names(part)}


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store._dialect.reading() as reader:
        return reader.rows(sql)


def test_names_that_the_rule_takes_for_one_are_one_and_each_document_keeps_its_own_writing(store: Store) -> None:
    assert known(store) == {
        "person Ada Quill": ("Ada Quill", "ADA QUILL"),
        "organisation Nordlinie AG": ("Nordlinie AG", "Nordlinie"),
        "person Quill": ("Quill",),
        "organisation Quill": ("Quill",),
    }
    assert titles(store, who="nordlinie ag") == ["A", "C"]
    assert [e.who for e in store.events(EventQuery())][2] == ("ADA QUILL", "Nordlinie")
    assert [p.name for e in store.exported(EventQuery(text="c")) for p in e.sources[0].mention.parties] == [
        "ADA QUILL",
        "Nordlinie",
    ]


def test_what_people_join_is_one_for_questions_and_for_what_is_read_later(store: Store) -> None:
    decision = store.join_names("Ada Quill", "Quill", kind="person", why="the reporter says so", at=3)
    assert (decision.moved, decision.name) == (("Quill",), "Ada Quill")
    assert titles(store, who="ada") == ["A", "B", "C"]
    store.put([told("E", person("quill"))], at=4)
    assert titles(store, who="ada") == ["A", "B", "C", "E"]
    [whole] = store.names("ada")
    assert [(a.name, a.why) for a in whole.aliases] == [
        ("Ada Quill", "new"),
        ("Quill", "person's word"),
        ("ADA QUILL", "same name"),
        ("quill", "person's word"),
    ]
    assert rows(store, "SELECT decision, why, decided_at, undone_at FROM name_decision") == [
        ("join", "the reporter says so", 3, None)
    ]


def test_an_undone_joining_leaves_no_trace_but_in_the_table_even_of_what_was_read_since(store: Store) -> None:
    store.join_names("Ada Quill", "Quill", kind="person", at=3)
    store.put([told("E", person("quill"), person("Ada Quill"))], at=4)
    assert [e.who for e in store.events(EventQuery(text="e"))] == [("quill",)]
    undone = store.undo_names(at=5)
    assert (undone.decision, undone.moved, undone.name) == ("join", ("Quill", "quill"), "Ada Quill")
    assert known(store, "quill")["person Quill"] == ("Quill", "quill")
    assert [e.who for e in store.events(EventQuery(text="e"))] == [("quill", "Ada Quill")]
    assert titles(store, who="ada") == ["A", "C", "E"]
    assert rows(store, "SELECT decided_at, undone_at FROM name_decision") == [(3, 5)]
    with pytest.raises(NothingToDecide):
        store.undo_names(at=6)


def test_a_name_that_is_parted_stands_for_something_of_its_own_also_in_what_is_read_later(store: Store) -> None:
    store.part_name("Nordlinie AG", at=3)
    assert known(store, "nordlinie") == {
        "organisation Nordlinie AG": ("Nordlinie AG",),
        "organisation Nordlinie": ("Nordlinie",),  # it takes its name from what is left
    }
    assert titles(store, who="nordlinie ag") == ["A"]
    store.put([told("E", firm("Nordlinie AG")), told("F", firm("nordlinie inc"))], at=4)
    assert titles(store, who="nordlinie ag") == ["A", "E"]
    assert known(store, "inc") == {"organisation Nordlinie": ("Nordlinie", "nordlinie inc")}
    store.undo_names(at=5)
    assert titles(store, who="nordlinie ag") == ["A", "C", "E", "F"]
    assert list(known(store, "nordlinie")) == ["organisation Nordlinie AG"]


def test_decisions_on_decisions_are_undone_one_after_the_other(store: Store) -> None:
    before = known(store), bare(store.events(EventQuery()))
    store.join_names("ADA QUILL", "Nordlinie", at=3)
    joined = known(store), bare(store.events(EventQuery()))
    assert known(store, "ada") == {"person Ada Quill": ("Ada Quill", "Nordlinie AG", "ADA QUILL", "Nordlinie")}
    store.part_name("Ada Quill", at=4)
    assert known(store, "quill")["person ADA QUILL"] == ("Nordlinie AG", "ADA QUILL", "Nordlinie")
    store.join_names("Quill", "Ada Quill", kind="person", at=5)
    assert known(store, "quill")["person Quill"] == ("Ada Quill", "Quill")
    store.undo_names(at=6)
    store.undo_names(at=7)
    assert (known(store), bare(store.events(EventQuery()))) == joined
    store.undo_names(at=8)
    assert (known(store), bare(store.events(EventQuery()))) == before
    assert list(store.verify()) == []


def test_decisions_outlive_a_document_that_is_replaced_and_comes_back(store: Store) -> None:
    store.join_names("Ada Quill", "Quill", kind="person", at=3)
    store.put([told("Z", person("Nobody Else"), address="B")], at=4)
    assert titles(store, who="ada") == ["A", "C"]
    store.put([told("B", person("Quill"))], at=5)
    assert titles(store, who="ada") == ["A", "B", "C"]
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("names", "kind", "error"),
    [
        (("Ada Quill", "Nobody"), "", NoSuchName),
        (("Ada Quill", "Quill"), "", AmbiguousName),  # a person and a firm
        (("Ada Quill", "ada quill"), "", NothingToDecide),
        (("Nordlinie", "Nordlinie AG"), "", NothingToDecide),
        (("Nordlinie", "Quill"), "place", NoSuchName),
    ],
)
def test_a_decision_that_cannot_be_is_one_line_and_changes_nothing(
    store: Store, names: tuple[str, str], kind: str, error: type[Exception]
) -> None:
    before = known(store)
    with pytest.raises(error):
        store.join_names(*names, kind=kind, at=3)
    assert known(store) == before
    assert rows(store, "SELECT count(*) FROM name_decision") == [(0,)]


def test_a_name_that_stands_alone_cannot_be_parted_and_one_of_several_kinds_must_be_told_apart(store: Store) -> None:
    with pytest.raises(NothingToDecide):
        store.part_name("Quill", kind="person", at=3)
    with pytest.raises(AmbiguousName, match="person Quill, organisation Quill"):
        store.part_name("Quill", at=3)


def test_a_place_keeps_its_position_in_each_document_though_its_name_is_one(database: str) -> None:
    springs = [Place("US", 39.8, -89.64), Place("US", 42.1, -72.59, guess=True), None]
    with open_store(database, create=True) as store:
        for n, place in enumerate(springs):
            store.put([told(f"{n}", Party("Springfield", "place", "place", "the city", place))], at=n)
        parties = [e.sources[0].mention.parties[0] for e in store.exported(EventQuery())]
        assert [party.place for party in parties] == springs
        assert [one.events for one in store.names("springfield")] == [3]


def test_names_are_numbered_in_the_order_they_are_read_on_every_database(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put(
            [told("A", person("Zoe"), Party("Velm", "place", "place", "", Place("DE", 1, 2)), person("Abe"))], at=1
        )
    with database_at(database).reading() as reader:
        assert reader.rows("SELECT id, kind, name, entity FROM alias ORDER BY id") == [
            (1, "person", "Zoe", 1),
            (2, "place", "Velm", 2),
            (3, "country", "DE", 3),
            (4, "person", "Abe", 4),
        ]
