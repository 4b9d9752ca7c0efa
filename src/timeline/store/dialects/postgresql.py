"""PostgreSQL, by way of psycopg 3: a server for many."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import errors as pg
from sqlalchemy import Connection, Engine, Select, Table, bindparam, column, create_engine, select, table, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from timeline.errors import (
    CannotConnect,
    DatabaseBusy,
    DiskFull,
    ReadOnlyDatabase,
    TimelineError,
    UnreadableDatabase,
    WrongPassword,
)
from timeline.store.dialects.base import SEARCH, Dialect, Rows, begin_as_told

_DRIVER = "postgresql+psycopg"
_WRITER = 7_463_829  # the number of the lock that every writer takes; any would do, as long as it stays
_CONNECT = 10  # seconds until a server that does not answer is given up
_LAST_POSITION = 16_383  # PostgreSQL counts a text's words so far


class PostgreSQL(Dialect):
    """``postgresql://USER:PASSWORD@HOST/DATABASE``."""

    begin_reading = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    begin_writing = f"SELECT pg_advisory_xact_lock({_WRITER})"

    def engine(self, url: URL, *, create: bool, read_only: bool, foreign_keys: bool = True) -> Engine:  # noqa: ARG002
        """An engine for that server; its database must be there."""
        wishes: dict[str, Any] = {"application_name": "timeline"}
        if "connect_timeout" not in url.query:
            wishes["connect_timeout"] = _CONNECT
        if read_only:
            wishes["options"] = "-c default_transaction_read_only=on"
        return begin_as_told(create_engine(url.set(drivername=_DRIVER), connect_args=wishes))

    def explain(self, error: DBAPIError, url: URL) -> TimelineError | None:
        """By the server's code; what fails while connecting has none, only a sentence."""
        label = self.label(url)
        match error.orig:
            case pg.DiskFull():
                return DiskFull(label)
            case pg.ReadOnlySqlTransaction() | pg.InsufficientPrivilege():
                return ReadOnlyDatabase(label)
            case pg.LockNotAvailable() | pg.DeadlockDetected():
                return DatabaseBusy(label)
            case pg.DataCorrupted() | pg.IndexCorrupted() | pg.IoError():
                return UnreadableDatabase(label, _sentence(error.orig))
            case psycopg.OperationalError() as refused if "password" in str(refused):
                return WrongPassword(label)
            case psycopg.OperationalError() | pg.AdminShutdown() as refused:
                return CannotConnect(label, _sentence(refused))
        return None

    def tables(self, connection: Connection) -> set[str]:
        """Those of the schema in which ours would be made."""
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return set(connection.exec_driver_sql(asked).scalars())

    def insert(self, connection: Connection, table: Table, rows: Rows) -> None:
        """COPY takes rows four times as fast as INSERT."""
        _copy(connection, f"{table.name} ({', '.join(c.name for c in table.columns)})", rows)

    def make_search(self, connection: Connection) -> None:
        """The words with their places, and an index over them."""
        connection.exec_driver_sql(f"CREATE TABLE {SEARCH} (mention bigint NOT NULL, words tsvector NOT NULL)")
        connection.exec_driver_sql(f"ALTER TABLE {SEARCH} ADD CONSTRAINT pk_{SEARCH} PRIMARY KEY (mention)")
        connection.exec_driver_sql(f"CREATE INDEX ix_{SEARCH}_words ON {SEARCH} USING gin (words)")

    def add_words(self, connection: Connection, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """The server's own parser is not asked: it would cut the words in other places."""
        _copy(connection, f"{SEARCH} (mention, words)", [(number, _vector(t, q)) for number, t, q in rows])

    def matching(self, phrases: list[list[str]]) -> Select[Any]:
        """Each word between quotes, in which a tsquery knows no operators."""
        asked = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases)
        found = text("words @@ CAST(:asked AS tsquery)").bindparams(bindparam("asked", asked))
        return select(table(SEARCH, column("mention")).c.mention).where(found)

    def searchable(self, connection: Connection) -> int:
        """Counted."""
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {SEARCH}").scalar_one())

    def size(self, connection: Connection) -> int:
        """The whole database, indexes included."""
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def _copy(connection: Connection, into: str, rows: Rows) -> None:
    if not rows:
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _vector(title: list[str], quote: list[str]) -> str:
    """A tsvector's text. A number is left out between the two, so that no phrase runs from one into the other."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for start, words in ((1, title), (len(title) + 2, quote)):
        for place, word in enumerate(words, start):
            if place <= _LAST_POSITION:
                places[word].append(str(place))
            else:
                places[word]  # it can be found, though not in a phrase
    return " ".join(f"'{word}'" + (f":{','.join(at)}" if at else "") for word, at in places.items())


def _sentence(error: BaseException | None) -> str:
    """The server's sentence without what comes before and after it."""
    return str(error).strip().splitlines()[0].split("FATAL:")[-1].split("failed:")[-1].strip()


DIALECT = PostgreSQL()
