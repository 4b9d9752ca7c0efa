"""Events into a file: all of it or none, and a count of what was left out."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from timeline.errors import CannotWrite
from timeline.exporters.base import EXPORTERS, Exporter, OfRows
from timeline.store import open_store
from timeline.values.event import Event
from timeline.values.export import PLAIN, UNDATED, ExportOptions, ExportReport
from timeline.values.query import EventQuery

T = TypeVar("T")


def export(
    database: str,
    query: EventQuery,
    form: str,
    out: BinaryIO,
    *,
    undated: bool = False,
    count: bool = True,
    options: ExportOptions = PLAIN,
    timeout: float | None = None,
) -> ExportReport:
    """Write the events asked for, with their sources; with ``undated`` the tray follows the dated ones.

    ``query.undated`` asks for the tray alone. What a limit cuts off is not counted as left out; without ``count`` the
    tray is not counted either. After ``timeout`` seconds it is given up.

    Raises:
        GaveUp: If the time is over.
        UnknownName: If there is no such format or column; the message lists those there are.
        TimelineError: If the database cannot be read.
    """
    exporter: Exporter = EXPORTERS.load(form)
    written = 0

    def counted(answer: Iterable[T]) -> Iterator[T]:
        nonlocal written
        for one in answer:
            written += 1
            yield one

    with open_store(database, read_only=True, timeout=timeout) as store:
        if isinstance(exporter, OfRows) and (columns := exporter.columns(options)):
            rows = store.rows(query, columns, undated=undated)
            left_out, token = exporter.write_rows(counted(rows), out, options), rows.token
        else:
            events = store.exported(query, undated=undated)
            left_out, token = exporter.write(counted(events), out, options), events.token
        written -= left_out.total()
        if count and not undated and not query.undated:
            left_out[UNDATED] += store.count(replace(query, undated=True, limit=None, after=""))
        return ExportReport(written, +left_out, token)


def write(events: Iterable[Event], form: str, out: BinaryIO) -> None:
    """Write these events in a format."""
    exporter: Exporter = EXPORTERS.load(form)
    exporter.write(events, out)


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """A new file that takes the place of ``path`` once all of it is written; on any error the old one stays.

    Raises:
        CannotWrite: If the folder or the disk does not allow it.
    """
    target = Path(os.path.realpath(path))  # what a link leads to is replaced, not the link
    if target.exists() and not target.is_file():  # a pipe, or /dev/stdout
        with _explained(path), target.open("wb") as out:
            yield out
        return
    with _explained(path):
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)  # there is none once it has taken its place


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as wrong:
        raise CannotWrite(path, wrong.strerror or str(wrong)) from wrong


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
