"""Times as people write them: read as the words of a text of that day, by the rules of a language.

Nothing is understood by halves: an expression counts only where it is all of the words.
"""

import re
from collections.abc import Iterator
from typing import Final

from timeline.errors import BadDayOfYear, BadLength, BadWindow
from timeline.timex import tag
from timeline.values.mention import TimeExpression
from timeline.values.time import DAY, HOUR, MINUTE, Grain, TimeSpan
from timeline.workflow.when.counted import rolling
from timeline.workflow.when.lengths import MOST, Length
from timeline.workflow.when.part import Part

_WORD: Final = re.compile(r"(?<![\w'’])[^\W\d_]")
_ROLLING: Final = re.compile(r"(?:the )?(last|past|next) ", re.IGNORECASE)
_ISO: Final = re.compile(
    r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
)
_COUNTED: Final = re.compile(r"\b(?:last|past|this|next|ago|yesterday|today|tomorrow)\b", re.IGNORECASE)
_OPENING: Final = ("", "from", "between")


def in_words(part: Part, today: int, said: str) -> TimeSpan:
    """What the words mean on that day; ``said`` is the word before them, which may look back or ahead.

    Raises:
        BadWindow: If they are not one time, or may be one of several.
    """
    found = _all(part, today, said) or _all(part, today)
    if found is None:
        raise _left_over(part, today)
    if found.readings:
        raise part.bad(BadWindow, f"it may be {' or '.join(found.readings)}", found.readings)
    if found.time is not None:
        return found.time
    rolls = _ROLLING.match(part.text)
    lasting = _of_value(found.value)
    if rolls and lasting:
        return rolling(part, today, lasting, ahead=rolls[1].casefold() == "next")
    if lasting:
        raise part.bad(BadWindow, "it says how long, not when", ("last 30 days", "3 days ago"))
    if found.value[0].isdecimal():
        raise part.bad(BadWindow, f"the calendar has no such day, {found.value}")
    raise part.bad(BadWindow, "it names no time of the calendar")


def stretch(words: str, today: int) -> TimeSpan | None:
    """From one time to another, as the words of a text say it: ``3 to 5 May 2019``; nothing where they do not.

    In a text the one end may move the other ("from October to February"). Ends that are counted from today may not be.
    """
    if _COUNTED.search(words):
        return None
    for text in _writings(words):
        found = tag(text, published=_day(today))
        if len(found) != 2 or found[0].range is None or found[0].range != found[1].range:
            continue
        if found[1].span.end == len(text) and text[: found[0].span.start].strip().casefold() in _OPENING:
            return TimeSpan(found[0].range.start, found[0].range.end, Grain.DAY)
    return None


def length(part: Part) -> Length:
    """How long the words say that something lasts.

    Raises:
        BadLength: If they do not say so.
    """
    found = _all(part, None)
    known = _of_value(found.value) if found and found.type == "DURATION" else None
    if known is None:
        raise part.bad(BadLength, "no length is known by this name")
    return known


def month_day(part: Part) -> str:
    """The day of any year that the words name, as ``10-07``; the empty string where they name none.

    Raises:
        BadDayOfYear: If they name a day of one year.
    """
    found = _all(part, None)
    if found and found.time is not None and found.time.grain is Grain.DAY and not found.readings:
        raise part.bad(BadDayOfYear, "it is a day of one year", (found.value[-5:], "7 October"))
    return found.value.removeprefix("XXXX-") if found else ""


def _of_value(value: str) -> Length | None:
    """The length that an ISO 8601 value says; nothing where it is none."""
    found = _ISO.fullmatch(value)
    if not found or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (min(int(digits or 0), MOST) for digits in found.groups())
    return Length((weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds, years * 12 + months)


def _all(part: Part, today: int | None, said: str = "") -> TimeExpression | None:
    """The expression that is all of the words."""
    for text in _writings(part.text):
        whole = f"{said} {text}" if said else text
        for found in tag(whole, published=None if today is None else _day(today)):
            if (found.span.start, found.span.end) == (len(whole) - len(text), len(whole)) and found.range is None:
                return found
    return None


def _writings(text: str) -> Iterator[str]:
    """The words as they are typed, then with capitals: ``may 2019`` is ``May 2019``."""
    yield text
    capitals = _WORD.sub(lambda letter: letter[0].upper(), text)
    if capitals != text and len(capitals) == len(text):
        yield capitals


def _left_over(part: Part, today: int) -> BadWindow:
    """The error that points at what is no time, where something beside it is one."""
    for text in _writings(part.text):
        for found in tag(text, published=_day(today)):
            before, after = part.cut(0, found.span.start), part.cut(found.span.end)
            rest = max(before, after, key=lambda side: len(side.text))
            if rest.text:
                return rest.bad(BadWindow, f"'{found.span.of(text)}' is a time, and this stands beside it")
    return part.bad(BadWindow, "no time is known by this name")


def _day(today: int) -> TimeSpan:
    return TimeSpan(today * DAY, (today + 1) * DAY, Grain.DAY)
