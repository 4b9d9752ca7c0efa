"""Events of several mentions: what mentions are compared by, whom each is most like, and what people decided of them.

What is stored already stays as it is, each mention an event of its own, until ``timeline rebuild`` compares them.
What a superseded document says is in no event any more. Going back leaves merged events merged, forgets what people
decided, and leaves what superseded documents say without an event, should an address lead back to them.

Revision ID: 0004
Revises: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WITHDRAWN = 12
# Where a database would keep such a table's key beside its rows, the rows are kept in the key instead.
IN_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=nullable, autoincrement=False)


def text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def count(name: str, default: int) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=sa.text(str(default)))


def leads(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def upgrade() -> None:
    events()
    likeness()
    decisions()


def events() -> None:
    op.add_column("document", count("body", 0))
    op.add_column("mention", sa.Column("claim", NUMBER, nullable=False, server_default=sa.text("0")))
    op.execute("UPDATE mention SET claim = id")
    # Events that were merged by this version before it was gone back from may bear a number that no mention has.
    op.execute(
        "UPDATE mention SET claim = (SELECT em.event FROM event_mention em WHERE em.mention = mention.id) "
        "WHERE id IN (SELECT min(mention) FROM event_mention GROUP BY event "
        "HAVING max(CASE WHEN mention = event THEN 1 ELSE 0 END) = 0)"
    )
    op.create_index("ix_mention_claim", "mention", ["claim"])
    for column, default in (("mentions", 1), ("independent", 1), ("dated", 0), ("disputed", 0)):
        op.add_column("event", count(column, default))
    op.execute(
        "UPDATE event SET independent = documents, "
        "mentions = (SELECT count(*) FROM event_mention em JOIN mention m ON m.id = em.mention "
        "WHERE em.event = event.number AND m.superseded = 0), "
        "dated = (SELECT count(*) FROM event_mention em JOIN mention m ON m.id = em.mention "
        "WHERE em.event = event.number AND m.superseded = 0 AND m.grain <> -1)"
    )
    gone = f"(SELECT number FROM event WHERE length_class = {WITHDRAWN})"
    op.execute(f"DELETE FROM event_entity WHERE event IN {gone}")
    op.execute(f"DELETE FROM event_mention WHERE event IN {gone}")
    op.execute(f"DELETE FROM event WHERE length_class = {WITHDRAWN}")


def likeness() -> None:
    op.create_table(
        "likeness",
        number("mention"),
        text("rank"),
        sa.Column("keys", sa.LargeBinary, nullable=False),
        text("facts"),
        number("best", nullable=True),
        sa.Column("score", sa.Double, nullable=False),
        text("reason"),
        sa.PrimaryKeyConstraint("mention", name="pk_likeness"),
        leads("likeness", "mention", "mention"),
        leads("likeness", "best", "mention"),
    )
    op.create_index("ix_likeness_best", "likeness", ["best"])
    op.create_index("ix_likeness_score", "likeness", ["score"])
    op.create_table(
        "likeness_key",
        sa.Column("key", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("front", sa.SmallInteger, nullable=False, autoincrement=False),
        number("mention"),
        sa.PrimaryKeyConstraint("key", "front", "mention", name="pk_likeness_key"),
        leads("likeness_key", "mention", "mention"),
        **IN_KEY,
    )


def decisions() -> None:
    op.create_table(
        "decision",
        number("id"),
        *(text(c) for c in ("action", "why", "by")),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.Column("undone_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.CheckConstraint("action IN ('merge', 'split', 'judge')", name="ck_decision_action"),
    )
    op.create_table(
        "judgement",
        number("decision"),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("one", sa.BigInteger, nullable=False),
        sa.Column("other", sa.BigInteger, nullable=False),
        text("verdict"),
        sa.PrimaryKeyConstraint("decision", "position", name="pk_judgement"),
        sa.ForeignKeyConstraint(["decision"], ["decision.id"], name="fk_judgement_decision_decision"),
        sa.CheckConstraint("one < other", name="ck_judgement_order"),
        sa.CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="ck_judgement_verdict"),
    )
    op.create_index("ix_judgement_one", "judgement", ["one"])
    op.create_index("ix_judgement_other", "judgement", ["other"])


def downgrade() -> None:
    for table in ("judgement", "decision", "likeness_key", "likeness"):
        op.drop_table(table)
    for column in ("disputed", "dated", "independent", "mentions"):
        op.drop_column("event", column)
    op.drop_index("ix_mention_claim", "mention")
    op.drop_column("mention", "claim")
    op.drop_column("document", "body")
