"""Answers: events in order, and one event with all that is said of it."""

from collections.abc import Iterator

from timeline.errors import NoSuchEvent
from timeline.store import open_store
from timeline.values.event import Event
from timeline.values.query import EventQuery


def events(database: str, query: EventQuery) -> Iterator[Event]:
    """The events asked for, without their sources, in the timeline's order; nothing is written.

    Raises:
        TimelineError: If the database cannot be read, or the query holds no word to look for.
    """
    with open_store(database, read_only=True) as store:
        yield from store.events(query)


def event(database: str, number: int) -> Event:
    """The event of that number, with its sources.

    Raises:
        NoSuchEvent: If there is none, or it has left the timeline.
    """
    with open_store(database, read_only=True) as store:
        found = store.event(number)
    if found is None:
        raise NoSuchEvent(number)
    return found
