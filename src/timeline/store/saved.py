"""Questions that are kept to be asked again."""

import json
from typing import TYPE_CHECKING

from timeline.errors import NameTaken, NoSuchQuestion
from timeline.store.dialects.base import Reader
from timeline.values.saved import SavedQuestion

if TYPE_CHECKING:  # only writing needs it
    from sqlalchemy import Connection


def questions(reader: Reader) -> list[SavedQuestion]:
    """All of them, by name."""
    rows = reader.rows("SELECT name, question, saved_at FROM saved_query")
    return sorted((_question(*row) for row in rows), key=lambda one: one.name)


def _question(name: str, question: str, saved_at: int) -> SavedQuestion:
    kept = json.loads(question)
    return SavedQuestion(name, kept["command"], tuple(kept["words"]), saved_at)


def keep(connection: "Connection", question: SavedQuestion, *, replace: bool) -> None:
    """Keep a question; with ``replace`` in place of what bears its name.

    Raises:
        NameTaken: If something bears its name, and is not to be replaced.
    """
    from timeline.store.tables import saved_query as table

    named = table.c.name == question.name
    if row := connection.execute(table.select().where(named)).first():
        if not replace:
            there = _question(*row)
            raise NameTaken(there.name, there.command, there.words)
        connection.execute(table.delete().where(named))
    kept = json.dumps({"command": question.command, "words": question.words}, ensure_ascii=False)
    connection.execute(table.insert().values(name=question.name, question=kept, saved_at=question.saved_at))


def forget(connection: "Connection", name: str) -> None:
    """Forget a question.

    Raises:
        NoSuchQuestion: If there is none of that name.
    """
    from timeline.store.tables import saved_query as table

    if not connection.execute(table.delete().where(table.c.name == name)).rowcount:
        raise NoSuchQuestion(name, sorted(connection.execute(table.select()).scalars()))
