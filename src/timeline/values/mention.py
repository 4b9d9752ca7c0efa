"""One claim: this document says, here, that this happened then. Never changed once stored."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Characters of a document's text, the end left out."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"  # "7 October 2023"
    RELATIVE = "relative"  # "earlier this week", from the publication day
    CONTEXT = "context"  # from an earlier time in the text
    PUBLISHED = "published"  # nothing was said: the publication day stands in
    UNKNOWN = "unknown"  # undated


class Status(StrEnum):
    """How real the happening is, as the document says it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    DEADLINE = "deadline"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    CANCELLED = "cancelled"
    ALLEGED = "alleged"  # by whom is the mention's ``alleged_by``


class Kind(StrEnum):
    """What sort of happening it is, by the words that tell of it."""

    ATTACK = "attack"
    PROTEST = "protest"
    ELECTION = "election"
    MEETING = "meeting"
    STATEMENT = "statement"
    AGREEMENT = "agreement"
    DISASTER = "disaster"
    LEGAL = "legal"
    DEATH = "death"
    SPORT = "sport"
    BUSINESS = "business"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, tagged as TIMEX3, and what they mean.

    ``time`` is ``None`` where there is nothing to place on a calendar: a duration, a set, a vague reference, or a
    relative expression whose anchor is not known. ``signal`` is the word that governs it, from the language's list
    (``before``, ``by``, ``until``, ``since``, ``after`` …), else empty. The two ends of "from 3 to 5 May" are two
    expressions that both carry the whole ``range``; ``ends_range`` is true of the second. ``readings`` are the other
    values that an ambiguous expression may have ("10/12/2023"), and ``why`` says how this one was chosen. Of basis
    ``context``, ``counted_from`` is where the text names the ``anchor``.
    """

    span: TextSpan
    type: str  # DATE, TIME, DURATION or SET
    value: str
    rule: str
    time: TimeSpan | None = None
    basis: Basis = Basis.UNKNOWN
    anchor: int | None = None  # the day, by number, that a relative expression was counted from
    mod: str = ""
    quant: str = ""
    freq: str = ""
    signal: str = ""
    range: TimeSpan | None = None
    ends_range: bool = False
    readings: tuple[str, ...] = ()
    why: str = ""
    counted_from: TextSpan | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a named place lies: degrees north and east (WGS 84) of its middle, and its ISO 3166 country of two letters.

    ``country`` is empty for what lies in none or in several (a sea, the Middle East). ``guess`` marks a name that
    several places bear, of which this is the likeliest.
    """

    country: str
    latitude: float
    longitude: float
    guess: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Someone or something that takes part.

    ``name`` is the fullest that the document gives ("Elon Musk"), ``called`` what this sentence says ("the SpaceX
    CEO"), empty where that is the name. ``kind``: person, organisation, place, other; ``role``: agent, patient, place,
    other. ``place`` is where a place lies, if the gazetteer has it.
    """

    name: str
    kind: str
    role: str
    called: str = ""
    place: Place | None = None


class StandsFor(NamedTuple):
    """How many documents, sources and claims a row sums up, and whether these dispute the date."""

    documents: int = 1
    independent: int = 1
    claims: int = 1
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """What one sentence of one document says happened.

    ``quote`` and ``trigger`` (the word of the happening) count characters of the document's text. ``time`` is
    ``None`` for what could not be dated; ``bounds`` is then the span in which it must lie, as far as that can be
    told, ``likely`` the time inside it that the telling suggests (news is told of its day), and ``reason`` says why.
    ``alleged_by`` says it, where only that party does. ``lead`` marks the report itself. A row that sums up several
    claims (of a timeline that was exported) says which it ``stands_for``.
    """

    quote: TextSpan
    title: str
    status: Status
    time: TimeSpan | None
    basis: Basis
    expression: TimeExpression | None = None
    trigger: TextSpan | None = None
    parties: tuple[Party, ...] = ()
    lead: bool = False
    confidence: float = 0.5
    rule: str = ""  # how the happening was found in its sentence
    reason: str = ""
    kind: Kind = Kind.OTHER
    bounds: TimeSpan | None = None
    likely: TimeSpan | None = None
    alleged_by: str = ""
    stands_for: StandsFor | None = None

    @property
    def who(self) -> tuple[str, ...]:
        """The names of those who take part, in the order they are read; not of those who are only named beside."""
        return tuple(dict.fromkeys(p.name for p in self.parties if p.role in ("agent", "patient")))

    @property
    def where(self) -> tuple[str, ...]:
        """The names of the places where it happened."""
        return tuple(dict.fromkeys(p.name for p in self.parties if p.role == "place"))
