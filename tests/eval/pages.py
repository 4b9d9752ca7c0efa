#!/usr/bin/env python3
"""How well pages are read, and how fast beside trafilatura alone.

    pages.py FOLDER [-o PRED.jsonl] [--fast]

FOLDER holds ``data/pages`` (``index.jsonl`` and the pages) and ``eval/score_pages.py``. The scorer's table is printed
for the half whose errors may be read (dev), for the half that is only scored (check), and for all; then pages per CPU
second of our reader, of one pass of trafilatura, and of its two calls, measured page by page in turn.
"""

import argparse
import gzip
import io
import json
import logging
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline.readers.base import NotRead, ReadOptions, Source
from timeline.readers.html import READER
from timeline.values.document import Document


def ours(raw: bytes, name: str) -> dict[str, Any]:
    """What our reader makes of a page, as the scorer wants it."""
    source = Source(name, name, io.BufferedReader(io.BytesIO(raw)))  # type: ignore[arg-type]
    try:
        found = [item for item in READER.read(source, ReadOptions()) if isinstance(item, Document)]
    except NotRead:
        found = []
    if not found:
        return {"file": name, "published": None, "title": None, "text": None}
    day = found[0].published.first_day if found[0].published else None
    return {"file": name, "published": day, "title": found[0].title, "text": found[0].text}


def theirs(raw: bytes, _: str) -> None:
    """One pass of trafilatura: text, title and date."""
    import trafilatura

    trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False)


def both_calls(raw: bytes, name: str) -> None:
    """trafilatura's ``extract`` for the text and ``bare_extraction`` for the rest."""
    import trafilatura

    trafilatura.extract(raw, include_comments=False)
    theirs(raw, name)


def clocked(run: Callable[[bytes, str], Any], raw: bytes, name: str, spent: dict[str, float]) -> Any:
    """What a reader returns, its CPU seconds added to ``spent``."""
    begun = time.process_time()
    result = run(raw, name)
    spent[run.__name__] = spent.get(run.__name__, 0.0) + time.process_time() - begun
    return result


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--fast", action="store_true", help="score only, without trafilatura beside it")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = options.folder / "data" / "pages"
    gold = [json.loads(line) for line in (pages / "index.jsonl").read_text("utf-8").splitlines()]
    spent: dict[str, float] = {}
    read = []
    runs = [ours] if options.fast else [ours, theirs, both_calls]
    for run in runs:  # what each imports is not counted
        run((pages / gold[0]["file"]).read_bytes()[:0] or b"<html><body><p>warm</p></body></html>", "warm")
    for number, page in enumerate(gold):
        raw = gzip.decompress((pages / page["file"]).read_bytes())
        for run in runs[number % len(runs) :] + runs[: number % len(runs)]:
            result = clocked(run, raw, page["file"], spent)
            if run is ours:
                read.append(result)
    scorer = options.folder / "eval" / "score_pages.py"
    with tempfile.TemporaryDirectory() as folder:
        pred = options.output or Path(folder) / "pred.jsonl"
        pred.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in read), "utf-8")
        for half in ("dev", "check", "all"):
            kept = [g for g in gold if half == "all" or (zlib.crc32(g["file"].encode()) % 2 == 0) is (half == "dev")]
            index = Path(folder) / "index.jsonl"
            index.write_text("".join(json.dumps(g) + "\n" for g in kept), "utf-8")
            print(f"\n{half}: {len(kept)} pages", flush=True)
            subprocess.run([sys.executable, str(scorer), str(index), str(pred)], check=True)
    print()
    for name, seconds in spent.items():
        print(f"{name:12}{len(gold) / seconds:8.1f} pages per CPU second")
    for name in ("theirs", "both_calls"):
        if name in spent:
            print(f"ours is {spent[name] / spent['ours']:.2f} times as fast as {name}")


if __name__ == "__main__":
    main()
