"""Which reports are said to tell of one happening, on ECB+: ``merging.py CORPORA [--errors N]``.

Reads the articles, gives each mention its evidence, links each to its likeliest candidate of lower rank as
merging does, and scores two things on either half of the topics (dev, whose errors are read; check, only scored):

leads     do two articles report the same happening: pairs and B-cubed, by the scorer that lies beside the corpora;
          all, and those with and without a day of publication
mentions  of the links between mentions of two documents whose words are annotated as events in validated sentences: how
          many are right; and of all pairs within one event, how many are (precision) and how many there are (recall)
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from zlib import crc32

from timeline.events.likeness import compare, evidence, read
from timeline.events.merging import FRONT
from timeline.extract import extract
from timeline.values.document import Document
from timeline.values.edtf import parse
from timeline.values.evidence import SAME, Evidence, Link
from timeline.values.mention import Mention

Json = dict[str, Any]


class Told(NamedTuple):
    """A mention with its evidence, and the row of its article."""

    evidence: Evidence
    mention: Mention
    row: Json


def half_of(row: Json) -> str:
    """The half of the topics that an article belongs to."""
    return ("dev", "check")[crc32(row["topic"].encode()) % 2]


def told(rows: Iterable[Json]) -> list[Told]:
    """All mentions of some articles, by rank."""
    found = []
    for row in rows:
        published = parse(row["published"][:10]) if row["published"] else None
        document = Document(row["doc_id"], row["doc_id"], row["text"], published, row["doc_id"])
        mentions = extract(document)
        found += [Told(e, m, row) for e, m in zip(evidence(document, mentions), mentions, strict=True)]
    return sorted(found, key=lambda one: one.evidence.rank)


def linked(found: Sequence[Told]) -> list[tuple[Link, int] | None]:
    """Of each mention the likeliest link to one of lower rank, if there is one that counts."""
    facts = [read(one.evidence.facts) for one in found]
    index = defaultdict[int, list[int]](list)
    links: list[tuple[Link, int] | None] = []
    for number, one in enumerate(found):
        candidates = sorted({c for key in one.evidence.keys for c in index[key]})
        compared = [(link, c) for c in candidates if (link := compare(facts[number], facts[c]))]
        best = max(compared, key=lambda pair: (pair[0].score, -pair[1]), default=None)
        links.append(best if best and best[0].score >= SAME else None)
        for key in one.evidence.keys:
            if len(index[key]) < FRONT:
                index[key].append(number)
    return links


def events(links: Sequence[tuple[Link, int] | None]) -> list[int]:
    """The event of each mention: the least number among those it is linked with."""
    event: list[int] = []
    for number, link in enumerate(links):
        event.append(event[link[1]] if link else number)
    return event


def annotated(one: Told) -> tuple[str, ...] | None:
    """The cluster of the annotated event that a mention's word is part of, where its sentence was validated."""
    trigger, row = one.mention.trigger, one.row
    if trigger is None or one.mention.lead:
        return None
    for gold in row["mentions"]:
        if gold["validated"] and gold["start"] < trigger.end and trigger.start < gold["end"]:
            alone = gold["cluster"].startswith("SINGLE")
            return (row["topic"], gold["cluster"], row["doc_id"] if alone else "")
    return None


def pairs(labels: dict[int, Any]) -> set[tuple[int, ...]]:
    """The pairs of those that bear one label."""
    groups = defaultdict[Any, list[int]](list)
    for number, label in labels.items():
        groups[label].append(number)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def percent(part: int, whole: int) -> str:
    """A share for people."""
    return f"{100 * part / whole if whole else 0.0:5.1f} %"


def score_mentions(found: Sequence[Told], links: Sequence[tuple[Link, int] | None], event: Sequence[int]) -> None:
    """Print how well mentions that are no leads are linked."""
    gold = {n: cluster for n, one in enumerate(found) if (cluster := annotated(one))}
    across = [
        (n, link[1])
        for n, link in enumerate(links)
        if link and n in gold and link[1] in gold and found[n].row is not found[link[1]].row
    ]
    right = sum(gold[a] == gold[b] for a, b in across)
    print(f"  mentions  {len(gold)}, linked across documents {len(across)}, right {percent(right, len(across))}")
    said, true = pairs({n: event[n] for n in gold}), pairs(gold)
    both = len(said & true)
    print(f"  their events  pairs {len(said)}, P {percent(both, len(said))}, R {percent(both, len(true))}")


def score_leads(scorer: ModuleType, rows: Sequence[Json], event: dict[str, int], errors: int) -> None:
    """Print how well articles are joined, by the scorer's own measures."""
    groups = [("all", rows)]
    groups += [(name, [r for r in rows if bool(r["published"]) is known]) for name, known in GROUPS]
    for name, some in groups:
        gold, said = {r["doc_id"]: r["subtopic"] for r in some}, {r["doc_id"]: event[r["doc_id"]] for r in some}
        true, found = scorer.pairs(gold), scorer.pairs(said)
        p, r = len(true & found) / max(len(found), 1), len(true & found) / max(len(true), 1)
        bp, br = scorer.b_cubed(gold, said)
        print(
            f"  leads, {name:11} {len(some):3}"
            f"  pairs F1 {100 * scorer.f1(p, r):5.1f} (P {100 * p:5.1f} R {100 * r:5.1f})"
            f"  B3 F1 {100 * scorer.f1(bp, br):5.1f} (P {100 * bp:5.1f} R {100 * br:5.1f})"
            f"  wrongly joined {len(found - true)}, missed {len(true - found)}"
        )
        if name == "all" and half_of(rows[0]) == "dev":
            for kind, wrong in (("wrong", found - true), ("missed", true - found)):
                for pair in sorted(map(sorted, wrong))[:errors]:
                    print("   ", kind, *pair)


GROUPS = (("published", True), ("unpublished", False))


def load(path: Path, name: str) -> ModuleType:
    """A script that is no module of ours."""
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Score both halves."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpora", type=Path)
    ask.add_argument("--errors", type=int, default=0, metavar="N", help="list N wrong and N missed pairs of dev")
    asked = ask.parse_args()
    gold = asked.corpora / "data" / "coref" / "ecbplus.jsonl.gz"
    scorer = load(asked.corpora / "eval" / "score_lead_events.py", "score_lead_events")
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for half in ("dev", "check"):
        some = [row for row in rows if half_of(row) == half]
        found = told(some)
        links = linked(found)
        event = events(links)
        print(f"ECB+ {half}")
        leads = {one.row["doc_id"]: event[n] for n, one in enumerate(found) if one.mention.lead}
        score_leads(scorer, some, leads, asked.errors)
        score_mentions(found, links, event)
    return 0


if __name__ == "__main__":
    sys.exit(main())
