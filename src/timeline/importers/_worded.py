"""Dates in words: what months, seasons, centuries and eras are called is in ``_dates.toml``.

A part that is not stated is not filled in: "May 2020" is that month, and "3 May" is no date at all.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from timeline.importers._words import folded, table
from timeline.values import edtf
from timeline.values.time import Doubt, Extent, Grain, TimeSpan

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_DECADE: Final = re.compile(r"(\d{3}0) (.+)")
_CENTURY: Final = re.compile(r"(\d\d?) ?(?:st|nd|rd|th|e|de)? (.+)")
_PART: Final = re.compile(r"(?:([qh])\s?([1-4])[\s/,-]*(\d{4})|(\d{4})[\s/,-]*([qh])\s?([1-4]))", re.IGNORECASE)
_YEAR: Final = re.compile(r"\d{4}")
_YEAR_LAST: Final = re.compile(r"(?<=\D)\d{4}$")
_MONTH_DAY: Final = re.compile(r"(.*[^\W\d].*\D)\d\d?")  # May 3
_HYPHEN: Final = r"\s+-\s+|\s*[–—]\s*|(?<=\d{4})-(?=\d{4}$|[^\W\d])"


@cache
def _by_word(name: str) -> dict[str, int]:
    return {word: int(number) for number, words in table("_dates.toml")[name].items() for word in words}


@cache
def month_names() -> dict[int, str]:
    """The English names of the months."""
    return {int(number): words[0] for number, words in table("_dates.toml")["months"].items()}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("_dates.toml")[name])


@cache
def _pattern(name: str) -> str:
    """The words of a list, the longer first, with or without dots between their parts."""
    words = sorted(table("_dates.toml")[name], key=len, reverse=True)
    return "|".join(r"\.?[\s'-]*".join(map(re.escape, word.split())) + r"\.?" for word in words)


def is_undated(text: str) -> bool:
    """Whether a text says that there is no date.

    >>> is_undated("n.d."), is_undated("—"), is_undated("2020")
    (True, True, False)
    """
    return folded(text) in _set("undated")


def named(text: str, *, era: bool = False) -> TimeSpan | None:
    """A month of a year, by its name, or a day of it; with ``era`` the last number is the year, however short.

    >>> named("Thursday, May 3rd, 2020").first_day, named("1er mars 1848").first_day, named("mei 2020").last_day
    ('2020-05-03', '1848-03-01', '2020-05-31')
    >>> named("3 May"), named("flight 3 May 2020"), named("May 20")
    (None, None, None)

    Raises:
        NoSuchDay: If no calendar has it.
    """
    months, numbers = _by_word("months"), []
    month = None
    for token in _TOKEN.findall(folded(text)):
        if token[0].isdecimal():
            numbers.append(token)
        elif token in months and month is None:
            month = months[token]
        elif token not in _set("beside"):
            return None
    if era and numbers:
        year, rest = numbers[-1], numbers[:-1]
    else:
        years = [n for n in numbers if len(n) == 4]
        year, rest = years[0] if len(years) == 1 else "", [n for n in numbers if len(n) != 4]
    if month is None or not year or len(rest) > 1 or any(len(n) > 2 for n in rest):
        return None
    return TimeSpan.of(int(year), month, int(rest[0]) if rest else None)


def unit(text: str) -> TimeSpan | None:
    """A season, quarter, half, decade or century.

    >>> unit("spring 1848").first_day, unit("Q3 2020").first_day, unit("1850s").last_day
    ('1848-03-01', '2020-07-01', '1859-12-31')
    >>> unit("19th century").grain.label, unit("Q5 2020")
    ('century', None)
    >>> unit("1800s") is None  # a century for some, a decade for others
    True
    """
    if found := _PART.fullmatch(text):
        letter, which, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[6], found[4])
        return _part(letter.lower(), int(which), int(year))
    bare = folded(text)
    words = bare.split()
    if len(words) == 2:
        season, year = words if words[1].isdecimal() else reversed(words)
        if season in _by_word("seasons") and len(year) == 4 and year.isascii() and year.isdecimal():
            return edtf.parse(f"{year}-{20 + _by_word('seasons')[season] // 3}")
    spaced = re.sub(r"(?<=\d)(?=[^\W\d])", " ", bare)
    if (found := _DECADE.fullmatch(spaced)) and found[2] in _set("decade"):
        return edtf.parse(f"{found[1][:3]}X") if found[1][2] != "0" else None
    if (found := _CENTURY.fullmatch(spaced)) and found[2] in _set("century") and int(found[1]):
        return edtf.parse(f"{int(found[1]) - 1:02}XX")
    return None


def _part(letter: str, which: int, year: int) -> TimeSpan | None:
    months = 3 if letter == "q" else 6
    if which > 12 // months:
        return None
    first = TimeSpan.of(year, which * months - months + 1)
    grain = Grain.QUARTER if letter == "q" else Grain.HALF
    return TimeSpan(first.start, TimeSpan.of(year, which * months).end, grain)


def of_era(text: str) -> TimeSpan | None:
    """A year, month or day that says its era.

    >>> of_era("44 BC").first_day, of_era("15 March 44 B.C.").first_day, of_era("AD 79").first_day
    ('-0043-01-01', '-0043-03-15', '0079-01-01')

    Raises:
        NoSuchDay: If no calendar has it.
    """
    for name, before in (("before_christ", True), ("after_christ", False)):
        words = _pattern(name)
        found = re.fullmatch(rf"(.*\d)\s*(?:{words})|(?:{words})\s*(\d.*)", text, re.IGNORECASE)
        if not found:
            continue
        rest = found[1] or found[2]
        if not before:
            return TimeSpan.of(int(rest)) if re.fullmatch("[0-9]{1,4}", rest) else named(rest, era=True)
        if re.fullmatch("[0-9]{1,5}", rest) and int(rest):
            return TimeSpan.of(1 - int(rest))
        return _before_christ(rest)
    return None


def _before_christ(text: str) -> TimeSpan | None:
    """A month or day of a year before 1, read in a later year of the same calendar: 400 years have the same days."""
    found = re.fullmatch(r"(.*\D)([0-9]{1,4})", text)
    if not found or not int(found[2]):
        return None
    year = 1 - int(found[2])
    span = named(f"{found[1]}{2000 + year % 400}")
    if span is None or span.start is None or span.end is None:
        return None
    away = (TimeSpan.of(year).start or 0) - (TimeSpan.of(2000 + year % 400).start or 0)
    return replace(span, start=span.start + away, end=span.end + away)


def doubted(text: str) -> tuple[str, Doubt]:
    """A text without the words that make it doubtful, and how doubtful they make it.

    >>> doubted("ca. 1850"), doubted("1850 (?)"), doubted("c1850")
    (('1850', <Doubt.APPROXIMATE: 2>), ('1850', <Doubt.UNCERTAIN: 1>), ('1850', <Doubt.APPROXIMATE: 2>))
    """
    if found := re.fullmatch(r"(.*\w)\s*(?:\?|\(\?\)|\[\?\])", text):
        return found[1], Doubt.UNCERTAIN
    if found := re.fullmatch(rf"(?:~|(?:{_pattern('circa')})(?:\s|(?=\d)))\s*(.*\w.*)", text, re.IGNORECASE):
        return found[1], Doubt.APPROXIMATE
    return text, Doubt.NONE


def two_ends(text: str) -> Iterator[tuple[str, str]]:
    """How a text may be parted into the first and the last of a range, each completed from the other.

    >>> list(two_ends("3–5 May 2020")), list(two_ends("1939-1945"))
    ([('3 May 2020', '5 May 2020'), ('3', '5 May 2020')], [('1939', '1945')])
    >>> list(two_ends("May 3-5, 2020")), next(two_ends("30 April to 5 May 2020"))
    ([('May 3 2020', 'May 5, 2020')], ('30 April 2020', '5 May 2020'))
    """
    for found in re.finditer(rf"{_HYPHEN}|\s+(?:{_pattern('to')})\s+|(?<=\d)-(?=\d)", text, re.IGNORECASE):
        first, last = text[: found.start()], text[found.end() :]
        if first.isdecimal() and len(first) < 3 and (rest := re.match(r"\d\d?\b", last)):
            yield first + last[rest.end() :], last
        elif (year := _YEAR_LAST.search(last)) and not _YEAR.search(first):
            day = _MONTH_DAY.fullmatch(first)
            yield f"{first} {year[0]}", day[1] + last if day and last[:1].isdecimal() else last
        if found[0] != "-" or (len(first) == 4 and len(last) == 4) or last[:1].isalpha():
            yield first, last


def throughout(first: TimeSpan, last: TimeSpan) -> TimeSpan | None:
    """From the beginning of one to the end of the other; ``None`` where that would end before it begins."""
    if first.start is not None and last.end is not None and last.end <= first.start:
        return None
    if first.is_open or last.is_open:
        doubts = (first.doubt | last.doubt, Doubt.NONE)
    else:
        doubts = (first.doubt, last.end_doubt | last.doubt)
    grain = min(first.grain, last.grain)
    return TimeSpan(first.start, last.end, grain, Extent.THROUGHOUT, *doubts, first.zone or last.zone)
