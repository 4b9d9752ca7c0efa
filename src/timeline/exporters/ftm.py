"""FollowTheMoney JSON Lines: an entity a line, each event behind its ``Article`` documents and its actors.

An event lies between ``startDate`` and ``endDate``, both inside; ``date`` is as much of a date as was said,
``2019-05``. FollowTheMoney has dates of the years 1000 to 2999, in UTC, and neither ranges nor doubt: ``summary`` says
in words when it was, ``description`` all else. A clock is moved to UTC if its offset is known; if it is not, the day
alone is written. A title that its library would clip or take the quotation marks from is in ``notes`` too. Nothing is
left out: an event needs no more than a name.

Identifiers are SHA-1 of the timeline's title and our number or the name, so that a second export meets the first. An
actor is told by its name and schema: what is a person here and an organisation there is two. Entities of one identifier
are one to FollowTheMoney, however often they are written; the last of them are remembered, so that most are written
once and memory stays what it is. Texts are as its library cleans them, and as long as it has room for.
"""

import re
import unicodedata
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Final

from timeline.exporters._instants import digest, has_clock, instant
from timeline.exporters._json import encoded
from timeline.exporters._plain import cleaned, cut, dated, positions, told, web_address
from timeline.exporters._telling import document_name, documents, remarks, unit
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.time import DAY, Extent, TimeSpan, iso_day
from timeline.values.zones import offset

_REMEMBERED: Final = 2_048
_YEARS: Final = range(1_000, 3_000)  # what its reader of dates takes, 4.11
_SCHEMATA: Final = {"person": "Person", "organisation": "Organization"}
_NAME, _PLACE, _STRING, _TEXT = 384, 250, 1_024, 65_000  # what the types have room for
_UNSEEN: Final = re.compile("[\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACE: Final = re.compile("[\u0a00\u1680\u2000-\u200a\u202f\u205f\u3000]")
_QUOTED: Final = re.compile(r"""(["'])(.*)["']""")
_COUNTRY: Final = re.compile("[A-Z]{2}")

Id = Callable[..., str]


class FTMExporter:
    """To be loaded by Aleph, or by whatever else follows the money."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write each event after what it points to."""
        written: OrderedDict[str, None] = OrderedDict()
        for event in events:
            for entity in _entities(event, lambda *parts: digest(options, *parts).hex()):
                if entity["id"] not in written:
                    out.write(encoded(entity) + b"\n")
                written[entity["id"]] = None
                written.move_to_end(entity["id"])
                if len(written) > _REMEMBERED:
                    written.popitem(last=False)
        return Counter()


def _entities(event: Event, identify: Id) -> Iterator[dict[str, Any]]:
    articles = [_article(source, identify) for source in documents(event)]
    actors = [_actor(name, schema, identify) for name, schema in _actors(event).items()]
    yield from articles
    yield from actors
    pointing = {"proof": _ids(articles), "involved": _ids(actors)}
    yield _entity("Event", identify("event", event.number), _event(event) | pointing)


def _entity(schema: str, number: str, properties: dict[str, Iterable[str]]) -> dict[str, Any]:
    kept = {name: [value for value in dict.fromkeys(values) if value] for name, values in properties.items()}
    return {"id": number, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _ids(entities: Iterable[dict[str, Any]]) -> list[str]:
    return [entity["id"] for entity in entities]


def _event(event: Event) -> dict[str, Iterable[str]]:
    places = positions(event).values()
    sources = list(documents(event))
    start, end, date = _dates(event.time) if event.time else ("", "", "")
    return {
        "name": [_name(event.title) or f"Event {event.number}"],
        "startDate": [start],
        "endDate": [end],
        "date": [date],
        "summary": [_text("; ".join([dated(event), *remarks(event)]))],
        "description": [_text(told(event))],
        "location": [_line(name, _PLACE) for name in event.where],
        "country": [place.country.lower() for place in places if _COUNTRY.fullmatch(place.country)],
        "sourceUrl": [web_address(source.url) for source in sources],
        "publisher": [_line(source.publisher or "") for source in sources],
        "notes": [whole] if (whole := _line(event.title, _TEXT)) != _name(event.title) else [],
        "recordId": [str(event.number)],
        "keywords": [event.kind.value],
    }


def _article(source: Source, identify: Id) -> dict[str, Any]:
    properties: dict[str, Iterable[str]] = {
        "title": [_line(document_name(source)) or f"document {source.document}"],
        "fileName": [_line(source.doc_id or next(iter(source.addresses), ""))],
        "publishedAt": [_dates(source.published)[2] if source.published else ""],
        "publisher": [_line(source.publisher or "")],
        "sourceUrl": [web_address(source.url)],
    }
    return _entity("Article", identify("document", source.document), properties)


def _actors(event: Event) -> dict[str, str]:
    """Those who take part, by name, with the schema of what they are."""
    kinds: dict[str, str] = {}
    for source in event.sources:
        for party in source.mention.parties:
            if party.role != "place":
                kinds.setdefault(party.name, party.kind)
    names = {_name(name): _SCHEMATA.get(kinds.get(name, ""), "LegalEntity") for name in event.who}
    return {name: schema for name, schema in names.items() if name}


def _actor(name: str, schema: str, identify: Id) -> dict[str, Any]:
    return _entity(schema, identify(schema, name), {"name": [name]})


def _dates(time: TimeSpan) -> tuple[str, str, str]:
    """When it began, when it ended, both inside, and the date as far as it was said."""
    start = "" if time.start is None else _moment(time.start, time)
    end = "" if time.end is None else _moment(time.end - 1, time)
    said = () if time.extent is Extent.THROUGHOUT else unit(time)
    return start, end, start[: (0, 4, 7)[len(said)] if len(said) < 3 else None] if said else ""


def _moment(second: int, time: TimeSpan) -> str:
    ahead = offset(time.zone)
    if not has_clock(time) or ahead is None:
        text = iso_day(second // DAY)
    else:
        moment = instant(second - ahead)
        text = moment.isoformat() if moment else ""
    return text if text[:4].isdigit() and int(text[:4]) in _YEARS and text[4] == "-" else ""


def _text(text: str, most: int = _TEXT) -> str:
    """A text as the library cleans it."""
    return cut(_UNSEEN.sub("", _SPACE.sub(" ", unicodedata.normalize("NFC", cleaned(text)))).strip(), most)


def _line(text: str, most: int = _STRING) -> str:
    return cut(" ".join(_text(text).split()), most)


def _name(text: str) -> str:
    """A name as the library cleans it: without the quotation marks around it."""
    name = _line(text)
    bare = _QUOTED.sub(r"\2", name)
    return cut(" ".join(bare.split()), _NAME)


EXPORTER = FTMExporter()
