"""Databases: a new file here is a new kind, see :mod:`timeline.store.dialects.base`."""

from typing import TYPE_CHECKING, Final

from timeline.discovery import Catalogue

if TYPE_CHECKING:
    from timeline.store.dialects.base import Dialect

DATABASES = Catalogue("timeline.store.dialects", "DIALECT", "database")

_FILE = "sqlite"  # what a path without :// is
FILES: Final = {_FILE: ("db", "sqlite", "sqlite3")}  # kinds that are one file, each with how its name may end
_ALSO = {"postgres": "postgresql"}  # what people write


def database_at(
    address: str, *, create: bool = False, read_only: bool = False, timeout: float | None = None
) -> "Dialect":
    """The database that an address names; nothing is connected yet.

    >>> database_at("news.db").label, database_at("sqlite:///news.db").label
    ('news.db', 'news.db')

    Args:
        create: Make the file of a database that is one.
        read_only: Never write, whatever is asked.
        timeout: Seconds from now on after which nothing more is read.

    Raises:
        UnknownName: If there is no such kind; the message lists those there are.
        MissingExtra: If the kind's driver is not installed.
        BadDatabaseAddress: If it has ``://`` and cannot be read.
    """
    kind = address.partition("://")[0].partition("+")[0].lower() if "://" in address else _FILE
    dialect: type[Dialect] = DATABASES.load(_ALSO.get(kind, kind))
    return dialect(address, create=create, read_only=read_only, timeout=timeout)


def apart(kind: str, path: str, label: str) -> "Dialect":
    """A new database of one of the kinds ``FILES``, in a file that nobody else knows of yet.

    It keeps no log: what fails leaves a file of no use, and whoever asked for it throws it away. For people it goes by
    ``label``, the place where it is to be in the end.
    """
    dialect: type[Dialect] = DATABASES.load(kind)
    return dialect.apart(path, label)
