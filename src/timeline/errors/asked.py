"""Questions that are not understood: shown again, with a mark under the part."""

from collections.abc import Sequence
from typing import Final

from timeline.errors.base import TimelineError

_SHOWN: Final = 72  # characters of a question on a line


class NotUnderstood(TimelineError):
    """Words of a question, of which one part is not understood.

    ``start`` and ``end`` count the characters of ``asked``; where the two are equal, something is missing there. The
    message has three lines: ``sentence``, and the two of ``shown``, which are the question and the mark.

    >>> print(NotUnderstood("2023-13..2024", 5, 7, "there is no month 13", ["2023-10", "2023-10-07..2024"]))
    there is no month 13; write 2023-10 or 2023-10-07..2024
      2023-13..2024
           ^^
    """

    def __init__(self, asked: str, start: int, end: int, why: str, examples: Sequence[str]) -> None:
        self.asked, self.start, self.end, self.why, self.examples = asked, start, end, why, examples
        self.sentence = f"{why}; write {' or '.join(examples)}"
        self.shown = "\n".join(_pointed(asked, start, max(end, start + 1)))
        super().__init__(f"{self.sentence}\n{self.shown}")


class BadStatement(NotUnderstood):
    """A statement in SQL that the database does not understand, or that would do more than read.

    >>> print(BadStatement("SELECT titel FROM timeline", "no such column: titel", 7, 12).shown)
      SELECT titel FROM timeline
             ^^^^^
    """

    def __init__(self, statement: str, why: str, start: int | None = None, end: int | None = None) -> None:
        super().__init__(statement, start or 0, end or start or 0, why, ["SELECT title FROM timeline"])
        self.sentence = why
        if start is None:  # the database does not say where
            self.shown = ""
        self.args = (f"{self.sentence}\n{self.shown}".rstrip(),)


class BadWords(NotUnderstood):
    """Words that are not what was asked for; ``reason`` says why."""

    what = ""
    usual: tuple[str, str]

    def __init__(self, asked: str, start: int, end: int, reason: str, examples: Sequence[str] = ()) -> None:
        self.reason = reason
        part = " ".join(asked[start:end].split()) or asked
        shown = part if len(part) <= 60 else part[:60] + "…"
        super().__init__(asked, start, end, f"'{shown}' is not {self.what}: {reason}", examples or self.usual)


class BadWindow(BadWords):
    """Words for a window of time that the grammar of questions does not have."""

    what, usual = "a window of time", ("2023-10", "2023-10-07..2025-01")


class BadLength(BadWords):
    """Words that do not say how long, in units that are all of one length."""

    what, usual = "a length of time", ("48h", "2 weeks")


class BadDayOfYear(BadWords):
    """Words that are no day of any year."""

    what, usual = "a day of any year", ("10-07", "7 October")


class BadGrains(BadWords):
    """Words that do not say how finely a time is known."""

    what, usual = "a grain, or two with dots between them", ("day", "day..month")


def _pointed(asked: str, start: int, end: int) -> tuple[str, str]:
    """The question on one line, whatever is in it, and the mark under its part; of a long one what stands around it."""
    text = "".join(c if c.isprintable() else " " for c in asked)
    first = 0 if len(text) <= _SHOWN else max(0, min(start - _SHOWN // 3, len(text) - _SHOWN))
    last = first + _SHOWN
    before = "…" * (first > 0) + text[first:start]
    part = text[start : min(end, last)]
    after = text[end:last] + "…" * (last < len(text))
    return f"  {before}{part}{after}", " " * (2 + _width(before)) + "^" * max(1, _width(part))


def _width(text: str) -> int:
    """The columns that a terminal needs for the text."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me") else 1 + (east_asian_width(c) in "WF") for c in text)
