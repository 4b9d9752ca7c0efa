"""The happening itself: it lists mentions and is made from them."""

from dataclasses import dataclass

from timeline.values.mention import Basis, Kind, Mention, Status
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Source:
    """A mention in its document, as far as an answer or an export shows it; quotes are cut from the stored text.

    ``number`` is the claim's own, for people. It is of the event because it is ``like`` another claim of it, with that
    ``score`` and ``reason``; ``like`` is ``None`` for the claim that the others joined, and for one that a person put
    there.
    """

    mention: Mention
    quote: str
    expression: str
    document: int
    doc_id: str | None
    title: str | None
    addresses: tuple[str, ...]
    url: str | None
    publisher: str | None
    published: TimeSpan | None
    number: int = 0
    like: int | None = None
    score: float = 1.0
    reason: str = ""
    source: int = 0  # the number of the first of the event's documents that are one source with this one
    copies_of: int = 0  # the number of the first document that this one is a copy of, else its own
    agency: str = ""  # that the document credits
    origin: str = ""  # where it was found first, for people: a path with its line
    form: str = ""  # of a row that was imported: the format


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline. ``number`` is for people and stays; ``sources`` are in the order of all mentions,
    the most telling first.

    Of its ``mentions`` so many are ``dated``; where these do not agree it is ``disputed``. ``independent`` counts the
    sources behind its ``documents``: copies and what one agency says count once.
    """

    number: int
    title: str
    status: Status
    time: TimeSpan | None
    basis: Basis
    who: tuple[str, ...]
    where: tuple[str, ...]
    documents: int  # how many documents say it
    sources: tuple[Source, ...] = ()  # filled where the whole is asked for: show, export
    kind: Kind = Kind.OTHER
    confidence: float = 0.5  # the best of its mentions'
    bounds: TimeSpan | None = None  # of an undated one: where it must lie
    likely: TimeSpan | None = None  # and where inside them the telling suggests
    alleged_by: str = ""  # who says so, where only they do
    mentions: int = 1
    independent: int = 1
    dated: int = 0
    disputed: bool = False

    @property
    def told_by(self) -> Source | None:
        """The source whose title it bears, else the first; ``None`` where no source was asked for."""
        telling = (source for source in self.sources if source.mention.title == self.title)
        return next(telling, self.sources[0] if self.sources else None)
