"""Documents as they are understood, nothing stored."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.readers import read
from timeline.readers.base import ReadOptions
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.problem import Problem

__all__ = ["ReadOptions", "documents", "options"]


def options(
    *,
    today: int,
    published: str = "",
    publisher: str = "",
    language: str = "",
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    max_bytes: int = 20_000_000,
) -> ReadOptions:
    """What holds for everything that is read, from words as a door gets them; empty words say nothing.

    ``today`` is a day's number; ``published`` is EDTF.

    Raises:
        BadDate: If ``published`` is no EDTF date.
    """
    return ReadOptions(
        published=edtf.parse(published) if published else None,
        publisher=publisher or None,
        language=language or None,
        columns=columns or {},
        today=today,
        allow_private=allow_private,
        max_bytes=max_bytes,
    )


def documents(paths: Iterable[str], asked: ReadOptions) -> Iterator[Document | Problem]:
    """The documents of files, folders, globs, addresses and ``-``, with each problem where it stands."""
    return read(paths, asked)
