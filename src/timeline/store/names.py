"""The names of a batch: which are stored, whom the new ones stand for, and their numbers."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from timeline.store.naming import COUNTRY, Joined, match_key
from timeline.store.parts import in_parts
from timeline.store.tables import alias, entity, name_decision
from timeline.store.words import words

Name = tuple[str, str]  # name, kind
Rows = dict[str, list[tuple[Any, ...]]]

NEW: Final = "new"
SAME_NAME: Final = "same name"
PERSON: Final = "person's word"


class Names:
    """Names with their alias and the entity it belongs to, those of a batch."""

    def __init__(self, connection: Connection, names: Sequence[Name], rows: Rows) -> None:
        """Find those names, and make rows for new ones, numbered in the order they are read."""
        self._found: dict[Name, tuple[int, int]] = {}
        for some in in_parts({name for name, _ in names}):
            known = select(alias.c.name, alias.c.kind, alias.c.id, alias.c.entity).where(alias.c.name.in_(some))
            for name, kind, number, who in connection.execute(known):
                self._found[name, kind] = number, who
        fresh = [name for name in names if name not in self._found]
        if fresh:
            self._add(connection, fresh, rows)

    def __getitem__(self, name: Name) -> tuple[int, int]:
        return self._found[name]

    def _add(self, connection: Connection, fresh: Iterable[Name], rows: Rows) -> None:
        keys = {name: match_key(*name) for name in fresh}
        firsts = dict[Name, int]()  # key and kind → entity
        first = func.min(alias.c.first_entity)
        for some in in_parts(set(keys.values())):
            same = select(alias.c.key, alias.c.kind, first).where(alias.c.key.in_(some))
            for key, kind, who in connection.execute(same.group_by(alias.c.key, alias.c.kind)):
                firsts[key, kind] = who
        led = joined(connection)
        next_alias, next_entity = next_number(connection, alias.c.id), next_number(connection, entity.c.id)
        for number, ((name, kind), key) in enumerate(keys.items(), next_alias):
            why = SAME_NAME
            if (key, kind) not in firsts:
                why = NEW
                firsts[key, kind] = next_entity
                rows["entity"].append((next_entity, kind, name))
                next_entity += 1
            who = led.now(firsts[key, kind])
            rows["alias"].append(
                (number, kind, name, key, who, firsts[key, kind], why if who == firsts[key, kind] else PERSON)
            )
            if kind != COUNTRY:
                rows["alias_word"].extend((word, number) for word in dict.fromkeys(words(name)))
            self._found[name, kind] = number, who


def joined(connection: Connection) -> Joined:
    """What stands of the decisions to join."""
    steps = select(name_decision.c.from_entity, name_decision.c.to_entity)
    stands = steps.where(name_decision.c.decision == "join", name_decision.c.undone_at.is_(None))
    return Joined((start, to) for start, to in connection.execute(stands.order_by(name_decision.c.id)))


def next_number(connection: Connection, number: Any) -> int:
    """One more than the greatest number in a column."""
    return (connection.execute(select(func.max(number))).scalar() or 0) + 1
