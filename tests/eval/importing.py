"""What an import costs beside the bare rows: ``cd tests && python -m eval.importing [--rows 100000] [--database URL]``.

Made-up rows in the shape of GDELT 1.0 events are imported into an empty timeline, as ``timeline import`` does it: read,
understood, stored. Then the very rows that this made are written by ``executemany`` (PostgreSQL: by ``COPY``) into
another, whose tables have all the same keys, indexes and search, in as many transactions; only the writing is counted.
Both take turns a few times. Prints the medians of the CPU seconds, a server's included, and how much of the bare speed
remains; then what it takes to import the same file again, of which every row is known.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from eval.loading import Spent, empty
from timeline.importers.base import ImportOptions
from timeline.store import open_store
from timeline.store.dialects.base import Dialect
from timeline.store.tables import metadata
from timeline.store.words import indexed
from timeline.workflow.importing import _BATCH, import_rows

_ACTORS: Final = [
    f"{name} {number}" for name in ("MINISTRY", "UNION", "VILLAGE", "BANK", "PARTY") for number in range(60)
]
_CODES: Final = (
    "010",
    "020",
    "036",
    "040",
    "042",
    "043",
    "051",
    "060",
    "073",
    "112",
    "120",
    "141",
    "172",
    "190",
    "193",
)


def gdelt(rows: int, seed: int) -> Iterator[str]:
    """Lines of 58 columns, as the daily files of GDELT 1.0 have them."""
    some = random.Random(seed)
    places = [(f"Town {n}, Region, Country", "US", 30 + n / 100, -90 + n / 100) for n in range(500)]
    for number in range(rows):
        day = f"2016{some.randrange(1, 13):02}{some.randrange(1, 29):02}"
        first, second = some.choice(_ACTORS), some.choice(_ACTORS)
        code = some.choice(_CODES)
        where, country, north, east = some.choice(places)
        place = ["3", where, country, f"{country}01", f"{north:.4f}", f"{east:.4f}", str(some.randrange(10**6))]
        actors = ["GOV", first, "", "", "", "", "", "GOV", "", "", "CVL", second, "", "", "", "", "", "CVL", "", ""]
        kind = ["1", code, code[:3], code[:2], "1", "1.0", str(some.randrange(1, 30)), "1", "10", "-1.5"]
        address = f"https://news{some.randrange(100)}.example/{some.randrange(rows // 2 + 1)}/the-story-of-the-day"
        about = [str(seed * 10**8 + number), day, day[:6], day[:4], f"{day[:4]}.5"]
        yield "\t".join([*about, *actors, *kind, *place, *place, *place, day, address]) + "\n"


def pages(dialect: Dialect, size: int) -> Iterator[tuple[str, Sequence[str], list[Any]]]:
    """All rows of all tables in the order of their keys, each table after those it leads to, some at a time."""
    with dialect.reading() as reader:
        for table in metadata.sorted_tables:
            names = [column.name for column in table.columns]
            key = ", ".join(column.name for column in table.primary_key)
            for page in reader.stream(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {key}", size):
                yield table.name, names, page


def searched(dialect: Dialect, size: int) -> Iterator[list[tuple[int, list[str], list[str]]]]:
    """The rows of the search index, some at a time."""
    quote = "substr(d.text, m.quote_start + 1, m.quote_end - m.quote_start)"
    sql = f"SELECT m.id, m.title, {quote} FROM mention m JOIN document d ON d.id = m.document ORDER BY m.id"
    with dialect.reading() as reader:
        for page in reader.stream(sql, size):
            yield [(number, indexed(title), indexed(quoted)) for number, title, quoted in page]


def share(dialect: Dialect) -> int:
    """How many rows of tables a transaction of the import writes."""
    with dialect.reading() as reader:
        [[rows]] = reader.rows("SELECT count(*) FROM document")
        counts = [reader.rows(f"SELECT count(*) FROM {table.name}")[0][0] for table in metadata.sorted_tables]
    return int(-(-sum(counts) // -(-rows // _BATCH)))


def bare(source: Dialect, target: Dialect) -> tuple[float, int]:
    """The seconds that it takes to write the rows of one database into another, and how many there are."""
    is_file = bool(target.files())
    with target.writing() as connection:
        driver = connection.connection.driver_connection
    seconds, rows = 0.0, 0
    for name, names, page in pages(source, share(source)):
        listed = f"{name} ({', '.join(names)})"
        spent = Spent([] if is_file else [driver.info.backend_pid])
        with target.writing() as connection:
            driver = connection.connection.driver_connection
            if is_file:
                driver.executemany(f"INSERT INTO {listed} VALUES ({', '.join('?' * len(names))})", page)
            else:
                with driver.cursor() as cursor, cursor.copy(f"COPY {listed} FROM STDIN") as copy:
                    for row in page:
                        copy.write_row(row)
        seconds += spent.seconds()
        rows += len(page)
    for some in searched(source, _BATCH):
        spent = Spent([] if is_file else [driver.info.backend_pid])
        with target.writing() as connection:
            target.add_words(connection, some)
        seconds += spent.seconds()
        rows += len(some)
    return seconds, rows


def imported(database: str, file: str, server: str | None) -> float:
    """The seconds that it takes to import a file."""
    before = _of_servers(server)
    spent = Spent([])
    report = import_rows(database, [file], ImportOptions(), at=1, form="gdelt")
    if report.refused:
        raise SystemExit(f"{report.refused} rows were refused: {report.problems[0]}")
    return spent.seconds() + _of_servers(server) - before


def _of_servers(server: str | None) -> float:
    """The seconds of all processes that a server has begun and that have ended."""
    if server is None:
        return 0.0
    import psycopg

    with psycopg.connect(server) as connection:
        parent = int(Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[1])
    time.sleep(0.5)  # for the last of them to end
    ended = Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[13:15]
    return sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Import in turns, and print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--rows", type=int, default=100_000)
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--database", metavar="URL", help="a PostgreSQL server's; else it is SQLite")
    asked = wanted.parse_args()
    took = []
    for seed in range(1, asked.rounds + 1):
        with tempfile.TemporaryDirectory() as folder, empty(asked.database) as one, empty(asked.database) as other:
            file = Path(folder) / "made-up.tsv"
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(gdelt(asked.rows, seed))
            ours = imported(one, str(file), asked.database)
            with open_store(one) as source, open_store(other, create=True) as target:
                theirs, rows = bare(source._dialect, target._dialect)
            again = imported(one, str(file), asked.database)
        took.append((ours, theirs, again))
        print(f"import {ours:.1f} s, bare {theirs:.1f} s: {theirs / ours:.2f}; again {again:.1f} s", flush=True)
    ours, theirs, again = (statistics.median(one[n] for one in took) for n in range(3))
    part = statistics.median(theirs / ours for ours, theirs, _ in took)
    print(
        f"{asked.rows:,} rows of GDELT: {ours:.1f} s, {rows:,} rows of tables, bare {theirs:.1f} s: {part:.2f} of "
        f"their speed; known again in {again:.1f} s"
    )


if __name__ == "__main__":
    main()
