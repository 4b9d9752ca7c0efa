"""What an ingest did, counted."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.values.problem import Problem
from timeline.values.record import Layout


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Counts of documents and what came of them; ``read`` is the sum of new, known and changed.

    ``uncompared`` counts the mentions in the whole timeline that an older program stored and did not compare.
    """

    new: int = 0
    known: int = 0
    changed: int = 0
    skipped: int = 0
    mentions: int = 0
    undated: int = 0
    problems: tuple[Problem, ...] = ()
    uncompared: int = 0

    @property
    def read(self) -> int:
        """How many documents were read and are in the timeline now."""
        return self.new + self.known + self.changed


class Outcome(StrEnum):
    """What became of one document that was handed to the store."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"  # its address led to other text before; that text has given way to this one


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a database holds. Days are ISO text, ``None`` where nothing is dated."""

    label: str  # the database's address, without a password
    version: str  # of the schema
    documents: int
    superseded: int  # of those documents, how many have given way to newer text
    mentions: int
    events: int  # in the timeline: dated
    undated: int
    first_day: str | None
    last_day: str | None
    bytes: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do, counted in rows.

    ``layouts`` say how each file was understood. ``problems`` are the first of them all; of their rest only the number
    is kept, ``more``. A row that is refused is one of them.
    """

    created: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    layouts: tuple[Layout, ...] = ()
    problems: tuple[Problem, ...] = ()
    more: int = 0

    @property
    def rows(self) -> int:
        """How many rows were understood."""
        return self.created + self.changed + self.known
