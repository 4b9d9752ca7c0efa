"""What a table shows of events, as it stands in the rows, without making events and sources of them first.

The columns are those that every format of flat rows has, by the names that they have there, and hold the very same. Of
a document is told what the telling mention's says: of the first, in the order of all mentions, whose title the event
bears, else of the first; of a place, the first whose position is known. Only what the chosen columns want is read.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

from timeline.store.dialects.base import Reader, Row
from timeline.store.selects import SPAN, cut
from timeline.store.spans import OPEN_END, OPEN_START, from_columns
from timeline.values import edtf
from timeline.values.clocks import clock
from timeline.values.time import DAY, Doubt, Extent, Grain, day_number, iso_day

PAGE: Final = 3_000  # events whose rows are read together: the more, the nearer they lie to one another

_GRAINS: Final = " ".join(f"WHEN {int(grain)} THEN '{grain.label}'" for grain in Grain)
_FINER: Final = f"grain >= 0 AND (grain < {int(Grain.DAY)} OR starts % {DAY} <> 0 OR ends % {DAY} <> 0)"
_SPAN_IN_A_WORD: Final = " || ' ' || ".join((*SPAN[:-1], f"coalesce({SPAN[-1]}, '')"))
_EVENT: Final = {
    "event": "number",
    **{name: f"coalesce({name}, '')" for name in ("edtf", "earliest", "latest")},
    "grain": f"CASE grain {_GRAINS} ELSE '' END",
    **{name: name for name in ("basis", "status", "title", "who")},
    "where": "places",
    "sources": "documents",
    **{name: name for name in ("kind", "confidence", "alleged_by", "independent")},
    "claims": "mentions",
    "disputed": "disputed",
    "start_second": f"nullif(nullif(starts, {OPEN_START}), {OPEN_END})",
    "end_second": f"nullif(ends, {OPEN_END})",
    "time": f"CASE WHEN {_FINER} THEN {_SPAN_IN_A_WORD} END",  # read in the end, and so the last
}
_ADDRESS: Final = "(SELECT a.address FROM address a WHERE a.document = d.id AND a.current = 1 ORDER BY a.id LIMIT 1)"
_BLANK: Final = "".join(character for character in map(chr, range(1, 0x3001)) if character.isspace())
_NAMED: Final = f"CASE WHEN ltrim(d.doc_id, '{_BLANK}') <> '' THEN d.doc_id END"
_SOURCE: Final = {
    "quote": cut("quote"),
    "document": f"coalesce({_NAMED}, nullif({_ADDRESS}, ''), 'document ' || d.id)",
    "url": "coalesce(d.url, '')",
    "publisher": "coalesce(d.publisher, '')",
    "address": f"coalesce({_ADDRESS}, '')",
    "published": ", ".join(f"d.published_{name}" for name in SPAN),  # one value of many columns, and so the last
}
_SECONDS: Final = frozenset(("start_second", "end_second"))  # of which one may be missing
_SPAN: Final = len(SPAN)
_A_DAY: Final = [Grain.DAY, Extent.WITHIN, Doubt.NONE, Doubt.NONE]
_YEAR_0, _YEAR_10000 = day_number(0) * DAY, day_number(10_000) * DAY
_PLACE: Final = {name: name for name in ("latitude", "longitude", "country")}
COLUMNS: Final = (*_EVENT, *_SOURCE, *_PLACE)


class _Told(NamedTuple):
    """Of events by number: the mention that tells each, and, where there are several, all in the order of mentions."""

    telling: dict[int, int]
    ranked: Mapping[int, Sequence[int]]

    def mentions(self) -> list[int]:
        """All of them."""
        return [*self.telling.values(), *(one for some in self.ranked.values() for one in some)]


class FlatRows:
    """Reads the rows of those columns, in their order. What is empty is the empty text."""

    def __init__(self, listed: str, names: Sequence[str]) -> None:
        """``listed``: a statement of the numbers in ``:numbers``."""
        self._listed = listed
        event, source, place = ([name for name in some if name in names] for some in (_EVENT, _SOURCE, _PLACE))
        self._dated, self._clocked = "published" in source, "time" in event
        self._open = not _SECONDS.isdisjoint(event)
        self._no_source, self._no_place = ("",) * len(source), ("",) * len(place)
        order = ["", *event, *source, *place]
        places = [order.index(name) for name in names]
        self._pick = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
        self._events = _select("number", _EVENT, event, f"event WHERE number IN ({listed})")
        joined = f"mention m JOIN document d ON d.id = m.document WHERE m.id IN ({listed})"
        self._sources = _select("m.id", _SOURCE, source, joined)
        known = f"mention IN ({listed}) AND role = 'place' AND latitude IS NOT NULL ORDER BY mention, position"
        self._places = _select("mention", _PLACE, place, f"mention_entity WHERE {known}")

    def __call__(self, reader: Reader, numbers: Sequence[int]) -> dict[int, Row]:
        """The rows of those events, by number."""
        asked, pick = json.dumps(numbers), self._pick
        events = reader.rows(self._events, numbers=asked)
        if self._clocked:
            events = [(*row[:-1], _in_clock(row[-1]) if row[-1] else "") for row in events]
        if self._open:
            events = [tuple(["" if value is None else value for value in row]) for row in events]
        if not (self._no_source or self._no_place):
            return {row[0]: pick(row) for row in events}
        told = self._told(reader, asked)
        telling = told.telling
        sources = self._source_rows(reader, telling.values()) if self._no_source else {}
        places = self._place_rows(reader, told) if self._no_place else {}
        no_source, no_place = self._no_source, self._no_place
        return {
            (number := row[0]): pick(
                row + sources.get(telling.get(number, 0), no_source) + places.get(number, no_place)
            )
            for row in events
        }

    def _told(self, reader: Reader, asked: str) -> _Told:
        """Most events have one mention; only of the others it is asked which comes first."""
        telling: dict[int, int] = {}
        several: dict[int, list[int]] = {}
        sql = f"SELECT event, mention FROM event_mention WHERE event IN ({self._listed})"
        for event, mention in reader.rows(sql, numbers=asked):
            if telling.setdefault(event, mention) != mention:
                several[event] = []
        if several:
            titled = set[int]()
            for event, mention, same in reader.rows(_ranked(self._listed), numbers=json.dumps([*several])):
                if not several[event] or (same and event not in titled):
                    telling[event] = mention
                if same:
                    titled.add(event)
                several[event].append(mention)
        return _Told(telling, several)

    def _source_rows(self, reader: Reader, mentions: Iterable[int]) -> dict[int, Row]:
        rows = reader.rows(self._sources, numbers=json.dumps([*mentions]))
        if not self._dated:
            return {row[0]: row[1:] for row in rows}
        return {row[0]: (*row[1:-_SPAN], _in_edtf(*row[-_SPAN:])) for row in rows}

    def _place_rows(self, reader: Reader, told: _Told) -> dict[int, Row]:
        """The first known place of each event that has one."""
        first: dict[int, Row] = {}
        for row in reader.rows(self._places, numbers=json.dumps(told.mentions())):
            first.setdefault(row[0], row[1:])
        found = {event: first[mention] for event, mention in told.telling.items() if mention in first}
        for event, mentions in told.ranked.items():
            if known := next((first[mention] for mention in mentions if mention in first), None):
                found[event] = known
        return found


def _select(key: str, columns: Mapping[str, str], names: Sequence[str], source: str) -> str:
    return f"SELECT {', '.join([key, *(columns[name] for name in names)])} FROM {source}"


def _ranked(listed: str) -> str:
    """``event, mention, 1 if the event bears its title``, in the order of all mentions."""
    return (
        "SELECT em.event, em.mention, CASE WHEN m.title = e.title THEN 1 ELSE 0 END FROM event_mention em "
        "JOIN event e ON e.number = em.event JOIN mention m ON m.id = em.mention "
        f"LEFT JOIN likeness l ON l.mention = em.mention WHERE em.event IN ({listed}) "
        "ORDER BY em.event, coalesce(l.rank, ''), m.claim"
    )


@lru_cache(2_048)
def _in_clock(span: str) -> str:
    """The time of day of a span in one word."""
    starts, ends, grain, extent, doubt, end_doubt, zone = span.split(" ", len(SPAN) - 1)
    return clock(from_columns((int(starts), int(ends), int(grain), extent, int(doubt), int(end_doubt), zone or None)))


@lru_cache(2_048)  # what comes together in time was often published on one day
def _in_edtf(*columns: Any) -> str:
    starts, ends, *sort = columns
    if ends - starts == DAY and not starts % DAY and sort[:4] == _A_DAY and _YEAR_0 <= starts < _YEAR_10000:
        return iso_day(starts // DAY)  # nearly all there are
    span = from_columns(columns)
    return edtf.text(span) if span else ""
