"""What is told of an event in one flat row, column by column, for the formats that are tables.

What is told of a document is that of the source whose title the event bears; of a place, that of the first whose
position is known. Each column says itself what it holds; :class:`Holds` says of what sort that is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.errors import UnknownName
from timeline.values import edtf
from timeline.values.clocks import clock
from timeline.values.event import Event, Source
from timeline.values.mention import Place
from timeline.values.time import DAY, iso_day

Value = str | int | float


class Holds(Enum):
    """What sort of value a column holds."""

    TEXT = auto()  # as it was written, which may be anything
    NAMES = auto()  # such texts, between them "; "
    WORD = auto()  # one of a closed list of ours
    EDTF = auto()
    DAY = auto()  # ISO 8601
    COUNT = auto()  # 0, 1, 2 …
    NUMBER = auto()  # with a point
    FLAG = auto()  # 1 or 0
    ANY = auto()  # not known: of a question in SQL


class Told(NamedTuple):
    """An event with the source that tells it and the first place whose position is known."""

    event: Event
    source: Source | None
    place: Place | None


class Column(NamedTuple):
    """One column of a row: what sort it is of, what it says in plain words, and how it is filled.

    Where it is several names, ``many`` has them apart.
    """

    holds: Holds
    says: str
    of: Callable[[Told], Value]
    many: Callable[[Told], tuple[str, ...]] | None = None


_text: Final = lru_cache(2048)(edtf.text)  # events come in order, so that neighbours are often of one day
_day: Final = lru_cache(2048)(iso_day)


def _first(told: Told) -> str:
    time = told.event.time
    return _day(time.start // DAY) if time and time.start is not None else ""


def _last(told: Told) -> str:
    time = told.event.time
    return _day((time.end - 1) // DAY) if time and time.end is not None else ""


def _name(source: Source) -> str:
    """What leads to the document: its name as it came in, else where it was found."""
    named = source.doc_id if source.doc_id and not source.doc_id.isspace() else ""
    return named or next(iter(source.addresses), "") or f"document {source.document}"


_C, _H = Column, Holds
COLUMNS: Final[dict[str, Column]] = {
    "event": _C(_H.COUNT, "the event's number, which stays", lambda t: t.event.number),
    "edtf": _C(_H.EDTF, "when it was, in EDTF", lambda t: _text(t.event.time) if t.event.time else ""),
    "earliest": _C(_H.DAY, "the first day that it may have been on; empty where that is open", _first),
    "latest": _C(_H.DAY, "the last such day, itself inside", _last),
    "grain": _C(_H.WORD, "how finely it is said", lambda t: t.event.time.grain.label if t.event.time else ""),
    "basis": _C(_H.WORD, "what the date rests on", lambda t: t.event.basis.value),
    "status": _C(_H.WORD, "how real it is, as its sources say it", lambda t: t.event.status.value),
    "title": _C(_H.TEXT, "what happened", lambda t: t.event.title),
    "who": _C(
        _H.NAMES,
        "who took part, between them a semicolon",
        lambda t: "; ".join(t.event.who),
        lambda t: t.event.who,
    ),
    "where": _C(
        _H.NAMES,
        "where it happened, between them a semicolon",
        lambda t: "; ".join(t.event.where),
        lambda t: t.event.where,
    ),
    "sources": _C(_H.COUNT, "how many documents tell it", lambda t: t.event.documents),
    "quote": _C(_H.TEXT, "the sentence that tells it", lambda t: t.source.quote if t.source else ""),
    "document": _C(_H.TEXT, "the document of that sentence", lambda t: _name(t.source) if t.source else ""),
    "url": _C(_H.TEXT, "the document's address", lambda t: (t.source and t.source.url) or ""),
    "published": _C(
        _H.EDTF,
        "when the document was published, in EDTF",
        lambda t: _text(t.source.published) if t.source and t.source.published else "",
    ),
    "kind": _C(_H.WORD, "what sort of happening it is", lambda t: t.event.kind.value),
    "confidence": _C(_H.NUMBER, "how sure the reading is, from 0 to 1", lambda t: t.event.confidence),
    "latitude": _C(_H.NUMBER, "degrees north of the first known place", lambda t: t.place.latitude if t.place else ""),
    "longitude": _C(_H.NUMBER, "its degrees east", lambda t: t.place.longitude if t.place else ""),
    "country": _C(_H.TEXT, "its country, by ISO 3166", lambda t: t.place.country if t.place else ""),
    "alleged_by": _C(_H.TEXT, "who says so, where only they do", lambda t: t.event.alleged_by),
    "independent": _C(_H.COUNT, "how many sources stand behind the documents", lambda t: t.event.independent),
    "claims": _C(_H.COUNT, "how many sentences tell it", lambda t: t.event.mentions),
    "disputed": _C(_H.FLAG, "1 where sources date it differently, else 0", lambda t: int(t.event.disputed)),
    "time": _C(_H.TEXT, "the time of day, where that is known, and its zone", lambda t: clock(t.event.time)),
    "publisher": _C(_H.TEXT, "who published the document", lambda t: (t.source and t.source.publisher) or ""),
    "address": _C(_H.TEXT, "where it was read from", lambda t: next(iter(t.source.addresses), "") if t.source else ""),
}
WORDS: Final = frozenset(name for name, column in COLUMNS.items() if column.holds in (Holds.TEXT, Holds.NAMES))
USUAL: Final = tuple(name for name in COLUMNS if name not in ("publisher", "address"))  # of a table, if none are chosen


def told(event: Event) -> Told:
    """The event with what its row tells of."""
    place = None
    for source in event.sources:
        for party in source.mention.parties:
            if party.place and party.role == "place":
                place = party.place
                break
        if place:
            break
    first = event.sources[0] if event.sources else None
    return Told(event, first if first and first.mention.title == event.title else event.told_by, place)


def columns(names: Sequence[str]) -> list[Column]:
    """The columns of those names.

    Raises:
        UnknownName: If there is no such column; the message lists those there are.
    """
    for name in names:
        if name not in COLUMNS:
            raise UnknownName("column", name, list(COLUMNS))
    return [COLUMNS[name] for name in names]


def flat(events: Iterable[Event], names: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    """Each event as the values of those columns.

    Raises:
        UnknownName: If there is no such column; the message lists those there are.
    """
    filled = [column.of for column in columns(names)]
    return (tuple([of(one) for of in filled]) for one in map(told, events))
