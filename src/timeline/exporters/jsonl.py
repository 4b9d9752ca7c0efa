"""JSON Lines: one event a line, with all that is known of it; ``null`` is unknown.

The first key, ``schema``, is the version of what is written here, published as docs/schema/event-1.schema.json, which
says of every field what it is. The number changes when a field goes or means something else; new fields, and new words
in a closed list, do not change it. An object of chosen columns has only these, and no version.

Days are ISO 8601, both inside; seconds are those of the clock on the wall, the first inside and the first after;
characters are counted in the document's text, their end left out. Half a surrogate pair stays, escaped; what is no
number (NaN, infinity), which JSON has not, is ``null``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from timeline.exporters._json import encoded
from timeline.exporters._table import Table
from timeline.exporters.base import Row
from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Party, Place, TextSpan, TimeExpression
from timeline.values.time import DAY, HOUR, MINUTE, Doubt, TimeSpan, iso_day

SCHEMA: Final = 1
_DOUBTS: Final = {
    Doubt.NONE: None,
    Doubt.UNCERTAIN: "uncertain",
    Doubt.APPROXIMATE: "approximate",
    Doubt.UNCERTAIN | Doubt.APPROXIMATE: "uncertain and approximate",
}


class JSONLExporter(Table):
    """To be read by a program."""

    usual = ()

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an object for each event."""
        if options.columns:
            return super().write(events, out, options)
        out.writelines(one + b"\n" for one in map(line, events))
        return Counter()

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an object of the chosen columns for each row."""
        out.writelines(one + b"\n" for one in row_lines(rows, self.columns(options)))
        return Counter()


def line(event: Event) -> bytes:
    """All that is known of an event as one JSON object, without a line end."""
    return encoded(_event(event))


def row_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[bytes]:
    """Each row as such an object of those columns alone."""
    return (encoded(dict(zip(columns, row, strict=True))) for row in rows)


def _event(event: Event) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "event": event.number,
        **_when(event.time),
        "basis": event.basis.value,
        "status": event.status.value,
        "title": event.title,
        "who": list(event.who),
        "where": list(event.where),
        "sources": event.documents,
        "kind": event.kind.value,
        "confidence": event.confidence,
        "alleged_by": event.alleged_by or None,
        "bounds": _bounds(event.bounds),
        "likely": _bounds(event.likely),
        "independent": event.independent,
        "claims": event.mentions,
        "dated": event.dated,
        "disputed": event.disputed,
        "mentions": [_mention(source) for source in event.sources],
    }


def _mention(source: Source) -> dict[str, Any]:
    mention = source.mention
    return {
        "claim": source.number,
        "like": source.like,
        "score": source.score,
        "why": source.reason or None,
        "source": source.source,
        "copies_of": source.copies_of,
        "agency": source.agency or None,
        "doc_id": source.doc_id,
        "document": source.document,
        "document_title": source.title,
        "addresses": list(source.addresses),
        "origin": source.origin or None,
        "url": source.url,
        "publisher": source.publisher,
        "published": edtf.text(source.published) if source.published else None,
        "lead": mention.lead,
        **_when(mention.time),
        "basis": mention.basis.value,
        "status": mention.status.value,
        "title": mention.title,
        "parties": [_party(party) for party in mention.parties],
        "quote": source.quote,
        "sentence": _span(mention.quote),
        "trigger": _span(mention.trigger) if mention.trigger else None,
        "expression": _expression(mention.expression, source.expression) if mention.expression else None,
        "confidence": mention.confidence,
        "rule": mention.rule or None,
        "reason": mention.reason or None,
        "kind": mention.kind.value,
        "alleged_by": mention.alleged_by or None,
        "bounds": _bounds(mention.bounds),
        "likely": _bounds(mention.likely),
        "stands_for": mention.stands_for._asdict() if mention.stands_for else None,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "kind": party.kind,
        "role": party.role,
        "called": party.called or None,
        "place": _place(party.place) if party.place else None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "country": place.country or None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "guess": place.guess,
    }


def _bounds(bounds: TimeSpan | None) -> dict[str, str | None] | None:
    if bounds is None:
        return None
    return {
        "earliest": bounds.first_day,
        "latest": bounds.last_day,
        "starts": _second(bounds.start),
        "ends": _second(bounds.end),
        "grain": bounds.grain.label,
        "extent": bounds.extent.value,
    }


def _expression(found: TimeExpression, text: str) -> dict[str, Any]:
    return {
        **_span(found.span),
        "text": text,
        "type": found.type,
        "value": found.value,
        "mod": found.mod or None,
        "quant": found.quant or None,
        "freq": found.freq or None,
        "signal": found.signal or None,
        "rule": found.rule,
        "basis": found.basis.value,
        "anchor": None if found.anchor is None else iso_day(found.anchor),
        "counted_from": _span(found.counted_from) if found.counted_from else None,
        **_when(found.time),
        "range": edtf.text(found.range) if found.range else None,
        "ends_range": found.ends_range,
        "readings": list(found.readings),
        "why": found.why or None,
    }


def _span(span: TextSpan) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _when(time: TimeSpan | None) -> dict[str, str | None]:
    if time is None:
        return dict.fromkeys(
            ("edtf", "earliest", "latest", "starts", "ends", "grain", "extent", "doubt", "end_doubt", "zone")
        )
    return {
        "edtf": edtf.text(time),
        "earliest": time.first_day,
        "latest": time.last_day,
        "starts": _second(time.start),
        "ends": _second(time.end),
        "grain": time.grain.label,
        "extent": time.extent.value,
        "doubt": _DOUBTS[time.doubt],
        "end_doubt": _DOUBTS[time.end_doubt],
        "zone": time.zone,
    }


def _second(second: int | None) -> str | None:
    if second is None:
        return None
    day, clock = divmod(second, DAY)
    return f"{iso_day(day)}T{clock // HOUR:02}:{clock // MINUTE % 60:02}:{clock % 60:02}"


EXPORTER = JSONLExporter()
