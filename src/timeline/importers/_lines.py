"""The lines of a stream as characters, one at a time, none longer than a limit."""

from collections.abc import Iterator

from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.intake.decoding import decode, looks_binary, mark
from timeline.values.problem import Problem

_PIECE: int = 65_536
_ZIP = b"PK\x03\x04"


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
    if head.startswith(_ZIP):
        raise NotRead("is a ZIP file or a workbook, not text", "pass --as xlsx for a workbook, or unpack it")
    if head.count(b"\r") > 1 and b"\n" not in head:
        raise NotRead("ends its lines with carriage returns alone, as old Macs did", "save it with other line ends")
    guessed = anything = False
    number = 0
    while line := source.stream.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            anything = True
            while (rest := source.stream.readline(_PIECE)) and not rest.endswith(b"\n"):
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
    if not anything:
        raise NotRead("is empty")
