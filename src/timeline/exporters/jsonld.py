"""JSON-LD in the words of schema.org: one graph, an ``Event`` for each, to be read by search engines and linked data.

``startDate`` is a day, a clock, or as much of a date as was said: ``2019-05`` is some time in that month. A span has an
``endDate`` too; both are inside. ISO 8601 without agreement has the years 1 to 9999; an event outside them has none of
the two, as has one that is undated or open there. ``temporalCoverage`` is the whole in EDTF. What is not known is not
there.

``<``, ``>`` and ``&`` are escaped, so that the file may stand in the ``<script>`` of a page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from timeline.exporters._instants import bounds, urn, why_not
from timeline.exporters._json import array, encoded
from timeline.exporters._plain import cleaned, heading, line, positions, told, web_address
from timeline.exporters._telling import documents, unit
from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.mention import Status
from timeline.values.time import Extent, TimeSpan

_GRAPH: Final = b'{"@context": "https://schema.org", "@graph": '


class JSONLDExporter:
    """To be read by search engines and stores of linked data."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write an event a line; none is left out, since none of its properties must be there."""
        known = ({name: value for name, value in _event(event, options) if value} for event in events)
        out.writelines(array((_harmless(encoded(one)) for one in known), _GRAPH, b"}\n"))
        return Counter()


def _harmless(text: bytes) -> bytes:
    """JSON in which no tag of HTML can end or begin."""
    return text.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")


def _event(event: Event, options: ExportOptions) -> Iterator[tuple[str, Any]]:
    start, end = _dates(event.time)
    yield "@type", "Event"
    yield "@id", urn(options, "event", event.number)
    yield "name", heading(event)
    yield "startDate", start
    yield "endDate", end
    yield "temporalCoverage", edtf.text(event.time) if event.time else ""
    yield "eventStatus", "https://schema.org/EventCancelled" if event.status is Status.CANCELLED else ""
    yield "location", _locations(event)
    yield "description", cleaned(told(event))
    yield "subjectOf", [_article(source) for source in documents(event)]


def _dates(time: TimeSpan | None) -> tuple[str, str]:
    if time is None or why_not(time):
        return "", ""
    first, last = bounds(time)
    if time.is_open or time.extent is Extent.THROUGHOUT:
        return first, last
    said = unit(time)
    if said:
        return first[: (4, 7, 10)[len(said) - 1]] if len(said) <= 3 else first, ""
    return first, last


def _locations(event: Event) -> list[dict[str, Any]]:
    found = positions(event)
    places = []
    for name in event.where:
        place: dict[str, Any] = {"@type": "Place", "name": line(name)}
        if name in found:
            at = found[name]
            place["geo"] = {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude}
        if place["name"]:
            places.append(place)
    return places


def _article(source: Source) -> dict[str, Any]:
    publisher = line(source.publisher or "")
    known = {
        "@type": "NewsArticle",
        "url": web_address(source.url),
        "headline": line(source.title or ""),
        "datePublished": _dates(source.published)[0],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    }
    return {name: value for name, value in known.items() if value}


EXPORTER = JSONLDExporter()
