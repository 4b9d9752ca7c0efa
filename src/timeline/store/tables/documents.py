"""Documents, the addresses that lead to them, what knows their copies, and what they say."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from timeline.store.tables.columns import Number, later, link, metadata, number, small, span, words

# The text comes last: some databases read a row from its beginning, and what is asked is seldom the text.
document = Table(
    "document",
    metadata,
    number(),
    Column("key", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),  # of the text as it was read
    small("superseded"),  # 1: no address leads to it any more, newer text does stand there
    Column("ingested_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    *span("published_"),
    Column("doc_id", Text),
    Column("url", Text),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("language", Text),
    words("folded"),  # publisher and title without case and accents, to be searched
    words("text"),
    Column("raw", LargeBinary),  # the text's bytes, where ``text`` cannot hold every character of it
    Column("body", Integer, nullable=False, server_default=text("0")),  # the character at which its prose begins
    later("origin", Text, ""),  # where it was found first, for people: a path with its line
    later("form", Text, ""),  # of a row that was imported: the format
    UniqueConstraint("key"),
    Index(None, "published_starts"),
    Index(None, "ingested_at"),
    Index(None, "publisher"),
    CheckConstraint("superseded IN (0, 1)", name="superseded"),
    CheckConstraint("published_starts < published_ends OR published_grain = -1", name="published"),
)

address = Table(
    "address",
    metadata,
    number(),
    link("document", document.c.id),
    Column("key", String(32), nullable=False),  # of the address: an index on long text is not to be had everywhere
    small("current"),  # 1: this is what stands there now
    words("address"),
    words("folded"),
    UniqueConstraint("key", "document"),
    Index(None, "document"),
    CheckConstraint("current IN (0, 1)", name="current"),
)

mention = Table(
    "mention",
    metadata,
    number(),
    link("document", document.c.id),
    Column("position", Integer, nullable=False),  # among its document's mentions, from 0
    small("superseded"),
    small("lead"),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    *span(),
    words("basis"),
    words("status"),
    Column("confidence", Double, nullable=False),
    words("rule"),
    words("reason"),
    words("title"),
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
    later("kind", Text, "other"),
    later("alleged_by", Text, ""),
    Column("bounds", Text),  # spans in one word each
    Column("likely", Text),
    # The claim's own number, for people: its ``id``, or that of the same words in the document's former version.
    Column("claim", Number, nullable=False, server_default=text("0")),
    Column("stands_for", Text),  # documents, sources and claims that a row sums up, and 1 if they dispute the date
    UniqueConstraint("document", "position"),
    Index(None, "claim"),
    CheckConstraint("superseded IN (0, 1)", name="superseded"),
    CheckConstraint("lead IN (0, 1)", name="lead"),
    CheckConstraint("0 <= quote_start AND quote_start < quote_end", name="quote"),
    CheckConstraint("starts < ends OR grain = -1", name="span"),
)

# What knows a document's copies again, and which documents are copies of one another: all of one group bear the number
# of the first of them. A document stored by an older program has no row until it is given one.
fingerprint = Table(
    "fingerprint",
    metadata,
    link("document", document.c.id, primary_key=True),
    link("copies_of", document.c.id),
    words("origin"),  # the agency that it credits, or ''
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
    link("document", document.c.id, primary_key=True),
    Column("rank", BigInteger, nullable=False),
    CheckConstraint("leads IN (0, 1)", name="leads"),
)
