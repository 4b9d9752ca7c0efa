"""Texts, and through :mod:`timeline.values.wording` times, as people read them on a screen."""

import unicodedata

from timeline.values.mention import Place
from timeline.values.wording import bounded, likely_in_words, when

__all__ = ["bounded", "columns", "likely_in_words", "place_in_words", "printable", "when"]


def printable(text: str) -> str:
    """The text on one line, without what would steer a terminal.

    >>> printable("two\\nlines \\x1b[31mred")
    'two lines [31mred'
    """
    if text.isprintable():
        return text
    kept = (c if c.isprintable() else " " if c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    ) if not text.isascii() else len(text)  # fmt: skip


def place_in_words(place: Place) -> str:
    """Where a place lies.

    >>> place_in_words(Place("PS", 31.5, 34.467)), place_in_words(Place("", -1.0, -90.25, guess=True))
    ('PS, 31.50°N 34.47°E', '1.00°S 90.25°W, a guess')
    """
    north, east = "NS"[place.latitude < 0], "EW"[place.longitude < 0]
    degrees = f"{abs(place.latitude):.2f}°{north} {abs(place.longitude):.2f}°{east}"
    return ", ".join(part for part in (place.country, degrees, "a guess" if place.guess else "") if part)
