"""Rows of tables as documents: where each was found, which format it was of, what it sums up; how columns are read.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for column in ("origin", "form"):
        op.add_column("document", sa.Column(column, sa.Text, nullable=False, server_default=""))
    op.add_column("mention", sa.Column("stands_for", sa.Text))
    op.create_table(
        "import_profile",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_import_profile"),
    )


def downgrade() -> None:
    op.drop_table("import_profile")
    op.drop_column("mention", "stands_for")
    for column in ("form", "origin"):
        op.drop_column("document", column)
