"""Titles drawn by a seed from articles, each beside its sentence, for a person to judge one by one.

``python tests/eval/titles.py ARTICLES.jsonl[.gz] --seed 200 --half check`` prints, one block a title, the document, the
offset of its trigger, the title and the sentence with the trigger marked. An article is a line of JSON with ``doc_id``,
``published`` and ``text``. Articles are split in two halves by their names, so that one can be read and the other kept.
Which titles are drawn hangs on the seed, the document and the place in it alone: what is drawn stays as the titles
change. ``docs/quality/titles.md`` keeps the verdicts.
"""

import argparse
import gzip
import hashlib
import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.extract import extract
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.mention import Mention

HALVES = ("dev", "check")
POOL = 3  # articles read for each title wanted


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mention with the document it is of."""

    document: Document
    mention: Mention

    @property
    def at(self) -> int:
        """The character at which its trigger begins; its sentence where it has none."""
        return (self.mention.trigger or self.mention.quote).start

    def key(self, seed: int) -> bytes:
        """What puts the mentions in an order that only the seed and their places decide."""
        return hashlib.md5(f"{seed} {self.document.doc_id} {self.at}".encode(), usedforsecurity=False).digest()

    def block(self, number: int) -> str:
        """Three lines to read: where, the title, the sentence with its trigger marked."""
        quote, start = self.mention.quote.of(self.document.text), self.mention.quote.start
        if trigger := self.mention.trigger:
            first, last = trigger.start - start, trigger.end - start
            quote = f"{quote[:first]}<<{quote[first:last]}>>{quote[last:]}"
        day = self.mention.time.first_day if self.mention.time else None
        where = f"{number}. {self.document.doc_id} {self.at} [{self.mention.status}, {day}]"
        return f"{where}\n   {self.mention.title}\n   {' '.join(quote.split())}"


def half(doc_id: str) -> str:
    """The half that an article belongs to."""
    return HALVES[zlib.crc32(doc_id.encode()) % 2]


def articles(path: Path) -> Iterator[Document]:
    """The articles of a file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            published = edtf.parse(row["published"]) if row.get("published") else None
            yield Document(row["doc_id"], row["doc_id"], row["text"], published, doc_id=row["doc_id"])


def drawn(path: Path, seed: int, part: str, count: int) -> Sequence[Drawn]:
    """That many dated mentions, no leads, of that half's articles, in the order of the draw."""
    documents = sorted((d for d in articles(path) if half(d.address) == part), key=lambda d: d.address)
    random.Random(seed).shuffle(documents)
    found = [Drawn(d, m) for d in documents[: POOL * count] for m in extract(d) if m.expression and m.time]
    return sorted((f for f in found if not f.mention.lead), key=lambda f: f.key(seed))[:count]


def main() -> None:
    """Print the titles; without the articles say so, and fail nothing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path, help="JSON lines, as they are or gzipped")
    parser.add_argument("--seed", type=int, default=200)
    parser.add_argument("--half", choices=HALVES, default="check")
    parser.add_argument("--count", type=int, default=200)
    asked = parser.parse_args()
    if not asked.articles.is_file():
        print(f"skipped: {asked.articles} is not here; it is a corpus that is not part of the project", file=sys.stderr)
        return
    for number, one in enumerate(drawn(asked.articles, asked.seed, asked.half, asked.count), 1):
        print(one.block(number))


if __name__ == "__main__":
    main()
