"""The people met in a document, sentence by sentence, as those whom a later pronoun may mean."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.events.parse.model import plain
from timeline.events.parse.trees import Tree, Word
from timeline.events.who.roll import Roll

SUBJECTS = ("nsubj", "nsubjpass")
_BACK = 700  # characters before a sentence in which a pronoun's person is looked for
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?\"](?=\s)|$)", re.DOTALL)
_CAPITALS = re.compile(r"\b[A-Z][\w'.-]*(?: (?:[a-z]{2,3} |al-)?[A-Z][\w'.-]*)*")


@dataclass(frozen=True, slots=True)
class Met:
    """A person met: where, in the sentence that begins where, as what, and as whose subject.

    ``subject`` is 2 for the sentence's, 1 for a clause's, 0 for none's.
    """

    at: int
    sentence: int
    name: str
    subject: int


@dataclass(slots=True)
class People:
    """Those met in the sentences read so far, in the order of the text."""

    roll: Roll
    _met: list[Met] = field(default_factory=list)
    _known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        named = {n for n in self.roll.votes if self.roll.kind(n) == "person"}
        self._known = frozenset(named | {self.roll.full(n) for n in named})

    def meet(self, tree: Tree, word: Word, name: str) -> None:
        """One more, by the word that names, means or describes him."""
        first = word
        while first.dep == "conj":
            first = tree.head(first)
        verb = tree.head(first)
        while verb.dep == "conj":
            verb = tree.head(verb)
        rank = 0 if first.dep not in SUBJECTS else 2 if verb.dep == "ROOT" else 1
        self._met.append(Met(word.span.start, tree.span.start, name, rank))

    def inside(self, tree: Tree, word: Word) -> list[Met]:
        """Those met in a sentence before one of its words."""
        first = bisect_left(self._met, tree.span.start, key=lambda m: m.at)
        return [m for m in self._met[first:] if m.at < word.span.start]

    def last_before(self, tree: Tree) -> list[Met]:
        """Those of the last parsed sentence before this one that has any."""
        stop = bisect_left(self._met, tree.span.start, key=lambda m: m.at)
        last = self._met[stop - 1].sentence if stop else -1
        return [m for m in self._met[:stop][-50:] if m.sentence == last]

    def before(self, tree: Tree) -> Iterator[list[Met]]:
        """Those of each sentence before this one, the nearest first, up to 700 characters back.

        Sentences that were not parsed are searched for names that are known; the first there counts as a subject.
        """
        start = tree.span.start
        back = max(0, start - _BACK)
        first, stop = (bisect_left(self._met, at, key=lambda m: m.at) for at in (back, start))
        groups: dict[int, list[Met]] = {}
        for met in self._met[first:stop]:
            groups.setdefault(met.sentence, []).append(met)
        trees = self.roll.trees
        low, high = (bisect_left(trees, at, key=lambda t: t.span.start) for at in (back, start))
        parsed = [t.span for t in trees[max(0, low - 1) : high]]
        for sentence in _SENTENCE.finditer(plain(self.roll.text[back:start])):
            begins = back + sentence.start()
            if not any(span.start <= begins < span.end for span in parsed) and (
                found := self._named(sentence[0], begins)
            ):
                groups.setdefault(begins, found)
        for begins in sorted(groups, reverse=True):
            yield groups[begins]

    def _named(self, sentence: str, begins: int) -> list[Met]:
        found: list[Met] = []
        for run in _CAPITALS.finditer(sentence):
            words, at = run[0].rstrip(".").split(" "), 0
            while at < len(words):
                stops = (stop for stop in range(len(words), at, -1) if " ".join(words[at:stop]) in self._known)
                stop = next(stops, at)
                if stop > at:
                    name = " ".join(words[at:stop])
                    found.append(Met(begins + run.start(), begins, name, int(not found)))
                at = max(stop, at + 1)
        return found


def plainest(met: Sequence[Met], roll: Roll) -> str | None:
    """The only one met, or the only subject of those that rank highest; nobody where there are several."""
    highest = max((m.subject for m in met), default=0)
    for several in (met, [m for m in met if m.subject == highest > 0]):
        if len({roll.full(m.name) for m in several}) == 1:
            return several[0].name
    return None
