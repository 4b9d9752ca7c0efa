"""Answers: events in order, and one event with all that is said of it."""

from collections.abc import Iterator

from timeline.errors import NoSuchEvent
from timeline.store import open_store
from timeline.values.event import Event
from timeline.values.query import EventQuery


class Answer:
    """The events asked for, in the query's order, to be gone through once; nothing is written.

    With ``undated`` those of the tray follow the dated ones; ``query.undated`` asks for the tray alone. With ``whole``
    they have their sources. When all have been seen, ``token`` asks for the next page, and is empty if there is none.
    """

    def __init__(self, database: str, query: EventQuery, *, undated: bool = False, whole: bool = False) -> None:
        self._database, self._query, self._undated, self._whole = database, query, undated, whole
        self.token = ""

    def __iter__(self) -> Iterator[Event]:
        """Raises TimelineError if the database cannot be read, or the query names what is not there."""
        with open_store(self._database, read_only=True) as store:
            found = (store.exported if self._whole else store.events)(self._query, undated=self._undated)
            yield from found
            self.token = found.token


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
