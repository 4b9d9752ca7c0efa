"""Know copies of a document again: reprints, and what repeats an agency's report.

What is stored already has no fingerprint, and each document is a source of its own, until it is read once more from the
stored text. Going back forgets the fingerprints, which can be made again.

Revision ID: 0003
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Where a database would keep such a table's key beside its rows, the rows are kept in the key instead.
IN_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


def number(name: str) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=False, autoincrement=False)


def leads(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["document.id"], name=f"fk_{table}_{column}_document")


def upgrade() -> None:
    op.create_table(
        "fingerprint",
        number("document"),
        number("copies_of"),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_fingerprint"),
        leads("fingerprint", "document"),
        leads("fingerprint", "copies_of"),
    )
    op.create_index("ix_fingerprint_copies_of", "fingerprint", ["copies_of"])
    op.create_table(
        "copy_key",
        sa.Column("key", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("leads", sa.SmallInteger, nullable=False, autoincrement=False),
        number("document"),
        sa.Column("rank", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", "leads", "document", name="pk_copy_key"),
        leads("copy_key", "document"),
        sa.CheckConstraint("leads IN (0, 1)", name="ck_copy_key_leads"),
        **IN_KEY,
    )


def downgrade() -> None:
    op.drop_table("copy_key")
    op.drop_table("fingerprint")
