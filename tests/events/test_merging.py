"""The forest of links: it depends on which mentions there are, and on nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.events.merging import update
from timeline.values.evidence import CLOSE, NOBODY, Best, Evidence, Link

FRONT = 3  # so few that fronts are full


class InMemory:
    """An index that is kept in memory, as the database keeps it."""

    def __init__(self) -> None:
        self.known: dict[int, Evidence] = {}
        self.links: dict[int, Best] = {}
        self.fronts: defaultdict[int, set[int]] = defaultdict(set)
        self.behind: defaultdict[int, set[int]] = defaultdict(set)

    def add(self, mentions: Mapping[int, Evidence]) -> set[int]:
        for mention, evidence in mentions.items():
            self.known[mention] = evidence
            for key in evidence.keys:
                self.behind[key].add(mention)
        return update(self, list(mentions), {}, compare, front=FRONT)

    def remove(self, mentions: Collection[int]) -> set[int]:
        gone = {mention: self.known.pop(mention) for mention in mentions}
        for mention, evidence in gone.items():
            self.links.pop(mention, None)
            for key in evidence.keys:
                self.fronts[key].discard(mention)
                self.behind[key].discard(mention)
        return update(self, [], gone, compare, front=FRONT)

    def evidence(self, mentions: Collection[int]) -> Mapping[int, Evidence]:
        return {m: self.known[m] for m in mentions}

    def best(self, mentions: Collection[int]) -> Mapping[int, Best]:
        return {m: self.links[m] for m in mentions if m in self.links}

    def linked_to(self, mentions: Collection[int]) -> Collection[int]:
        return [m for m, best in self.links.items() if best.mention in mentions]

    def holders(self, keys: Collection[int], *, front: bool) -> Mapping[int, Collection[int]]:
        among = self.fronts if front else self.behind
        return {key: sorted(among[key]) for key in keys if among[key]}

    def move(self, entering: Iterable[tuple[int, int]], leaving: Iterable[tuple[int, int]]) -> None:
        for into, out, pairs in ((self.fronts, self.behind, entering), (self.behind, self.fronts, leaving)):
            for key, mention in pairs:
                out[key].remove(mention)
                into[key].add(mention)

    def link(self, best: Mapping[int, Best]) -> None:
        self.links.update(best)


def compare(one: Evidence, other: Evidence) -> Link | None:
    """Mentions of one colour are the more alike the nearer their facts; of two colours never."""
    (colour, place), (other_colour, other_place) = (e.facts.split() for e in (one, other))
    return Link(1 / (1 + abs(int(place) - int(other_place))), "near") if colour == other_colour else None


def whole(mentions: Mapping[int, Evidence]) -> dict[int, Best]:
    """The definition, word for word: all mentions at once."""
    fronts = {}
    for key in {key for e in mentions.values() for key in e.keys}:
        holders = [m for m, e in mentions.items() if key in e.keys]
        fronts[key] = sorted(holders, key=lambda m: mentions[m].rank)[:FRONT]
    found = {}
    for mention, own in mentions.items():
        earlier = {m for key in own.keys for m in fronts[key] if mentions[m].rank < own.rank}
        links = {m: compare(mentions[m], own) for m in earlier}
        close = [(-link.score, mentions[m].rank, m, link) for m, link in links.items() if link and link.score >= CLOSE]
        found[mention] = Best(min(close)[2], min(close)[3].score, min(close)[3].reason) if close else NOBODY
    return found


EVIDENCE = st.builds(
    lambda rank, keys, colour, place: (rank, tuple(sorted(keys)), f"{colour} {place}"),
    st.integers(0, 9),
    st.sets(st.integers(1, 4), min_size=1, max_size=3),
    st.sampled_from(["red", "blue"]),
    st.integers(0, 4),
)


@given(st.lists(EVIDENCE, min_size=1, max_size=24), st.randoms(use_true_random=False), st.data())
@settings(deadline=None, max_examples=300)
def test_mentions_that_come_one_by_one_in_any_order_are_linked_as_all_at_once(drawn, random, data):
    mentions = {n: Evidence(f"{rank}-{n:03}", keys, facts) for n, (rank, keys, facts) in enumerate(drawn, 1)}
    gone = data.draw(st.sets(st.sampled_from(sorted(mentions)), max_size=4))
    index, order = InMemory(), list(mentions)
    random.shuffle(order)
    while order:
        some = [order.pop() for _ in range(min(len(order), random.randint(1, 4)))]
        index.add({m: mentions[m] for m in some})
    for mention in sorted(gone):
        index.remove([mention])
    left = {m: e for m, e in mentions.items() if m not in gone}
    assert {m: index.links.get(m, NOBODY) for m in left} == whole(left)
