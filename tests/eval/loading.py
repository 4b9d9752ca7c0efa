"""What storing costs beside the bare rows: ``cd tests && python -m eval.loading [--database URL] [--articles 500]``.

Made-up articles of ten mentions, whose mentions are known already, are stored by :meth:`Store.put` in batches of a
hundred into an empty timeline; then the very rows that this made are written by ``executemany`` (PostgreSQL: by
``COPY``) into another, whose tables have all the same keys, indexes and search, in as many transactions. Both take
turns a few times, with other articles each time. This is done without a merger, where every mention makes an event, and
with the project's own, whose work is more than storing. Prints the medians of the CPU seconds, a server's included, and
how much of the bare speed remains.
"""

import argparse
import gc
import itertools
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from eval.merge_cost import articles
from timeline.store import open_store
from timeline.store.dialects.base import Dialect
from timeline.store.store import Store
from timeline.store.tables import metadata
from timeline.values.extract import Extract
from timeline.workflow.merger import Merging

_BATCH: Final = 100  # articles in a transaction
_MENTIONS: Final = 10  # of an article
ROUNDS: Final = 5

Searched = list[Any]


@contextmanager
def empty(server: str | None) -> Iterator[str]:
    """A place where nothing is yet: a path, or a database of that server's."""
    if server is None:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "loaded.db")
        return
    import psycopg
    from sqlalchemy import make_url

    name = f"timeline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Spent:
    """CPU seconds of this process and of the servers' that work for it."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._files = [Path(f"/proc/{number}/schedstat") for number in numbers]
        self._before = self._now()

    def _now(self) -> float:
        return time.process_time() + sum(int(file.read_text().split()[0]) for file in self._files) / 1e9

    def seconds(self) -> float:
        """Since it was made."""
        return self._now() - self._before


def stored(store: Store, batches: Sequence[Sequence[Extract]]) -> tuple[float, list[Searched]]:
    """The seconds that it takes to store all, and the search rows of each batch."""
    dialect = store._dialect
    searched: list[Searched] = []
    add: Callable[..., None] = dialect.add_words

    def kept(connection: Any, rows: Any) -> None:
        searched.append(list(rows))
        add(connection, searched[-1])

    dialect.add_words = kept  # type: ignore[method-assign]
    with dialect.writing() as connection:
        driver = connection.connection.driver_connection
    spent = Spent([] if dialect.files() else [driver.info.backend_pid])
    for batch in batches:
        store.put(batch, at=1)
    return spent.seconds(), searched


def written(dialect: Dialect) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables in the order of their keys, as they stand at the end."""
    found = {}
    with dialect.reading() as reader:
        for table in metadata.sorted_tables:
            columns = ", ".join(column.name for column in table.columns)
            key = ", ".join(column.name for column in table.primary_key)
            found[table.name] = reader.rows(f"SELECT {columns} FROM {table.name} ORDER BY {key}")
    return found


def bare(dialect: Dialect, rows: dict[str, list[tuple[Any, ...]]], searched: Sequence[Searched], many: int) -> float:
    """The seconds that it takes to write those rows in so many transactions, each table after those it leads to.

    The search rows go the dialect's own way, of which there is but one.
    """
    with dialect.writing() as connection:
        driver = connection.connection.driver_connection
    is_file = bool(dialect.files())
    # Each transaction writes a part of one table; the parts of all are as many as the transactions.
    share = -(-sum(map(len, rows.values())) // many)
    into = {}
    for table in metadata.sorted_tables:
        names = [column.name for column in table.columns]
        listed = f"{table.name} ({', '.join(names)})"
        into[table.name] = f"INSERT INTO {listed} VALUES ({', '.join('?' * len(names))})" if is_file else listed
    spent = Spent([] if is_file else [driver.info.backend_pid])
    for name, statement in into.items():
        todo = iter(rows[name])
        while some := list(itertools.islice(todo, share)):
            with dialect.writing() as connection:
                driver = connection.connection.driver_connection
                if is_file:
                    driver.executemany(statement, some)
                else:
                    with driver.cursor() as cursor, cursor.copy(f"COPY {statement} FROM STDIN") as copy:
                        for row in some:
                            copy.write_row(row)
    for batch in searched:
        with dialect.writing() as connection:
            dialect.add_words(connection, batch)
    return spent.seconds()


def compared(server: str | None, made: Sequence[Extract], merger: Merging | None) -> tuple[float, float, int]:
    """The seconds of storing, the seconds of the bare rows, how many rows there are."""
    batches = [made[at : at + _BATCH] for at in range(0, len(made), _BATCH)]
    gc.collect()
    with empty(server) as one, empty(server) as other:
        with open_store(one, create=True, merger=merger) as store:
            ours, searched = stored(store, batches)
            rows = written(store._dialect)
        with open_store(other, create=True) as store:
            theirs = bare(store._dialect, rows, searched, len(batches))
            if written(store._dialect) != rows:
                raise SystemExit("the rows differ")
    return ours, theirs, sum(map(len, rows.values())) + sum(map(len, searched))


def main() -> None:
    """Store in turns, and print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--articles", type=int, default=500)
    wanted.add_argument("--rounds", type=int, default=ROUNDS)
    wanted.add_argument("--database", metavar="URL", help="a PostgreSQL server's; else it is SQLite")
    asked = wanted.parse_args()
    source = articles(asked.articles * asked.rounds, 10.0, _MENTIONS, by_day=False)
    rounds = [list(itertools.islice(source, asked.articles)) for _ in range(asked.rounds)]
    for name, merger in (("every mention an event", None), ("merged", Merging())):
        took = []
        for made in rounds:
            alone = [one if merger else Extract(one.document, one.mentions) for one in made]
            took.append(compared(asked.database, alone, merger))
        ours, theirs = (statistics.median(one[n] for one in took) for n in (0, 1))
        part = statistics.median(theirs / ours for ours, theirs, _ in took)
        mentions = sum(len(one.mentions) for one in rounds[0])
        print(
            f"{name}: {ours:.2f} s for {mentions:,} mentions ({took[0][2]:,} rows), the bare rows {theirs:.2f} s: "
            f"{part:.2f} of their speed",
            flush=True,
        )


if __name__ == "__main__":
    main()
