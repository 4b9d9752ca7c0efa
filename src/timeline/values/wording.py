"""Times as people read them.

The tool speaks one language of its own, that of its messages; the names of the months come from Python's calendar. How
fine a time was said stays visible: ``October 2023`` is not ``some day in October 2023``. Two ends with a dash are a
span that something happened *within*; ``from … to …`` is one that it lasted *throughout*.
"""

import calendar
from dataclasses import replace
from typing import Final

from timeline.values.time import (
    DAY,
    HOUR,
    MINUTE,
    Doubt,
    Extent,
    Grain,
    TimeSpan,
    civil,
    day_number,
)

_DOUBTS: Final = {
    Doubt.NONE: "",
    Doubt.UNCERTAIN: "perhaps ",
    Doubt.APPROXIMATE: "about ",
    Doubt.UNCERTAIN | Doubt.APPROXIMATE: "perhaps about ",
}
_SEASONS: Final = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def when(span: TimeSpan) -> str:
    """The span as people write it.

    >>> when(TimeSpan.of(2023, 10, 7)), when(TimeSpan.of(2023, 10)), when(TimeSpan.of(-43))
    ('7 October 2023', 'October 2023', '44 BC')
    >>> when(TimeSpan.of_days(day_number(2024, 12, 2), day_number(2024, 12, 7)))
    '2 – 7 December 2024'
    >>> when(TimeSpan.of_days(day_number(2024), day_number(2024, 12, 7), Grain.YEAR))
    '2024, by 7 December'
    >>> when(TimeSpan.of_days(day_number(1981), day_number(2011, 1, 25), Grain.YEAR))
    '1981 – 25 January 2011'
    """
    if span.start is None or span.end is None:
        return _open(span)
    doubt = _DOUBTS[span.doubt]
    if span.start % DAY or span.end % DAY:
        return doubt + _clock(span.start, span.end, span.grain) + (f" {span.zone}" if span.zone else "")
    first, last = span.start // DAY, span.end // DAY - 1
    whole = _whole(first, last, span.grain)
    if whole and not span.end_doubt:
        if span.extent is Extent.THROUGHOUT and first != last:
            return f"{doubt}all of {whole}"
        return doubt + whole
    return doubt + _range(first, last, span)


def bounded(bounds: TimeSpan | None) -> str:
    """The bounds of what is undated, as people write them.

    >>> bounded(TimeSpan.of_days(day_number(2024, 12, 2), day_number(2024, 12, 7)))
    'between 2 and 7 December 2024'
    >>> bounded(TimeSpan(None, TimeSpan.of(2024, 12, 7).end, Grain.DAY)), bounded(TimeSpan.of(2024)), bounded(None)
    ('by 7 December 2024', '2024', 'no bounds')
    """
    if bounds is None or (bounds.start is None and bounds.end is None):
        return "no bounds"
    first, dash, last = when(replace(bounds, extent=Extent.WITHIN)).partition(" – ")
    return f"between {first} and {last}" if dash else first


def likely_in_words(likely: TimeSpan | None, bounds: TimeSpan | None) -> str:
    """The likely time of what is undated; empty where it says no more than the bounds.

    >>> year = TimeSpan.of(2024)
    >>> likely_in_words(TimeSpan.of(2024, 12, 7), year), likely_in_words(year, year)
    ('likely 7 December 2024', '')
    """
    ends = (likely.start, likely.end) if likely else (None, None)
    if likely is None or ends in ((None, None), (bounds.start, bounds.end) if bounds else (None, None)):
        return ""
    return f"likely {when(likely)}"


def _open(span: TimeSpan) -> str:
    doubt = _DOUBTS[span.doubt | span.end_doubt]
    lasted = span.extent is Extent.THROUGHOUT
    if span.start is not None:
        if span.start % DAY:
            return f"since {doubt}{_clock(span.start, None, span.grain)}"
        first = span.start // DAY
        unit = _unit(first, _coarsest(first, span.grain))
        return f"since {doubt}{unit}" if lasted else f"{doubt}{unit} or later"
    if span.end is None:
        return f"{doubt}at some {span.grain.label} not known"
    if span.end % DAY:
        return f"by {doubt}{_clock(span.end, None, span.grain)}"
    after = span.end // DAY
    grain = _coarsest(after, span.grain)
    if lasted:
        return f"until {doubt}{_unit(after - 1, grain)}"
    if grain is Grain.DAY:
        return f"by {doubt}{_unit(after - 1, grain)}"
    return f"before {doubt}{_unit(after, grain)}"


def _coarsest(number: int, grain: Grain) -> Grain:
    """The year, month or day that begins there, no finer than was said unless it must be."""
    _year, month, day = civil(number)
    if day != 1 or grain < Grain.MONTH:
        return Grain.DAY
    return Grain.YEAR if month == 1 and grain >= Grain.YEAR else Grain.MONTH


def _whole(first: int, last: int, grain: Grain) -> str:
    """The name of a calendar unit if the days are just that, else the empty string."""
    year, month, day = civil(first)
    if first == last:
        return _unit(first, Grain.DAY)
    end_year, end_month, end_day = civil(last + 1)
    if (day, end_day) != (1, 1):
        return ""
    months = (end_year - year) * 12 + end_month - month
    if months == 1:
        return _some(grain, Grain.MONTH) + _unit(first, Grain.MONTH)
    if grain is Grain.QUARTER and months == 3 and month % 3 == 1:
        return f"Q{(month + 2) // 3} {year_in_words(year)}"
    if grain is Grain.HALF and months == 6 and month % 6 == 1:
        return f"{'first' if month == 1 else 'second'} half of {year_in_words(year)}"
    if grain is Grain.SEASON and months == 3 and month in _SEASONS:
        return f"{_SEASONS[month]} {year_in_words(year)}" + (f"–{year_in_words(year + 1)}" if month == 12 else "")
    if month != 1 or months % 12:
        return ""
    years = months // 12
    if years == 1:
        return _some(grain, Grain.YEAR) + _unit(first, Grain.YEAR)
    if years == 10 and year % 10 == 0 and year > 0 and grain >= Grain.DECADE:
        return f"{year}s"
    if years == 100 and year > 0 and grain >= Grain.CENTURY:
        return f"{year}s" if year % 100 == 0 else f"{_ordinal(year // 100 + 1)} century" if year % 100 == 1 else ""
    return ""


def _some(grain: Grain, unit: Grain) -> str:
    return "" if grain >= unit else f"some {max(grain, Grain.DAY).label} in "


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _range(first: int, last: int, span: TimeSpan) -> str:
    end_doubt = _DOUBTS[span.end_doubt]
    within = span.extent is Extent.WITHIN
    if within and not end_doubt and span.grain >= Grain.YEAR and civil(first)[0] == civil(last)[0]:
        year = civil(first)[0]
        if first == day_number(year):
            return f"{year_in_words(year)}, by {_day_month(last)}"
        if last + 1 == day_number(year + 1):
            return f"{year_in_words(year)}, from {_day_month(first)}"
    grains = _coarsest(first, span.grain), _coarsest(last + 1, span.grain)
    grain = min(grains)
    (year, month, day), (end_year, end_month, _) = civil(first), civil(last)
    one_year = year == end_year
    start, end = _unit(first, grain if one_year else grains[0]), _unit(last, grain if one_year else grains[1])
    if one_year and grain is Grain.DAY:
        start = str(day) if month == end_month else _day_month(first)
    elif one_year and grain is Grain.MONTH:
        start = calendar.month_name[month]
    return f"{start} – {end_doubt}{end}" if within else f"from {start} to {end_doubt}{end}"


def _unit(number: int, grain: Grain) -> str:
    year, month, _day = civil(number)
    if grain is Grain.YEAR:
        return year_in_words(year)
    if grain is Grain.MONTH:
        return f"{calendar.month_name[month]} {year_in_words(year)}"
    return f"{_day_month(number)} {year_in_words(year)}"


def _day_month(number: int) -> str:
    month, day = civil(number)[1:]
    return f"{day} {calendar.month_name[month]}"


def year_in_words(year: int) -> str:
    """An astronomical year as people write it.

    >>> year_in_words(2010), year_in_words(43), year_in_words(0), year_in_words(-43)
    ('2010', 'AD 43', '1 BC', '44 BC')
    """
    return f"{1 - year} BC" if year < 1 else f"AD {year}" if year < 1000 else str(year)


def _clock(start: int, end: int | None, grain: Grain) -> str:
    """A day and the time on the clock; of a longer span both ends, the second without its day if that is the same."""
    day, second = divmod(start, DAY)
    shown = f"{_unit(day, Grain.DAY)}, {_time(second, grain)}"
    if end is None or (end - start, grain) in ((1, Grain.SECOND), (MINUTE, Grain.MINUTE)):
        return shown
    end_day, end_second = divmod(end, DAY)
    if end_day == day + 1 and end_second == 0:
        return f"{shown} – 24:00"
    if end - start < DAY:  # of a night, the end is plainly on the next day
        return f"{shown} – {_time(end_second, grain)}"
    return f"{shown} – {_unit(end_day, Grain.DAY)}, {_time(end_second, grain)}"


def _time(second: int, grain: Grain) -> str:
    text = f"{second // HOUR:02}:{second // MINUTE % 60:02}"
    return f"{text}:{second % 60:02}" if grain is Grain.SECOND or second % MINUTE else text
