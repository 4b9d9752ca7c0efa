"""Where a happening can lie in time, as far as its document goes: on a day, before it, after it, or throughout.

Every placing says what it rests on: ``word`` is one short word of these,

========== ============================================================================
stated …   a time of its own, with that time's basis (stated, relative, context)
sentence   the time of what is told in one sentence with it
again      the day of the same happening, where the document tells of it again
story      the day that the story had come to
report     the day that the report is of
published  nothing is said: news of the day of publication
told-past  told as past: before what is told with it
neighbours after a day that the document names, and before the report
to-come    told as to come
ongoing    told as lasting
unknown    nothing can be told
========== ============================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from timeline.events.when.bound_words import BoundWords, Place
from timeline.events.when.chronicle import Chronicle
from timeline.events.when.dated import Dated
from timeline.values.mention import Basis, Status
from timeline.values.time import DAY, Extent, Grain, TimeSpan


@dataclass(frozen=True, slots=True)
class Placement:
    """When a happening was.

    ``time`` is the best that can be told, both ends open where nothing can. ``basis`` says what that rests on, ``word``
    the same more finely, ``why`` in a sentence. ``bounds`` is what is certain if the document is right: of what
    has only the publication, the report or the story to date it, no more than that it was past. ``dated`` is what has
    the time that it was placed by, where that is one of its own or of what it hangs on.
    """

    time: TimeSpan
    basis: Basis
    word: str
    why: str
    bounds: TimeSpan
    dated: Dated | None = None

    @property
    def extent(self) -> Extent:
        """Whether it happened somewhere inside, or lasted all of it."""
        return self.time.extent

    @property
    def is_day(self) -> bool:
        """Whether both ends are known."""
        return not self.time.is_open


def is_closed(dated: Dated) -> bool:
    """Whether both ends of its time are known."""
    return not dated.time.is_open


@dataclass(frozen=True, slots=True)
class Grounds:
    """The placings of one document."""

    chronicle: Chronicle
    words: BoundWords
    choices: Mapping[str, Place]

    @property
    def published(self) -> TimeSpan | None:
        """The day of publication."""
        return self.chronicle.published

    def own(self, dated: Dated) -> Placement:
        """By the time that belongs to it."""
        basis, time = dated.expression.basis, self._day_of(dated)
        why = f"the time at {dated.expression.span.start} belongs to it"
        return Placement(time, basis, str(basis), why, time, dated)

    def beside(self, placed: Placement, dated: Dated) -> Placement:
        """As what it hangs on, by the time of that: certain is only on which side of the publication it lies."""
        known = self.published.end if self.published else None
        ahead = known is not None and dated.time.start is not None and dated.time.start >= known
        bounds = TimeSpan(known, None, Grain.DAY) if ahead else self._past()
        why = f"as '{dated.word.text}', whose time is at {dated.expression.span.start}"
        unbound = placed.bounds.start is None and placed.bounds.end is None  # what is settled may be done at any time
        return replace(placed, why=why, bounds=placed.bounds if unbound else bounds)

    def like(self, dated: Dated, word: str, why: str) -> Placement:
        """On the day of something else."""
        return Placement(self._day_of(dated), Basis.CONTEXT, word, why, self._past())

    def report(self, why: str) -> Placement:
        """On the day that the report is of, else of publication."""
        report = self.chronicle.report
        if report is not None:
            return self.like(report, "report", f"{why}: on the day that the report is of")
        return self.of_publication(why)

    def of_publication(self, why: str) -> Placement:
        """On the day of publication."""
        if self.published is None:
            return self.unknown(why)
        return Placement(self.published, Basis.PUBLISHED, "published", f"{why}: news of the day", self._past())

    @staticmethod
    def loosely(placement: Placement) -> Placement:
        """The likeliest time the same, but nothing certain: it may still be to come."""
        return replace(placement, bounds=TimeSpan(None, None, Grain.DAY))

    def chosen(self, telling: str, why: str) -> Placement:
        """Where the language's table puts what is told so, and dated by nothing."""
        match self.choices[telling]:
            case Place.PUBLISHED:
                return self.of_publication(why)
            case Place.REPORT:
                return self.report(why)
            case Place.BEFORE:
                return self.before_report(why)
            case Place.AFTER:
                return self.to_come(why)
            case Place.LASTING:
                return self.lasting(why)

    def before_report(self, why: str) -> Placement:
        """Before the report, and after the day since which things are as they are, if one is named."""
        report = self.report(why).time
        end = report.start if report.start is not None else report.end
        origin = self.chronicle.origin
        start = origin.time.start if origin is not None else None
        if origin is None or start is None or end is None or start + DAY >= end:
            return self._open(None, end, "told-past", why)
        return self._open(start + DAY, end, "neighbours", f"{why}, and after '{origin.word.text}'")

    def to_come(self, why: str) -> Placement:
        """After the publication."""
        return self._open(self.published.end if self.published else None, None, "to-come", why)

    def lasting(
        self, why: str, *, since: bool = False, start: TimeSpan | None = None, end: TimeSpan | None = None
    ) -> Placement:
        """Throughout; ``since`` the day that things are so, if one is named; from ``start`` on, or until ``end``."""
        origin = self.chronicle.origin if since else None
        first = origin.time.start if origin else start.start if start else None
        time = TimeSpan(first, end.end if end else None, Grain.DAY, Extent.THROUGHOUT)
        return Placement(time, Basis.UNKNOWN, "ongoing", why, TimeSpan(None, None, Grain.DAY, Extent.THROUGHOUT))

    def unknown(self, why: str) -> Placement:
        """Nothing."""
        return self._open(None, None, "unknown", why)

    def _past(self) -> TimeSpan:
        return TimeSpan(None, self.published.end if self.published else None, Grain.DAY)

    def _open(self, start: int | None, end: int | None, word: str, why: str) -> Placement:
        time = TimeSpan(start, end, Grain.DAY)
        return Placement(time, Basis.UNKNOWN, word, why, time if word == "to-come" else self._past())

    def _day_of(self, dated: Dated) -> TimeSpan:
        """What goes on has no end; a night is its first day; amounts are of a whole month; "this week" is not today."""
        time = dated.time
        if dated.status is Status.ONGOING and time.extent is Extent.THROUGHOUT:
            return TimeSpan(time.start, None, time.grain, time.extent, time.doubt)
        if time.grain is Grain.PART_OF_DAY and time.start is not None:
            return TimeSpan.of_days(time.start // DAY, time.start // DAY)
        if time.grain >= Grain.MONTH and dated.word.lemma in self.words["cumulative"] and not time.is_open:
            return TimeSpan(time.start, time.end, time.grain, Extent.THROUGHOUT, time.doubt)
        day = self.published
        if day is None or day.start is None or time.grain is not Grain.WEEK or time.end != day.end:
            return time
        if dated.status is not Status.OCCURRED or time.start is None or time.start >= day.start:
            return time
        return TimeSpan(time.start, day.start, time.grain, time.extent, time.doubt)
