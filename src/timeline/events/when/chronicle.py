"""What a document dates: each happening that a time belongs to, and the day that its report is of."""

from collections.abc import Mapping, Sequence

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.when.bound_words import BoundWords
from timeline.events.when.dated import WHEN, Dated, Dater
from timeline.events.when.stamps import Stamps
from timeline.values.mention import Status, TextSpan, TimeExpression
from timeline.values.time import DAY, Grain, TimeSpan

_RECENT = 14  # days before the publication that a report may be of
_BESIDE = ("relcl", "advcl", "pcomp", "csubj", "poss", "acl")
_OPENING = 6  # sentences among which the report's day is said


class Chronicle:
    """The dated happenings of one document."""

    def __init__(
        self,
        published: TimeSpan | None,
        expressions: Sequence[TimeExpression],
        trees: Sequence[Tree],
        lexicon: Lexicon,
        words: BoundWords,
        families: Mapping[str, str],
    ) -> None:
        """Of the document's parsed sentences, all or some, and all of its expressions; both in the text's order."""
        self.published = published.whole_days() if published else None
        self.trees, self.lexicon = tuple(trees), lexicon
        self._words, self._families = words, families
        self.dater = Dater(self.published, lexicon, words)
        self._numbers = {tree.span: number for number, tree in enumerate(self.trees)}
        self._own: dict[TextSpan, Dated] = {}
        self._told: dict[TextSpan, Dated] = {}  # by sentence: the last day that the story had come to before it
        self._said: dict[TextSpan, Dated] = {}
        self._lemmas: dict[str, list[tuple[Tree, Word]]] = {}
        self.stamped = 0  # where a page's stamp stands in the opening: before it is the headline
        self._read(expressions)
        # The number of the first sentence of the report itself: the one that the page's stamp stands in, or before.
        self.first = next((number for number, tree in enumerate(self.trees) if tree.span.end > self.stamped), 0)
        self._again: dict[str, list[Dated]] = {}
        self._of_tree: dict[TextSpan, list[Dated]] = {}
        for dated in self._own.values():
            self._of_tree.setdefault(dated.tree.span, []).append(dated)
        for lemma, places in self._lemmas.items():
            found = [own for _, word in places if (own := self.own(word)) is not None and not own.time.is_open]
            if found:
                self._again[lemma] = found
        self.report = self._report()
        self.origin = self._origin()
        self._follow()

    def own(self, word: Word) -> Dated | None:
        """The time that the word's own sentence gives it."""
        return self._own.get(word.span)

    def number(self, tree: Tree) -> int:
        """Which sentence it is, from 0."""
        return self._numbers[tree.span]

    def previous(self, tree: Tree) -> Tree | None:
        """The sentence before."""
        number = self.number(tree)
        return self.trees[number - 1] if number else None

    def before(self, tree: Tree) -> Dated | None:
        """The day that the story has come to where the sentence begins."""
        return self._told.get(tree.span)

    def is_apart(self, dated: Dated) -> bool:
        """ "A man *dismissed four days earlier* walked in": whether its time is counted from what was not then."""
        return dated.expression.rule in self._words["apart_rules"]

    def _name(self, lemma: str) -> str:
        return self._families.get(lemma, lemma)

    def saying(self, tree: Tree) -> Dated | None:
        """The last dated report of what somebody said, before the sentence."""
        return self._said.get(tree.span)

    def first_named(self, lemma: str) -> tuple[Tree, Word] | None:
        """Where the document tells of something under that name first."""
        return next(iter(self._lemmas.get(self._name(lemma), ())), None)

    def dated_as(self, lemma: str) -> Sequence[Dated]:
        """What is dated under that name, both ends known, in the order of the text."""
        return self._again.get(self._name(lemma), ())

    def _read(self, expressions: Sequence[TimeExpression]) -> None:
        stamps = Stamps(self.published, self.lexicon)
        waiting = [e for e in reversed(expressions) if not e.ends_range and (e.range or e.time)]
        for number, tree in enumerate(self.trees):
            while waiting and waiting[-1].span.start < tree.span.end:
                expression = waiting.pop()
                if expression.span.start < tree.span.start:
                    continue
                if number < _OPENING and stamps.is_stamp(tree, expression, self.stamped):
                    self.stamped = expression.span.start
                    continue
                for dated in self.dater.of(tree, expression):
                    old = self._own.get(dated.word.span)
                    if old is None or dated.beats(old):
                        self._own[dated.word.span] = dated
            for word in tree.words:
                if word.pos in ("NOUN", "PROPN", "VERB"):
                    self._lemmas.setdefault(self._name(word.lemma), []).append((tree, word))

    def _report(self) -> Dated | None:
        """The first day told of, in the opening, that is the publication's or shortly before."""
        opening = {t.span for t in self.trees[:_OPENING]}
        found = [
            dated
            for dated in self._own.values()
            if dated.tree.span in opening
            and self._is_day(dated)
            and self._is_recent(dated.time)
            and not dated.is_guess
            and not self._is_since(dated)
            and not self.is_apart(dated)
        ]
        return next((d for d in found if _is_main(d.tree, d.word)), next(iter(found), None))

    def _origin(self) -> Dated | None:
        """The day since which things are as they are told."""
        for dated in self._own.values():
            time = dated.expression.time
            if self._is_since(dated) and time is not None and time.grain <= Grain.DAY and not time.is_open:
                return dated
        return None

    def _is_since(self, dated: Dated) -> bool:
        since = self.lexicon.words["since_signals"]
        return dated.expression.signal in since or dated.tree.head(dated.word).low in since

    def _is_day(self, dated: Dated) -> bool:
        time = dated.time
        if time.grain > Grain.DAY or time.start is None or time.end is None or time.end - time.start > DAY:
            return False
        return dated.status is Status.OCCURRED

    def _is_recent(self, time: TimeSpan) -> bool:
        last = self.published.last_day_number if self.published else None
        day = time.first_day_number
        return day is not None and last is not None and last - _RECENT <= day <= last

    def _follow(self) -> None:
        """The day that the story has come to, sentence by sentence."""
        current: Dated | None = None
        saying: Dated | None = None
        for tree in self.trees:
            if current is not None:
                self._told[tree.span] = current
            if saying is not None:
                self._said[tree.span] = saying
            for dated in self._of_tree.get(tree.span, ()):
                if self._moves(dated):
                    current = dated
                if self._is_saying(dated):
                    saying = dated

    def _is_saying(self, dated: Dated) -> bool:
        says = dated.word.pos == "VERB" and dated.word.lemma in self.lexicon.verbs["reporting"]
        return says and self._is_day(dated) and not dated.is_guess

    def _moves(self, dated: Dated) -> bool:
        """Whether the story goes on from there: what happened on a day, as a main clause tells, not who said so."""
        if dated.is_guess or not self._is_day(dated) or dated.word.pos not in ("VERB", "AUX"):
            return False
        main = dated.rule == WHEN or _is_main(dated.tree, dated.word)
        return main and dated.word.lemma not in self.lexicon.verbs["reporting"]


def _is_main(tree: Tree, word: Word) -> bool:
    """Whether the word is no part of a clause beside the main one; a subject of its own makes a main verb of any."""
    while word.head != word.i:
        if word.dep in _BESIDE and not (word.dep == "acl" and word.tag == "VBD" and tree.child(word, "nsubj")):
            return False
        word = tree.head(word)
    return True
