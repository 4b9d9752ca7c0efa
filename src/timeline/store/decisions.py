"""What people decide of names: two are one, or one is another's. The last decision that stands can be undone.

An alias begins with the entity that the rule gave it to (``first_entity``), or, once it has been parted, with an entity
of its own; from there every joining that stands leads on. So whatever is undone, and whatever is read later, is worked
out anew from the decisions, and mentions are never changed: they keep their alias.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, delete, or_, select, update

from timeline.errors import AmbiguousName, NoSuchName, NothingToDecide
from timeline.store.cast import Part, cast
from timeline.store.dialects.base import Dialect
from timeline.store.names import NEW, PERSON, SAME_NAME, joined, next_number
from timeline.store.naming import COUNTRY, match_key
from timeline.store.parts import in_parts
from timeline.store.tables import alias, entity, event, event_entity, event_mention, mention_entity, name_decision
from timeline.values.names import NameDecision


class _Alias(NamedTuple):
    id: int
    kind: str
    name: str
    entity: int


def join(
    connection: Connection, dialect: Dialect, names: tuple[str, str], kind: str, why: str, at: int
) -> NameDecision:
    """Let the second name's entity be the first's, with all its names.

    Raises:
        NoSuchName: If one of them is not there.
        AmbiguousName: If one stands for several.
        NothingToDecide: If they are one already.
    """
    one, other = (_whom(connection, name, kind) for name in names)
    if one.entity == other.entity:
        raise NothingToDecide(f"'{one.name}' and '{other.name}' are one already")
    _decide(connection, "join", None, other.entity, one.entity, why, at)
    moved = _settle(connection, dialect, {other.entity})
    return NameDecision("join", moved, one.name, why)


def part(connection: Connection, dialect: Dialect, name: str, kind: str, why: str, at: int) -> NameDecision:
    """Take one name out of its entity into one of its own.

    Raises:
        NoSuchName: If it is not there.
        AmbiguousName: If there are several so written; each is a name of its own.
        NothingToDecide: If it stands alone already.
    """
    found = _aliases(connection, name, kind)
    if len(found) > 1:
        raise AmbiguousName(name, [f"{a.kind} {a.name}" for a in found])
    [one] = found
    others = select(alias.c.name).where(alias.c.entity == one.entity, alias.c.id != one.id).order_by(alias.c.id)
    rest = connection.execute(others).scalars().first()
    if rest is None:
        raise NothingToDecide(f"'{one.name}' stands alone already")
    own = next_number(connection, entity.c.id)
    dialect.insert(connection, entity, [(own, one.kind, one.name)])
    _decide(connection, "part", one.id, one.entity, own, why, at)
    return NameDecision("part", _settle(connection, dialect, {one.entity}), rest, why)


def undo(connection: Connection, dialect: Dialect, at: int) -> NameDecision:
    """Take back the last decision that stands; it stays in its table as undone.

    Raises:
        NothingToDecide: If none stands.
    """
    last = select(name_decision).where(name_decision.c.undone_at.is_(None)).order_by(name_decision.c.id.desc()).limit(1)
    found = connection.execute(last).first()
    if found is None:
        raise NothingToDecide("no decision on names is left to be undone")
    connection.execute(update(name_decision).where(name_decision.c.id == found.id).values(undone_at=at))
    moved = _settle(connection, dialect, {found.to_entity})
    stays = found.to_entity if found.decision == "join" else found.from_entity
    name = connection.execute(select(entity.c.name).where(entity.c.id == stays)).scalar_one()
    return NameDecision(found.decision, moved, name, found.why)


def _decide(connection: Connection, what: str, number: int | None, start: int, to: int, why: str, at: int) -> None:
    row = {"decision": what, "alias": number, "from_entity": start, "to_entity": to, "why": why, "decided_at": at}
    connection.execute(name_decision.insert().values(id=next_number(connection, name_decision.c.id), **row))


def _whom(connection: Connection, name: str, kind: str) -> _Alias:
    """The first alias so written, whose entity must be the only one."""
    found = _aliases(connection, name, kind)
    if len({a.entity for a in found}) > 1:
        raise AmbiguousName(name, [f"{a.kind} {a.name}" for a in found])
    return found[0]


def _aliases(connection: Connection, name: str, kind: str) -> list[_Alias]:
    """Those written just so; if none, those that the rule takes for the same."""
    stored = select(alias.c.id, alias.c.kind, alias.c.name, alias.c.entity).where(alias.c.kind != COUNTRY)
    if kind:
        stored = stored.where(alias.c.kind == kind)

    def rows(which: ColumnElement[bool]) -> list[_Alias]:
        return [_Alias(*row) for row in connection.execute(stored.where(which).order_by(alias.c.id))]

    if found := rows(alias.c.name == name):
        return found
    kinds = connection.execute(select(alias.c.kind).distinct()).scalars().all()
    same = or_(*(and_(alias.c.kind == k, alias.c.key == match_key(name, k)) for k in sorted(kinds)))
    if kinds and (found := rows(same)):
        return found
    raise NoSuchName(name)


def _settle(connection: Connection, dialect: Dialect, touched: set[int]) -> tuple[str, ...]:
    """Work out anew whom the names of those entities stand for, and return the names that have moved."""
    own = select(name_decision.c.alias, name_decision.c.to_entity).where(
        name_decision.c.decision == "part", name_decision.c.undone_at.is_(None)
    )
    parted = {row.alias: row.to_entity for row in connection.execute(own.order_by(name_decision.c.id))}
    led = joined(connection)
    stored = select(alias.c.id, alias.c.name, alias.c.entity, alias.c.first_entity)
    rows = connection.execute(stored.where(alias.c.entity.in_(touched)).order_by(alias.c.id)).all()
    moved, names = [], []
    for row in rows:
        now = led.now(parted.get(row.id, row.first_entity))
        if now != row.entity:
            first = row.id == _first_of(connection, row.first_entity)
            why = PERSON if row.id in parted or now != row.first_entity else NEW if first else SAME_NAME
            moved.append({"moved": row.id, "now": now, "because": why})
            names.append(row.name)
    if moved:
        there: BindParameter[int] = bindparam("moved")
        to: BindParameter[int] = bindparam("now")
        connection.execute(update(alias).where(alias.c.id == there).values(entity=to, why=bindparam("because")), moved)
        parties = update(mention_entity).where(mention_entity.c.alias == there).values(entity=to)
        connection.execute(parties, [{"moved": one["moved"], "now": one["now"]} for one in moved])
        _rename(connection, touched | {one["now"] for one in moved}, parted)
        _relink(connection, dialect, [one["moved"] for one in moved])
    return tuple(names)


def _first_of(connection: Connection, number: int) -> int | None:
    first = select(alias.c.id).where(alias.c.first_entity == number).order_by(alias.c.id).limit(1)
    return connection.execute(first).scalar()


def _rename(connection: Connection, touched: Iterable[int], parted: dict[int, int]) -> None:
    """An entity has the name of the first of those that were its own from the beginning, else of the first it has."""
    for number in sorted(touched):
        stored = select(alias.c.id, alias.c.name, alias.c.first_entity).where(alias.c.entity == number)
        has = connection.execute(stored).all()
        if has:
            first = min(has, key=lambda row: (parted.get(row.id, row.first_entity) != number, row.id))
            connection.execute(update(entity).where(entity.c.id == number).values(name=first.name))


def _relink(connection: Connection, dialect: Dialect, moved: Sequence[int]) -> None:
    """Make the links and the names of the events anew in which those aliases take part."""
    codes = select(alias.c.name, alias.c.entity).where(alias.c.kind == COUNTRY)
    countries = {row.name: row.entity for row in connection.execute(codes)}
    mentions = select(mention_entity.c.mention).where(mention_entity.c.alias.in_(moved))
    telling = select(event_mention.c.event).where(event_mention.c.mention.in_(mentions)).distinct()
    for some in in_parts(connection.execute(telling).scalars().all()):
        parts: dict[int, dict[int, list[Part]]] = {number: {} for number in some}
        stored = (
            select(event_mention.c.event, event_mention.c.mention, mention_entity.c.entity, alias.c.name)
            .add_columns(mention_entity.c.role, mention_entity.c.country)
            .join(mention_entity, mention_entity.c.mention == event_mention.c.mention)
            .join(alias, alias.c.id == mention_entity.c.alias)
            .where(event_mention.c.event.in_(some))
            .order_by(event_mention.c.event, event_mention.c.mention, mention_entity.c.position)
        )
        for number, one, who, name, role, country in connection.execute(stored):
            parts[number].setdefault(one, []).append(Part(who, name, role, countries.get(country, 0)))
        order = select(event.c.number, event.c.length_class, event.c.starts, event.c.ends, event.c.grain)
        links, columns = list[tuple[Any, ...]](), []
        for number, *where in connection.execute(order.where(event.c.number.in_(some)).order_by(event.c.number)):
            playing = cast([*parts[number].values()])
            links += [(number, n, who, place, *where) for n, (who, place) in enumerate(playing.links)]
            columns.append({"happening": number, "whoever": playing.who, "wherever": playing.places})
        connection.execute(delete(event_entity).where(event_entity.c.event.in_(some)))
        dialect.insert(connection, event_entity, links)
        named = update(event).where(event.c.number == bindparam("happening"))
        connection.execute(named.values(who=bindparam("whoever"), places=bindparam("wherever")), columns)
