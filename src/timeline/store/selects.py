"""What is shown of events, documents and names, in SQL that means the same on every database.

Values are named ``:so``, numbers stand as they are. Which events are asked for, and in which order, is the question's
own statement (:mod:`timeline.store.question`).
"""

from collections.abc import Iterable, Sequence

from timeline.store.naming import COUNTRY as COUNTRY_KIND
from timeline.values.evidence import NAMED

Columns = tuple[str, ...]

SPAN: Columns = ("starts", "ends", "grain", "extent", "doubt", "end_doubt", "zone")
EVENT: Columns = (
    *SPAN,
    *("number", "title", "status", "basis", "documents", "who", "places"),
    *("kind", "confidence", "alleged_by", "bounds", "likely", "mentions", "independent", "dated", "disputed"),
)
MENTION: Columns = (
    *SPAN,
    *("id", "quote_start", "quote_end", "trigger_start", "trigger_end"),
    *(
        "title",
        "status",
        "basis",
        "lead",
        "confidence",
        "rule",
        "reason",
        "kind",
        "alleged_by",
        "bounds",
        "likely",
        "stands_for",
    ),
)
EXPRESSION: Columns = (
    *("expression_start", "expression_end", "timex_type", "timex_value", "expression_rule", "expression_time"),
    *("expression_basis", "anchor", "timex_mod", "timex_quant", "timex_freq", "signal", "expression_range"),
    *("ends_range", "readings", "why"),
)
PARTY: Columns = ("a.name", "a.kind", "role", "called", "country", "latitude", "longitude", "guess")
DOCUMENT: Columns = (
    *(f"published_{name}" for name in SPAN),
    "id",
    "doc_id",
    "title",
    "url",
    "publisher",
    "origin",
    "form",
)

# Of a document ``d``: it has ``:source`` somewhere in an address, the publisher or the title.
TOLD_BY = (
    "(d.folded LIKE :source ESCAPE '!' OR EXISTS (SELECT 1 FROM address a WHERE a.document = d.id "
    "AND a.current = 1 AND a.folded LIKE :source ESCAPE '!'))"
)


def pattern(folded: str) -> str:
    """What ``:source`` is for a part of a text; the marks that LIKE knows mean themselves.

    >>> pattern("100%")
    '%100!%%'
    """
    for mark in "!%_":
        folded = folded.replace(mark, "!" + mark)
    return f"%{folded}%"


def events(chosen: Sequence[int]) -> str:
    """The columns ``EVENT`` of those events, in no order."""
    found = f"number IN ({_listed(chosen)})"
    return f"SELECT {', '.join(EVENT)} FROM event WHERE {found}"


_COMPARED = (
    "EXISTS (SELECT 1 FROM likeness WHERE likeness.mention = m.id "
    f"AND (likeness.facts LIKE :comparable OR likeness.facts LIKE '{NAMED}%'))"
)


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


def span_of_claim() -> str:
    """That event's number, and its span."""
    return f"SELECT number, starts, ends, grain, extent FROM event WHERE number IN ({of_claim()})"


def claims_at() -> str:
    """``address key, the beginning of the sentence, title`` of what is claimed at addresses of ``{keys}``."""
    return (
        "SELECT a.key, m.quote_start, m.title FROM address a "
        "LEFT JOIN mention m ON m.document = a.document AND m.superseded = 0 "
        "WHERE a.current = 1 AND a.key IN ({keys})"
    )


def publishers() -> str:
    """The name of every publisher. Each is looked up behind the one before: there are far more documents."""
    return (
        "WITH RECURSIVE known (name) AS (SELECT min(publisher) FROM document UNION ALL "
        "SELECT (SELECT min(publisher) FROM document WHERE publisher > name) FROM known WHERE name IS NOT NULL) "
        "SELECT name FROM known WHERE name IS NOT NULL"
    )


def sources(chosen: Sequence[int], *, by: str = "event") -> str:
    """Of those events' mentions, in the order of all mentions (their ranks); by ``mention``, of those mentions.

    Columns: event, quote, expression, the claim's number and that of the claim it is linked to, score and reason of the
    link, group of copies, agency; then ``MENTION``, ``EXPRESSION`` and ``DOCUMENT``.
    """
    columns = ["em.event", cut("quote"), cut("expression"), "m.claim", "b.claim", "em.score", "em.reason"]
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


def cut(what: str) -> str:
    """What of its document's text a mention ``m`` calls by that name."""
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


def entity_names(chosen: Sequence[int]) -> str:
    """The names of those entities; a country has its code."""
    return f"SELECT name FROM entity WHERE id IN ({_listed(chosen)}) ORDER BY id"


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


def _listed(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in values)


def addresses(documents: Iterable[int]) -> str:
    """``document, address`` of those that lead to the documents now, in the order they were first seen."""
    found = f"document IN ({_listed(documents)}) AND current = 1"
    return f"SELECT document, address FROM address WHERE {found} ORDER BY document, id"


def known() -> str:
    """The keys of documents among ``{keys}``."""
    return "SELECT key FROM document WHERE key IN ({keys})"
