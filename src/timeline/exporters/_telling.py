"""What a reader is told of an event beside its title, in words, for the formats that are read as they are."""

from collections.abc import Iterator
from typing import Final

from timeline.values.event import Event, Source
from timeline.values.mention import Basis, Status
from timeline.values.time import DAY, TimeSpan, civil
from timeline.values.wording import bounded, likely_in_words, when, year_in_words

_STATUSES: Final = {Status.OCCURRED: "", Status.DENIED: "denied", Status.CONDITIONAL: "on a condition"}


def date_in_words(event: Event) -> str:
    """When it was, or of what is undated what is known all the same."""
    if event.time:
        return when(event.time)
    told = (bounded(event.bounds) if event.bounds else "", likely_in_words(event.likely, event.bounds))
    return "; ".join(part for part in told if part and part != "no bounds")


def remarks(event: Event) -> list[str]:
    """What must be known to take it rightly: that it only was planned, who alone says it, on what its date rests."""
    found = [_STATUSES.get(event.status, event.status.value)]
    if event.alleged_by:
        found = [f"alleged by {event.alleged_by}"] + [s for s in found if s != Status.ALLEGED]
    if event.disputed:
        found.append("sources date it differently")
    if event.basis is Basis.PUBLISHED:
        found.append("dated by the day of publication")
    return [remark for remark in found if remark]


def section(event: Event) -> str:
    """The heading that it stands under: the year in which it began."""
    if event.time is None:
        return "Undated"
    if event.time.start is None:
        return "Beginning not known"
    return year_in_words(civil(event.time.start // DAY)[0])


def documents(event: Event) -> Iterator[Source]:
    """One source for each document that tells it, first the one whose words are quoted."""
    found = set()
    for source in (*((event.told_by,) if event.told_by else ()), *event.sources):
        if source.document not in found:
            found.add(source.document)
            yield source


def named(event: Event) -> list[tuple[str, str]]:
    """Who took part and where, each under its name; what nothing is known of is left out."""
    told = (("Who", "; ".join(event.who)), ("Where", "; ".join(event.where)))
    return [(name, text) for name, text in told if text.strip()]


def document_name(source: Source) -> str:
    """What a document is called: its title, else what leads to it."""
    names = (source.title, source.doc_id, *source.addresses)
    return next((name for name in names if name and name.strip()), f"document {source.document}")


def published(source: Source) -> str:
    """Who published it and when, as far as known: ``Harbour News, 15 May 2019``."""
    return ", ".join(part for part in (source.publisher, source.published and when(source.published)) if part)


def note_words(source: Source) -> str:
    """What a document is called, who published it and when."""
    return ", ".join(part for part in (document_name(source), published(source)) if part)


def document_place(source: Source) -> str:
    """Where a document that no reader can be sent to was found, unless its name says it already."""
    found = next((place for place in (source.url, *source.addresses) if place), "")
    return "" if document_name(source) in found else found


def unit(time: TimeSpan) -> tuple[int, ...]:
    """The calendar unit, from year to second, that the span is; empty if it is none.

    >>> unit(TimeSpan.of(2019, 5)), unit(TimeSpan.of(2019, 5, 1, 6, 30)), unit(TimeSpan.of_days(0, 1))
    ((2019, 5), (2019, 5, 1, 6, 30), ())
    """
    if time.start is None:
        return ()
    parts = moment(time.start)
    for known in range(1, len(parts) + 1):
        month, day, hour, minute, second = (part if place < known else None for place, part in enumerate(parts[1:], 1))
        whole = TimeSpan.of(parts[0], month, day, hour, minute, second)
        if (whole.start, whole.end, whole.grain) == (time.start, time.end, time.grain):
            return parts[:known]
    return ()


def moment(second: int) -> tuple[int, int, int, int, int, int]:
    """A civil second as year, month, day, hour, minute and second.

    >>> moment(86_399)
    (1970, 1, 1, 23, 59, 59)
    """
    day, clock = divmod(second, DAY)
    return *civil(day), clock // 3_600, clock // 60 % 60, clock % 60
