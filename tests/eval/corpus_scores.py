"""How well the tagger reads the project's own corpus: ``cd tests; python -m eval.corpus_scores de [--errors]``.

The measures are those of TempEval-3, pooled over the items: a gold expression is matched, in text order, by the first
prediction still free that overlaps it; *relaxed* counts matches, *strict* those with equal ends, *value* those with the
same value. Items are split by their id: the errors of the half "dev" may be read, those of "check" are only counted.
"""

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpus_reader import CORPUS, Item, Timex, read
from timeline.timex import tag
from timeline.values.mention import TimeExpression
from timeline.values.time import TimeSpan

Pairs = list[tuple[Timex | None, TimeExpression | None]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Expressions in gold, found, and right; :meth:`f1` is in percent."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def f1(self, measure: str) -> float:
        """F1 of ``relaxed``, ``strict`` or ``value``."""
        return 200 * int(getattr(self, measure)) / max(self.gold + self.found, 1)


def half(item: Item) -> str:
    """Which half an item belongs to."""
    return ("dev", "check")[zlib.crc32(item["doc_id"].encode()) % 2]


def paired(item: Item, language: str) -> Pairs:
    """Each gold expression with what was found there, then what was found where there is none."""
    year, month, day = (int(x) for x in item["dct"].split("-"))
    free = tag(item["text"], published=TimeSpan.of(year, month, day), language=language)
    pairs: Pairs = []
    for gold in sorted(item["timexes"], key=lambda t: t["start"]):
        found = next((f for f in free if f.span.start < gold["end"] and gold["start"] < f.span.end), None)
        free = [f for f in free if f is not found]
        pairs.append((gold, found))
    return [*pairs, *((None, f) for f in free)]


def counted(pairs: Pairs) -> Counts:
    """The counts of one item."""
    both = [(g, f) for g, f in pairs if g is not None and f is not None]
    return Counts(
        gold=sum(g is not None for g, _ in pairs),
        found=sum(f is not None for _, f in pairs),
        relaxed=len(both),
        strict=sum((g["start"], g["end"]) == (f.span.start, f.span.end) for g, f in both),
        value=sum(g["value"] == f.value for g, f in both),
    )


def scored(items: Sequence[Item], language: str) -> Counts:
    """The counts of some items."""
    return sum((counted(paired(item, language)) for item in items), start=Counts())


def corpus(language: str) -> list[Item]:
    """The items of a language."""
    return read(CORPUS / f"{language}.txt")


def languages() -> list[str]:
    """The languages that have a corpus."""
    return sorted(path.stem for path in Path(CORPUS).glob("*.txt"))


def errors(items: Sequence[Item], language: str) -> Iterator[str]:
    """One line for each expression that was missed, spurious, or given another value or other ends."""
    for item in items:
        for gold, found in paired(item, language):
            said = "-" if gold is None else f"'{gold['text']}' {gold['value']}"
            read_as = "-" if found is None else f"'{found.span.of(item['text'])}' {found.value} ({found.rule})"
            if gold is None or found is None:
                kind = "missed" if gold else "spurious"
            elif gold["value"] != found.value:
                kind = "value"
            elif (gold["start"], gold["end"]) != (found.span.start, found.span.end):
                kind = "ends"
            else:
                continue
            yield f"{kind:8} {item['doc_id']}, {item['dct']}: gold {said} | found {read_as}\n         {item['text']}"


def by_kind(items: Sequence[Item], language: str) -> Iterator[str]:
    """A row for each kind: items, expressions in gold, found, with the right value, and spurious ones."""
    yield "| kind | items | gold | found | value right | spurious |"
    yield "|---|---|---|---|---|---|"
    for kind in dict.fromkeys(item["kind"] for item in items):
        part = [item for item in items if item["kind"] == kind]
        c = scored(part, language)
        yield f"| {kind} | {len(part)} | {c.gold} | {c.relaxed} | {c.value} | {c.found - c.relaxed} |"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Score the tagger on the project's own corpus of a language.")
    parser.add_argument("language", nargs="*", help=f"of {', '.join(languages())}; all where none is named")
    parser.add_argument("--errors", action="store_true", help="list the errors of the half that may be read")
    parser.add_argument("--kinds", action="store_true", help="a Markdown table by kind of expression")
    options = parser.parse_args()
    for language in options.language or languages():
        items = corpus(language)
        halves = {name: [item for item in items if half(item) == name] for name in ("dev", "check")}
        if options.errors:
            for line in errors(halves["dev"], language):
                print(line)
        for name, part in (*halves.items(), ("whole", items)):
            counts = scored(part, language)
            shown = "  ".join(f"{m} F1 {counts.f1(m):5.1f}" for m in ("value", "relaxed", "strict"))
            print(f"{language} {name:5}  {shown}  ({counts.gold} expressions in {len(part)} items)")
        if options.kinds:
            print("\n".join(by_kind(items, language)))


if __name__ == "__main__":
    main()
