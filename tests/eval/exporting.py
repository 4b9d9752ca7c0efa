"""What an export costs beside a bare cursor: ``cd tests && python -m eval.exporting --database PATH [--events N]``.

``export()`` to CSV, as ``timeline export`` does it, takes turns with ``csv.writer`` over the rows of one statement in
SQL by a plain ``sqlite3`` cursor: the same columns of the same events in the same order, dates as the tables have them.
The statement is written three times: as one would write it, with the source that tells each event sought among all its
sources; the same with the keys taken off their index first, so that nothing is sorted; and that as a bare join, which
is right only while every event has one source and no more than one known place. What is right is checked row by row.
Prints the medians of the CPU seconds for a million events and how much of the cursor's speed there is; then the most
memory that the command holds, for a tenth of the events and for all.
"""

import argparse
import csv
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final

from eval.commands import taken
from timeline.exporters._fields import USUAL
from timeline.store.spans import DATED, UNDATED
from timeline.values.formula import bared
from timeline.values.query import EventQuery
from timeline.values.time import Grain
from timeline.workflow.export import export

ROUNDS: Final = 3
_MILLION: Final = 1_000_000

_RANKED: Final = (
    "(SELECT m.id FROM event_mention em JOIN mention m ON m.id = em.mention LEFT JOIN likeness l ON l.mention = m.id "
    "WHERE em.event = e.number{} ORDER BY coalesce(l.rank, ''), m.claim LIMIT 1)"
)
_PLACED: Final = (
    "(SELECT p.mention, p.position FROM event_mention em JOIN mention m ON m.id = em.mention "
    "JOIN mention_entity p ON p.mention = m.id LEFT JOIN likeness l ON l.mention = m.id WHERE em.event = e.number "
    "AND p.role = 'place' AND p.latitude IS NOT NULL ORDER BY coalesce(l.rank, ''), m.claim, p.position LIMIT 1)"
)
_TOLD: Final = (
    f"LEFT JOIN mention m ON m.id = coalesce({_RANKED.format(' AND m.title = e.title')}, {_RANKED.format('')}) "
    f"LEFT JOIN document d ON d.id = m.document LEFT JOIN mention_entity p ON (p.mention, p.position) = {_PLACED}"
)
_JOINED: Final = (
    "JOIN event_mention em ON em.event = e.number JOIN mention m ON m.id = em.mention "
    "JOIN document d ON d.id = m.document LEFT JOIN mention_entity p ON p.mention = m.id AND p.role = 'place' "
    "AND p.latitude IS NOT NULL"
)
_ADDRESS: Final = "(SELECT address FROM address WHERE document = d.id AND current = 1 ORDER BY id LIMIT 1)"
_GRAIN: Final = f"CASE e.grain {' '.join(f'WHEN {int(grain)} THEN {grain.label!r}' for grain in Grain)} END"
_COLUMNS: Final = {
    **{name: f"e.{name}" for name in USUAL},
    **{"event": "e.number", "grain": _GRAIN, "where": "e.places", "sources": "e.documents", "claims": "e.mentions"},
    "quote": "substr(d.text, m.quote_start + 1, m.quote_end - m.quote_start)",
    "document": f"coalesce(d.doc_id, {_ADDRESS}, 'document ' || d.id)",
    "url": "d.url",
    "published": "date(d.published_starts, 'unixepoch')",  # all are known to the day
    **{name: f"p.{name}" for name in ("latitude", "longitude", "country")},
}
_SHOWN: Final = ", ".join(_COLUMNS[name] for name in USUAL)
_ORDER: Final = "starts, ends, grain, number"
_CLASSES: Final = " UNION ALL ".join(f"SELECT {_ORDER} FROM event WHERE length_class = {c}" for c in DATED)
_WALKED: Final = f"(SELECT number FROM ({_CLASSES}) ORDER BY {_ORDER} LIMIT :limit) k CROSS JOIN event e"
_BY: Final = ", ".join(f"e.{column}" for column in _ORDER.split(", "))

BY_HAND: Final = {
    "as one writes it": (
        f"SELECT {_SHOWN} FROM event e {_TOLD} WHERE e.length_class <> {UNDATED} ORDER BY {_BY} LIMIT :limit"
    ),
    "without sorting": f"SELECT {_SHOWN} FROM {_WALKED} ON e.number = k.number {_TOLD}",
    "as a bare join": f"SELECT {_SHOWN} FROM {_WALKED} ON e.number = k.number {_JOINED}",
}


def ours(database: str, events: int, path: Path) -> float:
    """The seconds that the export takes."""
    began = time.process_time()
    with path.open("wb") as out:
        export(database, EventQuery(limit=events), "csv", out)
    return time.process_time() - began


def theirs(database: str, sql: str, events: int, path: Path) -> float:
    """The seconds of the cursor."""
    began = time.process_time()
    connection = sqlite3.connect(database)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(chain([USUAL], connection.execute(sql, {"limit": events})))
    connection.close()
    return time.process_time() - began


def differing(one: Path, other: Path) -> int:
    """How many rows of a guarded file do not say what those of one without guards do."""
    with one.open(encoding="utf-8", newline="") as a, other.open(encoding="utf-8", newline="") as b:
        return sum(row != bare and list(map(bared, row or ())) != bare for row, bare in _pairs(a, b))


def _pairs(a: Iterable[str], b: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    return zip_longest(csv.reader(a), csv.reader(b))


def main() -> None:
    """Export in turns, and print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--database", required=True, help="an SQLite file that eval.queries made, or any timeline")
    wanted.add_argument("--events", type=int, default=_MILLION)
    wanted.add_argument("--rounds", type=int, default=ROUNDS)
    asked = wanted.parse_args()
    csv.field_size_limit(1 << 30)
    with sqlite3.connect(asked.database) as connection:
        [(dated,)] = connection.execute(f"SELECT count(*) FROM event WHERE length_class <> {UNDATED}")
    events = min(asked.events, dated)
    took: dict[str, list[float]] = {"ours": [], **{name: [] for name in BY_HAND}}
    with tempfile.TemporaryDirectory() as folder:
        written, bare = Path(folder, "ours.csv"), Path(folder, "theirs.csv")
        for number in range(asked.rounds):
            took["ours"].append(ours(asked.database, events, written))
            for name, sql in BY_HAND.items():
                took[name].append(theirs(asked.database, sql, events, bare))
                if not number:
                    print(f"{name}: {differing(written, bare):,} of {events:,} rows are others than ours", flush=True)
    million = {name: statistics.median(some) / events * _MILLION for name, some in took.items()}
    print(f"export of {events:,} events: {million['ours']:.1f} s a million")
    for name in BY_HAND:
        part = statistics.median(b / a for a, b in zip(took["ours"], took[name], strict=True))
        print(f"csv.writer over a cursor, {name}: {million[name]:.1f} s a million; ours has {part:.2f} of its speed")
    command = [str(Path(sys.executable).with_name("timeline")), "--db", asked.database, "export", "--to", "csv"]
    for many in (events // 10, events):
        held = taken([*command, "--limit", str(many)], dict(os.environ)).megabytes
        print(f"timeline export of {many:,}: {held:.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
