"""One large object of JSON, taken apart as it is read: the members of its arrays come one by one, with their lines."""

import codecs
import json
import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from timeline.importers._lines import is_binary
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.intake.decoding import mark
from timeline.values.problem import Problem

_PIECE: Final = 65_536
_MEMBER: Final = 2  # how deep the members of the arrays lie
_TEXT: Final = r'"(?:[^"\\]++|\\.)*+"'  # a whole one, else its quotation mark
_OUTSIDE: Final = re.compile(_TEXT + r'|["\[\]{}:,]', re.DOTALL)
_DEEP: Final = re.compile(_TEXT + r'|["\[\]{}]', re.DOTALL)  # where commas and colons end nothing of ours
_SOLID: Final = re.compile(r"\S")
_INSIDE: Final = re.compile(r'["\\]')


class Member(NamedTuple):
    """A member of the array ``key``, or all of another value of the object, as it stands, and the line it begins in."""

    key: str
    line: int
    text: str


def members(source: Source, options: ImportOptions, arrays: Container[str]) -> Iterator[Member | Problem]:
    """The members of the arrays of those names, and each other value of the object as a whole, as they stand.

    A member over the limit of bytes (here: characters) is a problem; so is the end of a file before that of its object.

    Raises:
        NotRead: If there is nothing but blanks, or no object, or no text.
    """
    splitter = _Splitter(arrays, options.max_bytes)
    problems: list[Problem] = []
    for text in _characters(source, problems):
        yield from problems
        problems.clear()
        for one in splitter.feed(text):
            if one.text:
                yield one
            else:
                what = f"has more than {options.max_bytes:,} characters"
                yield Problem(f"{source.origin}:{one.line}", what, "raise --max-bytes")
    yield from problems
    if splitter.more:
        yield Problem(f"{source.origin}:{splitter.more}", "has more after the end of its JSON", "take it apart")
    if splitter.depth != 0:
        what = "ends before its JSON does" if splitter.depth > 0 else "is empty"
        if splitter.depth < 0:
            raise NotRead(what)
        yield Problem(f"{source.origin}:{splitter.line}", what, "fetch or copy it again")


def _characters(source: Source, problems: list[Problem]) -> Iterator[str]:
    head = source.stream.peek(_PIECE)[:_PIECE]
    if is_binary(head):
        raise NotRead("is binary, not JSON")
    name, length = mark(head) or ("utf-8", 0)
    source.stream.read(length)
    decoder = codecs.getincrementaldecoder(name)("strict")
    while True:
        try:
            piece = source.stream.read1(_PIECE)
        except NotRead as why:  # packed, and damaged, cut off or a bomb from here on
            problems.append(Problem(source.origin, why.what, why.advice))
            piece = b""
        before, _ = decoder.getstate()
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            what = f"is not {name.upper()}, or broken; read as Windows-1252 from here"
            problems.append(Problem(source.origin, what, "save it as UTF-8", skipped=False))
            decoder = codecs.getincrementaldecoder("cp1252")("replace")
            text = decoder.decode(before + piece, final=not piece)
        yield text
        if not piece:
            return


class _Splitter:
    """Counts brackets and quotation marks. ``depth`` is -1 before the object, 0 behind it; ``more`` a line there."""

    def __init__(self, arrays: Container[str], most: int) -> None:
        self._arrays, self._most = arrays, most
        self.depth, self.line, self.more = -1, 1, 0
        self._begun, self._size = 1, 0
        self._held: list[str] = []
        self._key = ""
        self._quoted = self._escaped = self._in_array = False

    def feed(self, text: str) -> Iterator[Member]:
        place = 0
        while place < len(text) and self.depth != 0:
            if self._escaped:
                self._escaped = False
                self._hold(text[place : place + 1])
                place += 1
                continue
            found = (_INSIDE if self._quoted else self._outside()).search(text, place)
            if not found:
                self._hold(text[place:])
                return
            token, begun, place = found[0], place, found.end()
            if self._quoted:
                self._hold(text[begun:place])
                self._quoted, self._escaped = token != '"', token == "\\"
            elif token[0] == '"':
                self._hold(text[begun:place])
                self._quoted = len(token) == 1  # its end is in the next piece
            else:
                self._hold(text[begun : found.start()])
                yield from self._at(token)
        rest = text[place:]
        if self.depth == 0 and not self.more and (found := _SOLID.search(rest)):
            self.more = self.line + rest.count("\n", 0, found.start())
        self.line += rest.count("\n")

    def _outside(self) -> re.Pattern[str]:
        return _OUTSIDE if self.depth <= _MEMBER else _DEEP

    def _hold(self, text: str) -> None:
        self.line += text.count("\n")
        if self.depth < 0:
            if text.strip():
                raise NotRead("is no object of JSON")
            return
        self._size += len(text)
        if self._size <= self._most:
            self._held.append(text)

    def _at(self, mark: str) -> Iterator[Member]:
        """Take in a bracket, comma or colon outside of texts; gives what it ends."""
        if self.depth < 0:
            if mark != "{":
                raise NotRead("is no object of JSON")
            self.depth = 1
        elif mark in "{[":
            self.depth += 1
            if self.depth == _MEMBER and mark == "[" and self._key in self._arrays:
                self._in_array = True
                self._taken()
            else:
                self._hold(mark)
        elif mark in "}]":
            self.depth -= 1
            if self.depth == 0 or (self.depth == 1 and self._in_array):
                yield from self._member()
                self._in_array = False
            else:
                self._hold(mark)
        elif mark == "," and self.depth == (_MEMBER if self._in_array else 1):
            yield from self._member()
            if not self._in_array:
                self._key = ""
        elif mark == ":" and self.depth == 1 and not self._key:
            self._key = _name(self._taken())
        else:
            self._hold(mark)

    def _member(self) -> Iterator[Member]:
        begun, too_long = self._begun, self._size > self._most
        whole = self._taken()
        text = whole.strip()
        if text:
            line = begun + whole[: len(whole) - len(whole.lstrip())].count("\n")
            yield Member(self._key, line, "" if too_long else text)

    def _taken(self) -> str:
        """What was held, which is held no longer."""
        whole = "".join(self._held)
        self._held, self._size, self._begun = [], 0, self.line
        return whole


def _name(text: str) -> str:
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""
