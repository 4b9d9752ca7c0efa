"""How events lie to one another, held against every way that both could have been."""

import itertools
import sqlite3
from collections.abc import Iterator

import pytest

from timeline.store.relations import Other, lying
from timeline.values.query import Beside, Relation

Times = tuple[int, int]

SPANS = [(a, b) for a in range(6) for b in range(a + 1, 7)]
EXTENTS = ("within", "throughout")


def ways(span: Times, extent: str) -> Iterator[Times]:
    """Every time that a happening of that span may have taken."""
    start, end = span
    if extent == "throughout":
        yield span
    else:
        yield from ((a, b) for a in range(start, end) for b in range(a + 1, end + 1))


def holds(beside: Beside, one: Times, other: Times) -> bool:
    """Whether the relation holds of two times, as its words say."""
    (a, b), (s, e), w = one, other, beside.within
    match beside.relation:
        case Relation.BEFORE:
            return b <= s and (w is None or s - b <= w)
        case Relation.AFTER:
            return a >= e and (w is None or a - e <= w)
        case Relation.DURING:
            return s <= a and b <= e
    assert w is not None
    return a < e + w and b > s - w


@pytest.fixture(scope="module")
def events() -> sqlite3.Connection:
    """A table of every short span."""
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE event (number, starts, ends, extent)")
    every = enumerate(itertools.product(SPANS, EXTENTS), 1)
    made.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", [(n, *span, extent) for n, (span, extent) in every])
    return made


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize(("relation", "within"), [
    *itertools.product([Relation.BEFORE, Relation.AFTER], [None, 0, 1, 2]),
    (Relation.DURING, None),
    *itertools.product([Relation.AROUND], [0, 1, 2]),
])  # fmt: skip
def test_a_relation_holds_for_some_way_that_both_may_have_been_or_for_every_way(
    events: sqlite3.Connection, relation: Relation, within: int | None, certain: bool
) -> None:
    every = list(enumerate(itertools.product(SPANS, EXTENTS), 1))
    beside = Beside(relation, 1, within)
    for number, (span, extent) in every:
        found = lying(beside, Other(number, *span, extent), certain=certain)
        wanted = " AND ".join([f"starts < {found.below} AND ends > {found.above}", *found.facts])
        listed = {n for (n,) in events.execute(f"SELECT number FROM event WHERE {wanted}")}
        meant = set()
        for n, (other, how) in every:
            could = (holds(beside, a, b) for a in ways(other, how) for b in ways(span, extent))
            if n != number and (all(could) if certain else any(could)):
                meant.add(n)
        assert listed == meant, (span, extent)
