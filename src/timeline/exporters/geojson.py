"""GeoJSON (RFC 7946): one collection, a feature for each event, to be put on a map.

``geometry`` is the first place whose position is known, ``[longitude, latitude]`` in degrees of WGS 84, and ``null``
where there is none. Not all of them: "in Washington in the U.S." would put a second point into the middle of the
country, where nothing happened. ``places`` lists each with its position; ``guess`` marks a name that several bear.

``start`` and ``end`` are both inside: days, or seconds where a clock was said. Undated events have ``null`` dates.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from timeline.exporters._instants import bounds
from timeline.exporters._json import array, encoded
from timeline.exporters._plain import cleaned, line, positions, web_address
from timeline.exporters._telling import document_name, documents
from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Place


class GeoJSONExporter:
    """To be put on a map."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a feature a line; none is left out, since a feature need not have a place or a day."""
        before = b'{"type": "FeatureCollection", "name": ' + encoded(line(options.title)) + b', "features": '
        out.writelines(array((encoded(_feature(event)) for event in events), before, b"}\n"))
        return Counter()


def _feature(event: Event) -> dict[str, Any]:
    places = positions(event)
    start, end = bounds(event.time) if event.time else ("", "")
    told = event.told_by
    return {
        "type": "Feature",
        "id": event.number,
        "geometry": next(({"type": "Point", "coordinates": _point(place)} for place in places.values()), None),
        "properties": {
            "event": event.number,
            "title": cleaned(event.title),
            "edtf": edtf.text(event.time) if event.time else None,
            "start": start or None,
            "end": end or None,
            "grain": event.time.grain.label if event.time else None,
            "basis": event.basis.value,
            "status": event.status.value,
            "kind": event.kind.value,
            "confidence": event.confidence,
            "who": [cleaned(name) for name in event.who],
            "where": [cleaned(name) for name in event.where],
            "places": [_place(name, place) for name, place in places.items()],
            "quote": cleaned(told.quote) if told else None,
            "url": (web_address(told.url) or None) if told else None,
            "sources": [_source(source) for source in documents(event)],
        },
    }


def _point(place: Place) -> list[float]:
    return [place.longitude, place.latitude]


def _place(name: str, place: Place) -> dict[str, Any]:
    country = cleaned(place.country) or None
    return {"name": cleaned(name), "country": country, "coordinates": _point(place), "guess": place.guess}


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": cleaned(document_name(source)),
        "publisher": cleaned(source.publisher) if source.publisher else None,
        "published": edtf.text(source.published) if source.published else None,
        "url": web_address(source.url) or None,
    }


EXPORTER = GeoJSONExporter()
