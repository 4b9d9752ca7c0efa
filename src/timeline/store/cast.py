"""Who takes part in an event and where it is, out of what its mentions say.

Whoever is only named beside ("asked him to persuade Ann Lee") is no part of the event; its mention keeps him.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
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


def cast(told: Sequence[Sequence[Part]]) -> Cast:
    """Everyone once, out of the parts of each mention: those of most mentions first, else as they are read.

    In the columns stands whom enough of the mentions name (:func:`_enough`); the links are of all.

    >>> cast([[Part(1, "Ann Lee", "agent", 0), Part(2, "Leeds", "place", 9), Part(1, "Lee", "patient", 0)]])
    Cast(links=[(1, 0), (2, 1), (9, 2)], who='Ann Lee', places='Leeds')
    """
    if len(told) == 1:
        return _of_one(told[0])
    names: dict[tuple[int, int], str] = {}
    countries: dict[tuple[int, int], str] = {}
    counts = Counter[tuple[int, int]]()
    for parts in told:
        here: dict[tuple[int, int], str] = {}
        for entity, name, role, country in parts:
            if role in _TAKE_PART:
                here.setdefault((entity, WHO), name)
            elif role == _PLACE:
                here.setdefault((entity, WHERE), name)
                if country:
                    countries[country, COUNTRY] = ""
        counts.update(here.keys())
        for one, name in here.items():
            names.setdefault(one, name)
    names = dict(sorted(names.items(), key=lambda one: -counts[one[0]]))
    return Cast([*names, *countries], *(_column(names, counts, what, len(told)) for what in (WHO, WHERE)))


def _of_one(parts: Sequence[Part]) -> Cast:
    """The same of one mention, as most events have."""
    links: dict[tuple[int, int], None] = {}
    countries: dict[tuple[int, int], None] = {}
    who: dict[str, None] = {}
    places: dict[str, None] = {}
    for entity, name, role, country in parts:
        link, names = ((entity, WHO), who) if role in _TAKE_PART else ((entity, WHERE), places)
        if role in _TAKE_PART or role == _PLACE:
            if link not in links:
                links[link] = names[name] = None
            if country and role == _PLACE:
                countries[country, COUNTRY] = None
    return Cast([*links, *countries], BETWEEN.join(who), BETWEEN.join(places))


def _column(names: Mapping[tuple[int, int], str], counts: Mapping[tuple[int, int], int], what: int, told: int) -> str:
    some = [(counts[one], name) for one, name in names.items() if one[1] == what]
    least = min(_enough(told), max((count for count, _ in some), default=0))
    return BETWEEN.join(dict.fromkeys(name for count, name in some if count >= least))


def _enough(told: int) -> int:
    """How many of so many mentions must name someone who is to stand in an event's line: a fifth of them.

    >>> [_enough(n) for n in (1, 3, 6, 100)]
    [1, 1, 2, 20]
    """
    return max(1, -(-told // 5))
