"""What the store asks of a database, and what most of them answer alike.

A database is a file of this folder that defines ``DIALECT``, an instance of a subclass of :class:`Dialect`; the file's
name is the first word of the database's address (``postgresql://…``). What only one database does stands in its file.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from timeline.errors import TimelineError

SEARCH = "mention_search"  # the search index; made here and filled with each batch, never by a migration

Rows = Sequence[tuple[Any, ...]]


class Dialect(ABC):
    """One kind of database."""

    begin_reading: str  # what makes a transaction see one state of the database throughout
    begin_writing: str  # what makes every other writer wait until the transaction ends

    @abstractmethod
    def engine(self, url: URL, *, create: bool, read_only: bool, foreign_keys: bool = True) -> Engine:
        """An engine; nothing is connected yet.

        Args:
            create: Make a database that is a file and not there.
            foreign_keys: Off only while tables are made anew, where a database checks them at once.
        """

    @abstractmethod
    def explain(self, error: DBAPIError, url: URL) -> TimelineError | None:
        """What went wrong, for people; ``None`` for what can only be our own mistake."""

    @abstractmethod
    def tables(self, connection: Connection) -> set[str]:
        """The names of all tables there are, whoever made them."""

    @abstractmethod
    def make_search(self, connection: Connection) -> None:
        """Make the empty search index."""

    @abstractmethod
    def add_words(self, connection: Connection, rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """Write search rows: a mention's number, the words of its title, the words of its quote."""

    @abstractmethod
    def matching(self, phrases: list[list[str]]) -> Select[Any]:
        """A statement of the numbers of those mentions in which every phrase occurs."""

    @abstractmethod
    def searchable(self, connection: Connection) -> int:
        """How many search rows there are."""

    @abstractmethod
    def size(self, connection: Connection) -> int:
        """How many bytes the database takes on its disk."""

    def exists(self, url: URL) -> bool:  # noqa: ARG002 (a server is asked by connecting)
        """Whether there is a database to connect to, as far as one can know without connecting."""
        return True

    def label(self, url: URL) -> str:
        """The database's address for people, without its password."""
        return url.set(drivername=url.get_backend_name(), password=None).render_as_string()

    def insert(self, connection: Connection, table: Table, rows: Rows) -> None:
        """Insert rows whose values stand in the order of the table's columns."""
        if rows:
            names = ", ".join(c.name for c in table.columns)
            marks = ", ".join("?" for _ in table.columns)
            connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))

    def drop_search(self, connection: Connection) -> None:
        """Remove the search index, where there is one."""
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SEARCH}")

    def broken_links(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002
        """Rows that lead nowhere, in words. A database that always checks its foreign keys has none."""
        return iter(())

    def damage(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002
        """What the database itself finds wrong with its files, in words."""
        return iter(())

    def keep_copy(self, connection: Connection, url: URL, version: str) -> None:  # noqa: B027
        """Keep the database, as it was before this transaction, aside; where it is no file, its keepers have copies."""

    @contextmanager
    def explaining(self, url: URL) -> Iterator[None]:
        """Turn the errors of the driver into the project's own.

        Raises:
            TimelineError: Whatever :meth:`explain` makes of it.
        """
        try:
            yield
        except DBAPIError as error:
            if told := self.explain(error, url):
                raise told from error
            raise

    @contextmanager
    def transaction(self, engine: Engine, *, write: bool) -> Iterator[Connection]:
        """A connection in a transaction, which ends with the block: well, or as if it had not been."""
        begin = self.begin_writing if write else self.begin_reading
        with self.explaining(engine.url), engine.connect() as connection:
            connection.execution_options(begin=begin)
            with connection.begin():
                yield connection


def begin_as_told(engine: Engine) -> Engine:
    """Let each transaction of the engine begin with the statement that its execution option ``begin`` says."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options()["begin"])

    return engine
