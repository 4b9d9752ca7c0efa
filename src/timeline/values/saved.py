"""A question that is kept to be asked again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A command that asks, with its words as they were written: ``last month`` counts from the day it is asked."""

    name: str
    command: str
    words: tuple[str, ...]
    saved_at: int  # seconds since 1970 in UTC
