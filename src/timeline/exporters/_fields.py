"""What is told of an event in one flat row, field by field, for the formats that are tables.

``quote``, ``document``, ``url`` and ``published`` are those of the source whose title the event bears; ``sources``
counts the documents, ``independent`` the sources behind them, ``claims`` the sentences; ``disputed`` is 1 where sources
date it differently. ``latitude``, ``longitude`` (degrees north and east) and ``country`` are those of the first place
of known position.
"""

from collections.abc import Callable, Sequence
from typing import Final

from timeline.errors import UnknownName
from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.mention import Place

Value = str | int | float
Field = Callable[[Event], Value]


def _of_source(field: Callable[[Source], str | None]) -> Field:
    """A field of the source that tells the event."""
    return lambda event: (field(event.told_by) or "") if event.told_by else ""


def _of_place(field: Callable[[Place], Value]) -> Field:
    """A field of the first place where it happened whose position is known."""

    def found(event: Event) -> Value:
        parties = (party for source in event.sources for party in source.mention.parties)
        place = next((party.place for party in parties if party.role == "place" and party.place), None)
        return field(place) if place else ""

    return found


def _name(source: Source) -> str:
    """What leads to the document: its name as it came in, else where it was found."""
    return source.doc_id or next(iter(source.addresses), "") or f"document {source.document}"


FIELDS: Final[dict[str, Field]] = {
    "event": lambda event: event.number,
    "edtf": lambda event: edtf.text(event.time) if event.time else "",
    "earliest": lambda event: (event.time and event.time.first_day) or "",
    "latest": lambda event: (event.time and event.time.last_day) or "",
    "grain": lambda event: event.time.grain.label if event.time else "",
    "basis": lambda event: event.basis.value,
    "status": lambda event: event.status.value,
    "title": lambda event: event.title,
    "who": lambda event: "; ".join(event.who),
    "where": lambda event: "; ".join(event.where),
    "sources": lambda event: event.documents,
    "quote": _of_source(lambda source: source.quote),
    "document": _of_source(_name),
    "url": _of_source(lambda source: source.url),
    "published": _of_source(lambda source: edtf.text(source.published) if source.published else ""),
    "kind": lambda event: event.kind.value,
    "confidence": lambda event: event.confidence,
    "latitude": _of_place(lambda place: place.latitude),
    "longitude": _of_place(lambda place: place.longitude),
    "country": _of_place(lambda place: place.country),
    "alleged_by": lambda event: event.alleged_by,
    "independent": lambda event: event.independent,
    "claims": lambda event: event.mentions,
    "disputed": lambda event: int(event.disputed),
    "publisher": _of_source(lambda source: source.publisher),
    "address": _of_source(lambda source: next(iter(source.addresses), "")),
}
WORDS: Final = frozenset(  # text as it was written, which may be anything
    ("title", "who", "where", "quote", "document", "url", "country", "alleged_by", "publisher", "address")
)


def fields(columns: Sequence[str]) -> list[Field]:
    """How each of those columns is filled.

    Raises:
        UnknownName: If there is no such column; the message lists those there are.
    """
    for name in columns:
        if name not in FIELDS:
            raise UnknownName("column", name, list(FIELDS))
    return [FIELDS[name] for name in columns]
