"""Windows that are counted from a day: ``last month``, ``past 3 weeks``, ``3 days ago``."""

import re
from typing import Final

from timeline.errors import BadLength, BadWindow
from timeline.values.time import DAY, Grain, TimeSpan, civil, day_number, next_month, weekday
from timeline.workflow.when.lengths import MONTHS, Length, counted, no_unit, shifted, unit
from timeline.workflow.when.part import Part

_DAYS: Final = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_GRAINS: Final = {
    **{"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER, "year": Grain.YEAR},
    **{"decade": Grain.DECADE, "century": Grain.CENTURY},
}
_STEP: Final = re.compile(r"(?:the )?(last|past|this|next) (.+)", re.IGNORECASE)
_AGO: Final = re.compile(r"([0-9]+) ?([^\W\d_]+) ago", re.IGNORECASE)


def from_today(part: Part, today: int) -> TimeSpan | None:
    """The window that the words count from today; nothing where they are of another form.

    Raises:
        BadLength: If what is counted is no unit, or there are too many.
        BadWindow: If it is not of whole days.
    """
    words = part.text.casefold()
    if words in _DAYS:
        return TimeSpan.of_days(today + _DAYS[words], today + _DAYS[words])
    if found := _AGO.fullmatch(part.text):
        name = unit(found[2])
        if name is None:
            raise part.cut(*found.span(2)).bad(BadLength, no_unit(found[2]))
        counted(part.cut(0, found.end(2)))
        return _unit(_whole_days(part, name), today, -int(found[1]))
    if not (found := _STEP.fullmatch(part.text)):
        return None
    step, rest = found[1].casefold(), part.cut(found.start(2))
    if rest.text[0].isdecimal() and step != "this":
        length = counted(rest)
        return None if length is None else rolling(rest, today, length, ahead=step == "next")
    if (name := unit(rest.text)) is None:
        return None
    _whole_days(rest, name)
    if step == "past":
        return rolling(rest, today, _one(name), ahead=False)
    return _unit(name, today, _STEPS[step])


def rolling(part: Part, today: int, length: Length, *, ahead: bool) -> TimeSpan:
    """So much time up to the end of today, or from it on.

    Raises:
        BadWindow: If it is not of whole days, or of none.
    """
    days, odd = divmod(length.seconds, DAY)
    if odd:
        raise part.bad(BadWindow, "hours are not counted from a day", ("last 2 days", "yesterday"))
    if not days and not length.months:
        raise part.bad(BadWindow, "it holds no time", ("last 30 days", "last month"))
    if ahead:
        return TimeSpan.of_days(today + 1, shifted(today, length.months) + days)
    return TimeSpan.of_days(shifted(today, -length.months) - days + 1, today)


def _one(name: str) -> Length:
    return Length(0, MONTHS[name]) if name in MONTHS else Length(7 * DAY if name == "week" else DAY, 0)


def _whole_days(part: Part, name: str) -> str:
    if name not in _GRAINS:
        raise part.bad(BadWindow, f"{name}s are not counted from a day", ("yesterday", "last 2 days"))
    return name


def _unit(name: str, today: int, by: int) -> TimeSpan:
    """The unit of the calendar that today is in, or so many before or after it."""
    if name == "day":
        return TimeSpan.of_days(today + by, today + by)
    if name == "week":
        monday = today - weekday(today) + 1 + 7 * by
        return TimeSpan.of_days(monday, monday + 6, Grain.WEEK)
    months = MONTHS[name]
    year, month, _day = civil(today)
    begun = next_month(year, month, by * months - (year * 12 + month - 1) % months)
    return TimeSpan(day_number(*begun) * DAY, day_number(*next_month(*begun, months)) * DAY, _GRAINS[name])
