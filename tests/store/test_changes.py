"""What changed since a moment, told out of what was kept while it changed."""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.merged import SAID, OnALine, Said, again, emptied, extract, rows
from store.samples import read, told
from timeline.errors import TimelineError
from timeline.events.judgements import Standing, judgement, merging, splitting
from timeline.store import Store, open_store
from timeline.store.changes import Changes
from timeline.store.dialects import database_at
from timeline.store.dialects.base import Row
from timeline.values.change import Change, ChangeKind, Correction, State
from timeline.values.extract import Extract
from timeline.values.judgement import Judgement, Verdict
from timeline.values.time import TimeSpan

RED = (1,)
MAY, JUNE = TimeSpan.of(2019, 5), TimeSpan.of(2019, 6)
Shown = dict[int, State]


def standing(database: str) -> Shown:
    """Every event there is, read from its table."""
    dialect = database_at(database)
    with dialect.reading() as reader:
        found = reader.rows("SELECT number, edtf, title, status, documents FROM event")
    dialect.close()
    return {row[0]: State(*row) for row in found}


def since(store: Store, at: int | None) -> list[Change]:
    """All that changed of events; what is counted is what is told."""
    with store.changes(at) as changes:
        assert changes is not None
        found = {kind: list(changes.changes(kind)) for kind in ChangeKind}
        assert {kind: changes.count(kind) for kind in ChangeKind} == {kind: len(some) for kind, some in found.items()}
        assert [list(changes.changes(kind, 1)) for kind in ChangeKind] == [some[:1] for some in found.values()]
    return [change for some in found.values() for change in some]


def corrected(store: Store, at: int) -> list[Correction]:
    with store.changes(at) as changes:
        assert changes is not None
        found = list(changes.corrections())
        assert changes.corrected() == len(found)
    return found


def applied(then: Shown, changes: Sequence[Change]) -> Shown:
    """The events of then, with all that changed since."""
    events = dict(then)
    for change in changes:
        if change.was:
            assert events.pop(change.was.number) == change.was
    for change in changes:
        if change.now:
            assert change.now.number not in events
            events[change.now.number] = change.now
    return events


def decide(store: Store, *said: Judgement, at: int) -> None:
    with store.deciding() as desk:
        made = desk.draft("judge", said, why="", by="ann", at=at)
        Standing(desk.standing()).add(made)
        desk.keep(made)


def undo(store: Store, at: int) -> None:
    with store.deciding() as desk:
        desk.undo(None, by="ann", at=at)


def numbers(changes: Sequence[Change], kind: ChangeKind) -> list[tuple[int, int | None]]:
    return [(change.number, change.other) for change in changes if change.kind is kind]


class History:
    """A timeline to which things happen by chance, one a second; what stood before each of them is known."""

    def __init__(self, database: str, store: Store, texts: list[list[Said]], dice: random.Random) -> None:
        self.database, self.store, self.texts, self.dice = database, store, texts, dice
        self.known: dict[str, Extract] = {}
        self.before: list[Shown] = []

    def step(self) -> None:
        """Something happens."""
        at = len(self.before)
        self.before.append(standing(self.database))
        claims = sum(len(one.mentions) for one in self.known.values())
        act = self.dice.randrange(7) if claims else 0
        with suppress(TimelineError):  # refused: then nothing has changed
            if act < 3:
                self.store.put(self.batch(), at=at)
            elif act == 3:
                self.store.rebuild(again(self.known.values()), at=at)
            elif act == 4:
                undo(self.store, at)
            else:
                self.decide(self.dice.randint(1, claims), self.dice.randint(1, claims), at)

    def batch(self) -> list[Extract]:
        """One or two articles; some are of a known address, and say most of it in the same words."""
        found = []
        for _ in range(self.dice.randint(1, 2)):
            place = self.dice.randrange(len(self.texts))
            said = self.texts[place]
            if self.dice.random() < 0.6:
                said[self.dice.randrange(len(said))] = self.dice.choice(self.dice.choice(self.texts))
            one = extract(f"d{place}", said)
            found.append(self.known.setdefault(one.document.text, one))
        return found

    def decide(self, one: int, other: int, at: int) -> None:
        """People merge two, or part one from all others of its event."""
        said = merging([one, other])
        if self.dice.random() < 0.5:
            with self.store.deciding() as desk:
                rest = [claim for claim in desk.claims(desk.event_of(one)) if claim != one]
            said = splitting([one], rest) if rest else (judgement(one, other, Verdict.DIFFERENT),)
        decide(self.store, *said, at=at)


TEXTS = st.lists(st.lists(SAID, min_size=1, max_size=3), min_size=2, max_size=4)


@given(texts=TEXTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_events_of_any_moment_with_what_changed_since_are_those_of_any_later_one(
    database: str, texts: list[list[Said]], dice: random.Random
) -> None:
    with open_store(emptied(database), create=True, merger=OnALine()) as store:
        history = History(database, store, texts, dice)
        for at in range(dice.randint(2, 9)):
            history.step()
            now = standing(database)
            for moment in {at, dice.randint(0, at), 0}:
                then, found = history.before[moment], since(store, moment)
                assert applied(then, found) == now
                for change in found:
                    assert change.was is None or change.was != change.now
                    event = store.event(change.number)
                    if change.kind is ChangeKind.MERGED:
                        assert change.other in now
                        assert event is None or event.number == change.other
                    assert (change.kind is not ChangeKind.GONE) or event is None
        events = [(row[1], row[2]) for row in rows(database, ["event_change"])["event_change"]]
        assert len(events) == len(set(events))  # one row for an event and a transaction


def test_a_report_that_changes_a_date_is_a_change_and_what_is_known_already_is_not_new(database: str) -> None:
    first = extract("a", [Said(0, RED, "red", 1, 0)])
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([first], at=1)
        store.put([first, extract("b", [Said(1, RED, "red", 1, 3)])], at=2)
        [change] = since(store, 2)
        differs = {name: (was, now) for name, was, now in change.differences()}
        assert (change.kind, change.number) == (ChangeKind.CHANGED, 1)
        assert differs["documents"] == (1, 2)
        assert differs["date"] == ("[2019-05-01..2019-05-10]", "2019-05-03")
        assert numbers(since(store, 1), ChangeKind.NEW) == [(1, None)]
        assert since(store, 3) == []
        assert since(store, None) == since(store, 2)  # the last ingest


def test_nothing_was_ever_ingested(database: str) -> None:
    with open_store(database, create=True) as store, store.changes(None) as changes:
        assert changes is None


def test_what_people_merge_and_part_is_told_as_that_and_taken_back_as_nothing(database: str) -> None:
    far = [extract(f"d{n}", [Said(n, (n,), "red", 5 * n, 1)]) for n in (1, 2)]
    near = extract("d3", [Said(3, (1,), "red", 5, 1)])
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([*far, near], at=1)  # 1 and 3 are one
        decide(store, *merging([1, 2]), at=2)
        assert numbers(since(store, 2), ChangeKind.MERGED) == [(2, 1)]
        undo(store, 3)
        assert since(store, 2) == []
        assert numbers(since(store, 3), ChangeKind.NEW) == [(2, 1)]
        decide(store, *splitting([3], [1]), at=4)
        assert numbers(since(store, 4), ChangeKind.NEW) == [(3, 1)]
        assert numbers(since(store, 4), ChangeKind.CHANGED) == [(1, None)]
        undo(store, 5)
        assert since(store, 4) == since(store, 2) == []


def test_a_corrected_article_tells_what_it_dropped_added_and_kept(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a.txt", "The ferry sank. The tug sank. A gull flew", MAY, MAY, JUNE)], at=1)
        store.put([read("b.txt", "A whale came", JUNE)], at=1)
        store.put([read("a.txt", "The ferry sank. The tug floats. A gull flew", MAY, MAY, JUNE)], at=2)
        [article] = corrected(store, 2)
        assert article == Correction("a.txt", "A day at sea", 1, 3, dropped=(2,), added=(6,), kept=2, events=(2, 6))
        assert [(change.kind, change.number) for change in since(store, 2)] == [
            (ChangeKind.NEW, 6),
            (ChangeKind.GONE, 2),
        ]
        assert corrected(store, 1) == corrected(store, 3) == []
        store.put([read("a.txt", "The ferry sank", MAY)], at=3)
        assert [(one.was, one.now) for one in corrected(store, 2)] == [(1, 4)]  # and not by way of 3


def test_an_article_whose_text_stands_elsewhere_too_is_not_corrected(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a.txt", "The ferry sank", MAY), read("b.txt", "The ferry sank", MAY)], at=1)
        store.put([read("a.txt", "The tug sank", JUNE)], at=2)
        assert corrected(store, 2) == []
        store.put([read("b.txt", "The buoy sank", JUNE)], at=3)
        assert [(one.was, one.now) for one in corrected(store, 3)] == [(1, 3)]


def test_an_event_that_loses_the_claim_it_was_called_by_goes_on_under_another_number(database: str) -> None:
    old = [Said(0, RED, "red", 1, 1), Said(1, RED, "red", 1, 1)]
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([extract("a", old)], at=1)
        assert list(standing(database)) == [1]
        store.put([extract("a", [Said(5, (9,), "blue", 1, 3), old[1]])], at=2)
        found = since(store, 2)
        assert [(c.kind, c.was and c.was.number, c.now and c.now.number) for c in found] == [
            (ChangeKind.NEW, None, 3),
            (ChangeKind.CHANGED, 1, 2),
        ]
        assert next(iter(found[1].differences())) == ("number", 1, 2)


def test_what_is_gone_and_stands_again_has_not_changed(database: str) -> None:
    ferry, tug = read("a.txt", "The ferry sank", MAY), read("a.txt", "The tug sank", JUNE)
    with open_store(database, create=True) as store:
        for at, one in enumerate((ferry, tug, ferry), 1):
            store.put([one], at=at)
        assert since(store, 2) == []
        assert numbers(since(store, 3), ChangeKind.NEW) == [(1, None)]
        assert numbers(since(store, 3), ChangeKind.GONE) == [(2, None)]


def test_a_rebuild_that_changes_nothing_keeps_nothing(database: str) -> None:
    documents = [extract(f"d{n}", [Said(n, RED, "red", n, 1)]) for n in (1, 2, 9)]
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put(documents, at=1)
        store.rebuild(again(documents), at=2)
    assert rows(database, ["event_change"]) == {"event_change": []}


def test_what_has_not_changed_is_not_read(tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        for at in range(9):
            store.put([read(f"{at}", ". ".join(f"Rain {at} {n}" for n in range(20)), MAY)], at=at)
    dialect, asked = database_at(path), list[str]()
    with dialect.reading() as reader:

        class Planned:
            """Asks the database how it would answer, before it does."""

            def rows(self, sql: str, **values: object) -> list[Row]:
                asked.extend(str(step[-1]) for step in reader.rows(f"EXPLAIN QUERY PLAN {sql}", **values))
                return reader.rows(sql, **values)

            def stream(self, sql: str, size: int, **values: object) -> Iterator[list[Row]]:
                self.rows(sql, **values)
                return reader.stream(sql, size, **values)

        changes = Changes(Planned(), 8)
        assert sum(changes.count(kind) for kind in ChangeKind) == 20
        assert sum(len(list(changes.changes(kind))) for kind in ChangeKind) == 20
        assert changes.corrected() == len(list(changes.corrections())) == 0
    dialect.close()
    counted = ("SCAN (subquery", "SCAN pairs")  # what a question itself has found
    assert [step for step in asked if step.startswith("SCAN") and not step.startswith(counted)] == []


def test_new_ones_come_in_the_order_of_the_timeline_undated_ones_last(database: str) -> None:
    batch = [told("An owl cried", time=None), told("A tug sank", time=JUNE), told("A ferry sank", time=MAY)]
    with open_store(database, create=True) as store:
        store.put(batch, at=1)
        assert [change.number for change in since(store, 0)] == [3, 2, 1]
