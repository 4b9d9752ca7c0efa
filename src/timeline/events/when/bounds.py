"""When a given happening was, whether or not a time says so: the best that its document tells, with the reason.

First what dates it, in its sentence or where the document tells of it again; then what it hangs on; then how it is
told. A happening that nothing dates lies before the publication or after it, or lasts, and news is told of its day.
What rests on the publication alone says so.
"""

from bisect import bisect_right
from collections.abc import Sequence

from timeline.events.lexicon import lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.when.bound_words import bound_words, choices, families
from timeline.events.when.bounds_nouns import Nouns
from timeline.events.when.bounds_verbs import Verbs
from timeline.events.when.chronicle import Chronicle
from timeline.events.when.dated import Dated, Found
from timeline.events.when.grounds import Grounds, Placement
from timeline.events.when.tenses import Telling, Tenses
from timeline.values.mention import TextSpan, TimeExpression
from timeline.values.time import TimeSpan

_DEEPEST = 12  # words that a happening may hang on, one on the other


class Placer:
    """Places the happenings of one document, in any order."""

    def __init__(
        self,
        published: TimeSpan | None,
        expressions: Sequence[TimeExpression],
        trees: Sequence[Tree],
        language: str,
    ) -> None:
        """Of the document's parsed sentences, all or some, and all of its expressions; both in the text's order.

        Raises:
            UnknownName: If the language has no file.
            BadLanguageFile: If its file has no words for it.
        """
        words = bound_words(language)
        self._grounds = Grounds(
            Chronicle(published, expressions, trees, lexicon(language), words, families(language)),
            words,
            choices(language),
        )
        self._trees, self._starts = trees, [tree.span.start for tree in trees]
        self._nouns, self._verbs = Nouns(self._grounds, self._place), Verbs(self._grounds, self._place)

    def place(self, tree: Tree, word: Word) -> Placement:
        """When the happening was that the word of this sentence tells of."""
        placed = self._place(tree, word, _DEEPEST)
        dated = placed.dated
        if dated is None or dated is self._own(tree, word):
            return placed
        return self._grounds.beside(placed, dated)

    def found(self, tree: Tree, expression: TimeExpression) -> list[Found]:
        """What grammar says that a time of this sentence dates, the main happening first."""
        return self._grounds.chronicle.dater.found(tree, expression)

    def place_at(self, span: TextSpan) -> Placement:
        """The same, of the words at these characters; unknown where no sentence was parsed."""
        at = bisect_right(self._starts, span.start) - 1
        tree = self._trees[at] if at >= 0 else None
        inside = tree.within(span) if tree is not None else []
        if tree is None or not inside:
            return self._grounds.unknown("no word of a sentence stands there")
        return self.place(tree, tree.top(inside))

    def _place(self, tree: Tree, word: Word, deep: int) -> Placement:
        if (dated := self._own(tree, word)) is not None:
            return self._grounds.own(dated)
        tenses = Tenses(tree, self._grounds.chronicle.lexicon, self._grounds.words)
        verb, telling = tenses.verb_of(word), tenses.telling(word)
        if telling is Telling.NOUN:
            return self._nouns.place(tree, word, deep)
        if telling is Telling.OTHER or verb is None:
            return self._other(tree, word, deep)
        return self._verbs.place(tree, verb, telling, deep)

    def _own(self, tree: Tree, word: Word) -> Dated | None:
        """What its sentence dates: the word itself, or the verb that says it of something."""
        chronicle = self._grounds.chronicle
        verb = Tenses(tree, chronicle.lexicon, self._grounds.words).verb_of(word)
        found = (chronicle.own(w) for w in (word, verb) if w is not None)
        return next((dated for dated in found if dated is not None), None)

    def _other(self, tree: Tree, word: Word, deep: int) -> Placement:
        """What is neither noun nor verb goes with what it hangs on."""
        if not deep or word.head == word.i:
            return self._grounds.chosen("no-verb", "no verb")
        return self._place(tree, tree.head(word), deep - 1)
