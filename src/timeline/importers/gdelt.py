"""GDELT events, 1.0 and 2.0: each row is a report that a machine read out of a news page, not a happening.

Which version it is shows in the number of columns: 57 in the historical files of 1.0, 58 in the daily ones, which add
the page, 61 in 2.0. SQLDATE is when it happened as GDELT reckons, DATEADDED when GDELT added it, of what is published
since April 2013 the day (2.0: the quarter of an hour) of publication. GDELT reckons in whole days from publication:
"last week" is 7 of them, "last month" 30, "a year ago" 365, "a decade ago" 3,650. So a date just that far back names
no day, and is read as what was meant: that week, month, year or decade.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, compress
from typing import Final, NamedTuple

from timeline.importers._cameo import country_of, party, said
from timeline.importers._gdelt import CONFIDENCE, ID, Table, host, moment, short
from timeline.importers.base import PLAIN, ImportOptions, Source
from timeline.values.mention import Basis, Party, Place
from timeline.values.problem import Problem
from timeline.values.record import Cells, Layout, Record
from timeline.values.time import Grain, TimeSpan, civil, day_number, next_month, weekday

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_REPORT: Final = (
    *(ID, "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
)


def _columns(*geo: str) -> tuple[str, ...]:
    places = chain.from_iterable((f"{who}Geo_{name}" for name in geo) for who in ("Actor1", "Actor2", "Action"))
    return (*_REPORT, *places, "DATEADDED", "SOURCEURL")


_FIRST: Final = _columns("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_SECOND: Final = _columns("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_COLUMNS: Final = {57: _FIRST[:-1], 58: _FIRST, 61: _SECOND}
_TOLD: Final = _FIRST[_FIRST.index("Actor1Code") : _FIRST.index("EventCode") + 1]
_FIELDS: Final = {
    "title": ("Actor1Name", "Actor2Name", "EventCode", "ActionGeo_FullName"),
    "time": ("SQLDATE",),
    "published": ("DATEADDED",),
    "parties": ("Actor1Code", "Actor1Name", "Actor2Code", "Actor2Name", "ActionGeo_FullName"),
    "kind": ("EventCode",),
    "url": ("SOURCEURL",),
}

_DAILY: Final = day_number(2013, 4, 1)  # what GDELT added before was older news, all at once
_BACK: Final = {7: Grain.WEEK, 30: Grain.MONTH, 365: Grain.YEAR, 3_650: Grain.DECADE}
_COUNTRY, _US_STATE, _US_CITY, _STATE = "1", "2", "3", "5"
_COARSE: Final = frozenset((_COUNTRY, _US_STATE, _STATE))  # of these it has the middle


def _records(origin: str, line: int, cells: list[str]) -> Iterator[Record | Problem]:
    if len(cells) == 61:
        geo, name, country, _, _, latitude, longitude, _, added, url = cells[51:]
    else:
        geo, name, country, _, latitude, longitude, _, added, *page = cells[49:]
        url = page[0] if page else ""
    when = _when(cells[1], added)
    if isinstance(when, str):
        yield Problem(f"{origin}:{line}", when, "mend it, or leave the row out")
        return
    where, place, wrong = _where(geo, name, country, latitude, longitude)
    if wrong:
        yield Problem(f"{origin}:{line}", wrong, "the place is kept without them", skipped=False)
    code1, name1, country1, group1, _, _, _, type1, _, _, code2, name2, country2, group2, _, _, _, type2 = cells[5:23]
    agent = party(code1, name1, country1, group1, type1, "agent")
    patient = party(code2, name2, country2, group2, type2, "patient")
    words, kind = said(cells[26])
    server = host(url)
    number = cells[0]
    address = f"gdelt:{number}"
    yield Record(
        line,
        number,
        _title(agent, patient, words) + where,
        when.time,
        Cells(tuple(compress(_COLUMNS[len(cells)], cells)), tuple(filter(None, cells))),
        _TOLD,
        ("SQLDATE",),
        when.basis,
        kind=kind,
        confidence=CONFIDENCE,
        parties=tuple([one for one in (agent, patient, place) if one]),
        reason=when.reason,
        published=when.published,
        url=url if server else None,
        publisher=server or url or None,
        address=address,
        same=address,
        leads=True,
    )


def _title(agent: Party | None, patient: Party | None, words: str) -> str:
    if patient:
        return f"{agent.name if agent else 'Someone'} – {patient.name}: {words}"
    return f"{agent.name}: {words}" if agent else words[:1].upper() + words[1:]


class _When(NamedTuple):
    time: TimeSpan
    basis: Basis
    published: TimeSpan | None
    reason: str


@lru_cache(16_384)
def _when(date: str, added: str) -> _When | str:
    """When it was and what that rests on; or what is wrong with the dates."""
    time, published = moment(date), moment(added)
    if time is None or len(date) != 8:
        return f"has {short(date)} for SQLDATE, which is no day"
    if published is None:
        return f"has {short(added)} for DATEADDED, which is no day"
    today, day = published.first_day_number, time.first_day_number
    if today is None or day is None or today < _DAILY:
        return _When(time, Basis.RELATIVE, None, "GDELT does not say of what is older than 2013-04-01 how it is dated")
    if time.grain is not Grain.DAY:
        return _When(time, Basis.RELATIVE, published, "GDELT reckons it from publication, and gives no day")
    if today == day:
        return _When(time, Basis.PUBLISHED, published, "GDELT gives the day of publication")
    if grain := _BACK.get(today - day):
        why = f"GDELT reckons it as {today - day:,} days before publication, which stand for a {grain.label}"
        return _When(_before(grain, today, day), Basis.RELATIVE, published, why)
    return _When(time, Basis.RELATIVE, published, "GDELT reckons it from the day of publication")


def _before(grain: Grain, today: int, day: int) -> TimeSpan:
    """The week, month, year or decade before that of ``today``, and ``day`` with it where that is not inside."""
    year, month, _ = civil(today)
    if grain is Grain.WEEK:
        end = today - weekday(today) + 1
        start = end - 7
    elif grain is Grain.MONTH:
        start, end = day_number(*next_month(year, month, -1)), day_number(year, month)
    else:
        years = 1 if grain is Grain.YEAR else 10
        end = day_number(year - year % years)
        start = day_number(year - year % years - years)
    return TimeSpan.of_days(min(start, day), max(end - 1, day), grain)


@lru_cache(16_384)
def _where(geo: str, listed: str, fips: str, latitude: str, longitude: str) -> tuple[str, Party | None, str]:
    """What the title says of the place, the place itself, and what is wrong with its degrees.

    ``listed`` goes from the place to its country ("Paris, Texas, United States"), whose name may have a comma itself
    ("Bahamas, The"), so that the code says it.
    """
    names = [name for name in (" ".join(name.split()) for name in listed.split(",")) if name]
    if not names:
        return "", None, ""
    country = country_of(fips)
    over = country.name if country else names[-1]
    name = over if geo == _COUNTRY else names[0]
    if geo == _US_CITY and len(names) > 1:
        over = names[1]
    title = f" ({name}, {over})" if name != over else f" ({name})"
    if not latitude and not longitude:
        return title, Party(name, "place", "place"), ""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        north = east = math.nan
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        wrong = f"has {short(latitude)}, {short(longitude)} for degrees, which lie nowhere"
        return title, Party(name, "place", "place"), wrong
    at = Place(country.iso if country else "", north, east, geo in _COARSE)
    return title, Party(name, "place", "place", place=at), ""


_TABLE: Final = Table(
    what="GDELT event",
    versions={57: "GDELT 1.0 events", 58: "GDELT 1.0 events", 61: "GDELT 2.0 events"},
    columns=_COLUMNS,
    fields=_FIELDS,
    key=(ID,),
    digits={1: 8},
    records=_records,
)


class Gdelt:
    """Reads GDELT's event files."""

    suffixes = (".csv", ".tsv", ".export.csv")

    def likeness(self, head: bytes) -> int:
        """See :class:`timeline.importers.base.Importer`."""
        return _TABLE.likeness(head)

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """See :class:`timeline.importers.base.Importer`."""
        return _TABLE.read(source, options)


IMPORTER = Gdelt()
