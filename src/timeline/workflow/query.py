"""Answers: events in order, and one event with all that is said of it."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.errors import NoSuchEvent
from timeline.store import open_store
from timeline.values.event import Event
from timeline.values.query import Beside, EventQuery, Relation


class Answer:
    """The events asked for, in the query's order, to be gone through once; nothing is written.

    With ``undated`` those of the tray follow the dated ones; ``query.undated`` asks for the tray alone. With ``whole``
    they have their sources. When all have been seen, ``token`` asks for the next page, and is empty if there is none.
    ``timeout`` seconds after it is begun, it is given up.
    """

    def __init__(
        self,
        database: str,
        query: EventQuery,
        *,
        undated: bool = False,
        whole: bool = False,
        timeout: float | None = None,
    ) -> None:
        self._database, self._query, self._undated, self._whole = database, query, undated, whole
        self._timeout = timeout
        self.token = ""

    def __iter__(self) -> Iterator[Event]:
        """Raises TimelineError if the database cannot be read, or the query names what is not there."""
        with open_store(self._database, read_only=True, timeout=self._timeout) as store:
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


class Around:
    """An event and those around it, in the timeline's order, to be gone through once."""

    def __init__(self, centre: Event, others: Answer) -> None:
        self._centre, self._answer = centre, others
        self.number, self.others = centre.number, 0

    @property
    def token(self) -> str:
        """What asks for those that come after a limit, when all have been seen; empty if none do."""
        return self._answer.token

    def __iter__(self) -> Iterator[Event]:
        """Raises TimelineError if the database cannot be read, or the event has no time."""
        shown = False
        for event in self._answer:
            if not shown and _order(event) > _order(self._centre):
                shown = True
                yield self._centre
            self.others += 1
            yield event
        if not shown:
            yield self._centre


def rows(database: str, event: Event) -> dict[int, list[str]]:
    """By the number of the document, the cells of each row of a table that tells of the event: ``name: value``."""
    from timeline.importers.jsonl import FORM as RESTORED  # few ask for it

    imported = [source.document for source in event.sources if source.form not in ("", RESTORED)]
    if not imported:
        return {}
    listed = ", ".join(map(str, dict.fromkeys(imported)))
    with (
        open_store(database, read_only=True) as store,
        store.answering(f"SELECT id, text FROM document WHERE id IN ({listed})", {}) as answer,
    ):
        return {int(str(number)): str(text).split("\n") for number, text in answer.rows}


def around(database: str, query: EventQuery, number: int, within: int, *, timeout: float | None = None) -> Around:
    """What the query asks for within so many seconds of the event that has a claim of that number, and that event.

    Raises:
        NoSuchEvent: If there is none.
    """
    asked = replace(query, beside=(*query.beside, Beside(Relation.AROUND, number, within)))
    return Around(event(database, number), Answer(database, asked, timeout=timeout))


def _order(event: Event) -> tuple[float, float, int, int]:
    time = event.time
    if time is None:
        return float("inf"), float("inf"), 0, event.number
    start = float("-inf") if time.start is None else time.start
    return start, float("inf") if time.end is None else time.end, int(time.grain), event.number
