"""What mentions are compared by, and what people decided of that."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
)

from timeline.store.tables.columns import Number, link, metadata, number, words
from timeline.store.tables.documents import mention

# What a mention that stands is compared by, and which other of a lower rank it is most like: they tell of one happening
# where the score is at least :data:`timeline.values.evidence.SAME`.
likeness = Table(
    "likeness",
    metadata,
    Column("mention", Number, ForeignKey(mention.c.id), primary_key=True, autoincrement=False),
    words("rank"),
    Column("keys", LargeBinary, nullable=False),  # eight bytes each
    words("facts"),
    Column("best", Number, ForeignKey(mention.c.id), index=True),
    Column("score", Double, nullable=False, index=True),
    words("reason"),
)

# The same keys, to be looked up: only mentions that share one are compared. ``front`` marks the first of a key by rank.
likeness_key = Table(
    "likeness_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("front", SmallInteger, primary_key=True, autoincrement=False),
    link("mention", mention.c.id, primary_key=True),
)

# What people decided of merging, in order; what was undone stays here as undone.
decision = Table(
    "decision",
    metadata,
    number(),
    words("action"),
    words("why"),
    words("by"),
    Column("decided_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    Column("undone_at", BigInteger),
    Column("undone_by", Text),
    CheckConstraint("action IN ('merge', 'split', 'judge')", name="action"),
)

# What a decision says of pairs of claims. These are numbers of claims, not of rows: they stay when a document is read
# again, and so hold for what is stored then.
judgement = Table(
    "judgement",
    metadata,
    link("decision", decision.c.id, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("one", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
    words("verdict"),
    Index(None, "one"),
    Index(None, "other"),
    CheckConstraint("one < other", name="order"),
    CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="verdict"),
)
