"""What an ingest did, counted."""

from dataclasses import dataclass

from timeline.values.problem import Problem


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Counts of documents and what came of them; ``read`` is the sum of new, known and changed."""

    new: int = 0
    known: int = 0
    changed: int = 0
    skipped: int = 0
    mentions: int = 0
    undated: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def read(self) -> int:
        """How many documents were read and are in the timeline now."""
        return self.new + self.known + self.changed
