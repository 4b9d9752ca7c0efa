"""Times counted from the publication day ("last week") or from the last time that the text named ("that year")."""

from fractions import Fraction

from timeline.timex.algebra.choosing import Base, choose, mentioned, near, published, reached
from timeline.timex.meaning import Frame, Meaning
from timeline.timex.shifting import UNIT_GRAINS, moved
from timeline.timex.timex3 import at_grain, day_text, span, year_text
from timeline.values.mention import Basis
from timeline.values.time import DAY, Grain, civil, weekday

_OPEN = {
    Grain.WEEKEND: "XXXX-WXX-WE", Grain.WEEK: "XXXX-WXX", Grain.MONTH: "XXXX-XX", Grain.QUARTER: "XXXX-QX",
    Grain.SEASON: "XXXX-XX", Grain.HALF: "XXXX-HX", Grain.YEAR: "XXXX", Grain.DECADE: "XXX", Grain.CENTURY: "XX",
    Grain.MILLENNIUM: "X",
}  # fmt: skip


_SECONDS = {"hour": 3600, "minute": 60}
_HALF_WEEK = 3  # days ahead that are as near as those behind


def day_offset(at: Frame, *, offset: int) -> Meaning:
    """day_offset(n) = p + n days"""
    base = published(at)
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX", basis=Basis.UNKNOWN)
    return Meaning("DATE", day_text(base.first + offset), basis=base.basis, anchor=base.first)


def unit_offset(at: Frame, *, unit: str, n: int) -> Meaning:
    """unit_offset(u, n) = [p]u + n: this, last, next week"""
    return _unit(published(at), unit, n)


def unit_from_reference(at: Frame, *, unit: str, n: int) -> Meaning:
    """unit_from_reference(u, n) = [r]u + n: that year, the following month"""
    base, said = reached(at) if n else (mentioned(at), at.reference)
    return _unit(_era(at, unit) or base, unit, n, said)


def unit_near(at: Frame, *, unit: str, n: int = 0) -> Meaning:
    """unit_near(u, n) = [r]u + n in running history, else [p]u + n"""
    return _unit(_era(at, unit) or near(at), unit, n)


def _era(at: Frame, unit: str) -> Base | None:
    """The decade or century that the text is in, for what is counted in these."""
    if at.era is None or at.era.first_day_number is None or UNIT_GRAINS[unit] <= Grain.YEAR:
        return None
    return Base(at.era.first_day_number, at.era.first_day_number, Basis.CONTEXT)


def _unit(base: Base | None, unit: str, n: int, reference: Meaning | None = None) -> Meaning:
    grain = UNIT_GRAINS[unit]
    if base is None:
        return Meaning("DATE", _OPEN.get(grain, "XXXX-XX-XX"), basis=Basis.UNKNOWN)
    if base.last - base.first > 31 and grain <= Grain.MONTH and reference is not None:
        return Meaning(
            "DATE", _blank(reference.value, grain), basis=Basis.UNKNOWN, why="the last time said is too long"
        )
    number = moved(base.first, n, unit)
    if number is None:
        return Meaning("DATE", day_text(base.first), basis=base.basis, anchor=base.first)
    return Meaning("DATE", at_grain(number, grain), basis=base.basis, anchor=base.first)


def _blank(value: str, grain: Grain) -> str:
    """A year's or month's value with the finer fields unknown: 1941 at the grain of a day is 1941-XX-XX."""
    year = value.split("-")[0] if value[:1].isdigit() or value[:2] == "BC" else "XXXX"
    return year + {Grain.MONTH: "-XX", Grain.WEEK: "-WXX"}.get(grain, "-XX-XX")


def weekday_offset(at: Frame, *, wday: int, n: int) -> Meaning:
    """weekday_offset(w, -n) = the n-th last w before p; (w, n) the n-th after p; (w, 0) the w of p's week"""
    return _weekday(published(at), wday, n)


def weekday_from_reference(at: Frame, *, wday: int, n: int) -> Meaning:
    """weekday_from_reference(w, n) = the last w before r, or the first after it"""
    return _weekday(mentioned(at), wday, n)


def this_weekday(at: Frame, *, wday: int) -> Meaning:
    """this_weekday(w) = the w nearest to p that the sentence may mean, of two as near the later"""
    base = published(at)
    if base is None:
        return _weekday(None, wday, 0)
    ahead = (wday - weekday(base.first)) % 7
    back = at.ahead is False or (at.ahead is None and ahead > _HALF_WEEK)
    number = base.first + ahead - (7 if ahead and back else 0)
    return Meaning("DATE", day_text(number), basis=base.basis, anchor=base.first)


def _weekday(base: Base | None, wday: int, n: int) -> Meaning:
    if base is None:
        return Meaning("DATE", f"XXXX-WXX-{wday}", basis=Basis.UNKNOWN)
    if n < 0:
        number = base.first - (weekday(base.first) - wday - 1) % 7 - 1 + 7 * (n + 1)
    elif n > 0:
        number = base.last + (wday - weekday(base.last) - 1) % 7 + 1 + 7 * (n - 1)
    else:
        number = base.first - weekday(base.first) + wday
    return Meaning("DATE", day_text(number), basis=base.basis, anchor=base.first)


def month_offset(at: Frame, *, month: int, n: int, day: int | None = None) -> Meaning | None:
    """month_offset(m, -1) = the last m before [p]month; (m, 1) the first after it; (m, 0) the m of p's year"""
    base = near(at)
    tail = f"-{month:02}" + (f"-{day:02}" if day else "")
    if base is None:
        return Meaning("DATE", f"XXXX{tail}", basis=Basis.UNKNOWN)
    year, this, _ = civil(base.first)
    year += (n if n < 0 and month >= this else 0) + (n if n > 0 and month <= this else 0)
    value = year_text(year) + tail
    return Meaning("DATE", value, basis=base.basis, anchor=base.first) if span(value) else None


def part_offset(at: Frame, *, part: str, n: int) -> Meaning:
    """part_offset(SU, -1) = the last summer that had ended by p; (SU, 1) the next to begin; (SU, 0) that of p's year"""
    base = near(at)
    if base is None:
        return Meaning("DATE", f"XXXX-{part}", basis=Basis.UNKNOWN)
    year = civil(base.first)[0]
    values = [f"{year_text(year + k)}-{part}" for k in (-2, -1, 0, 1, 2)]
    if n == 0:
        return Meaning("DATE", values[2], basis=base.basis, anchor=base.first)
    spans = [(v, span(v)) for v in values]
    if n < 0:
        fit = [v for v, s in spans if s and s.last_day_number is not None and s.last_day_number < base.first]
        return Meaning("DATE", fit[-1], basis=base.basis, anchor=base.first)
    fit = [v for v, s in spans if s and s.first_day_number is not None and s.first_day_number > base.last]
    return Meaning("DATE", fit[0], basis=base.basis, anchor=base.first, aside=at.narrative)


def season_of_reference(at: Frame, *, part: str, n: int = 0) -> Meaning:
    """season_of_reference(FA) = the autumn of [r]year; (FA, 1) the first to begin after r; (FA, -1) the last before"""
    base = mentioned(at)
    if base is None:
        return Meaning("DATE", f"XXXX-{part}", basis=Basis.UNKNOWN)
    values = [f"{year_text(civil(base.first)[0] + k)}-{part}" for k in (-1, 0, 1, 2)]
    begun = [v for v in values if (s := span(v)) and s.first_day_number is not None and s.first_day_number <= base.last]
    value = values[1] if n == 0 else values[len(begun)] if n > 0 else values[max(len(begun) - 2, 0)]
    return Meaning("DATE", value, basis=Basis.CONTEXT, anchor=base.first)


def ago(at: Frame, *, count: Fraction | str, unit: str, direction: int = -1, half: bool = False) -> Meaning:
    """ago(k, u) = [p - k u]u; several years ago = PAST_REF; with ``half`` k + 1/2"""
    if half and not isinstance(count, str):
        count = count + Fraction(1, 2)
    return _quarter_apart(at, count, unit, direction) or _counted(published(at), count, unit, direction)


def apart(at: Frame, *, count: Fraction | str, unit: str, direction: int, half: bool = False) -> Meaning:
    """apart(k, u, d) = [r + d k u]u: two weeks later, a year earlier; with ``half`` k + 1/2"""
    if half and not isinstance(count, str):
        count = count + Fraction(1, 2)
    base, said = reached(at)
    if (clock := _hours_apart(at.reference, count, unit, direction)) is not None:
        return clock
    return _quarter_apart(at, count, unit, direction) or _counted(base, count, unit, direction, said)


def _hours_apart(said: Meaning | None, count: Fraction | str, unit: str, direction: int) -> Meaning | None:
    """Nine hours after a clock time, to the hour; half an hour, to the minute."""
    whole = span(said.value) if said is not None else None
    if whole is None or whole.start is None or unit not in _SECONDS or isinstance(count, str):
        return None
    if whole.grain > Grain.HOUR:
        return None
    day, second = divmod(whole.start + int(direction * count * _SECONDS[unit]), DAY)
    hours, minutes = divmod(second // 60, 60)
    to_minutes = unit == "minute" or Fraction(count).denominator > 1
    value = f"{day_text(day)}T{hours:02}" + (f":{minutes:02}" if to_minutes else "")
    return Meaning("TIME", value, basis=Basis.CONTEXT, anchor=whole.start // DAY)


def _quarter_apart(at: Frame, count: Fraction | str, unit: str, direction: int) -> Meaning | None:
    """In a report on a quarter, a year earlier is that quarter of the year before."""
    if unit != "year" or count != 1 or at.period is None:
        return None
    return that_period(at, n=direction)


def _counted(
    base: Base | None, count: Fraction | str, unit: str, sign: int, reference: Meaning | None = None
) -> Meaning:
    grain = max(UNIT_GRAINS[unit], Grain.DAY)
    if isinstance(count, str):
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", basis=Basis.UNKNOWN)
    if base is None:
        return Meaning("DATE", _OPEN.get(grain, "XXXX-XX-XX"), basis=Basis.UNKNOWN)
    if reference is not None and base.last - base.first > 31 and grain <= Grain.MONTH:
        return Meaning("DATE", _blank(reference.value, grain), basis=Basis.UNKNOWN)
    start = base.last if sign > 0 and grain <= Grain.WEEK else base.first
    whole, rest = divmod(Fraction(count), 1)
    number = moved(start, sign * int(whole), unit)
    if rest and number is not None:
        smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10)}.get(unit)
        if smaller:
            number = moved(number, sign * int(rest * smaller[1]), smaller[0])
            grain = UNIT_GRAINS[smaller[0]]
    if number is None:
        return Meaning("DATE", day_text(start), basis=base.basis, anchor=base.first)
    return Meaning("DATE", at_grain(number, grain), basis=base.basis, anchor=base.first)


def day_away(at: Frame, *, count: Fraction | str, unit: str, offset: int, direction: int) -> Meaning:
    """day_away(k, u, n, d) = p + n days + d k u, to the day: two weeks ago today, a year from tomorrow"""
    base = published(at)
    number = (
        None if base is None or isinstance(count, str) else moved(base.first + offset, direction * int(count), unit)
    )
    if base is None or number is None:
        return Meaning("DATE", "XXXX-XX-XX", basis=Basis.UNKNOWN)
    return Meaning("DATE", day_text(number), basis=base.basis, anchor=base.first)


def that_period(at: Frame, *, n: int) -> Meaning:
    """that_period(n) = the quarter or half year that the report is about, moved by n years; else [p]year + n"""
    period = at.period
    if period is None or period.first_day_number is None:
        return _unit(published(at), "year", n).but(aside=True)
    number = moved(period.first_day_number, n, "year")
    value = at_grain(number if number is not None else period.first_day_number, period.grain)
    return Meaning("DATE", value, basis=Basis.CONTEXT, anchor=period.first_day_number, aside=n != 0)


def latest_quarter(at: Frame) -> Meaning:
    """latest_quarter() = the quarter that the report is about, if it had ended by p; else the last that had"""
    period, base = at.period, published(at)
    if period is None or (base and period.last_day_number is not None and period.last_day_number >= base.first):
        return _unit(base, "quarter", -1)
    return that_period(at, n=0)


def quarter_to(at: Frame, *, date: Meaning) -> Meaning:
    """quarter_to(d) = the quarter that most of the three months up to d are in"""
    whole = span(date.value)
    if whole is None or whole.last_day_number is None:
        return _unit(published(at), "quarter", -1)
    return Meaning("DATE", at_grain(whole.last_day_number - 45, Grain.QUARTER), basis=date.basis, anchor=date.anchor)


def season_said(at: Frame, *, part: str) -> Meaning:
    """season_said(SU) = the summer that choose() takes"""
    base = near(at)
    year = civil(base.first)[0] if base else 0
    values = [f"{year_text(year + k)}-{part}" for k in (-1, 0, 1)] if base else []
    return choose(at, values, f"XXXX-{part}", nearest=True)
