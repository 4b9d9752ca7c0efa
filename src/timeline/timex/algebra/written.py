"""Times named by a number of their own, or by the day beside them: week 14, 3.10., the Saturday before Easter."""

from fractions import Fraction

from timeline.timex.algebra.calendar import on_date, part_of_year
from timeline.timex.algebra.choosing import Base
from timeline.timex.algebra.relative import _weekday
from timeline.timex.meaning import Frame, Meaning
from timeline.timex.timex3 import span, year_text


def week_number(at: Frame, *, number: Fraction | int, year: int | None = None) -> Meaning | None:
    """week_number(14, y) = y-W14; without y: the such week that part_of_year() takes"""
    return part_of_year(at, part=f"W{int(number):02}", year=year) if 0 < number < 54 else None


def day_in_figures(at: Frame, *, figures: str) -> Meaning | None:
    """day_in_figures(3.10) = the 3 October that choose() takes, in the order of the document or the region"""
    first, second = (int(x) for x in figures.split("."))
    day, month = (second, first) if at.day_first is False else (first, second)
    return on_date(at, month=month, day=day) if day and 0 < month < 13 else None


def fiscal_year(at: Frame, *, year: int) -> Meaning:  # noqa: ARG001
    """fiscal_year(y) = FYy, whose first day each country and company sets for itself"""
    return Meaning("DATE", f"FY{year_text(year)}")


def weekday_beside(at: Frame, *, wday: int, date: Meaning, n: int) -> Meaning:  # noqa: ARG001
    """weekday_beside(w, d, -1) = the last w before d; (w, d, 1) the first after it: the Saturday before Christmas"""
    whole = span(date.value)
    first = whole.first_day_number if whole else None
    last = whole.last_day_number if whole else None
    base = None if first is None or last is None else Base(first, last, date.basis)
    anchor = date.anchor if date.anchor is not None else first
    return _weekday(base, wday, n).but(basis=date.basis, anchor=anchor)
