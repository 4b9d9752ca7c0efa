"""Footnotes: a document is numbered and described where it is first met, and its note stands at the page's end."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from timeline.exporters._telling import documents
from timeline.values.event import Event, Source

_IN_MEMORY: Final = 250_000  # bytes of notes; more wait in a file without a name


class Notes:
    """The notes of one page. Of a document only its number is kept: a page of many needs little memory."""

    def __init__(self, waiting: BinaryIO, note: Callable[[int, Source], str]) -> None:
        self._waiting, self._note = waiting, note
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def of(self, event: Event) -> list[int]:
        """The numbers of the event's documents, first that of the one quoted."""
        return [self._numbers.get(source.document) or self._noted(source) for source in documents(event)]

    def copy_to(self, out: BinaryIO) -> None:
        """Write all notes, in the order of their numbers."""
        self._waiting.seek(0)
        shutil.copyfileobj(self._waiting, out)

    def _noted(self, source: Source) -> int:
        number = self._numbers[source.document] = len(self) + 1
        self._waiting.write(self._note(number, source).encode("utf-8", "replace"))
        return number


@contextmanager
def notes(note: Callable[[int, Source], str]) -> Iterator[Notes]:
    """Notes that are written so, and forgotten in the end."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
        yield Notes(cast(BinaryIO, waiting), note)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs of what follows one another, in order.

    >>> runs([3, 1, 2, 7])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
