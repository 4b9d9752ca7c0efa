"""What the store asks of a database, and what most of them answer alike.

A database is a file of this folder that defines ``DIALECT``, a subclass of :class:`Dialect`; the file's name is the
first word of the database's address (``postgresql://…``). What only one database does stands in its file.

Reading goes to the driver directly, in SQL that all of them understand, with values named ``:so``: to import SQLAlchemy
takes longer than all the rest of a query. Writing, and whatever makes tables, goes by SQLAlchemy, imported then.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from timeline.errors import GaveUp, TimelineError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

    from timeline.store.asked import Asked

SEARCH = "mention_search"  # the search index; made here and filled with each batch, never by a migration

Row = tuple[Any, ...]


class Reader(Protocol):
    """One state of the database, whatever is written meanwhile."""

    def rows(self, sql: str, **values: object) -> list[Row]:
        """All rows of an answer."""
        ...

    def stream(self, sql: str, size: int, **values: object) -> Iterator[list[Row]]:
        """An answer of any length, ``size`` rows at a time."""
        ...


class Answer(NamedTuple):
    """What a statement that a person wrote gives: its columns' names and its rows, as they come."""

    columns: list[str]
    rows: Iterator[Row]


class Patience:
    """How long a database may be asked, from now on; without end where nothing is said."""

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float | None:
        """The seconds that are left, none of them less than nothing; ``None`` where there is no end."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Go on, if there is time.

        Raises:
            GaveUp: If there is none left.
        """
        if self.seconds is not None and self.left() == 0:
            raise GaveUp(self.seconds)


class Dialect(ABC):
    """One kind of database, at one address."""

    name: str  # as SQLAlchemy calls it, with its driver
    errors: tuple[type[Exception], ...]  # what the driver raises
    begin_writing: str  # what makes every other writer wait until the transaction ends
    tables: str  # a statement of the names of all tables there are, whoever made them
    numbered: str  # the column of the search index that has the mention's number
    match: str  # a condition on it: the mention holds what the value ``{asked}`` asks, sought in the index
    scored: str  # the same condition, beside such a one
    holding: str  # a condition: the mention of the number ``{mention}`` holds what is ``:asked``; looked up, not sought
    both: str  # what joins two parts of such a question; and either of them, and the first without the second
    either: str
    without: str
    few = 20  # times the root of all mentions hold some words: so many are sooner gathered than met in a window
    lazily = False  # whether a UNION ALL of sorted lists is merged without reading them to their ends
    library: str  # what writes a database that is a file, with its version
    searchable: str  # a statement of how many search rows there are
    size: str  # a statement of how many bytes the database takes
    listed: str  # a statement of the numbers in ``:numbers``, an array of JSON: one text for all lists of them

    def __init__(self, address: str, *, create: bool, read_only: bool, timeout: float | None = None) -> None:
        self.address, self.create, self.read_only = address, create, read_only
        self.patience = Patience(timeout)
        self._idle: list[Any] = []
        self._engine: Engine | None = None

    @classmethod
    def apart(cls, path: str, label: str) -> "Dialect":
        """See :func:`timeline.store.dialects.apart`; only a database that is a file can be made so."""
        raise NotImplementedError(label)

    @property
    @abstractmethod
    def label(self) -> str:
        """The database's address for people, without a password."""

    @abstractmethod
    def connect(self, *, foreign_keys: bool = True) -> Any:
        """A connection of the driver; without foreign keys where tables are made anew and the database minds."""

    @abstractmethod
    def snapshot(self, connection: Any) -> AbstractContextManager[Reader]:
        """A transaction of a connection in which one state of the database is read."""

    @abstractmethod
    def answering(self, statement: str, values: Mapping[str, object]) -> AbstractContextManager[Answer]:
        """The answer to a statement that a person wrote, with values named ``:so``; it can only read, whatever it says.

        Raises:
            BadStatement: If the database does not understand it, or it would do more than read.
        """

    @abstractmethod
    def usable(self, connection: Any) -> bool:
        """Whether a connection can be used once more."""

    @abstractmethod
    def explain(self, error: BaseException | None) -> TimelineError | None:
        """What went wrong, for people; ``None`` for what can only be our own mistake."""

    @abstractmethod
    def in_a_row(self, stems: Sequence[str], *, of_title: bool) -> str:
        """Stems in a row, in the search's own language, each between quotes; where it says so, in the title alone."""

    @abstractmethod
    def beginning(self, letters: str, *, of_title: bool) -> str:
        """The same of a word that begins so, in its stem or as it is written."""

    @abstractmethod
    def make_search(self, connection: "Connection") -> None:
        """Make the empty search index."""

    def asked(self, wanted: "Asked", *, of_title: bool = False) -> str:
        """The value of ``:asked``: what is wanted in the search's own language, of the mention or of its title."""
        from timeline.store.asked import Beginning, Every, OneOf, Phrase  # loaded where words are asked for

        match wanted:
            case Phrase(stems):
                return self.in_a_row(stems, of_title=of_title)
            case Beginning(letters):
                return self.beginning(letters, of_title=of_title)
            case Every(parts):
                joint = self.both
            case OneOf(parts):
                joint = self.either
            case _:
                parts, joint = (wanted.wanted, wanted.unwanted), self.without
        return f"({joint.join(self.asked(part, of_title=of_title) for part in parts)})"

    @property
    def matching(self) -> str:
        """A statement of the numbers of those mentions that hold what is ``:asked``."""
        return f"SELECT {self.numbered} AS mention FROM {SEARCH} WHERE {self.match.format(asked=':asked')}"

    def plenty(self, most: int) -> str:
        """A statement of how many mentions hold what is ``:asked``, counted no further than one more than that."""
        return f"SELECT count(*) FROM ({self.matching} LIMIT {int(most) + 1}) AS found"

    def holds(self, mention: str) -> str:
        """A condition: one mention, whose number that SQL gives, holds what is ``:asked``."""
        return self.holding.format(mention=mention)

    def ranked(self, wanted: "Asked") -> tuple[str, dict[str, str]]:
        """A statement of those mentions that hold what is asked, each with its points, and the values that it names.

        Each word, row or beginning that a mention holds is worth one point, and one more where the title holds it. So
        points are the same on every database.
        """
        from timeline.store.asked import leaves

        values, points = {"asked": self.asked(wanted)}, []
        for number, (leaf, held) in enumerate(leaves(wanted).items()):
            for name, of_title in ((f"asked_{number}", False), (f"asked_{number}_title", True)):
                if held and not of_title:
                    points.append("1")
                else:
                    values[name] = self.asked(leaf, of_title=of_title)
                    points.append(f"CASE WHEN {self.scored.format(asked=f':{name}')} THEN 1 ELSE 0 END")
        shown = f"{self.numbered} AS mention, {' + '.join(points)} AS points"
        return f"SELECT {shown} FROM {SEARCH} WHERE {self.match.format(asked=':asked')}", values

    @abstractmethod
    def add_words(self, connection: "Connection", rows: Iterable[tuple[int, list[str], list[str]]]) -> None:
        """Write search rows: a mention's number, and of title and quote what :func:`.words.indexed` makes of them."""

    def files(self) -> frozenset[str]:
        """The files that the database is kept in, as absolute paths; none where a server keeps it."""
        return frozenset()

    def exists(self) -> bool:
        """Whether there is a database to connect to, as far as one can know without connecting."""
        return True

    @abstractmethod
    def insert(self, connection: "Connection", table: "Table", rows: Sequence[Row]) -> None:
        """Insert rows whose values stand in the order of the table's columns."""

    def drop_search(self, connection: "Connection") -> None:
        """Remove the search index, where there is one."""
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SEARCH}")

    def settle(self, connection: "Connection") -> None:  # noqa: B027
        """Put what was added to the search index in good order, where that is not done as it is added."""

    def broken_links(self, connection: "Connection") -> Iterator[str]:  # noqa: ARG002
        """Rows that lead nowhere, in words. A database that always checks its foreign keys has none."""
        return iter(())

    def damage(self, reader: Reader) -> Iterator[str]:  # noqa: ARG002
        """What the database itself finds wrong, in words: its files, and rows that lead nowhere if it lets them be."""
        return iter(())

    def keep_copy(self, version: str) -> None:  # noqa: B027
        """Keep what is committed aside; where it is no file, its keepers have copies."""

    def even_out(self) -> None:  # noqa: B027
        """Let an empty database that is a file be the same file each time, whatever migrations did on the way."""

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One state of the database, to be read until the block ends.

        Raises:
            TimelineError: Whatever :meth:`explain` makes of the driver's errors.
        """
        with self.explaining():
            connection = self._idle.pop() if self._idle else self.connect()
            try:
                with self.snapshot(connection) as reader:
                    yield reader
            finally:
                if self.usable(connection):
                    self._idle.append(connection)
                else:
                    connection.close()

    @contextmanager
    def writing(self) -> Iterator["Connection"]:
        """A transaction as the only writer; it ends with the block: well, or as if it had not been."""
        if self._engine is None:
            self._engine = self.engine()
        with self.explaining(), _unwrapped(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator["Connection"]:
        """The same without foreign keys, for migrations."""
        engine = self.engine(foreign_keys=False)
        try:
            with self.explaining(), _unwrapped(), engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def engine(self, *, foreign_keys: bool = True) -> "Engine":
        """SQLAlchemy's way to this database; each of its transactions is a writer's."""
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import QueuePool

        engine = create_engine(
            f"{self.name}://", creator=lambda: self.connect(foreign_keys=foreign_keys), poolclass=QueuePool
        )

        @event.listens_for(engine, "begin")
        def begin(connection: "Connection") -> None:
            connection.exec_driver_sql(self.begin_writing)

        return engine

    def close(self) -> None:
        """Let go of every connection."""
        while self._idle:
            self._idle.pop().close()
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn the driver's errors into the project's own."""
        try:
            yield
        except self.errors as error:
            if told := self.explain(error):
                raise told from error
            raise


@contextmanager
def _unwrapped() -> Iterator[None]:
    """The driver's errors out of what SQLAlchemy makes of them."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from error
