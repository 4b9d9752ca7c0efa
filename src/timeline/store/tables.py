"""The tables: what is kept, in which columns, under which names.

A span of time is kept as two numbers, ``starts`` and ``ends``: half-open civil seconds as in
:mod:`timeline.values.time`. An end that is open bears a number beyond all others (:mod:`timeline.store.spans`), because
databases disagree on where a NULL sorts. Flags are 0 or 1. Words from the values' own lists (status, basis, extent) are
kept as text, so that any tool can read them; grains are kept as numbers, because they take part in the order.

Every number is given by the one writer, in its transaction: there are no sequences, whose gaps after a failure would
make two databases of the same documents differ. Columns that came with a later migration stand last, each with what
older rows have in it.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from timeline.store.spans import OPEN_END, OPEN_START

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Number(BigInteger):
    """A row's number. A dialect may call it otherwise: some databases want a word of their own for it."""


def _number(name: str = "id") -> Column[int]:
    return Column(name, Number, primary_key=True, autoincrement=False)


def _link(name: str, to: Column[int], *, primary_key: bool = False) -> Column[int]:
    return Column(name, Number, ForeignKey(to), nullable=False, primary_key=primary_key, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _small(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False)


def _later(name: str, kind: type[TypeEngine[Any]], default: str) -> Column[Any]:
    """A column that came with a later migration."""
    return Column(name, kind, nullable=False, server_default=default)


def _span(prefix: str = "") -> list[Column[Any]]:
    """The columns of one span; ``grain`` is -1 where there is none."""
    return [
        Column(f"{prefix}starts", BigInteger, nullable=False),
        Column(f"{prefix}ends", BigInteger, nullable=False),
        _small(f"{prefix}grain"),
        _text(f"{prefix}extent"),
        _small(f"{prefix}doubt"),
        _small(f"{prefix}end_doubt"),
        Column(f"{prefix}zone", Text),
    ]


# The text comes last: some databases read a row from its beginning, and what is asked is seldom the text.
document = Table(
    "document",
    metadata,
    _number(),
    Column("key", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),  # of the text as it was read
    _small("superseded"),  # 1: no address leads to it any more, newer text does stand there
    Column("ingested_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    *_span("published_"),
    Column("doc_id", Text),
    Column("url", Text),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("language", Text),
    _text("folded"),  # publisher and title without case and accents, to be searched
    _text("text"),
    Column("raw", LargeBinary),  # the text's bytes, where ``text`` cannot hold every character of it
    Column("body", Integer, nullable=False, server_default=text("0")),  # the character at which its prose begins
    UniqueConstraint("key"),
    CheckConstraint("superseded IN (0, 1)", name="superseded"),
    CheckConstraint("published_starts < published_ends OR published_grain = -1", name="published"),
)

address = Table(
    "address",
    metadata,
    _number(),
    _link("document", document.c.id),
    Column("key", String(32), nullable=False),  # of the address: an index on long text is not to be had everywhere
    _small("current"),  # 1: this is what stands there now
    _text("address"),
    _text("folded"),
    UniqueConstraint("key", "document"),
    Index(None, "document"),
    CheckConstraint("current IN (0, 1)", name="current"),
)

mention = Table(
    "mention",
    metadata,
    _number(),
    _link("document", document.c.id),
    Column("position", Integer, nullable=False),  # among its document's mentions, from 0
    _small("superseded"),
    _small("lead"),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    *_span(),
    _text("basis"),
    _text("status"),
    Column("confidence", Double, nullable=False),
    _text("rule"),
    _text("reason"),
    _text("title"),
    # The words that date it, as TIMEX3; all NULL where nothing does.
    Column("expression_start", Integer),
    Column("expression_end", Integer),
    Column("timex_type", Text),
    Column("timex_value", Text),
    Column("timex_mod", Text),
    Column("timex_quant", Text),
    Column("timex_freq", Text),
    Column("expression_rule", Text),
    Column("expression_basis", Text),
    Column("anchor", BigInteger),  # a day's number
    Column("signal", Text),
    Column("expression_time", Text),  # spans in one word each: nobody searches these
    Column("expression_range", Text),
    Column("ends_range", SmallInteger),
    Column("readings", Text),  # one a line
    Column("why", Text),
    _later("kind", Text, "other"),
    _later("alleged_by", Text, ""),
    Column("bounds", Text),  # spans in one word each
    Column("likely", Text),
    # The claim's own number, for people: its ``id``, or that of the same words in the document's former version.
    Column("claim", Number, nullable=False, server_default=text("0")),
    UniqueConstraint("document", "position"),
    Index(None, "claim"),
    CheckConstraint("superseded IN (0, 1)", name="superseded"),
    CheckConstraint("lead IN (0, 1)", name="lead"),
    CheckConstraint("0 <= quote_start AND quote_start < quote_end", name="quote"),
    CheckConstraint("starts < ends OR grain = -1", name="span"),
)

# Its number is the least of its claims'. It is made from them, and made anew whenever they change.
event = Table(
    "event",
    metadata,
    _number("number"),
    _small("length_class"),
    *_span(),
    Column("documents", Integer, nullable=False),
    _text("basis"),
    _text("status"),
    Column("edtf", Text),  # this and the next two say in ISO 8601 what the numbers say, for people with other tools
    Column("earliest", Text),
    Column("latest", Text),
    _text("title"),
    _text("who"),  # names, parted by "; ": what a line shows is read from this row alone
    _text("places"),
    _later("kind", Text, "other"),
    Column("confidence", Double, nullable=False, server_default=text("0.5")),
    _later("alleged_by", Text, ""),
    # Where an undated event must lie: to be asked for by two numbers, which are open where nothing is known, and read
    # back from one word.
    Column("bound_starts", BigInteger, nullable=False, server_default=text(str(OPEN_START))),
    Column("bound_ends", BigInteger, nullable=False, server_default=text(str(OPEN_END))),
    Column("bounds", Text),
    Column("likely", Text),
    Column("mentions", Integer, nullable=False, server_default=text("1")),
    Column("independent", Integer, nullable=False, server_default=text("1")),  # sources: copies count once
    Column("dated", Integer, nullable=False, server_default=text("0")),  # how many of its mentions date it
    Column("disputed", Integer, nullable=False, server_default=text("0")),  # 1: they do not agree
    # Any window over the timeline is one short range of this index for each class, in the timeline's own order.
    Index(None, "length_class", "starts", "ends", "grain", "number"),
    CheckConstraint("length_class BETWEEN 0 AND 12", name="length_class"),
    CheckConstraint("starts < ends OR grain = -1", name="span"),
)

event_mention = Table(
    "event_mention",
    metadata,
    _link("event", event.c.number, primary_key=True),
    _link("mention", mention.c.id, primary_key=True),
    Column("score", Double, nullable=False),
    _text("reason"),
    Index(None, "mention"),
)

# What a mention that stands is compared by, and which other of a lower rank it is most like: they tell of one happening
# where the score is at least :data:`timeline.values.evidence.SAME`.
likeness = Table(
    "likeness",
    metadata,
    Column("mention", Number, ForeignKey(mention.c.id), primary_key=True, autoincrement=False),
    _text("rank"),
    Column("keys", LargeBinary, nullable=False),  # eight bytes each
    _text("facts"),
    Column("best", Number, ForeignKey(mention.c.id), index=True),
    Column("score", Double, nullable=False, index=True),
    _text("reason"),
)

# The same keys, to be looked up: only mentions that share one are compared. ``front`` marks the first of a key by rank.
likeness_key = Table(
    "likeness_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("front", SmallInteger, primary_key=True, autoincrement=False),
    _link("mention", mention.c.id, primary_key=True),
)

# What people decided of merging, in order; what was undone stays here as undone.
decision = Table(
    "decision",
    metadata,
    _number(),
    _text("action"),
    _text("why"),
    _text("by"),
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
    _link("decision", decision.c.id, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("one", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
    _text("verdict"),
    Index(None, "one"),
    Index(None, "other"),
    CheckConstraint("one < other", name="order"),
    CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="verdict"),
)

# Who or what a name stands for, over all documents. Its name is that of the first of its aliases.
entity = Table(
    "entity",
    metadata,
    _number(),
    _text("kind"),
    _text("name"),
)

# A name as it is written, and whom it stands for. ``first_entity`` is whom the rule gave it to, ``entity`` whom it
# belongs to now, by what people decided since.
alias = Table(
    "alias",
    metadata,
    _number(),
    _text("kind"),
    _text("name"),
    _text("key"),  # equal for names that stand for one: :mod:`timeline.store.naming`
    _link("entity", entity.c.id),
    _link("first_entity", entity.c.id),
    _text("why"),
    UniqueConstraint("name", "kind"),
    Index(None, "key", "kind"),
    Index(None, "entity"),
)

# The words of the aliases, folded, so that part of a name finds it.
alias_word = Table(
    "alias_word",
    metadata,
    Column("word", Text, primary_key=True),
    _link("alias", alias.c.id, primary_key=True),
)

# What people decided of names, in order. A joining leads all of one entity to another, a parting one alias to an entity
# of its own. Only the last that stands can be undone, and then stays here as undone.
name_decision = Table(
    "name_decision",
    metadata,
    _number(),
    _text("decision"),  # join, part
    Column("alias", Number, ForeignKey(alias.c.id)),  # NULL in a joining
    _link("from_entity", entity.c.id),
    _link("to_entity", entity.c.id),
    _text("why"),
    Column("decided_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    Column("undone_at", BigInteger),
    CheckConstraint("decision IN ('join', 'part')", name="decision"),
)

mention_entity = Table(
    "mention_entity",
    metadata,
    _link("mention", mention.c.id, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # in the order they are read, from 0
    _link("entity", entity.c.id),
    _text("role"),
    _link("alias", alias.c.id),
    _later("called", Text, ""),  # what the sentence says, where that is not the name
    # Where the place of that name lies here: two places may bear one name.
    _later("country", Text, ""),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("guess", SmallInteger, nullable=False, server_default=text("0")),
)

# Who and where of an event, to be asked for by name. The rows carry the event's place in the order, so that the events
# of one name in a window can be read off one index, without touching the events of that name outside it.
event_entity = Table(
    "event_entity",
    metadata,
    _link("event", event.c.number, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _link("entity", entity.c.id),
    _small("place"),  # 0: who took part; 1: where it happened; 2: in which country
    _small("length_class"),
    Column("starts", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    _small("grain"),
    Index("ix_event_entity_order", "entity", "place", "length_class", "starts", "ends", "grain", "event"),
    CheckConstraint("place BETWEEN 0 AND 2", name="place"),
)

# What knows a document's copies again, and which documents are copies of one another: all of one group bear the number
# of the first of them. A document stored by an older program has no row until it is given one.
fingerprint = Table(
    "fingerprint",
    metadata,
    _link("document", document.c.id, primary_key=True),
    _link("copies_of", document.c.id),
    _text("origin"),  # the agency that it credits, or ''
    Column("packed", LargeBinary, nullable=False),  # timeline.values.fingerprint
    Index(None, "copies_of"),
)

# By what copies are looked up. Of those documents that share a key the few of lowest rank lead: the others are compared
# with them alone. The rank is made of what the document says, so that it is the same however it came in.
copy_key = Table(
    "copy_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("leads", SmallInteger, primary_key=True, autoincrement=False),
    _link("document", document.c.id, primary_key=True),
    Column("rank", BigInteger, nullable=False),
    CheckConstraint("leads IN (0, 1)", name="leads"),
)
