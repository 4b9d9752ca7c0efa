"""The days that made a story: from the answer to a question to the newspaper's timeline."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any, Final

from timeline.events.highlights.days import ranked
from timeline.events.highlights.sentences import best
from timeline.events.highlights.story import Story
from timeline.store import open_store
from timeline.values.highlight import Highlight, Highlights, Told
from timeline.values.query import EventQuery
from timeline.values.time import TimeSpan, iso_day

COLUMNS: Final = ("date", "rank", "sources", "sentence", "events", "document", "url", "publisher", "published")


def highlights(
    database: str, query: EventQuery, *, dates: int, sentences: int, timeout: float | None = None
) -> Highlights:
    """The days that made the story that the query asks for, in the order of the calendar.

    ``query.during`` only chooses among the days: what makes one stand out is told by the whole story.

    Raises:
        TimelineError: If the database cannot be read, or the query holds no word to look for.
    """
    everything = replace(query, during=None, certain=False, limit=None)
    with open_store(database, read_only=True, timeout=timeout) as store:
        story = Story(store.exported(everything, undated=True))
        story.count_once({copy.document: copy.group for copy in store.copies(story.documents)})
    return chosen(story, query.during, dates, sentences)


def chosen(story: Story, during: TimeSpan | None, dates: int, sentences: int) -> Highlights:
    """The same of a story, whatever the order in which it was read."""
    days, background = ranked(story)
    inside = [row for row in days if during is None or TimeSpan.of_days(row[0], row[0]).overlaps(during)]
    taken: set[int] = set()
    found = [
        Highlight(day, rank, why, tuple(best(story, day, sentences, taken)))
        for rank, (day, why) in enumerate(inside[:dates], 1)
    ]
    return Highlights(tuple(sorted(found, key=lambda one: one.day)), len(inside), background)


def line(one: Highlight, *, why: bool = False) -> str:
    """A day as one JSON object, without a line end; with ``why`` also the figures behind its rank."""
    shown: dict[str, Any] = {
        "date": one.date,
        "sentences": [told.text for told in one.told],
        "events": list(one.events),
        "sources": [_source(told) for told in one.told],
    }
    if why:
        shown |= {"rank": one.rank, "why": asdict(one.why)}
    return json.dumps(shown, ensure_ascii=False)


def rows(found: Highlights) -> Iterator[tuple[object, ...]]:
    """The days as rows of :data:`COLUMNS`, one for each sentence."""
    for one in found.days:
        for told in one.told:
            source = _source(told)
            events = "; ".join(map(str, told.events))
            about = (source["document"], source["url"], source["publisher"], source["published"])
            yield one.date, one.rank, one.why.sources, told.text, events, *about


def _source(told: Told) -> dict[str, Any]:
    """Where a sentence stands; ``published`` is its document's first day."""
    start = told.published.first_day_number if told.published else None
    return {
        "doc_id": told.doc_id,
        "document": told.document,
        "title": told.title,
        "url": told.url,
        "publisher": told.publisher,
        "published": None if start is None else iso_day(start),
        "start": told.span.start,
        "end": told.span.end,
        "events": list(told.events),
    }
