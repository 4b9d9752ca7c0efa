"""What the tables are made of."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, SmallInteger, Text
from sqlalchemy.types import TypeEngine

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


def number(name: str = "id") -> Column[int]:
    """A column of a row's own number."""
    return Column(name, Number, primary_key=True, autoincrement=False)


def link(name: str, to: Column[int], *, primary_key: bool = False) -> Column[int]:
    """A column that leads to another table's row."""
    return Column(name, Number, ForeignKey(to), nullable=False, primary_key=primary_key, autoincrement=False)


def words(name: str) -> Column[str]:
    """A column of text that is always there."""
    return Column(name, Text, nullable=False)


def small(name: str) -> Column[int]:
    """A column of small numbers that are always there."""
    return Column(name, SmallInteger, nullable=False)


def later(name: str, kind: type[TypeEngine[Any]], default: str) -> Column[Any]:
    """A column that came with a later migration."""
    return Column(name, kind, nullable=False, server_default=default)


def span(prefix: str = "") -> list[Column[Any]]:
    """The columns of one span; ``grain`` is -1 where there is none."""
    return [
        Column(f"{prefix}starts", BigInteger, nullable=False),
        Column(f"{prefix}ends", BigInteger, nullable=False),
        small(f"{prefix}grain"),
        words(f"{prefix}extent"),
        small(f"{prefix}doubt"),
        small(f"{prefix}end_doubt"),
        Column(f"{prefix}zone", Text),
    ]
