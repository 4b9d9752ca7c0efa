"""The lines of an iCalendar stream (RFC 5545, 3.1): unfolded as bytes, since a fold may lie inside of a letter."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline.importers._lines import is_binary, read_on
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.intake.decoding import decode, mark
from timeline.values.problem import Problem

_HEAD: Final = 4_096
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")


class Line(NamedTuple):
    """A line as it was before it was folded, and the number of the first that it stands on."""

    number: int
    text: str


def content_lines(source: Source, options: ImportOptions) -> Iterator[Line | Problem]:
    """Every line that is not blank; one over the limit or of binary is a problem, so is the first that is not UTF-8.

    Raises:
        NotRead: If it is in 16 or 32 bits, or no text at all.
    """
    head = source.stream.peek(_HEAD)[:_HEAD]
    marked = mark(head)
    if marked and marked[0] != "utf-8":
        raise NotRead(f"is in {marked[0].upper()}, whose lines are not read", "save it as UTF-8")
    if is_binary(head):
        raise NotRead("is binary, not text")
    source.stream.read(marked[1] if marked else 0)
    guessed = False
    problems: list[Problem] = []
    for number, raw in _unfolded(source, options.max_bytes, problems):
        where = f"{source.origin}:{number}"
        if raw is None:
            yield Problem(where, f"has a line of more than {options.max_bytes:,} bytes", "raise --max-bytes")
        elif b"\0" in raw:
            yield Problem(where, "is binary, not text")
        elif raw.strip():
            found = decode(raw)
            if found.guess and not guessed:
                guessed = True
                yield Problem(where, found.guess, "save it as UTF-8", skipped=False)
            yield Line(number, found.text)
    yield from problems


def _unfolded(source: Source, most: int, problems: list[Problem]) -> Iterator[tuple[int, bytes | None]]:
    held: list[bytes] = []
    begun, size, number = 1, 0, 0
    while piece := read_on(source, most + 1, problems):
        number += 1
        rest = piece
        while len(rest) > most and not rest.endswith(b"\n"):
            rest = read_on(source, most + 1, problems)
        piece = piece.rstrip(b"\r\n")
        if not piece:
            continue  # mail programs put such lines between a line and its fold
        if piece[:1] not in (b" ", b"\t"):
            yield begun, b"".join(held) if size <= most else None
            begun, held, size = number, [], 0
        size += len(piece)
        if size <= most:
            held.append(piece[1:] if piece[:1] in (b" ", b"\t") else piece)
    yield begun, b"".join(held) if size <= most else None


def unescaped(text: str) -> str:
    r"""A value of type TEXT as it was meant.

    >>> unescaped(r"a\, b\nc\\n")
    'a, b\nc\\n'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
