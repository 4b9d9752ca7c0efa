"""What one more article costs, the larger the timeline is that it comes into.

``python tests/eval/merge_cost.py [--articles 100000] [--mentions 10] [--years 10] [--picture FILE.svg]`` stores made-up
articles of so many mentions each, as an ingest does after reading them, and prints the CPU milliseconds for an article
at each size, and the part of them that linking mentions and making events takes. It does so twice: the articles come
by day, as news do, and in any order, so that every day of the years fills up. Happenings are told again and again, in
other words each time, by articles of their days.
"""

import argparse
import math
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
_FILL = 320  # articles of a batch between the sizes: what comes in makes the same events in whatever batches
_SEEN = 640  # articles whose cost is measured, up to each size
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


def articles(many: int, years: float, mentions: int = 10, *, by_day: bool) -> Iterator[Extract]:
    """Made-up articles with their mentions; half of the mentions are dated, and one leads."""
    known = sorted(happenings(random.Random(5), many, years))
    order = list(range(many))
    if not by_day:
        random.Random(6).shuffle(order)
    for number in order:
        chance = random.Random(number)
        back = (int(many ** (0.6 * chance.random())) for _ in range(mentions))
        near = [number - far if far <= number else chance.randrange(number + 1) for far in back]
        yield article(number, [known[place] for place in near], chance)


def article(number: int, told: Sequence[Happening], chance: random.Random) -> Extract:
    """An article that tells of those, each in a sentence of its own: its words shuffled, two of them replaced.

    The first of a happening's words is the one that tells of it.
    """
    sentences = []
    for one in told:
        words = [one.words[0], *chance.sample(one.words[1:], 4), *(word(chance.randrange(40_000)) for _ in range(2))]
        chance.shuffle(words)
        sentences.append(f"{one.names[0]} {' '.join(words)} {one.names[1]}.")
    text = " ".join(sentences)
    starts = [0, *accumulate(len(s) + 1 for s in sentences)]
    published = TimeSpan.of_days(told[0].day + 1, told[0].day + 1)
    mentions = []
    for place, one in enumerate(told):
        dated = place % 2 == 0
        quote = TextSpan(starts[place], starts[place] + len(sentences[place]))
        verb = text.index(one.words[0], quote.start)
        day = TimeSpan.of_days(one.day, one.day)
        mentions.append(
            Mention(
                quote,
                sentences[place][:-1],
                Status.OCCURRED,
                day if dated else None,
                Basis.STATED if dated else Basis.UNKNOWN,
                trigger=TextSpan(verb, verb + len(one.words[0])),
                parties=tuple(Party(name, "person", "agent") for name in one.names),
                lead=place == 0,
                kind=Kind.OTHER,
                likely=None if dated else published,
            )
        )
    document = Document(f"{number}", f"{number}", text, published, doc_id=str(number), language="en")
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


class Cost(NamedTuple):
    """CPU milliseconds for an article that comes into a timeline of so many."""

    size: int
    whole: float
    linking: float
    making: float


def costs(many: int, years: float, mentions: int, *, by_day: bool) -> Iterator[Cost]:
    """What an article costs at each size."""
    merger = Merging()
    linking, making = Spent(merger.update), Spent(merging.remake)
    merger.update = linking  # type: ignore[method-assign,assignment]
    writing.remake = making  # type: ignore[assignment]
    with TemporaryDirectory() as folder, open_store(f"{folder}/cost.db", create=True, merger=merger) as store:
        batch: list[Extract] = []
        done, spent = 0, 0.0
        for one in articles(many, years, mentions, by_day=by_day):
            batch.append(one)
            size = next((s for s in SIZES if s - _SEEN <= done < s), None)
            until = min((s - _SEEN for s in SIZES if s - _SEEN > done), default=many)
            if len(batch) < (_BATCH if size else min(_FILL, until - done)):
                continue
            start = time.process_time()
            store.put(batch, at=1)
            took = time.process_time() - start
            done += len(batch)
            batch = []
            if size is None:
                spent = linking.seconds = making.seconds = 0.0
                continue
            spent += took
            if done >= size:
                yield Cost(size, *(1_000 * seconds / _SEEN for seconds in (spent, linking.seconds, making.seconds)))
        held = store.info()
        megabytes = Path(f"{folder}/cost.db").stat().st_size / 1e6
        print(f"{held.mentions:,} mentions, {held.events + held.undated:,} events, {megabytes:,.0f} MB")
    writing.remake = making.function  # type: ignore[assignment]


def picture(runs: dict[str, list[Cost]]) -> str:
    """The costs as an SVG: sizes to the right by their logarithm, milliseconds upwards."""
    wide, high, left, low = 640, 360, 60, 40
    most = max(cost.whole for some in runs.values() for cost in some) * 1.1
    sizes = [cost.size for some in runs.values() for cost in some]
    span = math.log(max(sizes) / min(sizes)) or 1.0

    def at(size: int, milliseconds: float) -> tuple[float, float]:
        across = (wide - left - 150) * math.log(size / min(sizes)) / span
        return round(left + across, 1), round((high - low) * (1 - milliseconds / most) + 10, 1)

    box = f'viewBox="0 0 {wide} {high + 20}" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    parts = [head, f'<rect width="{wide}" height="{high + 20}" fill="white"/>']
    for step in range(0, int(most) + 1, max(1, int(most) // 6)):
        x, y = at(min(sizes), step)
        parts.append(f'<line x1="{x}" y1="{y}" x2="{wide - 150}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{step}</text>')
    for size in sorted(set(sizes)):
        x, y = at(size, 0)
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{size:,}</text>')
    colours = ("#1f6fb2", "#c4591b")
    for (name, some), colour in zip(runs.items(), colours, strict=False):
        for what, dash in (("whole", ""), ("linking", "5 3"), ("making", "1 3")):
            points = [at(cost.size, getattr(cost, what)) for cost in some]
            line = " ".join(f"{x},{y}" for x, y in points)
            parts.append(
                f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
            )
            label = (
                f"{name}, all of storing"
                if what == "whole"
                else f"{'linking' if what == 'linking' else 'making events'}"
            )
            parts.append(f'<text x="{points[-1][0] + 6}" y="{points[-1][1] + 4}" fill="{colour}">{label}</text>')
    parts.append(
        f'<text x="{left}" y="{high + 14}">articles in the timeline; CPU milliseconds for one more</text></svg>'
    )
    return "\n".join(parts) + "\n"


def main() -> None:
    """Print a line for each size."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--articles", type=int, default=10_000)
    wanted.add_argument("--years", type=float, default=10.0)
    wanted.add_argument("--mentions", type=int, default=10, help="of an article")
    wanted.add_argument("--picture", metavar="FILE", type=Path)
    asked = wanted.parse_args()
    runs: dict[str, list[Cost]] = {}
    for name, by_day in (("by day", True), ("in any order", False)):
        print(f"{name}: articles, mentions, ms an article, of these linking, making events")
        for cost in costs(asked.articles, asked.years, asked.mentions, by_day=by_day):
            runs.setdefault(name, []).append(cost)
            figures = (cost.whole, cost.linking, cost.making)
            print(
                f"{cost.size:>8,} {cost.size * asked.mentions:>9,}", *(f"{part:8.2f}" for part in figures), flush=True
            )
            if asked.picture:
                asked.picture.write_text(picture(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
