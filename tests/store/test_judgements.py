"""Decisions on merging: kept, found again, undone in any order; and the pairs that wait for one."""

import pytest

from store.likenesses import TITLES, ByHand, compared
from store.samples import person, told
from timeline.errors import NoSuchDecision, NoSuchEvent, NothingToDecide
from timeline.events.judgements import merging, splitting
from timeline.store import Store, open_store
from timeline.values.judgement import Decision, Judgement, Verdict
from timeline.values.query import EventQuery


@pytest.fixture
def timeline(database: str) -> str:
    """Five claims, four of them more or less alike: of two events with two, and of one."""
    return compared(database)


def decide(store: Store, *said: Judgement, action: str = "judge", by: str = "ann", at: int = 7) -> Decision:
    with store.deciding() as desk:
        made = desk.draft(action, said, why="so it is", by=by, at=at)
        desk.keep(made)
    return made


def queue(store: Store, merged: bool | None = None) -> list[tuple[int, int]]:
    return [(pair.one, pair.other) for pair in store.pairs(lambda *_: True, None, merged=merged)[0]]


def events(store: Store) -> list[list[int]]:
    """The claims of each event, by its number."""
    with store.deciding() as desk:
        return [desk.claims(one.number) for one in sorted(store.events(EventQuery()), key=lambda one: one.number)]


def test_a_decision_is_read_back_as_it_was_made(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        one = decide(store, *merging([3, 1, 2]), action="merge")
        other = decide(store, *splitting([5, 4], [1]), action="split", by="b\0n", at=8)
        assert store.decisions() == store.standing() == [one, other]
        assert (one.number, other.number, other.by) == (1, 2, "b\ufffdn")
        assert one.judgements == (Judgement(1, 3, Verdict.SAME), Judgement(2, 3, Verdict.SAME))


def test_decisions_are_undone_in_any_order_and_stay_as_undone(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        for pair in ((1, 2), (2, 3), (3, 4)):
            decide(store, *merging(pair))
        with store.deciding() as desk:
            assert desk.undo(2, by="ben", at=9).undone_at == 9
            assert [made.number for made in desk.standing()] == [1, 3]
            assert desk.undo(None, by="cleo", at=10).number == 3
        assert [(made.number, made.undone_at, made.undone_by) for made in store.decisions()] == [
            (1, None, ""),
            (2, 9, "ben"),
            (3, 10, "cleo"),
        ]
        assert decide(store, *merging([3, 4])).number == 4  # a number is never given twice


def test_what_cannot_be_undone_is_told(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        decide(store, *merging([1, 2]))
        with store.deciding() as desk:
            for number in (2, 0, -1, 2**70):
                with pytest.raises(NoSuchDecision, match=f"no decision {number};"):
                    desk.undo(number, by="ben", at=9)
            desk.undo(1, by="ben", at=9)
            with pytest.raises(NothingToDecide, match="taken back already, by ben"):
                desk.undo(1, by="ben", at=9)
            with pytest.raises(NothingToDecide, match="no decision is left"):
                desk.undo(None, by="ben", at=9)


def test_a_claim_leads_to_the_event_that_it_tells_of_now_while_its_document_stands(database: str) -> None:
    timeline = compared(database, likenesses=[(2, 1, 0.6, ""), (4, 1, 0.6, "")])
    with open_store(timeline, merger=ByHand()) as store:
        with store.deciding() as desk:
            assert [desk.event_of(number) for number in range(1, 6)] == [1, 1, 3, 1, 5]
            assert desk.claims(1) == [1, 2, 4]
            for number in (0, 6, 2**70):
                with pytest.raises(NoSuchEvent):
                    desk.event_of(number)
        store.put([told("Nothing happened", address="A ferry went down")], at=2)
        with store.deciding() as desk:
            assert desk.claims(1) == [1, 4]
            with pytest.raises(NoSuchEvent):
                desk.event_of(2)


def test_of_a_transaction_that_fails_nothing_stays(timeline: str) -> None:
    def deciding(store: Store) -> None:
        with store.deciding() as desk:
            desk.keep(desk.draft("merge", merging([1, 2]), why="", by="ann", at=7))
            desk.event_of(99)

    with open_store(timeline, merger=ByHand()) as store:
        with pytest.raises(NoSuchEvent):
            deciding(store)
        assert store.decisions() == []


def test_the_events_are_made_anew_of_every_claim_that_was_decided_on(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        assert events(store) == [[1, 2], [3, 4], [5]]
        decide(store, *splitting([3, 2], [5]), action="split")
        assert events(store) == [[1, 2, 3, 4], [5]]
        decide(store, *splitting([4], [3, 1]), action="split")
        assert events(store) == [[1, 2, 3], [4], [5]]
        with store.deciding() as desk:
            desk.undo(1, by="ann", at=8)
        assert events(store) == [[1, 2], [3], [4], [5]]
        with store.deciding() as desk:
            assert len(desk.standing()) == 1
        assert events(store) == [[1, 2], [3], [4], [5]]


def test_of_a_decision_the_events_follow_at_once_and_again_when_it_is_taken_back(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        decide(store, *merging([5, 4]), action="merge")
        found = store.event(5)
        assert found is not None
        assert (found.number, found.mentions, sorted(source.number for source in found.sources)) == (3, 3, [3, 4, 5])
        with store.deciding() as desk:
            desk.undo(None, by="ann", at=8)
        assert [one.number for one in store.events(EventQuery())] == [1, 3, 5]


def test_those_pairs_wait_whose_score_is_unsure_the_least_sure_first(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        assert queue(store) == [(3, 4), (2, 3), (1, 2)]
        assert queue(store, merged=True) == [(3, 4), (1, 2)]
        assert queue(store, merged=False) == [(2, 3)]
        [first, second], more = store.pairs(lambda *_: True, 2)
        assert (first.score, first.reason, second.reason, more) == (0.51, "same day, wording 0.52", "same day", 1)
        assert [source.quote for source in first.sources] == ["The mill burned", "The old mill was on fire"]


def test_pairs_of_one_score_wait_in_the_order_of_their_numbers(database: str) -> None:
    alike = [(3, 5, 0.5, ""), (4, 1, 0.5, ""), (2, 1, 0.5, ""), (5, 2, 0.7, ""), (6, 1, 0.3, "")]
    # 0.7 - 0.5 is a little less than 0.5 - 0.3 to a computer
    with open_store(compared(database, [*TITLES, "The mill opened"], alike), merger=ByHand()) as store:
        assert queue(store) == [(1, 2), (1, 4), (3, 5), (2, 5), (1, 6)]


def test_a_pair_of_which_one_has_left_the_timeline_does_not_wait(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        store.put([told("Nothing happened", address="The mill burned")], at=2)
        assert queue(store) == [(1, 2)]
        store.put([told("The mill burned")], at=3)
        assert queue(store) == [(3, 4), (2, 3), (1, 2)]


def test_decisions_on_names_are_read_back_with_the_names(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([told("A", person("Ada Quill")), told("B", person("Quill")), told("C", person("ADA QUILL"))], at=1)
        store.join_names("Ada Quill", "Quill", why="she", at=3)
        store.part_name("ADA QUILL", at=4)
        store.undo_names(at=5)
        joined, parted = store.name_decisions()
        assert (joined.decision, joined.one, joined.other, joined.why, joined.at) == (
            "join",
            "Quill",
            "Ada Quill",
            "she",
            3,
        )
        assert (parted.decision, parted.one, parted.other, parted.undone_at) == ("part", "ADA QUILL", "Ada Quill", 5)


def test_no_row_is_kept_that_no_judgement_could_be(timeline: str) -> None:
    with open_store(timeline, merger=ByHand()) as store:
        for wrong in (Judgement(2, 1, Verdict.SAME), Judgement(2, 2, Verdict.SAME)):
            with pytest.raises(Exception, match="order"):
                decide(store, wrong)
        assert store.decisions() == []
