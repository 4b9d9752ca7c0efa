"""The same questions in SQL written by hand: the best there is on the project's own tables, and what one writes first.

The best goes by the classes of length, as the project does, and is the limit of what it can reach; its values are
bound, so that a statement is read once. What one writes first (``start < b AND end > a``) has a table of its own,
``plain`` with an index (starts, ends), so that the index is not in the way of the others.
"""

from typing import Final

from timeline.store.spans import DATED, LONGEST, OPEN_AT_END, OPEN_AT_START, OPEN_END, OPEN_START, UNDATED

KEYS: Final = "starts, ends, grain, number"
PLAIN: Final = "number, starts, ends, grain, title"
SHOWN: Final = "e.number, e.starts, e.ends, e.title"
MONTH: Final = 60  # the grain by which the tally knows months


def _class(c: int, table: str, wanted: str = "", *, begun: str = ":a - {}") -> str:
    """The events of a class that overlap [:a, :b); ``begun`` is what they begin after, where that is to be said."""
    found = [f"length_class = {c}", f"starts = {OPEN_START}" if c == OPEN_AT_START else "starts < :b"]
    if c < len(LONGEST) and begun:
        found.append(f"starts > {begun.format(LONGEST[c])}")
    if c != OPEN_AT_END:
        found.append("ends > :a")
    return f"FROM {table} WHERE {' AND '.join([*found, *([wanted] if wanted else [])])}"


def overlapping(*, after: bool = False, wanted: str = "", limit: int = 50) -> str:
    """The first that overlap [:a, :b); with ``after`` those that follow the key (:s, :e, :g, :n)."""
    begun = ":a - {}"
    if after:  # of two bounds to begin at, a database may take the lower
        wanted, begun = "(starts, ends, grain, number) > (:s, :e, :g, :n)", ""
    order = f"ORDER BY {KEYS} LIMIT {limit}"
    branches = (_class(c, "event", wanted, begun=begun) for c in DATED)
    each = (f"SELECT * FROM (SELECT {KEYS} {branch} {order}) c{c}" for c, branch in enumerate(branches))
    return _shown(f"SELECT * FROM ({' UNION ALL '.join(each)}) u {order}")


def of_entity(*, limit: int = 50) -> str:
    """The first that overlap [:a, :b) in which the person named :name takes part."""
    wanted = "entity = (SELECT entity FROM alias WHERE name = :name AND kind = 'person') AND place = 0"
    order = f"ORDER BY {KEYS} LIMIT {limit}"
    keys = "starts, ends, grain, event AS number"
    each = (f"SELECT * FROM (SELECT {keys} {_class(c, 'event_entity', wanted)} {order}) c{c}" for c in DATED)
    return _shown(f"SELECT * FROM ({' UNION ALL '.join(each)}) u {order}")


def _shown(keys: str) -> str:
    order = "ORDER BY k.starts, k.ends, k.grain, k.number"
    return f"SELECT {SHOWN} FROM ({keys}) k JOIN event e ON e.number = k.number {order}"


def counted() -> str:
    """How many overlap [:a, :b)."""
    each = " + ".join(f"(SELECT count(*) {_class(c, 'event')})" for c in DATED)
    return f"SELECT {each}"


BY_MONTH: Final = f"SELECT period, events FROM event_tally WHERE unit = {MONTH} AND period < {OPEN_END} ORDER BY period"
ON_DAY: Final = _shown(f"SELECT {KEYS} FROM event WHERE month_day = :day ORDER BY {KEYS} LIMIT 50")


_FOUND: Final = {  # by whether the database is a file: a search row's number, what it is to hold, how it is joined
    True: ("s.rowid", "mention_search MATCH :asked", "CROSS JOIN"),  # from left to right
    False: ("s.mention", "words @@ CAST(:asked AS tsquery)", "JOIN"),
}


def with_word(*, is_file: bool, gathered: bool) -> str:
    """The first that overlap [:a, :b) and have what is :asked: gathered by the word, or looked for along the window."""
    number, holds, join = _FOUND[is_file]
    if gathered:
        keys = "e.starts, e.ends, e.grain, e.number"
        hits = f"mention_search s {join} event_mention m ON m.mention = {number} {join} event e ON e.number = m.event"
        span = f"+e.length_class < {UNDATED} AND +e.starts < :b AND +e.ends > :a"
        return _shown(f"SELECT DISTINCT {keys} FROM {hits} WHERE {holds} AND {span} ORDER BY {keys} LIMIT 50")
    said = f"SELECT 1 FROM event_mention m JOIN mention_search s ON {number} = m.mention"
    wanted = f"EXISTS ({said} WHERE m.event = number AND {holds})"
    if not is_file:
        return overlapping(wanted=wanted)
    # Merged as they are read, so that no more than fifty are looked for.
    flat = " UNION ALL ".join(f"SELECT {KEYS} {_class(c, 'event', wanted)}" for c in DATED)
    return _shown(f"{flat} ORDER BY {KEYS} LIMIT 50")


# What one writes first.
NAIVE_WINDOW: Final = (
    f"SELECT number, starts, ends, title FROM plain WHERE starts < :b AND ends > :a ORDER BY {KEYS} LIMIT 50"
)
NAIVE_COUNT: Final = "SELECT count(*) FROM plain WHERE starts < :b AND ends > :a"
NAIVE_PERSON: Final = (
    f"SELECT {SHOWN} FROM event_entity l JOIN event e ON e.number = l.event WHERE l.place = 0 "
    "AND l.entity = (SELECT entity FROM alias WHERE name = :name AND kind = 'person') "
    "AND e.starts < :b AND e.ends > :a ORDER BY e.starts, e.ends, e.grain, e.number LIMIT 50"
)
NAIVE_PAGE: Final = f"SELECT number, starts, ends, title FROM plain ORDER BY {KEYS} LIMIT 50 OFFSET 49950"
NAIVE_BEFORE: Final = (
    "SELECT count(*) AS before FROM plain WHERE starts < :b AND ends > :a AND starts < :a"  # those on earlier pages
)
NAIVE_WITHIN: Final = f"{NAIVE_WINDOW} OFFSET :before"
NAIVE_WORD: Final = (
    "SELECT number, starts, ends, title FROM plain WHERE starts < :b AND ends > :a "
    f"AND ' ' || lower(title) || ' ' LIKE :like ORDER BY {KEYS} LIMIT 50"
)
_MONTH_OF = {
    True: "strftime('%Y-%m', {}, 'unixepoch')",
    False: "to_char(to_timestamp({}) AT TIME ZONE 'UTC', 'YYYY-MM')",
}
NAIVE_MONTHS: Final = {
    is_file: f"SELECT {month.format('starts')} AS m, count(*) FROM plain WHERE ends < {OPEN_END} "
    f"AND {month.format('starts')} = {month.format('ends - 1')} GROUP BY m"
    for is_file, month in _MONTH_OF.items()
}
_ONE_DAY = "ends - starts <= 86400 AND "
_OF_DAY = f" ORDER BY {KEYS} LIMIT 50"
_FROM_PLAIN = "SELECT number, starts, ends, title FROM plain WHERE "
NAIVE_ON_DAY: Final = {
    True: f"{_FROM_PLAIN}{_ONE_DAY}strftime('%m-%d', starts, 'unixepoch') = :like{_OF_DAY}",
    False: f"{_FROM_PLAIN}{_ONE_DAY}to_char(to_timestamp(starts) AT TIME ZONE 'UTC', 'MM-DD') = :like{_OF_DAY}",
}
PAGE_BEFORE: Final = f"SELECT {KEYS} FROM plain ORDER BY {KEYS} LIMIT 1 OFFSET 49949"
DUCK_MONTHS: Final = (
    "SELECT date_trunc('month', first) AS m, count(*) FROM plain "
    "WHERE date_trunc('month', first) = date_trunc('month', last) GROUP BY m"
)
DUCK_ON_DAY: Final = f"{_FROM_PLAIN}first = last AND month(first) = :month AND day(first) = :dom{_OF_DAY}"
DUCK_PERSON: Final = (
    f"SELECT {SHOWN} FROM (SELECT event, starts, ends, grain FROM link WHERE starts < :b AND ends > :a AND "
    "entity = (SELECT entity FROM person WHERE name = :name) ORDER BY starts, ends, grain, event LIMIT 50) l "
    "JOIN plain e ON e.number = l.event ORDER BY l.starts, l.ends, l.grain, l.event"
)
