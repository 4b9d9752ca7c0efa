"""Times made of other times: early May, three days after Christmas, from 3 to 5 May."""

from dataclasses import replace
from fractions import Fraction

from timeline.timex.algebra.choosing import Base, published
from timeline.timex.algebra.relative import _counted, _unit
from timeline.timex.meaning import Frame, Group, Meaning
from timeline.timex.shifting import UNIT_GRAINS, moved
from timeline.timex.timex3 import at_grain, day_text, grain_of, span, year_text
from timeline.values.mention import Basis
from timeline.values.time import DAY, Extent, Grain, TimeSpan, civil, weekday


def modified(at: Frame, *, date: Meaning, mod: str) -> Meaning | None:  # noqa: ARG001
    """modified(d, m) = d with MOD m, if it has none: early May, about 1910"""
    return None if date.mod else date.but(mod=mod)


def about_date(at: Frame, *, date: Meaning, mod: str) -> Meaning | None:
    """about_date(d, m) = d with MOD m, where d is no weekday and no today: about 1910, around 3 May"""
    return (
        None
        if date.value.startswith(("XXXX-WXX-", "XXXX-XX-XX")) and date.type == "DATE"
        else modified(at, date=date, mod=mod)
    )


def earlier_in(at: Frame, *, date: Meaning) -> Meaning:
    """earlier_in(d) = d START, from its first second up to the end of p: earlier this year"""
    whole, base = span(date.value), published(at)
    cut = None
    if whole and base and whole.start is not None and whole.end is not None and whole.start < (base.first + 1) * DAY:
        cut = replace(whole, end=min(whole.end, (base.first + 1) * DAY))
    return date.but(mod="START", span=cut, why="what lies earlier in a time ends with the publication day")


def later_in(at: Frame, *, date: Meaning) -> Meaning:
    """later_in(d) = d END, from p on: later this year"""
    whole, base = span(date.value), published(at)
    cut = None
    if whole and base and whole.start is not None and whole.end is not None and whole.end > base.first * DAY:
        cut = replace(whole, start=max(whole.start, base.first * DAY))
    return date.but(mod="END", span=cut, why="what lies later in a time begins with the publication day")


def edge_of(at: Frame, *, date: Meaning, mod: str) -> Meaning:  # noqa: ARG001
    """edge_of(d, m) = d with MOD m: the end of 1990"""
    return date.but(mod=mod) if date.mod != mod else date


def month_in(at: Frame, *, month: int, date: Meaning, day: int | None = None) -> Meaning | None:  # noqa: ARG001
    """month_in(m, d) = the m of the year d: August of that year"""
    if grain_of(date.value) is not Grain.YEAR and date.value != "XXXX":
        return None
    value = f"{date.value}-{month:02}" + (f"-{day:02}" if day else "")
    return date.but(value=value, mod="")


def part_in(at: Frame, *, part: str, date: Meaning) -> Meaning | None:  # noqa: ARG001
    """part_in(Q3, d) = the Q3 of the year d: this year's third quarter"""
    if grain_of(date.value) is not Grain.YEAR and date.value != "XXXX":
        return None
    return date.but(value=f"{date.value}-{part}", mod="")


def nth_in(at: Frame, *, n: int, unit: str, date: Meaning) -> Meaning | None:  # noqa: ARG001
    """nth_in(n, u, d) = the n-th u of d; n = -1 the last: the third week of May, the second half of 2008"""
    whole, grain = span(date.value), UNIT_GRAINS[unit]
    if whole is None or whole.first_day_number is None or whole.last_day_number is None:
        return date.but(value="XXXX-XX-XX" if grain <= Grain.DAY else "XXXX", mod="", basis=Basis.UNKNOWN)
    if grain >= whole.grain:
        return None
    if whole.grain is Grain.MONTH and unit == "half":
        return date.but(mod="START" if n == 1 else "END")
    if unit == "week" and n > 0:
        number = whole.first_day_number + 7 * (n - 1)
    else:
        moved_to = moved(whole.first_day_number, n - 1, unit) if n > 0 else moved(whole.last_day_number, n + 1, unit)
        number = moved_to if moved_to is not None else whole.first_day_number
    if not whole.first_day_number <= number <= whole.last_day_number:
        return None
    return date.but(type="DATE", value=at_grain(number, grain), mod="")


def away_from(at: Frame, *, count: Fraction | str, unit: str, date: Meaning, direction: int) -> Meaning:  # noqa: ARG001
    """away_from(k, u, d, s) = [d + s k u]u: three days after Christmas"""
    whole = span(date.value)
    first = whole.first_day_number if whole else None
    last = whole.last_day_number if whole else None
    base = None if first is None or last is None else Base(first, last, date.basis)
    made = _counted(base, count, unit, direction)
    return made.but(basis=date.basis, anchor=date.anchor if date.anchor is not None else first)


def neighbour(at: Frame, *, unit: str, date: Meaning, n: int) -> Meaning:  # noqa: ARG001
    """neighbour(u, d, n) = [d]u + n: the day after Christmas"""
    whole = span(date.value)
    first = whole.first_day_number if whole else None
    base = None if first is None else Base(first, first, date.basis)
    return _unit(base, unit, n).but(basis=date.basis, anchor=date.anchor if date.anchor is not None else first)


def nth_weekday(at: Frame, *, n: int, wday: int, date: Meaning) -> Meaning | None:  # noqa: ARG001
    """nth_weekday(n, w, d) = the n-th w of the month or year d; n = -1 the last"""
    whole = span(date.value)
    if whole is None or whole.first_day_number is None or whole.last_day_number is None:
        return date.but(value="XXXX-XX-XX", mod="", basis=Basis.UNKNOWN) if date.value.startswith("XXXX") else None
    if whole.grain < Grain.MONTH:
        return None
    if n > 0:
        number = whole.first_day_number + (wday - weekday(whole.first_day_number)) % 7 + 7 * (n - 1)
    else:
        number = whole.last_day_number - (weekday(whole.last_day_number) - wday) % 7 + 7 * (n + 1)
    inside = whole.first_day_number <= number <= whole.last_day_number
    return date.but(type="DATE", value=day_text(number), mod="") if inside else None


def unit_of(at: Frame, *, date: Meaning, unit: str) -> Meaning:  # noqa: ARG001
    """unit_of(d, u) = [d]u: the week of 3 May"""
    whole, grain = span(date.value), UNIT_GRAINS[unit]
    if whole is None or whole.first_day_number is None:
        return date.but(value="XXXX-WXX", mod="")
    return date.but(value=at_grain(whole.first_day_number, grain), mod="", type="DATE")


def weekday_away(at: Frame, *, wday: int, count: Fraction | str, unit: str, direction: int) -> Meaning:
    """weekday_away(w, k, u, s) = the w of the week of p + s k u: a week ago Friday"""
    base = published(at)
    moved_to = None if base is None or isinstance(count, str) else moved(base.first, direction * int(count), unit)
    if base is None or moved_to is None:
        return Meaning("DATE", f"XXXX-WXX-{wday}", basis=Basis.UNKNOWN)
    return Meaning("DATE", day_text(moved_to - weekday(moved_to) + wday), basis=base.basis, anchor=base.first)


def between(at: Frame, *, first: Meaning, last: Meaning) -> Group | None:  # noqa: ARG001
    """between(a, b) = a, b and all that lies between them"""
    if first.value.startswith("XXXX-WXX") and grain_of(last.value) in (Grain.MONTH, Grain.YEAR):
        return None  # what was revised on Friday to December's figures
    first, last = _sharing(first, last)
    one, other = span(first.value), span(last.value)
    if one is None or other is None:
        return Group((first, last))
    if last.basis is not Basis.STATED and one.start is not None and other.end is not None and one.start >= other.end:
        last = _next_such(last, one.start - other.end)
        other = span(last.value) or other
    if one.start is None or other.end is None or one.start >= other.end:
        return None
    return Group((first, last), TimeSpan(one.start, other.end, max(one.grain, other.grain), Extent.THROUGHOUT))


def _sharing(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    """The first end's year taken from the second's where only that one states it: from May to July 2001."""
    if first.basis is Basis.STATED or last.basis is not Basis.STATED:
        return first, last
    end = span(last.value)
    if end is None or end.end is None:
        return first, last
    known = first.value.split("-", 1)
    if len(known) != 2 or known[1].startswith("W"):
        return first, last
    year = last.value.split("-", 1)[0]
    own = span(f"{year}-{known[1]}")
    if own is not None and own.start is not None and own.start >= end.end:
        year = year_text(civil(end.end // DAY - 1)[0] - 1)
    return first.but(value=f"{year}-{known[1]}", basis=Basis.STATED, anchor=None), last


def _next_such(last: Meaning, behind: int) -> Meaning:
    """The same weekday a week on, or the same month or day a year on: the end of a range lies after its beginning."""
    whole = span(last.value)
    if whole is None or whole.first_day_number is None or whole.grain > Grain.SEASON:
        return last
    if whole.grain <= Grain.DAY and behind < 7 * DAY:
        day, clock, part = last.value.partition("T")
        first = span(day)
        moved_on = (first.first_day_number if first else None) or whole.first_day_number
        return last.but(value=f"{day_text(moved_on + 7)}{clock}{part}")
    rest = last.value.partition("-")[2]
    return last.but(value=f"{year_text(civil(whole.first_day_number)[0] + 1)}-{rest}") if rest[:1] != "W" else last


def listed(at: Frame, *, first: Meaning, last: Meaning, second: Meaning | None = None) -> Group | None:  # noqa: ARG001
    """listed(a, b, c) = a, b and c, the year of those before taken from the last: in May and June 1998"""
    if first.type != last.type:
        return None  # a day and the hour of that day
    if second is not None:
        two, three = _sharing(second, last)
        return Group((_sharing(first, three)[0], two, three))
    one, other = _sharing(first, last)
    whole = span(last.value)
    if one.value.startswith("XXXX") and last.basis is Basis.STATED and whole is not None and whole.grain is Grain.YEAR:
        return None  # a year after a comma belongs to the date before it
    return Group((one, other))


def days_to(at: Frame, *, day: int, date: Meaning) -> Group | None:
    """days_to(3, 5 May) = 3 May, 5 May and what lies between"""
    first = _other_day(date, day)
    return None if first is None else between(at, first=first, last=date)


def days_listed(at: Frame, *, date: Meaning, day: int, more: int | None = None) -> Group | None:  # noqa: ARG001
    """days_listed(5 May, 3, 4) = 3, 4 and 5 May"""
    days = [_other_day(date, d) for d in (day, more) if d is not None]
    known = [d for d in days if d is not None]
    return Group((*known, date)) if len(known) == len(days) else None


def days_from(at: Frame, *, date: Meaning, day: int) -> Group | None:
    """days_from(May 3, 5) = May 3, May 5 and what lies between"""
    last = _other_day(date, day)
    return None if last is None else between(at, first=date, last=last)


def days_following(
    at: Frame,  # noqa: ARG001
    *,
    date: Meaning,
    day: int,
    third: int | None = None,
    fourth: int | None = None,
    fifth: int | None = None,
    sixth: int | None = None,
    seventh: int | None = None,
    eighth: int | None = None,
    ninth: int | None = None,
    tenth: int | None = None,
) -> Group | None:
    """days_following(May 3, 5, 7) = May 3, 5 and 7; ten days are the weekends of a month"""
    said = (day, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth)
    days = [_other_day(date, d) for d in said if d is not None]
    known = [d for d in days if d is not None]
    return Group((date, *known)) if len(known) == len(days) else None


def _other_day(date: Meaning, day: int) -> Meaning | None:
    """Another day of the date's month."""
    stem, _, own = date.value.rpartition("-")
    if not own.isdigit() or len(stem.removeprefix("BC")) != 7:
        return None
    value = f"{stem}-{day:02}"
    return date.but(value=value) if "X" in value or span(value) is not None else None


def days_of_year(at: Frame, *, date: Meaning, last: Meaning) -> Group | None:
    """days_of_year(June 14, 16 of 2021) = 2021-06-14, 2021-06-16 and what lies between"""
    year, month = last.value.split("-")[0], date.value.split("-")[1]
    first, end = f"{year}-{month}-{date.value[-2:]}", f"{year}-{month}-{last.value[-2:]}"
    if span(first) is None or span(end) is None:
        return None
    return between(at, first=last.but(value=first), last=last.but(value=end))


def years_to(at: Frame, *, year: int, yy: int) -> Group | None:
    """years_to(1957, 60) = 1957, 1960 and what lies between"""
    first = Meaning("DATE", year_text(year))
    last = year - year % 100 + yy
    return between(at, first=first, last=Meaning("DATE", year_text(last))) if last > year else None


def last_of(at: Frame, *, date: Meaning, unit: str = "day") -> Meaning:  # noqa: ARG001
    """last_of(d) = the last day of d: the last day of May"""
    whole = span(date.value)
    if whole is None or whole.end is None or whole.last_day_number is None:
        return date
    return date.but(value=at_grain(whole.last_day_number, UNIT_GRAINS[unit]), mod="")


def edge_unit(at: Frame, *, unit: str, mod: str) -> Meaning:
    """edge_unit(u, m) = [p]u with MOD m: year end"""
    return _unit(published(at), unit, 0).but(mod=mod)


def ago_or_so(at: Frame, *, count: Fraction | str, unit: str) -> Meaning:
    """ago_or_so(k, u) = [p - k u]u, about"""
    return _counted(published(at), count, unit, -1).but(mod="APPROX")


def between_bce(at: Frame, *, first: int, last: Meaning) -> Group | None:
    """between_bce(499, 493 BC) = BC0499, BC0493 and what lies between"""
    if not 9999 > first > int(last.value[2:]):
        return None
    return between(at, first=Meaning("DATE", f"BC{first:04}"), last=last)
