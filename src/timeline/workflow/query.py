"""Answers: events in order, and one event with all that is said of it."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.errors import NoSuchEvent
from timeline.store import open_store
from timeline.store.store import Store
from timeline.values.event import Event
from timeline.values.query import EventQuery


def events(database: str, query: EventQuery, *, undated: bool = False, whole: bool = False) -> Iterator[Event]:
    """The events asked for, in the timeline's order; nothing is written.

    With ``undated`` those of the tray follow the dated ones; ``query.undated`` asks for the tray alone. With ``whole``
    they have their sources.

    Raises:
        TimelineError: If the database cannot be read, or the query holds no word to look for.
    """
    with open_store(database, read_only=True) as store:
        yield from asked(store, query, undated=undated, whole=whole)


def asked(store: Store, query: EventQuery, *, undated: bool, whole: bool) -> Iterator[Event]:
    """The same from an open store; a limit counts the dated ones first."""
    found = store.exported if whole else store.events
    left = query.limit
    for event in found(query):
        left = None if left is None else left - 1
        yield event
    if undated and not query.undated and left != 0:
        yield from found(replace(query, undated=True, limit=left))


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
