"""Questions, in SQL that means the same on every database; values are named ``:so``, numbers stand as they are.

The order is total: start, end, grain, number. A question first finds numbers of events, in order, and then what is to
be shown of them; so a page of fifty reads an index and fifty rows, whatever lies beside them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.store.naming import COUNTRY as COUNTRY_KIND
from timeline.store.spans import (
    DATED,
    LONGEST,
    OPEN_AT_END,
    OPEN_AT_START,
    OPEN_END,
    OPEN_START,
    UNDATED,
)
from timeline.values.query import EventQuery
from timeline.values.time import Extent, TimeSpan

Columns = tuple[str, ...]

_ORDER = "starts, ends, grain, number"
SPAN: Columns = ("starts", "ends", "grain", "extent", "doubt", "end_doubt", "zone")
EVENT: Columns = (
    *SPAN,
    *("number", "title", "status", "basis", "documents", "who", "places"),
    *("kind", "confidence", "alleged_by", "bounds", "likely", "mentions", "independent", "dated", "disputed"),
)
MENTION: Columns = (
    *SPAN,
    *("id", "quote_start", "quote_end", "trigger_start", "trigger_end"),
    *("title", "status", "basis", "lead", "confidence", "rule", "reason", "kind", "alleged_by", "bounds", "likely"),
)
EXPRESSION: Columns = (
    *("expression_start", "expression_end", "timex_type", "timex_value", "expression_rule", "expression_time"),
    *("expression_basis", "anchor", "timex_mod", "timex_quant", "timex_freq", "signal", "expression_range"),
    *("ends_range", "readings", "why"),
)
PARTY: Columns = ("a.name", "a.kind", "role", "called", "country", "latitude", "longitude", "guess")
DOCUMENT: Columns = (*(f"published_{name}" for name in SPAN), "id", "doc_id", "title", "url", "publisher")

# The documents that have ``:source`` somewhere in an address, the publisher or the title.
_TOLD_BY = (
    "WITH told_by (id) AS ("
    "SELECT id FROM document WHERE folded LIKE :source ESCAPE '!' "
    "UNION SELECT document FROM address WHERE current = 1 AND folded LIKE :source ESCAPE '!') "
)
_EVENTS_WITH = "SELECT event FROM event_mention JOIN mention ON id = mention WHERE superseded = 0 AND"
_BY_SOURCE = "document IN (SELECT id FROM told_by)"


_BETWEEN = "', '"


def pattern(folded: str) -> str:
    """What ``:source`` is for a part of a text; the marks that LIKE knows mean themselves.

    >>> pattern("100%")
    '%100!%%'
    """
    for mark in "!%_":
        folded = folded.replace(mark, "!" + mark)
    return f"%{folded}%"


class Named(NamedTuple):
    """Events of some entities: their numbers, and what they are to the event (the column ``place``)."""

    entities: Sequence[int]
    places: Sequence[int]

    def among(self, columns: str) -> str:
        """What keeps them in a table whose columns begin with that."""
        return f"{columns}entity IN ({_listed(self.entities)}) AND {columns}place IN ({_listed(self.places)})"


def numbers(query: EventQuery, matching: str, named: Sequence[Named] = ()) -> str:
    """The events asked for, in order; each row is a key of the order, of which the last is the number.

    It names ``:source`` where the query has one, and whatever ``matching`` does: a statement of the mentions that hold
    the words of ``query.text``. ``named`` is what ``who`` and ``where`` have been found to mean.
    """
    a, b = _window(query.during)
    limit = "" if query.limit is None else f" LIMIT {int(query.limit)}"
    told_by = _TOLD_BY if query.source else ""
    facts = _facts(query)
    # Few events have a word or a source: they are gathered and sorted. A source within a window is the other way
    # round: the window, or a name's part of it, is read in order, and each event asked for its source.
    few = query.undated or query.text or (query.source and not named and (a == OPEN_START or b == OPEN_END))
    number = "number" if few or not named else "l.event"
    wanted = []
    if query.text:
        wanted.append(f"{number} IN ({_EVENTS_WITH} mention IN ({matching}))")
    if query.source:
        by_source = f"{_EVENTS_WITH} {_BY_SOURCE}"
        wanted.append(f"{number} IN ({by_source})" if few else f"EXISTS ({by_source} AND event = {number})")
    if query.undated:
        tray = f"length_class = {UNDATED}"
        wanted += [_gathered(one, tray) for one in named]
        return f"{told_by}{_keys([tray, *_bounded(query, a, b), *facts, *wanted])} ORDER BY {_ORDER}{limit}"
    if query.certain:
        facts.append(_certainly(a, b))
    if few:
        dated = f"length_class IN ({_listed(DATED)}) AND starts < {b} AND ends > {a}"
        wanted += [_gathered(one, dated) for one in named]
        return f"{told_by}{_keys([dated, *facts, *wanted])} ORDER BY {_ORDER}{limit}"
    if named:
        # The plus keeps a database from looking for the name among all events instead of in this one.
        here = "EXISTS (SELECT 1 FROM event_entity x WHERE x.event = l.event AND {})"
        wanted += [here.format(n.among("+x.")) for n in named[1:]]
        if facts:
            wanted.append(f"EXISTS (SELECT 1 FROM event WHERE number = l.event AND {' AND '.join(facts)})")
        return told_by + _merged([_keys_of(named[0], [*_of_class(c, a, b), *wanted]) for c in DATED], limit)
    return told_by + _merged([_keys([*_of_class(c, a, b), *facts, *wanted]) for c in DATED], limit)


def _facts(query: EventQuery) -> list[str]:
    """What is asked of an event's own columns. The words are from the values' own lists."""
    found = []
    for column, values in (("kind", query.kinds), ("status", query.statuses)):
        if values:
            found.append(f"{column} IN ('{_BETWEEN.join(values)}')")
    if query.min_confidence > 0:
        found.append(f"confidence >= {float(query.min_confidence)!r}")
    if query.min_sources > 1:
        found.append(f"independent >= {int(query.min_sources)}")
    if query.disputed:
        found.append("disputed = 1")
    return found


def _bounded(query: EventQuery, a: int, b: int) -> list[str]:
    """What may lie in [a, b) by its bounds, or must."""
    if query.during is None:
        return []
    if query.certain:
        return [f"bound_starts >= {a} AND bound_ends <= {b}"]
    return [f"bound_starts < {b} AND bound_ends > {a}"]


def _gathered(named: Named, within: str) -> str:
    return f"number IN (SELECT event FROM event_entity WHERE {named.among('')} AND {within})"


def _window(during: TimeSpan | None) -> tuple[int, int]:
    start, end = (None, None) if during is None else (during.start, during.end)
    return OPEN_START if start is None else max(start, OPEN_START), OPEN_END if end is None else min(end, OPEN_END)


def _listed(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in values)


def _keys(conditions: Sequence[str]) -> str:
    return f"SELECT {_ORDER} FROM event WHERE {' AND '.join(conditions)}"


def _keys_of(named: Named, conditions: Sequence[str]) -> str:
    """The same off the index of names; an event stands there once for each of them that takes part."""
    wanted = " AND ".join([named.among(""), *conditions])
    return f"SELECT DISTINCT starts, ends, grain, event AS number FROM event_entity l WHERE {wanted}"


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
    """The columns ``EVENT`` of those events, in no order."""
    found = f"number IN ({_listed(chosen)})"
    return f"SELECT {', '.join(EVENT)} FROM event WHERE {found}"


_COMPARED = "EXISTS (SELECT 1 FROM likeness WHERE likeness.mention = m.id AND likeness.facts LIKE :comparable)"


def uncompared() -> str:
    """How many mentions stand without anything that they are compared by: no facts like ``:comparable``."""
    return f"SELECT count(*) FROM mention m WHERE superseded = 0 AND NOT {_COMPARED}"


def oldest_is_compared() -> str:
    """The first mention that stands, with 1 if it is compared by something, else 0."""
    known = f"CASE WHEN {_COMPARED} THEN 1 ELSE 0 END"
    return f"SELECT id, {known} FROM mention m WHERE superseded = 0 ORDER BY id LIMIT 1"


def of_claim() -> str:
    """The event that has a claim of that ``:number``."""
    said = "mention IN (SELECT id FROM mention WHERE claim = :number AND superseded = 0)"
    return f"SELECT DISTINCT event FROM event_mention WHERE {said}"


def sources(chosen: Sequence[int], *, by: str = "event") -> str:
    """Of those events' mentions, in the order of all mentions (their ranks); by ``mention``, of those mentions.

    Columns: event, quote, expression, the claim's number and that of the claim it is linked to, score and reason of the
    link, group of copies, agency; then ``MENTION``, ``EXPRESSION`` and ``DOCUMENT``.
    """
    columns = ["em.event", _cut("quote"), _cut("expression"), "m.claim", "b.claim", "em.score", "em.reason"]
    columns += ["f.copies_of", "f.origin"]
    columns += [f"m.{name}" for name in (*MENTION, *EXPRESSION)] + [f"d.{name}" for name in DOCUMENT]
    return (
        f"SELECT {', '.join(columns)} FROM event_mention em JOIN mention m ON m.id = em.mention "
        "LEFT JOIN likeness l ON l.mention = em.mention "
        "LEFT JOIN event_mention eb ON eb.event = em.event AND eb.mention = l.best "
        "LEFT JOIN mention b ON b.id = eb.mention AND em.reason <> '' "
        "LEFT JOIN fingerprint f ON f.document = m.document "
        f"JOIN document d ON d.id = m.document WHERE em.{by} IN ({_listed(chosen)}) AND m.superseded = 0 "
        "ORDER BY em.event, coalesce(l.rank, ''), m.claim"
    )


def _cut(what: str) -> str:
    return f"substr(d.text, m.{what}_start + 1, m.{what}_end - m.{what}_start)"


def parties(chosen: Sequence[int], *, by: str = "event") -> str:
    """The mention and then ``PARTY``, of the mentions of those events, or of those, as they are read."""
    return (
        f"SELECT me.mention, {', '.join(PARTY)} FROM event_mention em "
        "JOIN mention_entity me ON me.mention = em.mention "
        f"JOIN alias a ON a.id = me.alias WHERE em.{by} IN ({_listed(chosen)}) ORDER BY me.mention, position"
    )


def entities(words: Sequence[str]) -> str:
    """Those of whom one name has all the words that the values of these names are."""
    having = " AND ".join(f"id IN (SELECT alias FROM alias_word WHERE word = :{name})" for name in words)
    return f"SELECT DISTINCT entity FROM alias WHERE {having} ORDER BY entity"


def aliases(chosen: Sequence[int] | None) -> str:
    """``entity, its kind, its name, alias, why`` of those entities, or of all but countries."""
    among = "" if chosen is None else f" AND e.id IN ({_listed(chosen)})"
    return (
        "SELECT e.id, e.kind, e.name, a.name, a.why FROM alias a JOIN entity e ON e.id = a.entity "
        f"WHERE e.kind <> '{COUNTRY_KIND}'{among} ORDER BY e.id, a.id"
    )


def events_of(chosen: Sequence[int] | None) -> str:
    """``entity, events`` of those entities, or of all."""
    among = "" if chosen is None else f" AND entity IN ({_listed(chosen)})"
    return f"SELECT entity, count(DISTINCT event) FROM event_entity WHERE place < 2{among} GROUP BY entity"


def country() -> str:
    """The entity of the country whose code is ``:code``."""
    return f"SELECT entity FROM alias WHERE name = :code AND kind = '{COUNTRY_KIND}'"


def addresses(documents: Iterable[int]) -> str:
    """``document, address`` of those that lead to the documents now, in the order they were first seen."""
    found = f"document IN ({_listed(documents)}) AND current = 1"
    return f"SELECT document, address FROM address WHERE {found} ORDER BY document, id"


def known(names: Iterable[str]) -> str:
    """The keys of documents among those that the values of these names are."""
    return f"SELECT key FROM document WHERE key IN ({', '.join(':' + name for name in names)})"
