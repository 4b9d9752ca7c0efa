"""The window of a question."""

import re
from typing import Final

from timeline.errors import BadDate, BadWindow
from timeline.values import edtf
from timeline.values.time import DAY, HOUR, Grain, TimeSpan, day_number, weekday
from timeline.workflow.when.counted import from_today
from timeline.workflow.when.lengths import Length, counted, shifted
from timeline.workflow.when.part import Part

_SINCE: Final = ("since", "from")
_UNTIL: Final = ("until", "by")
_INSIDE: Final = ("in", "on", "during")
_OPEN: Final = (*_SINCE, *_UNTIL, "after", "before")
_ABOUT: Final = ("around", "about")
_FROM_TO: Final = {"from": (" to ", " until "), "since": (" until ",), "between": (" and ",)}
_GIVE_OR_TAKE: Final = ("±", "+-", "+/-")
_DECADE: Final = re.compile("([0-9]{3})0s", re.IGNORECASE)
_WEEK: Final = re.compile("(-?[0-9]{4})-W([0-9]{2})(?:-([1-7]))?", re.IGNORECASE)
_PART: Final = re.compile("(-?[0-9]{4})-(?:Q([1-4])|H([12]))", re.IGNORECASE)
# What is meant for ISO 8601 or EDTF, whose own error says most; compiled only for an error.
_ISO: Final = r"[\[{].*|(?:[?~%]?-?[0-9X]{4}(?=$|[-?~%T])|Y-?[0-9]|[.][.]/)[^ ]*|[^ ]+/[.][.]|-[0-9]+"
_AROUND: Final = {  # how far on each side, where the question does not say
    **{Grain.SECOND: Length(HOUR, 0), Grain.MINUTE: Length(HOUR, 0), Grain.HOUR: Length(HOUR, 0)},
    **{Grain.PART_OF_DAY: Length(DAY, 0), Grain.DAY: Length(3 * DAY, 0)},
    **{Grain.WEEKEND: Length(7 * DAY, 0), Grain.WEEK: Length(7 * DAY, 0)},
    **{Grain.MONTH: Length(0, 1), Grain.QUARTER: Length(0, 3), Grain.SEASON: Length(0, 3), Grain.HALF: Length(0, 6)},
    **{Grain.YEAR: Length(0, 12), Grain.DECADE: Length(0, 120), Grain.CENTURY: Length(0, 1200)},
    Grain.MILLENNIUM: Length(0, 12000),
}
_FARTHEST: Final = 3_900_000_000_000_000_000  # seconds; an open end is stored as somewhat more


def window(words: str, *, today: int) -> TimeSpan:
    """The window that the words name; ``today`` is a day's number.

    >>> span = window("last month", today=day_number(2024, 1, 7))
    >>> span.first_day, span.last_day
    ('2023-12-01', '2023-12-31')
    >>> window("since 2024", today=0).first_day, window("before 1914", today=0).last_day
    ('2024-01-01', '1913-12-31')

    Raises:
        BadWindow: If some part of the words is not understood, or the window would hold no time.
        BadLength: If that part says how much of a unit is meant.
    """
    whole = Part.of(words)
    if not whole.text:
        raise whole.bad(BadWindow, "nothing is asked for")
    span = _window(whole, today)
    if any(abs(end or 0) > _FARTHEST for end in (span.start, span.end)):
        raise whole.bad(BadWindow, "it is too far away")
    return span


def _window(whole: Part, today: int) -> TimeSpan:
    word, rest = _first_word(whole)
    text = whole.text
    try:
        if word not in _OPEN and (ends := (rest if word in _INSIDE else whole).dots()):
            text = f"{ends[0].text} to {ends[1].text}"
            return _between(whole, ends, today)
        for mark in _FROM_TO.get(word, ()):
            if ends := rest.at(mark):
                return _between(whole, ends, today)
        return _open(whole, word, rest, today) or _plain(whole, today)
    except BadWindow:
        from timeline.workflow.when.written import stretch

        if (span := stretch(text, today)) is None:
            raise
        return span


def _first_word(part: Part) -> tuple[str, Part]:
    word, _, _ = part.text.partition(" ")
    return word.casefold(), part.cut(len(word))


def _open(whole: Part, word: str, rest: Part, today: int) -> TimeSpan | None:
    """What words as ``since`` and ``before`` make of a time; nothing where the first word is none of them."""
    if word in _SINCE:
        return _made(whole, _plain(rest, today, word).start, None)
    if word == "after":
        return _made(whole, _plain(rest, today, word).end, None)
    if word in _UNTIL:
        return _made(whole, None, _plain(rest, today, word).end)
    if word == "before":
        return _made(whole, None, _plain(rest, today, word).start)
    return _plain(rest, today, word) if word in _INSIDE else None


def _between(whole: Part, ends: tuple[Part, Part], today: int) -> TimeSpan:
    """From the beginning of the one time to the end of the other, either of which may be left open."""
    first, last = ends
    start = _plain(first, today).start if first.text else None
    end = _plain(last, today).end if last.text else None
    if start is not None and end is not None and end <= start:
        raise whole.bad(BadWindow, "its end comes before its start", (f"{last.text}..{first.text}", "2023-10..2025-01"))
    return _made(whole, start, end)


def _made(whole: Part, start: int | None, end: int | None) -> TimeSpan:
    if start is None and end is None:
        raise whole.bad(BadWindow, "it is open at both ends", ("since 2024", "..1945"))
    return TimeSpan(start, end, Grain.DAY)


def _plain(part: Part, today: int, said: str = "") -> TimeSpan:
    """One time, perhaps widened; ``said`` is the word before it."""
    if not part.text:
        raise part.bad(BadWindow, f"a time is missing after '{said}'", (f"{said} 2024", f"{said} last month"))
    for mark in _GIVE_OR_TAKE:
        if ends := part.at(mark):
            named, length = ends
            word, rest = _first_word(named)
            return _widened(_named(rest if word in _ABOUT else named, today, said), _length(length))
    word, rest = _first_word(part)
    if word in _ABOUT:
        span = _named(rest, today, word)
        return _widened(span, _AROUND[span.grain])
    return _named(part, today, said)


def _length(part: Part) -> Length:
    if (length := counted(part)) is None:
        from timeline.workflow.when.written import length as in_words

        length = in_words(part)
    return length


def _widened(span: TimeSpan, by: Length) -> TimeSpan:
    return TimeSpan(_moved(span.start, by, -1), _moved(span.end, by, 1), span.grain)


def _moved(end: int | None, by: Length, way: int) -> int | None:
    if end is None:
        return None
    day, clock = divmod(end, DAY)
    return shifted(day, way * by.months) * DAY + clock + way * by.seconds


def _named(part: Part, today: int, said: str) -> TimeSpan:
    if not part.text:
        raise part.bad(BadWindow, "a time is missing", ("around 2001-09-11", "2001-09-11 ±3d"))
    if part.dots():
        raise part.bad(BadWindow, "no range stands inside another question", ("2023-10..2025-01", "since 2024"))
    if (span := from_today(part, today) or _figures(part)) is not None:
        return span
    try:
        return edtf.parse(part.text)
    except BadDate as wrong:
        from timeline.workflow.when.written import in_words

        try:
            return in_words(part, today, said)
        except BadWindow:
            if not re.fullmatch(_ISO, part.text):
                raise
            which = f"'{wrong.part}': " if wrong.part != part.text else ""
            raise part.bad(BadWindow, which + wrong.why) from wrong


def _figures(part: Part) -> TimeSpan | None:
    """Decades, numbered weeks, quarters and halves, which EDTF has not."""
    if decade := _DECADE.fullmatch(part.text):
        year = int(decade[1]) * 10
        return TimeSpan(day_number(year) * DAY, day_number(year + 10) * DAY, Grain.DECADE)
    if found := _PART.fullmatch(part.text):
        months, grain = (3, Grain.QUARTER) if found[2] else (6, Grain.HALF)
        begun = day_number(int(found[1]), months * int(found[2] or found[3]) - months + 1)
        return TimeSpan(begun * DAY, shifted(begun, months) * DAY, grain)
    if found := _WEEK.fullmatch(part.text):
        year, week = int(found[1]), int(found[2])
        weeks = (_first_monday(year + 1) - _first_monday(year)) // 7
        if not 1 <= week <= weeks:
            raise part.bad(BadWindow, f"the weeks of {year} are 01 to {weeks}", (f"{found[1]}-W{weeks}", "2023-10"))
        monday = _first_monday(year) + 7 * (week - 1)
        if found[3]:
            return TimeSpan.of_days(monday + int(found[3]) - 1, monday + int(found[3]) - 1)
        return TimeSpan.of_days(monday, monday + 6, Grain.WEEK)
    return None


def _first_monday(year: int) -> int:
    """The number of the day on which the year's ISO weeks begin: the week of 4 January is the first."""
    fourth = day_number(year, 1, 4)
    return fourth - weekday(fourth) + 1
