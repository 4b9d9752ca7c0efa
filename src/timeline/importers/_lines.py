"""The lines of a stream as characters, one at a time, none longer than a limit."""

import re
from collections.abc import Iterator
from typing import Final

from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.intake.decoding import decode, looks_binary, mark
from timeline.values.problem import Problem

_PIECE: Final = 65_536
_BEGINNING: Final = 64  # bytes; good rows may stand before rubbish, so that later ones say nothing of the file
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MANY: Final = 3  # of those 64; bytes by chance have seven, a text with a broken cell one
_ELSE: Final = {
    b"PK\x03\x04": ("is a ZIP file or a workbook, not text", "pass --as xlsx for a workbook, or unpack it"),
    b"%PDF-": ("is a PDF, not text", "pass the table that it was made from"),
}


def is_binary(head: bytes) -> bool:
    """Whether a file is no text from its first bytes on: its first line is none, and control characters abound.

    >>> is_binary(b"GIF89a\\0\\1\\0\\x80"), is_binary(b"date,title\\n2020,a\\0b"), is_binary("a,b".encode("utf-16"))
    (True, False, False)
    """
    first = head[:_BEGINNING]
    line = first.partition(b"\n")[0]
    unclean = _CONTROL.search(line) or "\ufffd" in line.decode("utf-8", "replace")
    return mark(head) is None and bool(unclean) and len(_CONTROL.findall(first)) >= _MANY


def lines(source: Source, options: ImportOptions) -> Iterator[tuple[int, str] | Problem]:
    """Each line with its number, its end included, empty ones too; UTF-8, or what a mark says, or Windows-1252.

    A line over the limit, or one of binary, is a problem; so is the first that is no UTF-8, which is read all the same.

    Raises:
        NotRead: If there is nothing but blanks, or the file is in 16 or 32 bits, or no text at all.
    """
    head = source.stream.peek(_PIECE)[:_PIECE]
    marked = mark(head)
    if marked and marked[0] != "utf-8":
        raise NotRead(f"is in {marked[0].upper()}, whose lines are not read", "save it as UTF-8")
    for begins, why in _ELSE.items():
        if head.startswith(begins):
            raise NotRead(*why)
    if is_binary(head):
        raise NotRead("is binary, not text")
    if head.count(b"\r") > 1 and b"\n" not in head:
        raise NotRead("ends its lines with carriage returns alone, as old Macs did", "save it with other line ends")
    guessed = anything = False
    number = 0
    problems: list[Problem] = []
    while line := read_on(source, options.max_bytes + 1, problems):
        number += 1
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            anything = True
            while (rest := read_on(source, _PIECE, problems)) and not rest.endswith(b"\n"):
                pass
            yield Problem(
                f"{source.origin}:{number}", f"has a line of more than {options.max_bytes:,} bytes", "raise --max-bytes"
            )
            continue
        if number == 1 and marked:
            line = line[marked[1] :]
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            found = decode(line)
            text = found.text
            if not guessed:
                guessed = True
                where, wrong = f"{source.origin}:{number}", found.guess or "is not UTF-8"
                yield Problem(where, wrong, "save it as UTF-8", skipped=False)
        if "\0" in text and looks_binary(line):
            anything = True
            yield Problem(f"{source.origin}:{number}", "is binary, not text")
            continue
        anything = anything or not text.isspace()
        yield number, text
    yield from problems
    if not anything and not problems:
        raise NotRead("is empty")


def read_on(source: Source, most: int, problems: list[Problem]) -> bytes:
    """The next line, or so many bytes of it; none where a packed stream is damaged, cut off or a bomb from here on.

    That is a problem, so that the rows which were read before it are not lost.
    """
    try:
        return source.stream.readline(most)
    except NotRead as why:
        problems[:] = [Problem(source.origin, why.what, why.advice)]
        return b""
