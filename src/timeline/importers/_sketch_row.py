"""What one row of Timesketch claims, be it a log's or one that our own export wrote."""

import re
from collections.abc import Mapping
from typing import Final

from timeline.errors import TimelineError
from timeline.importers import _cells as read
from timeline.importers._beside import Beside
from timeline.importers._iso import iso
from timeline.importers._objects import Cells, digest
from timeline.importers.base import ImportOptions, NotRead
from timeline.values.mention import Basis, Kind, Party, StandsFor, Status
from timeline.values.record import Record
from timeline.values.time import Grain, TimeSpan

USED: Final = {
    "time": ("datetime", "timestamp", "edtf", "grain", "time_of_day"),
    "title": ("message",),
    "told": ("quote", "message"),
    "who": ("who",),
    "where": ("where", "latitude", "longitude", "country"),
    **{name: (name,) for name in ("basis", "status", "kind", "confidence", "alleged_by", "publisher", "published")},
    "url": ("source_url",),
    "number": ("event_number",),
    "stands_for": ("sources", "independent", "disputed"),
}
_SECOND_ROWS: Final = ("Event ends (", "Event latest (")  # how our export describes a moment
_MICROSECONDS: Final = re.compile(r"(-?[0-9]{1,20})(?:\.[0-9]*)?")


def repeats(row: Cells) -> bool:
    """Whether it is the second row of an event whose first says all."""
    of = dict(row)
    said, what = of.get("edtf", ""), of.get("timestamp_desc", "")
    return bool(said) and what.startswith(_SECOND_ROWS) and not said.startswith((".", "[."))


def record(line: int, row: Cells, options: ImportOptions) -> Record:
    """The row as a record.

    Raises:
        NotRead: If it has no moment.
        TimelineError: If its moment is none.
    """
    of = dict(row)
    message = " ".join(of.get("message", "").split())
    if of.get("edtf") and of.get("timestamp_desc", "").startswith("Event "):
        return _own(line, row, of, message)
    stated = "datetime" if of.get("datetime") else "timestamp"
    time = _logged(of, options.zone)
    key = of.get("_id") or of.get("uuid") or digest(of[stated], of.get("timestamp_desc", ""), message)
    return Record(line, key, message or of.get("timestamp_desc", "") or key, time, row, ("message",), (stated,))


def _logged(of: Mapping[str, str], zone: str | None) -> TimeSpan:
    if of.get("datetime"):
        return iso(of["datetime"], zone)
    text = of.get("timestamp", "")
    found = _MICROSECONDS.fullmatch(text)
    if not found:
        what = f"has a timestamp {text[:40]!r} that is none" if text else "has neither datetime nor timestamp"
        raise NotRead(what, "write its datetime as 2019-05-31T12:00:00+00:00")
    second = int(found[1]) // 1_000_000
    return TimeSpan(second, second + 1, Grain.SECOND, zone="Z")


def _own(line: int, row: Cells, of: Mapping[str, str], title: str) -> Record:
    documents, independent = (read.whole(of.get(name, "")) or 1 for name in ("sources", "independent"))
    sure = read.share(of.get("confidence", ""))
    return Record(
        line,
        of.get("event_number") or digest(of["edtf"], title),
        title or of["edtf"],
        Beside(of["edtf"], of.get("grain", ""), of.get("time_of_day", "")).span([]),
        row,
        ("quote",) if of.get("quote") else ("message",),
        ("edtf",),
        basis=read.basis(of.get("basis", "")) or Basis.STATED,
        status=read.status(of.get("status", "")) or Status.OCCURRED,
        kind=read.kind(of.get("kind", "")) or Kind.OTHER,
        confidence=1.0 if sure is None else sure,
        parties=(*(Party(name, "other", "agent") for name in read.names(of.get("who", ""))), *_places(of)),
        alleged_by=of.get("alleged_by", ""),
        published=_published(of.get("published", "")),
        url=of.get("source_url") or None,
        publisher=of.get("publisher") or None,
        number=read.whole(of.get("event_number", "")) or 0,
        stands_for=StandsFor(documents, independent, documents, of.get("disputed") == "1"),
    )


def _places(of: Mapping[str, str]) -> list[Party]:
    names = read.names(of.get("where", ""))
    one = len(names) == 1
    place = read.position(of.get("latitude", ""), of.get("longitude", ""), of.get("country", "")) if one else None
    return [Party(name, "place", "place", place=place) for name in names]


def _published(text: str) -> TimeSpan | None:
    try:
        return iso(text) if text else None
    except TimelineError:
        return None  # kept in the row
