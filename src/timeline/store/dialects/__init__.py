"""Databases: a new file here is a new kind, see :mod:`timeline.store.dialects.base`."""

from typing import TYPE_CHECKING

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from timeline.discovery import Catalogue
from timeline.errors import BadDatabaseAddress

if TYPE_CHECKING:
    from timeline.store.dialects.base import Dialect

DATABASES = Catalogue(__name__, "DIALECT", "database")

_FILE = "sqlite"  # what a path without :// is
_ALSO = {"postgres": "postgresql"}  # what people write


def database_at(address: str) -> "tuple[Dialect, URL]":
    """What kind of database an address names, and the address in parts.

    >>> database_at("news.db")[1].database, database_at("sqlite:///news.db")[1].database
    ('news.db', 'news.db')

    Raises:
        UnknownName: If there is no such kind; the message lists those there are.
        MissingExtra: If the kind's driver is not installed.
        BadDatabaseAddress: If it has ``://`` and cannot be read.
    """
    if "://" not in address:
        url = URL.create(_FILE, database=address)
    else:
        try:
            url = make_url(address)
        except (ArgumentError, ValueError) as wrong:  # ValueError: a port that is no number
            raise BadDatabaseAddress(address.split("@")[-1]) from wrong
    kind = url.get_backend_name()
    kind = _ALSO.get(kind, kind)
    return DATABASES.load(kind), url.set(drivername=kind)
