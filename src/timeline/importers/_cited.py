"""Whom a row cites."""

from collections.abc import Iterable
from typing import NamedTuple

from timeline.values.mention import StandsFor


class Cited(NamedTuple):
    """The names of those cited, as one publisher, and how many they are; ``None`` where nobody is."""

    publisher: str | None
    stands_for: StandsFor | None


def named(text: str) -> list[str]:
    """The names in a cell that parts them by semicolons.

    >>> named("Labour Group (Argentina);  MST: Workers' Movement;")
    ['Labour Group (Argentina)', "MST: Workers' Movement"]
    """
    return [name for part in text.split(";") if (name := " ".join(part.split()))]


def cited(names: Iterable[str], documents: int = 0) -> Cited:
    """Of the names of those cited, perhaps one twice; ``documents`` if more of these are told than there are names.

    A row that cites three papers sums up three reports, and counts as three sources: they are named, and whoever wrote
    the row had read them. That is as far as it goes: whether the three had it from one agency, no table tells.

    >>> cited(["Clarín", " clarín", "Télam"])
    Cited(publisher='Clarín; Télam', stands_for=StandsFor(documents=3, independent=2, claims=3, disputed=False))
    """
    found = [" ".join(name.split()) for name in names if name.strip()]
    if not found:
        return Cited(None, None)
    distinct: dict[str, str] = {}
    for name in found:
        distinct.setdefault(name.casefold().replace("’", "'"), name)
    several = max(documents, len(found))
    stands_for = StandsFor(several, len(distinct), several) if several > 1 else None
    return Cited("; ".join(distinct.values()), stands_for)
