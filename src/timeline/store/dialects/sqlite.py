"""SQLite: a file, one writer at a time, readers that never wait."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Select, column, create_engine, literal_column, select, table
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles

from timeline.errors import (
    DatabaseBusy,
    DiskFull,
    NoFolder,
    NotATimeline,
    ReadOnlyDatabase,
    TimelineError,
    UnreadableDatabase,
)
from timeline.store.dialects.base import SEARCH, Dialect, begin_as_told
from timeline.store.tables import Number

_PATIENCE = 60  # seconds that a writer waits for another one's batch, which takes well under one
_PAGE = 8_192  # bytes; loads a quarter faster than the default of 4,096
_CACHE = 65_536  # KiB


@compiles(Number, "sqlite")
def _number(*_: Any, **__: Any) -> str:
    """SQLite takes a column for the row's own number only where it is called so; it is 64 bits wide all the same."""
    return "INTEGER"


class SQLite(Dialect):
    """A path. WAL lets readers go on while one writes; what was committed outlives a kill."""

    begin_reading = "BEGIN"
    # A transaction that begins by reading and then wants to write fails at once with "locked", however patient.
    begin_writing = "BEGIN IMMEDIATE"

    def exists(self, url: URL) -> bool:
        """Whether there is a file that is not empty."""
        path = _path(url)
        return path.exists() and (not path.is_file() or path.stat().st_size > 0)

    def label(self, url: URL) -> str:
        """The path, as it was given."""
        return str(_path(url))

    def engine(self, url: URL, *, create: bool, read_only: bool, foreign_keys: bool = True) -> Engine:
        """An engine that opens the file itself, since a URL cannot say in which mode."""
        mode = "ro" if read_only else "rwc" if create else "rw"

        def connect() -> sqlite3.Connection:
            return _told(_opened(_path(url), mode), mode, foreign_keys)

        return begin_as_told(create_engine(url, creator=connect, poolclass=QueuePool))

    def explain(self, error: DBAPIError, url: URL) -> TimelineError | None:
        """By SQLite's own code: its low byte is the kind, the rest the detail."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        label, folder = self.label(url), _path(url).parent
        match None if code is None else code & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return DatabaseBusy(label)
            case sqlite3.SQLITE_FULL:
                return DiskFull(label)
            case sqlite3.SQLITE_READONLY:
                return ReadOnlyDatabase(label)
            case sqlite3.SQLITE_NOTADB:
                return NotATimeline(label, "it is another kind of file")
            case sqlite3.SQLITE_CANTOPEN if not folder.is_dir():
                return NoFolder(label, str(folder))
            case sqlite3.SQLITE_CANTOPEN if not os.access(folder, os.W_OK):
                return ReadOnlyDatabase(label)
            case sqlite3.SQLITE_IOERR if _no_room(folder):
                return DiskFull(label)
            case sqlite3.SQLITE_CANTOPEN if _path(url).is_dir():
                return NotATimeline(label, "it is a folder")
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
                return UnreadableDatabase(label, str(error.orig))
        return None

    def tables(self, connection: Connection) -> set[str]:
        """From the file's own list."""
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())

    def make_search(self, connection: Connection) -> None:
        """An index without a copy of the text: a mention never changes once it is stored, so nothing is taken out.

        The words come folded and parted by spaces; the plain tokenizer keeps every letter beyond ASCII as it is.
        """
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(title, quote, content = '', tokenize = 'ascii')"
        )

    def add_words(self, connection: Connection, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """All rows of a batch in one statement."""
        joined = [(number, " ".join(title), " ".join(quote)) for number, title, quote in rows]
        if joined:
            connection.exec_driver_sql(f"INSERT INTO {SEARCH} (rowid, title, quote) VALUES (?, ?, ?)", joined)

    def matching(self, phrases: list[list[str]]) -> Select[Any]:
        """Phrases between quotes, in which FTS5 knows no operators."""
        asked = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        search = table(SEARCH, column("rowid"))
        return select(search.c.rowid).where(literal_column(SEARCH).op("MATCH")(asked))

    def searchable(self, connection: Connection) -> int:
        """From the table of lengths that FTS5 keeps beside an index."""
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {SEARCH}_docsize").scalar_one())

    def size(self, connection: Connection) -> int:
        """Pages in use, those in the log included."""
        pages, size = (connection.exec_driver_sql(f"PRAGMA {p}").scalar_one() for p in ("page_count", "page_size"))
        return int(pages) * int(size)

    def broken_links(self, connection: Connection) -> Iterator[str]:
        """SQLite does not check foreign keys while they are off, as they are in a migration."""
        for child, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row} of {child} leads to a row of {parent} that is not there"

    def damage(self, connection: Connection) -> Iterator[str]:
        """SQLite's own look at every page."""
        yield from (line for line in connection.exec_driver_sql("PRAGMA quick_check").scalars() if line != "ok")

    def keep_copy(self, connection: Connection, url: URL, version: str) -> None:  # noqa: ARG002
        """``timeline.db.before-0002``, by way of another name, so that half a copy never bears this one.

        It is read through a connection of its own, which does not see what the present transaction has changed.
        """
        path = _path(url)
        kept = path.with_name(f"{path.name}.before-{version}")
        half = path.with_name(f"{kept.name}.part")
        half.unlink(missing_ok=True)
        source, target = sqlite3.connect(path), sqlite3.connect(half)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
        half.replace(kept)


def _path(url: URL) -> Path:
    return Path(url.database or "timeline.db")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    """The file, opened and looked into."""

    def connect(how: str) -> sqlite3.Connection:
        address = f"file:{quote(str(path))}?mode={how}"
        connection = sqlite3.connect(address, _PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    try:
        return connect(mode)
    except sqlite3.OperationalError:
        # Reading needs a file beside this one, which a read-only folder does not take. Where nobody can write, and no
        # log is left to be read, the file can be taken as one that does not change.
        left = path.with_name(path.name + "-wal")
        if path.is_file() and not os.access(path.parent, os.W_OK) and not (left.exists() and left.stat().st_size):
            return connect("ro&immutable=1")
        raise


def _told(connection: sqlite3.Connection, mode: str, foreign_keys: bool) -> sqlite3.Connection:
    """SQLite forgets most pragmas with each connection, so every new one is told again."""
    try:
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if mode == "ro":
            connection.execute("PRAGMA query_only = 1")
        elif connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete" and mode == "rwc":
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            _use_wal(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
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


def _no_room(folder: Path) -> bool:
    """Whether the folder's disk has no free block; some errors of a full disk do not say so."""
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize < _PAGE * 8


DIALECT = SQLite()
