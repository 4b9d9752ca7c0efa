"""How each format is written: by its exporter, event by event, or as a database that is a file, row by row.

What a format does with an option, or with what has no time, is not written down anywhere: it is given two events to
write, and asked by what comes of them.
"""

import io
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from importlib import metadata
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol, runtime_checkable

from timeline.errors import MissingExtra, UnknownName
from timeline.exporters.base import EXPORTERS, Exporter, OfRows
from timeline.store.dialects import DATABASES, FILES
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, UNDATED, ExportOptions
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.query import EventQuery
from timeline.values.time import TimeSpan
from timeline.workflow.counted import Counted
from timeline.workflow.formats import names

if TYPE_CHECKING:
    from timeline.store import Store

_SET: Final[dict[str, Any]] = {
    "columns": ("title",),
    "title": "=",
    "excel": True,
    "raw": True,
}  # each otherwise than plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: which events, how, and whom to tell of every few that went by."""

    query: EventQuery
    undated: bool = False
    options: ExportOptions = PLAIN
    tell: Callable[[int], None] = lambda _: None
    target: str | None = None  # the path that it is for, as far as it is for one


@dataclass(frozen=True, slots=True)
class Written:
    """How many events came by, which of them were left out and why, and what asks for the next page."""

    events: int
    left_out: Counter[str]
    token: str


class Form(Protocol):
    """A format, whatever writes it."""

    @property
    def library(self) -> str:
        """What writes it besides this program, with its version; empty if nothing does."""
        ...

    def write(self, store: "Store", wanted: Wanted, out: BinaryIO) -> Written:
        """Write what is wanted; ``out`` is left open."""
        ...

    def unheeded(self, options: ExportOptions) -> list[str]:
        """The names of the options that are set and change nothing in this format."""
        ...

    def takes_undated(self) -> bool:
        """Whether it has room for what has no time."""
        ...

    def sidecar(self, url: str, options: ExportOptions) -> bytes | None:
        """A file that describes the one at ``url``, to stand beside it; ``None`` where the format knows of none."""
        ...


@runtime_checkable
class ByLibrary(Protocol):
    """An exporter that names the library which writes for it, as it is called where it is installed from."""

    library: str


@runtime_checkable
class Described(Protocol):
    """An exporter that can describe what it writes in a second file."""

    def sidecar(self, url: str, options: ExportOptions) -> bytes:
        """The second file."""
        ...


def form(name: str) -> Form:
    """The format of that name.

    Raises:
        UnknownName: If there is none; the message lists those there are.
        MissingExtra: If a library that it wants is not installed.
    """
    if name in FILES:
        return _Rows(name)
    if name not in names():
        raise UnknownName("format", name, names())
    return _Events(EXPORTERS.load(name))


def heeding(option: str) -> list[str]:
    """The formats in which an option changes something; of those that are installed."""
    found = []
    for name in EXPORTERS.names():
        try:
            heeds = not form(name).unheeded(replace(PLAIN, **{option: _SET[option]}))
        except MissingExtra:
            continue
        if heeds:
            found.append(name)
    return found


class _Events:
    """An exporter's format: the events are written one after the other, as they come."""

    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter

    @property
    def library(self) -> str:
        if not isinstance(self._exporter, ByLibrary):
            return ""
        return f"{self._exporter.library} {metadata.version(self._exporter.library)}"

    def write(self, store: "Store", wanted: Wanted, out: BinaryIO) -> Written:
        exporter, options = self._exporter, wanted.options
        if isinstance(exporter, OfRows) and (columns := exporter.columns(options)):
            rows = store.rows(wanted.query, columns, undated=wanted.undated)
            counted_rows = Counted(rows, wanted.tell)
            left_out = exporter.write_rows(counted_rows, out, options)
            return Written(counted_rows.count, left_out, rows.token)
        answer = store.exported(wanted.query, undated=wanted.undated)
        counted = Counted(answer, wanted.tell)
        left_out = exporter.write(counted, out, options)
        return Written(counted.count, left_out, answer.token)

    def unheeded(self, options: ExportOptions) -> list[str]:
        given = [one.name for one in fields(options) if getattr(options, one.name) != getattr(PLAIN, one.name)]
        plain = self._tried(PLAIN)[0] if given else b""
        return [name for name in given if self._tried(replace(PLAIN, **{name: _SET[name]}))[0] == plain]

    def takes_undated(self) -> bool:
        return not self._tried(PLAIN)[1][UNDATED]

    def sidecar(self, url: str, options: ExportOptions) -> bytes | None:
        return self._exporter.sidecar(url, options) if isinstance(self._exporter, Described) else None

    def _tried(self, options: ExportOptions) -> tuple[bytes, Counter[str]]:
        out = io.BytesIO()
        left_out = self._exporter.write(iter([_sample(TimeSpan.of(2019, 5, 3)), _sample(None)]), out, options)
        return out.getvalue(), left_out


class _Rows:
    """A database that is a file: the rows are copied, which the events are made from."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    @property
    def library(self) -> str:
        return str(DATABASES.load(self._kind).library)

    def write(self, store: "Store", wanted: Wanted, out: BinaryIO) -> Written:
        """It is made as a file of its own, checked, and then copied: so it can go anywhere that bytes can."""
        taken = 0

        def tell(events: int) -> None:
            nonlocal taken
            taken += events
            wanted.tell(events)

        with tempfile.TemporaryDirectory(prefix=".timeline-", suffix=".part", dir=_folder(wanted.target)) as folder:
            path, label = os.path.join(folder, "timeline"), wanted.target or "the output"
            token = store.hand_on(wanted.query, self._kind, path, tell, undated=wanted.undated, label=label)
            with open(path, "rb") as made:
                shutil.copyfileobj(made, out, 1 << 20)
        return Written(taken, Counter(), token)

    def unheeded(self, options: ExportOptions) -> list[str]:
        return [one.name for one in fields(options) if getattr(options, one.name) != getattr(PLAIN, one.name)]

    def takes_undated(self) -> bool:
        return True

    def sidecar(self, url: str, options: ExportOptions) -> bytes | None:  # noqa: ARG002
        return None


def _folder(target: str | None) -> str | None:
    """The folder in which a file is replaced; ``None``, for the system's own, where it is none or a pipe."""
    is_file = target is not None and (os.path.isfile(target) or not os.path.exists(target))
    return os.path.dirname(os.path.realpath(target)) if target is not None and is_file else None


def _sample(time: TimeSpan | None) -> Event:
    """An event whose title a spreadsheet would take for a formula."""
    title, basis = "=1", Basis.STATED if time else Basis.UNKNOWN
    said = Mention(TextSpan(0, 2), title, Status.OCCURRED, time, basis)
    source = Source(said, title, title, 1, title, title, (title,), title, title, time, 1, source=1)
    return Event(1, title, Status.OCCURRED, time, basis, (title,), (title,), 1, (source,))
