"""A statement in SQL, written by a person, answered by the database with nothing but reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from timeline.store import open_store
from timeline.workflow.rows import Row, write

_INTEGER: Final = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,18})")
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written, and whether there are more, which a limit cut off."""

    rows: int
    more: bool


def ask(
    database: str,
    statement: str,
    values: Mapping[str, str],
    form: str,
    out: BinaryIO,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> Written:
    """Write the answer to a statement in one of the forms of :mod:`timeline.workflow.rows`.

    Args:
        values: What ``:name`` stands for in the statement, read by :func:`typed`.
        timeout: Seconds after which it is given up.

    Raises:
        BadStatement: If the database does not understand it, or it would do more than read.
        UnknownName: If there is no such form.
        TimelineError: If the database cannot be read.
    """
    with (
        open_store(database, read_only=True, timeout=timeout) as store,
        store.answering(statement, {name: typed(value) for name, value in values.items()}) as answer,
    ):
        rows: Iterator[Row] = answer.rows
        written = write(answer.columns, islice(rows, limit), form, out)
        return Written(written, limit is not None and next(rows, None) is not None)


def typed(value: str) -> int | float | str:
    """A value by its looks: an integer, a number with a point or an exponent, else text.

    What stands between single quotes is text, whatever it looks like, and so are digits after a needless zero.

    >>> typed("12"), typed("1.5"), typed("1e3"), typed("'12'"), typed("007"), typed("Musk")
    (12, 1.5, 1000.0, '12', '007', 'Musk')
    """
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1]
    if _INTEGER.fullmatch(value) and -(2**63) <= int(value) < 2**63:
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value
