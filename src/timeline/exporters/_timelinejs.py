"""What a slide of TimelineJS says of an event, whichever file it is read from.

TimelineJS (its sources, 3.9) counts years as people do, -44 being 44 BCE. Its dates are JavaScript's, of the years to
275,759, and its axis goes on for two and a half times as long as all events take on either side: only if they lie
within 45,000 years of our era has every mark a date (found by loading it; beyond, marks say NaN). By itself it says a
year, a month or a day; all else is said in our words (``shown``). Its texts are HTML, and it turns what looks like an
address into a link *after* it has made them safe, so that ``www.x'onclick='…`` would become code; :func:`_not_linked`
parts such words where no reader sees it. ``display_date`` it reads as HTML twice.
"""

import re
from dataclasses import dataclass
from typing import Final

from timeline.exporters._html import escaped
from timeline.exporters._plain import web_address
from timeline.exporters._telling import document_name, moment, named, published, remarks, unit
from timeline.values.event import Event, Source
from timeline.values.export import UNDATED
from timeline.values.time import DAY, Extent, Grain, TimeSpan
from timeline.values.wording import when

BEYOND: Final = "outside the years of TimelineJS"
_YEARS: Final = range(-45_000, 45_001)
_DAY: Final = 3  # a year, a month and a day are what it says by itself; of a time on the clock it drops midnight
_FIRST_YEAR: Final = 1000  # 43 alone is no year to a reader
_KNOWN: Final = ((Grain.YEAR, 1), (Grain.MONTH, 2), (Grain.DAY, 3), (Grain.HOUR, 4), (Grain.MINUTE, 5))
_BEGINNING: Final = (1, 1, 1, 0, 0, 0)
_LINKED: Final = re.compile(r"(?<=www)(?=\.)|(?=://)|(?=@)", re.IGNORECASE)
_LINKED_INSIDE: Final = {"@": "%40", ".": "%2E", ":": "%3A"}
_INSIDE: Final = re.compile(r"@|(?<=(?<!/)www)\.|(?<=.{6}):(?=//)", re.IGNORECASE)

Parts = tuple[int, ...]  # year, month, day, hour, minute, second, as far as known


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide's dates, the second empty where there is none, and its texts, which are HTML."""

    start: Parts
    end: Parts
    shown: str
    headline: str
    text: str
    group: str


def slide(event: Event) -> Slide | str:
    """The slide of an event, or why there can be none."""
    time = event.time
    if time is None or (time.start is None and time.end is None):
        return UNDATED
    start, end = dates(time)
    if any(parts and parts[0] not in _YEARS for parts in (start, end)):
        return BEYOND
    sure = not (time.doubt or time.end_doubt or time.zone or end)
    plain = sure and 0 < len(unit(time)) <= _DAY and start[0] >= _FIRST_YEAR
    shown = "" if plain else escaped(escaped(when(time)))
    return Slide(start, end, shown, escaped(event.title), _text(event), event.kind.value)


def dates(time: TimeSpan) -> tuple[Parts, Parts]:
    """Where it begins and, if it is no single unit or lasted, where it ends; of days and more, the last day of it.

    >>> dates(TimeSpan.of(2019, 5)), dates(TimeSpan.of(-43)), dates(TimeSpan.of_days(0, 2))
    (((2019, 5), ()), ((-44,), ()), ((1970, 1, 1), (1970, 1, 3)))
    >>> dates(TimeSpan(None, DAY, Grain.DAY)), dates(TimeSpan(DAY // 4, DAY // 2, Grain.PART_OF_DAY))
    (((1970, 1, 1), ()), ((1970, 1, 1, 6), (1970, 1, 1, 12)))
    """
    ends = () if time.end is None else _ending(time.end, time.grain)
    if time.start is None:
        return ends, ()
    lasted = time.extent is Extent.THROUGHOUT and time.grain > Grain.DAY
    return _parts(time.start, time.grain), ends if lasted or not unit(time) else ()


def _ending(end: int, grain: Grain) -> Parts:
    return _parts(end, grain) if grain < Grain.DAY or end % DAY else _parts(end - DAY, Grain.DAY)


def _parts(second: int, grain: Grain) -> Parts:
    """The year as people count it and what follows, as far as the grain says, or further where it is no beginning."""
    parts = moment(second)
    known = next((number for least, number in _KNOWN if grain >= least), len(parts))
    while parts[known:] != _BEGINNING[known:]:
        known += 1
    return parts[0] - (parts[0] < 1), *parts[1:known]


def _text(event: Event) -> str:
    source = event.told_by
    told_by = [f"told by {event.documents:,} documents"] if event.documents > 1 else []
    facts = [". ".join(remark[:1].upper() + remark[1:] for remark in (*remarks(event), *told_by))]
    facts += [f"{name}: {text}" for name, text in named(event)]
    told = [f"<blockquote>{_not_linked(source.quote)}</blockquote>", f"<p>{_cited(source)}</p>"] if source else []
    return "".join((*told, *(f"<p>{_not_linked(fact)}</p>" for fact in facts if fact)))


def _cited(source: Source) -> str:
    name = _not_linked(document_name(source))
    if url := web_address(source.url):
        name = f'<a href="{escaped(_INSIDE.sub(lambda found: _LINKED_INSIDE[found[0]], url))}">{name}</a>'
    return ", ".join(part for part in (name, _not_linked(published(source))) if part)


def _not_linked(text: str) -> str:
    """The text as HTML in which TimelineJS sees no address.

    >>> _not_linked("www.x.example, a@x.example")
    'www<wbr>.x.example, a<wbr>@x.example'
    """
    return _LINKED.sub("<wbr>", escaped(text))
