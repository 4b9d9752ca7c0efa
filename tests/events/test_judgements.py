"""Judgements taken together: groups that obey them, contradictions, and the chains that contradict."""

import random
import re
import time
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import ContradictingJudgement, OneAndTheSame
from timeline.events.judgements import Standing, groups, judgement, merging, splitting
from timeline.values.judgement import Decision, Judgement, Verdict

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE

claims = st.integers(1, 9)
pairs = st.tuples(claims, claims).filter(lambda pair: pair[0] != pair[1])
scores = st.sampled_from([0.5, 0.6, 0.7, 0.8])
scored = st.tuples(pairs, scores).map(lambda link: (*link[0], link[1]))


def decision(number: int, *said: Judgement, by: str = "ann", why: str = "") -> Decision:
    return Decision(number, "judge", said, why, by, number)


def kept(judged: Iterable[tuple[tuple[int, int], bool]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Of those judgements the ones that can stand, each beside those before it: same, different."""
    standing, same, different = Standing(), list[tuple[int, int]](), list[tuple[int, int]]()
    for number, (pair, is_same) in enumerate(judged, 1):
        try:
            standing.add(decision(number, judgement(*pair, SAME if is_same else DIFFERENT)))
        except ContradictingJudgement:
            continue
        (same if is_same else different).append(pair)
    return same, different


def slowly(
    links: list[tuple[int, int, float]], same: list[tuple[int, int]], different: list[tuple[int, int]]
) -> set[frozenset[int]]:
    """Sets joined one link after the other, each time asking every pair that is kept apart."""
    found = [{n} for n in range(1, 10)]
    ordered = sorted(links, key=lambda k: (-k[2], min(k[:2]), max(k[:2])))
    for one, other, forced in [(*pair, True) for pair in same] + [(a, b, False) for a, b, _ in ordered]:
        [a] = [group for group in found if one in group]
        [b] = [group for group in found if other in group]
        if a is not b and (forced or not any({*pair} <= a | b for pair in different)):
            found.remove(b)
            a |= b
    return {frozenset(group) for group in found}


@given(st.lists(scored, max_size=12), st.lists(st.tuples(pairs, st.booleans()), max_size=8), st.randoms())
def test_groups_obey_every_judgement_then_the_strongest_links_in_whatever_order_all_is_given(
    links: list[tuple[int, int, float]], judged: list[tuple[tuple[int, int], bool]], dice: random.Random
) -> None:
    same, different = kept(judged)
    made = groups(range(1, 10), links, same, different)
    assert {frozenset(group) for group in made} == slowly(links, same, different)
    of = {claim: place for place, group in enumerate(made) for claim in group}
    assert all(of[one] == of[other] for one, other in same)
    assert all(of[one] != of[other] for one, other in different)
    assert made == sorted(tuple(sorted(group)) for group in made)
    for shuffled in (links, same, different):
        dice.shuffle(shuffled)  # type: ignore[arg-type]
    turned = [(other, one, score) for one, other, score in links]
    assert groups(reversed(range(1, 10)), turned, [(b, a) for a, b in same], different) == made


def test_judgements_lead_over_claims_that_have_left_the_timeline() -> None:
    assert groups([1, 3], [], [(1, 2), (2, 3)], []) == [(1, 3)]
    assert groups([1, 3], [(1, 3, 0.9)], [(1, 2)], [(2, 3)]) == [(1,), (3,)]


def test_of_a_chain_of_links_the_weakest_between_two_that_are_kept_apart_is_cut() -> None:
    chain = [(n, n + 1, score) for n, score in enumerate([0.9, 0.8, 0.55, 0.7], 1)]
    assert groups(range(1, 6), chain, [], [(1, 5)]) == [(1, 2, 3), (4, 5)]


def test_a_hundred_thousand_links_take_seconds_and_a_judgement_among_them_hardly_more() -> None:
    dice = random.Random(5)
    count = 200_000
    links = [(n, dice.randrange(max(1, n - 30), n), dice.random()) for n in range(2, count) if dice.random() < 0.8]
    took = []
    for different in ([], [links[0][:2], links[-1][:2]]):
        start = time.process_time()
        groups(range(1, count), links, [], different)
        took.append(time.process_time() - start)
    assert took[0] < 5
    assert took[1] < 3 * took[0] + 0.5


@given(st.lists(st.tuples(pairs, st.booleans()), max_size=14))
def test_what_stands_is_free_of_contradiction_and_what_is_refused_is_contradicted_by_its_chain(
    judged: list[tuple[tuple[int, int], bool]],
) -> None:
    standing = Standing()
    said: dict[int, Judgement] = {}
    everyone = list(combinations(range(1, 10), 2))
    for number, (pair, is_same) in enumerate(judged, 1):
        asked = judgement(*pair, SAME if is_same else DIFFERENT)
        before = {two: standing.says(*two) for two in everyone}
        if before[asked.one, asked.other] in (None, asked.verdict):
            standing.add(decision(number, asked))
            said[number] = asked
            assert standing.says(*pair) is asked.verdict
            continue
        with pytest.raises(ContradictingJudgement) as refused:
            standing.add(decision(number, asked))
        assert {two: standing.says(*two) for two in everyone} == before
        steps = re.findall(r"(\d) ([=≠]) (\d) \(decision (\d+)", str(refused.value))
        assert [step[0] for step in steps] == [str(asked.one), *(step[2] for step in steps[:-1])]
        assert steps[-1][2] == str(asked.other)
        assert [step[1] for step in steps].count("≠") == is_same
        for one, sign, other, by in steps:
            assert said[int(by)] == judgement(int(one), int(other), SAME if sign == "=" else DIFFERENT)
    again = Standing(decision(number, one) for number, one in reversed(said.items()))
    for two in everyone:
        assert again.says(*two) is standing.says(*two)


def test_a_contradiction_is_told_with_the_shortest_chain_and_who_said_what() -> None:
    standing = Standing(
        [
            decision(2, judgement(5, 3, SAME), why="one quake"),
            decision(3, judgement(3, 4, SAME)),
            decision(4, judgement(4, 6, SAME)),
            decision(5, judgement(6, 9, SAME)),
            decision(7, judgement(9, 5, SAME), by="ben"),
        ]
    )
    with pytest.raises(ContradictingJudgement) as refused:
        standing.add(decision(99, judgement(9, 3, DIFFERENT)))
    assert str(refused.value) == (
        "3 and 9 cannot be different: 3 = 5 (decision 2, ann: one quake), 5 = 9 (decision 7, ben); "
        "take one of these back first: timeline undo 7"
    )


def test_what_would_join_two_that_are_kept_apart_is_told_with_the_word_that_keeps_them() -> None:
    standing = Standing([decision(1, judgement(3, 5, SAME)), decision(2, judgement(5, 9, DIFFERENT), by="ben")])
    with pytest.raises(ContradictingJudgement, match=r"3 and 9 cannot be the same: 3 = 5 \(.*\), 5 ≠ 9 \(.*, ben\);"):
        standing.add(decision(99, *merging([9, 3])))
    with pytest.raises(ContradictingJudgement, match=r"5 and 9 cannot be the same: .*; take it back first: .* undo 2$"):
        standing.add(decision(99, judgement(5, 9, SAME)))


def test_a_split_that_contradicts_names_the_step_that_is_its_own() -> None:
    standing = Standing([decision(1, judgement(4, 8, SAME))])
    with pytest.raises(ContradictingJudgement, match=r"2 and 8 .* 2 = 4 \(this one\), 4 = 8 \(decision 1, ann\)"):
        standing.add(decision(99, *splitting([2, 4], [8, 7])))
    assert standing.says(2, 4) is standing.says(2, 7) is None  # nothing of it was kept


def test_unsure_contradicts_nothing_and_is_of_these_two_alone() -> None:
    standing = Standing([decision(1, judgement(1, 2, SAME)), decision(2, judgement(2, 3, UNSURE))])
    assert (standing.says(3, 2), standing.says(1, 3)) == (UNSURE, None)
    standing.add(decision(3, judgement(1, 2, UNSURE)))
    standing.add(decision(4, judgement(3, 1, DIFFERENT)))
    assert (standing.says(3, 2), standing.says(1, 2)) == (DIFFERENT, SAME)


def test_a_split_parts_the_first_that_leaves_from_all_that_stay() -> None:
    assert splitting([7, 2, 5], [9, 3]) == (
        Judgement(2, 7, SAME),
        Judgement(2, 5, SAME),
        Judgement(3, 7, DIFFERENT),
        Judgement(7, 9, DIFFERENT),
    )


def test_nothing_is_said_of_one_claim_and_itself() -> None:
    with pytest.raises(OneAndTheSame, match="3 and 3"):
        merging([3, 3])
