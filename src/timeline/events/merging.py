"""Which mentions tell of one happening: each is linked to the one it is most like.

There is one order of all mentions, the most telling first (their ranks). A mention is linked to its *best*: among those
of a lower rank that it may be compared with, the one with the highest score. Those are the mentions that stand in the
*front* of one of its keys: the first :data:`FRONT` by rank of all that have the key. So a coarse or meagre mention
joins one that says more, and never bridges two; a mention's best depends on which mentions there are, and not on the
order in which they came; and however many there are, a new one is compared with few.

The links make a forest; its trees are the events, but for what people decided
(:func:`timeline.events.judgements.groups`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from timeline.values.evidence import CLOSE, NOBODY, SAME, Best, Evidence, Index, Link

FRONT: Final = 8

Compare = Callable[[Evidence, Evidence], Link | None]


def update(
    index: Index, added: Collection[int], removed: Mapping[int, Evidence], compare: Compare, *, front: int = FRONT
) -> set[int]:
    """Link the mentions that were added and whatever they, or those removed, change; return those whose best changed.

    Args:
        added: Mentions that the index holds since, behind the fronts of all their keys and linked to nobody.
        removed: What was kept of mentions that it does not hold any more, neither in fronts nor behind them.
    """
    change = _Change(index, compare, front)
    change.settle_fronts(added, removed)
    change.again.update(added, index.linked_to(removed))
    return change.settle_links()


def cross(mentions: Mapping[int, Evidence], compare: Compare, *, first: int = 100) -> list[tuple[int, int, Link]]:
    """All links that count among mentions of one tree: what else holds together where people part some of them.

    Each is compared with the ``first`` by rank, so that a large tree costs no more for each than a small one. It stands
    before the other of a link, whose rank is lower; the links of each by the rank of the other.
    """
    order = sorted(mentions, key=lambda m: mentions[m].rank)
    found = []
    for place, mention in enumerate(order):
        for other in order[: min(place, first)]:
            link = compare(mentions[other], mentions[mention])
            if link is not None and link.score >= SAME:
                found.append((mention, other, link))
    return found


class _Change:
    """One update: what is known of the mentions it touches, read once."""

    def __init__(self, index: Index, compare: Compare, front: int) -> None:
        self.index, self.compare, self.front = index, compare, front
        self.known: dict[int, Evidence] = {}
        self.fronts: dict[int, list[int]] = {}  # by rank
        self.entered: defaultdict[int, list[int]] = defaultdict(list)  # key → mentions
        self.again: set[int] = set()  # mentions whose best is to be found from the beginning

    def of(self, mentions: Iterable[int]) -> list[Evidence]:
        """What they are compared by."""
        wanted = list(mentions)
        if lacking := {m for m in wanted if m not in self.known}:
            self.known.update(self.index.evidence(lacking))
        return [self.known[m] for m in wanted]

    def rank(self, mention: int) -> str:
        return self.known[mention].rank

    def settle_fronts(self, added: Collection[int], removed: Mapping[int, Evidence]) -> None:
        """Let the first of each touched key by rank be its front."""
        joining = defaultdict[int, list[int]](list)
        for mention, found in zip(added, self.of(added), strict=True):
            for key in found.keys:
                joining[key].append(mention)
        thinned = {key for found in removed.values() for key in found.keys}
        before = self.index.holders(joining.keys() | thinned, front=True)
        short = {key for key in thinned if len(before.get(key, ())) < self.front}
        behind = self.index.holders(short, front=False)
        self.of({m for some in (*before.values(), *behind.values()) for m in some})
        entering, leaving = [], []
        for key in sorted(joining.keys() | thinned):
            was = set(before.get(key, ()))
            pool = was.union(joining.get(key, ()), behind.get(key, ()))
            front = sorted(pool, key=self.rank)[: self.front]
            self.fronts[key] = front
            self.entered[key] = [m for m in front if m not in was]
            entering += [(key, m) for m in self.entered[key]]
            left = was.difference(front)
            leaving += [(key, m) for m in sorted(left)]
            if left:
                self.again.update(m for m in self.index.linked_to(left) if key in self.of([m])[0].keys)
        self.index.move(entering, leaving)

    def settle_links(self) -> set[int]:
        """Find the best of those that lost theirs or are new, and let those that entered a front be others' best."""
        again = self.again
        self.know_fronts({key for own in self.of(again) for key in own.keys})
        found = {mention: self.find(mention) for mention in sorted(again, key=self.rank)}
        rivals = self.rivals(again)
        former = self.index.best(rivals.keys() | again)
        for mention, some in rivals.items():
            best = former.get(mention, NOBODY)
            for rival in sorted(some, key=self.rank):
                best = self.better(best, mention, rival)
            found[mention] = best
        changed = {m: best for m, best in found.items() if best != former.get(m, NOBODY)}
        self.index.link(changed)
        return set(changed)

    def know_fronts(self, keys: Collection[int]) -> None:
        """Read the fronts of keys that nothing has touched."""
        lacking = [key for key in keys if key not in self.fronts]
        fronts = self.index.holders(lacking, front=True)
        self.of({m for some in fronts.values() for m in some})
        self.fronts.update((key, sorted(fronts.get(key, ()), key=self.rank)) for key in lacking)

    def find(self, mention: int) -> Best:
        """The best of a mention, among all it may be compared with."""
        own = self.known[mention]
        best = NOBODY
        for other in sorted({m for key in own.keys for m in self.fronts[key]}, key=self.rank):
            if self.rank(other) >= own.rank:
                break
            best = self.better(best, mention, other)
        return best

    def rivals(self, again: Collection[int]) -> dict[int, set[int]]:
        """To whom those that entered a front are new: mentions of a higher rank with the key, and the ones entered."""
        keys = [key for key, entered in self.entered.items() if entered]
        full = self.index.holders([key for key in keys if len(self.fronts[key]) == self.front], front=False)
        self.of({m for some in full.values() for m in some})
        found = defaultdict[int, set[int]](set)
        for key in keys:
            for mention in (*self.fronts[key], *full.get(key, ())):
                if mention not in again:
                    found[mention].update(m for m in self.entered[key] if self.rank(m) < self.rank(mention))
        return {mention: some for mention, some in found.items() if some}

    def better(self, best: Best, mention: int, other: int) -> Best:
        """The better of two for a mention: of the higher score, else of the lower rank."""
        link = self.compare(self.known[other], self.known[mention])
        if link is None or link.score < CLOSE or link.score < best.score:
            return best
        if link.score == best.score and best.mention is not None:
            [former] = self.of([best.mention])
            if former.rank <= self.rank(other):
                return best
        return Best(other, link.score, link.reason)
