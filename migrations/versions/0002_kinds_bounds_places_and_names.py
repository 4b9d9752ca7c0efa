"""Kinds, bounds and places of what happened, and names that stand for one over all documents.

What is stored already is of the kind ``other``, without bounds or places; each name stands for itself until a later
document or a person joins it with another. Going back forgets kinds, bounds, places and what people decided of names;
every name then stands for itself again.

Revision ID: 0002
Revises: 0001
"""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = 4 * 10**18
FORMS = (
    "inc incorporated corp corporation ltd limited llc llp lp plc co gmbh ag kg kgaa se sa sarl sas spa srl bv nv "
    "ab asa oy oyj as"
)
LEGAL_FORMS = frozenset(FORMS.split())
# Where a database would keep such a table's key beside its rows, the rows are kept in the key instead.
IN_KEY: dict[str, Any] = {"sqlite_with_rowid": False}
VIEW = (
    "CREATE VIEW timeline AS "
    "SELECT number AS event, edtf, earliest, latest, title, who, places, status, basis, documents{} "
    "FROM event WHERE length_class < 11 ORDER BY starts, ends, grain, number"
)
FIRST_PLACE = (
    ", (SELECT {0} FROM event_mention em JOIN mention_entity me ON me.mention = em.mention "
    "WHERE em.event = number AND role = 'place' AND latitude IS NOT NULL ORDER BY me.mention, position LIMIT 1) AS {0}"
)


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=nullable, autoincrement=False)


def text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def later(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def second(name: str, default: int) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text(str(default)))


def leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def upgrade() -> None:
    op.execute("DROP VIEW timeline")
    happenings()
    names()
    parties()
    places = "".join(map(FIRST_PLACE.format, ("country", "latitude", "longitude")))
    op.execute(VIEW.format(f", kind, confidence{places}"))


def happenings() -> None:
    op.add_column("mention", later("kind", "other"))
    op.add_column("mention", later("alleged_by", ""))
    op.add_column("mention", sa.Column("bounds", sa.Text))
    op.add_column("mention", sa.Column("likely", sa.Text))
    op.add_column("event", later("kind", "other"))
    op.add_column("event", sa.Column("confidence", sa.Double, nullable=False, server_default=sa.text("0.5")))
    op.add_column("event", later("alleged_by", ""))
    op.add_column("event", second("bound_starts", -OPEN))
    op.add_column("event", second("bound_ends", OPEN))
    op.add_column("event", sa.Column("bounds", sa.Text))
    op.add_column("event", sa.Column("likely", sa.Text))
    op.execute(
        "UPDATE event SET confidence = (SELECT max(m.confidence) FROM event_mention em "
        "JOIN mention m ON m.id = em.mention WHERE em.event = event.number)"
    )


def names() -> None:
    with op.batch_alter_table("entity") as entity:
        entity.drop_constraint("uq_entity_name_kind", type_="unique")
    op.create_table(
        "alias",
        number("id"),
        *(text(c) for c in ("kind", "name", "key")),
        number("entity"),
        number("first_entity"),
        text("why"),
        sa.PrimaryKeyConstraint("id", name="pk_alias"),
        sa.UniqueConstraint("name", "kind", name="uq_alias_name_kind"),
        leads("alias", "entity", "entity"),
        leads("alias", "first_entity", "entity"),
    )
    op.create_index("ix_alias_key_kind", "alias", ["key", "kind"])
    op.create_index("ix_alias_entity", "alias", ["entity"])
    op.create_table(
        "alias_word",
        text("word"),
        number("alias"),
        sa.PrimaryKeyConstraint("word", "alias", name="pk_alias_word"),
        leads("alias_word", "alias", "alias"),
        **IN_KEY,
    )
    op.create_table(
        "name_decision",
        number("id"),
        text("decision"),
        number("alias", nullable=True),
        number("from_entity"),
        number("to_entity"),
        text("why"),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_name_decision"),
        leads("name_decision", "alias", "alias"),
        leads("name_decision", "from_entity", "entity"),
        leads("name_decision", "to_entity", "entity"),
        sa.CheckConstraint("decision IN ('join', 'part')", name="ck_name_decision_decision"),
    )
    alias = sa.table("alias", *map(sa.column, ("id", "kind", "name", "key", "entity", "first_entity", "why")))
    word = sa.table("alias_word", *map(sa.column, ("word", "alias")))
    known = op.get_bind().execute(sa.text("SELECT id, kind, name FROM entity ORDER BY id")).all()
    for start in range(0, len(known), 1_000):
        some = known[start : start + 1_000]
        op.bulk_insert(
            alias,
            [
                {"id": n, "kind": k, "name": t, "key": key(t, k), "entity": n, "first_entity": n, "why": "new"}
                for n, k, t in some
            ],
        )
        op.bulk_insert(word, [{"word": w, "alias": n} for n, _, t in some for w in sorted(set(words(t)))])


def parties() -> None:
    op.add_column("mention_entity", number("alias", nullable=True))
    op.execute("UPDATE mention_entity SET alias = entity")
    with op.batch_alter_table("mention_entity", table_kwargs=IN_KEY) as parties:
        parties.alter_column("alias", existing_type=NUMBER, nullable=False)
        parties.create_foreign_key("fk_mention_entity_alias_alias", "alias", ["alias"], ["id"])
        parties.add_column(later("called", ""))
        parties.add_column(later("country", ""))
        parties.add_column(sa.Column("latitude", sa.Double))
        parties.add_column(sa.Column("longitude", sa.Double))
        parties.add_column(sa.Column("guess", sa.SmallInteger, nullable=False, server_default=sa.text("0")))
    op.drop_table("event_entity")
    links("place BETWEEN 0 AND 2")
    order = ["entity", "place", "length_class", "starts", "ends", "grain", "event"]
    op.create_index("ix_event_entity_order", "event_entity", order)


def links(places: str) -> None:
    """The table of who and where of an event, made anew from what its mentions say."""
    op.create_table(
        "event_entity",
        number("event"),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        number("entity"),
        *(sa.Column(c, sa.SmallInteger, nullable=False) for c in ("place", "length_class")),
        *(sa.Column(c, sa.BigInteger, nullable=False) for c in ("starts", "ends")),
        sa.Column("grain", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("event", "position", name="pk_event_entity"),
        sa.ForeignKeyConstraint(["event"], ["event.number"], name="fk_event_entity_event_event"),
        leads("event_entity", "entity", "entity"),
        sa.CheckConstraint(places, name="ck_event_entity_place"),
        **IN_KEY,
    )
    place = "CASE role WHEN 'place' THEN 1 ELSE 0 END"
    op.execute(
        f"INSERT INTO event_entity SELECT em.event, min(me.position), me.entity, {place}, "
        "e.length_class, e.starts, e.ends, e.grain FROM mention_entity me "
        "JOIN event_mention em ON em.mention = me.mention JOIN event e ON e.number = em.event "
        f"GROUP BY em.event, me.entity, {place}, e.length_class, e.starts, e.ends, e.grain ORDER BY 1, 2"
    )


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").casefold()


def words(name: str) -> list[str]:
    return [word[:255] for word in re.findall(r"[^\W_]+", fold(name))]


def key(name: str, kind: str) -> str:
    """What names that stand for one have in common."""
    found: list[str] = []
    run = ""
    for word in [*words(name), ""]:
        if len(word) == 1 and not word.isdigit():
            run += word
            continue
        found += [w for w in (run, word) if w]
        run = ""
    if len(found) > 1 and found[0] == "the":
        del found[0]
    while kind == "organisation" and len(found) > 1 and found[-1] in LEGAL_FORMS:
        del found[-1]
    return (" ".join(found) or fold(name))[:500]


def downgrade() -> None:
    op.execute("DROP VIEW timeline")
    op.drop_table("event_entity")
    forget_names()
    links("place IN (0, 1)")
    for table, columns in (
        ("event", ("likely", "bounds", "bound_ends", "bound_starts", "alleged_by", "confidence", "kind")),
        ("mention", ("likely", "bounds", "alleged_by", "kind")),
    ):
        for column in columns:
            op.drop_column(table, column)
    op.execute(VIEW.format(""))


def forget_names() -> None:
    """Every name becomes an entity of its own again, under the number of the alias."""
    op.drop_table("name_decision")
    op.drop_table("alias_word")
    with op.batch_alter_table("mention_entity") as parties:
        parties.drop_constraint("fk_mention_entity_entity_entity", type_="foreignkey")
        parties.drop_constraint("fk_mention_entity_alias_alias", type_="foreignkey")
    op.execute("UPDATE mention_entity SET entity = alias")
    with op.batch_alter_table("alias") as aliases:
        for column in ("entity", "first_entity"):
            aliases.drop_constraint(f"fk_alias_{column}_entity", type_="foreignkey")
    op.execute("DELETE FROM entity")
    op.execute("INSERT INTO entity (id, kind, name) SELECT id, kind, name FROM alias WHERE kind <> 'country'")
    op.drop_table("alias")
    with op.batch_alter_table("entity") as entity:
        entity.create_unique_constraint("uq_entity_name_kind", ["name", "kind"])
    with op.batch_alter_table("mention_entity") as parties:
        for column in ("alias", "called", "country", "latitude", "longitude", "guess"):
            parties.drop_column(column)
        parties.create_foreign_key("fk_mention_entity_entity_entity", "entity", ["entity"], ["id"])
