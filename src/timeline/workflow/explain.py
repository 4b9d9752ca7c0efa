"""What a question asks, in words and in SQL, without asking it."""

import re
from collections.abc import Iterator

from timeline.store import open_store
from timeline.values import edtf
from timeline.values.query import Beside, EventQuery, Relation, Sort
from timeline.values.time import DAY, HOUR, Grain, TimeSpan
from timeline.workflow.wording import printable

_ORDERS = {
    Sort.EARLIEST: "the earliest first: by start, end, grain and number",
    Sort.LATEST: "the latest first: by start, end, grain and number, backwards",
    Sort.PUBLISHED: "by the day on which it was first published; then the earliest first",
    Sort.SOURCES: "by the number of independent sources, most first; then the earliest first",
    Sort.RELEVANCE: "those first that the words match best; then the earliest first",
}


def explained(database: str, query: EventQuery, *, undated: bool = False) -> Iterator[str]:
    """Lines that say what is asked, whom and what its names were found to name, and how the database is asked.

    Raises:
        TimelineError: If the database cannot be read, or the query names what is not there.
    """
    yield from in_words(query, undated=undated)
    with open_store(database, read_only=True) as store:
        told = store.explained(query)
    for asked, names in told.names:
        listed = ", ".join(printable(name) for name in names[:10]) or "nobody and nothing"
        more = f" and {len(names) - 10:,} more" if len(names) > 10 else ""
        yield f"- '{printable(asked)}' is {listed}{more}"
    yield ""
    if told.statement is None:
        yield "-- nothing has that name: the answer is empty, and the database is not asked"
        return
    sql, values, _ = told.statement
    yield f"{sql};"
    named = set(re.findall(r":(\w+)", sql))
    yield from (f"-- :{name} = {value!r}" for name, value in sorted(values.items()) if name in named)


def in_words(query: EventQuery, *, undated: bool = False) -> Iterator[str]:
    """Lines that say what is asked."""
    yield "What could not be dated:" if query.undated else "Events:"
    if query.during and query.undated:
        how = "that must lie" if query.certain else "that may lie, by what is known,"
        yield f"- {how} in {_span(query.during)}"
    elif query.during:
        yield f"- that {'certainly' if query.certain else 'possibly'} happened in {_span(query.during)}"
    if query.on_day:
        yield f"- on {query.on_day[0]:02}-{query.on_day[1]:02} of any year, known to the day"
    if query.grains:
        finest, coarsest = query.grains
        yield f"- known to the {finest.label} at the finest and the {coarsest.label} at the coarsest"
    yield from (f"- {_relation(one, query.certain)}" for one in query.beside)
    named = (
        *(("who", query.who), ("where", query.where), ("told in the words", query.text)),
        *(("told by a source with", query.source), ("told by a publisher with", query.publisher)),
    )
    yield from (f"- {what} '{printable(words)}'" for what, words in named if words)
    if query.published:
        yield f"- told by something published in {_span(query.published)}"
    listed = (("kind", query.kinds), ("status", query.statuses), ("dated", query.bases))
    yield from (f"- {what}: {' or '.join(values)}" for what, values in listed if values)
    if query.min_confidence:
        yield f"- of a confidence of at least {query.min_confidence:g}"
    if query.min_sources > 1:
        yield f"- told by at least {query.min_sources} independent sources"
    yield _ORDERS[query.sort] + ("; what could not be dated after the rest" if undated else "")
    if query.limit is not None:
        yield f"at most {query.limit:,}" + (", after the page that ended with that token" if query.after else "")


def _span(span: TimeSpan) -> str:
    first, last = span.first_day, span.last_day
    if first is None or last is None:
        return f"{first} and after" if first else f"the time until {last}, this day inside" if last else "all time"
    if span.grain < Grain.DAY:
        return edtf.text(span)
    return first if first == last else f"{first} to {last}, both days inside"


def _relation(beside: Beside, certain: bool) -> str:
    sure = "certainly" if certain else "possibly"
    near = "" if beside.within is None else f" by at most {_duration(beside.within)}"
    match beside.relation:
        case Relation.BEFORE:
            return f"that {sure} ended before event {beside.event} began{near}"
        case Relation.AFTER:
            return f"that {sure} began after event {beside.event} had ended{near}"
        case Relation.DURING:
            return f"that {sure} happened while event {beside.event} was"
    return f"that {sure} shared time with event {beside.event} and {_duration(beside.within or 0)} on both sides of it"


def _duration(seconds: int) -> str:
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (60, "minute")):
        if seconds >= unit and seconds % unit == 0:
            count = seconds // unit
            return f"{count:,} {name}{'s' * (count != 1)}"
    return f"{seconds:,} second{'s' * (seconds != 1)}"
