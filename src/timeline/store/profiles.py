"""How the columns of somebody's tables are to be read, kept by a name."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.store.dialects.base import Reader

if TYPE_CHECKING:  # only writing needs it
    from sqlalchemy import Connection


def profiles(reader: Reader) -> dict[str, dict[str, str]]:
    """Each name with the fields and the column that fills each."""
    return {name: json.loads(columns) for name, columns in reader.rows("SELECT name, columns FROM import_profile")}


def keep(connection: "Connection", name: str, columns: Mapping[str, str], at: int) -> None:
    """Keep a mapping, in place of what bears its name."""
    from timeline.store.tables import import_profile as table

    connection.execute(table.delete().where(table.c.name == name))
    kept = json.dumps(dict(columns), ensure_ascii=False)
    connection.execute(table.insert().values(name=name, columns=kept, saved_at=at))
