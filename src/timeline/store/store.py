"""The store: documents and what they say go in, events in order come out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import timeline.store.migrate as migrate
import timeline.store.reading as reading
import timeline.store.selects as selects
import timeline.store.sources as sources
from timeline.errors import NoTimelineHere, OlderDatabase
from timeline.store.dialects import apart, database_at
from timeline.store.dialects.base import Answer, Dialect
from timeline.store.kept import Kept
from timeline.store.spans import DATED, OPEN_END, OPEN_START, UNDATED
from timeline.store.unswept import unswept
from timeline.values.document import Document
from timeline.values.event import Event
from timeline.values.extract import Extract
from timeline.values.fingerprint import Copy
from timeline.values.mention import Mention
from timeline.values.names import Entity, NameDecision
from timeline.values.problem import Problem
from timeline.values.query import EventQuery
from timeline.values.report import Outcome, StoreInfo
from timeline.values.time import DAY, iso_day

if TYPE_CHECKING:  # only writing needs these, and what they need
    from collections.abc import Callable

    from timeline.store.changes import Changes
    from timeline.store.counting import Gaps
    from timeline.store.foreseeing import Foresight
    from timeline.store.judgements import Desk
    from timeline.store.merging import Merger
    from timeline.values.judgement import Decision, Pair
    from timeline.values.names import LoggedNames
    from timeline.values.tally import By, Tally


def open_store(
    database: str,
    *,
    create: bool = False,
    read_only: bool = False,
    merger: "Merger | None" = None,
    timeout: float | None = None,
) -> "Store":
    """The store at a path or URL; an older one is upgraded on the way.

    Args:
        database: What has ``://`` is a URL (``postgresql://USER:PASSWORD@HOST/DATABASE``), anything else a file's path.
        create: Make the tables, and the file, where there is nothing yet.
        read_only: Leave everything as it is: an older database is refused.
        merger: How mentions become events; without one, each that is stored makes an event of its own.
        timeout: Seconds from now on after which nothing more is read: what still runs is given up.

    Raises:
        NoTimelineHere: If nothing is there, and ``create`` does not say to make it.
        NotATimeline: If something else is there.
        NewerDatabase: If a later version of this program has upgraded it.
        OlderDatabase: If it wants an upgrade and is to be read only.
        GaveUp: Later, from whatever is read when the time is over.
        TimelineError: If the database cannot be reached, read or written; each has a class of its own.
    """
    dialect = database_at(database, create=create, read_only=read_only, timeout=timeout)
    if not create and not dialect.exists():
        raise NoTimelineHere(dialect.label)
    scripts = migrate.folder()
    with dialect.reading() as reader:
        found, searchable = migrate.standing(dialect, reader.rows, scripts)
    if found is None and not create:
        raise NoTimelineHere(dialect.label)
    if found != (newest := migrate.newest(scripts)) or not searchable:
        if read_only:
            raise OlderDatabase(dialect.label, f"{found}{'' if searchable else ' without a search index'}", newest)
        migrate.upgrade(dialect, scripts)
    return Store(dialect, merger)


class Store(Kept):
    """An open database; what :func:`open_store` gives. To be closed, or used as a context manager."""

    def __init__(self, dialect: Dialect, merger: "Merger | None" = None) -> None:
        self._dialect, self._given = dialect, merger

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        with self._dialect.explaining():
            self._dialect.close()

    @property
    def label(self) -> str:
        """The database's address for people, without a password."""
        return self._dialect.label

    @property
    def version(self) -> str:
        """The version of its tables: that of this program, since an older one is upgraded or refused."""
        return migrate.newest(migrate.folder())

    def files(self) -> frozenset[str]:
        """The files that the timeline is kept in, as absolute paths; none where a server keeps it."""
        return self._dialect.files()

    def known(self, documents: Sequence[Document]) -> set[str]:
        """The keys of those documents that are stored already, so that nobody needs to extract from them again.

        They are to be handed to :meth:`put` all the same, without mentions: their addresses may be new.
        """
        with self._dialect.reading() as reader:
            return reading.known(reader, {d.key for d in documents})

    def put(self, batch: Sequence[Extract | tuple[Document, Sequence[Mention]]], *, at: int) -> list[Outcome]:
        """Store a batch (about a hundred documents) in one transaction: all of it, or on any error nothing.

        A document whose key is stored already is known, and its mentions here are not looked at. One whose address led
        to other text has changed: that text is superseded, unless another address leads to it, and what only it says
        leaves the timeline. A claim that the new text makes in the same words keeps its number.

        Args:
            at: When this is, in seconds since 1970 in UTC.

        Returns:
            What became of each document, in their order.
        """
        from timeline.store.writing import put

        with unswept(), self._dialect.writing() as connection:
            return put(connection, self._dialect, self._merger, [Extract(*one) for one in batch], at)

    def outcomes(self, documents: Sequence[Document], foresight: "Foresight") -> list[Outcome]:
        """What :meth:`put` would say of these, after those that the foresight has seen; nothing is stored."""
        with self._dialect.reading() as reader:
            return foresight.outcomes(reader, documents)

    def rebuild(
        self,
        understand: "Callable[[Document, Sequence[Mention]], Extract]",
        tell: "Callable[[int], None]" = lambda _: None,
        *,
        at: int,
    ) -> None:
        """Compare all mentions and make all events anew, in one transaction; people's decisions stay.

        Args:
            understand: What is to be kept of a document with these mentions, in their order.
            tell: Is called with the number of documents that have just been compared.
            at: When this is, in seconds since 1970 in UTC.
        """
        from timeline.store.rebuilding import rebuild

        with self._dialect.writing() as connection:
            rebuild(connection, self._dialect, self._merger, understand, tell, at)

    def uncompared(self) -> int:
        """How many mentions stand that an older program stored, and that nothing can be compared with.

        They are the first that were stored, so that they are counted only where there are any.
        """
        comparable = f"{self._merger.comparable}%"
        with self._dialect.reading() as reader:
            first = reader.rows(selects.oldest_is_compared(), comparable=comparable)
            stale = bool(first) and not first[0][1]
            return int(reader.rows(selects.uncompared(), comparable=comparable)[0][0]) if stale else 0

    def copies(self, documents: Sequence[int]) -> list[Copy]:
        """What is known of those documents as sources, in their order."""
        with self._dialect.reading() as reader:
            return sources.copies(reader, documents)

    def events(self, query: EventQuery, *, undated: bool = False) -> reading.Answer[Event]:
        """The events asked for, in order, without their sources; with ``undated`` those of the tray after the rest."""
        return reading.Answer(self._dialect, query, reading.LINES, undated=undated)

    def exported(self, query: EventQuery, *, undated: bool = False) -> reading.Answer[Event]:
        """The same with their sources. Memory does not grow with the answer, which is of one moment throughout."""
        return reading.Answer(self._dialect, query, reading.WHOLE, undated=undated)

    def rows(
        self, query: EventQuery, columns: Sequence[str], *, undated: bool = False
    ) -> reading.Answer[tuple[str | int | float, ...]]:
        """Of the same events those columns of a flat row (:mod:`timeline.store.flat`), many times as fast."""
        from timeline.store.flat import PAGE, FlatRows

        show = reading.Show(FlatRows(self._dialect.listed, columns), PAGE)
        return reading.Answer(self._dialect, query, show, undated=undated)

    def hand_on(
        self,
        query: EventQuery,
        kind: str,
        path: str,
        tell: "Callable[[int], None]",
        *,
        undated: bool = False,
        label: str = "",
    ) -> str:
        """Copy the events asked for, with all that they are made from, into a new database that is a file.

        Args:
            kind: One of the kinds of databases that are a file.
            path: Where nothing is yet. What fails leaves half a file there.
            tell: Is called with the number of events that have just been taken.
            label: What an error calls the file, if not by its path.

        Returns:
            What asks for those that come after a limit; empty if none do.
        """
        from timeline.store.handing import hand_on

        answer, target = self.events(query, undated=undated), apart(kind, path, label or path)
        with closing(target), self._dialect.reading() as reader:
            hand_on(reader, target, answer.of(reader), tell)
        return answer.token

    def explained(self, query: EventQuery) -> reading.Explained:
        """How the query is put to the database."""
        with self._dialect.reading() as reader:
            return reading.explained(reader, self._dialect, query)

    def count(self, query: EventQuery) -> int:
        """How many events are asked for."""
        from timeline.store.counting import count

        with self._dialect.reading() as reader:
            return count(reader, self._dialect, query)

    def tally(self, query: EventQuery, by: "By", limit: int | None = None) -> "Tally":
        """The events asked for, counted by something: :func:`timeline.store.counting.tally`."""
        from timeline.store.counting import tally

        with self._dialect.reading() as reader:
            return tally(reader, self._dialect, query, by, limit)

    @contextmanager
    def gaps(self, query: EventQuery, least: int) -> Iterator["Gaps"]:
        """The gaps of at least so many days between the events asked for; to be read in the block."""
        from timeline.store.counting import Gaps

        with self._dialect.reading() as reader:
            yield Gaps(reader, self._dialect, query, least)

    def event(self, number: int, *, whole: bool = True) -> Event | None:
        """The event that has a claim of that number; ``None`` if there is none (any more). Its sources if ``whole``."""
        with self._dialect.reading() as reader:
            return next(iter(reading.events(reader, reading.of_claim(reader, number), whole=whole)), None)

    def numbered(self, numbers: Sequence[int]) -> list[Event]:
        """The events of those numbers that there are, with their sources."""
        with self._dialect.reading() as reader:
            return reading.events(reader, numbers, whole=True)

    def claims_at(self, addresses: Sequence[str]) -> dict[str, set[tuple[int, str]]]:
        """Of each address that leads somewhere, the claims there: where the sentence begins, and the title."""
        with self._dialect.reading() as reader:
            return reading.claims_at(reader, addresses)

    def answering(self, statement: str, values: Mapping[str, object]) -> AbstractContextManager[Answer]:
        """The answer to a statement in SQL, with values named ``:so``; it can only read, whatever it says.

        Raises:
            BadStatement: If the database does not understand it, or it would do more than read.
        """
        from timeline.store.raw import checked

        return self._dialect.answering(checked(statement, values), values)

    def names(self, part: str = "") -> list[Entity]:
        """Everyone one of whose names has all words of ``part``, or everyone; those of most events first.

        Raises:
            NothingToLookFor: If there is no letter or digit in it.
        """
        with self._dialect.reading() as reader:
            return reading.names(reader, part)

    def join_names(self, one: str, other: str, *, kind: str = "", why: str = "", at: int) -> NameDecision:
        """Let the second name stand for what the first does, now and in whatever is read later."""
        from timeline.store.decisions import join

        with self._dialect.writing() as connection:
            return join(connection, self._dialect, (one, other), kind, why, at)

    def part_name(self, name: str, *, kind: str = "", why: str = "", at: int) -> NameDecision:
        """Let a name stand for something of its own, now and in whatever is read later."""
        from timeline.store.decisions import part

        with self._dialect.writing() as connection:
            return part(connection, self._dialect, name, kind, why, at)

    def undo_names(self, *, at: int) -> NameDecision:
        """Take back the last decision on names that stands."""
        from timeline.store.decisions import undo

        with self._dialect.writing() as connection:
            return undo(connection, self._dialect, at)

    @contextmanager
    def deciding(self) -> Iterator["Desk"]:
        """A transaction in which people decide on merging; at its end the events follow. On any error nothing is so."""
        from timeline.store.judgements import Desk

        with self._dialect.writing() as connection:
            desk = Desk(connection, self._dialect, self._merger)
            yield desk
            desk.settle()

    def decisions(self) -> "list[Decision]":
        """Every decision on merging in the order they were made, undone ones too."""
        from timeline.store.reviewing import decisions

        with self._dialect.reading() as reader:
            return decisions(reader)

    def standing(self) -> "list[Decision]":
        """Those of them that stand."""
        from timeline.store.reviewing import standing

        with self._dialect.reading() as reader:
            return standing(reader)

    def name_decisions(self) -> "list[LoggedNames]":
        """Every decision on names in the order they were made, undone ones too."""
        from timeline.store.reviewing import name_decisions

        with self._dialect.reading() as reader:
            return name_decisions(reader)

    def pairs(
        self, wanted: "Callable[[int, int], bool]", limit: int | None, *, merged: bool | None = None
    ) -> "tuple[list[Pair], int]":
        """Pairs that a person may want to look at, and how many more: :func:`timeline.store.reviewing.pairs`."""
        from timeline.store.reviewing import pairs

        with self._dialect.reading() as reader:
            return pairs(reader, wanted, limit, merged=merged)

    @contextmanager
    def changes(self, since: int | None) -> "Iterator[Changes | None]":
        """What changed from a moment on, in seconds since 1970 in UTC, to be read until the block ends.

        Without one it is that of the last ingest which brought a document; ``None`` if there was none.
        """
        from timeline.store.changes import Changes, newest

        with self._dialect.reading() as reader:
            moment = newest(reader) if since is None else since
            yield None if moment is None else Changes(reader, moment)

    def verify(self) -> Iterator[Problem]:
        """Read everything again: hashes, quotes, links, counts, and what the database says of its files."""
        from timeline.store.verify import problems

        with self._dialect.reading() as reader:
            yield from problems(reader, self._dialect)

    def info(self) -> StoreInfo:
        """What the database holds, counted."""
        with self._dialect.reading() as reader:
            dated = f"FROM event WHERE length_class IN ({', '.join(map(str, DATED))})"

            def one(what: str) -> int:
                return int(reader.rows(f"SELECT {what}")[0][0] or 0)

            [(first,)] = reader.rows(f"SELECT min(starts) {dated} AND starts > {OPEN_START}")
            [(last,)] = reader.rows(f"SELECT max(ends) {dated} AND ends < {OPEN_END}")
            return StoreInfo(
                label=self._dialect.label,
                version=migrate.standing(self._dialect, reader.rows, migrate.folder()).version or "",
                documents=one("count(*) FROM document"),
                superseded=one("count(*) FROM document WHERE superseded = 1"),
                mentions=one("count(*) FROM mention"),
                events=one(f"count(*) {dated}"),
                undated=one(f"count(*) FROM event WHERE length_class = {UNDATED}"),
                first_day=None if first is None else iso_day(first // DAY),
                last_day=None if last is None else iso_day((last - 1) // DAY),
                bytes=int(reader.rows(self._dialect.size)[0][0]),
            )

    @property
    def _merger(self) -> "Merger":
        from timeline.store.alone import Alone

        return self._given or Alone()
