"""What events were before they changed, kept in the transaction that changes them; ``changes`` reads it.

A row of ``event_change`` is an event as it stood before a transaction in which what it shows changed, or in which its
number went: ``led_to`` is then the event that goes on with its own claim, or else with most of its others; empty if
none of its claims stands any more. Where an event comes to stand out of claims that were known before, because it was
parted from another or its document stands again, nothing stood: the row has no documents, and ``led_to`` is the event
that it was parted from. What comes with a new document needs no row: its claim's number says when it came.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from timeline.store.dialects.base import Dialect
from timeline.store.names import next_number
from timeline.store.parts import in_parts
from timeline.store.tables import event, event_change

SHOWN: Final = ("edtf", "title", "status", "documents")  # what of an event is watched
_COLUMNS = ", ".join(SHOWN)
_PLACES = [event.c.keys().index(name) for name in SHOWN]
_NOTHING: Final = (None, "", "", 0)  # of an event that did not stand

Shown = tuple[Any, ...]


class Before(NamedTuple):
    """Events that are about to be made anew: what they show, their mentions, their classes of length and spans."""

    shown: Mapping[int, Shown]
    mentions: Mapping[int, Collection[int]]
    spans: Sequence[tuple[int, int, int]]


def before(connection: Connection, events: Mapping[int, Collection[int]]) -> Before:
    """Those events with their mentions, as they stand."""
    shown: dict[int, Shown] = {}
    spans: list[tuple[int, int, int]] = []
    for some in in_parts(events):
        columns = f"number, length_class, starts, ends, {_COLUMNS}"
        sql = f"SELECT {columns} FROM event WHERE number IN ({', '.join(map(str, some))})"
        for number, length_class, starts, ends, *rest in connection.exec_driver_sql(sql):
            shown[number] = tuple(rest)
            spans.append((length_class, starts, ends))
    return Before(shown, events, spans)


def keep(
    connection: Connection,
    dialect: Dialect,
    at: int,
    was: Before,
    made: Iterable[Sequence[Any]],
    holding: Mapping[int, int],
    fresh: Collection[int],
) -> None:
    """Keep what changed.

    Args:
        made: The rows of the events now.
        holding: Of each of their mentions, the event.
        fresh: The numbers of claims that no one had made before.
    """
    now = {row[0]: tuple(row[place] for place in _PLACES) for row in made}
    changed = {number: number for number, shown in was.shown.items() if now.get(number, shown) != shown}
    heirs = _heirs(connection, was, now.keys(), holding)
    origins = _origins(connection, was, {number for number in now if number not in was.shown and number not in fresh})
    led = {**changed, **heirs, **origins}
    if led:
        first = next_number(connection, event_change.c.id)
        rows = [
            (place, at, number, led[number], *was.shown.get(number, _NOTHING))
            for place, number in enumerate(sorted(led), first)
        ]
        dialect.insert(connection, event_change, rows)


def _heirs(
    connection: Connection, was: Before, now: Collection[int], holding: Mapping[int, int]
) -> dict[int, int | None]:
    """Of each event whose number went, the event that goes on with its claims."""
    gone = [number for number in was.shown if number not in now]
    of = {one: number for number in gone for one in was.mentions[number]}
    own: dict[int, int | None] = dict.fromkeys(gone)
    others: dict[int, Counter[int]] = {}
    for some in in_parts(of):
        sql = (
            "SELECT was.id, was.claim, m.id FROM mention was JOIN mention m ON m.claim = was.claim "
            f"WHERE was.id IN ({', '.join(map(str, some))})"
        )
        for one, claim, bearer in connection.exec_driver_sql(sql):
            heir = holding.get(bearer)
            if heir is not None and claim == of[one]:
                own[claim] = heir
            elif heir is not None:
                others.setdefault(of[one], Counter())[heir] += 1
    for number, counted in others.items():
        if own[number] is None:
            own[number] = max(counted, key=lambda heir: (counted[heir], -heir))
    return own


def _origins(connection: Connection, was: Before, come: Collection[int]) -> dict[int, int | None]:
    """Of each event that comes to stand, the event that had its claim."""
    found: dict[int, int | None] = dict.fromkeys(come)
    if not come:
        return found
    of = {one: number for number, some in was.mentions.items() for one in some}
    for some in in_parts(come):
        sql = f"SELECT claim, id FROM mention WHERE claim IN ({', '.join(map(str, some))}) ORDER BY id"
        for claim, one in connection.exec_driver_sql(sql):
            found[claim] = of.get(one, found[claim])
    return found
