"""What an expression means, and what an operator may look at to say so.

An operator is a function ``(at: Frame, *, slots…) -> Meaning``. It is read twice: first with a frame that knows
nothing, which gives the under-specified value (``XXXX-01-20``), then with one that knows the publication day, the last
time that the text named, and the direction that the sentence looks in.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from timeline.values.mention import Basis
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and what it rests on.

    ``span`` is set only where the time is not just what the value says ("earlier this year" ends with the
    publication day). ``anchor`` is the number of the day that a relative value was counted from.
    """

    type: str
    value: str
    mod: str = ""
    quant: str = ""
    freq: str = ""
    basis: Basis = Basis.STATED
    anchor: int | None = None
    span: TimeSpan | None = None
    readings: tuple[str, ...] = ()
    why: str = ""
    zone: str = ""  # as stated: EST, +03:00
    aside: bool = False  # said only to compare: what follows is not counted from it
    guessed: bool = False  # its year was not said: no witness of where the text stands

    def but(self, **changes: object) -> "Meaning":
        """The same with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


class Group(NamedTuple):
    """The meanings of the two ends of a range, or of the members of a list."""

    members: tuple[Meaning, ...]
    span: TimeSpan | None = None  # of the whole, where it is a range


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known where an expression stands.

    ``ahead`` says that the sentence looks forward (True), back (False) or does not say (None), and ``cue`` is the word
    it was read from, so many tokens ``far``; ``governed`` that this word leaves no choice. ``reference`` is the last
    time that the text named;
    ``story`` is where a running history has come to, which a year said in passing does not move, and ``told`` how that
    was said; ``opening`` says that the expression stands among the first words of its sentence; ``period`` is the
    quarter or half year that a report is about; ``era`` the decade or century that the text is in, if it named one
    last. ``narrative`` says that the text around tells of times away from its publication, so that bare months and
    days are of the story's time. ``day_first`` is the order of numeric dates, with ``order_why`` as its reason.
    """

    published: int | None = None
    reference: Meaning | None = None
    reference_span: TimeSpan | None = None
    story: TimeSpan | None = None
    told: Meaning | None = None
    opening: bool = False
    period: TimeSpan | None = None
    era: TimeSpan | None = None
    narrative: bool = False
    ahead: bool | None = None
    cue: str = ""
    governed: bool = False
    far: int = 0
    day_first: bool | None = None
    order_why: str = ""
