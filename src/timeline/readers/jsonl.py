"""JSON Lines: a record a line, each a document; see ``FIELDS`` for its keys. Lines are read one at a time.

A bad line is a problem with its number, and the next one is read. The text is the field's, every character.
"""

import codecs
import json
import re
from collections.abc import Iterator

from timeline.intake.decoding import decode, looks_binary, mark
from timeline.readers._intake.records import document_of
from timeline.readers._intake.whole import too_long
from timeline.readers.base import NotRead, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_PIECE = 65_536
_OBJECT = re.compile(r'\{\s*(?:"|\}|$)')


class JsonLinesReader:
    """One file, as many documents as it has lines."""

    suffixes = (".jsonl", ".ndjson", ".jsonlines", ".json")
    media_types = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines")

    def likeness(self, head: str) -> int:
        """Its first line is an object; one whose end is out of sight may be."""
        first, newline, _ = head.lstrip().partition("\n")
        if not _OBJECT.match(first):
            return 0
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            return 2 if newline else 7
        return 8

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The documents in the order of their lines."""
        anything = False
        for number, line in enumerate(_lines(source, options.max_bytes), start=1):
            where = f"{source.origin}:{number}"
            if line is None:
                anything = True
                yield Problem(where, *too_long(options.max_bytes))
            elif line.strip():
                anything = True
                yield from _document(line, where, source, options)
        if not anything:
            raise NotRead("is empty")


def _document(line: bytes, where: str, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
    if looks_binary(line):
        yield Problem(where, "is binary, not a line of JSON")
        return
    decoded = decode(line)
    try:
        record = json.loads(decoded.text, strict=False)
    except json.JSONDecodeError as wrong:
        yield Problem(where, f"is no JSON: {wrong.msg} at character {wrong.pos + 1}")
        return
    except (ValueError, RecursionError):
        yield Problem(where, "is no JSON that can be read: a number too long, or nested too deep")
        return
    if decoded.guess:
        yield Problem(where, decoded.guess, "save it as UTF-8", skipped=False)
    try:
        yield from document_of(record, where, source, options)
    except NotRead as why:
        yield Problem(where, why.what, why.advice)


def _lines(source: Source, max_bytes: int) -> Iterator[bytes | None]:
    """Each line, or ``None`` for one over the limit, whose rest is passed over without being kept."""
    stream = source.stream
    marked = mark(stream.peek(4))
    if marked and marked[0] != "utf-8":
        yield from _recoded(source, marked[0], max_bytes)
        return
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_PIECE)):
            pass
        yield None


def _recoded(source: Source, encoding: str, max_bytes: int) -> Iterator[bytes | None]:
    """As :func:`_lines`, of a stream in 16 or 32 bits, whose line ends are not one byte."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    pending: list[str] = []
    size = 0
    while piece := source.stream.read(_PIECE):
        *ended, rest = decoder.decode(piece).split("\n")
        for end in ended:
            yield _utf8([*pending, end]) if size + len(end) <= max_bytes else None
            pending, size = [], 0
        size += len(rest)
        if size <= max_bytes:
            pending.append(rest)
    if pending or size > max_bytes:
        yield _utf8(pending) if size <= max_bytes else None


def _utf8(pieces: list[str]) -> bytes:
    return "".join(pieces).lstrip("\ufeff").encode("utf-8", "surrogatepass")


READER = JsonLinesReader()
