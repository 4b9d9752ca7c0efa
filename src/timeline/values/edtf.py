"""EDTF (ISO 8601-2:2019, extended format) both ways: levels 0 and 1, and of level 2 what is named below.

Of level 2 are read: one-of sets ``[..]``, ``X`` anywhere, a qualifier for each component. Not read: sets of all
``{..}``, exponents and significant digits of years, groupings 25 to 41. Written: the left column, and nothing else.

=================================  ====================================================================================
text                               span
=================================  ====================================================================================
``2024-10-07`` ``2024-10`` ``2024``  the day, month, year; something happened *within*
``201X`` ``20XX`` ``2XXX``         the ten, hundred, thousand years that begin so; grain decade, century, millennium
``2024-10-XX`` ``2024-XX``         some day of the month, some month of the year: its bounds, grain day or month
``2024-XX-XX``                     some day of the year
``XXXX`` ``XXXX-XX`` ``XXXX-XX-XX``  some year, month, day: both ends open
``2012-21`` … ``2012-24``          spring March–May, summer June–August, autumn September–November, winter December to
                                   February of the next year
``[2024-12-02..2024-12-07]``       sometime within; the grain is that of the finer end
``[..1945]`` ``[2020..]``          by, since: one end open
``2004/2006`` ``2004/2004``        *throughout*: both ends inside
``../1945`` ``1985/..`` ``../..``  the same, open; unknown ends (``1985/``) are read as open ones
``?`` ``~`` ``%``                  uncertain, approximate, both: of the whole, or of the end that it stands at; the
                                   bounds stay as they are. A span with one open end has one doubt, ``doubt``
``2024-10-07T06:30:00+03:00``      one second; ``Z``, an offset or nothing is the zone
``Y12024`` ``Y-12024`` ``-0043``   years beyond four digits; 44 BCE
=================================  ====================================================================================

What reading gives up: a list ``[1667,1670..1672]`` becomes its hull; so does an ``X`` before a known digit
(``156X-12-25`` is from the first such day to the last); qualifiers of components are united.

What writing gives up, since EDTF cannot say it: the names of quarters, halves, weeks and weekends (their days or
months are written as a one-of set), the grain where the bounds are a coarser unit ("some week of 2024" is ``2024``),
a named zone ("EST") and the zone of a day. Grains between second and day, spans of seconds, and a doubtful second
widen to the days that they touch. One thing is written that EDTF has not: a month or day beyond the year 9999,
``Y12024-05-06``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from timeline.errors import BadDate
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
    month_days,
    next_month,
)

_DOUBTS: Final = {
    "": Doubt.NONE,
    "?": Doubt.UNCERTAIN,
    "~": Doubt.APPROXIMATE,
    "%": Doubt.UNCERTAIN | Doubt.APPROXIMATE,
}
_MARKS: Final = {doubt: mark for mark, doubt in _DOUBTS.items()}
_SEASONS: Final = {"21": 3, "22": 6, "23": 9, "24": 12}
_YEAR: Final = re.compile(r"([?~%]?)(-?[0-9X]{4}|Y-?[1-9][0-9]{4,10})([?~%]?)")
_PAIR: Final = re.compile(r"-([?~%]?)([0-9X]{2})([?~%]?)")
_CLOCK: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?")
_X_GRAINS: Final = {"": Grain.YEAR, "X": Grain.DECADE, "XX": Grain.CENTURY, "XXX": Grain.MILLENNIUM, "XXXX": Grain.YEAR}


def parse(text: str) -> TimeSpan:
    """What an EDTF string means; spaces around it are not understood.

    >>> span = parse("2024-12~")
    >>> span.first_day, span.last_day, span.grain.label, span.doubt.name
    ('2024-12-01', '2024-12-31', 'month', 'APPROXIMATE')
    >>> parse("2004/2006").extent.value, parse("[..1945]").last_day
    ('throughout', '1945-12-31')

    Raises:
        BadDate: If it is none, or one of the parts of level 2 that are not read; says which part.
    """
    if len(text) == 10 and text[4] == "-" and text[7] == "-":  # nearly all there are
        year, month, day = text[:4], text[5:7], text[8:]
        digits = year + month + day
        if digits.isdigit() and digits.isascii() and 1 <= int(month) <= 12:
            if 1 <= int(day) <= month_days(int(year), int(month)):
                start = day_number(int(year), int(month), int(day)) * DAY
                return TimeSpan(start, start + DAY, Grain.DAY)
            raise BadDate(text, day, f"{year}-{month} has no such day")
    if text.startswith("["):
        return _one_of(text)
    if text.startswith("{"):
        raise BadDate(text, text, "sets of all, {..}, are not read")
    if "/" in text:
        first, _, last = text.partition("/")
        return _between(text, _end(text, first), _end(text, last), Extent.THROUGHOUT)
    return _date(text, text)


def text(span: TimeSpan) -> str:
    """The span as EDTF; the table above says what is kept.

    >>> text(TimeSpan.of(2024, 12)), text(TimeSpan.of_days(day_number(2024, 12, 2), day_number(2024, 12, 7)))
    ('2024-12', '[2024-12-02..2024-12-07]')
    """
    if span.extent is Extent.WITHIN:
        if second := _second(span):
            return second
        whole = _unit(span)
        if whole and not (span.end_doubt and not span.is_open):
            return whole + _MARKS[span.doubt | span.end_doubt]
    if span.is_open:
        doubts = 2 * (_MARKS[span.doubt | span.end_doubt],)
    else:
        doubts = _MARKS[span.doubt], _MARKS[span.end_doubt]
    write = _writer(span)
    first, last = span.first_day_number, span.last_day_number
    start = ".." if first is None else write(first) + doubts[0]
    end = ".." if last is None else write(last) + doubts[1]
    if span.extent is Extent.THROUGHOUT:
        return f"{start}/{end}"
    return f"[{start}{end}]" if span.is_open else f"[{start}..{end}]"


def _one_of(text: str) -> TimeSpan:
    if not text.endswith("]") or len(text) < 3:
        raise BadDate(text, text, "a one-of set ends with ]")
    spans = [_member(text, member.strip()) for member in text[1:-1].split(",")]
    if len(spans) == 1:
        return spans[0]
    doubt = Doubt.NONE
    for span in spans:
        doubt |= span.doubt | span.end_doubt
    starts = [span.start for span in spans if span.start is not None]
    ends = [span.end for span in spans if span.end is not None]
    return TimeSpan(
        min(starts) if len(starts) == len(spans) else None,
        max(ends) if len(ends) == len(spans) else None,
        min(span.grain for span in spans),
        doubt=doubt,
    )


def _member(text: str, member: str) -> TimeSpan:
    if ".." not in member:
        return _date(text, member)
    if member == "..":
        raise BadDate(text, member, "a set wants a date on one side of its dots")
    first, _, last = member.partition("..")
    return _between(text, _end(text, first), _end(text, last), Extent.WITHIN)


def _end(text: str, end: str) -> TimeSpan | None:
    return _date(text, end) if end and end != ".." else None


def _between(text: str, first: TimeSpan | None, last: TimeSpan | None, extent: Extent) -> TimeSpan:
    start = first.start if first else None
    end = last.end if last else None
    if start is not None and end is not None and end <= start:
        raise BadDate(text, text, "its end comes before its start")
    dates = [date for date in (first, last) if date]
    doubts = [date.doubt for date in dates] or [Doubt.NONE]
    if start is None or end is None:
        doubts = [doubts[0] | doubts[-1], Doubt.NONE]
    zone = dates[0].zone if dates else None
    return TimeSpan(start, end, min((d.grain for d in dates), default=Grain.DAY), extent, doubts[0], doubts[-1], zone)


def _date(text: str, date: str) -> TimeSpan:
    """A year, month, day, season or second; ``text`` is the whole string, for the error."""
    if "T" in date:
        return _date_time(text, date)
    found = _YEAR.match(date)
    if not found:
        raise BadDate(text, date, "a year has four digits, or Y and more")
    before, year, after = found.groups()
    doubt = _DOUBTS[before] | _DOUBTS[after]
    parts: list[str] = []
    rest = date[found.end() :]
    while rest:
        pair = _PAIR.fullmatch(rest) if len(parts) == 1 else _PAIR.match(rest)
        if not pair or len(parts) == 2:
            raise BadDate(text, rest, "not understood after the " + ("year", "month", "day")[len(parts)])
        before, digits, after = pair.groups()
        doubt |= _DOUBTS[before] | _DOUBTS[after]
        parts.append(digits)
        rest = rest[pair.end() :]
    if year == "-0000":
        raise BadDate(text, year, "the year 0 is 0000")
    return _calendar(text, year, parts, doubt)


def _calendar(text: str, year: str, parts: list[str], doubt: Doubt) -> TimeSpan:
    if parts and parts[0] in _SEASONS and "X" not in year and len(parts) == 1:
        return _season(int(year.removeprefix("Y")), _SEASONS[parts[0]], doubt)
    months = [m for m in range(1, 13) if not parts or _fits(f"{m:02}", parts[0])]
    if not months:
        level = "groupings 25 to 41 are not read" if parts[0] > "24" else "there is no such month"
        raise BadDate(text, parts[0], level)
    days = parts[1] if len(parts) == 2 else "XX"
    first = next(_days(_years(year), months, days), None)
    last = next(_days(_years(year, last=True), months[::-1], days, last=True), None)
    if first is None or last is None:
        raise BadDate(text, days, "there is no such day in that month")
    grain = (_X_GRAINS.get(_trailing_x(year), Grain.YEAR), Grain.MONTH, Grain.DAY)[len(parts)]
    if year == "XXXX":
        return TimeSpan(None, None, grain, doubt=doubt)
    return TimeSpan(first * DAY, (last + 1) * DAY, grain, doubt=doubt)


def _season(year: int, month: int, doubt: Doubt) -> TimeSpan:
    end = next_month(year, month, 3)
    return TimeSpan(day_number(year, month) * DAY, day_number(*end) * DAY, Grain.SEASON, doubt=doubt)


def _trailing_x(year: str) -> str:
    x = year[len(year.rstrip("X")) :]
    return x if year.count("X") == len(x) else ""


def _fits(digits: str, pattern: str) -> bool:
    return all(p in ("X", d) for d, p in zip(digits, pattern, strict=True))


def _years(pattern: str, *, last: bool = False) -> Iterator[int]:
    """The years that a pattern may be, from one end."""
    if "X" not in pattern:
        yield int(pattern.removeprefix("Y"))
        return
    digits = pattern.removeprefix("-")
    sign = -1 if pattern != digits else 1
    span = range(max(int(digits.replace("X", "0")), sign == -1), int(digits.replace("X", "9")) + 1)
    backwards = last is (sign == 1)
    for year in reversed(span) if backwards else span:
        if _fits(f"{year:04}", digits):
            yield sign * year


def _days(years: Iterable[int], months: Iterable[int], pattern: str, *, last: bool = False) -> Iterator[int]:
    """The numbers of the days that fit, in the order that the years and months are given in."""
    months = tuple(months)
    for year in years:
        for month in months:
            span = range(1, month_days(year, month) + 1)
            for day in reversed(span) if last else span:
                if _fits(f"{day:02}", pattern):
                    yield day_number(year, month, day)


def _date_time(text: str, written: str) -> TimeSpan:
    date, _, clock = written.partition("T")
    day = _date(text, date)
    found = _CLOCK.fullmatch(clock)
    if not found:
        raise BadDate(text, clock, "a clock time is hh:mm:ss, then Z, an offset or nothing")
    hour, minute, second = (int(digits) for digits in found.groups()[:3])
    if hour > 23 or minute > 59 or second > 59:
        raise BadDate(text, clock, "there is no such clock time")
    if day.grain is not Grain.DAY or "X" in date or day.doubt or day.start is None:
        raise BadDate(text, date, "a clock time wants a whole day without qualifiers")
    start = day.start + hour * HOUR + minute * MINUTE + second
    return TimeSpan(start, start + 1, Grain.SECOND, zone=found[4])


def _second(span: TimeSpan) -> str:
    if span.grain is not Grain.SECOND or span.doubt or span.end_doubt:
        return ""
    if span.start is None or span.end != span.start + 1:
        return ""
    day, clock = divmod(span.start, DAY)
    hour, minute, second = clock // HOUR, clock // MINUTE % 60, clock % 60
    zone = span.zone if span.zone and _CLOCK.fullmatch(f"00:00:00{span.zone}") else ""
    return f"{_day_text(day)}T{hour:02}:{minute:02}:{second:02}{zone}"


def _unit(span: TimeSpan) -> str:
    """A whole calendar unit as itself, else the empty string."""
    first, last = span.first_day_number, span.last_day_number
    grain = span.grain
    if first is None or last is None:
        return _some("XXXX", grain) if first is last else ""
    if first == last:
        return _day_text(first)
    if not (_starts_month(first) and _starts_month(last + 1)):
        return ""
    (year, month, _), (end_year, end_month, _) = civil(first), civil(last)
    if (year, month) == (end_year, end_month):
        return _month_text(first) + ("-XX" if grain <= Grain.DAY else "")
    if grain is Grain.SEASON and month % 3 == 0 and next_month(year, month, 2) == (end_year, end_month):
        return f"{_year_text(first)}-{20 + month // 3}"
    if (month, end_month) != (1, 12):
        return ""
    return _some(_year_text(first), grain) if year == end_year else _digits(year, end_year, grain)


def _some(year: str, grain: Grain) -> str:
    """Some day, some month of the year; or the year, where EDTF has no word for the grain."""
    return year + ("-XX-XX" if grain <= Grain.DAY else "-XX" if grain is Grain.MONTH else "")


def _digits(year: int, end_year: int, grain: Grain) -> str:
    """``201X`` for a decade and so on, if the years are just that and the grain says so."""
    near, far = sorted((abs(year), abs(end_year)))
    if grain < Grain.DECADE or far > 9999 or (year < 0) is not (end_year < 0):
        return ""
    for places, power in ((1, 10), (2, 100), (3, 1000)):
        if near % power == 0 and far == near + power - 1:
            return "-" * (year < 0) + f"{near // power:0{4 - places}}" + "X" * places
    return ""


def _writer(span: TimeSpan) -> Callable[[int], str]:
    """How the ends are written: as finely as the grain, or finer where the bounds want it."""
    if span.grain >= Grain.MONTH:
        starts = [n for n in (span.first_day_number,) if n is not None]
        starts += [n + 1 for n in (span.last_day_number,) if n is not None]
        if span.grain >= Grain.YEAR and all(civil(n)[1:] == (1, 1) for n in starts):
            return _year_text
        if all(map(_starts_month, starts)):
            return _month_text
    return _day_text


def _starts_month(number: int) -> bool:
    return civil(number)[2] == 1


def _year_text(number: int) -> str:
    year = civil(number)[0]
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:05}" if year < 0 else f"{year:04}"


def _month_text(number: int) -> str:
    return f"{_year_text(number)}-{civil(number)[1]:02}"


def _day_text(number: int) -> str:
    return f"{_month_text(number)}-{civil(number)[2]:02}"
