"""A statement that a person wrote, to be answered by SQLite with nothing but reading.

A file that is opened to be read only can still be left: ``ATTACH`` and ``VACUUM INTO`` write other files, an extension
runs anything. So SQLite is told which of its doings are allowed, and asks about each while it prepares a statement.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from timeline.errors import BadStatement
from timeline.store.dialects.base import Answer, Patience, Row
from timeline.store.raw import SEVERAL, never_named, without_value

_PAGE: Final = 200  # rows
_LONGEST: Final = 100_000_000  # bytes of one value: a document has at most a fifth of that
_DOINGS: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_HARMLESS: Final = """
-> ->> abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling char coalesce concat concat_ws cos cosh count
cume_dist current_date current_time current_timestamp date datetime degrees dense_rank exp first_value floor format
glob group_concat hex highlight if ifnull iif instr json json_array json_array_length json_error_position json_extract
json_group_array json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace
json_set json_type json_valid julianday lag last_value lead length like likelihood likely ln log log10 log2 lower ltrim
match max median min mod nth_value ntile nullif octet_length percent_rank percentile percentile_cont percentile_disc pi
pow power printf quote radians random rank replace round row_number rtrim sign sin sinh snippet soundex sqlite_version
sqrt strftime string_agg substr substring sum tan tanh time timediff total trim trunc typeof unhex unicode unixepoch
unlikely upper zeroblob
"""
_FUNCTIONS: Final = frozenset(_HARMLESS.split())
_TELLING: Final = "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list data_version"
_PRAGMAS: Final = frozenset(_TELLING.split())
_MISSING: Final = re.compile(r"value for binding.*:(\w+)")
_NAMED: Final = re.compile(r'near "(.*)": |no such [\w ]+: (.*)|ambiguous column name: (.*)|token: "(.*)"', re.DOTALL)


def answer(connection: sqlite3.Connection, patience: Patience, statement: str, values: Mapping[str, object]) -> Answer:
    """The answer, from a connection that is used for nothing else."""
    guard = _Guard()
    connection.set_authorizer(guard)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    given = _Given(values)
    cursor = connection.cursor()
    try:
        cursor.execute(statement, given)
    except (sqlite3.Error, sqlite3.Warning) as error:
        if told := _bad(statement, error, guard):
            raise told from error
        raise
    for name in values:
        if name not in given.asked:
            raise never_named(statement, name)
    columns = [column for column, *_ in cursor.description or ()]
    return Answer(columns, _rows(cursor, patience, statement, guard))


def _rows(cursor: sqlite3.Cursor, patience: Patience, statement: str, guard: "_Guard") -> Iterator[Row]:
    try:
        while page := cursor.fetchmany(_PAGE):
            patience.check()
            yield from page
    except sqlite3.Error as error:
        if told := _bad(statement, error, guard):
            raise told from error
        raise


class _Guard:
    """Says yes to what only reads, and keeps the first thing that it said no to."""

    def __init__(self) -> None:
        self.refused = ""

    def __call__(self, doing: int, one: str | None, other: str | None, *_: Any) -> int:
        name = (other if doing == sqlite3.SQLITE_FUNCTION else one) or ""
        if (
            doing in _DOINGS
            or (doing == sqlite3.SQLITE_FUNCTION and name.lower() in _FUNCTIONS)
            or (doing == sqlite3.SQLITE_PRAGMA and name.lower() in _PRAGMAS)
            # So it calls the first look at a virtual table. A true one is refused: the schema may not be updated.
            or (doing == sqlite3.SQLITE_UPDATE and name == "sqlite_master")
        ):
            return sqlite3.SQLITE_OK
        kind = {sqlite3.SQLITE_FUNCTION: "the function ", sqlite3.SQLITE_PRAGMA: "the pragma "}.get(doing)
        self.refused = self.refused or (f"{kind}{name}" if kind else "to change anything")
        return sqlite3.SQLITE_DENY


class _Given(dict[str, object]):
    """Values that remember which were asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self.asked = set[str]()

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return super().__getitem__(name)


def _bad(statement: str, error: Exception, guard: _Guard) -> BadStatement | None:
    """The error for people, if it is the statement's."""
    code = getattr(error, "sqlite_errorcode", None)
    if guard.refused:
        return BadStatement(statement, f"{guard.refused} is not allowed here, where nothing can be done but read")
    said = " ".join(str(error).split())
    if isinstance(error, (sqlite3.ProgrammingError, sqlite3.Warning)) and code is None:
        if "one statement" in said:
            return BadStatement(statement, SEVERAL)
        if missing := _MISSING.search(said):
            return without_value(statement, missing[1])
        if "has no name" in said:
            return BadStatement(statement, "values are written :name and given with -p name VALUE; there is a '?'")
        return BadStatement(statement, said)
    if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_RANGE):
        return BadStatement(statement, said, *_place(statement, said))
    return None


def _place(statement: str, said: str) -> tuple[int, int] | tuple[None, None]:
    """Where the word is that SQLite names, if it stands in the statement once."""
    if said == "incomplete input":
        return len(statement), len(statement)
    found = _NAMED.search(said)
    word = next((part for part in found.groups() if part), "") if found else ""
    for name in (word, word.rpartition(".")[2]):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)" if name.replace("_", "").isalnum() else re.escape(name)
        places = [match.span() for match in re.finditer(pattern, statement, re.IGNORECASE)] if name else []
        if len(places) == 1:
            return places[0]
    return None, None
