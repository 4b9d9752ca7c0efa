"""Events counted by what they have: statements of the keys of some events, or without keys of all that are dated.

Of all of them, each table is read from end to end in its own order, which takes a tenth of what it takes to look up one
event after the other in the timeline's order.
"""

from typing import Final, NamedTuple

from timeline.store.cast import COUNTRY, WHERE, WHO
from timeline.store.spans import UNDATED
from timeline.values.tally import By

_PLACES: Final = {By.WHO: WHO, By.WHERE: WHERE, By.COUNTRY: COUNTRY}
_EMPTY: Final = {By.WHO: "who = ''", By.WHERE: "places = ''"}  # what an event's row says where it names none
_DATED: Final = f"+e.length_class < {UNDATED}"  # the plus: an index would lead to each row by itself
_STANDS: Final = "m.superseded = 0 AND d.publisher <> ''"


class Groups(NamedTuple):
    """``each`` has a row ``name, events, first`` for every name; ``none`` counts the events that have no name."""

    each: str
    none: str


def by_fact(by: By, keys: str | None) -> str:
    """Something that each event has one of, and how many have it."""
    if keys is None:
        return f"SELECT {by.value}, count(*) FROM event e WHERE {_DATED} GROUP BY {by.value}"
    if by is By.GRAIN:
        return f"SELECT grain, count(*) FROM ({keys}) k GROUP BY grain"
    column = f"e.{by.value}"
    return f"SELECT {column}, count(*) FROM ({keys}) k JOIN event e ON e.number = k.number GROUP BY {column}"


def by_name(by: By, keys: str | None) -> Groups:
    """Something that an event may have several of, or none; it counts for each."""
    return _publishers(keys) if by is By.PUBLISHER else _entities(by, keys)


def _entities(by: By, keys: str | None) -> Groups:
    place = f"l.place = {_PLACES[by]}"
    source = f"event_entity l WHERE {place} AND l.length_class < {UNDATED}"
    if keys is not None:
        source = f"({keys}) k JOIN event_entity l ON l.event = k.number AND {place}"
    counted = f"SELECT l.entity, count(*) AS events FROM {source} GROUP BY l.entity"
    each = f"SELECT e.name, g.events, e.id AS first FROM ({counted}) g JOIN entity e ON e.id = g.entity"
    if keys is None and by in _EMPTY:
        return Groups(each, f"SELECT count(*) FROM event e WHERE {_DATED} AND {_EMPTY[by]}")
    some = f"({keys}) e" if keys is not None else "event e"
    linked = f"EXISTS (SELECT 1 FROM event_entity l WHERE l.event = e.number AND {place})"
    dated = f"{_DATED} AND " if keys is None else ""
    return Groups(each, f"SELECT count(*) FROM {some} WHERE {dated}NOT {linked}")


def _publishers(keys: str | None) -> Groups:
    telling = "JOIN mention m ON m.id = em.mention JOIN document d ON d.id = m.document"
    if keys is None:
        told = f"event_mention em {telling} JOIN event e ON e.number = em.event WHERE {_DATED} AND {_STANDS}"
        every = f"event e WHERE {_DATED}"
    else:
        told = f"({keys}) k JOIN event_mention em ON em.event = k.number {telling} WHERE {_STANDS}"
        every = f"({keys}) k"
    counted = "count(DISTINCT em.event)"
    each = f"SELECT d.publisher AS name, {counted} AS events, min(d.id) AS first FROM {told} GROUP BY d.publisher"
    return Groups(each, f"SELECT (SELECT count(*) FROM {every}) - (SELECT {counted} FROM {told})")
