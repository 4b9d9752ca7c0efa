"""What questions cost on a made-up timeline: ``cd tests && python -m eval.queries --events 1000000 --database PATH``.

The database (a path, or the URL of an empty PostgreSQL database) is built where nothing is there yet, and kept. Then
the same random windows are asked in turns of the project's own query layer (``ours``: :meth:`Store.events` on an open
store), of the best SQL by hand on the same tables (``by hand``), of what one writes first (``naive``) and of DuckDB
with the same data, each answer compared row by row. Prints CPU milliseconds, the median and the 99th percentile, a
server's included, and the median of the wall clock.

DuckDB takes part where it is installed: ``pip install 'duckdb>=2.0'``.
"""

import argparse
import csv
import gc
import importlib.util
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np

import eval.by_hand as by_hand
from eval.made_up import FIRST_DAY, LAST_DAY, World, build, word
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.store.spans import OPEN_END, OPEN_START
from timeline.store.store import Store
from timeline.store.tokens import Token
from timeline.values.event import Event
from timeline.values.query import EventQuery, Sort
from timeline.values.tally import By
from timeline.values.time import DAY, Grain, TimeSpan, civil

ROUNDS: Final = 40
_BUDGET = 3.0  # CPU seconds for one strategy of one question; a slow one is asked less often, but _LEAST times
_LEAST = 3
_LENGTHS: Final = {"day": 1, "month": 30, "year": 365, "decade": 3_652}
_WORDS: Final = {"rare": (30_000, 50_000), "medium": (300, 800), "common": (2, 9)}  # by rank

Row = tuple[Any, ...]
Values = dict[str, Any]


@dataclass
class Strategy:
    """One way to answer, and what it took."""

    ask: Callable[[Values], Any]
    shape: Callable[[Any], list[Row]] = list
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


@dataclass
class Question:
    """What is asked, of which values, in which ways; the first of them is ours."""

    name: str
    values: list[Values]
    ways: dict[str, Strategy]


class ByHand:
    """A driver's own connection, to be asked in SQL with values named ``:so``."""

    def __init__(self, database: str) -> None:
        self.dialect = database_at(database)
        self.connection = self.dialect.connect()
        self.is_file = bool(self.dialect.files())
        if self.is_file:
            self._marked: Callable[[str], str] = str
            self.connection.execute(f"ATTACH '{_plain_file(database)}' AS naive")
        else:
            from timeline.store.dialects.postgresql import _with_marks

            self._marked = _with_marks
            self.connection.autocommit = True
            self.connection.execute("SET max_parallel_workers_per_gather = 0")  # so that CPU time is all there is

    def way(self, sql: str, shape: Callable[[Any], list[Row]] = list) -> Strategy:
        """That statement as a strategy."""
        marked = self._marked(sql)
        return Strategy(lambda values: self.connection.execute(marked, values).fetchall(), shape)


def _plain_file(database: str) -> Path:
    return Path(f"{database}.plain")


def made(database: str, events: int) -> None:
    """See that the timeline is there, with the table of what one writes first."""
    dialect = database_at(database)
    there = dialect.exists()
    if there and not dialect.files():
        with dialect.reading() as reader:
            there = ("event",) in reader.rows(dialect.tables)
    if not there:
        build(database, events)
    columns = "number, starts, ends, grain, title"
    copied = f"CREATE TABLE {{}}plain AS SELECT {columns} FROM event ORDER BY starts, ends, grain, number"
    connection = dialect.connect()
    if dialect.files():
        if not _plain_file(database).exists():
            connection.execute(f"ATTACH '{_plain_file(database)}' AS naive")
            connection.execute(copied.format("naive."))
            connection.execute("CREATE INDEX naive.ix_plain ON plain (starts, ends)")
    else:
        connection.autocommit = True
        if ("plain",) not in connection.execute(dialect.tables).fetchall():
            connection.execute(copied.format(""))
            connection.execute("CREATE INDEX ix_plain ON plain (starts, ends)")
            connection.execute("VACUUM ANALYZE plain")
    connection.close()


def duck(database: str, file: Path) -> Any:
    """DuckDB on a file with the same events and links, in the best order for it; ``None`` where it is not installed."""
    if importlib.util.find_spec("duckdb") is None:
        return None
    import duckdb

    if not file.exists():
        with duckdb.connect(str(file), config={"memory_limit": "4GB"}) as connection:
            _fill(connection, database, file.parent)
    return duckdb.connect(str(file), read_only=True)


def _fill(connection: Any, database: str, folder: Path) -> None:
    tables = {
        "plain": (
            "number BIGINT, starts BIGINT, ends BIGINT, grain SMALLINT, title VARCHAR, first DATE, last DATE",
            "SELECT number, starts, ends, grain, title, earliest, latest FROM event ORDER BY starts, ends",
        ),
        "link": (
            "entity BIGINT, starts BIGINT, ends BIGINT, grain SMALLINT, event BIGINT",
            "SELECT entity, starts, ends, grain, event FROM event_entity WHERE place = 0 ORDER BY entity, starts",
        ),
        "person": ("name VARCHAR, entity BIGINT", "SELECT name, entity FROM alias WHERE kind = 'person'"),
    }
    for name, (columns, rows) in tables.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".csv", newline="") as out:
            with database_at(database).reading() as reader:
                csv.writer(out).writerows(chain.from_iterable(reader.stream(rows, 10_000)))
            out.flush()
            connection.execute(f"COPY {name} FROM '{out.name}' (HEADER false)")
    connection.execute("CHECKPOINT")


def duck_way(connection: Any, sql: str, shape: Callable[[Any], list[Row]] = list) -> Strategy:
    """That statement of DuckDB as a strategy; its values are marked otherwise."""
    used = [name for name in ("before", "a", "b", "name", "like", "month", "dom") if re.search(f":{name}\\b", sql)]
    sql = re.sub(r":([a-z]+)\b", r"$\1", sql)
    return Strategy(lambda values: connection.execute(sql, {n: values[n] for n in used}).fetchall(), shape)


def shown(events: list[Event]) -> list[Row]:
    """Events as the rows that are compared."""
    return [
        (e.number, _or(e.time and e.time.start, OPEN_START), _or(e.time and e.time.end, OPEN_END), e.title)
        for e in events
    ]


def _or(number: int | None, other: int) -> int:
    return other if number is None else number


def months(rows: Sequence[Row]) -> list[Row]:
    """The first day of each month, by its number or as a date or text, with how many."""
    return sorted((f"{civil(at)[0]:04}-{civil(at)[1]:02}" if isinstance(at, int) else str(at)[:7], n) for at, n in rows)


def windows(chance: np.random.Generator, length: int, many: int = ROUNDS) -> list[Values]:
    """Windows of so many days that begin as events do: most of them late."""
    first = LAST_DAY - length - (chance.beta(1, 5, many) * (LAST_DAY - length - FIRST_DAY)).astype(np.int64)
    return [{"a": at * DAY, "b": (at + length) * DAY} for at in first.tolist()]


def during(values: Values, **more: Any) -> EventQuery:
    """Our question for the events of a window."""
    return EventQuery(during=TimeSpan(values["a"], values["b"], Grain.DAY), **{"limit": 50, **more})


def questions(store: Store, hand: ByHand, other: Any, seed: int = 7) -> Iterator[Question]:
    """All that is asked."""
    chance = np.random.default_rng(seed)
    world = World(1)
    yield from _windows(store, hand, other, chance)
    yield from _persons(store, hand, other, chance, world)
    yield from _words(store, hand, other, chance)
    yield from _whole(store, hand, other, chance)
    yield from _pages(store, hand, other, chance)


def _ours(store: Store, **more: str) -> Strategy:
    """Events of a window through the open store; ``more`` says which value is which part of the question."""
    return Strategy(
        lambda values: list(store.events(during(values, **{part: values[name] for part, name in more.items()}))), shown
    )


def _windows(store: Store, hand: ByHand, other: Any, chance: np.random.Generator) -> Iterator[Question]:
    for name, length in _LENGTHS.items():
        ways = {
            "ours": _ours(store),
            "by hand": hand.way(by_hand.overlapping()),
            "naive": hand.way(by_hand.NAIVE_WINDOW),
        }
        if other:
            ways["DuckDB"] = duck_way(other, by_hand.NAIVE_WINDOW)
        yield Question(f"overlapping a {name}", windows(chance, length), ways)
    for name in ("month", "year"):
        ways = {
            "ours": Strategy(lambda values: store.count(during(values, limit=None)), lambda n: [(n,)]),
            "by hand": hand.way(by_hand.counted()),
            "naive": hand.way(by_hand.NAIVE_COUNT),
        }
        if other:
            ways["DuckDB"] = duck_way(other, by_hand.NAIVE_COUNT)
        yield Question(f"how many overlap a {name}", windows(chance, _LENGTHS[name]), ways)


def _persons(store: Store, hand: ByHand, other: Any, chance: np.random.Generator, world: World) -> Iterator[Question]:
    drawn = world.who.draw(chance, (ROUNDS,)).tolist()
    for name, who in (("a person by Zipf", drawn), ("the most frequent person", [0] * ROUNDS)):
        asked = [
            {**values, "name": world.people[one]}
            for values, one in zip(windows(chance, _LENGTHS["year"]), who, strict=True)
        ]
        ways = {
            "ours": _ours(store, who="name"),
            "by hand": hand.way(by_hand.of_entity()),
            "naive": hand.way(by_hand.NAIVE_PERSON),
        }
        if other:
            ways["DuckDB"] = duck_way(other, by_hand.DUCK_PERSON)
        yield Question(f"{name} in a year", asked, ways)


def _words(store: Store, hand: ByHand, other: Any, chance: np.random.Generator) -> Iterator[Question]:
    for name, (least, most) in _WORDS.items():
        asked = []
        for values in windows(chance, _LENGTHS["year"]):
            one = word(int(chance.integers(least, most)))
            asked.append(
                {
                    **values,
                    "word": one,
                    "asked": f"'{one}'".replace("'", '"' if hand.is_file else "'"),
                    "like": f"% {one} %",
                }
            )
        ways = {
            "ours": _ours(store, text="word"),
            "by hand, gathered": hand.way(by_hand.with_word(is_file=hand.is_file, gathered=True)),
            "by hand, in the window": hand.way(by_hand.with_word(is_file=hand.is_file, gathered=False)),
            "naive": hand.way(by_hand.NAIVE_WORD),
        }
        if other:
            ways["DuckDB"] = duck_way(other, by_hand.NAIVE_WORD)
        yield Question(f"a {name} word in a year", asked, ways)


def _whole(store: Store, hand: ByHand, other: Any, chance: np.random.Generator) -> Iterator[Question]:
    ways = {
        "ours": Strategy(
            lambda _: store.tally(EventQuery(), By.MONTH), lambda t: [(c.name, c.events) for c in t.counts]
        ),
        "by hand": hand.way(by_hand.BY_MONTH, months),
        "naive": hand.way(by_hand.NAIVE_MONTHS[hand.is_file], months),
    }
    if other:
        ways["DuckDB"] = duck_way(other, by_hand.DUCK_MONTHS, months)
    yield Question("count by month, all", [{}] * ROUNDS, ways)
    days = [civil(int(one))[1:] for one in chance.integers(0, 365, ROUNDS)]
    asked = [{"day": 100 * m + d, "month": m, "dom": d, "like": f"{m:02}-{d:02}", "md": (m, d)} for m, d in days]
    ways = {
        "ours": Strategy(lambda values: list(store.events(EventQuery(on_day=values["md"], limit=50))), shown),
        "by hand": hand.way(by_hand.ON_DAY),
        "naive": hand.way(by_hand.NAIVE_ON_DAY[hand.is_file]),
    }
    if other:
        ways["DuckDB"] = duck_way(other, by_hand.DUCK_ON_DAY)
    yield Question("this day in any year", asked, ways)


def _pages(store: Store, hand: ByHand, other: Any, chance: np.random.Generator) -> Iterator[Question]:
    last = hand.connection.execute(by_hand.PAGE_BEFORE).fetchone() or (OPEN_END,) * 4
    key = {**dict(zip("segn", last, strict=True)), "a": OPEN_START, "b": OPEN_END}
    ways = {
        "ours": Strategy(lambda values: list(store.events(EventQuery(limit=50, after=following(values)))), shown),
        "by hand": hand.way(by_hand.overlapping(after=True)),
        "naive": hand.way(by_hand.NAIVE_PAGE),
    }
    if other:
        ways["DuckDB"] = duck_way(other, by_hand.NAIVE_PAGE)
    yield Question("page 1,000 of all", [key] * ROUNDS, ways)
    for name in ("month", "decade"):
        asked = []
        for values in windows(chance, _LENGTHS[name]):
            [[before]] = hand.way(by_hand.NAIVE_BEFORE).ask(values)
            asked.append({**values, "s": values["a"] - 1, "e": OPEN_END, "g": 999, "n": OPEN_END, "before": before})
        ways = {
            "ours": Strategy(lambda values: list(store.events(during(values, after=following(values)))), shown),
            "by hand": hand.way(by_hand.overlapping(after=True)),
            "naive": hand.way(by_hand.NAIVE_WITHIN),
        }
        if other:
            ways["DuckDB"] = duck_way(other, by_hand.NAIVE_WITHIN)
        yield Question(f"the page of a {name} on which begin those that began in it", asked, ways)


def following(values: Values) -> str:
    """The token of the page that follows a key."""
    return str(Token(Sort.EARLIEST, undated=False, key=tuple(values[part] for part in "segn")))


class Clock:
    """CPU seconds of this process and of the server's that work for it."""

    def __init__(self, store: Store, hand: ByHand) -> None:
        self._files: list[Path] = []
        if not hand.is_file:
            idle = store._dialect._idle
            numbers = [one.info.backend_pid for one in (hand.connection, *idle)]
            self._files = [Path(f"/proc/{number}/schedstat") for number in numbers]

    def cpu(self) -> float:
        """Now."""
        return time.process_time() + sum(int(file.read_text().split()[0]) for file in self._files) / 1e9


def measure(question: Question, clock: Clock) -> None:
    """Ask in turns, and compare."""
    spent = dict.fromkeys(question.ways, 0.0)
    gc.collect()
    gc.disable()
    for number, values in enumerate(question.values):
        answers: dict[str, list[Row]] = {}
        order = list(question.ways)
        for name in order[number % len(order) :] + order[: number % len(order)]:
            way = question.ways[name]
            if spent[name] > _BUDGET and len(way.cpu) >= _LEAST:
                continue
            wall, cpu = time.perf_counter(), clock.cpu()
            found = way.ask(values)
            way.cpu.append(1_000 * (clock.cpu() - cpu))
            way.wall.append(1_000 * (time.perf_counter() - wall))
            spent[name] += way.cpu[-1] / 1_000
            answers[name] = [tuple(row) for row in way.shape(found)]
        first = next(iter(answers), "")
        for name, rows in answers.items():
            if rows != answers[first]:
                raise SystemExit(
                    f"{question.name}, {values}: {first} and {name} differ:\n{answers[first][:3]}\n{rows[:3]}"
                )
    gc.enable()


def line(question: Question) -> str:
    """A row of the table."""
    cells = []
    for name, way in question.ways.items():
        middle, slow = statistics.median(way.cpu), np.percentile(way.cpu, 99)
        cells.append(
            f"{name} {_short(middle)} / {_short(slow)} ({_short(statistics.median(way.wall))}; {len(way.cpu)}×)"
        )
    return f"| {question.name} | " + " | ".join(cells) + " |"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"


def main() -> None:
    """Build, ask, print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--events", type=int, default=1_000_000)
    wanted.add_argument("--database", required=True)
    wanted.add_argument("--duckdb", type=Path, help="DuckDB's file; else beside the database's")
    wanted.add_argument("--only", default="", help="questions whose name has this in it, a regular expression")
    asked = wanted.parse_args()
    made(asked.database, asked.events)
    other = duck(asked.database, asked.duckdb or Path(f"{asked.database}.duckdb"))
    hand = ByHand(asked.database)
    with open_store(asked.database, read_only=True) as store:
        list(store.events(EventQuery(limit=1)))
        clock = Clock(store, hand)
        for question in questions(store, hand, other):
            if re.search(asked.only, question.name):
                measure(question, clock)
                print(line(question), flush=True)


if __name__ == "__main__":
    main()
