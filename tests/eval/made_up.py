"""A made-up timeline of any size, from a seed: ``cd tests && python -m eval.made_up --events 1000000 --database PATH``.

Each event is told by one mention; ten mentions stand in a document. Titles have fifteen words by Zipf out of 50,000;
three of 200,000 people take part, also by Zipf, in one of 200,000 places. The mix of lengths is ``LENGTHS``; starts lie
from 1900 to 2030, most of them late. Rows come in the order of their keys, a piece at a time, so that memory does not
grow, and go in by the project's own bulk path; indexes are made when all are in.
"""

import argparse
import gc
import sqlite3
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection

from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.store.dialects.base import Dialect
from timeline.store.naming import COUNTRY, match_key
from timeline.store.periods import month_day, periods
from timeline.store.rows import address_key, document_row
from timeline.store.spans import LONGEST, OPEN_AT_END, OPEN_END, OPEN_START
from timeline.store.tables import metadata
from timeline.store.words import fold, indexed, words
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.mention import Basis, Kind, Status
from timeline.values.time import DAY, Extent, Grain, TimeSpan

LENGTHS: Final = {  # how many of all events are known so finely, or last so long
    Grain.DAY: 0.68,
    Grain.MINUTE: 0.17,
    Grain.WEEK: 0.08,
    Grain.MONTH: 0.03,
    Grain.QUARTER: 0.01,
    Grain.YEAR: 0.02,
    Grain.DECADE: 0.007,
    None: 0.003,  # began on a day, and goes on
}
PEOPLE: Final = 200_000
PLACES: Final = 200_000
COUNTRIES: Final = 200
WORDS: Final = 50_000
TITLE: Final = 15  # words
TOLD: Final = 10  # mentions in a document
FIRST_DAY, LAST_DAY = -25_567, 22_279  # 1900-01-01, 2030-12-31
_PIECE = 50_000  # events
_AT = 1_700_000_000  # when it all came in

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
_FIRST_NAMES = 700
_PUBLISHERS = [f"{name} Courier" for name in ("Northern", "Harbour", "Valley", "Capital", "Island", "Lake", "Hill")]
_STATUSES = (Status.OCCURRED, Status.SCHEDULED, Status.PLANNED, Status.ALLEGED, Status.DENIED)
_BASES = (Basis.STATED, Basis.RELATIVE, Basis.CONTEXT)

Rows = dict[str, list[tuple[Any, ...]]]
Searched = list[tuple[int, list[str], list[str]]]


def word(number: int) -> str:
    """The made-up word of that number, of two syllables or more; it is its own stem.

    >>> word(0), word(49_999)
    ('bebak', 'fagaguk')
    """
    number += len(_SYLLABLES)
    found = "k"
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        found = _SYLLABLES[rest] + found
    return found


def person(number: int) -> str:
    """The name of someone: ten share a surname."""
    return f"{word(number % _FIRST_NAMES).title()} {word(_FIRST_NAMES + number // 10).title()}"


def place(number: int) -> str:
    """The name of a place."""
    return f"{word(WORDS + number).title()}"


def country(number: int) -> str:
    """A country's code."""
    return chr(65 + number // 26) + chr(65 + number % 26)


class Zipf:
    """Numbers from 0, each as often as its rank has it: the second half as often as the first, and so on."""

    def __init__(self, most: int) -> None:
        self._sums = np.cumsum(1 / np.arange(1, most + 1))

    def draw(self, chance: np.random.Generator, shape: tuple[int, ...]) -> Any:
        """Numbers in an array of that shape."""
        return np.searchsorted(self._sums, chance.random(shape) * self._sums[-1])

    def part(self, number: int) -> float:
        """How many of all draws give that number."""
        return float(1 / (number + 1) / self._sums[-1])


class World:
    """What events are made of."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.words = [word(number) for number in range(WORDS)]
        self.searched = [indexed(one) for one in self.words]
        self.people = [person(number) for number in range(PEOPLE)]
        self.places = [place(number) for number in range(PLACES)]
        self.which_word, self.who, self.where = Zipf(WORDS), Zipf(PEOPLE), Zipf(PLACES)

    def names(self) -> Rows:
        """Everyone and every place: people bear the numbers from 1, then places, then countries."""
        rows: Rows = {"entity": [], "alias": [], "alias_word": []}
        named = [(name, "person") for name in self.people] + [(name, "place") for name in self.places]
        named += [(country(number), COUNTRY) for number in range(COUNTRIES)]
        for number, (name, kind) in enumerate(named, 1):
            rows["entity"].append((number, kind, name))
            rows["alias"].append((number, kind, name, match_key(name, kind), number, number, "new"))
            if kind != COUNTRY:
                rows["alias_word"] += [(one, number) for one in dict.fromkeys(words(name))]
        rows["alias_word"].sort()
        return rows

    def piece(self, first: int, many: int, counts: Counter[tuple[int, int, int]]) -> tuple[Rows, Searched]:
        """The rows of ``many`` events from number ``first`` on, with all that they lead to but names.

        ``counts`` takes in how many last so: length class, first and last day.
        """
        chance = np.random.default_rng((self.seed, first))
        drawn = self.which_word.draw(chance, (many, TITLE)).tolist()
        titles = [" ".join(map(self.words.__getitem__, some)).capitalize() for some in drawn]
        found = [[w for one in some for w in self.searched[one]] for some in drawn]
        told = {**_times(chance, many), **_manner(chance, many), "title": titles}
        numbers = list(range(first, first + many))
        telling = [1 + (number - 1) // TOLD for number in numbers]
        rows, published = _documents(chance, numbers, titles)
        lengths = [len(title) for title in titles]
        starts = [0 if number % TOLD == 1 else -1 for number in numbers]
        for n, at in enumerate(starts):
            starts[n] = 0 if at == 0 else starts[n - 1] + lengths[n - 1] + 2
        rows["mention"] = _rows(
            "mention",
            told,
            id=numbers,
            claim=numbers,
            document=telling,
            position=[(number - 1) % TOLD for number in numbers],
            lead=[int(number % TOLD == 1) for number in numbers],
            quote_start=starts,
            quote_end=[at + length + 1 for at, length in zip(starts, lengths, strict=True)],
            superseded=0,
            rule="made-up",
            reason="",
        )
        rows["event_mention"] = [(number, number, 1.0, "") for number in numbers]
        self._cast(chance, told, numbers, rows)
        rows["event"] = _rows(
            "event",
            told,
            number=numbers,
            published=[published[document] for document in telling],
            bound_starts=OPEN_START,
            bound_ends=OPEN_END,
            **dict.fromkeys(("documents", "mentions", "independent", "dated"), 1),
            disputed=0,
        )
        days = zip(told["length_class"], told["first_day"], told["last_day"], strict=True)
        counts.update(days)
        return rows, list(zip(numbers, found, found, strict=True))

    def _cast(self, chance: np.random.Generator, told: dict[str, Any], numbers: Sequence[int], rows: Rows) -> None:
        """Who takes part, where it is and in which country."""
        many = len(numbers)
        who = self.who.draw(chance, (many, 3))
        while True:  # nobody takes part twice
            same = (who[:, 0] == who[:, 1]) | (who[:, 0] == who[:, 2]) | (who[:, 1] == who[:, 2])
            if not same.any():
                break
            who[same] = self.who.draw(chance, (int(same.sum()), 3))
        people = who.tolist()
        places = self.where.draw(chance, (many,)).tolist()
        told["who"] = ["; ".join(map(self.people.__getitem__, some)) for some in people]
        told["places"] = [self.places[one] for one in places]
        spans = zip(told["length_class"], told["starts"], told["ends"], told["grain"], strict=True)
        links, parties = [], []
        for number, (a, b, c), where, span in zip(numbers, people, places, spans, strict=True):
            at, land = PEOPLE + 1 + where, where % COUNTRIES
            links += [
                (number, 0, a + 1, 0, *span),
                (number, 1, b + 1, 0, *span),
                (number, 2, c + 1, 0, *span),
                (number, 3, at, 1, *span),
                (number, 4, PEOPLE + PLACES + 1 + land, 2, *span),
            ]
            parties += [
                (number, n, one + 1, "agent", one + 1, "", "", None, None, 0) for n, one in enumerate((a, b, c))
            ]
            parties.append((number, 3, at, "place", at, "", country(land), 10.0, 20.0, 0))
        rows["event_entity"], rows["mention_entity"] = links, parties


def _rows(table: str, told: Mapping[str, Any], **more: Any) -> list[tuple[Any, ...]]:
    """Rows of a table out of columns: lists, or one value for all; what is not given is empty."""
    known = {**told, **more}
    columns = [known.get(column.name) for column in metadata.tables[table].columns]
    return list(zip(*(one if isinstance(one, list) else repeat(one) for one in columns), strict=False))


def _times(chance: np.random.Generator, many: int) -> dict[str, Any]:
    """The columns of the events' times."""
    grains = list(LENGTHS)
    which = chance.choice(len(grains), many, p=list(LENGTHS.values()))
    days = LAST_DAY - (chance.beta(1, 5, many) * (LAST_DAY - FIRST_DAY + 1)).astype(np.int64)
    months = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    first, last = days.copy(), days + 1
    for grain, size in ((Grain.MONTH, 1), (Grain.QUARTER, 3), (Grain.YEAR, 12), (Grain.DECADE, 120)):
        here = which == grains.index(grain)
        begun = months[here] // size * size  # 1970 begins a year and a decade
        first[here] = begun.astype("M8[M]").astype("M8[D]").astype(np.int64)
        last[here] = (begun + size).astype("M8[M]").astype("M8[D]").astype(np.int64)
    week = which == grains.index(Grain.WEEK)
    first[week] = days[week] - (days[week] + 3) % 7
    last[week] = first[week] + 7
    starts, ends = first * DAY, last * DAY
    minute, goes_on = which == grains.index(Grain.MINUTE), which == grains.index(None)
    starts[minute] += chance.integers(0, 1_440, int(minute.sum())) * 60
    ends[minute] = starts[minute] + 60
    classes = np.searchsorted(np.array(LONGEST), ends - starts)
    ends[goes_on], classes[goes_on] = OPEN_END, OPEN_AT_END
    throughout = goes_on | ((chance.random(many) < 0.1) & ~minute & (ends - starts > DAY))
    columns = {
        "length_class": classes.tolist(),
        "starts": starts.tolist(),
        "ends": ends.tolist(),
        "grain": [int(Grain.DAY if grain is None else grain) for grain in map(grains.__getitem__, which.tolist())],
        "extent": [(Extent.THROUGHOUT if one else Extent.WITHIN).value for one in throughout.tolist()],
        "first_day": first.tolist(),
        "last_day": (last - 1).tolist(),
    }
    spans = zip(*(columns[name] for name in ("starts", "ends", "grain", "extent")), strict=True)
    columns["edtf"], columns["earliest"], columns["latest"] = map(
        list, zip(*(_in_words(*s) for s in spans), strict=True)
    )
    days_of = zip(*(columns[name] for name in ("length_class", "first_day", "last_day")), strict=True)
    columns["month_day"] = [_month_day(*one) for one in days_of]
    return {**columns, "doubt": 0, "end_doubt": 0}


@lru_cache(maxsize=200_000)
def _in_words(starts: int, ends: int, grain: int, extent: str) -> tuple[str, str | None, str | None]:
    span = TimeSpan(starts, None if ends == OPEN_END else ends, Grain(grain), Extent(extent))
    return edtf.text(span), span.first_day, span.last_day


@lru_cache(maxsize=200_000)
def _month_day(length_class: int, first: int, last: int) -> int:
    return month_day(length_class, first * DAY, (last + 1) * DAY)


def _manner(chance: np.random.Generator, many: int) -> dict[str, Any]:
    """Status, basis, kind, confidence."""
    kinds = [kind.value for kind in Kind]
    statuses = chance.choice(len(_STATUSES), many, p=(0.86, 0.05, 0.04, 0.03, 0.02)).tolist()
    bases = chance.choice(len(_BASES), many, p=(0.5, 0.4, 0.1)).tolist()
    return {
        "status": [_STATUSES[one].value for one in statuses],
        "basis": [_BASES[one].value for one in bases],
        "kind": [kinds[one] for one in chance.integers(0, len(kinds), many).tolist()],
        "confidence": (chance.integers(30, 100, many) / 100).tolist(),
        "alleged_by": "",
    }


def _documents(chance: np.random.Generator, numbers: Sequence[int], titles: list[str]) -> tuple[Rows, dict[int, int]]:
    """The documents that tell of these events, with their addresses, and when each was published."""
    rows: Rows = {"document": [], "address": []}
    published: dict[int, int] = {}
    many = -(-len(numbers) // TOLD)
    days = chance.integers(10_957, LAST_DAY, many).tolist()
    papers = chance.integers(0, len(_PUBLISHERS), many).tolist()
    for n, at in enumerate(range(0, len(numbers), TOLD)):
        number = 1 + (numbers[at] - 1) // TOLD
        some = titles[at : at + TOLD]
        url = f"https://paper{papers[n]}.example/{number}"
        day = TimeSpan.of_days(days[n], days[n])
        text = " ".join(f"{title}." for title in some)
        one = Document(url, url, text, day, str(number), url, some[0], None, _PUBLISHERS[papers[n]], "en")
        rows["document"].append(document_row(number, one, one.key, superseded=False, at=_AT + number))
        rows["address"].append((number, number, address_key(url), 1, url, fold(url)))
        published[number] = days[n] * DAY
    return rows, published


def build(database: str, events: int, seed: int = 1, *, parties: int = 1_000_000) -> None:
    """Make the timeline at a path or URL where nothing is yet.

    Args:
        parties: The mentions of so many events say who takes part; the others' events alone do.
    """
    with open_store(database, create=True):
        pass
    dialect = database_at(database)
    is_file = bool(dialect.files())
    if is_file:  # the log would hold everything once more
        _journal(database, "DELETE")
    gc.disable()  # so many tuples at once are looked at again and again, and none is in a cycle
    world = World(seed)
    began = time.monotonic()
    with dialect.rebuilding() as connection:
        _unchecked(connection, is_file=is_file)
        indexes = _without_indexes(connection, is_file=is_file)
        _insert(dialect, connection, world.names())
    counts: Counter[tuple[int, int, int]] = Counter()
    for first in range(1, events + 1, _PIECE):
        rows, searched = world.piece(first, min(_PIECE, events + 1 - first), counts)
        if first > parties:
            del rows["mention_entity"]
        with dialect.rebuilding() as connection:
            _unchecked(connection, is_file=is_file)
            _insert(dialect, connection, rows)
            dialect.add_words(connection, searched)
        if (first // _PIECE) % 10 == 0:
            print(f"{first + len(searched) - 1:>12,} events, {time.monotonic() - began:6.0f} s", flush=True)
    tally: Counter[tuple[int, int]] = Counter()
    for (length, a, b), many in counts.items():
        for one in periods(length, a * DAY, (b + 1) * DAY):
            tally[one] += many
    with dialect.rebuilding() as connection:
        _unchecked(connection, is_file=is_file)
        _insert(dialect, connection, {"event_tally": [(unit, at, many) for (unit, at), many in sorted(tally.items())]})
    gc.enable()
    with dialect.rebuilding() as connection:
        dialect.settle(connection)
    for statement in indexes:
        with dialect.rebuilding() as connection:
            if not is_file:
                connection.exec_driver_sql("SET maintenance_work_mem = '1GB'")
            connection.exec_driver_sql(statement)
        print(f"{statement.split(' ON ')[0]}, {time.monotonic() - began:6.0f} s", flush=True)
    if is_file:
        _journal(database, "WAL")
    else:
        _vacuum(dialect)


def _insert(dialect: Dialect, connection: Connection, rows: Rows) -> None:
    for table in metadata.sorted_tables:
        if table.name in rows:
            dialect.insert(connection, table, rows[table.name])


def _journal(path: str, mode: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.close()


def _without_indexes(connection: Connection, *, is_file: bool) -> list[str]:
    """Drop what is no constraint; the statements make them again."""
    made = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if is_file
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'ix%%'"
    )
    found = list(connection.exec_driver_sql(made))
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _unchecked(connection: Connection, *, is_file: bool) -> None:
    """Rows come in an order in which nothing leads to what is not there, so nothing is looked up."""
    if not is_file:
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql("SET synchronous_commit = off")


def _vacuum(dialect: Dialect) -> None:
    connection = dialect.connect()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")
    connection.close()


def main() -> None:
    """Build it."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--events", type=int, default=1_000_000)
    wanted.add_argument("--database", required=True)
    wanted.add_argument("--seed", type=int, default=1)
    asked = wanted.parse_args()
    build(asked.database, asked.events, asked.seed)


if __name__ == "__main__":
    main()
