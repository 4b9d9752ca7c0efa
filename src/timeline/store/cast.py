"""Who takes part in an event and where it is, out of what its mentions say.

Whoever is only named beside ("asked him to persuade Ann Lee") is no part of the event; its mention keeps him.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

BETWEEN: Final = "; "  # parts names in one column
WHO, WHERE, COUNTRY = range(3)  # the column ``place`` of ``event_entity``


_PLACE: Final = "place"
_TAKE_PART: Final = ("agent", "patient")  # the roles of those who do


class Part(NamedTuple):
    """One party of a mention: whom its name stands for, the name, its role, of a place its country's entity, else 0."""

    entity: int
    name: str
    role: str
    country: int


class Cast(NamedTuple):
    """The links of an event, each an entity and what it is to it, and the two columns of names."""

    links: list[tuple[int, int]]
    who: str
    places: str


def cast(parts: Iterable[Part]) -> Cast:
    """Everyone once, under the name that is read first.

    >>> cast([Part(1, "Ann Lee", "agent", 0), Part(2, "Leeds", "place", 9), Part(1, "Lee", "patient", 0)])
    Cast(links=[(1, 0), (2, 1), (9, 2)], who='Ann Lee', places='Leeds')
    """
    names: dict[tuple[int, int], str] = {}
    countries: dict[tuple[int, int], str] = {}
    for entity, name, role, country in parts:
        if role == _PLACE:
            names.setdefault((entity, WHERE), name)
            if country:
                countries[country, COUNTRY] = ""
        elif role in _TAKE_PART:
            names.setdefault((entity, WHO), name)
    who = dict.fromkeys(name for (_, place), name in names.items() if place == WHO)
    places = dict.fromkeys(name for (_, place), name in names.items() if place == WHERE)
    return Cast([*names, *countries], BETWEEN.join(who), BETWEEN.join(places))
