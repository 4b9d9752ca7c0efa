"""Times of day in tables: what a span says more finely than its days."""

from typing import Final

from timeline.values.time import DAY, HOUR, MINUTE, Extent, Grain, TimeSpan

_ONE: Final = {Grain.SECOND: 1, Grain.MINUTE: MINUTE}


def clock(time: TimeSpan | None) -> str:
    """From when on the first day to when on the last; the minute or second alone, where it is one.

    >>> clock(TimeSpan.of(2019, 5, 12, 18, 30, zone="+02:00")), clock(TimeSpan.of(2019, 5, 12, 18))
    ('18:30 +02:00', '18:00/19:00')
    """
    if time is None or (time.grain >= Grain.DAY and not ((time.start or 0) % DAY or (time.end or 0) % DAY)):
        return ""
    zone = f" {time.zone}" if time.zone else ""
    start = ".." if time.start is None else _seconds(time.start % DAY)
    end = ".." if time.end is None else _seconds((time.end - 1) % DAY + 1)
    one = _ONE.get(time.grain)
    plain = time.extent is Extent.WITHIN and not (time.doubt or time.end_doubt)
    if one and plain and time.start is not None and time.end == time.start + one and not time.start % one:
        return _seconds(time.start % DAY, always=one == 1) + zone
    return f"{start}/{end}{zone}"


def _seconds(clock: int, *, always: bool = False) -> str:
    minutes = f"{clock // HOUR:02}:{clock // MINUTE % 60:02}"
    return f"{minutes}:{clock % 60:02}" if always or clock % 60 else minutes
