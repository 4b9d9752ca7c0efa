"""Linking a million mentions, in memory: ``python tests/eval/merge_simulation.py [--articles 100000]``.

Ten mentions an article, each of a happening that some ten mentions tell of, in any order; six keys a mention, of which
five are the happening's and one is a word's (40,000 words by Zipf), and sixteen a lead, eight of them words. Prints, at
each size, the comparisons and the pieces of evidence read for a mention, and the CPU milliseconds for an article.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from timeline.events.merging import update
from timeline.values.evidence import Best, Evidence, Link

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_BATCH, _SEEN = 32, 640  # articles
_WORDS = 40_000


class Memory:
    """An index in memory."""

    def __init__(self) -> None:
        self.known: dict[int, Evidence] = {}
        self.links: dict[int, Best] = {}
        self.linked: defaultdict[int, list[int]] = defaultdict(list)
        self.held: tuple[defaultdict[int, dict[int, None]], ...] = (defaultdict(dict), defaultdict(dict))
        self.read = 0

    def evidence(self, mentions: Collection[int]) -> Mapping[int, Evidence]:
        """What they are compared by."""
        self.read += len(mentions)
        return {m: self.known[m] for m in mentions}

    def best(self, mentions: Collection[int]) -> Mapping[int, Best]:
        """Whom they are linked to."""
        return {m: self.links[m] for m in mentions if m in self.links}

    def linked_to(self, mentions: Collection[int]) -> Collection[int]:
        """Who is linked to them."""
        return [m for one in mentions for m in self.linked.get(one, ()) if self.links[m].mention == one]

    def holders(self, keys: Collection[int], *, front: bool) -> Mapping[int, Collection[int]]:
        """Who has the keys."""
        among = self.held[front]
        return {key: among[key] for key in keys if key in among}

    def move(self, entering: Iterable[tuple[int, int]], leaving: Iterable[tuple[int, int]]) -> None:
        """Into fronts and out of them."""
        for front, pairs in ((1, entering), (0, leaving)):
            for key, mention in pairs:
                del self.held[1 - front][key][mention]
                self.held[front][key][mention] = None

    def link(self, best: Mapping[int, Best]) -> None:
        """Keep links."""
        self.links.update(best)
        for mention, one in best.items():
            if one.mention is not None:
                self.linked[one.mention].append(mention)


def mention(happening: int, chance: random.Random, *, lead: bool) -> Evidence:
    """A made-up one."""
    words = [-1 - int(_WORDS ** chance.random()) for _ in range(8 if lead else 1)]
    own = [happening * 8 + n for n in range(8 if lead else 5)]
    return Evidence(f"{0 if lead else 1}{chance.random():.12f}", (*words, *own), str(happening))


def main() -> None:
    """Print a line for each size."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--articles", type=int, default=100_000)
    many = wanted.parse_args().articles
    compared = 0

    def compare(one: Evidence, other: Evidence) -> Link | None:
        nonlocal compared
        compared += 1
        return Link(0.9, "") if one.facts == other.facts else None

    chance, index, number = random.Random(7), Memory(), 0
    start = (0, 0, 0.0)
    for done in range(0, many, _BATCH):
        if any(size - _SEEN <= done < size - _SEEN + _BATCH for size in SIZES):
            start = compared, index.read, time.process_time()
        fresh = []
        for _ in range(_BATCH):
            for place in range(10):
                number += 1
                fresh.append(number)
                index.known[number] = one = mention(chance.randrange(many), chance, lead=place == 0)
                for key in one.keys:
                    index.held[0][key][number] = None
        update(index, fresh, {}, compare)
        if size := next((s for s in SIZES if s <= done + _BATCH < s + _BATCH), 0):
            articles = done + _BATCH - (size - _SEEN)
            spent = 1_000 * (time.process_time() - start[2]) / articles
            each = ((now - before) / articles / 10 for now, before in ((compared, start[0]), (index.read, start[1])))
            print(f"{size:>8,} {size * 10:>9,}", *(f"{part:8.1f}" for part in each), f"{spent:8.2f}", flush=True)


if __name__ == "__main__":
    main()
