"""The store: documents and what they say go in, events in order come out."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, select
from sqlalchemy.engine import URL

import timeline.store.migrate as migrate
import timeline.store.reading as reading
from timeline.errors import NoTimelineHere, OlderDatabase
from timeline.store.dialects import database_at
from timeline.store.dialects.base import Dialect
from timeline.store.parts import in_parts
from timeline.store.spans import DATED, OPEN_END, OPEN_START, UNDATED
from timeline.store.tables import document, event, mention
from timeline.values.document import Document
from timeline.values.event import Event
from timeline.values.mention import Mention
from timeline.values.problem import Problem
from timeline.values.query import EventQuery
from timeline.values.report import Outcome, StoreInfo
from timeline.values.time import DAY, iso_day


def open_store(database: str, *, create: bool = False, read_only: bool = False) -> "Store":
    """The store at a path or URL; an older one is upgraded on the way.

    Args:
        database: What has ``://`` is a URL (``postgresql://USER:PASSWORD@HOST/DATABASE``), anything else a file's path.
        create: Make the tables, and the file, where there is nothing yet.
        read_only: Leave everything as it is: an older database is refused.

    Raises:
        NoTimelineHere: If nothing is there, and ``create`` does not say to make it.
        NotATimeline: If something else is there.
        NewerDatabase: If a later version of this program has upgraded it.
        OlderDatabase: If it wants an upgrade and is to be read only.
        TimelineError: If the database cannot be reached, read or written; each has a class of its own.
    """
    dialect, url = database_at(database)
    if not create and not dialect.exists(url):
        raise NoTimelineHere(dialect.label(url))
    engine = dialect.engine(url, create=create, read_only=read_only)
    with ExitStack() as unless_opened:
        unless_opened.callback(engine.dispose)
        with dialect.transaction(engine, write=False) as connection:
            found = migrate.version(connection, dialect, url)
        if found is None and not create:
            raise NoTimelineHere(dialect.label(url))
        if found != migrate.newest():
            if read_only:
                raise OlderDatabase(dialect.label(url), found or "0", migrate.newest())
            migrate.upgrade(dialect, url)
        unless_opened.pop_all()
    return Store(dialect, url, engine)


class Store:
    """An open database; what :func:`open_store` gives. To be closed, or used as a context manager."""

    def __init__(self, dialect: Dialect, url: URL, engine: Engine) -> None:
        self._dialect, self._url, self._engine = dialect, url, engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        with self._dialect.explaining(self._url):
            self._engine.dispose()

    def known(self, documents: Sequence[Document]) -> set[str]:
        """The keys of those documents that are stored already, so that nobody needs to extract from them again.

        They are to be handed to :meth:`put` all the same, without mentions: their addresses may be new.
        """
        with self._reading() as connection:
            found = set[str]()
            for keys in in_parts({d.key for d in documents}):
                found.update(connection.execute(select(document.c.key).where(document.c.key.in_(keys))).scalars())
            return found

    def put(self, batch: Sequence[tuple[Document, Sequence[Mention]]], *, at: int) -> list[Outcome]:
        """Store a batch (about a hundred documents) in one transaction: all of it, or on any error nothing.

        A document whose key is stored already is known, and its mentions here are not looked at. One whose address led
        to other text has changed: that text is superseded, unless another address leads to it, and its events leave
        the timeline.

        Args:
            at: When this is, in seconds since 1970 in UTC.

        Returns:
            What became of each document, in their order.
        """
        from timeline.store.writing import put

        with self._dialect.transaction(self._engine, write=True) as connection:
            return put(connection, self._dialect, batch, at)

    def events(self, query: EventQuery) -> Iterator[Event]:
        """The events asked for, without their sources, by start, end, grain and number; undated ones as they were read.

        Raises:
            NothingToLookFor: If ``query.text`` holds no word.
        """
        return self._found(query, whole=False)

    def exported(self, query: EventQuery) -> Iterator[Event]:
        """The same with their sources. Memory does not grow with the answer, which is of one moment throughout."""
        return self._found(query, whole=True)

    def event(self, number: int) -> Event | None:
        """The event of that number with its sources; ``None`` if there is none, or it has left the timeline."""
        with self._reading() as connection:
            return next(iter(reading.events(connection, [number], whole=True)), None)

    def verify(self) -> Iterator[Problem]:
        """Read everything again: hashes, quotes, links, counts, and what the database says of its files."""
        from timeline.store.verify import problems

        with self._reading() as connection:
            yield from problems(connection, self._dialect, self._dialect.label(self._url))

    def info(self) -> StoreInfo:
        """What the database holds, counted."""
        with self._reading() as connection:
            dated = event.c.length_class.in_(DATED)
            first = func.min(event.c.starts).filter(event.c.starts > OPEN_START)
            last = func.max(event.c.ends).filter(event.c.ends < OPEN_END)
            starts, ends, events = connection.execute(select(first, last, func.count()).where(dated)).one()
            return StoreInfo(
                label=self._dialect.label(self._url),
                version=migrate.version(connection, self._dialect, self._url) or "",
                documents=_count(connection, document),
                superseded=_count(connection, document, document.c.superseded == 1),
                mentions=_count(connection, mention),
                events=events,
                undated=_count(connection, event, event.c.length_class == UNDATED),
                first_day=None if starts is None else iso_day(starts // DAY),
                last_day=None if ends is None else iso_day((ends - 1) // DAY),
                bytes=self._dialect.size(connection),
            )

    def _found(self, query: EventQuery, *, whole: bool) -> Iterator[Event]:
        with self._reading() as connection:
            yield from reading.found(connection, self._dialect, query, whole=whole)

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._dialect.transaction(self._engine, write=False)


def _count(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
