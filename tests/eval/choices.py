"""What every choice of `[bound_choices]` is worth, on the readable half of the corpora that lie beside the project.

    cd tests && python -m eval.choices CORPORA

For each way to tell of something, and each other place that it could be put, the change in every measure, with the
number of documents that gain and lose by it:

strict, compatible  event-time, by its own scorer
relation            TimeBank and AQUAINT, documents that event-time lacks: the relation to the day of publication
day                 MEANTIME and EventStoryLine, events that have an exact day

Then the same for whole tables that were estimated with one document left out, and scored on that document alone: what
the table would be worth on documents that nobody has seen.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.placing import Read, _is_day, _lines, _links, _scorer, half_of, notation
from timeline.events.when import bounds
from timeline.events.when.bound_words import Place, choices
from timeline.events.when.bounds import Placer
from timeline.events.when.grounds import Placement
from timeline.values.time import Extent

Score = dict[tuple[str, str], int]  # by measure and document: what is right
_INVERSE = {"BEFORE": "AFTER", "AFTER": "BEFORE", "INCLUDES": "IS_INCLUDED", "IS_INCLUDED": "INCLUDES"}
# What a relation to the day of publication allows; TimeBank says BEFORE also of what happened that day.
_ALLOWED = {
    "BEFORE": ("before", "day"), "AFTER": ("after",), "INCLUDES": ("lasting",), "DURING": ("lasting", "day"),
    "IS_INCLUDED": ("day",), "SIMULTANEOUS": ("day",),
}  # fmt: skip
_WEIGHTS = {"strict": 1.0, "compatible": 0.25, "relation": 0.5, "day": 0.5}


class Corpora:
    """The documents, parsed once, with what is asked of each."""

    def __init__(self, folder: Path) -> None:
        scorer = _scorer(folder / "eval/score_event_time.py")
        timed = list(_lines(folder / "data/dating/event-time.jsonl"))
        self._asked: list[tuple[str, Read, dict[str, Any], Any]] = []
        for document in self._readable(timed):
            published = document["dct"][:10]
            self._ask("time", document, [(e, (published, e["event_time"]["raw"], scorer)) for e in document["events"]])
        known = {d["doc_id"] for d in timed}
        for name in ("timebank", "aquaint"):
            for document in self._readable(_lines(folder / f"data/timex/{name}.jsonl")):
                if document["doc_id"] not in known:
                    self._ask("relation", document, list(_relations(document)))
        pages = {d["doc_id"]: d for d in self._readable(_lines(folder / "data/timex/meantime.jsonl"))}
        days = defaultdict(list)
        for instance in _lines(folder / "data/dating/meantime-instances.jsonl"):
            for mention in instance["mentions"]:
                if len(instance["date"] or "") == len("2024-05-15") and "X" not in instance["date"]:
                    days[mention["doc_id"]].append((mention, instance["date"]))
        for name, page in pages.items():
            self._ask("day", page, days[name])
        for document in self._readable(_lines(folder / "data/dating/eventstoryline.jsonl")):
            self._ask("day", document, list(_links(document)))

    def score(self, table: Mapping[str, Place]) -> Score:
        """What is right by this table."""
        bounds.choices = lambda _: table  # type: ignore[assignment]
        found: Counter[tuple[str, str]] = Counter()
        for kind, read, document, asked in self._asked:
            read.placer = Placer(read.published, read.expressions, read.trees, "en")
            name = document["doc_id"]
            for event, gold in asked:
                place = read.place(event)
                if kind == "time":
                    time = notation(place, gold[0])
                    found["strict", name] += time == gold[1]
                    found["compatible", name] += gold[2].compatible(time, gold[1])
                elif kind == "relation":
                    found[kind, name] += _side(place, gold[0]) in _ALLOWED[gold[1]]
                else:
                    found[kind, name] += _is_day(place, gold)
        return dict(found)

    @staticmethod
    def _readable(documents: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        return (d for d in documents if half_of(d["doc_id"]) == "dev")

    def _ask(self, kind: str, document: dict[str, Any], asked: list[Any]) -> None:
        self._asked.append((kind, Read(document), document, asked))


def _relations(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str, str]]]:
    """The events that are linked to the day of publication."""
    day, events = document["dct_timex"]["id"], {e["id"]: e for e in document["events"]}
    for link in document["tlinks"]:
        source, target, relation = link["from"], link["to"], link["rel"]
        if source == day:
            source, target, relation = target, source, _INVERSE.get(relation, relation)
        if target == day and source in events and relation in _ALLOWED:
            yield events[source], (document["dct"][:10], relation)


def _side(place: Placement, published: str) -> str:
    """Where a placing lies, seen from the day of publication."""
    first, last = place.time.first_day, place.time.last_day
    if first is not None and first > published:
        return "after"
    if last is not None and last < published:
        return "before"
    return "lasting" if place.extent is Extent.THROUGHOUT else "day"


def _change(one: Score, other: Score) -> str:
    """By measure: the sum, and how many documents gain and lose."""
    cells = []
    for measure in _WEIGHTS:
        by = [one[key] - other[key] for key in one if key[0] == measure]
        cells.append(f"{measure} {sum(by):+4} (+{sum(d > 0 for d in by)} -{sum(d < 0 for d in by)})")
    return "   ".join(cells)


def main(folder: Path) -> int:
    """Print the tables."""
    if not (folder / "data/dating/event-time.jsonl").is_file():
        print(f"skipped: no corpora in {folder}")
        return 0
    corpora, table = Corpora(folder), choices("en")
    now = corpora.score(table)
    other = {(t, p): now if p == table[t] else corpora.score({**table, t: p}) for t in table for p in Place}
    for telling, chosen in table.items():
        print(f"{telling} = {chosen}")
        for place in Place:
            if other[telling, place] != now:
                print(f"    {place:10} {_change(other[telling, place], now)}")
    left: Score = {}
    for document in sorted({name for _, name in now}):
        best = {t: max(Place, key=lambda p: (_worth(other[t, p], document), p == table[t])) for t in table}
        scored = now if best == table else corpora.score(best)
        left |= {key: right for key, right in scored.items() if key[1] == document}
    print(f"\none document left out, the table estimated on the others: {_change(left, now)}")
    return 0


def _worth(score: Score, without: str) -> float:
    return sum(_WEIGHTS[measure] * right for (measure, name), right in score.items() if name != without)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")))
