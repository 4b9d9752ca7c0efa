"""The window of a query: a small grammar of the tool's own, the same in every language, as option names are.

==========================================  ==========================================================
words                                       window
==========================================  ==========================================================
any EDTF: ``2023-10``, ``[2020..]``         its bounds
``2023-10-07..2025-01`` ``2023..`` ``..1945``  from the first day of the one to the last day of the other
``1990s``                                   ten years
``since D`` ``from D``, ``until D`` ``by D``  D inside
``after D``, ``before D``                   D outside
``today`` ``yesterday`` ``tomorrow``        counted from the day handed in
``this`` / ``last`` / ``next`` and a unit   the calendar unit: day, week (from Monday), month, quarter, year, decade
==========================================  ==========================================================

``D`` is EDTF, a decade, or a line counted from the day handed in. Case does not count in words.
"""

import re
from typing import Final

from timeline.errors import BadDate, BadWindow
from timeline.values import edtf
from timeline.values.time import DAY, Grain, TimeSpan, civil, day_number, next_month, weekday

_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_MONTHS: Final = {
    "month": (1, Grain.MONTH),
    "quarter": (3, Grain.QUARTER),
    "year": (12, Grain.YEAR),
    "decade": (120, Grain.DECADE),
}
_DECADE: Final = re.compile(r"([0-9]{3})0s")


def window(words: str, *, today: int) -> TimeSpan:
    """The window that the words name; ``today`` is a day's number.

    >>> span = window("last month", today=day_number(2024, 1, 7))
    >>> span.first_day, span.last_day
    ('2023-12-01', '2023-12-31')
    >>> window("since 2024", today=0).first_day, window("before 1914", today=0).last_day
    ('2024-01-01', '1913-12-31')

    Raises:
        BadWindow: If the words are none of the above, or the window would hold no time.
    """
    asked = " ".join(words.split())
    if not asked:
        raise BadWindow(words, "nothing is asked for")
    try:
        return _window(asked, today)
    except BadDate as wrong:
        raise BadWindow(asked, f"'{wrong.part}': {wrong.why}" if wrong.part else wrong.why) from wrong


def _window(asked: str, today: int) -> TimeSpan:
    word, _, rest = asked.partition(" ")
    word = word.casefold()
    if rest and word in ("since", "from"):
        return _between(asked, _plain(rest, today).start, None)
    if rest and word == "after":
        return _between(asked, _plain(rest, today).end, None)
    if rest and word in ("until", "by"):
        return _between(asked, None, _plain(rest, today).end)
    if rest and word == "before":
        return _between(asked, None, _plain(rest, today).start)
    if ".." in asked and asked[0] != "[" and "/" not in asked:
        first, _, last = (part.strip() for part in asked.partition(".."))
        start = _plain(first, today).start if first else None
        return _between(asked, start, _plain(last, today).end if last else None)
    return _plain(asked, today)


def _between(asked: str, start: int | None, end: int | None) -> TimeSpan:
    if start is None and end is None:
        raise BadWindow(asked, "it is open at both ends")
    if start is not None and end is not None and end <= start:
        raise BadWindow(asked, "its end comes before its start")
    return TimeSpan(start, end, Grain.DAY)


def _plain(words: str, today: int) -> TimeSpan:
    return _named(words.casefold(), today) or edtf.parse(words)


def _named(words: str, today: int) -> TimeSpan | None:
    if words in _DAYS:
        return TimeSpan.of_days(today + _DAYS[words], today + _DAYS[words])
    if decade := _DECADE.fullmatch(words):
        year = int(decade[1]) * 10
        return TimeSpan(day_number(year) * DAY, day_number(year + 10) * DAY, Grain.DECADE)
    step, _, unit = words.partition(" ")
    if step not in _STEPS:
        return None
    by = _STEPS[step]
    if unit == "day":
        return TimeSpan.of_days(today + by, today + by)
    if unit == "week":
        monday = today - weekday(today) + 1 + 7 * by
        return TimeSpan.of_days(monday, monday + 6, Grain.WEEK)
    if unit not in _MONTHS:
        raise BadWindow(words, f"there is no unit '{unit}'")
    months, grain = _MONTHS[unit]
    year, month, _day = civil(today)
    begun = next_month(year, month, -((year * 12 + month - 1) % months))
    start = next_month(*begun, by * months)
    return TimeSpan(day_number(*start) * DAY, day_number(*next_month(*start, months)) * DAY, grain)
