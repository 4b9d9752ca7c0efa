"""Times that the calendar names: years, months, days, weeks, seasons, feasts."""

import re
from dataclasses import replace

from timeline.timex.algebra.choosing import choose, near, near_day
from timeline.timex.feasts import feast_day
from timeline.timex.meaning import Frame, Meaning
from timeline.timex.timex3 import at_grain, day_text, span, year_text
from timeline.values.mention import Basis
from timeline.values.time import Grain, civil, month_days, weekday

_WEDNESDAY, _FRIDAY = 3, 5
_YEARS = (-2, -1, 0, 1, 2)


def on_date(at: Frame, *, month: int, day: int, year: int | None = None, wday: int | None = None) -> Meaning | None:
    """on_date(m, d, y) = y-m-d; without y: the such day that choose() takes. ``wday`` is said, and not needed."""
    if year is not None:
        return _exact(year, month, day)
    if day > (29 if month == 2 else month_days(2000, month)):
        return None
    open_value = f"XXXX-{month:02}-{day:02}"
    base = near(at)
    if base is None:
        return Meaning("DATE", open_value, basis=Basis.UNKNOWN)
    centre = civil(base.first)[0]
    values = [f"{year_text(centre + k)}-{month:02}-{day:02}" for k in (*_YEARS[:1], *_YEARS[1:])]
    if wday is not None:
        fits = [
            v
            for v in values
            if (s := span(v)) and s.first_day_number is not None and weekday(s.first_day_number) == wday
        ]
        values = fits or values
    return choose(at, values, open_value, nearest=True)


def in_month(at: Frame, *, month: int, year: int | None = None) -> Meaning:
    """in_month(m, y) = y-m; without y: the such month that choose() takes."""
    if year is not None:
        return Meaning("DATE", f"{year_text(year)}-{month:02}")
    base = near(at)
    centre = civil(base.first)[0] if base else 0
    values = [f"{year_text(centre + k)}-{month:02}" for k in _YEARS] if base else []
    return choose(at, values, f"XXXX-{month:02}", nearest=True)


def in_year(at: Frame, *, year: int) -> Meaning:  # noqa: ARG001
    """in_year(y) = y"""
    return Meaning("DATE", year_text(year))


def short_year(at: Frame, *, yy: int, prefix: int | None = None) -> Meaning:
    """short_year(yy) = the year that ends so and lies in the century up to ten years after p"""
    return Meaning("DATE", year_text(prefix * 100 + yy if prefix else _full_year(at, yy)))


def spelled_year(at: Frame, *, high: int, low: int) -> Meaning | None:  # noqa: ARG001
    """spelled_year(h, l) = 100 h + l, for 11 <= h <= 20 and l < 100"""
    return Meaning("DATE", year_text(high * 100 + low)) if 10 < high < 21 and 9 < low < 100 else None


def before_common_era(
    at: Frame,  # noqa: ARG001
    *,
    year: int,
    month: int | None = None,
    day: int | None = None,
    season: str | None = None,
) -> Meaning | None:
    """before_common_era(y, m, d) = BCy-m-d"""
    if not 0 < year < 10_000:
        return None
    tail = f"-{month:02}" + (f"-{day:02}" if day else "") if month else f"-{season}" if season else ""
    return Meaning("DATE", f"BC{year:04}{tail}")


def common_era(at: Frame, *, year: int) -> Meaning | None:  # noqa: ARG001
    """common_era(y) = y"""
    return Meaning("DATE", year_text(year)) if 0 < year < 10_000 else None


def iso_date(at: Frame, *, iso: str) -> Meaning | None:  # noqa: ARG001
    """iso_date(t) = t, if a calendar has it"""
    value = iso.upper().replace(" ", "T")
    if m := re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", value):
        value = "{}-{}-{}T{}:{}:{}{}".format(*m.groups())
    value = re.sub(r"\.\d+", "", value)
    if span(value) is None:
        return None
    return Meaning("TIME" if "T" in value else "DATE", value)


def numeric_date(at: Frame, *, numeric: str) -> Meaning | None:
    """numeric_date(a/b/c) = the date in the order of the document or the region; every other is kept as a reading"""
    a, b, c = (int(x) for x in re.split(r"[/.-]", numeric))
    lengths = [len(x) for x in re.split(r"[/.-]", numeric)]
    if lengths[0] == 4:
        return _exact(a, b, c)
    if lengths[0] == 3 or lengths[2] not in (2, 4):
        return None
    year = c if lengths[2] == 4 else _full_year(at, c)
    month_first, day_first = _exact(year, a, b), _exact(year, b, a)
    if month_first is None or day_first is None:
        only = month_first or day_first
        return only and only.but(why=f"{max(a, b)} can only be the day")
    if month_first == day_first:
        return month_first
    chosen, other = (day_first, month_first) if at.day_first else (month_first, day_first)
    return chosen.but(readings=(chosen.value, other.value), why=at.order_why)


def weekday_near(at: Frame, *, wday: int) -> Meaning:
    """weekday_near(w) = the such weekday that choose() takes; where nothing is said, the latest up to and with p"""
    base = near_day(at)
    monday = base.last - weekday(base.last) + 1 if base else 0
    values = [day_text(monday + wday - 1 + 7 * k) for k in (-1, 0, 1, 2)] if base else []
    return choose(at, values, f"XXXX-WXX-{wday}", nearest=False, base=base)


def part_of_year(at: Frame, *, part: str, year: int | None = None) -> Meaning:
    """part_of_year(Q2, y) = y-Q2; without y: the last Q2 begun by p, or where the text looks ahead the nearest"""
    if year is not None:
        return Meaning("DATE", f"{year_text(year)}-{part}")
    base = near(at)
    centre = civil(base.first)[0] if base else 0
    values = [f"{year_text(centre + k)}-{part}" for k in _YEARS] if base else []
    return choose(replace(at, ahead=None), values, f"XXXX-{part}", nearest=at.ahead is True).but(guessed=True)


def decade(at: Frame, *, digits: str, era: str = "") -> Meaning | None:  # noqa: ARG001
    """decade("1990") = 199; decade("90") = 199"""
    if digits[-1] != "0" or len(digits) not in (2, 3, 4):
        return None
    if len(digits) == 2 and not era:
        digits = ("20" if digits in ("00", "10") else "19") + digits
    value = f"BC{digits[:-1]:0>3}" if era == "BC" else digits[:-1]
    return Meaning("DATE", value)


def named_decade(at: Frame, *, ten: int) -> Meaning:  # noqa: ARG001
    """named_decade(90) = 199"""
    return Meaning("DATE", f"19{ten // 10}")


def century(at: Frame, *, number: int, era: str = "") -> Meaning | None:  # noqa: ARG001
    """century(20) = 19, the years 1900 to 1999"""
    return Meaning("DATE", f"{'BC' if era == 'BC' else ''}{int(number) - 1:02}") if 0 < number < 30 else None


def part_years_off(at: Frame, *, part: str, years: int) -> Meaning:
    """part_years_off(Q3, -1) = the Q3 a year before the one that part_of_year() takes"""
    taken = part_of_year(at, part=part)
    return (
        taken
        if "X" in taken.value
        else taken.but(value=f"{year_text(int(taken.value[:4]) + years)}-{part}", aside=True)
    )


def day_of_month(at: Frame, *, day: int) -> Meaning:
    """day_of_month(d) = the d-th of the month of r; else the nearest d-th to p"""
    base = near(at) if at.reference_span is None or at.reference_span.grain > Grain.MONTH else None
    if base is None and at.reference_span is not None and at.reference_span.first_day_number is not None:
        year, month, _ = civil(at.reference_span.first_day_number)
        if (exact := _exact(year, month, day)) is not None:
            return exact.but(basis=Basis.CONTEXT, anchor=at.reference_span.first_day_number)
    base = near(at)
    if base is None:
        return Meaning("DATE", f"XXXX-XX-{day:02}", basis=Basis.UNKNOWN)
    year, month, _ = civil(base.first)
    months = [(year * 12 + month - 1 + k) for k in (-1, 0, 1)]
    values = [f"{year_text(m // 12)}-{m % 12 + 1:02}-{day:02}" for m in months]
    return choose(at, values, f"XXXX-XX-{day:02}", nearest=True)


def weekday_of_month(at: Frame, *, wday: int, day: int) -> Meaning | None:
    """weekday_of_month(w, d) = the d-th of a month that is a w and nearest to p: Friday the 13th"""
    base = near(at)
    if base is None:
        return Meaning("DATE", f"XXXX-XX-{day:02}", basis=Basis.UNKNOWN)
    year, month, _ = civil(base.first)
    months = [divmod(year * 12 + month - 1 + k, 12) for k in range(-14, 15)]
    values = [m.value for y, k in months if (m := _exact(y, k + 1, day)) and (s := span(m.value))
              and s.first_day_number is not None and weekday(s.first_day_number) == wday]  # fmt: skip
    return choose(at, values, f"XXXX-XX-{day:02}", nearest=True) if values else None


def feast(at: Frame, *, feast: str, year: int | None = None) -> Meaning | None:
    """feast(f, y) = the day of f in y; without y: the such day that choose() takes.

    f is a rule of :mod:`timeline.timex.feasts` or a full date.
    """
    if re.fullmatch(r"\d{4}-.*", feast):
        return Meaning("DATE", feast, aside=True)
    if year is not None:
        number = feast_day(feast, year)
        return None if number is None else Meaning("DATE", day_text(number))
    base = near(at)
    plain = f"XXXX-{feast}" if re.fullmatch(r"\d\d-\d\d", feast) else "XXXX-XX-XX"
    centre = civil(base.first)[0] if base else 0
    days = [feast_day(feast, centre + k) for k in (-1, 0, 1)] if base else []
    return choose(at, [day_text(d) for d in days if d is not None], plain, nearest=True)


def feast_offset(at: Frame, *, feast: str, n: int) -> Meaning | None:
    """feast_offset(f, -1) = the last f before p; (f, 1) the first after p; (f, 0) that of p's year"""
    base = near(at)
    if base is None:
        return Meaning("DATE", "XXXX-XX-XX", basis=Basis.UNKNOWN)
    year = civil(base.first)[0]
    days = [d for d in (feast_day(feast, year + k) for k in (-1, 0, 1)) if d is not None]
    fit = [d for d in days if (d < base.first if n < 0 else d > base.last if n > 0 else civil(d)[0] == year)]
    if not fit:
        return None
    return Meaning("DATE", day_text(fit[-1] if n < 0 else fit[0]), basis=base.basis, anchor=base.first)


def _exact(year: int, month: int, day: int) -> Meaning | None:
    value = f"{year_text(year)}-{month:02}-{day:02}"
    return Meaning("DATE", value) if 0 < month < 13 and span(value) is not None else None


def _full_year(at: Frame, yy: int) -> int:
    last = (civil(at.published)[0] if at.published is not None else 2020) + 10
    return last - (last - yy) % 100


def same_quarter(at: Frame, *, year: int) -> Meaning:
    """same_quarter(y) = the quarter of y that r is of its own year, else y"""
    whole = at.period
    if whole is None or whole.grain is not Grain.QUARTER or whole.first_day_number is None:
        return Meaning("DATE", year_text(year))
    value = f"{year_text(year)}-Q{(civil(whole.first_day_number)[1] + 2) // 3}"
    return Meaning("DATE", value, basis=Basis.CONTEXT, aside=True)


def feast_weekend(at: Frame, *, feast: str, year: int | None = None) -> Meaning | None:
    """feast_weekend(f, y) = the weekend nearest to the day of f, of two the later; the year as in feast()"""
    base = near(at)
    years = [year] if year is not None else [civil(base.first)[0] + k for k in (-1, 0, 1)] if base else []
    days = [d for y in years if (d := feast_day(feast, y)) is not None]
    values = [at_grain(d - 7 if weekday(d) < _WEDNESDAY else d, Grain.WEEKEND) for d in days]
    if year is not None:
        return Meaning("DATE", values[0]) if values else None
    return choose(at, values, "XXXX-WXX-WE", nearest=True)


def lunar_month(at: Frame, *, number: int, year: int | None = None) -> Meaning | None:
    """lunar_month(9, y) = the month that most of Ramadan is in, of y; without y: the such month that choose() takes"""
    base = near(at)
    centre = year if year is not None else civil(base.first)[0] if base else None
    if centre is None:
        return Meaning("DATE", "XXXX-XX", basis=Basis.UNKNOWN)
    days = [feast_day(f"islamic{number:02}-15", centre + k) for k in ((0,) if year is not None else (-1, 0, 1))]
    values = [at_grain(d, Grain.MONTH) for d in days if d is not None]
    if year is not None:
        return Meaning("DATE", values[0]) if values else None
    return choose(at, values, "XXXX-XX", nearest=True)


def weekend_near(at: Frame, *, directed: bool = True) -> Meaning:
    """weekend_near() = the weekend nearest to p, of two the later; with ``directed`` up to Thursday the last one, where
    the sentence looks back, and always the next, where it looks ahead"""
    base = near(at)
    if base is None:
        return Meaning("DATE", "XXXX-WXX-WE", basis=Basis.UNKNOWN)
    ahead = at.ahead if directed else None
    first_ahead = 1 if ahead else _WEDNESDAY if ahead is None else _FRIDAY
    day = base.first if weekday(base.first) >= first_ahead else base.first - 7
    return Meaning("DATE", at_grain(day, Grain.WEEKEND), basis=base.basis, anchor=base.first)
