"""How far confidence can be trusted: ``confidence.py CORPORA [--counts]``.

Every dated mention whose word gold dates to a day (event-time, MEANTIME, EventStoryLine, and the links of TimeBank and
AQUAINT) is right if it has that day, a night the one on which it begins, and what says no more than a month or a year
if the day lies in it. The table gives, for each step of confidence, how many there are and what share is right, for the
half of the documents that may be read (dev) and the one that is only scored (check). ``--counts`` prints, for dev, what
the figures in ``events/when/confidence.py`` rest on: the share that is right by each fact about a mention.
"""

import argparse
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.extract import extract
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.mention import Mention, TextSpan
from timeline.values.time import Grain, TimeSpan

_HALVES = ("dev", "check")
_STEPS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Json = dict[str, Any]
Gold = list[tuple[int, int, str]]  # characters of a word and its day


def lines(path: Path) -> Iterator[Json]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def event_time(folder: Path) -> Iterator[tuple[Json, Gold]]:
    """TimeBank's events with one exact day."""
    for document in lines(folder / "dating/event-time.jsonl"):
        gold = [(e["start"], e["end"], e["event_time"]["raw"]) for e in document["events"]]
        yield document, [g for g in gold if _DAY.fullmatch(g[2])]


def meantime(folder: Path) -> Iterator[tuple[Json, Gold]]:
    """The mentions of instances with one exact day."""
    gold = defaultdict[str, Gold](list)
    for instance in lines(folder / "dating/meantime-instances.jsonl"):
        for m in instance["mentions"] if _DAY.fullmatch(instance["date"] or "") else ():
            gold[m["doc_id"]].append((m["start"], m["end"], instance["date"]))
    yield from ((d, gold[d["doc_id"]]) for d in lines(folder / "timex/meantime.jsonl"))


def storyline(folder: Path) -> Iterator[tuple[Json, Gold]]:
    """Events that are linked to a day."""
    for document in lines(folder / "dating/eventstoryline.jsonl"):
        times = {t["id"]: (t.get("value") or "")[:10] for t in document["timexes"]}
        events = {e["id"]: e for e in document["events"]}
        links = [k for k in document["tlinks"] if k["rel"] in ("CONTAINS", "SIMULTANEOUS") and k["to"] in events]
        gold = [(events[k["to"]]["start"], events[k["to"]]["end"], times.get(k["from"], "")) for k in links]
        yield document, [g for g in gold if _DAY.fullmatch(g[2])]


def linked(folder: Path) -> Iterator[tuple[Json, Gold]]:
    """TimeBank's and AQUAINT's events that a link puts on a day, in documents that event-time does not have."""
    taken = {d["doc_id"] for d in lines(folder / "dating/event-time.jsonl")}
    for name in ("timebank", "aquaint"):
        for document in (d for d in lines(folder / f"timex/{name}.jsonl") if d["doc_id"] not in taken):
            times = {t["id"]: (t.get("value") or "")[:10] for t in (*document["timexes"], document["dct_timex"])}
            events = {e["id"]: e for e in document["events"] if "start" in e}
            on = [k for k in document["tlinks"] if k["rel"] in ("IS_INCLUDED", "SIMULTANEOUS") and k["from"] in events]
            gold = [(events[k["from"]]["start"], events[k["from"]]["end"], times.get(k["to"], "")) for k in on]
            yield document, [g for g in gold if _DAY.fullmatch(g[2])]


def judged(folder: Path) -> Iterator[tuple[str, Mention, bool]]:
    """Half, mention, and whether it has the day of gold."""
    for corpus in (event_time, meantime, storyline, linked):
        for row, gold in corpus(folder):
            if not gold or not row["dct"]:
                continue
            published = edtf.parse(row["dct"][:10])
            found = extract(Document("eval", "eval", row["text"], published=published, title=row.get("title")))
            half = _HALVES[zlib.crc32(row["doc_id"].encode()) % 2]
            for mention in found:
                days = {day for start, end, day in gold if _touches(mention.trigger, start, end)}
                if days and mention.time is not None:
                    yield half, mention, any(_has(mention.time, day) for day in days)


def _has(time: TimeSpan, day: str) -> bool:
    return time.first_day == day if time.grain <= Grain.DAY else time.overlaps(edtf.parse(day))


def _touches(span: TextSpan | None, start: int, end: int) -> bool:
    return span is not None and span.start < end and start < span.end


def facts(mention: Mention) -> Iterator[str]:
    """What might make a day likelier right or wrong."""
    said, time = mention.expression, mention.time
    assert time is not None
    yield f"basis {mention.basis}"
    yield f"rule {mention.rule}"
    yield f"status {mention.status}"
    yield f"lead {mention.lead}"
    yield f"grain {time.grain.label}, {'open' if time.is_open else 'closed'}"
    if said is not None:
        yield f"readings {bool(said.readings)}"
        yield f"words of {said.rule}"
        yield f"range {said.range is not None}"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", type=Path)
    options.add_argument("--counts", action="store_true")
    chosen = options.parse_args()
    folder = chosen.corpora / "data"
    if not (folder / "dating/event-time.jsonl").is_file():
        sys.exit(f"skipped: no event-time.jsonl in {folder}")
    rows = list(judged(folder))
    print(f"{'confidence':>12} " + "".join(f"{half:>20}" for half in _HALVES))
    for low, high in zip(_STEPS, (*_STEPS[1:], 1.01), strict=True):
        cells = [[right for half, m, right in rows if half == h and low <= m.confidence < high] for h in _HALVES]
        print(f"{low:.1f} to {min(high, 1):.1f}   " + "".join(f"{_share(cell):>20}" for cell in cells))
    for least in (0.5, 0.8):
        cells = [[right for half, m, right in rows if half == h and m.confidence >= least] for h in _HALVES]
        print(f"{least:.1f} or more   " + "".join(f"{_share(cell):>20}" for cell in cells))
    if chosen.counts:
        seen, good = Counter[str](), Counter[str]()
        for _, mention, right in (row for row in rows if row[0] == "dev"):
            for fact in facts(mention):
                seen[fact] += 1
                good[fact] += right
        for fact in sorted(seen):
            print(f"{fact:45} {good[fact]:4} of {seen[fact]:4}  {good[fact] / seen[fact]:.2f}")


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.0f} % of {len(right)}" if right else "none"


if __name__ == "__main__":
    main()
