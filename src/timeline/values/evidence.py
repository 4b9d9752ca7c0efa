"""What merging looks at of a mention, and what it finds between two."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is kept of a mention to compare it by; made once, from the mention and its document alone.

    Attributes:
        rank: The mention's place in the one order of all mentions, the most telling first, as text that sorts; no two
            mentions have the same. A mention can only join one of a lower rank.
        keys: Signed 64-bit numbers; only mentions that share one are ever compared.
        facts: What is compared, as JSON.
    """

    rank: str
    keys: tuple[int, ...]
    facts: str


@dataclass(frozen=True, slots=True)
class Link:
    """How likely two mentions tell of one happening: from :data:`SAME` on they are taken to, and why."""

    score: float  # 0 to 1
    reason: str  # "same day, both name Port Authority, wording 0.71"


class Best(NamedTuple):
    """The mention that another is most like; ``None`` where none is like it at all."""

    mention: int | None
    score: float
    reason: str


NOBODY: Final = Best(None, 0.0, "")
NAMED: Final = "[0,"  # what facts begin with that say by name whom a mention is like, whatever the version
SAME = 0.5  # the least score of two mentions of one happening
CLOSE = 0.3  # the least score of two that a person may want to look at


class Index(Protocol):
    """What is kept of the mentions that stand."""

    def evidence(self, mentions: Collection[int]) -> Mapping[int, Evidence]:
        """What each of them is compared by."""
        ...

    def best(self, mentions: Collection[int]) -> Mapping[int, Best]:
        """Whom each of them is linked to; not of those that are just being added."""
        ...

    def linked_to(self, mentions: Collection[int]) -> Collection[int]:
        """The mentions whose best is one of these."""
        ...

    def holders(self, keys: Collection[int], *, front: bool) -> Mapping[int, Collection[int]]:
        """The mentions that have each key, in its front or behind it; a key that nobody has is left out."""
        ...

    def move(self, entering: Iterable[tuple[int, int]], leaving: Iterable[tuple[int, int]]) -> None:
        """Put mentions into the fronts of keys, or out of them: pairs of key and mention."""
        ...

    def link(self, best: Mapping[int, Best]) -> None:
        """Keep whom these mentions are linked to from now on."""
        ...
