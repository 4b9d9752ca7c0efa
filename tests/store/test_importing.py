"""Rows of tables in the store: the numbers they bear, the links they name, what changes, and what is foreseen."""

import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.merged import TABLES, emptied, rows
from timeline.events.named import named
from timeline.store import Store, open_store
from timeline.store.foreseeing import Foresight
from timeline.values.event import Event
from timeline.values.extract import Extract, Wanted
from timeline.values.fingerprint import Fingerprint
from timeline.values.judgement import Verdict
from timeline.values.mention import Party
from timeline.values.query import EventQuery
from timeline.values.record import Record
from timeline.values.report import Outcome
from timeline.values.time import TimeSpan
from timeline.workflow.export import export
from timeline.workflow.judging import judge, merge, split, undo
from timeline.workflow.merger import Merging
from timeline.workflow.records import extract

DAY = TimeSpan.of(2019, 5, 12)


def row(key: str, title: str = "", *, file: str = "dams.csv", **told: object) -> Extract:
    """A row of a table of that key, as it is handed to the store."""
    cells = [("id", key), ("what", title or f"Dam {key} broke"), ("day", "2019-05-12")]
    made = Record(int(key) if key.isdigit() else 2, key, cells[1][1], DAY, cells, ("what",), ("day",))
    return extract(made._replace(parties=(Party("Mole", "person", "agent"),), **told), file, file, "csv")  # type: ignore[arg-type]


def named_as(one: Extract, rank: str, name: str, like: str = "") -> Extract:
    """The same, that bears a name and is like another."""
    return one._replace(evidence=(named(rank, name, like, 0.9, f"{name} is like {like}"),))


def stored(database: str, *batches: Sequence[Extract], at: int = 1) -> list[list[Outcome]]:
    """What became of the batches; the timeline is whole after each."""
    found = []
    for batch in batches:
        with open_store(database, create=True, merger=Merging()) as store:
            found.append(store.put(batch, at=at))
            assert list(store.verify()) == []
    return found


def known(database: str) -> list[Event]:
    with open_store(database, read_only=True) as store:
        return list(store.exported(EventQuery()))


def events(database: str) -> list[list[str]]:
    """The keys of the rows that tell of one happening."""
    return sorted(sorted(s.addresses[0].partition("#")[2] for s in event.sources) for event in known(database))


def claims(database: str) -> dict[str, int]:
    """The number of each claim, by its title."""
    return {source.mention.title: source.number for event in known(database) for source in event.sources}


def lines(database: str) -> bytes:
    """All that the timeline says."""
    out = io.BytesIO()
    export(database, EventQuery(), "jsonl", out, undated=True)
    return out.getvalue()


def partings(batches: Iterable[Extract]) -> Iterable[list[list[Extract]]]:
    """The same rows at once, one by one, and in the other order."""
    some = list(batches)
    yield [some]
    yield [some[::-1]]
    yield [[one] for one in some]
    yield [[one] for one in some[::-1]]


def test_a_number_that_is_free_is_borne_and_any_other_is_a_new_one(database: str) -> None:
    stored(database, [row("1", number=7), row("2", number=7), row("3")])  # twice in one batch
    first = claims(database)
    assert first["Dam 1 broke"] == 7
    assert min(first["Dam 2 broke"], first["Dam 3 broke"]) > 7
    assert len(set(first.values())) == 3
    stored(database, [row("4", number=7), row("5", number=3), row("6", number=first["Dam 3 broke"])])
    then = claims(database)
    assert then.items() >= first.items()
    assert then["Dam 5 broke"] == 3
    assert len(set(then.values())) == 6
    assert {event.number for event in known(database)} == set(then.values())


def test_a_document_bears_its_number_too_and_its_claims_theirs(database: str) -> None:
    stored(database, [row("1")._replace(wanted=Wanted(40, [50])), row("2")._replace(wanted=Wanted(40, [51]))])
    found = {source.mention.title: (source.document, source.number) for e in known(database) for source in e.sources}
    assert found == {"Dam 1 broke": (40, 50), "Dam 2 broke": (41, 51)}


@pytest.mark.parametrize("number", [0, -1, -(2**70)])
def test_what_is_no_number_is_not_borne(number: int, database: str) -> None:
    stored(database, [row("1", number=number)])
    assert list(claims(database).values()) == [1]


def test_a_number_that_was_given_up_is_never_given_again(database: str) -> None:
    stored(database, [row("1", number=5)], [row("1", "The dam held")], [row("2", number=5)])
    assert claims(database)["Dam 2 broke"] not in {5, claims(database)["The dam held"]}


def test_rows_of_one_name_are_one_event_in_whatever_order_they_come(database: str) -> None:
    some = [row(str(n), same="a", leads=n == 3) for n in range(1, 5)]
    others = [row("8", same="b"), row("9")]
    told = set()
    for batches in partings([*others, *some]):
        emptied(database)
        stored(database, *batches)
        assert events(database) == [["1", "2", "3", "4"], ["8"], ["9"]]
        [event] = [event for event in known(database) if event.mentions == 4]
        told.add(event.title)
        leader = claims(database)["Dam 3 broke"]
        assert {one.like for one in event.sources if one.number != leader} == {leader}
    assert len(told) == 1, "what is told hangs on the order"


def test_rows_of_one_name_are_one_event_in_whatever_file_they_stand(database: str) -> None:
    stored(database, [row("1", same="a", file="one.csv")], [row("2", same="a", file="two.csv", leads=True)])
    [event] = known(database)
    assert sorted(source.addresses for source in event.sources) == [("one.csv#1",), ("two.csv#2",)]
    assert {source.reason for source in event.sources if source.like} == {"both are a"}


def test_more_rows_of_one_name_than_are_compared_are_one_event_all_the_same(database: str) -> None:
    some = [row(str(n), same="a", leads=n == 25) for n in range(1, 31)]
    random.Random(4).shuffle(some)
    stored(database, some[:10], some[10:12], some[12:])
    [event] = known(database)
    leader = claims(database)["Dam 25 broke"]
    assert (event.mentions, {one.like for one in event.sources if one.number != leader}) == (30, {leader})


def test_a_row_may_name_another_that_comes_later(database: str) -> None:
    some = [named_as(row("1"), "1", "a"), named_as(row("2"), "2", "b", "a"), named_as(row("3"), "3", "c", "b")]
    for batches in partings([*some, named_as(row("4"), "4", "d", "nobody")]):
        emptied(database)
        stored(database, *batches)
        assert events(database) == [["1", "2", "3"], ["4"]]
        likes = {s.mention.title: (s.like, s.score, s.reason) for event in known(database) for s in event.sources}
        number = claims(database)
        assert likes["Dam 3 broke"] == (number["Dam 2 broke"], 0.9, "c is like b")
        assert likes["Dam 2 broke"] == (number["Dam 1 broke"], 0.9, "b is like a")


def test_rows_that_say_nothing_of_one_another_never_join(database: str) -> None:
    alike = [row(str(n), "The dam broke at noon and drowned the valley") for n in range(6)]
    stored(database, alike[:4], alike[4:], [row("9", same="a"), row("10")])
    assert all(event.mentions == 1 for event in known(database))
    assert len(known(database)) == 8


def test_people_join_and_part_what_was_imported(database: str) -> None:
    stored(database, [row("1", same="a", leads=True), row("2", same="a"), row("3"), row("4")])
    number = claims(database)
    one, two, three, four = (number[f"Dam {n} broke"] for n in range(1, 5))
    merge(database, [one, three], by="ann", at=2)
    assert events(database) == [["1", "2", "3"], ["4"]]
    split(database, one, [two], by="ann", at=3)
    assert events(database) == [["1", "3"], ["2"], ["4"]]
    judge(database, two, four, Verdict.SAME, by="ann", at=4)
    assert events(database) == [["1", "3"], ["2", "4"]]
    stored(database, [row("5", same="a")])
    assert events(database) == [["1", "3", "5"], ["2", "4"]], "what comes later minds no decision"
    for _ in range(3):
        undo(database, by="ann", at=5)
    assert events(database) == [["1", "2", "5"], ["3"], ["4"]]
    with open_store(database, read_only=True) as store:
        assert list(store.verify()) == []


def _understands_none(*_: object) -> Extract:
    raise AssertionError("a row was taken for an article")


def test_a_rebuild_keeps_the_links_copies_and_agencies_of_what_was_imported(database: str) -> None:
    copies, agency = Fingerprint.of_group("one text", "AFP"), Fingerprint.of_group("another", "AFP")
    stored(
        database,
        [named_as(row("1"), "1", "a")._replace(fingerprint=copies), named_as(row("2"), "2", "b", "a")],
        [named_as(row("3"), "3", "c", "b")._replace(fingerprint=copies), row("4")._replace(fingerprint=agency)],
        [row("5", same="z"), row("6", same="z", leads=True), row("7")],
        [row("6", "The dam held", same="z", leads=True)],
    )
    merge(database, [claims(database)["Dam 4 broke"], claims(database)["Dam 7 broke"]], by="ann", at=2)
    before, tables = lines(database), rows(database)
    assert events(database) == [["1", "2", "3"], ["4", "7"], ["5", "6"]]
    [first] = [event for event in known(database) if event.mentions == 3]
    assert (first.documents, first.independent) == (3, 2)
    assert {source.agency for source in first.sources} == {"AFP", ""}
    for _ in range(2):
        with open_store(database, merger=Merging()) as store:
            store.rebuild(_understands_none, at=9)
            assert list(store.verify()) == []
        assert lines(database) == before
        assert rows(database) == tables


def test_a_row_that_was_corrected_takes_the_place_of_what_it_was(database: str) -> None:
    said = stored(database, [row("1", same="a", leads=True), row("2", same="a"), row("3")])
    assert said == [[Outcome.NEW] * 3]
    said = stored(database, [row("1", "The dam held", same="a", leads=True), row("2", same="a"), row("3")])
    assert said == [[Outcome.CHANGED, Outcome.KNOWN, Outcome.KNOWN]]
    assert sorted(claims(database)) == ["Dam 2 broke", "Dam 3 broke", "The dam held"]
    assert events(database) == [["1", "2"], ["3"]]
    assert stored(database, [row("1", same="a", leads=True)]) == [[Outcome.CHANGED]]
    assert sorted(claims(database)) == ["Dam 1 broke", "Dam 2 broke", "Dam 3 broke"]
    assert events(database) == [["1", "2"], ["3"]]


@pytest.mark.parametrize("blank", [" ", "\t\n", "\N{NO-BREAK SPACE}", "\N{PARAGRAPH SEPARATOR}"])
def test_a_row_whose_words_are_blank_is_quoted_whole(blank: str, database: str) -> None:
    cells = [("id", "1"), ("what", blank), ("day", blank)]
    said = extract(Record(2, "1", "A dam broke", DAY, cells, ("what",), ("day",)), "dams.csv", "dams.csv", "csv")
    stored(database, [said])
    [source] = known(database)[0].sources
    assert source.quote.startswith("id: 1\nwhat: ")
    assert source.mention.expression is None


def test_a_row_that_is_corrected_beside_what_tells_of_it_keeps_its_number(database: str) -> None:
    def counted(dead: str) -> Extract:
        cells = [("id", "1"), ("what", "The dam broke"), ("dead", dead)]
        return extract(Record(2, "1", "The dam broke", DAY, cells, ("what",)), "dams.csv", "dams.csv", "csv")

    stored(database, [counted("3")])
    number = claims(database)
    assert stored(database, [counted("4")]) == [[Outcome.CHANGED]]
    assert claims(database) == number


def test_a_name_that_a_row_bears_no_longer_parts_the_event(database: str) -> None:
    some = [row("1", same="a", leads=True), row("2", same="a"), row("3", same="a")]
    stored(database, some, [row("2", "Dam 2 never broke")])
    assert events(database) == [["1", "3"], ["2"]]
    stored(database, [row("1", "Dam 1 never broke")])
    assert events(database) == [["1"], ["2"], ["3"]]


def test_a_chain_parts_where_its_middle_goes(database: str) -> None:
    some = [named_as(row("1"), "1", "a"), named_as(row("2"), "2", "b", "a"), named_as(row("3"), "3", "c", "b")]
    stored(database, some, [named_as(row("2", "Dam 2 held"), "2", "d")])
    assert events(database) == [["1"], ["2"], ["3"]]


TEXTS = st.sampled_from(["The dam broke", "The dam held", "The mill burnt"])
ROWS = st.builds(
    lambda key, title, address: row(key, title, address=address),
    st.sampled_from(["1", "2"]),  # a text may stand at several addresses
    TEXTS,
    st.sampled_from(["", "there", "elsewhere"]),
)
BATCHES = st.lists(st.lists(ROWS, min_size=1, max_size=4), min_size=2, max_size=5)


def _foreseen(store: Store, batches: Sequence[Sequence[Extract]]) -> list[list[Outcome]]:
    foresight = Foresight()
    return [store.outcomes([one.document for one in batch], foresight) for batch in batches]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BATCHES, st.integers(0, 2))
def test_what_is_foreseen_of_any_rows_is_what_becomes_of_them(
    database: str, batches: list[list[Extract]], before: int
) -> None:
    with open_store(emptied(database), create=True, merger=Merging()) as store:
        for batch in batches[:before]:
            store.put(batch, at=1)
        foreseen = _foreseen(store, batches[before:])
        assert foreseen == [store.put(batch, at=2) for batch in batches[before:]]
        assert list(store.verify()) == []


def test_a_text_that_comes_back_elsewhere_is_foreseen_to_change_the_timeline(database: str) -> None:
    old, new, back = row("1"), row("1", "The dam held"), row("1", address="elsewhere")
    with open_store(emptied(database), create=True, merger=Merging()) as store:
        [foreseen] = zip(*_foreseen(store, [[old], [new], [back], [back]]), strict=True)
        assert foreseen == (Outcome.NEW, Outcome.CHANGED, Outcome.CHANGED, Outcome.KNOWN)
        assert [store.put([one], at=1)[0] for one in (old, new)] == list(foreseen[:2])
        [again] = zip(*_foreseen(store, [[back], [back]]), strict=True)
        assert again == foreseen[2:]


@pytest.mark.postgresql
def test_both_databases_keep_the_same_of_the_same_rows(tmp_path: Path, postgresql_url: str) -> None:
    dice = random.Random(11)
    batches = [
        [
            row(
                str(dice.randrange(30)),
                dice.choice(["", "The dam held", "Ünder \U0001f6a2 שלום"]),
                same=dice.choice(["", "a", "b"]),
                leads=dice.random() < 0.2,
                number=dice.choice([0, 0, 5, 9, 400]),
            )
            for _ in range(12)
        ]
        for _ in range(5)
    ]
    sqlite = str(tmp_path / "other.db")
    assert stored(sqlite, *batches) == stored(postgresql_url, *batches)
    assert lines(sqlite) == lines(postgresql_url)
    assert rows(sqlite, TABLES) == rows(postgresql_url, TABLES)
    assert lines(sqlite)
