"""What a reader of a format is, what it is given, and what the person at the door may ask of it.

A new format is a new file beside this one that defines ``READER``, an object of the shape of :class:`Reader`; its
suffixes, media types and look are found through ``timeline.discovery``, and the tests of every format run on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedReader
from typing import BinaryIO, Protocol

from timeline.errors import UnknownName
from timeline.intake.not_read import NotRead as NotRead
from timeline.values.document import Document
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan

# A document's fields, and the keys that records and front matter keep them under, the first that is there first
FIELDS: Mapping[str, tuple[str, ...]] = {
    "doc_id": ("doc_id", "id"),
    "url": ("url",),
    "title": ("title",),
    "text": ("text", "body", "content"),
    "published": ("published", "date", "datepublished", "dct"),
    "author": ("author",),
    "publisher": ("publisher", "source"),
    "language": ("language",),
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What holds for everything that one call reads.

    ``published`` is the person's word, and stands before whatever a document says of itself; so do ``publisher`` and
    ``language`` (ISO 639-1). ``columns`` says where a record keeps a field: ``{"published": "pub_date"}``. ``today``
    is the number of the day of reading: a publication after the day that follows it is not believed (``None``
    believes any). ``max_bytes`` is the most that one document may have, unpacked and as bytes. Times are in seconds:
    ``timeout`` for one step of a connection, ``deadline`` for the whole of one page.

    Raises:
        UnknownName: If ``columns`` names a field that no document has.
    """

    published: TimeSpan | None = None
    publisher: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    today: int | None = None
    max_bytes: int = 20_000_000  # trafilatura's own limit; the longest novels have a quarter of it
    allow_private: bool = False
    timeout: float = 20.0
    deadline: float = 60.0
    max_redirects: int = 5
    passed_over: frozenset[str] = frozenset()  # absolute paths of files that no folder is taken to hold
    stdin: BinaryIO | None = None  # what ``-`` reads; the process's own standard input where nothing is given

    def __post_init__(self) -> None:
        for field_name in self.columns:
            if field_name not in FIELDS:
                raise UnknownName("field", field_name, list(FIELDS))


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes, unpacked, and where it came from.

    ``origin`` is for people. ``address`` is what stays (see :class:`~timeline.values.document.Document`); it is
    ``-`` for standard input. ``charset`` is what the server said; ``url`` is set for what came from one.
    """

    origin: str
    address: str
    stream: BufferedReader
    charset: str | None = None
    url: str | None = None


class Reader(Protocol):
    """Reads one format.

    ``suffixes`` (with their dot, lower case) and ``media_types`` are what files and servers call it.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]

    def likeness(self, head: str) -> int:
        """How much the first few thousand characters look like this format: 0 not at all, 9 beyond doubt."""
        ...

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The documents in the order they stand, each bad place as a problem where it stands.

        Raises:
            NotRead: If nothing of the source can be read, or nothing more of it; the caller makes it a problem.
        """
        ...
