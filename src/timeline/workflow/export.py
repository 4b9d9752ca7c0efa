"""Events into a file: all of it or none, and a count of what was left out."""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from timeline.errors import CannotWrite
from timeline.exporters.base import EXPORTERS, Exporter
from timeline.store import open_store
from timeline.values.event import Event
from timeline.values.export import PLAIN, UNDATED, ExportOptions, ExportReport, Made
from timeline.values.query import EventQuery
from timeline.workflow.forms import Wanted
from timeline.workflow.forms import form as form_of

_BUFFER: Final = 1 << 20  # bytes


def export(
    database: str,
    query: EventQuery,
    name: str,
    out: BinaryIO,
    *,
    undated: bool = False,
    count: bool = True,
    options: ExportOptions = PLAIN,
    timeout: float | None = None,
    tell: Callable[[int], None] = lambda _: None,
    target: str | None = None,
) -> ExportReport:
    """Write the events asked for, with their sources; with ``undated`` the tray follows the dated ones.

    ``query.undated`` asks for the tray alone. What a limit cuts off is not counted as left out; without ``count`` the
    tray is not counted either. After ``timeout`` seconds it is given up.

    Args:
        name: The format's.
        tell: Is called now and then with the number of events that went by since.
        target: The path that ``out`` is for: what must be a file before it can be written is made in its folder.

    Raises:
        GaveUp: If the time is over.
        UnknownName: If there is no such format or column; the message lists those there are.
        TimelineError: If the database cannot be read.
    """
    form = form_of(name)
    hashed = _Hashed(out)
    with open_store(database, read_only=True, timeout=timeout) as store:
        with hashed.buffered() as file:
            written = form.write(store, Wanted(query, undated, options, tell, target), file)
        left_out = written.left_out
        events = written.events - left_out.total()
        addable = False
        if count and not undated and not query.undated:
            tray = store.count(replace(query, undated=True, limit=None, after=""))
            addable = tray > 0 and form.takes_undated()
            left_out[UNDATED] += tray
        made = Made(store.label, store.version, form.library, hashed.bytes, hashed.sha256)
        return ExportReport(events, +left_out, written.token, addable, made)


def told(report: ExportReport) -> str:
    """How many events were written, and how many were left out and why.

    >>> told(ExportReport(1_118, {"undated": 4, "before the year 1": 2}, addable=True))
    '1,118 events written; 6 left out: 4 undated (--undated adds them), 2 before the year 1'
    """
    return (
        f"{report.written:,} event{'s' * (report.written != 1)} written{'; ' * bool(report.left_out)}{lacking(report)}"
    )


def lacking(report: ExportReport) -> str:
    """How many events were left out and why; empty if none were."""
    reasons = [
        f"{events:,} {why}{' (--undated adds them)' * (why == UNDATED and report.addable)}"
        for why, events in sorted(report.left_out.items(), key=lambda one: (-one[1], one[0]))
    ]
    return f"{sum(report.left_out.values()):,} left out: {', '.join(reasons)}" if reasons else ""


def write(events: Iterable[Event], form: str, out: BinaryIO) -> None:
    """Write these events in a format."""
    exporter: Exporter = EXPORTERS.load(form)
    exporter.write(events, out)


class _Hashed(io.RawIOBase):
    """A file whose bytes are counted and hashed as they go by.

    It cannot be gone back in, as standard output cannot, so that a format which would do so writes the same to both.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._hash = out, hashlib.sha256()
        self.bytes, self._over = 0, False

    @contextmanager
    def buffered(self) -> Iterator[BinaryIO]:
        """The same by way of a buffer, to be written to in the block; what it holds if that fails goes nowhere."""
        buffer = io.BufferedWriter(self, _BUFFER)
        try:
            yield cast(BinaryIO, buffer)
            buffer.flush()
        finally:
            self._over = True

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = len(data)
        if not self._over:
            self._out.write(data)
            self._hash.update(data)
            self.bytes += size
        return size

    def tell(self) -> int:
        return self.bytes


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


def whole(path: str, content: bytes) -> None:
    """Write a small file, all of it or none.

    Raises:
        CannotWrite: If the folder or the disk does not allow it.
    """
    with replacing(path) as out:
        out.write(content)


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
