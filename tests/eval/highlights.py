"""The days that made a story, against journalists' timelines of it: ``highlights.py CORPORA [--databases FOLDER]``.

T17 (Tran et al. 2013), three of its topics, in the protocol of Gholipour Ghalandari and Ifrim 2020, by the scorer that
lies beside the corpora. For each topic, from all of its articles:

open     ``timeline highlights --dates 30``, nothing known: date F1
known    a timeline's first and last day and its number of days known: date F1
text     the same, and the number of sentences a day, rounded: ROUGE-1 F1 of dates aligned many to one (AR-1)

bpoil is the topic whose errors are read (dev), egypt and libya are only scored (check). A macro figure is the mean over
timelines. A topic that has no database yet, in the folder or in a passing one, is ingested first.
"""

import argparse
import gzip
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

TIMELINE = [str(Path(sys.executable).with_name("timeline"))]
HALVES = {"bpoil": "dev", "egypt": "check", "libya": "check"}
MEASURES = ("open", "known", "text")
OPEN = 30

Json = dict[str, Any]
Told = dict[date, str]


def main() -> None:
    """Ingest what is missing, ask, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path)
    options.add_argument("--databases", type=Path, help="where TOPIC.db lie, or are to stay")
    options.add_argument("--topics", default="bpoil,egypt,libya", help="only these: bpoil is dev")
    chosen = options.parse_args()
    folder = chosen.corpora / "data" / "timelines"
    if not (folder / "t17-gold.jsonl").exists():
        sys.exit(f"skipped: no T17 at {folder}")
    scorer = _scorer(chosen.corpora / "eval" / "score_tls.py")
    gold = [json.loads(line) for line in (folder / "t17-gold.jsonl").read_text("utf-8").splitlines()]
    rows: list[tuple[str, str, dict[str, float]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for topic in chosen.topics.split(","):
            database = (chosen.databases or Path(scratch)) / f"{topic}.db"
            if not database.exists():
                ingest(folder / "t17-articles.jsonl.gz", topic, database)
            found = asked(database, dates=OPEN, sentences=0)
            for timeline in (t for t in gold if t["topic"] == topic):
                rows.append((topic, timeline["collection"], scores(scorer, database, found, timeline)))
    print(f"{'':7} {'timeline':22}" + "".join(f"{name:>8}" for name in MEASURES))
    for topic, name, figures in rows:
        print(f"{topic:7} {name:22}" + "".join(f"{figures[m]:8.3f}" for m in MEASURES))
    groups = [*dict.fromkeys(topic for topic, _, _ in rows), "dev", "check", "all"]
    for group in groups:
        some = [figures for topic, _, figures in rows if group in (topic, HALVES[topic], "all")]
        if some:
            print(
                f"{group:7} {len(some):<22}" + "".join(f"{sum(f[m] for f in some) / len(some):8.3f}" for m in MEASURES)
            )


def ingest(articles: Path, topic: str, database: Path) -> None:
    """A timeline of one topic's articles."""
    kept = database.with_suffix(".jsonl")
    with gzip.open(articles, "rt", encoding="utf-8") as lines, kept.open("w", encoding="utf-8") as out:
        out.writelines(line for line in lines if json.loads(line)["topic"] == topic)
    subprocess.run([*TIMELINE, "--db", str(database), "ingest", str(kept)], check=True, capture_output=True)
    kept.unlink()


def asked(database: Path, when: str = "", *, dates: int, sentences: int) -> Told:
    """The days that the command gives, with their sentences."""
    numbers = ["--dates", str(dates), "--sentences", str(sentences)]
    command = [*TIMELINE, "--db", str(database), "highlights", *filter(None, [when]), *numbers, "--to", "jsonl"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    days = [json.loads(line) for line in out.splitlines()]
    return {date.fromisoformat(day["date"]): " ".join(day["sentences"]) for day in days}


def scores(scorer: ModuleType, database: Path, found: Told, timeline: Json) -> dict[str, float]:
    """The three figures of one journalist's timeline."""
    days = defaultdict[date, list[str]](list)
    for entry in timeline["entries"]:
        days[date.fromisoformat(entry["date"])].append(entry["text"])
    gold = {day: " ".join(texts) for day, texts in days.items()}
    lines = [line for texts in days.values() for text in texts for line in text.split("\n") if line.strip()]
    each = round(len(lines) / len(gold))
    known = asked(database, f"{min(gold)}..{max(gold)}", dates=len(gold), sentences=each)
    return {
        "open": scorer.date_prf(found, gold)[2],
        "known": scorer.date_prf(known, gold)[2],
        "text": scorer.rouge_all(known, gold)["align_m1_r1"][2],
    }


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_tls", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
