"""When an entry of a calendar was: from its DTSTART to its DTEND, or as long as its DURATION."""

from dataclasses import replace

from timeline.errors import BadDate, EmptySpan
from timeline.importers._iso import iso
from timeline.importers.base import NotRead
from timeline.values.time import DAY, MINUTE, Extent, Grain, TimeSpan, civil

Stated = tuple[str, str | None]  # a value, and the zone that a parameter names


def span(start: Stated, end: Stated | None, lasts: str, zone: str | None, problems: list[str]) -> TimeSpan:
    """From its beginning to its end, which is the first day or second behind it.

    Raises:
        NotRead: If what is stated is no date.
        TimelineError: If no calendar has it, or it would end before it begins.
    """
    first = _moment(start, zone)
    assert first.start is not None
    behind = first.start
    if end:
        last = _moment(end, zone)
        assert last.start is not None
        behind = last.start
        if first.zone != last.zone and Grain.DAY not in (first.grain, last.grain):
            problems.append(
                f"ends in {last.zone or 'no zone'} and begins in {first.zone or 'no zone'}; its end is left"
            )
            behind = first.start
    elif lasts:
        behind += _seconds(lasts)
    if behind == first.start:
        return first
    if behind < first.start:
        raise EmptySpan(first.start, behind)
    if first.grain < Grain.DAY:
        grain = Grain.SECOND if behind % MINUTE else first.grain
        return replace(first, end=behind, grain=grain, extent=Extent.THROUGHOUT)
    if behind - first.start <= DAY:
        return first
    return TimeSpan(first.start, behind, _grain(first.start, behind), Extent.THROUGHOUT)


def _moment(stated: Stated, zone: str | None) -> TimeSpan:
    text, named = stated
    try:
        found = iso(text, named or zone)
    except BadDate:
        found = None
    if found is None or found.is_open or found.grain > Grain.DAY:
        raise NotRead(f"has a date {text[:40]!r} that is none", "write 20190531 or 20190531T120000")
    if found.grain is Grain.SECOND and found.start is not None and found.start % MINUTE == 0:  # it was not said
        return replace(found, end=found.start + MINUTE, grain=Grain.MINUTE)
    return found


def _seconds(text: str) -> int:
    from icalendar import vDuration  # takes 0.07 s to load

    try:
        return int(vDuration.from_ical(text.strip()).total_seconds())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise NotRead(f"has a duration {text[:40]!r} that is none", "write P1D or PT1H30M") from None


def _grain(start: int, behind: int) -> Grain:
    """Month or year where the days are just one of these, else day."""
    year, month, day = civil(start // DAY)
    if day == 1 and TimeSpan.of(year, month).end == behind:
        return Grain.MONTH
    return Grain.YEAR if (month, day) == (1, 1) and TimeSpan.of(year).end == behind else Grain.DAY
