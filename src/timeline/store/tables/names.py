"""Names, whom they stand for, and what people decided of that."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from timeline.store.tables.columns import Number, later, link, metadata, number, words
from timeline.store.tables.documents import mention

# Who or what a name stands for, over all documents. Its name is that of the first of its aliases.
entity = Table(
    "entity",
    metadata,
    number(),
    words("kind"),
    words("name"),
)

# A name as it is written, and whom it stands for. ``first_entity`` is whom the rule gave it to, ``entity`` whom it
# belongs to now, by what people decided since.
alias = Table(
    "alias",
    metadata,
    number(),
    words("kind"),
    words("name"),
    words("key"),  # equal for names that stand for one: :mod:`timeline.store.naming`
    link("entity", entity.c.id),
    link("first_entity", entity.c.id),
    words("why"),
    UniqueConstraint("name", "kind"),
    Index(None, "key", "kind"),
    Index(None, "entity"),
)

# The words of the aliases, folded, so that part of a name finds it.
alias_word = Table(
    "alias_word",
    metadata,
    Column("word", Text, primary_key=True),
    link("alias", alias.c.id, primary_key=True),
)

# What people decided of names, in order. A joining leads all of one entity to another, a parting one alias to an entity
# of its own. Only the last that stands can be undone, and then stays here as undone.
name_decision = Table(
    "name_decision",
    metadata,
    number(),
    words("decision"),  # join, part
    Column("alias", Number, ForeignKey(alias.c.id)),  # NULL in a joining
    link("from_entity", entity.c.id),
    link("to_entity", entity.c.id),
    words("why"),
    Column("decided_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    Column("undone_at", BigInteger),
    CheckConstraint("decision IN ('join', 'part')", name="decision"),
)

mention_entity = Table(
    "mention_entity",
    metadata,
    link("mention", mention.c.id, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # in the order they are read, from 0
    link("entity", entity.c.id),
    words("role"),
    link("alias", alias.c.id),
    later("called", Text, ""),  # what the sentence says, where that is not the name
    # Where the place of that name lies here: two places may bear one name.
    later("country", Text, ""),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("guess", SmallInteger, nullable=False, server_default=text("0")),
)
