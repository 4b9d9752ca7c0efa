"""Everything that is stored, read again."""

from collections.abc import Iterator

from timeline.store import open_store
from timeline.values.problem import Problem


def verify(database: str) -> Iterator[Problem]:
    """What is wrong in the timeline: hashes, quotes, links, counts. Nothing is what it should be."""
    with open_store(database, read_only=True) as store:
        yield from store.verify()
