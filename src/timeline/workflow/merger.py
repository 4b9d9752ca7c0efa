"""How mentions become events: where what compares, groups and fuses them meets what keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from timeline.errors import OtherFormat
from timeline.events import judgements
from timeline.events.fusing import fuse
from timeline.events.likeness import BEGINNING, Facts, compare, read
from timeline.events.merging import cross, update
from timeline.events.named import is_named, linked
from timeline.values.claim import Claim, Fused
from timeline.values.evidence import Evidence, Index, Link


class Merging:
    """The merger (:class:`timeline.store.merging.Merger`) of all that writes."""

    comparable = BEGINNING

    def update(self, index: Index, added: Collection[int], removed: Mapping[int, Evidence]) -> set[int]:
        """Link mentions; see :func:`timeline.events.merging.update`."""
        return update(index, added, removed, _compared)

    def groups(
        self,
        members: Collection[int],
        links: Sequence[tuple[int, int, float]],
        same: Sequence[tuple[int, int]],
        different: Sequence[tuple[int, int]],
    ) -> Iterable[Sequence[int]]:
        """The mentions by the event; see :func:`timeline.events.judgements.groups`."""
        return judgements.groups(members, links, same, different)

    def cross(self, mentions: Mapping[int, Evidence]) -> Sequence[tuple[int, int, Link]]:
        """Further links among mentions; see :func:`timeline.events.merging.cross`."""
        return cross(mentions, _compared)

    def fuse(self, claims: Sequence[Claim]) -> Fused:
        """What an event's claims say together; see :func:`timeline.events.fusing.fuse`."""
        return fuse(claims)


def _compared(one: Evidence, other: Evidence) -> Link | None:
    if is_named(one) or is_named(other):
        return linked(one, other) if is_named(one) and is_named(other) else None
    a, b = _read(one.facts), _read(other.facts)
    return compare(a, b) if a and b else None


@lru_cache(maxsize=16_384)  # the same are compared again and again
def _read(facts: str) -> Facts | None:
    """``None`` of what a program of another version wrote, which nothing can be compared with."""
    try:
        return read(facts)
    except OtherFormat:
        return None
