"""The search index, made anew from what is stored."""

from sqlalchemy import Connection, func, select

from timeline.store.dialects.base import Dialect
from timeline.store.tables import document, mention
from timeline.store.words import indexed

_PAGE = 2_000  # mentions


def fill(connection: Connection, dialect: Dialect) -> None:
    """Write the words of every mention into an empty index."""
    quote = func.substr(document.c.text, mention.c.quote_start + 1, mention.c.quote_end - mention.c.quote_start)
    rows = select(mention.c.id, mention.c.title, quote).join(document, mention.c.document == document.c.id)
    stored = connection.execute(rows.order_by(mention.c.id), execution_options={"yield_per": _PAGE})
    for page in stored.partitions():
        dialect.add_words(connection, [(number, indexed(title), indexed(quoted)) for number, title, quoted in page])
    dialect.settle(connection)
