"""Names over all documents: whom they stand for, and what people decided of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as documents write it. ``why`` it stands where it does: new, same name, person's word."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something, under all its names, in the order they were first read."""

    number: int
    name: str
    kind: str
    aliases: tuple[Alias, ...]
    events: int  # in the timeline or its tray


@dataclass(frozen=True, slots=True)
class NameDecision:
    """What a person decided: that the names ``moved`` now stand for what ``name`` does, or the other way round."""

    decision: str  # join, part
    moved: tuple[str, ...]
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class LoggedNames:
    """A decision on names as the log keeps it: ``one`` was joined to ``other``, or parted from it."""

    number: int  # among decisions on names
    decision: str  # join, part
    one: str
    other: str
    why: str
    at: int  # seconds since 1970 in UTC
    undone_at: int | None = None
