"""What merging looks at of a mention, and what it finds between two."""

from dataclasses import dataclass


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


SAME = 0.5  # the least score of two mentions of one happening
CLOSE = 0.3  # the least score of two that a person may want to look at
