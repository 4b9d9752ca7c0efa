"""SemEval-2015 Task 4, main track: from raw text to the timeline of a name: ``semeval.py CORPORA [--errors]``.

Ingests the documents, asks ``timeline query --who NAME --undated --to jsonl`` for every name of the gold timelines,
writes what comes in the task's form, and runs the scorer that lies beside the corpora. A mention is dated by its own
time, else by its likely one, where that is one day, month or year; one without a date stands at its publication in the
order. The Apple timelines are those whose errors are read (dev), the Airbus ones are only scored (check).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TIMELINE = [str(Path(sys.executable).with_name("timeline"))]
HALVES = {"apple": "dev", "airbus": "check"}
UNKNOWN = "XXXX-XX-XX"

Json = dict[str, Any]


def lines(path: Path) -> list[Json]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def common(first: str | None, last: str | None) -> str:
    """What two days share, in the task's notation.

    >>> common("2010-06-07", "2010-06-07"), common("2010-06-01", "2010-06-30"), common(None, "2010-06-07")
    ('2010-06-07', '2010-06-XX', 'XXXX-XX-XX')
    """
    if not first or not last or first[:4] != last[:4]:
        return UNKNOWN
    if first == last:
        return first
    return f"{first[:7]}-XX" if first[:7] == last[:7] else f"{first[:4]}-XX-XX"


def sentence_of(document: Json, at: int) -> int | None:
    """The number of the sentence, as the gold splits the text, in which a character stands."""
    return next((n for n, (start, end) in enumerate(document["sentences"]) if start <= at < end), None)


def timeline(found: list[Json], documents: dict[str, Json]) -> list[Json]:
    """Mentions as the entries of one timeline, each word once, in order."""
    entries, seen = [], set()
    for said in (m for event in found for m in event["mentions"]):
        document, trigger = documents[said["doc_id"]], said["trigger"]
        number = sentence_of(document, trigger["start"]) if trigger else None
        if number is None or (said["doc_id"], trigger["start"]) in seen:
            continue
        seen.add((said["doc_id"], trigger["start"]))
        when = said if said["earliest"] or said["latest"] else said["likely"] or said
        date = common(when["earliest"], when["latest"])
        word = document["text"][trigger["start"] : trigger["end"]].replace(" ", "_")
        place = (document["dct"][:10] + "~") if date == UNKNOWN else date
        entries.append((place, date, {"doc_id": said["doc_id"], "sentence": number, "word": word}))
    order = {place: n for n, place in enumerate(sorted({place for place, _, _ in entries}), 1)}
    return [{"order": order[place], "date": date, "mentions": [mention]} for place, date, mention in entries]


def main() -> None:
    """Ingest, ask, score."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", type=Path)
    options.add_argument("--errors", action="store_true", help="what is missed and what is too much, of dev alone")
    chosen = options.parse_args()
    folder = chosen.corpora / "data" / "dating"
    scorer = chosen.corpora / "eval" / "score_semeval_timelines.py"
    if not (folder / "semeval-docs.jsonl").exists():
        sys.exit(f"skipped: no SemEval documents at {folder}")
    gold = lines(folder / "semeval-timelines.jsonl")
    every = {(d["set"], d["doc_id"]): d for d in lines(folder / "semeval-docs.jsonl")}
    with tempfile.TemporaryDirectory() as scratch:
        pred: list[Json] = []
        for part in sorted({t["set"] for t in gold}):
            documents = {i: d for (of, i), d in every.items() if of == part}
            source, database = Path(scratch, f"{part}.jsonl"), str(Path(scratch, f"{part}.db"))
            source.write_text("".join(json.dumps(d) + "\n" for d in documents.values()), "utf-8")
            subprocess.run([*TIMELINE, "--db", database, "ingest", str(source)], check=True, capture_output=True)
            for t in (t for t in gold if t["set"] == part):
                asked = [*TIMELINE, "--db", database, "query", "--who", t["entity"], "--undated", "--to", "jsonl"]
                out = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
                entries = timeline([json.loads(line) for line in out.splitlines()], documents)
                pred.append({"set": part, "file": t["file"], "entries": entries})
                if chosen.errors and HALVES[t["topic"]] == "dev":
                    errors(t, entries, documents)
        for half in ("dev", "check", "all"):
            kept = [t for t in gold if half in ("all", HALVES[t["topic"]])]
            files = [Path(scratch, f"{name}.jsonl") for name in ("gold", "pred")]
            for file, rows in zip(files, (kept, pred), strict=True):
                file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
            print(f"\n{half}", flush=True)
            subprocess.run([sys.executable, str(scorer), *map(str, files)], check=True)


def errors(gold: Json, entries: list[Json], documents: dict[str, Json]) -> None:
    """Print the words that one side alone has, and those whose dates differ."""

    def dates(of: list[Json]) -> dict[tuple[str, int, str], str]:
        return {(m["doc_id"], m["sentence"], m["word"]): e["date"] for e in of if e["order"] for m in e["mentions"]}

    wanted, got = dates(gold["entries"]), dates(entries)
    both = wanted.keys() & got.keys()
    print(f"\n{gold['entity']}: {len(wanted)} wanted, {len(got)} found, {len(both)} of them right")
    for kind, keys in (("missed", wanted.keys() - got.keys()), ("too much", got.keys() - wanted.keys())):
        for doc_id, sentence, word in sorted(keys):
            start, end = documents[doc_id]["sentences"][sentence]
            print(f"  {kind} {word} {doc_id}:{sentence} {documents[doc_id]['text'][start:end][:160]}")
    for key in sorted(k for k in both if wanted[k] != got[k]):
        print(f"  date {key} wanted {wanted[key]}, got {got[key]}, published {documents[key[0]]['dct'][:10]}")


if __name__ == "__main__":
    main()
