"""Long lists in parts that one statement takes."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from timeline.store.dialects.base import Reader, Row

_AT_ONCE = 500

V = TypeVar("V", int, str, tuple[int, int, int])


def in_parts(values: Iterable[V]) -> Iterator[list[V]]:
    """The values, sorted, in lists short enough for one statement.

    >>> [len(part) for part in in_parts(range(1200))]
    [500, 500, 200]
    """
    everything = sorted(values)
    for start in range(0, len(everything), _AT_ONCE):
        yield everything[start : start + _AT_ONCE]


def rows_of(reader: Reader, sql: str, keys: Iterable[str]) -> Iterator[Row]:
    """The rows of a statement in which the keys, each a value by name, stand as ``{keys}``."""
    for some in in_parts(keys):
        names = {f"k{n}": key for n, key in enumerate(some)}
        yield from reader.rows(sql.format(keys=", ".join(f":{name}" for name in names)), **names)
