"""What one more article costs, the larger the timeline is that it comes into.

``python tests/eval/merge_cost.py [--articles 100000] [--years 10] [--picture FILE.svg]`` stores made-up articles of ten
mentions each, as an ingest does after reading them, and prints the CPU milliseconds for an article at each size, and
the share of them that merging takes; with ``--years 1`` a hundred times as many articles tell of each day as at a
hundredth of the size. Happenings are told again and again (Zipf), in other words each time, by articles of their days.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from timeline.extract import compared
from timeline.store import merging, open_store, writing
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.mention import Basis, Kind, Mention, Party, Status, TextSpan
from timeline.values.time import TimeSpan
from timeline.workflow.merger import Merging

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
_BATCH = 32  # articles, as in an ingest
_SEEN = 640  # articles whose cost is measured, up to each size
_MENTIONS = 10
_FIRST = 15_000  # a day's number: in 2011
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


class Happening(NamedTuple):
    """Something that articles tell of."""

    day: int
    words: list[str]
    names: list[str]


def word(number: int) -> str:
    """The made-up word of that number."""
    number += 700
    found = ""
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        found += _SYLLABLES[rest]
    return found


def happenings(chance: random.Random, articles: int, years: float) -> list[Happening]:
    """As many as articles, over those years; rare words and names by Zipf."""

    def zipf(most: int) -> int:
        return int(most ** chance.random())

    return [
        Happening(
            _FIRST + chance.randrange(max(1, int(365 * years))),
            [word(zipf(40_000)) for _ in range(7)],
            [f"{word(zipf(60_000)).title()} {word(zipf(60_000)).title()}" for _ in range(2)],
        )
        for _ in range(articles)
    ]


def articles(many: int, years: float) -> Iterator[Extract]:
    """Made-up articles with their mentions, by day; half of the mentions are dated, and one leads."""
    chance = random.Random(5)
    known = sorted(happenings(chance, many, years))
    for number in range(many):
        center = number * len(known) // many
        near = [
            known[min(len(known) - 1, max(0, center - int(many ** (0.6 * chance.random()))))] for _ in range(_MENTIONS)
        ]
        yield article(number, near, chance)


def article(number: int, told: Sequence[Happening], chance: random.Random) -> Extract:
    """An article that tells of those, each in a sentence of its own: its words shuffled, two of them replaced."""
    sentences = []
    for one in told:
        words = chance.sample(one.words, 5) + [word(chance.randrange(40_000)) for _ in range(2)]
        chance.shuffle(words)
        sentences.append(f"{one.names[0]} {' '.join(words)} {one.names[1]}.")
    text = " ".join(sentences)
    starts = [0, *accumulate(len(s) + 1 for s in sentences)]
    published = TimeSpan.of_days(told[0].day + 1, told[0].day + 1)
    mentions = []
    for place, one in enumerate(told):
        dated = place % 2 == 0
        quote = TextSpan(starts[place], starts[place] + len(sentences[place]))
        day = TimeSpan.of_days(one.day, one.day)
        mentions.append(
            Mention(
                quote,
                sentences[place][:-1],
                Status.OCCURRED,
                day if dated else None,
                Basis.STATED if dated else Basis.UNKNOWN,
                parties=tuple(Party(name, "person", "agent") for name in one.names),
                lead=place == 0,
                kind=Kind.OTHER,
                likely=None if dated else published,
            )
        )
    document = Document(f"{number}", f"{number}", text, published, doc_id=str(number))
    return compared(document, mentions)


class Spent:
    """CPU seconds of a function, counted while it runs."""

    def __init__(self, function: object) -> None:
        self.function, self.seconds = function, 0.0

    def __call__(self, *given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return self.function(*given, **named)  # type: ignore[operator]
        finally:
            self.seconds += time.process_time() - start


def main() -> None:
    """Print a line for each size."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--articles", type=int, default=10_000)
    wanted.add_argument("--years", type=float, default=10.0)
    asked = wanted.parse_args()
    merger = Merging()
    linking, making = Spent(merger.update), Spent(merging.remake)
    merger.update = linking  # type: ignore[method-assign,assignment]
    writing.remake = making  # type: ignore[assignment]
    print("articles  mentions   ms an article   linking   making events")
    with TemporaryDirectory() as folder, open_store(f"{folder}/cost.db", create=True, merger=merger) as store:
        batch: list[Extract] = []
        done, spent = 0, 0.0
        for one in articles(asked.articles, asked.years):
            batch.append(one)
            if len(batch) < _BATCH:
                continue
            start = time.process_time()
            store.put(batch, at=1)
            took = time.process_time() - start
            done += len(batch)
            batch = []
            size = next((s for s in SIZES if s - _SEEN <= done - _BATCH < s), None)
            if size is None:
                spent = linking.seconds = making.seconds = 0.0
                continue
            spent += took
            if done >= size:
                parts = (1_000 * seconds / _SEEN for seconds in (spent, linking.seconds, making.seconds))
                print(f"{size:>8,} {size * _MENTIONS:>9,}", *(f"{part:12.2f}" for part in parts), flush=True)
        held = store.info()
        size = Path(f"{folder}/cost.db").stat().st_size / 1e6
        print(f"{held.mentions:,} mentions, {held.events + held.undated:,} events, {size:,.0f} MB")


if __name__ == "__main__":
    main()
