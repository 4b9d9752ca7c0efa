"""One row of a table, column by column, as a record."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from timeline.importers import _cells as read
from timeline.importers._dates import Dates, Unread
from timeline.importers._header import Columns
from timeline.importers._when import When, when
from timeline.importers._words import folded
from timeline.values.mention import Basis, Kind, Party, Place, StandsFor, Status
from timeline.values.record import Record
from timeline.values.time import TimeSpan

_DATED: Final = ("date", "year", "month", "day", "time", "zone", "end", "earliest", "latest")
_COUNTS: Final = ("documents", "independent", "claims", "disputed")
_LONGEST: Final = 200  # characters of a title that is cut from a text


class Rows:
    """What the rows of one table have in common. ``said`` are the fields whose columns a person named."""

    def __init__(self, columns: Columns, dates: Dates, said: frozenset[str]) -> None:
        self.columns, self._dates, self._said = columns, dates, said
        self._places = {field: places for field, places in columns.of.items() if places}
        self._dated = [place for field in _DATED for place in columns.of.get(field, ())]
        self._counts = any(field in self._places for field in _COUNTS)
        used = {place for places in (*self._places.values(), columns.key) for place in places}
        self._kept = [place for place in range(len(columns.names)) if place not in used]

    def record(self, line: int, key: str, cells: Sequence[str]) -> tuple[Record, list[str]] | Unread:
        """The record and what is to be said of it, or why it is none."""
        row = _Row(self._places, cells)
        timed = when(row.cell, self._dates)
        if isinstance(timed, Unread):
            return timed
        row.notes += timed.notes
        published = self._published(row)
        found, basis = self._time(row, timed, published)
        told = self._told(cells)
        return (
            Record(
                line=line,
                key=key,
                title=self._title(cells, told),
                time=found,
                cells=[(name, cell) for name, cell in zip(self.columns.names, cells, strict=True) if cell],
                told=told,
                dated=self._dating(cells),
                basis=basis,
                status=row.one("status", read.status) or Status.OCCURRED,
                kind=row.one("kind", read.kind) or Kind.OTHER,
                confidence=1.0 if (share := row.one("confidence", read.share)) is None else share,
                parties=_parties(row),
                alleged_by=row.line("alleged_by"),
                reason="" if found else timed.reason,
                published=published,
                doc_id=doc_id if (doc_id := row.cell("doc_id")).strip() else None,
                url=row.cell("url").strip() or None,
                publisher=row.line("publisher") or None,
                author=row.line("author") or None,
                language=row.one("language", read.language),
                number=row.one("number", read.whole) or 0,
                stands_for=_stands_for(row) if self._counts else None,
            ),
            row.notes,
        )

    def _published(self, row: "_Row") -> TimeSpan | None:
        found = self._dates.read(row.cell("published"))
        if isinstance(found, Unread):
            row.notes.append(found.what.replace("has a date", "has a publication date") + ", which is left out")
        return found if isinstance(found, TimeSpan) else None

    def _time(self, row: "_Row", timed: When, published: TimeSpan | None) -> tuple[TimeSpan | None, Basis]:
        """The time and what it rests on: where no column is of dates, on the day of publication."""
        if not self.columns.is_dated and "date" not in self._said and published:
            return published.whole_days(), Basis.PUBLISHED
        if timed.time is None:
            return None, Basis.UNKNOWN
        return timed.time, row.one("basis", read.basis) or Basis.STATED

    def _told(self, cells: Sequence[str]) -> tuple[str, ...]:
        for field in ("quote", "title"):
            place = self.columns.first(field)
            if place is not None and cells[place].strip():
                return (self.columns.names[place],)
        return ()

    def _title(self, cells: Sequence[str], told: Sequence[str]) -> str:
        """Its title, else the beginning of what is told, else of what else the row has."""
        place = self.columns.first("title")
        if place is not None and (title := _one_line(cells[place])):
            return title
        if told:
            text = cells[list(self.columns.names).index(told[0])]
        else:
            text = max((cells[place].strip() for place in self._kept), key=len, default="")
        text = _one_line(text[: 20 * _LONGEST]) or _one_line(next(filter(str.strip, cells), ""))
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"

    def _dating(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The names of the cells that date the row: neighbours of the first of them."""
        dated = [place for place in self._dated if cells[place].strip()]
        if not dated:
            return ()
        filled = [place for place, cell in enumerate(cells) if cell]
        first = last = filled.index(dated[0])
        while first and filled[first - 1] in dated:
            first -= 1
        while last + 1 < len(filled) and filled[last + 1] in dated:
            last += 1
        return tuple(self.columns.names[place] for place in filled[first : last + 1])


class _Row:
    """The cells of one row by field, and what is to be said of them."""

    def __init__(self, places: dict[str, tuple[int, ...]], cells: Sequence[str]) -> None:
        self._places, self._cells = places, cells
        self.notes: list[str] = []

    def cell(self, field: str) -> str:
        """What the row has for a field; empty where it has nothing."""
        places = self._places.get(field)
        return self._cells[places[0]] if places else ""

    def every(self, field: str) -> list[str]:
        """What the row has for a field of several columns."""
        return [self._cells[place] for place in self._places.get(field, ())]

    def line(self, field: str) -> str:
        """The same on one line."""
        return _one_line(self.cell(field))

    def one(self, field: str, of: Callable[[str], Any]) -> Any:
        """What a cell says, or nothing where it says nothing of that sort; then that is noted."""
        text = self.cell(field)
        if not text.strip():
            return None
        found = of(text)
        if found is None:
            self.notes.append(f"has {_one_line(text[:40])!r} for its {field}, which is kept as text only")
        return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parties(row: _Row) -> tuple[Party, ...]:
    who = dict.fromkeys(name for text in row.every("who") for name in read.names(text))
    where = list(dict.fromkeys(name for text in row.every("where") for name in read.names(text)))
    position = _position(row)
    if not where and position:
        where = [row.line("country") or f"{position.latitude:g}, {position.longitude:g}"]
    elif not where and (country := row.line("country")):
        where = [country]
    named = zip(where, _kinds(where, "place"), strict=True)
    places = (Party(name, kind, "place", place=None if turn else position) for turn, (name, kind) in enumerate(named))
    return (*(Party(name, kind, "agent") for name, kind in zip(who, _kinds(who, "other"), strict=True)), *places)


def _kinds(names: Collection[str], kind: str) -> list[str]:
    """The kind of each name; those that case or an article alone tells apart are of different ones, as they are two.

    >>> _kinds(["ENI", "Eni", "Ann"], "other")
    ['other', 'organisation', 'other']
    """
    if len(names) < 2:
        return [kind] * len(names)
    seen: list[str] = []
    found = []
    for name in names:
        bare = folded(name).removeprefix("the ").replace(" ", "")
        found.append((kind, "organisation", "person", "other")[min(seen.count(bare), 3)])
        seen.append(bare)
    return found


def _position(row: _Row) -> Place | None:
    latitude, longitude = row.one("latitude", read.number), row.one("longitude", read.number)
    if latitude is None or longitude is None:
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        row.notes.append(f"has a position that is not on the earth: {latitude:g}, {longitude:g}")
        return None
    code = row.cell("country").strip()
    return Place(code.upper() if len(code) == 2 and code.isascii() and code.isalpha() else "", latitude, longitude)


def _stands_for(row: _Row) -> StandsFor:
    """How much the row sums up; what is not said is one."""
    documents, independent, claims = (row.one(field, read.whole) for field in _COUNTS[:3])
    of_documents = max(documents or 1, 1)
    return StandsFor(
        of_documents,
        max(independent or 1, 1),
        max(claims or of_documents, 1),
        bool(row.one("disputed", read.flag)),
    )
