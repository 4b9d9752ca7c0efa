"""SQLite: a file, one writer at a time, readers that never wait."""

import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from timeline.errors import (
    BadDatabaseAddress,
    CannotWrite,
    DatabaseBusy,
    DiskFull,
    NoFolder,
    NotATimeline,
    ReadOnlyDatabase,
    TimelineError,
    UnreadableDatabase,
)
from timeline.store.dialects.base import SEARCH, Answer, Dialect, Patience, Reader, Row
from timeline.store.words import WRITTEN

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

_PATIENCE = 60  # seconds that a writer waits for another one's batch, which takes well under one
_PAGE = 8_192  # bytes; loads a quarter faster than the default of 4,096
_CACHE = 65_536  # KiB; of a writer, who comes back to the same pages
_READERS_CACHE = 24_576  # whoever reads a large file once, or writes one in order, gains nothing from more
_ROWS = 400  # of one statement
_TITLE = "title : "  # what is of the column alone
_LINK = re.compile(r"CONSTRAINT \w+ FOREIGN KEY\(\w+\) REFERENCES \S+ \(\w+\)")  # as SQLAlchemy writes it
_STEPS = 100_000  # of SQLite's machine, between two looks at the clock and at Ctrl-C: a few milliseconds


class SQLite(Dialect):
    """A path, or ``sqlite:///PATH``. The log (WAL) lets readers go on while one writes, and outlives a kill."""

    name = "sqlite+pysqlite"
    errors = (sqlite3.Error,)
    library = f"SQLite {sqlite3.sqlite_version}"
    # A transaction that begins by reading and then wants to write fails at once with "locked", however patient.
    begin_writing = "BEGIN IMMEDIATE"
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    numbered = "rowid"
    match = f"{SEARCH} MATCH {{asked}}"
    scored = f"{SEARCH}.rowid IN (SELECT rowid FROM {SEARCH} WHERE {match})"
    holding = f"EXISTS (SELECT 1 FROM {SEARCH} WHERE rowid = {{mention}} AND {SEARCH} MATCH :asked)"
    both, either, without = " AND ", " OR ", " NOT "
    lazily = True
    searchable = f"SELECT count(*) FROM {SEARCH}_docsize"  # the lengths that FTS5 keeps beside an index
    listed = "SELECT value FROM json_each(:numbers)"
    size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"

    def __init__(self, address: str, *, create: bool, read_only: bool, timeout: float | None = None) -> None:
        super().__init__(address, create=create, read_only=read_only, timeout=timeout)
        _, marked, path = address.partition(":///")
        if "://" in address and not path:
            raise BadDatabaseAddress(address)
        self.path = Path(unquote(path) if marked else address)
        self._apart = ""

    @classmethod
    def apart(cls, path: str, label: str) -> "SQLite":
        """Without a log beside it, and so of a kind that a folder which cannot be written to can be read from."""
        made = cls(path, create=True, read_only=False)
        made._apart = label
        return made

    @property
    def label(self) -> str:
        """The path, as it was given."""
        return self._apart or str(self.path)

    def files(self) -> frozenset[str]:
        """The file, its log and the log's index."""
        path = os.path.abspath(self.path)
        return frozenset((path, f"{path}-wal", f"{path}-shm"))

    def exists(self) -> bool:
        """Whether there is a file that is not empty."""
        return self.path.exists() and (not self.path.is_file() or self.path.stat().st_size > 0)

    def connect(self, *, foreign_keys: bool = True) -> sqlite3.Connection:
        """The file, opened, looked into, and told what SQLite forgets with each connection."""
        connection = self._opened("ro" if self.read_only else "rwc" if self.create else "rw")
        try:
            connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_READERS_CACHE if self.read_only or self._apart else _CACHE}")
            if self.read_only:
                connection.execute("PRAGMA query_only = 1")
            elif self._apart:
                for wish in (f"page_size = {_PAGE}", "journal_mode = OFF", "synchronous = OFF"):
                    connection.execute(f"PRAGMA {wish}")
            elif self.create and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute(f"PRAGMA page_size = {_PAGE}")
                _use_log(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _opened(self, mode: str) -> sqlite3.Connection:
        try:
            return _open(self.path, mode)
        except sqlite3.OperationalError:
            # Reading needs a file beside this one, which a read-only folder does not take. Where nobody can write, and
            # no log is left to be read, the file can be taken as one that does not change.
            log = Path(f"{self.path}-wal")
            if self.path.is_file() and not _writable(self.path.parent) and not (log.exists() and log.stat().st_size):
                return _open(self.path, "ro&immutable=1")
            raise

    @contextmanager
    def snapshot(self, connection: sqlite3.Connection) -> Iterator[Reader]:
        """A transaction that only reads waits for nobody."""
        with self._interruptible(connection):
            connection.execute("BEGIN")
            try:
                yield _Reader(connection, self.patience)
            finally:
                connection.rollback()

    @contextmanager
    def answering(self, statement: str, values: Mapping[str, object]) -> Iterator[Answer]:
        """By a connection of its own, which is told what it may do."""
        from timeline.store.dialects._sqlite_raw import answer

        with self.explaining(), closing(self.connect()) as connection, self._interruptible(connection):
            yield answer(connection, self.patience, statement, values)

    @contextmanager
    def _interruptible(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let a long statement end when the time is over, and at Ctrl-C.

        Python hears of Ctrl-C only between its own steps, and a statement is one. So SQLite calls back every few
        milliseconds; if Ctrl-C is waiting, the call ends by it, and SQLite then ends the statement.
        """
        patience = self.patience
        connection.set_progress_handler(lambda: patience.left() == 0, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                raise
            patience.check()
            raise KeyboardInterrupt from None
        finally:
            connection.set_progress_handler(None, 0)

    def usable(self, connection: sqlite3.Connection) -> bool:
        """Always: it is a file."""
        return not connection.in_transaction

    def engine(self, *, foreign_keys: bool = True) -> "Engine":
        """With the one type that is called otherwise here: only an INTEGER is the row's own number."""
        from sqlalchemy.ext.compiler import compiles

        from timeline.store.tables import Number

        compiles(Number, "sqlite")(lambda *_, **__: "INTEGER")
        return super().engine(foreign_keys=foreign_keys)

    def explain(self, error: BaseException | None) -> TimelineError | None:
        """By SQLite's own code: its low byte is the kind, the rest the detail."""
        code = getattr(error, "sqlite_errorcode", None)
        label, folder = self.label, self.path.parent
        if code is not None and self._apart:
            return CannotWrite(label, str(error))
        match None if code is None else code & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return DatabaseBusy(label)
            case sqlite3.SQLITE_FULL:
                return DiskFull(label)
            case sqlite3.SQLITE_READONLY:
                return ReadOnlyDatabase(label)
            case sqlite3.SQLITE_NOTADB:
                return NotATimeline(label, "it is another kind of file")
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR if self.path.is_dir():
                return NotATimeline(label, "it is a folder")
            case sqlite3.SQLITE_CANTOPEN if not folder.is_dir():
                return NoFolder(label, str(folder))
            case sqlite3.SQLITE_CANTOPEN if not _writable(folder):
                return ReadOnlyDatabase(label)
            case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN if _no_room(folder):
                return DiskFull(label)
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
                return UnreadableDatabase(label, str(error))
        return None

    def in_a_row(self, stems: Sequence[str], *, of_title: bool) -> str:
        """Between quotes FTS5 knows no operators."""
        return f'{_TITLE * of_title}"{" ".join(stems)}"'

    def beginning(self, letters: str, *, of_title: bool) -> str:
        """A stem that begins so, or a word as it is written."""
        return f'{_TITLE * of_title}("{letters}" * OR "{WRITTEN}{letters}" *)'

    def make_search(self, connection: "Connection") -> None:
        """An index without a copy of the text: a mention never changes once it is stored, so nothing is taken out.

        The words come folded and parted by spaces; the plain tokenizer keeps every letter beyond ASCII as it is.
        """
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(title, quote, content = '', tokenize = 'ascii')"
        )

    def insert(self, connection: "Connection", table: "Table", rows: Sequence[Row]) -> None:
        """Many rows a statement, as they take a fifth less time so; what is left over one by one."""
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        columns = table.columns.keys()
        most = driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(columns)
        many = min(_ROWS, most)
        into, marks = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ", f"({', '.join('?' * len(columns))})"
        whole = len(rows) // many * many
        for start in range(0, whole, many):
            driver.execute(into + ", ".join([marks] * many), [*chain.from_iterable(rows[start : start + many])])
        driver.executemany(into + marks, rows[whole:])

    def add_words(self, connection: "Connection", rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """All rows of a batch in one statement."""
        joined = [(number, " ".join(title), " ".join(quoted)) for number, title, quoted in rows]
        if joined:
            connection.exec_driver_sql(f"INSERT INTO {SEARCH} (rowid, title, quote) VALUES (?, ?, ?)", joined)

    def settle(self, connection: "Connection") -> None:
        """FTS5 writes a piece a batch and merges some; of one piece a mention is asked in a quarter of the time."""
        connection.exec_driver_sql(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")

    def broken_links(self, connection: "Connection") -> Iterator[str]:
        """Foreign keys are not checked while they are off, as they are in a migration."""
        return _lost(connection.exec_driver_sql("PRAGMA foreign_key_check"))

    def damage(self, reader: Reader) -> Iterator[str]:
        """A look at every page, and at the foreign keys, which whoever changed the file may have had off."""
        yield from (line for (line,) in reader.rows("PRAGMA quick_check") if line != "ok")
        yield from _lost(reader.rows("PRAGMA foreign_key_check"))

    def even_out(self) -> None:
        """Where Alembic makes a table anew, its foreign keys come in any order, and what was there stays in pages."""
        with self.explaining(), closing(self.connect()) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            tables = connection.execute("SELECT sql, name FROM sqlite_master WHERE type = 'table'").fetchall()
            for sql, name in tables:
                parts = _LINK.split(sql)
                links = [*sorted(_LINK.findall(sql)), ""]
                ordered = "".join(part for both in zip(parts, links, strict=True) for part in both)
                connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (ordered, name))
        with self.explaining(), closing(self.connect()) as connection:
            connection.execute("VACUUM")

    def keep_copy(self, version: str) -> None:
        """``timeline.db.before-0002``, by way of another name, so that half a copy never bears this one."""
        kept = self.path.with_name(f"{self.path.name}.before-{version}")
        half = kept.with_name(f"{kept.name}.part")
        half.unlink(missing_ok=True)
        source, target = sqlite3.connect(self.path), sqlite3.connect(half)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
        half.replace(kept)


class _Reader:
    def __init__(self, connection: sqlite3.Connection, patience: Patience) -> None:
        self._connection, self._patience = connection, patience

    def rows(self, sql: str, **values: object) -> list[Row]:
        self._patience.check()
        return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, size: int, **values: object) -> Iterator[list[Row]]:
        cursor = self._connection.execute(sql, values)
        try:
            while page := cursor.fetchmany(size):
                self._patience.check()
                yield page
        finally:
            cursor.close()


def _lost(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for child, row, parent, _ in rows:
        yield f"{'a row' if row is None else f'row {row}'} of {child} leads to a row of {parent} that is not there"


def _open(path: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?mode={how}"
    connection = sqlite3.connect(address, _PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    """Two programs that make one file at once: the change of journal does not wait by itself, so it is tried again."""
    for _ in range(_PATIENCE * 20):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.05)
        else:
            return


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _no_room(folder: Path) -> bool:
    """Whether the folder's disk has hardly a free block; some errors of a full disk do not say so."""
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize < _PAGE * 8


DIALECT = SQLite
