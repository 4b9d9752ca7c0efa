"""Copies among T17's articles and seeded perturbations of them: ``copies.py CORPORA [--pairs N]``.

All articles and the perturbed ones go into one store, as an ingest would put them, and a perturbed one is recognised if
it stands in the group of what it was made from. Nothing that is made here is kept. An article belongs to the half of
its topic and day: pairs of one half may be read (dev), those of the other are only counted (check). ``--pairs`` prints
so many pairs of dev that are called copies, chosen at random, with the words that both have, to be judged by eye.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from timeline.events.copies import fingerprint
from timeline.store import Store, open_store
from timeline.values.document import Document
from timeline.values.extract import Extract

_HALVES = ("dev", "check")
_PERTURBED = 120  # articles of each half, each in every way
_LEAST = 120  # words: of shorter ones there would be hardly a paragraph left

Json = dict[str, Any]
V = TypeVar("V")
Lines = list[str]
Change = Callable[[Lines, Lines, random.Random], Lines]  # a text and another one, by lines


def in_parts(values: Sequence[V], size: int) -> list[list[V]]:
    """The values, so many at a time."""
    return [list(values[start : start + size]) for start in range(0, len(values), size)]


def cut_end(text: Lines, _: Lines, chance: random.Random) -> Lines:
    """Without its last 10 to 40 %."""
    return " \n".join(text)[: round(len(" \n".join(text)) * chance.uniform(0.6, 0.9))].splitlines()


def cut_beginning(text: Lines, _: Lines, __: random.Random) -> Lines:
    """Without its first paragraph."""
    return text[2:]


def replaced(text: Lines, other: Lines, chance: random.Random) -> Lines:
    """With 5 to 10 % of its words replaced by words of another text."""
    words, share = " ".join(other).split(), chance.uniform(0.05, 0.1)
    return [" ".join(chance.choice(words) if chance.random() < share else w for w in s.split()) for s in text]


def new_head(text: Lines, _: Lines, __: random.Random) -> Lines:
    """Under another headline and byline."""
    return ["What is known today, and what is not", "By Ada Quill, our correspondent in Velmouth", *text]


def reordered(text: Lines, _: Lines, chance: random.Random) -> Lines:
    """With two paragraphs in each other's place."""
    parts = in_parts(text, 3)
    one, two = chance.sample(range(len(parts)), 2) if len(parts) > 1 else (0, 0)
    parts[one], parts[two] = parts[two], parts[one]
    return [line for part in parts for line in part]


def inserted(text: Lines, other: Lines, chance: random.Random) -> Lines:
    """With a paragraph of another text."""
    at = chance.randrange(len(text))
    return [*text[:at], *other[:3], *text[at:]]


def updated(text: Lines, _: Lines, __: random.Random) -> Lines:
    """With an editor's note before and after."""
    note = "Editor's note: this report was updated at noon with what the harbour office said."
    return [note, *text, "A former version of this report gave a wrong number of boats; we are sorry."]


def mixed(text: Lines, other: Lines, chance: random.Random) -> Lines:
    """With so much of another text, in paragraphs here and there, that it makes a third."""
    room, added = len(" ".join(text)) // 2, list[Lines]()
    for part in in_parts(other * 20, 3):
        if room <= 0:
            break
        added.append(part)
        room -= len(" ".join(part))
    parts = in_parts(text, 3)
    for part in added:
        parts.insert(chance.randrange(len(parts) + 1), part)
    return [line for part in parts for line in part]


def rewritten(text: Lines, other: Lines, chance: random.Random) -> Lines:
    """Cut, under another headline, and with words replaced."""
    return new_head(replaced(cut_end(text, other, chance), other, chance), other, chance)


def quoted(text: Lines, other: Lines, chance: random.Random) -> Lines:
    """Another text that quotes five paragraphs of it, here and there."""
    parts, own = in_parts(text, 3), in_parts(other, 3)
    for part in chance.sample(parts, min(5, len(parts))):
        own.insert(chance.randrange(len(own) + 1), part)
    return [line for part in own for line in part]


CHANGES: dict[str, Change] = {
    "the same once more": lambda text, _, __: text,
    "last 10 to 40 % cut": cut_end,
    "first paragraph cut": cut_beginning,
    "5 to 10 % of words replaced": replaced,
    "new headline and byline": new_head,
    "two paragraphs exchanged": reordered,
    "a paragraph inserted": inserted,
    "an editor's note": updated,
    "a third is other text": mixed,
    "cut, new head, words replaced": rewritten,
}
QUOTED = {"five paragraphs quoted elsewhere": quoted}  # by another publisher, in a text of its own


def half(row: Json) -> int:
    """0 for dev, 1 for check."""
    return zlib.crc32(f"{row['topic']} {row['published']}".encode()) % 2


def made(rows: Sequence[Json]) -> list[tuple[str, int, Document]]:
    """The kind of change, the article's place, and what became of it."""
    found = []
    for which in range(2):
        chance = random.Random(1905 + which)
        able = [n for n, row in enumerate(rows) if half(row) == which and len(row["text"].split()) >= _LEAST]
        for place in chance.sample(able, _PERTURBED):
            for kind, change in (CHANGES | QUOTED).items():
                other = rows[chance.choice(able)]["text"].splitlines()
                text = "\n".join(change(rows[place]["text"].splitlines(), other, chance))
                name, house = f"{place} {kind}", "Velmouth Gazette" if kind in QUOTED else None
                found.append((kind, place, Document("eval", name, text, title=name, publisher=house)))
    return found


def put(store: Store, documents: Sequence[Document]) -> float:
    """Store documents as an ingest does; the CPU seconds of the store."""
    spent = 0.0
    for batch in in_parts(documents, 32):
        marked = [Extract(d, (), (), fingerprint(d, language="en")) for d in batch]
        start = time.process_time()
        store.put(marked, at=1)
        spent += time.process_time() - start
    return spent


def shown(one: Json, other: Json, why: str, width: int = 5) -> None:
    """A pair: where words of the shorter are in the longer, and where not."""
    texts = [re.findall(r"[^\W_]+", row["text"].lower()) for row in (one, other)]
    short, long = sorted(texts, key=len)
    there = {tuple(long[n : n + width]) for n in range(len(long))}
    same = [tuple(short[n : n + width]) in there for n in range(len(short) - width + 1)]
    also = [any(same[max(0, n - width + 1) : n + 1]) for n in range(len(short))]
    print(f"\n{one['doc_id']} {other['doc_id']} ({len(short)} and {len(long)} words): {why}")
    start = 0
    for n in range(1, len(short) + 1):
        if n == len(short) or also[n] != also[start]:
            if n - start >= 8:
                print(f"  {'==' if also[start] else '  '} {n - start:4} {' '.join(short[start:n])[:110]}")
            start = n


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", type=Path)
    options.add_argument("--pairs", type=int, default=0)
    chosen = options.parse_args()
    file = chosen.corpora / "data/timelines/t17-articles.jsonl.gz"
    if not file.is_file():
        sys.exit(f"skipped: no {file.name} in {file.parent}")
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        rows: list[Json] = [json.loads(line) for line in opened]
    houses = [row["collection"].split("_")[1] for row in rows]
    articles = [
        Document("eval", row["doc_id"], row["text"], title=row["doc_id"], publisher=house)
        for row, house in zip(rows, houses, strict=True)
    ]
    start = time.process_time()
    for article in articles:
        fingerprint(article, language="en")
    words = sum(len(row["text"].split()) for row in rows)
    print(f"a fingerprint takes {(time.process_time() - start) / words * 500_000:.2f} ms CPU for 500 words")
    changed = made(rows)
    with tempfile.TemporaryDirectory() as scratch, open_store(f"{scratch}/t17.db", create=True) as store:
        spent = put(store, articles)
        print(f"to store an article and find its copies takes {spent / len(rows) * 1_000:.2f} ms CPU")
        found = store.copies(range(1, len(rows) + 1))
        groups = [copy.group for copy in found]
        alone(rows, groups)
        put(store, [document for *_, document in changed])
        after = [copy.group for copy in store.copies(range(1, len(rows) + len(changed) + 1))]
        recognised(rows, changed, after)
        every = [(rows[copy.of - 1], rows[n], copy.why) for n, copy in enumerate(found) if copy.of]
        pairs = [pair for pair in every if half(pair[0]) == half(pair[1]) == 0]
        for one, other, why in random.Random(7).sample(pairs, min(chosen.pairs, len(pairs))):
            shown(one, other, why)


def alone(rows: Sequence[Json], groups: Sequence[int]) -> None:
    """What is said of the articles as they are."""
    for which, name in enumerate(_HALVES):
        size, same = defaultdict[int, int](int), defaultdict[str, set[int]](set)
        for row, group in zip(rows, groups, strict=True):
            if half(row) == which:
                size[group] += 1
                if row["text"].strip():
                    same[row["text"]].add(group)
        of_many = [n for n in size.values() if n > 1]
        print(
            f"{name:6} {sum(size.values())} articles: {sum(of_many)} in {len(of_many)} groups of copies, largest "
            f"{max(of_many, default=0)}; texts in more than one group: {sum(len(g) > 1 for g in same.values())}"
        )


def recognised(rows: Sequence[Json], changed: Sequence[tuple[str, int, Document]], groups: Sequence[int]) -> None:
    """The table of what was changed."""
    right = defaultdict[tuple[str, int], list[bool]](list)
    for (kind, place, _), group in zip(changed, groups[len(rows) :], strict=True):
        right[kind, half(rows[place])].append(group == groups[place])
    print(f"{'recognised':32}" + "".join(f"{name:>10}" for name in _HALVES))
    for kind in CHANGES:
        print(f"{kind:32}" + "".join(_share(right[kind, which]) for which in range(2)))
    every = [
        [hit for (kind, h), hits in right.items() if h == which and kind in CHANGES for hit in hits]
        for which in range(2)
    ]
    print(f"{'all of these':32}" + "".join(map(_share, every)))
    for kind in QUOTED:
        print(f"{kind:32}" + "".join(_share(right[kind, which]) for which in range(2)))


def _share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):9.1f}%"


if __name__ == "__main__":
    main()
