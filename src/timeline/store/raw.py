"""What is asked of a statement that a person wrote before any database sees it."""

import re
from collections.abc import Mapping
from typing import Final

from timeline.errors import BadStatement

_READING: Final = ("SELECT", "WITH", "VALUES")
_COMMENT: Final = r"--[^\n]*(?:\n|$)|/\*.*?\*/"
_BEFORE: Final = re.compile(rf"(?:[\s(]|{_COMMENT})*", re.DOTALL)
_EXPLAIN: Final = "EXPLAIN"
_HOW: Final = re.compile(
    rf"(?:\s|{_COMMENT}|\([^()]*\)|(?:analy[sz]e|verbose|query|plan)\b)*", re.DOTALL | re.IGNORECASE
)
_WORD: Final = re.compile(r"\w*|.", re.DOTALL)
_BIG: Final = 2**63
SEVERAL: Final = "there is more than one statement; ask them one by one"


def checked(statement: str, values: Mapping[str, object]) -> str:
    """The statement, if it begins as one that reads and every database can be handed it and the values.

    >>> checked("/* all */ select 1", {})
    '/* all */ select 1'

    Raises:
        BadStatement: If it does not.
    """
    for text in (statement, *values, *(value for value in values.values() if isinstance(value, str))):
        if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise BadStatement(statement, "there is a character that no database takes; write it in UTF-8")
    if big := [name for name, value in values.items() if isinstance(value, int) and not -_BIG <= value < _BIG]:
        raise BadStatement(statement, f":{big[0]} is a number of more than 64 bits")
    start, first = _word(statement, first_word(statement))
    if first.upper() == _EXPLAIN:
        how = _HOW.match(statement, start + len(first))
        start, first = _word(statement, how.end() if how else 0)
    if not first:
        raise BadStatement(statement, "there is no statement; write SELECT title FROM timeline")
    if first.upper() not in _READING:
        ways = f"{', '.join(_READING)}, or {_EXPLAIN} before one of these"
        why = f"'{first}' does not begin a question; a statement begins with {ways}"
        raise BadStatement(statement, why, start, start + len(first))
    return statement


def _word(statement: str, start: int) -> tuple[int, str]:
    word = _WORD.match(statement, start)
    return start, word[0] if word else ""


def first_word(statement: str) -> int:
    """Where the first word of a statement begins, after comments and parentheses."""
    before = _BEFORE.match(statement)
    return before.end() if before else 0


def without_value(statement: str, name: str) -> BadStatement:
    """The error of a statement that names a value which nobody gave."""
    at = statement.find(f":{name}")
    where = (at, at + len(name) + 1) if at >= 0 else (None, None)
    return BadStatement(statement, f"there is no value for :{name}; add -p {name} VALUE", *where)


def never_named(statement: str, name: str) -> BadStatement:
    """The error of a value that the statement does not name."""
    return BadStatement(statement, f"the statement does not name :{name}; write :{name} where the value belongs")
