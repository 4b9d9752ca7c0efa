"""The project's own sentences with gold: a floor that only rises. Run as a script it lists what is wrong."""

import json
from pathlib import Path
from typing import Any

from timeline.timex import tag
from timeline.values.time import TimeSpan

SENTENCES = Path(__file__).with_name("timex.jsonl")
FLOOR = 0.99  # value F1 with equal spans; 1.0 measured on 2026-11-22


def read() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def compared(row: dict[str, Any]) -> tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]:
    """What gold says of a sentence, and what is found: (start, end, type, value)."""
    year, month, day = (int(x) for x in row["published"].split("-"))
    found = tag(row["text"], published=TimeSpan.of(year, month, day))
    return {tuple(g) for g in row["gold"]}, {(e.span.start, e.span.end, e.type, e.value) for e in found}


def test_the_own_sentences_are_read_as_well_as_ever() -> None:
    pairs = [compared(row) for row in read()]
    right = sum(len(gold & found) for gold, found in pairs)
    assert 2 * right / sum(len(gold) + len(found) for gold, found in pairs) >= FLOOR


def main() -> None:
    right = wanted = 0
    for row in read():
        gold, found = compared(row)
        right, wanted = right + len(gold & found), wanted + len(gold) + len(found)
        for sign, spans in (("missed", gold - found), ("found ", found - gold)):
            for start, end, kind, value in sorted(spans):
                print(f"{sign} {row['text'][start:end]!r} {kind} {value} | {row['text']}")
    print(f"F1 {2 * right / wanted:.3f}")


if __name__ == "__main__":
    main()
