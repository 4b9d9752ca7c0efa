"""Dates that a page shows its readers and states nowhere: for old pages, whose head says nothing.

There are two ways of looking: htmldate's, which knows many habits of pages, and the date that stands nearest to the
headline. Both also find dates of other things, and htmldate calls a bare month or year its first day; so what they
disagree on is believed only beside the headline.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from timeline.readers._page import LIBRARY_FAILS
from timeline.values.time import TimeSpan, civil

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(
    r"(?<![\d./-])(?:(?P<y>\d{4})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)|(?P<d2>\d\d?)\.\s?(?P<m2>\d\d?)\.\s?(?P<y2>\d{4}))(?![\d/-])"
)  # with dots the day stands first wherever such dates are written; with slashes nobody knows
_UNSEEN = {"script", "style", "noscript", "option", "template", "head", "title"}
_BESIDE = 10  # texts between headline and date: names of authors, a standfirst, buttons
_FAR = 1_000_000
_HEAD = 90  # characters of a longer text in which a dateline would stand


def dated_by_sight(tree: HtmlElement, today: int | None) -> TimeSpan | None:
    """The day that a page shows as its own; ``None`` where the two ways of looking do not lead to one."""
    from htmldate import find_date

    latest = "2099-12-31" if today is None else "{:04}-{:02}-{:02}".format(*civil(today + 1))
    try:
        found = find_date(tree, original_date=True, extensive_search=True, deferred_url_extractor=True, max_date=latest)
    except LIBRARY_FAILS:
        found = None
    near = nearest_date(tree)
    if near is None:
        day = found if found and stands(tree, found) else None
    else:
        day = near.day if near.day == found or near.distance <= _BESIDE else None
    if day is None or day > latest:
        return None
    return TimeSpan.of(*civil_of(day))


def civil_of(iso: str) -> tuple[int, int, int]:
    """Year, month and day of ISO text."""
    year, month, day = (int(part) for part in iso.split("-"))
    return year, month, day


def stands(tree: HtmlElement, iso: str) -> bool:
    """Whether a day can be read in what a reader sees, its year and day beside each other."""
    year, month, day = civil_of(iso)
    short = f"(?:{year}|{year % 100:02})"
    apart = r"[^\d\n]{1,16}"
    pattern = re.compile(
        rf"(?<!\d)(?:0?{day}{apart}(?:0?{month}{apart})?{short}|0?{month}{apart}0?{day}{apart}{short}"
        rf"|{year}\D{{1,3}}0?{month}\D{{1,3}}0?{day}|[^\W\d]+{apart}0?{day}{apart}{year})(?!\d)"
    )
    return any(pattern.search(text) for _, text in _texts(tree))


def body_of(tree: HtmlElement) -> HtmlElement:
    """The body of a page; all of it where the parser found none."""
    body = tree.find(".//body")
    return tree if body is None else body


@dataclass(frozen=True, slots=True)
class Shown:
    """A day that a page shows, and how many texts lie between it and the headline."""

    day: str
    distance: int


def nearest_date(tree: HtmlElement) -> Shown | None:
    """The date that stands nearest to the first headline; where there is none, to the top, and then far from any."""
    headline: int | None = None
    dated: list[tuple[int, str]] = []
    for number, (element, text) in enumerate(_texts(tree)):
        if headline is None and element.tag == "h1":
            headline = number
        if _YEAR.search(text) and (found := _date_in(text[:_HEAD] if len(text) > 200 else text)):
            dated.append((number, found))
    if not dated:
        return None
    number, day = min(dated, key=lambda pair: abs(pair[0] - (headline or 0)))
    return Shown(day, _FAR if headline is None else abs(number - headline))


def _date_in(text: str) -> str | None:
    from htmldate.extractors import regex_parse

    if found := regex_parse(text):
        return str(found.date())
    if match := _NUMBERS.search(text):
        year, month, day = (int(match[a] or match[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return None


def _texts(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Each element of the body that has words of its own, with them."""
    for element in body_of(tree).iter("*"):
        if element.tag not in _UNSEEN:
            own = " ".join(t for t in (element.text, *(child.tail for child in element)) if t)
            if own and (words := " ".join(own.split())):
                yield element, words
