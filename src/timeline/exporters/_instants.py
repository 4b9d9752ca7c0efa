"""Instants of the one calendar that other programs have: Gregorian, of the years 1 to 9999, with an offset or none.

And what stays the same from one export to the next: the stamp of an event, which no clock gives, and its identifier.
"""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from typing import Final

from timeline.exporters._plain import cleaned
from timeline.values.event import Event, Source
from timeline.values.export import ExportOptions
from timeline.values.time import DAY, HOUR, MINUTE, TimeSpan, day_number
from timeline.values.zones import offset

OPEN: Final = "without beginning and end"  # why an event is left out
BEFORE_YEAR_1: Final = "before the year 1"
AFTER_YEAR_9999: Final = "after the year 9999"

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH: Final = EPOCH.replace(tzinfo=None)
_FIRST: Final = day_number(1) * DAY
_AFTER: Final = day_number(10_000) * DAY


def instant(second: int) -> datetime | None:
    """A civil second as a moment of the clock on the wall; ``None`` outside the years 1 to 9999."""
    return _EPOCH + timedelta(seconds=second) if _FIRST <= second < _AFTER else None


def seconds(time: TimeSpan) -> list[int]:
    """The first and the last second inside, as far as known."""
    return [second for second in (time.start, None if time.end is None else time.end - 1) if second is not None]


def why_not(time: TimeSpan) -> str:
    """Why a span has no place in those years; empty if it has."""
    known = seconds(time)
    if not known:
        return OPEN
    return BEFORE_YEAR_1 if known[0] < _FIRST else AFTER_YEAR_9999 if known[-1] >= _AFTER else ""


def iso(second: int, zone: str | None) -> str:
    """A civil second as ISO 8601 text, with its offset if the zone is known to have one; for the years 1 to 9999.

    >>> iso(0, None), iso(59, "Z"), iso(0, "+03:00")
    ('1970-01-01T00:00:00', '1970-01-01T00:00:59Z', '1970-01-01T00:00:00+03:00')
    """
    ahead = offset(zone)
    text = (_EPOCH + timedelta(seconds=second)).isoformat()
    if not ahead:
        return text if ahead is None else f"{text}Z"
    return f"{text}{'-' if ahead < 0 else '+'}{abs(ahead) // HOUR:02}:{abs(ahead) // MINUTE % 60:02}"


def bounds(time: TimeSpan) -> tuple[str, str]:
    """When it began and when it ended, both inside, as ISO 8601 text, of days or of seconds; empty where not known.

    >>> bounds(TimeSpan.of(2019, 5)), bounds(TimeSpan.of(2019, 5, 1, 6, 30, zone="Z"))
    (('2019-05-01', '2019-05-31'), ('2019-05-01T06:30:00Z', '2019-05-01T06:30:59Z'))
    """
    if not has_clock(time) or why_not(time):
        return time.first_day or "", time.last_day or ""
    first = "" if time.start is None else iso(time.start, time.zone)
    return first, "" if time.end is None else iso(time.end - 1, time.zone)


def has_clock(time: TimeSpan) -> bool:
    """Whether it begins or ends inside a day."""
    return bool((time.start or 0) % DAY or (time.end or 0) % DAY)


def published_at(source: Source) -> datetime | None:
    """When a document was published, in UTC: of a day its beginning, and a clock of unknown offset taken for UTC."""
    at = source.published
    moment = None if at is None or at.start is None else instant(at.start - (offset(at.zone) or 0))
    return moment and moment.replace(tzinfo=UTC)


def stamp(event: Event) -> datetime:
    """When it was last published; the beginning of 1970 where nothing says it.

    What a format wants as the moment of writing must be the same in the next export of the same events.
    """
    return max(filter(None, map(published_at, event.sources)), default=EPOCH)


def digest(options: ExportOptions, *parts: object) -> bytes:
    """Twenty bytes that are always the same for these parts of the timeline of this title (SHA-1).

    Numbers of events begin anew in each timeline, so that the title keeps those of two apart.
    """
    return hashlib.sha1(
        "\x1f".join(("timeline", *(cleaned(str(part)) for part in (options.title, *parts)))).encode(),
        usedforsecurity=False,
    ).digest()


def urn(options: ExportOptions, *parts: object) -> str:
    """The same as a name that may stand where an address is wanted (RFC 9562, version 5)."""
    return uuid.UUID(bytes=digest(options, *parts)[:16], version=5).urn
