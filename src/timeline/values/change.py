"""What changed in a timeline since a moment, as values.

A change is read as: what stood then (``was``) gives way to what stands now (``now``). Taking away the one and putting
in the other, for every change, turns the events of then into those of now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of an event."""

    NEW = "new"  # it did not stand then
    CHANGED = "changed"  # its date, title, status or number of documents is another
    MERGED = "merged"  # its claims are of another event now
    GONE = "gone"  # nothing says it any more


@dataclass(frozen=True, slots=True)
class State:
    """What an event shows at a moment: of it this much is kept."""

    number: int
    edtf: str | None  # None: undated
    title: str
    status: str
    documents: int


@dataclass(frozen=True, slots=True)
class Change:
    """One event then and now.

    Of a changed one the numbers differ where the claim it was called by is no longer made, and others go on with it.
    ``other`` is the event that it was merged into, or that a new one was parted from.
    """

    kind: ChangeKind
    was: State | None
    now: State | None
    other: int | None = None

    @property
    def number(self) -> int:
        """The event's number now, or the one it had."""
        state = self.now or self.was
        return state.number if state else 0

    def differences(self) -> Iterator[tuple[str, object, object]]:
        """What differs between then and now: its name, what it was, what it is."""
        if self.was and self.now:
            for name, field in _FIELDS:
                was, now = getattr(self.was, field), getattr(self.now, field)
                if was != now:
                    yield name, was, now


_FIELDS = (("number", "number"), ("date", "edtf"), ("title", "title"), ("status", "status"), ("documents", "documents"))


@dataclass(frozen=True, slots=True)
class Correction:
    """An article whose text gave way to a newer one at the same address.

    ``was`` and ``now`` are numbers of documents; claims are named by their numbers, which they keep where the new text
    makes them in the same words. ``events`` are those that hold what was added, and those called by what was dropped.
    """

    address: str
    title: str | None
    was: int
    now: int
    dropped: tuple[int, ...]
    added: tuple[int, ...]
    kept: int
    events: tuple[int, ...]
