"""What one expression dates in its sentence, for one who places happenings: also what is no mention of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.clauses import Finder
from timeline.events.what.happenings import Grammar, Happening
from timeline.events.what.status import Judge
from timeline.events.when.bound_words import BoundWords
from timeline.events.when.dating import when
from timeline.events.when.direction import turned
from timeline.values.mention import Basis, Status, TextSpan, TimeExpression
from timeline.values.time import Grain, TimeSpan

WHEN = "clause of when"
SHARED = "shared time"
_TOUCHED = "noun before the time"
_BY_TOUCH = "verb over a dated noun"
_WEAK = (SHARED, _BY_TOUCH)
_BY_NOUN = ("clause within a dated noun", "verb of a dated object", "clause of a dated subject")


@dataclass(frozen=True, slots=True)
class Found:
    """What a time of its sentence dates, and when that makes it: not at all, where the day of publication is wanted.

    ``expression`` is the time as its verb's tense turns it.
    """

    happening: Happening
    expression: TimeExpression
    status: Status
    time: TimeSpan | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening with the time that its sentence gives it."""

    tree: Tree
    word: Word
    time: TimeSpan
    status: Status
    expression: TimeExpression
    rule: str

    @property
    def is_guess(self) -> bool:
        """Whether the time was counted from another of the text."""
        return self.expression.basis is Basis.CONTEXT

    def beats(self, other: "Dated") -> bool:
        """Whether of two times of one happening this is the one to keep: its own, what is said, the finer."""
        if (self.rule in _WEAK) is not (other.rule in _WEAK):
            return other.rule in _WEAK
        if self.is_guess is not other.is_guess and not self.time.overlaps(other.time):
            return other.is_guess
        return self.time.grain < other.time.grain


@dataclass(frozen=True, slots=True)
class Dater:
    """The rules, for a document published then."""

    published: TimeSpan | None
    lexicon: Lexicon
    words: BoundWords
    _found: dict[TextSpan, list[Found]] = field(default_factory=dict, repr=False, compare=False)  # as it is asked for

    def found(self, tree: Tree, expression: TimeExpression) -> list[Found]:
        """What grammar says the expression dates, the main happening first; of clocks too."""
        if expression.span not in self._found:
            self._found[expression.span] = list(self._find(tree, expression))
        return self._found[expression.span]

    def _find(self, tree: Tree, expression: TimeExpression) -> Iterator[Found]:
        judge, span = Judge(tree, self.lexicon, self.published), expression.range or expression.time
        past, ahead = judge.has_begun(span), judge.is_future(span)
        for happening in Finder(tree, self.lexicon).happenings(expression, past=past, ahead=ahead):
            told = turned(judge, happening, expression)
            status = judge.status(happening, told, told.range or told.time)
            yield Found(happening, told, status, when(happening, told, status, self.published, self.lexicon))

    def of(self, tree: Tree, expression: TimeExpression) -> list[Dated]:
        """What the expression dates; what has a clock alone is of the story's day."""
        if expression.rule in self.words["clock_rules"]:
            return []
        found, time = list(self._happenings(tree, expression)), expression.time
        if not tree.within(expression.span) or time is None or expression.basis is Basis.CONTEXT:
            return found
        found += self._thing(tree, expression)
        return found or list(self._state(tree, expression)) if time.grain <= Grain.DAY else found

    def _happenings(self, tree: Tree, expression: TimeExpression) -> Iterator[Dated]:
        judge = Judge(tree, self.lexicon, self.published)
        for found in self.found(tree, expression):
            word, rule = found.happening.trigger, found.happening.rule
            contrary = found.status is Status.OCCURRED and judge.is_future(found.time) and word.tag == "VBD"
            if found.time is None or contrary:
                continue
            yield Dated(tree, word, found.time, found.status, found.expression, rule)
            noun = self._noun_of(tree, expression) if rule in _BY_NOUN else None
            if noun is not None:
                yield Dated(tree, noun, found.time, found.status, found.expression, "noun of the time")
            verb = self._verb_of(tree, word) if rule == _TOUCHED else None
            if verb is not None and found.status is Status.OCCURRED:
                yield Dated(tree, verb, found.time, found.status, found.expression, _BY_TOUCH)

    def _noun_of(self, tree: Tree, expression: TimeExpression) -> Word | None:
        """The happening that the time hangs on, where it dates the verb above too: "spoke at Monday's meeting"."""
        grammar = Grammar(tree, self.lexicon)
        above = tree.above(tree.top(tree.within(expression.span)))
        return next((w for w in takewhile(lambda w: w.pos != "VERB", above) if grammar.is_event(w)), None)

    def _verb_of(self, tree: Tree, noun: Word) -> Word | None:
        """ "Agreed to the sale in May": what ends in the noun that the time touches was then too, if told as past."""
        preposition, verbs = tree.head(noun), self.lexicon.verbs
        verb = tree.head(preposition)
        if noun.dep != "pobj" or preposition.low not in self.words["touching"] or verb.pos != "VERB":
            return None
        past = verb.tag == "VBD" or any(w.tag == "VBD" for w in tree.children(verb, "aux", "auxpass"))
        apart = verbs["looking_back"] | verbs["reporting"] | verbs["stative"] | self.words["ahead_verbs"]
        return verb if past and verb.lemma not in apart | self.words["ahead_for"] else None

    def _thing(self, tree: Tree, expression: TimeExpression) -> Iterator[Dated]:
        """ "Since his 2 May power grab": whatever it is called, what has an owner and a day happened."""
        top = tree.top(tree.within(expression.span))
        noun = tree.head(top)
        while noun.dep in ("compound", "nmod") and noun.head > noun.i:
            noun = tree.head(noun)
        owned = noun.i > top.i and noun.pos in ("NOUN", "PROPN") and tree.child(noun, "poss")
        if owned and expression.time:
            yield Dated(tree, noun, expression.time, Status.OCCURRED, expression, "thing of the time")

    def _state(self, tree: Tree, expression: TimeExpression) -> Iterator[Dated]:
        """ "He was in town on 3 May, when ...": no happening, but what is told with it was then too."""
        top, judge = tree.top(tree.within(expression.span)), Judge(tree, self.lexicon, self.published)
        verb = next((w for w in tree.above(top) if w.pos in ("VERB", "AUX")), None)
        if verb is None or verb.tag != "VBD" or verb.lemma not in self.lexicon.verbs["stative"]:
            return
        if expression.time is not None and judge.is_past(expression.time):
            yield Dated(tree, verb, expression.time, Status.OCCURRED, expression, "state then")
