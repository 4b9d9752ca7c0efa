"""The days of published tables of events, as they have been written over the years."""

import re
from typing import Final

from timeline.errors import NoSuchDay
from timeline.importers._codes import month
from timeline.values.time import day_number

_CLOCK: Final = r"(?:[ T][0-9:.]{1,20}Z?)?"
_ISO: Final = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_CLOCK}", re.ASCII)
_NAMED: Final = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})", re.ASCII)
_SLASHED: Final = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_CLOCK}", re.ASCII)


def day(text: str, *, day_first: bool) -> int | None:
    """The number of the day; ``None`` where it is none. A clock time behind it is passed over.

    >>> day("2022-06-30", day_first=True) == day("30 June 2022", day_first=True) == day("6/30/2022", day_first=False)
    True
    >>> day("2017-07-31 00:00:00.000", day_first=True), day("30 February 2022", day_first=True)
    (17378, None)
    """
    if found := _ISO.fullmatch(text):
        year, middle, last = found.groups()
        return _number(year, int(middle), last)
    if found := _NAMED.fullmatch(text):
        last, name, year = found.groups()
        return _number(year, month(name), last)
    if found := _SLASHED.fullmatch(text):
        one, mark, other, year = found.groups()
        first = day_first or mark == "."  # nobody writes the month first before a stop
        return _number(year, int(other if first else one), one if first else other)
    return None


def _number(year: str, number: int | None, last: str) -> int | None:
    try:
        return None if number is None else day_number(int(year), number, int(last))
    except NoSuchDay:
        return None
