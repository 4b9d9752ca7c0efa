"""Questions, in SQL that means the same on every database; values are named ``:so``, numbers stand as they are.

The order is total: start, end, grain, number. A question first finds numbers of events, in order, and then what is to
be shown of them; so a page of fifty reads an index and fifty rows, whatever lies beside them.
"""

from collections.abc import Iterable, Sequence

from timeline.store.spans import (
    DATED,
    LONGEST,
    OPEN_AT_END,
    OPEN_AT_START,
    OPEN_END,
    OPEN_START,
    UNDATED,
    WITHDRAWN,
)
from timeline.values.query import EventQuery
from timeline.values.time import Extent, TimeSpan

Columns = tuple[str, ...]

_ORDER = "starts, ends, grain, number"
SPAN: Columns = ("starts", "ends", "grain", "extent", "doubt", "end_doubt", "zone")
EVENT: Columns = (*SPAN, "number", "title", "status", "basis", "documents", "who", "places")
MENTION: Columns = (
    *SPAN,
    *("id", "quote_start", "quote_end", "trigger_start", "trigger_end"),
    *("title", "status", "basis", "lead", "confidence", "rule", "reason"),
)
EXPRESSION: Columns = (
    *("expression_start", "expression_end", "timex_type", "timex_value", "expression_rule", "expression_time"),
    *("expression_basis", "anchor", "timex_mod", "timex_quant", "timex_freq", "signal", "expression_range"),
    *("ends_range", "readings", "why"),
)
DOCUMENT: Columns = (*(f"published_{name}" for name in SPAN), "id", "doc_id", "title", "url", "publisher")

# The documents that have ``:source`` somewhere in an address, the publisher or the title.
_TOLD_BY = (
    "WITH told_by (id) AS ("
    "SELECT id FROM document WHERE folded LIKE :source ESCAPE '!' "
    "UNION SELECT document FROM address WHERE current = 1 AND folded LIKE :source ESCAPE '!') "
)
_EVENTS_WITH = "SELECT event FROM event_mention JOIN mention ON id = mention WHERE superseded = 0 AND"
_BY_SOURCE = "document IN (SELECT id FROM told_by)"


def pattern(folded: str) -> str:
    """What ``:source`` is for a part of a text; the marks that LIKE knows mean themselves.

    >>> pattern("100%")
    '%100!%%'
    """
    for mark in "!%_":
        folded = folded.replace(mark, "!" + mark)
    return f"%{folded}%"


def numbers(query: EventQuery, matching: str) -> str:
    """The events asked for, in order; each row is a key of the order, of which the last is the number.

    It names ``:source`` where the query has one, and whatever ``matching`` does: a statement of the mentions that hold
    the words of ``query.text``.
    """
    a, b = _window(query.during)
    limit = "" if query.limit is None else f" LIMIT {int(query.limit)}"
    told_by = _TOLD_BY if query.source else ""
    wanted = [_certainly(a, b)] if query.certain and not query.undated else []
    # Few events have a word or a source: they are gathered and sorted. A source within a window is the other way
    # round: the window is read in order, and each event asked for its source.
    if query.undated or query.text or (query.source and (a == OPEN_START or b == OPEN_END)):
        if query.text:
            wanted.append(f"number IN ({_EVENTS_WITH} mention IN ({matching}))")
        if query.source:
            wanted.append(f"number IN ({_EVENTS_WITH} {_BY_SOURCE})")
        tray = f"length_class = {UNDATED}"
        dated = f"length_class IN ({_listed(DATED)}) AND starts < {b} AND ends > {a}"
        found = _keys([tray if query.undated else dated, *wanted])
        return f"{told_by}{found} ORDER BY {_ORDER}{limit}"
    if query.source:
        wanted.append(f"EXISTS ({_EVENTS_WITH} {_BY_SOURCE} AND event = number)")
    return told_by + _merged([_keys([*_of_class(c, a, b), *wanted]) for c in DATED], limit)


def _window(during: TimeSpan | None) -> tuple[int, int]:
    start, end = (None, None) if during is None else (during.start, during.end)
    return OPEN_START if start is None else max(start, OPEN_START), OPEN_END if end is None else min(end, OPEN_END)


def _listed(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in values)


def _keys(conditions: Sequence[str]) -> str:
    return f"SELECT {_ORDER} FROM event WHERE {' AND '.join(conditions)}"


def _of_class(c: int, a: int, b: int) -> list[str]:
    """Events of one class that overlap [a, b), as one range of the index."""
    found = [f"length_class = {c}"]
    if c == OPEN_AT_START:
        found.append(f"starts = {OPEN_START}")
    elif b != OPEN_END:
        found.append(f"starts < {b}")
    if a != OPEN_START and c < len(LONGEST):
        found.append(f"starts > {max(a - LONGEST[c], OPEN_START)}")
    if a != OPEN_START and c != OPEN_AT_END:
        found.append(f"ends > {a}")
    return found


def _certainly(a: int, b: int) -> str:
    """:meth:`timeline.values.time.TimeSpan.certainly_in`, for what overlaps already."""
    return f"(extent = '{Extent.THROUGHOUT}' OR (starts >= {a} AND ends <= {b}))"


def _merged(branches: Sequence[str], limit: str) -> str:
    """One sorted list out of several that the index holds sorted; a limit must stand in every one to be of use."""
    if limit:
        branches = [f"SELECT * FROM ({b} ORDER BY {_ORDER}{limit}) AS c{n}" for n, b in enumerate(branches)]
    return f"{' UNION ALL '.join(branches)} ORDER BY {_ORDER}{limit}"


def events(chosen: Sequence[int]) -> str:
    """The columns ``EVENT`` of those events that have not left the timeline, in no order."""
    found = f"number IN ({_listed(chosen)}) AND length_class <> {WITHDRAWN}"
    return f"SELECT {', '.join(EVENT)} FROM event WHERE {found}"


def sources(chosen: Sequence[int]) -> str:
    """Of those events' mentions, in the order they were stored: event, quote, expression, and then ``MENTION``,
    ``EXPRESSION`` and ``DOCUMENT``.
    """
    columns = ["event", _cut("quote"), _cut("expression")]
    columns += [f"m.{name}" for name in (*MENTION, *EXPRESSION)] + [f"d.{name}" for name in DOCUMENT]
    return (
        f"SELECT {', '.join(columns)} FROM event_mention JOIN mention m ON m.id = mention "
        f"JOIN document d ON d.id = m.document WHERE event IN ({_listed(chosen)}) AND m.superseded = 0 "
        "ORDER BY event, m.id"
    )


def _cut(what: str) -> str:
    return f"substr(d.text, m.{what}_start + 1, m.{what}_end - m.{what}_start)"


def parties(chosen: Sequence[int]) -> str:
    """``mention, name, kind, role`` of the mentions of those events, as they are read."""
    return (
        "SELECT me.mention, name, kind, role FROM event_mention em JOIN mention_entity me ON me.mention = em.mention "
        f"JOIN entity ON id = entity WHERE event IN ({_listed(chosen)}) ORDER BY me.mention, position"
    )


def addresses(documents: Iterable[int]) -> str:
    """``document, address`` of those that lead to the documents now, in the order they were first seen."""
    found = f"document IN ({_listed(documents)}) AND current = 1"
    return f"SELECT document, address FROM address WHERE {found} ORDER BY document, id"


def known(names: Iterable[str]) -> str:
    """The keys of documents among those that the values of these names are."""
    return f"SELECT key FROM document WHERE key IN ({', '.join(':' + name for name in names)})"
