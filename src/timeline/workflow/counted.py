"""What goes by, counted."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_TOLD: Final = 500  # how many go by between two words about it


class Counted(Generic[T]):
    """Things as they come; how many came by is known at any time.

    >>> counted = Counted("abc")
    >>> list(counted), counted.count
    (['a', 'b', 'c'], 3)
    """

    def __init__(self, things: Iterable[T], tell: Callable[[int], None] | None = None) -> None:
        """``tell`` is called with the number of those that came by since it was called last."""
        self._things, self._tell = things, tell
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for thing in self._things:
            self.count += 1
            if self._tell and self.count % _TOLD == 0:
                self._tell(_TOLD)
            yield thing
        if self._tell:
            self._tell(self.count % _TOLD)
