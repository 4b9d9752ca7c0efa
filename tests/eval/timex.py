"""Score the tagger on TIMEX3 corpora: ``python tests/eval/timex.py ../shared/data/timex [--errors N] [--only NAME]``.

Each corpus is split by document: the half whose errors may be read ("dev") and the half that is only scored ("check").
The measures are those of TempEval-3, by the scorer beside the corpora (``../../eval/score_timex.py``).
"""

import argparse
import importlib.util
import time
import zlib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline.timex import tag
from timeline.values.time import TimeSpan

HALVES = ("dev", "check")

# Value F1 (relaxed F1) of others on the same development corpora, whole, and characters per CPU second, as measured
# before this tagger was begun; a * is the whole corpus of the paper.
COLUMNS = ("timebank", "aquaint", "meantime", "wikiwars")
PEERS = """
| HeidelTime + TreeTagger | 79.6 (91.9) | 73.1 (92.5) | 78.3 (89.7) | 81.7 (91.5), narrative mode | 4,500 |
| SUTime | 69.7 (91.3) | 67.0 (89.2) | – | 53.3* | 12,000 |
| Microsoft Recognizers | 62.3 (86.7) | 62.2 (85.0) | – | – | 4,400 |
| duckling | 42.8 | 43.9 | – | 39.1* | 60,000 |
| chrono-node | 47.7 | 62.1 | – | 29.6* | 1,000,000 |
| dateparser | 27.9 | 32.2 | – | 39.5* | 79,000 |
"""


def scorer(corpora: Path) -> ModuleType:
    """The scorer that comes with the corpora."""
    path = corpora.parent.parent / "eval" / "score_timex.py"
    spec = importlib.util.spec_from_file_location("score_timex", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def half(doc_id: str) -> str:
    """Which half a document belongs to."""
    return HALVES[zlib.crc32(doc_id.encode()) % 2]


def published(dct: str | None) -> TimeSpan | None:
    """The publication day of a corpus document."""
    if not dct:
        return None
    year, month, day = (int(x) for x in dct[:10].split("-"))
    return TimeSpan.of(year, month, day)


def predict(document: dict[str, Any]) -> list[dict[str, Any]]:
    """What the tagger finds, as the scorer reads it."""
    found = tag(document["text"], published=published(document.get("dct")))
    return [
        {"start": e.span.start, "end": e.span.end, "type": e.type, "value": e.value, "mod": e.mod, "rule": e.rule}
        for e in found
    ]


def scored(score: ModuleType, path: Path) -> tuple[dict[str, Counter[str]], list[dict[str, Any]], float]:
    """A corpus' counts by half, the errors of the half that may be read, and characters per CPU second."""
    documents = score.load(path)
    tag("Warm up on Monday.", published=None)
    began = time.process_time()
    predicted = [predict(d) for d in documents]
    rate = sum(len(d["text"]) for d in documents) / (time.process_time() - began)
    counts: dict[str, Counter[str]] = {h: Counter() for h in HALVES}
    errors: list[dict[str, Any]] = []
    for document, found in zip(documents, predicted, strict=True):
        which = half(document["doc_id"])
        some, wrong = score.score_document(document, found)
        counts[which] += some
        errors += wrong if which == "dev" else []
    return counts, errors, rate


def main() -> None:
    """Print the table, and the errors of the halves that may be read."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpora", type=Path)
    asked.add_argument("--errors", type=int, default=0, help="list so many of the most frequent errors")
    asked.add_argument("--only", default="", help="one corpus")
    asked.add_argument("--kind", default="", help="list only errors of these kinds")
    options = asked.parse_args()
    score = scorer(options.corpora)
    columns = ("value_f1", "relaxed_f1", "relaxed_p", "relaxed_r", "strict_f1", "type_f1")
    print(f"{'corpus':9} {'half':5} {'gold':>5} " + " ".join(f"{c:>10}" for c in columns) + f" {'chars/CPU s':>11}")
    ours: dict[str, str] = {}
    rates: dict[str, float] = {}
    for path in sorted(options.corpora.glob("*.jsonl")):
        if options.only and path.stem != options.only:
            continue
        counts, errors, rate = scored(score, path)
        counts["all"] = counts["dev"] + counts["check"]
        for which, c in counts.items():
            m = score.measures(c)
            speed = f"{rate:11,.0f}" if which == "all" else ""
            print(f"{path.stem:9} {which:5} {c['gold']:5} " + " ".join(f"{m[k]:10.2f}" for k in columns) + f" {speed}")
        listed = [e for e in errors if not options.kind or e["kind"] in options.kind.split(",")]
        for group in score.worst(listed, options.errors):
            e = group[0]
            print(f"{len(group):3}x {e['kind']:8} {score.show(e['gold'])} | {score.show(e['pred'])} | {e['dct']}")
            print(f"        … {e['context']} …")
        whole = score.measures(counts["all"])
        ours[path.stem] = f"**{whole['value_f1']:.1f}** ({whole['relaxed_f1']:.1f})"
        rates[path.stem] = rate
    if not options.only:
        print(f"\n| value F1 (relaxed F1) | {' | '.join(COLUMNS)} | characters per CPU second |")
        print("|---|---|---|---|---|---|", PEERS.rstrip(), sep="")
        print(f"| timeline | {' | '.join(ours[c] for c in COLUMNS)} | {rates['timebank']:,.0f} |")


if __name__ == "__main__":
    main()
