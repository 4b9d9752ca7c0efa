"""The days that made a story, each with its figures and its sentences."""

from dataclasses import dataclass

from timeline.values.mention import TextSpan
from timeline.values.time import TimeSpan, iso_day


@dataclass(frozen=True, slots=True)
class Prominence:
    """Why a day stands where it does; docs/highlights.md has the formula.

    ``weight`` is the sources with what each of them weighs: one that tells of the day early in its text, in words that
    the whole story is told in, weighs more. ``later`` are those published two days after it or more, ``weeks`` the
    calendar weeks in which one of them was published, ``coverage`` the articles a day for three weeks around it.
    """

    sources: int
    weight: float
    later: int
    weeks: int
    coverage: float
    score: float


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a day: its words, where they stand, and the events that they tell of."""

    text: str
    document: int
    span: TextSpan
    events: tuple[int, ...]
    doc_id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A day of a story. ``rank`` counts from 1, the day that stands out most."""

    day: int  # its number
    rank: int
    why: Prominence
    told: tuple[Told, ...]

    @property
    def date(self) -> str:
        """The day as ISO text."""
        return iso_day(self.day)

    @property
    def events(self) -> tuple[int, ...]:
        """The events that its sentences tell of, each once."""
        return tuple(dict.fromkeys(number for one in self.told for number in one.events))


@dataclass(frozen=True, slots=True)
class Highlights:
    """The days chosen, in the order of the calendar, and how many there were to choose from.

    ``background`` are days left out because nobody told of them while they were news, in a story that was followed.
    """

    days: tuple[Highlight, ...]
    candidates: int
    background: int
