"""What a slide of TimelineJS claims, whichever of its files it stands in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from timeline.errors import TimelineError
from timeline.importers._beside import Beside, believed
from timeline.importers._cells import kind as named_kind
from timeline.importers._cells import status as named_status
from timeline.importers._clock import alone
from timeline.importers._iso import between
from timeline.importers._objects import Cells, digest
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values import edtf
from timeline.values.mention import Kind, Status
from timeline.values.problem import Problem
from timeline.values.record import Record
from timeline.values.time import DAY, Extent, Grain, TimeSpan, civil

PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}(?:\.0+)?")


class Slide(NamedTuple):
    """A slide as it stands. ``start`` and ``end`` are their parts by name; ``told`` and ``dated`` name cells."""

    line: int
    key: str
    cells: Cells
    start: Mapping[str, Any]
    end: Mapping[str, Any]
    titles: tuple[str, ...]  # what it may be called by, the best first
    group: str
    lasted: bool
    told: tuple[str, ...]
    dated: tuple[str, ...]
    beside: Beside = Beside("")  # what TimelineJS cannot say (about 2019, some day in May), and passes over
    status: str = ""

    def told_by(self, source: Source, options: ImportOptions) -> Iterator[Record | Problem]:
        """The slide as a record, after what must be known of it; or why it is none."""
        where = f"{source.origin}:{self.line}"
        problems: list[str] = []
        try:
            made = self._record(options, problems)
        except NotRead as why:
            yield Problem(where, why.what, why.advice)
        else:
            yield from (Problem(where, what, skipped=False) for what in problems)
            yield made

    def _record(self, options: ImportOptions, problems: list[str]) -> Record:
        """The slide as a record.

        Raises:
            NotRead: If its dates are none.
        """
        try:
            found = _span(self.start, self.end, options.zone, lasted=self.lasted)
        except TimelineError as wrong:
            raise NotRead(f"cannot be dated: {wrong}", "mend its dates") from None
        time = believed("edtf", self.beside, found, problems)
        title = next(filter(None, (" ".join(title.split()) for title in self.titles)), "")
        return Record(
            self.line,
            self.key or digest(str(found.start), str(found.end), title),
            title or edtf.text(time),
            time,
            self.cells,
            self.told,
            self.dated,
            status=named_status(self.status) or Status.OCCURRED,
            kind=named_kind(self.group) or Kind.OTHER,
        )


def title_left(source: Source, line: int) -> Problem:
    """What is said of the slide that names the whole."""
    return Problem(f"{source.origin}:{line}", "is the title slide, which is no event and is left", skipped=False)


def clock(text: str) -> dict[str, int]:
    """The hour, minute and second of a time on the clock; a second of zero is one that was not said.

    >>> clock("7:30 pm"), clock("06:00:00"), clock("0830"), clock("")
    ({'hour': 19, 'minute': 30}, {'hour': 6, 'minute': 0}, {'hour': 8, 'minute': 30}, {})

    Raises:
        NotRead: If it is none.
    """
    if not text.strip():
        return {}
    found = alone(text)
    if not found or found.zone:
        raise NotRead(f"has a time {text[:40]!r} that is none", "write 14:30, or 2:30 pm")
    parts = {"hour": found.hour, "minute": found.minute, "second": found.second or None}
    return {name: part for name, part in parts.items() if part is not None}


def _span(start: Mapping[str, Any], end: Mapping[str, Any], zone: str | None, *, lasted: bool) -> TimeSpan:
    first, last = _moment(start, zone), _moment(end, zone)
    if first is None:
        raise NotRead("has no year to begin in", "write one")
    if last is None or last == first:
        if lasted and last is None:
            raise NotRead("is an era without an end", "write the year it ended in")
        return between(first, first) if lasted else first
    if last.grain < Grain.DAY and last.start != first.start:
        last = TimeSpan(None, last.start, last.grain)  # it ended then
    span = between(first, last, Extent.THROUGHOUT)
    whole = span.end is not None and _begins(span.end, first.grain)
    return TimeSpan(span.start, span.end, first.grain if whole else span.grain, span.extent, zone=span.zone)


def _begins(second: int, grain: Grain) -> bool:
    """Whether a year or a month, whichever the grain is, begins with that second."""
    _, month, day = civil(second // DAY)
    return second % DAY == 0 and day == 1 and (grain is Grain.MONTH or (grain is Grain.YEAR and month == 1))


def _moment(parts: Mapping[str, Any], zone: str | None) -> TimeSpan | None:
    """The unit that the parts name, as far as they go; ``None`` where there is no year."""
    known: list[int] = []
    for name in PARTS:
        number = _number(name, parts.get(name))
        if number is None:
            break
        known.append(number)
    if not known:
        return None
    month, day, hour, minute, second = (*known[1:], *(5 * [None]))[:5]
    year = known[0] + (known[0] < 0)
    return TimeSpan.of(year, month, day, hour, minute, second, zone if hour is not None else None)


def _number(name: str, value: Any) -> int | None:
    text = re.sub(r"[\s,]", "", value if isinstance(value, str) else "" if value is None else repr(value))
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise NotRead(f"has a {name} {text[:40]!r} that is no whole number", "write 2019, 5 or 31")
    return int(text.partition(".")[0])
