"""Events, and what is kept of them to be asked for."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from timeline.store.spans import OPEN_END, OPEN_START
from timeline.store.tables.columns import later, link, metadata, number, small, span, words
from timeline.store.tables.documents import mention
from timeline.store.tables.names import entity

# Its number is the least of its claims'. It is made from them, and made anew whenever they change.
event = Table(
    "event",
    metadata,
    number("number"),
    small("length_class"),
    *span(),
    Column("documents", Integer, nullable=False),
    words("basis"),
    words("status"),
    Column("edtf", Text),  # this and the next two say in ISO 8601 what the numbers say, for people with other tools
    Column("earliest", Text),
    Column("latest", Text),
    words("title"),
    words("who"),  # names, parted by "; ": what a line shows is read from this row alone
    words("places"),
    later("kind", Text, "other"),
    Column("confidence", Double, nullable=False, server_default=text("0.5")),
    later("alleged_by", Text, ""),
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
    # Month and day in one number, 1007, of what is known to the day or finer; else 0.
    Column("month_day", SmallInteger, nullable=False, server_default=text("0")),
    # The second at which the first publication of its documents begins; open where none is known.
    Column("published", BigInteger, nullable=False, server_default=text(str(OPEN_END))),
    # Any window over the timeline is one short range of this index for each class, in the timeline's own order.
    Index(None, "length_class", "starts", "ends", "grain", "number"),
    Index(None, "month_day", "starts", "ends", "grain", "number"),
    CheckConstraint("length_class BETWEEN 0 AND 12", name="length_class"),
    CheckConstraint("starts < ends OR grain = -1", name="span"),
)

event_mention = Table(
    "event_mention",
    metadata,
    link("event", event.c.number, primary_key=True),
    link("mention", mention.c.id, primary_key=True),
    Column("score", Double, nullable=False),
    words("reason"),
    Index(None, "mention"),
)

# Who and where of an event, to be asked for by name. The rows carry the event's place in the order, so that the events
# of one name in a window can be read off one index, without touching the events of that name outside it.
event_entity = Table(
    "event_entity",
    metadata,
    link("event", event.c.number, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    link("entity", entity.c.id),
    small("place"),  # 0: who took part; 1: where it happened; 2: in which country
    small("length_class"),
    Column("starts", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    small("grain"),
    Index("ix_event_entity_order", "entity", "place", "length_class", "starts", "ends", "grain", "event"),
    CheckConstraint("place BETWEEN 0 AND 2", name="place"),
)

# How many events lie in a day, week, month or year: ``unit`` is a grain, ``period`` the number of its first day. What
# reaches over several of a unit is counted beside them, at the period after all others; what is undated, at unit -1.
event_tally = Table(
    "event_tally",
    metadata,
    Column("unit", SmallInteger, primary_key=True, autoincrement=False),
    Column("period", BigInteger, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
)

# What an event was before it changed, each time that it did: it took in another source, was merged into another or went
# with its document. What is new is known from when its documents came in; what comes to stand out of older claims has a
# row without documents (:mod:`timeline.store.history`).
event_change = Table(
    "event_change",
    metadata,
    number(),
    Column("at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
    Column("event", BigInteger, nullable=False),
    Column("led_to", BigInteger),  # its number now; another where it was merged, NULL where it is gone
    Column("was_edtf", Text),
    words("was_title"),
    words("was_status"),
    Column("was_documents", Integer, nullable=False),
    Index(None, "at"),
)

# How the columns of somebody's tables are to be read, kept by a name.
import_profile = Table(
    "import_profile",
    metadata,
    Column("name", String(100), primary_key=True),
    words("columns"),  # JSON: a field and the column that fills it
    Column("saved_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
)

# Questions that are kept to be asked again, as they were asked.
saved_query = Table(
    "saved_query",
    metadata,
    Column("name", String(100), primary_key=True),
    words("question"),
    Column("saved_at", BigInteger, nullable=False),  # seconds since 1970 in UTC, as handed in
)
