"""What is worked out of a value once, however often the very same object comes again."""

from collections.abc import Callable
from typing import Final, TypeVar

V = TypeVar("V")
T = TypeVar("T")

_MOST: Final = 4_096


def known_again(make: Callable[[V], T]) -> Callable[[V], T]:
    """A function of one value that never changes, whose answer is kept for that very object.

    So nothing is hashed, which takes longer for most values than to look at them. What is kept holds the object too, so
    that no other can bear its number meanwhile.

    >>> length = known_again(len)
    >>> length("a dam"), length("a dam")
    (5, 5)
    """
    kept: dict[int, tuple[V, T]] = {}

    def found(value: V) -> T:
        one = kept.get(id(value))
        if one is None:
            if len(kept) >= _MOST:
                kept.clear()
            one = kept[id(value)] = value, make(value)
        return one[1]

    return found
