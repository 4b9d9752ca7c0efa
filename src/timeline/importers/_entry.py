"""What one VEVENT of a calendar claims."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from timeline.errors import TimelineError
from timeline.importers._beside import Beside, believed
from timeline.importers._cells import kind, position
from timeline.importers._cells import status as status_of
from timeline.importers._content_lines import Line, unescaped
from timeline.importers._entry_time import span
from timeline.importers._objects import digest, distinct
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values import edtf
from timeline.values.mention import Basis, Kind, Party, Place, Status
from timeline.values.problem import Problem
from timeline.values.record import Record
from timeline.values.time import TimeSpan

_FIRST: Final = ("SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION")  # in this order, neighbours
_EDTF: Final = ("X-EDTF", "X-TIMELINE-EDTF")
_STATUSES: Final = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.PLANNED}
_OURS: Final = {  # what our own export writes so
    "CONFIRMED": (Status.OCCURRED, Status.ONGOING, Status.SCHEDULED, Status.DEADLINE),
    "TENTATIVE": (Status.PLANNED, Status.CONDITIONAL, Status.ALLEGED, Status.DENIED),
    "CANCELLED": (Status.CANCELLED,),
}
_PEOPLE: Final = {"INDIVIDUAL": "person", "GROUP": "organisation", "UNKNOWN": "other"}
_BARE: Final = re.compile("([A-Za-z0-9-]+):(.*)", re.DOTALL)  # without parameters, as most are
_COMMA: Final = re.compile(r"(?<!\\),")


class Property(NamedTuple):
    """A line of an entry: its name, its name with parameters as it stands, these parameters, its value."""

    name: str
    shown: str
    parameters: dict[str, str]
    value: str


def record(source: Source, options: ImportOptions, lines: Sequence[Line]) -> Iterator[Record | Problem]:
    """The entry that stands on these lines, the first of which begins it and the last ends it; or why it is none."""
    where = f"{source.origin}:{lines[0].number}"
    found: list[Property] = []
    inside: list[str] = []
    for line in lines[1:-1]:
        try:
            one = _property(line.text, inside)
        except NotRead as why:
            yield Problem(f"{source.origin}:{line.number}", why.what, why.advice, skipped=False)
        else:
            found += [one] if one else []
    entry = _Entry(found)
    problems: list[str] = []
    try:
        made = entry.record(lines[0].number, options, problems)
    except TimelineError as wrong:
        yield Problem(where, f"cannot be dated: {wrong}", "mend its DTSTART and DTEND")
        return
    except NotRead as why:
        yield Problem(where, why.what, why.advice)
        return
    yield from (Problem(where, what, skipped=False) for what in problems)
    yield made


def _property(text: str, inside: list[str]) -> Property | None:
    """The property of a line; ``inside`` are the components within the entry that are open, which it opens or ends."""
    name, parameters, value = _parts(text)
    name = name.upper()
    if name == "BEGIN":
        inside.append(value)
    elif name == "END":
        del inside[-1:]
    if name in ("BEGIN", "END", "DTSTAMP"):
        return None
    shown = "".join(f"{component}." for component in inside) + text.removesuffix(value).removesuffix(":")
    known = {key.upper(): one if isinstance(one, str) else ", ".join(one) for key, one in parameters.items()}
    return Property("" if inside else name, shown, known, value)


def _parts(text: str) -> tuple[str, Mapping[str, Any], str]:
    if found := _BARE.fullmatch(text):
        return found[1], {}, found[2]
    from icalendar.parser import Contentline  # takes 0.07 s to load

    try:
        return Contentline(text).raw_parts()  # type: ignore[no-untyped-call]
    except ValueError:
        raise NotRead(f"is no property: {text[:40]!r}; it is left", "write NAME:value") from None


class _Entry:
    def __init__(self, found: Sequence[Property]) -> None:
        order = {name: place for place, name in enumerate(_FIRST)}
        self._all = sorted(found, key=lambda one: order.get(one.name, len(order)))
        self._of: dict[str, Property] = {one.name: one for one in reversed(self._all) if one.name}

    def record(self, line: int, options: ImportOptions, problems: list[str]) -> Record:
        cells = distinct([(one.shown, unescaped(one.value)) for one in self._all if one.value])
        names = [one.name for one in self._all if one.value]
        if "RRULE" in self._of or "RDATE" in self._of:
            problems.append("is repeated; the first time is imported, repetitions are not worked out")
        time = self._time(options.zone, problems)
        uid, again = self._text("UID"), self._text("RECURRENCE-ID")
        stated = [one.value for one in self._all if one.name in ("SUMMARY", "DTSTART")]
        key = "/".join(part for part in (uid, again) if part) if uid else digest(*stated)
        titles = [self._text(name) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")]
        title = next(filter(None, titles), edtf.text(time) if time else "")
        if not title:
            raise NotRead("has neither a title nor a date", "write SUMMARY or DTSTART")
        told, dated = (
            tuple(cell for (cell, _), name in zip(cells, names, strict=True) if name in wanted)
            for wanted in (_FIRST[:2], _FIRST[2:])
        )
        return Record(
            line,
            key,
            " ".join(title.split()),
            time,
            cells,
            told,
            dated,
            basis=Basis.STATED if time else Basis.UNKNOWN,
            status=self._status(),
            kind=self._kind(),
            parties=(*self._people(), *self._places(several=bool(self._text(*_EDTF)))),
            reason="" if time else "the entry has no DTSTART",
            url=self._text("URL") or None,
            address=f"ical:{key}" if uid else "",
        )

    def _time(self, zone: str | None, problems: list[str]) -> TimeSpan | None:
        start, end, lasts = (self._of.get(name) for name in ("DTSTART", "DTEND", "DURATION"))
        if not start:
            return None
        found = span(_stated(start), _stated(end) if end else None, lasts.value if lasts else "", zone, problems)
        beside = Beside(self._text(*_EDTF), self._text("X-TIMELINE-GRAIN"), self._text("X-TIMELINE-TIME"))
        return believed("X-EDTF", beside, found, problems)

    def _text(self, *names: str) -> str:
        """The value of the first of these properties that is there, else empty."""
        found = next((self._of[name].value for name in names if name in self._of), "")
        return unescaped(found).strip()

    def _status(self) -> Status:
        """The one of ours, if STATUS still is what goes with it; else what STATUS says."""
        said, ours = self._text("STATUS").upper(), status_of(self._text("X-TIMELINE-STATUS"))
        return ours if ours and ours in _OURS.get(said, ()) else _STATUSES.get(said, Status.OCCURRED)

    def _kind(self) -> Kind:
        said = (unescaped(word) for one in self._all if one.name == "CATEGORIES" for word in _COMMA.split(one.value))
        return next(filter(None, map(kind, said)), Kind.OTHER)

    def _people(self) -> Iterator[Party]:
        for one in self._all:
            name = " ".join(one.parameters.get("CN", "").split())
            if one.name == "ORGANIZER" and name:
                yield Party(name, "other", "agent")
            elif one.name == "ATTENDEE" and name and one.parameters.get("PARTSTAT", "").upper() != "DECLINED":
                kind = _PEOPLE.get(one.parameters.get("CUTYPE", "INDIVIDUAL").upper())
                if kind:
                    yield Party(name, kind, "agent")

    def _places(self, *, several: bool) -> Iterator[Party]:
        """``several`` says that ``; `` parts the names of places, as in what our own export writes."""
        location = " ".join(self._text("LOCATION").split())
        names = [name for name in (location.split("; ") if several else [location]) if name]
        place = _place(self._text("GEO"))
        if place and not names:
            names = [f"{place.latitude}, {place.longitude}"]
        for name in names:
            yield Party(name, "place", "place", place=place if len(names) == 1 else None)


def _stated(one: Property) -> tuple[str, str | None]:
    return one.value, one.parameters.get("TZID")


def _place(text: str) -> Place | None:
    latitude, _, longitude = text.replace(",", ";").partition(";")
    return position(latitude, longitude)
