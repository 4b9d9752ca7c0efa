"""Versions of the tables: what a database is of, what this program knows, and the way between.

Alembic walks the way, and is imported only for that: which version a database has is one row of ``alembic_version``,
and which there are is a folder's list of files. A migration is a file ``NNNN_what_it_does.py``; where it says
``changes_data = True``, a database that is a file is copied aside first. Each walk is one transaction, whole or not at
all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import timeline
from timeline.errors import MigrationFailed, NewerDatabase, NotATimeline
from timeline.store.dialects import database_at
from timeline.store.dialects.base import SEARCH, Dialect

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

_VERSION_TABLE = "alembic_version"


def folder() -> Path:
    """Where the migrations are: in the package where it is installed, beside ``src`` in a checkout."""
    package = Path(timeline.__file__).parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent.parent / "migrations"


def newest(scripts: Path) -> str:
    """The newest version that a folder of migrations leads to.

    >>> newest(folder()) >= "0001"
    True
    """
    return max(file.name[:4] for file in (scripts / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


class Standing(NamedTuple):
    """What a database has of what it should have."""

    version: str | None  # None: it holds nothing yet
    searchable: bool


def standing(dialect: Dialect, ask: Callable[[str], list[Any]], scripts: Path) -> Standing:
    """How a database stands; ``ask`` runs a statement.

    Raises:
        NotATimeline: If there are tables of something else.
        NewerDatabase: If the version is one that is not known here.
    """
    tables = {name for (name,) in ask(dialect.tables)}
    numbers = (
        [number for (number,) in ask(f"SELECT version_num FROM {_VERSION_TABLE}")] if _VERSION_TABLE in tables else []
    )
    found: str | None = numbers[0] if numbers else None
    others = sorted(t for t in tables if t != _VERSION_TABLE and not t.startswith(SEARCH))
    if others and (found is None or not (len(found) == 4 and found.isdigit() and "event_mention" in tables)):
        raise NotATimeline(dialect.label, f"it holds other tables ({', '.join(others[:3])})")
    if found is not None and found > newest(scripts):
        raise NewerDatabase(dialect.label, found, newest(scripts))
    return Standing(found, SEARCH in tables)


def upgrade(dialect: Dialect, scripts: Path) -> None:
    """Walk to the newest version, from whichever there is, or from nothing."""
    from alembic import command
    from alembic.config import Config

    with _walking(dialect, scripts) as place:
        if place.version == newest(scripts):
            return  # another program was quicker
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["place"] = place
        command.upgrade(config, "head")


class Place:
    """A database on its way, as ``migrations/env.py`` is handed it."""

    def __init__(self, dialect: Dialect, connection: "Connection", found: str | None) -> None:
        self.connection, self.version = connection, found
        self._dialect = dialect
        self._copied = found is None  # nothing there: nothing to be kept

    def keeper(self, scripts: "ScriptDirectory") -> Callable[..., None]:
        """What Alembic is to call after each step; the transaction is still open, so others see what was before it."""

        def keep(*, step: Any, **_: Any) -> None:
            module = scripts.get_revision(step.up_revision_id).module
            if step.is_upgrade and getattr(module, "changes_data", False) and not self._copied:
                self._dialect.keep_copy(step.up_revision_id)
                self._copied = True

        return keep


@contextmanager
def place_of(address: str) -> Iterator[Place]:
    """The database of that address, to be walked by hand; it is made where it is a file that is not there."""
    with _walking(database_at(address, create=True), folder()) as place:
        yield place


@contextmanager
def _walking(dialect: Dialect, scripts: Path) -> Iterator[Place]:
    """A transaction in which tables may be made anew: without foreign keys, which are checked at its end.

    With them on, to drop a table so as to make it anew would silently delete all rows that lead to it.

    Raises:
        MigrationFailed: If some row leads nowhere; the database is as it was.
    """
    with dialect.rebuilding() as connection:
        yield Place(dialect, connection, standing(dialect, _asking(connection), scripts).version)
        for broken in dialect.broken_links(connection):
            raise MigrationFailed(dialect.label, broken)
        _make_search(connection, dialect)


def _asking(connection: "Connection") -> Callable[[str], list[Any]]:
    return lambda sql: list(connection.exec_driver_sql(sql))


def _make_search(connection: "Connection", dialect: Dialect) -> None:
    """The search index belongs to the tables, though no migration makes it: it goes and comes with them."""
    tables = {name for (name,) in _asking(connection)(dialect.tables)}
    if "mention" not in tables:
        dialect.drop_search(connection)
    elif SEARCH not in tables:
        from timeline.store.search import fill

        dialect.make_search(connection)
        fill(connection, dialect)


def ours(name: str | None, kind: str) -> bool:
    """Whether Alembic is to compare a table: the search index is none of its business."""
    return not (kind == "table" and name is not None and name.startswith(SEARCH))
