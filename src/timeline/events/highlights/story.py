"""What an answer tells, by sentence and by day: the same whether its mentions are merged into events or not.

A mention is *of* a day where its time is dated to that one day by what is said. Where nothing is said, the day is the
one that the telling suggests, as news is told of its day: such sentences may speak for a day that others say, and
never make one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from timeline.events.highlights.wording import Vocabulary, centre
from timeline.values.event import Event, Source
from timeline.values.mention import Basis, TextSpan
from timeline.values.time import TimeSpan

NEWS = (0, 1)  # days from a day to a publication whose undated sentences may tell of it


@dataclass(slots=True)
class Sentence:
    """One sentence of one document, with every event that it tells of."""

    text: str
    span: TextSpan
    document: int
    published: int | None  # a day's number
    words: tuple[int, ...]
    about: Source  # any of its document, for what an answer shows of that
    events: dict[int, None] = field(default_factory=dict)
    source: int = 0  # what counts as one however often it says so: see Story.count_once
    called: bool = False  # it calls somebody what only the sentences before it explain: "he", "the company"

    def gap(self, day: int) -> int | None:
        """The days from that one to publication; ``None`` where that is not known."""
        return None if self.published is None else self.published - day


@dataclass(slots=True)
class Day:
    """The sentences that tell of a day: those that say so, and those that only suggest it."""

    said: dict[int, None] = field(default_factory=dict)  # numbers of sentences, in the order they are read
    suggested: dict[int, None] = field(default_factory=dict)


class Story:
    """All that an answer tells.

    ``articles`` counts them by the number of the day on which they were published; ``centre`` is what the whole story
    is worded like, ``usual`` how alike its sentences are to that on average.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self.sentences: list[Sentence] = []
        self.days = defaultdict[int, Day](Day)
        self.vocabulary = Vocabulary()
        self._numbers: dict[tuple[int, int], int] = {}
        self._about: dict[int, Source] = {}  # one of each document: to keep all would take twice the memory
        self.dated: dict[int, int] = {}  # events of one day, with that
        for event in events:
            if (day := one_day(event.time)) is not None:
                self.dated[event.number] = day
            for source in event.sources:
                self._add(event.number, source)
        self.count_once({})
        self.vocabulary.weigh()
        self.centre, length = centre((1.0, self.vocabulary.vector(s.words)) for s in self.sentences)
        self.usual = length / len(self.sentences) if self.sentences else 0.0

    @property
    def documents(self) -> list[int]:
        """The documents that tell it, by number."""
        return sorted(self._about)

    def count_once(self, copies: Mapping[int, int]) -> None:
        """Let documents count as one source, from its first publication on, where that gives them the same number."""
        published: dict[int, int] = {}
        for sentence in self.sentences:
            sentence.source = whose = copies.get(sentence.document, sentence.document)
            if (day := sentence.published) is not None:
                published[whose] = min(day, published.get(whose, day))
        self.articles = Counter(published.values())

    def _add(self, event: int, source: Source) -> None:
        mention = source.mention
        key = source.document, mention.quote.start
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.sentences)
            words = self.vocabulary.read(source.quote)
            day = one_day(source.published)
            about = self._about.setdefault(source.document, source)
            self.sentences.append(Sentence(source.quote, mention.quote, source.document, day, words, about))
        sentence = self.sentences[number]
        sentence.events[event] = None
        sentence.called |= any(party.called.islower() for party in mention.parties if party.role == "agent")
        if mention.time is not None and mention.basis is not Basis.PUBLISHED:
            if (day := one_day(mention.time)) is not None:
                self.days[day].said[number] = None
        elif (day := one_day(mention.time or mention.likely)) is not None:
            self.days[day].suggested[number] = None


def one_day(span: TimeSpan | None) -> int | None:
    """The number of the day in which all of the span lies; ``None`` if it is longer, open or not known.

    >>> one_day(TimeSpan.of(1970, 1, 3)), one_day(TimeSpan.of(1970, 1, 3, 16)), one_day(TimeSpan.of(1970))
    (2, 2, None)
    """
    if span is None or span.first_day_number != span.last_day_number:
        return None
    return span.first_day_number
