"""Gaps, held against the days themselves."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.values.gaps import Stretch, Taken, stretches

TAKEN = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=12).map(
    lambda drawn: [Taken(first, first + days - 1, n) for n, (first, days) in enumerate(sorted(drawn))]
)


def runs(free: list[int]) -> list[tuple[int, int]]:
    """The days as runs without a break."""
    found: list[tuple[int, int]] = []
    for day in free:
        if found and found[-1][1] == day - 1:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


@given(taken=TAKEN, least=st.integers(1, 9))
def test_a_gap_is_a_run_of_days_that_nothing_takes_between_the_first_and_the_last(
    taken: list[Taken], least: int
) -> None:
    full = {day for one in taken for day in range(one.first, one.last + 1)}
    free = [day for day in range(min(full, default=0), max(full, default=0)) if day not in full]
    found = [(gap.first, gap.last) for gap in stretches(taken, least=least)]
    assert found == [run for run in runs(free) if run[1] - run[0] + 1 >= least]


@given(taken=TAKEN, least=st.integers(1, 9), first=st.integers(0, 40), days=st.integers(0, 40))
def test_in_a_window_the_gaps_are_the_free_days_of_it_up_to_its_edges(
    taken: list[Taken], least: int, first: int, days: int
) -> None:
    last = first + days - 1
    here = [one for one in taken if one.first <= last and one.last >= first]
    full = {day for one in here for day in range(one.first, one.last + 1)}
    free = [day for day in range(first, last + 1) if day not in full]
    found = [(gap.first, gap.last) for gap in stretches(here, least=least, first=first, last=last)]
    assert found == [run for run in runs(free) if run[1] - run[0] + 1 >= least]


@given(taken=TAKEN)
def test_beside_a_gap_stand_the_event_that_lasts_to_it_and_the_first_that_begins_after_it(taken: list[Taken]) -> None:
    for gap in stretches(taken, least=1):
        assert gap.before is not None
        assert gap.after is not None
        assert taken[gap.before].last == gap.first - 1
        assert gap.after == min(one.event for one in taken if one.first > gap.last)


def test_a_window_without_an_event_is_one_gap_and_a_time_without_a_window_none() -> None:
    assert list(stretches([], least=1, first=3, last=9)) == [Stretch(3, 9, None, None)]
    assert list(stretches([], least=8, first=3, last=9)) == []
    assert list(stretches([], least=1)) == []
    assert list(stretches([Taken(5, 5, 1)], least=1, first=1)) == [Stretch(1, 4, None, 1)]
