"""Who takes part in an event and where it is, out of what its mentions say."""

from collections.abc import Iterable
from typing import Final, NamedTuple

BETWEEN: Final = "; "  # parts names in one column
WHO, WHERE, COUNTRY = range(3)  # the column ``place`` of ``event_entity``


class Part(NamedTuple):
    """One party of a mention: whom its name stands for, the name, and of a place the country's entity, or 0."""

    entity: int
    name: str
    is_place: bool
    country: int


class Cast(NamedTuple):
    """The links of an event, each an entity and what it is to it, and the two columns of names."""

    links: list[tuple[int, int]]
    who: str
    places: str


def cast(parts: Iterable[Part]) -> Cast:
    """Everyone once, under the name that is read first.

    >>> cast([Part(1, "Ann Lee", False, 0), Part(2, "Leeds", True, 9), Part(1, "Lee", False, 0)])
    Cast(links=[(1, 0), (2, 1), (9, 2)], who='Ann Lee', places='Leeds')
    """
    names: dict[tuple[int, int], str] = {}
    countries: dict[tuple[int, int], str] = {}
    for entity, name, is_place, country in parts:
        names.setdefault((entity, WHERE if is_place else WHO), name)
        if country and is_place:
            countries[country, COUNTRY] = ""
    who = dict.fromkeys(name for (_, place), name in names.items() if place == WHO)
    places = dict.fromkeys(name for (_, place), name in names.items() if place == WHERE)
    return Cast([*names, *countries], BETWEEN.join(who), BETWEEN.join(places))
