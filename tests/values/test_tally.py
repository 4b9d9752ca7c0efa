"""Counts with the empty periods between them."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.values.periods import name
from timeline.values.tally import By, Count, Empty, Tally, spread
from timeline.values.time import Grain

COUNTS = st.dictionaries(st.integers(-300, 300), st.integers(1, 9), max_size=8)


@given(counts=COUNTS, longest=st.integers(0, 50))
def test_every_period_from_the_first_to_the_last_is_there_once_alone_or_in_a_run(
    counts: dict[int, int], longest: int
) -> None:
    some = tuple(Count(name(Grain.MONTH, at), counts[at], at) for at in sorted(counts))
    shown = list(spread(Tally(By.MONTH, some), longest))
    names = [name(Grain.MONTH, at) for at in range(min(counts), max(counts) + 1)] if counts else []
    for one in shown:
        run = names[: one.periods] if isinstance(one, Empty) else names[:1]
        assert (run[0], run[-1]) == ((one.first, one.last) if isinstance(one, Empty) else (one.name, one.name))
        assert not isinstance(one, Empty) or one.periods > longest
        del names[: len(run)]
    assert names == []
    assert [one for one in shown if isinstance(one, Count) and one.events] == list(some)


def test_what_is_counted_by_name_has_nothing_between() -> None:
    some = (Count("Ann", 3), Count("Bob", 1))
    assert list(spread(Tally(By.WHO, some), 0)) == list(some)
