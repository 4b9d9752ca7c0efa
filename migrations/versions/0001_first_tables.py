"""Documents, what they say happened, and the events made of that.

The view ``timeline`` is for people who open the database with something else: one line an event, in order, with its
days in ISO 8601 and its time in EDTF. Going back forgets everything; the documents are to be read again.

Revision ID: 0001
Revises:
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite makes a column its row number only where it is called INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=False, autoincrement=False)


def text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=nullable)


def integer(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=nullable, autoincrement=False)


def small(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.SmallInteger, nullable=nullable)


def second(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def span(prefix: str = "") -> list[sa.Column[Any]]:
    return [
        second(f"{prefix}starts"),
        second(f"{prefix}ends"),
        small(f"{prefix}grain"),
        text(f"{prefix}extent"),
        small(f"{prefix}doubt"),
        small(f"{prefix}end_doubt"),
        text(f"{prefix}zone", nullable=True),
    ]


def flag(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN (0, 1)", name=f"ck_{table}_{column}")


def leads(table: str, column: str, to: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.{key}"], name=f"fk_{table}_{column}_{to}")


def upgrade() -> None:
    documents()
    mentions()
    events()
    entities()
    op.execute(
        "CREATE VIEW timeline AS "
        "SELECT number AS event, edtf, earliest, latest, title, who, places, status, basis, documents "
        "FROM event WHERE length_class < 11 ORDER BY starts, ends, grain, number"
    )


def documents() -> None:
    op.create_table(
        "document",
        number("id"),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        small("superseded"),
        second("ingested_at"),
        *span("published_"),
        *(text(c, nullable=True) for c in ("doc_id", "url", "title", "author", "publisher", "language")),
        text("folded"),
        text("text"),
        sa.Column("raw", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("key", name="uq_document_key"),
        flag("document", "superseded"),
        sa.CheckConstraint("published_starts < published_ends OR published_grain = -1", name="ck_document_published"),
    )
    op.create_table(
        "address",
        number("id"),
        number("document"),
        sa.Column("key", sa.String(32), nullable=False),
        small("current"),
        text("address"),
        text("folded"),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint("key", "document", name="uq_address_key_document"),
        leads("address", "document", "document"),
        flag("address", "current"),
    )
    op.create_index("ix_address_document", "address", ["document"])


def mentions() -> None:
    op.create_table(
        "mention",
        number("id"),
        number("document"),
        integer("position"),
        small("superseded"),
        small("lead"),
        integer("quote_start"),
        integer("quote_end"),
        integer("trigger_start", nullable=True),
        integer("trigger_end", nullable=True),
        *span(),
        text("basis"),
        text("status"),
        sa.Column("confidence", sa.Double, nullable=False),
        *(text(c) for c in ("rule", "reason", "title")),
        integer("expression_start", nullable=True),
        integer("expression_end", nullable=True),
        *(text(f"timex_{c}", nullable=True) for c in ("type", "value", "mod", "quant", "freq")),
        *(text(f"expression_{c}", nullable=True) for c in ("rule", "basis")),
        sa.Column("anchor", sa.BigInteger),
        *(text(c, nullable=True) for c in ("signal", "expression_time", "expression_range")),
        small("ends_range", nullable=True),
        *(text(c, nullable=True) for c in ("readings", "why")),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
        sa.UniqueConstraint("document", "position", name="uq_mention_document_position"),
        leads("mention", "document", "document"),
        flag("mention", "superseded"),
        flag("mention", "lead"),
        sa.CheckConstraint("0 <= quote_start AND quote_start < quote_end", name="ck_mention_quote"),
        sa.CheckConstraint("starts < ends OR grain = -1", name="ck_mention_span"),
    )


def events() -> None:
    op.create_table(
        "event",
        number("number"),
        small("length_class"),
        *span(),
        integer("documents"),
        *(text(c) for c in ("basis", "status")),
        *(text(c, nullable=True) for c in ("edtf", "earliest", "latest")),
        *(text(c) for c in ("title", "who", "places")),
        sa.PrimaryKeyConstraint("number", name="pk_event"),
        sa.CheckConstraint("length_class BETWEEN 0 AND 12", name="ck_event_length_class"),
        sa.CheckConstraint("starts < ends OR grain = -1", name="ck_event_span"),
    )
    order = ["length_class", "starts", "ends", "grain", "number"]
    op.create_index("ix_event_length_class_starts_ends_grain_number", "event", order)
    op.create_table(
        "event_mention",
        number("event"),
        number("mention"),
        sa.Column("score", sa.Double, nullable=False),
        text("reason"),
        sa.PrimaryKeyConstraint("event", "mention", name="pk_event_mention"),
        leads("event_mention", "event", "event", "number"),
        leads("event_mention", "mention", "mention"),
    )
    op.create_index("ix_event_mention_mention", "event_mention", ["mention"])


def entities() -> None:
    op.create_table(
        "entity",
        number("id"),
        text("kind"),
        text("name"),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
        sa.UniqueConstraint("name", "kind", name="uq_entity_name_kind"),
    )
    op.create_table(
        "mention_entity",
        number("mention"),
        integer("position"),
        number("entity"),
        text("role"),
        sa.PrimaryKeyConstraint("mention", "position", name="pk_mention_entity"),
        leads("mention_entity", "mention", "mention"),
        leads("mention_entity", "entity", "entity"),
    )
    op.create_table(
        "event_entity",
        number("event"),
        integer("position"),
        number("entity"),
        small("place"),
        small("length_class"),
        second("starts"),
        second("ends"),
        small("grain"),
        sa.PrimaryKeyConstraint("event", "position", name="pk_event_entity"),
        leads("event_entity", "event", "event", "number"),
        leads("event_entity", "entity", "entity"),
        flag("event_entity", "place"),
    )


def downgrade() -> None:
    op.execute("DROP VIEW timeline")
    for table in (
        "event_entity",
        "mention_entity",
        "entity",
        "event_mention",
        "event",
        "mention",
        "address",
        "document",
    ):
        op.drop_table(table)
