"""Events of many mentions: the same whatever the order, back again whatever was decided and undone."""

import random
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.merged import DOCUMENTS, EVENTS, OnALine, Said, again, content, emptied, extract, rows
from timeline.errors import TimelineError
from timeline.events.judgements import Standing, judgement, merging, splitting
from timeline.store import Store, open_store
from timeline.values.extract import Extract
from timeline.values.judgement import Decision, Judgement, Verdict
from timeline.values.query import EventQuery
from timeline.values.time import TimeSpan

RED = (1,)  # what all of a test share a key by
DIFFERENT, SAME = Verdict.DIFFERENT, Verdict.SAME


def shuffled(documents: Sequence[Extract], dice: random.Random) -> list[list[Extract]]:
    """The documents in some order, in some batches."""
    left, batches = list(documents), []
    dice.shuffle(left)
    while left:
        size = dice.randint(1, 4)
        batches.append(left[:size])
        left = left[size:]
    return batches


def decide(store: Store, *said: Judgement, action: str = "judge") -> Decision:
    """A decision, unless it contradicts those that stand."""
    with store.deciding() as desk:
        made = desk.draft(action, said, why="", by="ann", at=7)
        Standing(desk.standing()).add(made)
        desk.keep(made)
    return made


def undo(store: Store, number: int | None = None) -> None:
    with store.deciding() as desk:
        desk.undo(number, by="ann", at=8)


def events(store: Store) -> list[list[int]]:
    """The claims of each event, by its number."""
    assert [str(problem) for problem in store.verify()] == []
    found = [*store.exported(EventQuery()), *store.exported(EventQuery(undated=True))]
    return sorted(sorted(source.number for source in event.sources) for event in found)


def chain(*places: int, day: int | None = 1) -> list[Extract]:
    """Documents of one claim each, whose numbers are 1, 2, 3 …, and whose ranks are in that order."""
    return [extract(f"d{n}", [Said(n, RED, "red", place, day)]) for n, place in enumerate(places, 1)]


def test_what_people_part_in_two_events_is_not_linked_across_them_when_both_are_made_anew(database: str) -> None:
    blue = [Said(0, (key,), "blue", 0) for key in (1, 3, 1, 3)]  # those without a key in common are never compared
    documents = [extract("d", blue)]
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put(documents, at=1)
        assert events(store) == [[1, 3], [2, 4]]
        decide(store, judgement(1, 3, Verdict.DIFFERENT))
        decide(store, judgement(2, 4, Verdict.DIFFERENT))
        store.rebuild(again(documents), at=9)
        assert events(store) == [[1], [2], [3], [4]]


@given(documents=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_and_any_batches_the_events_are_the_same_and_a_rebuild_changes_no_row(
    database: str, documents: list[Extract], dice: random.Random
) -> None:
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put(documents, at=1)
        whole = content(store)
    with open_store(emptied(database), merger=OnALine()) as store:
        for batch in shuffled(documents, dice):
            store.put(batch, at=1)
        assert content(store) == whole
        assert list(store.verify()) == []
        before = rows(database)
        store.rebuild(again(documents), at=9)
        assert rows(database) == before


@given(documents=DOCUMENTS, later=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_gave_way_and_stands_again_ends_as_if_it_had_always_stood(
    database: str, documents: list[Extract], later: list[Extract], dice: random.Random
) -> None:
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put(documents, at=1)
        whole, before = content(store), rows(database, (*EVENTS, "likeness", "likeness_key"))
        for batch in (*shuffled(later, dice), *shuffled(documents, dice)):
            store.put(batch, at=2)
            if dice.random() < 0.3:
                kept = rows(database)
                store.rebuild(again([*documents, *later]), at=9)
                assert rows(database) == kept
        assert list(store.verify()) == []
        if len(documents) >= len(later):  # else some of the later ones stand beside them
            assert content(store) == whole
            assert {t: rows(database, [t])[t] for t in EVENTS} == {t: before[t] for t in EVENTS}


@given(documents=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_decided_and_undone_in_whatever_order_the_events_come_back(
    database: str, documents: list[Extract], dice: random.Random
) -> None:
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put(documents, at=1)
        before = rows(database, EVENTS)
        claims = sum(len(one.mentions) for one in documents)
        stands: list[int] = []
        for _ in range(dice.randint(1, 9)):
            try:
                if stands and dice.random() < 0.3:
                    undo(store, stands.pop(dice.randrange(len(stands))))
                else:
                    stands.append(decide(store, *something(store, claims, dice)).number)
            except TimelineError:  # refused, or nothing was there to split: then nothing has changed
                pass
            found = [set(some) for some in events(store)]
            for number in range(1, claims + 1):
                event = store.event(number)
                assert event is not None
                assert {source.number for source in event.sources} in found
                assert number in {source.number for source in event.sources}
            if dice.random() < 0.2:
                kept = rows(database)
                store.rebuild(again(documents), at=9)
                assert rows(database) == kept
        dice.shuffle(stands)
        for number in stands:
            undo(store, number)
        assert rows(database, EVENTS) == before


def something(store: Store, claims: int, dice: random.Random) -> tuple[Judgement, ...]:
    """A merge, a split or a verdict."""
    one, other = dice.randint(1, claims), dice.randint(1, claims)
    match dice.randrange(3):
        case 0:
            return merging([one, other])
        case 1:
            with store.deciding() as desk:
                rest = [claim for claim in desk.claims(desk.event_of(one)) if claim != one]
            if rest:
                return splitting([one], rest)
    return (judgement(one, other, dice.choice(list(Verdict))),)


@given(documents=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_document_that_comes_after_decisions_is_merged_as_if_it_had_come_before_them(
    database: str, documents: list[Extract], dice: random.Random
) -> None:
    first, late = documents[:-1], documents[-1:]
    claims = sum(len(one.mentions) for one in first)
    found = []
    for when in (0, 1):
        with open_store(emptied(database), merger=OnALine()) as store:
            store.put(documents if when == 0 else first, at=1)
            saved = dice.getstate()
            for _ in range(4):
                one, other = dice.randint(1, claims), dice.randint(1, claims)
                verdict = dice.choice([SAME, DIFFERENT])
                with suppress(TimelineError):
                    decide(store, judgement(one, other, verdict))
            if when == 0:
                dice.setstate(saved)
            store.put(late, at=1)
            assert list(store.verify()) == []
            found.append(content(store))
    assert found[0] == found[1]


def test_the_rest_of_a_star_holds_together_when_its_centre_is_split_off(database: str) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([extract("d1", [Said(0, (1, 2, 3), "red", 5, 1)])], at=1)
        store.put(
            [extract(f"d{n}", [Said(n, (n - 1,), "red", place, 1)]) for n, place in ((2, 4), (3, 5), (4, 6))], at=1
        )
        assert events(store) == [[1, 2, 3, 4]]  # each is linked to 1 alone: no two others share a key
        decide(store, *splitting([1], [2, 3, 4]), action="split")
        assert events(store) == [[1], [2, 3, 4]]
        rest = store.event(2)
        assert rest is not None
        assert [(source.number, source.like, source.score, source.reason) for source in rest.sources] == [
            (2, None, 1.0, ""),
            (3, None, 0.65, "1 apart"),
            (4, None, 0.65, "1 apart"),
        ]
        undo(store)
        assert events(store) == [[1, 2, 3, 4]]


def test_what_held_together_only_by_what_left_falls_apart(database: str) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(chain(5, 3, 7), at=1)  # 2 and 3 are four apart
        assert events(store) == [[1, 2, 3]]
        decide(store, *splitting([1], [2, 3]), action="split")
        assert events(store) == [[1], [2], [3]]


def test_an_article_read_again_keeps_the_numbers_of_what_it_says_in_the_same_words_and_what_was_judged(
    database: str,
) -> None:
    old = extract("a", [Said(0, RED, "red", 1, 1), Said(1, RED, "red", 9, 2)])
    other = extract("b", [Said(5, RED, "red", 1, 1)])
    kept, new = old.mentions[0].title, Said(2, (2,), "blue", 4, 3)
    text = extract("a", [Said(0, RED, "red", 1, 1), new])
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([old, other], at=1)
        assert events(store) == [[1, 3], [2]]
        decide(store, *merging([1, 2]), action="merge")
        decide(store, judgement(1, 3, DIFFERENT))
        before = rows(database, EVENTS)
        store.put([text], at=2)
        assert text.mentions[0].title == kept
        assert events(store) == [[1], [3], [5]]  # 2 is said no more, 5 is new
        event = store.event(1)
        assert event is not None
        assert (event.number, event.sources[0].document) == (1, 3)
        with store.deciding() as desk:
            assert [one.number for one in desk.standing()] == [1, 2]
        kept_rows = rows(database)
        store.rebuild(again([old, other, text]), at=9)
        assert rows(database) == kept_rows
        undo(store, 2)
        assert events(store) == [[1, 3], [5]]
        undo(store, 1)
        store.put([old], at=3)
        assert events(store) == [[1, 3], [2]]
        decide(store, *merging([1, 2]), action="merge")
        decide(store, judgement(1, 3, DIFFERENT))
        assert rows(database, EVENTS) == before


def test_a_version_that_never_stood_is_merged_once_it_does(database: str) -> None:
    old, new = (extract("a", [Said(0, RED, "red", place, 1)]) for place in (1, 9))
    other = extract("b", [Said(5, RED, "red", 1, 1)])
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([old, new, other], at=1)
        assert events(store) == [[2], [3]]
        before = rows(database)
        store.rebuild(again([old, new, other]), at=9)
        assert rows(database) == before
        store.put([old], at=2)
        assert events(store) == [[1, 3]]
        assert store.uncompared() == 0


def test_two_versions_that_both_stand_say_one_thing(database: str) -> None:
    old = extract("a", [Said(0, RED, "red", 1, 1), Said(1, RED, "red", 9, 2)])
    new = extract("a", [Said(0, RED, "red", 1, 1), Said(2, (2,), "blue", 4, 3)])
    moved = old._replace(document=type(old.document)("b", "b", old.document.text, old.document.published))
    with open_store(database, create=True, merger=OnALine()) as store:
        for one in (old, new, moved):
            store.put([one], at=1)
        assert events(store) == [[1, 1], [2], [4]]
        decide(store, judgement(1, 2, SAME))
        assert events(store) == [[1, 1, 2], [4]]
        undo(store)
        assert events(store) == [[1, 1], [2], [4]]


def test_far_claims_are_one_and_like_ones_are_not_where_people_said_so_after_a_rebuild_and_by_a_better_merger(
    database: str,
) -> None:
    class Blind(OnALine):
        """It finds nothing alike."""

        def update(self, *_: object) -> set[int]:
            return set()

    documents = [*chain(1, 1), extract("d3", [Said(3, (9,), "blue", 90, 3)])]
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(documents, at=1)
        assert events(store) == [[1, 2], [3]]
        decide(store, judgement(1, 3, SAME))
        decide(store, judgement(1, 2, DIFFERENT))
        assert events(store) == [[1, 3], [2]]
        before = rows(database)
        store.rebuild(again(documents), at=9)
        assert rows(database) == before
        assert [one.number for one in store.standing()] == [1, 2]
    with open_store(database, merger=Blind()) as store:
        store.rebuild(again(documents), at=9)
        assert events(store) == [[1, 3], [2]]
    with open_store(database, merger=OnALine()) as store:
        store.rebuild(again(documents), at=9)
        assert rows(database) == before


def test_a_third_that_is_like_both_does_not_bring_together_what_people_parted(database: str) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(chain(1, 3), at=1)
        assert events(store) == [[1, 2]]
        decide(store, judgement(1, 2, DIFFERENT))
        assert events(store) == [[1], [2]]
        store.put([extract("d3", [Said(3, RED, "red", 2, 1)])], at=2)
        assert events(store) == [[1, 3], [2]]  # as like as 2, of a lower rank
        undo(store)
        assert events(store) == [[1, 2, 3]]


def test_what_is_undated_changes_no_time_of_what_it_joins(database: str) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(chain(1, 1), at=1)
        alone = store.event(1)
        store.put([extract("d9", [Said(9, RED, "red", 1, None)])], at=1)
        event = store.event(3)
        assert alone is not None
        assert event is not None
        assert (event.number, event.mentions, event.dated, event.time) == (1, 3, 2, alone.time)
        assert event.time == TimeSpan.of(2019, 5, 1)
        decide(store, *splitting([1, 2], [3]), action="split")
        assert [one.time for one in store.exported(EventQuery(undated=True))] == [None]


@pytest.mark.postgresql
@given(documents=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_databases_merge_alike(
    postgresql_url: str, tmp_path: object, documents: list[Extract], dice: random.Random
) -> None:
    state = dice.getstate()
    found = []
    for database in (f"{tmp_path}/timeline.db", postgresql_url):
        dice.setstate(state)
        with open_store(emptied(database), merger=OnALine()) as store:
            for batch in shuffled(documents, dice):
                store.put(batch, at=1)
            decide(store, *merging([1, 2]), action="merge")
        found.append(rows(database))
    assert found[0] == found[1]
