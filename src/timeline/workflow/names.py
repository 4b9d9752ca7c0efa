"""Names over all documents, and what people decide of them."""

from timeline.store import open_store
from timeline.values.names import Entity, NameDecision


def names(database: str, part: str = "") -> list[Entity]:
    """Everyone one of whose names has all words of ``part``, those of most events first; nothing is written.

    Raises:
        TimelineError: If the database cannot be read, or the part holds no word.
    """
    with open_store(database, read_only=True) as store:
        return store.names(part)


def join(database: str, one: str, other: str, *, kind: str = "", why: str = "", at: int) -> NameDecision:
    """Let two names be one, under the first; ``at`` is the moment, in seconds since 1970 UTC.

    Raises:
        TimelineError: If a name is not there, stands for several, or the two are one already.
    """
    with open_store(database) as store:
        return store.join_names(one, other, kind=kind, why=why, at=at)


def part(database: str, name: str, *, kind: str = "", why: str = "", at: int) -> NameDecision:
    """Let a name stand for something of its own.

    Raises:
        TimelineError: If it is not there, is written so in several kinds, or stands alone already.
    """
    with open_store(database) as store:
        return store.part_name(name, kind=kind, why=why, at=at)


def undo(database: str, *, at: int) -> NameDecision:
    """Take back the last decision that stands.

    Raises:
        NothingToDecide: If there is none.
    """
    with open_store(database) as store:
        return store.undo_names(at=at)
