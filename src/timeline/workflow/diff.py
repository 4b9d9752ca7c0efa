"""What changed since a moment: events that are new, changed, merged or gone, and articles that were corrected."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, Final

from timeline.errors import UnknownName
from timeline.exporters._json import encoded
from timeline.store import open_store
from timeline.values.change import Change, ChangeKind, Correction, State
from timeline.workflow.rows import FLAT
from timeline.workflow.rows import write as write_rows
from timeline.workflow.wording import printable

FORMATS: Final = (*FLAT, "json", "jsonl")
_WATCHED: Final = ("edtf", "title", "status", "documents")
_COLUMNS: Final = ("change", "event", "other", *(f"{side}_{w}" for w in _WATCHED for side in ("was", "now")), "address")
CORRECTED: Final = "corrected"


@dataclass(frozen=True, slots=True)
class Group:
    """All that changed in one way: how many there are, and the entries, of which a limit may keep some back."""

    name: str
    count: int
    entries: Iterator[Change | Correction]


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from a moment on, in seconds since 1970 in UTC; there is none where nothing was ever ingested."""

    since: int | None
    groups: Iterator[Group]


@contextmanager
def diff(database: str, since: int | None, limit: int | None = None) -> Iterator[Diff]:
    """What changed since then, to be read until the block ends; without a moment, since just before the last ingest.

    Args:
        since: In seconds since 1970 in UTC; what happened in that second is told of.
        limit: The most entries of each group.

    Raises:
        TimelineError: If the database cannot be read.
    """
    with open_store(database, read_only=True) as store, store.changes(since) as changes:
        if changes is None:
            yield Diff(None, iter(()))
            return

        def groups() -> Iterator[Group]:
            for kind in ChangeKind:
                yield Group(kind.value, changes.count(kind), changes.changes(kind, limit))
            yield Group(CORRECTED, changes.corrected(), changes.corrections(limit))

        yield Diff(changes.since, groups())


def lines(entry: Change | Correction) -> Iterator[str]:
    """An entry as people read it: the first line says what it is of, others what differs."""
    if isinstance(entry, Correction):
        counts = f"{len(entry.dropped)} dropped, {len(entry.added)} added, {entry.kept} kept"
        yield f"{printable(entry.title or '')}  {printable(entry.address)}".strip()
        events = f"; events {', '.join(map(str, entry.events))}" if entry.events else ""
        yield f"claims: {counts}{events}"
        return
    state = entry.now or entry.was
    if state is None:
        return
    head = f"{state.number:>6} {_shown(state)}"
    if entry.kind is ChangeKind.MERGED:
        head = f"{state.number:>6} → {entry.other}  {_shown(state)}"
    elif entry.other is not None:
        head += f" (parted from {entry.other})"
    yield head
    for what, was, now in entry.differences():
        yield f"{what}: {_said(was)} → {_said(now)}"


def _shown(state: State) -> str:
    status = "" if state.status == "occurred" else f"{state.status}: "
    return f"{state.edtf or 'undated'}  {status}{printable(state.title)}"


def _said(value: object) -> str:
    return "undated" if value is None else printable(str(value))


def write(found: Diff, form: str, out: BinaryIO) -> dict[str, int]:
    """Write all of it in a format; how many entries of each group were kept back.

    JSON is one object: ``since``, and for each group its ``count`` and ``entries``. JSON Lines are the entries, each
    with the ``change`` that it is. Where there are only rows, each entry is one: ``other`` is the event that it was
    merged into or parted from.

    Raises:
        UnknownName: If there is no such format; the message lists those there are.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, ["table", *FORMATS])
    held: dict[str, int] = {}
    if form in FLAT:
        write_rows(_COLUMNS, _rows(found, held), form, out)
        return held
    whole = form == "json"
    if whole:
        out.write(b'{"since": ' + encoded(None if found.since is None else moment(found.since)))
    for group in found.groups:
        shown = 0
        if whole:
            out.write(b',\n"%b": {"count": %d, "entries": [' % (group.name.encode(), group.count))
        for shown, entry in enumerate(group.entries, 1):
            if whole:
                out.write((b"\n" if shown == 1 else b",\n") + encoded(record(entry)))
            else:
                out.write(encoded({"change": group.name, **record(entry)}) + b"\n")
        if whole:
            out.write(b"]}")
        held[group.name] = group.count - shown
    if whole:
        out.write(b"}\n")
    return held


def _rows(found: Diff, held: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for group in found.groups:
        shown = 0
        for shown, entry in enumerate(group.entries, 1):  # noqa: B007 - counted for what is kept back
            if isinstance(entry, Correction):
                title = ("", entry.title)  # of an article only the title that it has now is shown
                yield group.name, "", "", "", "", *title, "", "", "", "", entry.address
                continue
            was, now = (asdict(state) if state else {} for state in (entry.was, entry.now))
            sides = (side.get(what, "") for what in _WATCHED for side in (was, now))
            yield group.name, entry.number, entry.other, *sides, ""
        held[group.name] = group.count - shown


def record(entry: Change | Correction) -> dict[str, Any]:
    """An entry as JSON has it."""
    if isinstance(entry, Correction):
        return asdict(entry)
    states = {name: asdict(state) if state else None for name, state in (("was", entry.was), ("now", entry.now))}
    other = {"into": entry.other} if entry.kind is ChangeKind.MERGED else {}
    parted = {"parted_from": entry.other} if entry.kind is ChangeKind.NEW else {}
    return {"event": entry.number, **states, **other, **parted}


def moment(at: int) -> str:
    """A moment in ISO 8601, in UTC.

    >>> moment(0)
    '1970-01-01T00:00:00Z'
    """
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
