"""Pairs that wait for a word: which are asked about, as JSON lines out and in, and a session's way through them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from store.likenesses import TITLES, ByHand, compare, compared
from store.samples import told
from timeline.errors import ContradictingJudgement, NothingToDecide
from timeline.store import open_store
from timeline.values.judgement import Answers, Decision, Verdict
from timeline.workflow.judging import judge, log, undo
from timeline.workflow.reviewing import Session, line, pairs, take

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.workflow.merger._compared", compare)


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Five claims, and three pairs that wait: 3 and 4, 2 and 3, 1 and 2."""
    return compared(str(tmp_path / "timeline.db"))


def waiting(db: str) -> list[tuple[int, int]]:
    return [(pair.one, pair.other) for pair in pairs(db)[0]]


def answers(db: str, *lines: object, by: str = "ann") -> Answers:
    texts = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
    return take(db, texts, "answers.jsonl", by=by, at=9)


def told_of(problems: Iterable[object]) -> list[str]:
    return [str(problem).partition(";")[0] for problem in problems]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_pair_waits_until_it_is_judged_and_again_once_that_is_taken_back(db: str, verdict: Verdict) -> None:
    judge(db, 4, 3, verdict, by="ann", at=3)
    assert waiting(db) == [(2, 3), (1, 2)]
    undo(db, by="ann", at=4)
    assert waiting(db) == [(3, 4), (2, 3), (1, 2)]


def test_a_pair_of_which_a_chain_tells_does_not_wait(db: str) -> None:
    judge(db, 1, 3, SAME, by="ann", at=3)
    judge(db, 2, 4, SAME, by="ann", at=3)
    judge(db, 1, 4, DIFFERENT, by="ann", at=3)
    assert waiting(db) == []
    undo(db, by="ann", at=4)
    assert waiting(db) == [(3, 4), (2, 3), (1, 2)]
    judge(db, 3, 4, SAME, by="ann", at=5)
    assert waiting(db) == []


def test_pairs_are_counted_beyond_those_that_are_asked_for(db: str) -> None:
    found, more = pairs(db, limit=2)
    assert ([(pair.one, pair.other) for pair in found], more) == ([(3, 4), (2, 3)], 1)
    assert pairs(db, merged=False)[1] == 0


def test_a_line_has_what_one_needs_to_judge_and_a_place_for_the_verdict(db: str) -> None:
    given = json.loads(line(pairs(db)[0][0]))
    quotes = ["The mill burned", "The old mill was on fire"]
    source = {"title": None, "publisher": None, "published": "2019-05-15"}
    assert given == {
        "one": 3,
        "other": 4,
        "score": 0.51,
        "reason": "same day, wording 0.52",
        "titles": quotes,
        "quotes": quotes,
        "dates": ["2019-05-15", "2019-05-15"],
        "basis": ["stated", "stated"],
        "sources": [{**source, "addresses": [quote]} for quote in quotes],
        "verdict": None,
    }


def test_answers_are_taken_with_who_and_why_and_once_more_change_nothing(db: str) -> None:
    lines = [json.loads(line(pair)) for pair in pairs(db)[0]]
    lines[0] |= {"verdict": "same", "why": "one fire", "by": "model 7"}
    lines[1] |= {"verdict": " Different "}
    taken = answers(db, *lines, b"", b"  \r\n")
    assert taken == Answers(taken=2, known=0, unanswered=1, problems=())
    made = log(db)[::-1]
    assert [(one.why, one.by, one.judgements[0].verdict) for one in made if isinstance(one, Decision)] == [
        ("one fire", "model 7", SAME),
        ("", "ann", DIFFERENT),
    ]
    assert answers(db, *lines, by="ben") == Answers(taken=0, known=2, unanswered=1, problems=())
    assert log(db)[::-1] == made
    assert waiting(db) == [(1, 2)]


def test_a_bad_answer_is_a_problem_with_its_line_and_the_others_are_taken(db: str) -> None:
    deep = b"[" * 100_000
    result = answers(
        db,
        {"one": 3, "other": 4, "verdict": "same"},
        b"{",
        b'{"one": "\xff"}',
        deep,
        [3, 4],
        {"one": "3", "other": 4, "verdict": "same"},
        {"one": True, "other": 4, "verdict": "same"},
        {"one": 3, "verdict": "same"},
        {"one": 3, "other": 4, "verdict": "yes"},
        {"one": 3, "other": 4, "verdict": 1},
        {"one": 3, "other": 4, "verdict": "same", "by": 7},
        {"one": 3, "other": 99, "verdict": "same"},
        {"one": 3, "other": 3, "verdict": "same"},
        {"one": 2**80, "other": 3, "verdict": "same"},
        {"one": 1, "other": 2, "verdict": "unsure"},
    )
    assert (result.taken, result.known, result.unanswered) == (2, 0, 0)
    assert told_of(result.problems) == [
        "answers.jsonl:2: it is no JSON",
        "answers.jsonl:3: it is no JSON",
        "answers.jsonl:4: it is no JSON",
        "answers.jsonl:5: it is no JSON object",
        "answers.jsonl:6: its 'one' is no number",
        "answers.jsonl:7: its 'one' is no number",
        "answers.jsonl:8: its 'other' is no number",
        "answers.jsonl:9: its verdict is 'yes'",
        "answers.jsonl:10: its 'verdict' is no text",
        "answers.jsonl:11: its 'by' is no text",
        "answers.jsonl:12: there is no event 99 in the timeline",
        "answers.jsonl:13: 3 and 3 are one and the same",
        f"answers.jsonl:14: there is no event {2**80} in the timeline",
    ]


def test_answers_that_contradict_what_stands_or_one_another_are_told_line_by_line(db: str) -> None:
    judge(db, 1, 2, SAME, by="ben", at=3)
    result = answers(
        db,
        {"one": 1, "other": 2, "verdict": "different"},
        {"one": 2, "other": 3, "verdict": "same"},
        {"one": 3, "other": 1, "verdict": "different"},
        {"one": 4, "other": 1, "verdict": "different"},
    )
    assert (result.taken, [str(problem) for problem in result.problems]) == (
        2,
        [
            "answers.jsonl:1: 1 and 2 cannot be different: 1 = 2 (decision 1, ben); "
            "take it back first: timeline undo 1",
            "answers.jsonl:3: 1 and 3 cannot be different: 1 = 2 (decision 1, ben), 2 = 3 (decision 2, ann); "
            "take one of these back first: timeline undo 2",
        ],
    )


def test_others_decide_while_answers_are_still_to_come(db: str) -> None:
    def slowly() -> Iterator[bytes]:
        yield b'{"one": 1, "other": 2, "verdict": "same"}'
        judge(db, 2, 1, SAME, by="ben", at=3)

    assert take(db, slowly(), "pipe", by="ann", at=9) == Answers(taken=0, known=1, unanswered=0, problems=())


def shown(session: Session) -> tuple[int, int] | None:
    pair = session.next()
    return None if pair is None else (pair.one, pair.other)


def test_a_session_asks_each_pair_once_and_leaves_out_what_follows_from_its_own_answers(tmp_path: Path) -> None:
    alike = [(2, 1, 0.5, ""), (3, 2, 0.51, ""), (4, 3, 0.52, ""), (5, 4, 0.53, ""), (6, 3, 0.54, "")]
    db = compared(str(tmp_path / "t.db"), [*TITLES, "The mill opened"], alike)
    judge(db, 1, 6, SAME, by="ben", at=2)
    with Session(db, by="ann", why="read") as session:
        assert (shown(session), session.more) == ((1, 2), 4)
        session.answer(SAME, at=3)
        assert shown(session) == (2, 3)
        session.answer(SAME, at=3)
        assert shown(session) == (3, 4)
        session.skip()
        assert shown(session) == (4, 5)
        session.answer(UNSURE, at=3)
        assert shown(session) is None  # 3 = 6 follows
        assert session.tally == {"same": 2, "skipped": 1, "unsure": 1}
    assert [(one.by, one.why) for one in log(db)[:-1] if isinstance(one, Decision)] == [("ann", "read")] * 3
    assert waiting(db) == [(3, 4)]


def test_undo_brings_back_the_last_pair_and_then_the_one_that_was_shown(db: str) -> None:
    with Session(db, by="ann") as session:
        assert session.undo(at=3) is None
        assert shown(session) == (3, 4)
        assert session.undo(at=3) is None
        session.answer(SAME, at=3)
        assert shown(session) == (2, 3)
        session.answer(DIFFERENT, at=3)
        assert shown(session) == (1, 2)
        assert session.undo(at=4) is not None
        assert session.undo(at=4) is not None
        assert [shown(session), shown(session), shown(session), shown(session)] == [(3, 4), (2, 3), (1, 2), None]
        assert +session.tally == {}
    assert [one.undone_at for one in log(db)] == [4, 4]


def test_undo_at_the_end_of_a_session_brings_the_last_pair_back(db: str) -> None:
    with Session(db, by="ann", limit=1) as session:
        assert (shown(session), session.more) == ((3, 4), 0)
        session.answer(SAME, at=3)
        assert shown(session) is None
        session.undo(at=4)
        assert shown(session) == (3, 4)
        session.answer(DIFFERENT, at=5)
        assert shown(session) is None


def test_what_another_decides_meanwhile_is_minded(db: str) -> None:
    with Session(db, by="ann") as session:
        assert shown(session) == (3, 4)
        made = judge(db, 3, 4, DIFFERENT, by="ben", at=3)
        with pytest.raises(ContradictingJudgement, match="decision 1, ben"):
            session.answer(SAME, at=3)
        assert session.tally == {}
        assert shown(session) == (2, 3)
        session.answer(SAME, at=3)
        undo(db, made.number + 1, by="ben", at=4)
        with pytest.raises(NothingToDecide):
            session.undo(at=5)


def test_a_long_session_sees_every_pair_in_order(tmp_path: Path) -> None:
    count = 60
    titles = [f"Event {n}" for n in range(count)]
    alike = [(n, n - 1, 0.5 + n / 1_000, "") for n in range(2, count + 1)]
    db = compared(str(tmp_path / "t.db"), titles, alike)
    with Session(db, by="ann") as session:
        seen = []
        while (pair := shown(session)) is not None:
            seen.append(pair)
            assert session.more == count - 1 - len(seen)
            session.skip() if len(seen) % 2 else session.answer(UNSURE, at=3)
    assert seen == [(n - 1, n) for n in range(2, count + 1)]


def test_a_pair_that_leaves_the_timeline_while_it_is_shown_cannot_be_answered(db: str) -> None:
    from timeline.errors import NoSuchEvent

    with Session(db, by="ann") as session:
        assert shown(session) == (3, 4)
        with open_store(db, merger=ByHand()) as store:
            store.put([told("Nothing happened", address="The mill burned")], at=2)
        with pytest.raises(NoSuchEvent):
            session.answer(SAME, at=3)
        assert shown(session) == (2, 3)  # fetched before; what is gone is refused when answered
