"""How well happenings are placed in time, on the corpora that lie beside the project.

    python tests/eval/placing.py CORPORA

Three tables, each beside its baseline, for the half of the documents that may be read, for the half that is only
scored, and for both (a document's half is the CRC of its name, modulo 2):

event-time       every gold event's time: strict and compatible, by the corpus's own scorer; everything on the
                 publication day
MEANTIME         the day of events that have an exact gold day, by mention and by instance (its best founded mention);
                 the publication day
EventStoryLine   the day of events that gold links to a day; the nearest expression of the sentence, as tagged here,
                 else the publication day
"""

import importlib.util
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.when.bounds import Placer
from timeline.events.when.grounds import Placement
from timeline.timex import tag
from timeline.values.mention import TextSpan, TimeExpression
from timeline.values.time import Extent
from timeline.workflow.dates import day

_HALVES = ("dev", "check")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FOUNDED = ("stated", "relative", "context", "sentence", "again", "story", "report", "published")


def main(folder: Path) -> int:
    """Print the tables."""
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        print(f"skipped: no {', '.join(missing)} in {folder}")
        return 0
    tables: tuple[tuple[str, Counter[str], tuple[str, ...]], ...] = (
        ("event-time", event_time(folder), ("strict", "compatible")),
        ("MEANTIME", meantime(folder), ("mention", "instance")),
        ("EventStoryLine", storyline(folder), ("link",)),
    )
    print(f"{'':15} {'':10} " + "".join(f"{half:>24}" for half in (*_HALVES, "all")))
    for name, counts, measures in tables:
        for measure in measures:
            print(f"{name:15} {measure:10} " + "".join(_cell(counts, measure, half) for half in (*_HALVES, "all")))
    return 0


_NEEDED = (
    "data/dating/event-time.jsonl",
    "data/dating/meantime-instances.jsonl",
    "data/dating/eventstoryline.jsonl",
    "data/timex/meantime.jsonl",
    "eval/score_event_time.py",
)


def _cell(counts: Counter[str], measure: str, half: str) -> str:
    of = [h for h in _HALVES if half in (h, "all")]
    total = sum(counts[f"{measure} {h}"] for h in of) or 1
    ours, base = (100 * sum(counts[f"{measure} {h} {who}"] for h in of) / total for who in ("ours", "base"))
    return f"{ours:8.1f} ({base:.1f}) of {total:5}"


def half_of(doc_id: str) -> str:
    """Which half a document is in."""
    return _HALVES[zlib.crc32(doc_id.encode()) % 2]


class Read:
    """A document, parsed once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.published = day(document["dct"]) if document.get("dct") else None
        text = document["text"]
        self.expressions = tag(text, published=self.published)
        self.trees = parse(text, list(sentences(text, "en")), "en")
        self.placer = Placer(self.published, self.expressions, self.trees, "en")

    def place(self, item: dict[str, Any]) -> Placement:
        """Where the item's characters are placed."""
        return self.placer.place_at(TextSpan(item["start"], item["end"]))

    def nearest(self, item: dict[str, Any]) -> str | None:
        """The day of the nearest expression in its sentence, else of publication."""
        tree = next((t for t in self.trees if t.span.start <= item["start"] < t.span.end), None)
        near: list[TimeExpression] = [
            e for e in self.expressions if tree and e.time and tree.span.start <= e.span.start < tree.span.end
        ]
        near.sort(key=lambda e: (max(e.span.start - item["end"], item["start"] - e.span.end), e.span.start))
        time = near[0].time if near else self.published
        return time.first_day if time is not None and time.first_day == time.last_day else None


def event_time(folder: Path) -> Counter[str]:
    """Strict and compatible, by the scorer of the corpus."""
    scorer = _scorer(folder / "eval/score_event_time.py")
    counts: Counter[str] = Counter()
    for document in _lines(folder / "data/dating/event-time.jsonl"):
        read, half, published = Read(document), half_of(document["doc_id"]), document["dct"][:10]
        for event in document["events"]:
            gold = event["event_time"]["raw"]
            for who, time in (("ours", notation(read.place(event), published)), ("base", published)):
                counts[f"strict {half} {who}"] += time == gold
                counts[f"compatible {half} {who}"] += scorer.compatible(time, gold)
            counts[f"strict {half}"] += 1
            counts[f"compatible {half}"] += 1
    return counts


def notation(place: Placement, published: str) -> str:
    """A placing as the corpus writes times."""
    first, last = place.time.first_day, place.time.last_day
    if place.extent is Extent.THROUGHOUT:
        return f"beginPoint={first or 'before' + published}endPoint={last or 'after' + published}"
    if first and first == last:
        return first
    after = f"after{_shifted(first, -1)}" if first else ""
    before = f"before{_shifted(last, 1)}" if last else ""
    return after + before or "n/a"


def _shifted(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) + timedelta(days)).isoformat()


def meantime(folder: Path) -> Counter[str]:
    """The day, of each mention and of each instance; an instance counts in the half of its first mention there."""
    documents = {d["doc_id"]: d for d in _lines(folder / "data/timex/meantime.jsonl")}
    read = {name: Read(document) for name, document in documents.items()}
    counts: Counter[str] = Counter()
    for instance in _lines(folder / "data/dating/meantime-instances.jsonl"):
        gold = instance["date"] or ""
        if not _DAY.fullmatch(gold):
            continue
        for half in _HALVES:
            mentions = [m for m in instance["mentions"] if half_of(m["doc_id"]) == half]
            places = [read[m["doc_id"]].place(m) for m in mentions]
            right = [_is_day(place, gold) for place in places]
            base = [documents[m["doc_id"]]["dct"][:10] == gold for m in mentions]
            counts[f"mention {half}"] += len(mentions)
            counts[f"mention {half} ours"] += sum(right)
            counts[f"mention {half} base"] += sum(base)
            if mentions:
                best = min(range(len(places)), key=lambda i: (_rank(places[i]), i))
                counts[f"instance {half}"] += 1
                counts[f"instance {half} ours"] += right[best]
                counts[f"instance {half} base"] += base[0]
    return counts


def _rank(place: Placement) -> int:
    return _FOUNDED.index(place.word) if place.word in _FOUNDED else len(_FOUNDED)


def _is_day(place: Placement, gold: str) -> bool:
    return place.time.first_day == gold == place.time.last_day


def storyline(folder: Path) -> Counter[str]:
    """The day of each event that is linked to one."""
    counts: Counter[str] = Counter()
    for document in _lines(folder / "data/dating/eventstoryline.jsonl"):
        read, half = Read(document), half_of(document["doc_id"])
        for event, gold in _links(document):
            counts[f"link {half}"] += 1
            counts[f"link {half} ours"] += _is_day(read.place(event), gold)
            counts[f"link {half} base"] += read.nearest(event) == gold
    return counts


def _links(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    times = {t["id"]: t for t in document["timexes"]}
    events = {e["id"]: e for e in document["events"]}
    seen = set()
    for link in document["tlinks"]:
        time, event = times.get(link["from"]), events.get(link["to"])
        if link["rel"] not in ("CONTAINS", "SIMULTANEOUS") or time is None or event is None:
            continue
        gold = (time.get("value") or "")[:10]
        if _DAY.fullmatch(gold) and (event["id"], gold) not in seen:
            seen.add((event["id"], gold))
            yield event, gold


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_event_time", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")))
