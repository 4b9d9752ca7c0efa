"""Files in, one file a format.

To add a format, add a file here that defines ``READER`` (see :mod:`timeline.readers.base`).
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

from timeline.discovery import Catalogue
from timeline.intake.decoding import decode, looks_binary
from timeline.intake.unpacking import unpacked
from timeline.readers._intake.places import address, is_url, places
from timeline.readers.base import NotRead, Reader, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

READERS = Catalogue("timeline.readers", "READER", "format")
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip")
_HEAD = 8_192  # bytes by which a format is recognised


def read(paths: Iterable[str], options: ReadOptions) -> Iterator[Document | Problem]:
    """The documents of files, folders, patterns, URLs and ``-``, in that order, with what is wrong where it stands.

    One document is held at a time. Nothing is raised for bad input: each place that could not be read, or not
    without a reservation, is a :class:`~timeline.values.problem.Problem`. A format is known by the server's word,
    else by the suffix (before ``.gz``), else by the look of its beginning.

    >>> [str(problem) for problem in read(["no-such-file.txt"], ReadOptions())]
    ['no-such-file.txt: is not there; check the path']
    """
    for place in places(paths, options.passed_over):
        if isinstance(place, Problem):
            yield place
            continue
        where = place if is_url(place) else address(place)
        try:
            with _opened(place, where, options) as (source, reader):
                yield from reader.read(source, options)
        except NotRead as why:
            yield Problem(where, why.what, why.advice)
        except OSError as wrong:
            yield Problem(where, f"cannot be read: {wrong.strerror or wrong}", "check that it is there and permitted")


@contextmanager
def _opened(place: str, where: str, options: ReadOptions) -> Iterator[tuple[Source, Reader]]:
    """The unpacked stream of one place and the reader of its format; the stream is closed at the end."""
    with ExitStack() as closing:
        url = media_type = charset = None
        name = place
        raw: BinaryIO
        if place == "-":
            raw = options.stdin or _standard_input()
        elif is_url(place):
            from timeline.readers._intake.fetching import fetch

            page = fetch(place, options)
            raw, url, media_type, charset = page.stream, page.url, page.media_type, page.charset
            name = urlsplit(page.url).path
        else:
            raw = closing.enter_context(Path(place).open("rb"))
        stream = unpacked(raw, options.max_bytes)
        head = stream.peek(_HEAD)[:_HEAD]
        yield Source(where, url or where, stream, charset, url), _reader_of(head, name, media_type or "")


def _standard_input() -> BinaryIO:
    import sys

    return sys.stdin.buffer


def _reader_of(head: bytes, name: str, media_type: str) -> Reader:
    """The reader that a media type, a suffix or the look of the beginning asks for.

    Raises:
        NotRead: If there is nothing to read, or no reader for it.
    """
    if not head:
        raise NotRead("is empty")
    readers: list[Reader] = [READERS.load(known) for known in READERS.names()]
    if media_type not in _VAGUE:
        claimed = [reader for reader in readers if media_type in reader.media_types]
        if not claimed:
            raise NotRead(f"is of a type that cannot be read, {media_type}", "save it as text, HTML or JSONL")
    else:
        suffix = PurePosixPath(name.lower().removesuffix(".gz")).suffix
        claimed = [reader for reader in readers if suffix and suffix in reader.suffixes]
    if len(claimed) == 1:
        return claimed[0]
    if looks_binary(head):
        raise NotRead("is binary, not text", "convert it to text, Markdown, HTML or JSONL")
    text = decode(head).text
    best = max(claimed or readers, key=lambda reader: reader.likeness(text))  # of equals the first by name
    if not claimed and not best.likeness(text):
        raise NotRead("is in no format that is read", "convert it to text, Markdown, HTML or JSONL")
    return best
