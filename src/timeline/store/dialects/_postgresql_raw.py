"""A statement that a person wrote, to be answered by PostgreSQL with nothing but reading.

It is sent by the protocol that takes one statement only, within a transaction that may only read and has read already:
from then on nothing makes it a writing one. What functions do outside of transactions is a matter of the role's rights.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import psycopg
from psycopg import RawCursor

from timeline.errors import BadStatement
from timeline.store.dialects.base import Answer, Patience, Row
from timeline.store.raw import SEVERAL, first_word, never_named, without_value

_PAGE: Final = 200  # rows
_CURSOR: Final = "DECLARE answer NO SCROLL CURSOR FOR "
_SERVERS_OWN: Final = ("08", "40", "53", "55", "57", "58", "XX001", "XX002")  # codes of what is no statement's fault
_UNBOUND: Final = "08P01"  # … but this is: a value by number, which nobody gave
_INTEGERS: Final = {20, 21, 23, 26}
_FLOATS: Final = {700, 701}
_BOOLEAN, _BYTES, _NUMERIC = 16, 17, 1700
# What stands where a value cannot be named: strings, names, comments, casts.
_PIECE: Final = re.compile(
    r"""
    (?<!\w)[eE]'(?:[^'\\]|''|\\.)*' | '(?:[^']|'')*' | "(?:[^"]|"")*"
    | (?<![\w$])\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$
    | --[^\n]* | (?P<comment>/\*) | ::
    | (?<![\w\]]):(?P<name>[^\W\d]\w*)
    """,
    re.DOTALL | re.VERBOSE,
)
_EXPLAIN: Final = re.compile(r"explain\b", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*|\*/")
_TOKEN: Final = re.compile(r"\w+|.|$", re.DOTALL)


def hurry(connection: "psycopg.Connection[Row]", patience: Patience) -> None:
    """Let the next statement take no longer than the time that is left."""
    left = patience.left()
    if left is not None:
        patience.check()
        connection.execute(f"SET LOCAL statement_timeout = {int(left * 1000) + 1}")


def answer(
    connection: "psycopg.Connection[Row]", patience: Patience, statement: str, values: Mapping[str, object]
) -> Answer:
    """The answer, from a connection that is used for nothing else, in a transaction that has read already."""
    asked = _Asked(statement, values)
    connection.prepare_threshold = 0  # every statement by the protocol for one
    cursor = RawCursor(connection)
    hurry(connection, patience)
    explains = _EXPLAIN.match(statement, first_word(statement))
    before = "" if explains else _CURSOR
    try:
        cursor.execute(before + asked.text, asked.values)
        if not explains:
            _fetch(connection, cursor, patience)
    except psycopg.Error as error:
        if told := asked.bad(error, len(before)):
            raise told from error
        raise
    result = cursor.pgresult
    assert result is not None
    encoding = connection.info.encoding
    columns = [(result.fname(n) or b"").decode(encoding, "replace") for n in range(result.nfields)]
    return Answer(columns, _rows(connection, cursor, patience, asked, more=not explains))


def _fetch(connection: "psycopg.Connection[Row]", cursor: "RawCursor[Row]", patience: Patience) -> None:
    hurry(connection, patience)
    cursor.execute(f"FETCH FORWARD {_PAGE} FROM answer")


def _rows(
    connection: "psycopg.Connection[Row]", cursor: "RawCursor[Row]", patience: Patience, asked: "_Asked", *, more: bool
) -> Iterator[Row]:
    encoding = connection.info.encoding
    while (page := cursor.pgresult) is not None and page.ntuples:
        kinds = [page.ftype(n) for n in range(page.nfields)]
        for row in range(page.ntuples):
            yield tuple(_value(kind, page.get_value(row, n), encoding) for n, kind in enumerate(kinds))
        if not more:
            return
        try:
            _fetch(connection, cursor, patience)
        except psycopg.Error as error:
            if told := asked.bad(error, None):
                raise told from error
            raise


def _value(kind: int, raw: bytes | None, encoding: str) -> object:
    """A value as the other databases would give it; of a kind that they have not, its text."""
    if raw is None:
        return None
    text = raw.decode(encoding, "replace")
    if kind in _INTEGERS:
        return int(text)
    if kind in _FLOATS:
        return float(text)
    if kind == _NUMERIC:
        number = Decimal(text)
        return int(number) if number.is_finite() and number.as_tuple().exponent == 0 else float(number)
    if kind == _BOOLEAN:
        return text == "t"
    return bytes.fromhex(text[2:]) if kind == _BYTES and text.startswith("\\x") else text


class _Asked:
    """A statement as it is sent: values by number, in place of their names."""

    def __init__(self, statement: str, values: Mapping[str, object]) -> None:
        self.statement = statement
        names: list[str] = []
        parts: list[str] = []
        self._places = [(0, 0)]  # where in the text, and where in the statement, a piece begins
        length = done = 0
        for name, start, end in _named(statement):
            if name not in values:
                raise without_value(statement, name)
            if name not in names:
                names.append(name)
            part = statement[done:start] + f"${names.index(name) + 1}"
            length, done = length + len(part), end
            parts.append(part)
            self._places.append((length, end))
        for name in values:
            if name not in names:
                raise never_named(statement, name)
        self.text = "".join(parts) + statement[done:]
        self.values: Sequence[Any] = [values[name] for name in names]

    def bad(self, error: psycopg.Error, before: int | None) -> BadStatement | None:
        """The error for people, if it is the statement's; ``before`` characters were sent before it."""
        code = error.sqlstate or ""
        if code == _UNBOUND:
            return BadStatement(self.statement, "values are written :name and given with -p name VALUE, not by number")
        if not code or code.startswith(_SERVERS_OWN):
            return None
        said = (error.diag.message_primary or str(error)).strip()
        if "multiple commands" in said:
            return BadStatement(self.statement, SEVERAL)
        hint = (error.diag.message_hint or "").strip().rstrip(".")
        why = " ".join(f"{said}{'; ' * bool(hint)}{hint[:1].lower()}{hint[1:]}".split())
        place = error.diag.statement_position
        if before is None or not place or int(place) <= before:
            return BadStatement(self.statement, why)
        at = int(place) - 1 - before
        sent, origin = max(pair for pair in self._places if pair[0] <= at)
        start = min(origin + at - sent, len(self.statement))
        token = _TOKEN.match(self.statement, start)
        return BadStatement(self.statement, why, start, token.end() if token else start)


def _named(statement: str) -> Iterator[tuple[str, int, int]]:
    """The names of values in a statement, each with where it stands with its colon."""
    at = 0
    while found := _PIECE.search(statement, at):
        at = found.end()
        if found["name"]:
            yield found["name"], *found.span()
        elif found["comment"]:  # one may stand in another
            depth = 1
            while depth and (mark := _COMMENT.search(statement, at)):
                depth += 1 if mark[0] == "/*" else -1
                at = mark.end()
            if depth:
                return
