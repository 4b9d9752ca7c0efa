"""People decide: merges, splits and verdicts, refused where they contradict, taken back in any order, in the log."""

from pathlib import Path

import pytest

from store.likenesses import ByHand, Compared, compare, compared
from store.samples import person, told
from timeline.errors import (
    ContradictingJudgement,
    NoSuchClaim,
    NoSuchEvent,
    NothingToDecide,
    NothingWouldStay,
    OneAndTheSame,
)
from timeline.store import open_store
from timeline.values.judgement import Decision, Judgement, Verdict
from timeline.values.names import LoggedNames
from timeline.values.query import EventQuery
from timeline.workflow.judging import judge, log, merge, split, undo

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


NEAR: tuple[Compared, ...] = ((2, 1, 0.6, ""), (3, 2, 0.45, ""), (4, 3, 0.49, ""))


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.workflow.merger._compared", compare)


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Four events, of which the first has two claims."""
    return compared(str(tmp_path / "timeline.db"), likenesses=NEAR)


def events(db: str) -> list[list[int]]:
    """The claims of each event, by its number."""
    with open_store(db) as store:
        assert list(store.verify()) == []
        found = list(store.exported(EventQuery()))
    return sorted(sorted(source.number for source in event.sources) for event in found)


def said(db: str) -> list[tuple[str, tuple[Judgement, ...]]]:
    """What is in the log, the first first, without what was undone."""
    return [(one.action, one.judgements) for one in log(db)[::-1] if isinstance(one, Decision) and not one.undone_at]


def test_a_merge_names_the_claims_by_the_numbers_that_were_given(db: str) -> None:
    made = merge(db, [4, 2, 5], why="one fire", by="ann", at=3)
    assert made.judgements == (Judgement(2, 4, SAME), Judgement(4, 5, SAME))
    assert log(db) == [made]
    assert (made.number, made.action, made.why, made.by, made.at) == (1, "merge", "one fire", "ann", 3)
    assert events(db) == [[1, 2, 4, 5], [3]]


def test_a_split_parts_what_leaves_from_what_stays_of_the_event_to_which_the_number_leads(tmp_path: Path) -> None:
    db = compared(str(tmp_path / "t.db"), likenesses=[(2, 1, 0.6, ""), (4, 1, 0.6, "")])
    made = split(db, 2, [4, 2], by="ann", at=3)
    assert events(db) == [[1], [2, 4], [3], [5]]
    assert made.judgements == (Judgement(2, 4, SAME), Judgement(1, 4, DIFFERENT))


@pytest.mark.parametrize(
    ("claims", "error"),
    [([3], NoSuchClaim), ([1, 9], NoSuchClaim), ([2, 1], NothingWouldStay), ([1, 2, 1], NothingWouldStay)],
)
def test_a_split_that_cannot_be_changes_nothing(db: str, claims: list[int], error: type[Exception]) -> None:
    with pytest.raises(error):
        split(db, 1, claims, by="ann", at=3)
    assert log(db) == []


def test_a_merge_that_cannot_be_changes_nothing(db: str) -> None:
    with pytest.raises(NothingToDecide, match="1 and 2 are claims of one event already; `timeline judge 1 2 same`"):
        merge(db, [1, 2], by="ann", at=3)
    with pytest.raises(OneAndTheSame):
        merge(db, [3, 4, 3], by="ann", at=3)
    with pytest.raises(NoSuchEvent, match="no event 99"):
        merge(db, [3, 99], by="ann", at=3)
    assert log(db) == []


def test_what_contradicts_is_refused_with_the_chain_until_a_link_of_it_is_taken_back(db: str) -> None:
    merge(db, [3, 4], by="ann", why="one fire", at=3)
    judge(db, 5, 4, SAME, by="ben", at=4)
    with pytest.raises(ContradictingJudgement, match=r"3 = 4 \(decision 1, ann: one fire\), 4 = 5 \(decision 2, ben\)"):
        judge(db, 3, 5, DIFFERENT, by="cleo", at=5)
    undo(db, 1, by="cleo", at=6)
    judge(db, 3, 5, DIFFERENT, by="cleo", at=7)
    with pytest.raises(ContradictingJudgement, match=r"3 ≠ 5 \(decision 3, cleo\), 5 = 4 \(decision 2, ben\)"):
        merge(db, [3, 4], by="ann", at=8)
    with pytest.raises(ContradictingJudgement):
        merge(db, [1, 3, 4], by="ann", at=8)
    assert [action for action, _ in said(db)] == ["judge", "judge"]
    assert events(db) == [[1, 2], [3], [4, 5]]


def test_merges_on_merges_are_taken_back_in_any_order(db: str) -> None:
    for pair in ([1, 3], [3, 4], [4, 5]):
        merge(db, pair, by="ann", at=3)
    assert events(db) == [[1, 2, 3, 4, 5]]
    undo(db, 2, by="ann", at=4)
    assert events(db) == [[1, 2, 3], [4, 5]]
    assert said(db) == [("merge", (Judgement(1, 3, SAME),)), ("merge", (Judgement(4, 5, SAME),))]
    judge(db, 1, 5, DIFFERENT, by="ann", at=5)
    undo(db, 1, by="ann", at=6)
    undo(db, by="ann", at=7)
    assert said(db) == [("merge", (Judgement(4, 5, SAME),))]
    assert events(db) == [[1, 2], [3], [4, 5]]


def test_the_same_verdict_again_decides_nothing_but_one_that_only_followed_can_be_said(db: str) -> None:
    judge(db, 3, 4, SAME, by="ann", at=3)
    judge(db, 4, 5, SAME, by="ann", at=3)
    with pytest.raises(NothingToDecide, match=r"3 and 4 were judged same already \(decision 1, ann\)"):
        judge(db, 4, 3, SAME, by="ben", at=4)
    assert judge(db, 5, 3, SAME, by="ben", at=4).number == 3
    assert judge(db, 3, 4, UNSURE, by="ben", at=4).number == 4


def test_decisions_hold_while_a_document_is_away_and_when_it_is_back(db: str) -> None:
    merge(db, [3, 4], by="ann", at=3)
    merge(db, [4, 5], by="ann", at=3)
    with open_store(db, merger=ByHand()) as store:
        store.put([told("Nothing happened", address="The old mill was on fire")], at=4)
    assert events(db) == [[1, 2], [3, 5], [6]]
    with pytest.raises(ContradictingJudgement):
        judge(db, 3, 5, DIFFERENT, by="ann", at=5)
    with pytest.raises(NoSuchEvent):
        judge(db, 1, 4, SAME, by="ann", at=5)
    with open_store(db, merger=ByHand()) as store:
        store.put([told("The old mill was on fire")], at=6)
    assert events(db) == [[1, 2], [3, 4, 5]]
    assert judge(db, 1, 4, SAME, by="ann", at=7).number == 3
    assert events(db) == [[1, 2, 3, 4, 5]]


def test_the_log_has_decisions_on_names_too_the_last_first(tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        store.put([told("A", person("Ada Quill")), told("B", person("Quill"))], at=1)
        store.join_names("Ada Quill", "Quill", at=4)
    merge(path, [1, 2], by="ann", at=3)
    judge(path, 1, 2, UNSURE, by="ben", at=5)
    assert [(type(one), one.at) for one in log(path)] == [(Decision, 5), (LoggedNames, 4), (Decision, 3)]
