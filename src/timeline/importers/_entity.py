"""What one entity of FollowTheMoney claims, with those that it points to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Self

from timeline.errors import TimelineError
from timeline.importers._beside import Beside, believed
from timeline.importers._cells import kind
from timeline.importers._iso import as_unit, between, iso
from timeline.importers._objects import Cells, cells, named
from timeline.values.mention import Basis, Kind, Party, StandsFor
from timeline.values.record import Record
from timeline.values.time import Extent, Grain, TimeSpan

DATES: Final = ("startDate", "endDate", "date")
PARTY_SCHEMATA: Final = {
    **{"Person": "person", "LegalEntity": "other"},
    **dict.fromkeys(("Organization", "Company", "PublicBody"), "organisation"),
}
POINTERS: Final = ("organizer", "involved", "proof")
_TOLD: Final = ("name", "summary", "description")
_EDTF: Final = re.compile(r"\(([^\s()]{4,60}), (stated|relative|context|published)\)")  # as our own export says it
_NEVER: Final = TimeSpan(None, None, Grain.DAY)
_COUNTRY: Final = re.compile("[a-zA-Z]{2}")


class Pointed(NamedTuple):
    """What is told of a party or a document that an event points to; what is not known is empty."""

    schema: str
    name: str
    url: str
    publisher: str
    published: str
    author: str

    @classmethod
    def of(cls, schema: str, properties: Mapping[str, Any]) -> Self:
        """The first value of each property."""
        names = ("name", "title", "fileName")
        name = next((found[0] for found in (values(properties, one) for one in names) if found), "")
        rest = ("sourceUrl", "publisher", "publishedAt", "author")
        return cls(schema, name, *(next(iter(values(properties, one)), "") for one in rest))


def values(properties: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a property; what else it may hold is left out."""
    found = properties.get(name)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str) and one]


def record(line: int, entity: Mapping[str, Any], known: Mapping[str, Pointed], problems: list[str]) -> Record:
    """The event as a record.

    Raises:
        TimelineError: If one of its dates is none.
    """
    properties, number = entity["properties"], entity["id"]
    row = _row(entity, known)
    of = {name: values(properties, name) for name in (*_TOLD, *DATES, *POINTERS, "sourceUrl", "publisher")}
    time, basis = _time(of), Basis.STATED
    if said := _EDTF.search(next(iter(of["summary"]), "")):
        # EDTF has the years that FollowTheMoney has no dates for
        time = believed("its summary", Beside(said[1]), time or _NEVER, problems)
        time, basis = None if time is _NEVER else time, Basis(said[2])
    documents = [known[one] for one in of["proof"] if one in known]
    first = documents[0] if documents else Pointed("", "", "", "", "", "")
    publishers = {one.publisher for one in documents if one.publisher}
    titles = (*_whole(of["name"], values(properties, "notes")), *of["summary"], number)
    return Record(
        line,
        number,
        " ".join(next(filter(None, map(str.strip, titles)), number).split()),
        time,
        row,
        named(row, *_TOLD),
        named(row, *DATES) or ("summary",),
        basis=basis if time else Basis.UNKNOWN,
        kind=next(filter(None, map(kind, values(properties, "keywords"))), Kind.OTHER),
        parties=tuple(dict.fromkeys((*_parties(of, known), *_places(properties)))),
        reason="" if time else "the entity states no date",
        published=_published(first.published),
        url=next(iter(of["sourceUrl"]), first.url) or None,
        publisher=next(iter(of["publisher"]), first.publisher) or None,
        author=first.author or None,
        address=f"ftm:{number}",
        stands_for=StandsFor(len(documents), max(1, len(publishers)), len(documents)) if documents else None,
    )


def _whole(names: Sequence[str], notes: Sequence[str]) -> list[str]:
    """The names, each as a note has it that is the same but for quotation marks, or an end that was clipped."""
    return [next((note for note in notes if _is_whole(note, name)), name) for name in names]


def _is_whole(note: str, name: str) -> bool:
    whole, part = ("".join(re.sub("[\"']", "", text).split()) for text in (note, name.removesuffix("…")))
    return whole.startswith(part) if name.endswith("…") else whole == part


def _row(entity: Mapping[str, Any], known: Mapping[str, Pointed]) -> Cells:
    """Its properties, what tells and what dates first; the names of what it points to; the rest of the entity."""
    properties = entity["properties"]
    first = (*_TOLD, *DATES)
    inner = {name: properties[name] for name in first if name in properties} | dict(properties)
    names = {
        f"{pointer} name": [known[one].name for one in values(properties, pointer) if one in known]
        for pointer in POINTERS
    }
    return cells({**inner, **names, **{name: value for name, value in entity.items() if name != "properties"}})


def _time(of: Mapping[str, Sequence[str]]) -> TimeSpan | None:
    starts, ends, dates = ([iso(text, "Z") for text in of[name]] for name in DATES)
    begins = sorted(starts or dates, key=_start)
    if not ends:
        if len(begins) < 2:
            return begins[0] if begins else None
        return between(begins[0], max(begins, key=_end), Extent.WITHIN)
    last = max(ends, key=_end)
    if not begins:
        return TimeSpan(None, last.end, last.grain)
    span = between(begins[0], last)
    if span == between(last, last):
        return last
    date = dates[0] if len(dates) == 1 else None
    if date is None or date.start != span.start or not starts:
        return span
    if date.end == span.end:
        return date
    return as_unit(between(begins[0], last, Extent.WITHIN))


def _start(span: TimeSpan) -> int:
    return span.start or 0


def _end(span: TimeSpan) -> int:
    return span.end or 0


def _parties(of: Mapping[str, Sequence[str]], known: Mapping[str, Pointed]) -> Iterator[Party]:
    for pointer in ("organizer", "involved"):
        for one in of[pointer]:
            found = known.get(one)
            if found and found.name and found.schema in PARTY_SCHEMATA:
                yield Party(" ".join(found.name.split()), PARTY_SCHEMATA[found.schema], "agent")


def _places(properties: Mapping[str, Any]) -> Iterator[Party]:
    """Its locations, or where none is named its countries."""
    countries = (code.upper() for code in values(properties, "country") if _COUNTRY.fullmatch(code))
    for name in values(properties, "location") or countries:
        yield Party(" ".join(name.split()), "place", "place")


def _published(text: str) -> TimeSpan | None:
    try:
        return iso(text) if text else None
    except TimelineError:
        return None  # kept with the document
