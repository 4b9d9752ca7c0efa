"""Events that sources date differently: each date, who says it, and in which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final

from timeline.errors import UnknownName
from timeline.events.fusing import dates
from timeline.store import open_store
from timeline.values import edtf
from timeline.values.claim import Claim, Dating
from timeline.values.event import Event, Source
from timeline.values.query import EventQuery
from timeline.workflow.counted import Counted
from timeline.workflow.rows import FLAT, objects
from timeline.workflow.rows import write as write_rows
from timeline.workflow.wording import printable, when

FORMATS: Final = (*FLAT, "json", "jsonl")
_COLUMNS: Final = (
    *("event", "title", "date", "edtf", "earliest", "latest", "basis", "sources", "agrees"),
    *("quote", "publisher", "document", "url", "published"),
)
_QUOTED = 3  # sources of a date that are quoted on a screen


@dataclass(frozen=True, slots=True)
class Dated:
    """One of an event's dates, with a claim of each independent source that says it, the surest first."""

    dating: Dating
    said: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An event with all its dates, its own first, then those that agree with it, then the others."""

    event: Event
    dates: tuple[Dated, ...]


def conflicts(database: str, query: EventQuery, *, timeout: float | None = None) -> Iterator[Conflict]:
    """The disputed ones among the events asked for, in the timeline's order; a limit counts them alone.

    Raises:
        TimelineError: If the database cannot be read.
    """
    with open_store(database, read_only=True, timeout=timeout) as store:
        for event in store.exported(replace(query, disputed=True)):
            yield conflict(event)


def conflict(event: Event) -> Conflict:
    """The dates of an event with its sources."""
    claims = [Claim(n, s.document, s.source, s.mention, s.published) for n, s in enumerate(event.sources)]
    return Conflict(event, tuple(Dated(dating, _voices(event, claims, dating)) for dating in dates(claims)))


def _voices(event: Event, claims: list[Claim], dating: Dating) -> tuple[Source, ...]:
    those = sorted((claims[n] for n in dating.claims), key=lambda c: (-c.mention.confidence, c.number))
    first: dict[int, Claim] = {}
    for claim in those:
        first.setdefault(claim.source, claim)
    return tuple(event.sources[claim.number] for claim in first.values())


def lines(dated: Dated) -> Iterator[str]:
    """A date as people read it: the date and how many say it, then their words, and whose they are."""
    dating = dated.dating
    many = f"{dating.sources} source{'s' * (dating.sources != 1)}"
    yield f"{when(dating.time)}: {many}, {dating.basis.value}" + ("" if dating.agrees else ", against it")
    for source in dated.said[:_QUOTED]:
        about = [source.publisher or source.title, source.published and when(source.published)]
        told = printable(", ".join(part for part in about if part))
        yield f"  “{printable(source.quote)}”" + (f" ({told})" if told else "")
    if len(dated.said) > _QUOTED:
        yield f"  and {len(dated.said) - _QUOTED} more"


def write(found: Iterable[Conflict], form: str, out: BinaryIO) -> int:
    """Write them in a format, and say how many there were; where there are only rows one for each claim.

    Raises:
        UnknownName: If there is no such format; the message lists those there are.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, ["table", *FORMATS])
    counted = Counted(found)
    if form in FLAT:
        write_rows(_COLUMNS, (row for one in counted for row in _rows(one)), form, out)
    else:
        out.writelines(objects(map(record, counted), form))
    return counted.count


def record(conflict: Conflict) -> dict[str, Any]:
    """The conflict as JSON has it: days are both inside, ``null`` is unknown."""
    event = conflict.event
    found = [
        {
            **_when(dated.dating),
            "basis": dated.dating.basis.value,
            "sources": dated.dating.sources,
            "claims": len(dated.dating.claims),
            "agrees": dated.dating.agrees,
            "confidence": dated.dating.confidence,
            "said": [_said(source) for source in dated.said],
        }
        for dated in conflict.dates
    ]
    date = edtf.text(event.time) if event.time else None
    return {"event": event.number, "title": event.title, "edtf": date, "dates": found}


def _when(dating: Dating) -> dict[str, str | None]:
    time = dating.time
    return {"edtf": edtf.text(time), "earliest": time.first_day, "latest": time.last_day}


def _said(source: Source) -> dict[str, Any]:
    return {
        "quote": source.quote,
        "publisher": source.publisher,
        "document": source.document,
        "url": source.url,
        "published": edtf.text(source.published) if source.published else None,
    }


def _rows(conflict: Conflict) -> Iterator[tuple[object, ...]]:
    event = conflict.event
    for place, dated in enumerate(conflict.dates, 1):
        dating, date = dated.dating, _when(dated.dating).values()
        counted = dating.basis.value, dating.sources, "yes" if dating.agrees else "no"
        for source in dated.said:
            yield event.number, event.title, place, *date, *counted, *_said(source).values()
