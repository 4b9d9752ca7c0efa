"""Let people say which reports tell of one happening, and which do not.

Nothing that is stored today changes. Going back forgets what people decided, which cannot be had again from the
articles.

Revision ID: 0004
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=nullable, autoincrement=False)


def text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    likeness()
    judgements()


def likeness() -> None:
    op.create_table(
        "likeness",
        number("mention"),
        text("rank"),
        text("facts"),
        number("best", nullable=True),
        sa.Column("score", sa.Double),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("mention", name="pk_likeness"),
        sa.ForeignKeyConstraint(["mention"], ["mention.id"], name="fk_likeness_mention_mention"),
        sa.ForeignKeyConstraint(["best"], ["mention.id"], name="fk_likeness_best_mention"),
    )


def judgements() -> None:
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
    op.drop_table("judgement")
    op.drop_table("decision")
    op.drop_table("likeness")
