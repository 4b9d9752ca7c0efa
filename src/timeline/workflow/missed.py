"""What looks like a time in texts and was not tagged, counted: the list that a translator works off."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.timex.near_misses import NearMiss, near_misses
from timeline.workflow.dates import Tagged
from timeline.workflow.wording import printable

_AROUND = 32  # characters shown on each side


class Missed:
    """The near misses of texts: of each word its count, and its first place."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}

    def lines(self, texts: Iterable[tuple[str, Tagged]], form: str) -> Iterator[str]:
        """Those of texts, each with where it was read: one list of words, or with ``jsonl`` an object for each text."""
        for origin, tagged in texts:
            if form == "jsonl":
                yield json.dumps(record(tagged), ensure_ascii=False)
            else:
                self.add(tagged, origin)
        yield from self.rows()

    def add(self, tagged: Tagged, origin: str) -> None:
        """Count those of one text."""
        for missed, line in _with_lines(tagged):
            key = (str(missed.looks), missed.word)
            self._counts[key] += 1
            if key not in self._first:
                place = f"{tagged.doc_id or origin}:{line}"
                self._first[key] = f"{printable(place)}  {printable(_context(tagged.text, missed))}"

    def __len__(self) -> int:
        return self._counts.total()

    def rows(self) -> Iterator[str]:
        """The words, the most frequent first, of those as frequent the first read."""
        for (looks, word), count in self._counts.most_common():
            yield f"{count:>6}  {word:<20} {looks:<8} {self._first[looks, word]}"


def record(tagged: Tagged) -> dict[str, Any]:
    """The near misses of a text as JSON has them, in its order; ``times`` is how often the text has the word so."""
    found = list(_with_lines(tagged))
    times = Counter((missed.looks, missed.word) for missed, _ in found)
    return {
        "doc_id": tagged.doc_id,
        "near_misses": [
            {
                "start": missed.span.start,
                "end": missed.span.end,
                "line": line,
                "text": missed.span.of(tagged.text),
                "looks": str(missed.looks),
                "times": times[missed.looks, missed.word],
                "context": _context(tagged.text, missed),
            }
            for missed, line in found
        ],
    }


def _with_lines(tagged: Tagged) -> Iterator[tuple[NearMiss, int]]:
    line, at = 1, 0
    for missed in near_misses(tagged.text, language=tagged.language):
        line += tagged.text.count("\n", at, missed.span.start)
        at = missed.span.start
        yield missed, line


def _context(text: str, missed: NearMiss) -> str:
    before = text[max(0, missed.span.start - _AROUND) : missed.span.start]
    return f"{before}[{missed.span.of(text)}]{text[missed.span.end : missed.span.end + _AROUND]}"
