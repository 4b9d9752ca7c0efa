"""Dates as tables write them: EDTF and ISO 8601 first, then figures, then words.

Nothing is filled in: a month is never made a day, and a year of two figures is no year. Which of the figures of
04/05/2020 is the day is the file's to say, or the person's; between dots the first is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.errors import BadDate, NoSuchDay
from timeline.importers import _worded as worded
from timeline.importers._clock import Clock, apart
from timeline.importers._iso import iso
from timeline.values.time import DAY, MINUTE, Extent, Grain, TimeSpan, day_number

_YEAR_FIRST: Final = re.compile(r"([+-]?\d{4,9})([-/.:])(\d\d?)\2(\d\d?)", re.ASCII)
_YEAR_LAST: Final = re.compile(r"(\d\d?)\s?([./-])\s?(\d\d?)\s?\2\s?(\d{4})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d\d?([./-])\d\d?\1'?\d\d", re.ASCII)
_MONTH: Final = re.compile(r"(\d\d?)[./-](\d{4})|(\d{4})[./-](\d\d?)", re.ASCII)
_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3}|\d{6})?(?:\.\d+)?", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_MIDNIGHT: Final = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?\s*(?:Z|[+-]00:?00)?\s*$")
_LONGEST: Final = 80  # characters: no date is longer
_ADVICE: Final = "write it as 2020-05-04, 2020-05, 2020 or EDTF"


class Undated(NamedTuple):
    """A cell that says that there is no date."""

    reason: str


class Unread(NamedTuple):
    """A cell that says something else."""

    what: str
    advice: str = _ADVICE


Reading = TimeSpan | Undated | Unread


@dataclass(frozen=True, slots=True)
class Dates:
    """How the dates of one file are read.

    ``day_first`` and ``zone`` are those of :class:`timeline.importers.base.ImportOptions`; ``serial`` is the number of
    the day from which a workbook counts its days, ``None`` for what is no workbook. With ``days`` the clock shows
    midnight in all rows: then it is a filler, and days are meant.
    """

    day_first: bool | None = None
    zone: str | None = None
    serial: int | None = None
    days: bool = False

    def read(self, text: str, zone: str | None = None) -> Reading:
        """What a cell says; ``zone`` is what its row says of clock times that state none.

        >>> Dates().read("3 May 2020").first_day, Dates().read("2020-03").last_day, Dates().read("n.d.")
        ('2020-05-03', '2020-03-31', Undated(reason="its date is 'n.d.'"))
        >>> Dates().read("04/05/2020").what
        "has a date that is 4 May or 5 April: '04/05/2020'"
        """
        found = _read(text, self.day_first, self.serial) if len(text) <= 4 * _LONGEST else _not_read(text)
        if self.days and isinstance(found, TimeSpan) and found.grain < Grain.DAY and (found.start or 0) % DAY == 0:
            found = found.whole_days()
            return TimeSpan(found.start, found.end, Grain.DAY, found.extent)
        zone = zone or self.zone
        if zone and isinstance(found, TimeSpan) and found.grain < Grain.DAY and found.zone is None:
            return replace(found, zone=zone)
        return found


def day(text: str, *, day_first: bool) -> int | None:
    """The number of the one day that a cell names, whether with a clock time or without; else ``None``.

    >>> day("2017-07-31 00:00:00.000", day_first=True), day("30 February 2022", day_first=True)
    (17378, None)
    >>> day("2022-06", day_first=True) or day("about 30 June 2022", day_first=True)
    """
    found = Dates(day_first).read(text)
    if not isinstance(found, TimeSpan) or found.doubt or found.first_day_number != found.last_day_number:
        return None
    return found.first_day_number


def is_date(text: str, serial: int | None = None) -> bool:
    """Whether a cell is a date, be it one whose day and month may be either way round."""
    return isinstance(Dates(True, None, serial).read(text), TimeSpan) or isinstance(
        Dates(False, None, serial).read(text), TimeSpan
    )


def day_first(texts: Iterable[str]) -> bool | None:
    """Which of 04/05/2020 is the day, by dates that leave no choice; ``None`` where these say nothing, or both.

    >>> day_first(["04/05/2020", "14/05/2020"]), day_first(["04/05/2020"]), day_first(["31/1/2020", "1/31/2020"])
    (True, None, None)
    """
    said = set()
    for text in texts:
        found = _YEAR_LAST.match(text.strip()) if len(text) <= _LONGEST else None
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if first <= 12 < second <= 31:
                said.add(False)
            elif second <= 12 < first <= 31:
                said.add(True)
    return said.pop() if len(said) == 1 else None


def at_midnight(texts: Iterable[str]) -> bool:
    """Whether all dates have a clock time, and it is midnight: what programs write that have no type for a day.

    >>> at_midnight(["2020-05-03 00:00:00", ""]), at_midnight(["2020-05-03 00:00:00", "2020-05-04 10:00:00"])
    (True, False)
    """
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(_MIDNIGHT.search(text[-_LONGEST:]) for text in filled)


@lru_cache(maxsize=32_768)
def _read(text: str, first: bool | None, serial: int | None) -> Reading:
    bare = " ".join(text.split())
    if not bare:
        return Undated("its date is empty")
    why = ""
    if bare == "../.." or any(c.isdigit() or c == "X" for c in bare):
        try:
            return iso(bare)
        except BadDate as wrong:
            why = wrong.why
        except NoSuchDay:
            pass  # told below, where its clock may be all that is wrong
    if worded.is_undated(bare) or re.fullmatch(r"0000(-00-00| ?00:00:00)*", bare):
        return Undated(f"its date is {_shown(text)}")
    if len(bare) > _LONGEST:
        return _not_read(text)
    try:
        return _whole(bare, first, serial) or _range(bare, first, serial) or _not_read(text)
    except NoSuchDay:
        known = f" ({why})" if why and re.fullmatch(r"\d{4}-\d\d-\d\d", bare) else ""
        return Unread(f"has a date that is in no calendar: {_shown(text)}{known}")


def _whole(text: str, first: bool | None, serial: int | None) -> Reading | None:
    """A text that is one date."""
    if found := _EPOCH.fullmatch(text):
        second = int(found[1])
        return TimeSpan(second, second + 1, Grain.SECOND, zone="Z")
    if serial is not None and _SERIAL.fullmatch(text):
        return _of_serial(float(text), serial)
    bare, doubt = worded.doubted(text)
    if doubt:
        inner = _read(bare, first, serial)
        if not isinstance(inner, TimeSpan):
            return inner if isinstance(inner, Unread) else None
        end_doubt = doubt if inner.extent is Extent.THROUGHOUT and not inner.is_open else inner.end_doubt
        return replace(inner, doubt=inner.doubt | doubt, end_doubt=end_doubt)
    rest, clock = apart(text)
    return _with(clock, _figures(rest, first) or worded.unit(rest) or worded.of_era(rest) or worded.named(rest))


def _with(clock: Clock | None, day: Reading | None) -> Reading | None:
    return clock.on(day) if clock and isinstance(day, TimeSpan) else day


def _figures(text: str, first: bool | None) -> Reading | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return TimeSpan.of(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == ".":  # nobody writes the month first before a stop
            first = True
        if first is None and one != other and max(one, other) <= 12:
            days = f"{_month_day(other, one)} or {_month_day(one, other)}"
            return Unread(f"has a date that is {days}: {_shown(text)}", "pass --day-first or --month-first")
        by_day = first if first is not None else one > 12 or one == other
        return TimeSpan.of(year, other, one) if by_day else TimeSpan.of(year, one, other)
    if _SHORT_YEAR.fullmatch(text):
        return Unread(f"has a date whose year has two figures: {_shown(text)}", "write all four")
    if found := _MONTH.fullmatch(text):
        return TimeSpan.of(int(found[2] or found[3]), int(found[1] or found[4]))
    return None


def _range(text: str, first: bool | None, serial: int | None) -> Reading | None:
    """A text that is two dates, all between them being meant."""
    for one, other in worded.two_ends(text):
        begin, end = _read(one, first, serial), _read(other, first, serial)
        if isinstance(begin, TimeSpan) and isinstance(end, TimeSpan):
            return worded.throughout(begin, end) or Unread(f"ends before it begins: {_shown(text)}")
    return None


def _of_serial(number: float, serial: int) -> TimeSpan:
    """A workbook's number for a day, with the part of the day that is over."""
    minutes = round(number * DAY / MINUTE)
    start = serial * DAY + minutes * MINUTE
    if number == int(number):
        return TimeSpan(start, start + DAY, Grain.DAY)
    return TimeSpan(start, start + MINUTE, Grain.MINUTE)


def _month_day(month: int, day: int) -> str:
    names = worded.month_names()
    return f"{day} {names[month].capitalize()}"


def _not_read(text: str) -> Unread:
    return Unread(f"has a date that is not understood: {_shown(text)}")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 40 else text[:39] + "…")


SERIAL_1900: Final = day_number(1899, 12, 30)  # day 0 for all days after February 1900
SERIAL_1904: Final = day_number(1904, 1, 1)
