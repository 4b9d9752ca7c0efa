"""PostgreSQL, by way of psycopg 3: a server for many."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors as pg
from psycopg.conninfo import conninfo_to_dict

from timeline.errors import (
    BadDatabaseAddress,
    CannotConnect,
    DatabaseBusy,
    DiskFull,
    ReadOnlyDatabase,
    StoppedByServer,
    TimelineError,
    UnreadableDatabase,
    WrongPassword,
)
from timeline.store.dialects._postgresql_raw import answer, hurry
from timeline.store.dialects.base import SEARCH, Answer, Dialect, Patience, Reader, Row
from timeline.store.words import WRITTEN

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_WRITER = 7_463_829  # the number of the lock that every writer takes; any would do, as long as it stays
_CONNECT = 10  # seconds until a server that does not answer is given up
_TITLE = ":A"  # the weight of its words
_LAST_POSITION = 16_383  # PostgreSQL counts a text's words so far
_NAMED = re.compile(r":([a-z_][a-z0-9_]*)")


class PostgreSQL(Dialect):
    """``postgresql://USER:PASSWORD@HOST/DATABASE``, whatever libpq understands."""

    name = "postgresql+psycopg"
    errors = (psycopg.Error,)
    begin_writing = f"SELECT pg_advisory_xact_lock({_WRITER})"
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    numbered = "mention"
    match = scored = "words @@ CAST({asked} AS tsquery)"
    # The OFFSET keeps the planner from finding all that hold it first.
    holding = f"(SELECT words FROM {SEARCH} WHERE mention = {{mention}} OFFSET 0) @@ CAST(:asked AS tsquery)"
    both, either, without = " & ", " | ", " & !"
    few = 12  # it reads the rows of all that it counts
    searchable = f"SELECT count(*) FROM {SEARCH}"
    listed = "SELECT CAST(one AS bigint) FROM json_array_elements_text(CAST(:numbers AS json)) AS one"
    size = "SELECT pg_database_size(current_database())"

    def __init__(self, address: str, *, create: bool, read_only: bool, timeout: float | None = None) -> None:
        super().__init__(address, create=create, read_only=read_only, timeout=timeout)
        self._uri = "postgresql://" + address.partition("://")[2]
        try:
            self._parts = conninfo_to_dict(self._uri)
        except psycopg.ProgrammingError as wrong:
            raise BadDatabaseAddress(self._uri.rpartition("@")[2]) from wrong

    @property
    def label(self) -> str:
        """The address without its password."""
        part = {name: str(value) for name, value in self._parts.items() if value is not None}
        user, host, port = part.get("user", ""), part.get("host", ""), part.get("port", "")
        where, socket = ("", f"?host={host}") if host.startswith("/") else (host, "")
        name = f"/{part['dbname']}" if "dbname" in part else ""
        return f"postgresql://{user}{'@' if user else ''}{where}{':' + port if port else ''}{name}{socket}"

    def connect(self, *, foreign_keys: bool = True) -> "psycopg.Connection[Row]":  # noqa: ARG002
        """A connection to the server; foreign keys may stay, since it makes no table anew to change it."""
        wishes: dict[str, Any] = {"application_name": "timeline", "connect_timeout": _CONNECT}
        connection = psycopg.connect(self._uri, **{k: v for k, v in wishes.items() if k not in self._parts})
        connection.read_only = True if self.read_only else None
        return connection

    @contextmanager
    def snapshot(self, connection: "psycopg.Connection[Row]") -> Iterator[Reader]:
        """Repeatable read: every statement sees what the first one saw."""
        connection.isolation_level, connection.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        try:
            yield _Reader(connection, self.patience)
            connection.commit()  # after a rollback psycopg forgets what the server has prepared
        except pg.QueryCanceled:
            self.patience.check()
            raise
        finally:
            if not connection.closed:
                connection.rollback()

    @contextmanager
    def answering(self, statement: str, values: Mapping[str, object]) -> Iterator[Answer]:
        """By a connection of its own, in a transaction that reads before it does."""
        with self.explaining(), self.connect() as connection, self.snapshot(connection) as reader:
            reader.rows("SELECT 1")
            try:
                yield answer(connection, self.patience, statement, values)
            finally:
                connection.rollback()  # whatever it was, nothing of it stays

    def usable(self, connection: "psycopg.Connection[Row]") -> bool:
        """Unless the server has gone."""
        return not connection.closed

    def explain(self, error: BaseException | None) -> TimelineError | None:
        """By the server's code; what fails while connecting has none, only a sentence."""
        match error:
            case pg.DiskFull():
                return DiskFull(self.label)
            case pg.ReadOnlySqlTransaction() | pg.InsufficientPrivilege():
                return ReadOnlyDatabase(self.label)
            case pg.LockNotAvailable() | pg.DeadlockDetected():
                return DatabaseBusy(self.label)
            case pg.QueryCanceled():
                return StoppedByServer(self.label, _sentence(error))
            case pg.DataCorrupted() | pg.IndexCorrupted() | pg.IoError():
                return UnreadableDatabase(self.label, _sentence(error))
            case psycopg.OperationalError() if "password" in str(error):
                return WrongPassword(self.label)
            case psycopg.OperationalError():
                return CannotConnect(self.label, _sentence(error))
        return None

    def in_a_row(self, stems: Sequence[str], *, of_title: bool) -> str:
        """Between quotes a tsquery knows no operators; what is of the title weighs A."""
        return "(" + " <-> ".join(f"'{stem}'{_TITLE * of_title}" for stem in stems) + ")"

    def beginning(self, letters: str, *, of_title: bool) -> str:
        """A stem that begins so, or a word as it is written."""
        mark = f"{_TITLE * of_title or ':'}*"
        return f"('{letters}'{mark} | '{WRITTEN}{letters}'{mark})"

    def insert(self, connection: "Connection", table: "Table", rows: Sequence[Row]) -> None:
        """COPY takes rows four times as fast as INSERT."""
        _copy(connection, f"{table.name} ({', '.join(c.name for c in table.columns)})", rows)

    def make_search(self, connection: "Connection") -> None:
        """The words with their places, and an index over them."""
        connection.exec_driver_sql(f"CREATE TABLE {SEARCH} (mention bigint NOT NULL, words tsvector NOT NULL)")
        connection.exec_driver_sql(f"ALTER TABLE {SEARCH} ADD CONSTRAINT pk_{SEARCH} PRIMARY KEY (mention)")
        connection.exec_driver_sql(f"CREATE INDEX ix_{SEARCH}_words ON {SEARCH} USING gin (words)")

    def add_words(self, connection: "Connection", rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """The server's own parser is not asked: it would cut the words in other places."""
        _copy(connection, f"{SEARCH} (mention, words)", [(number, _vector(t, q)) for number, t, q in rows])


class _Reader:
    def __init__(self, connection: "psycopg.Connection[Row]", patience: Patience) -> None:
        self._connection, self._patience = connection, patience

    def rows(self, sql: str, **values: object) -> list[Row]:
        hurry(self._connection, self._patience)
        return self._connection.execute(_with_marks(sql), values).fetchall()

    def stream(self, sql: str, size: int, **values: object) -> Iterator[list[Row]]:
        with self._connection.cursor(name="stream") as cursor:  # stays on the server
            hurry(self._connection, self._patience)
            cursor.execute(_with_marks(sql), values)
            while page := cursor.fetchmany(size):
                yield page
                hurry(self._connection, self._patience)


@lru_cache(maxsize=256)
def _with_marks(sql: str) -> str:
    """``:so`` as psycopg marks it, and a percent sign as itself. No value of others ever stands in the statement."""
    return _NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))


def _copy(connection: "Connection", into: str, rows: Sequence[Row]) -> None:
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
    for start, words, weight in ((1, title, "A"), (len(title) + 2, quote, "")):
        for place, word in enumerate(words, start):
            if place <= _LAST_POSITION:
                places[word].append(f"{place}{weight}")
            else:
                places[word]  # it can be found, though not in a phrase
    return " ".join(f"'{word}'" + (f":{','.join(at)}" if at else "") for word, at in places.items())


def _sentence(error: BaseException) -> str:
    """The server's sentence without what comes before and after it."""
    said = str(error).strip().splitlines()
    return said[0].split("FATAL:")[-1].split("failed:")[-1].strip() if said else "the connection is lost"


DIALECT = PostgreSQL
