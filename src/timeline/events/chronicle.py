"""What a document dates: each happening that a time belongs to, and the day that its report is of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from timeline.events.bound_words import BoundWords
from timeline.events.clauses import Finder
from timeline.events.dating import when
from timeline.events.direction import turned
from timeline.events.happenings import Grammar
from timeline.events.lexicon import Lexicon
from timeline.events.stamps import Stamps
from timeline.events.status import Judge
from timeline.events.trees import Tree, Word
from timeline.values.mention import Basis, Status, TextSpan, TimeExpression
from timeline.values.time import DAY, Grain, TimeSpan

_BY_NOUN = ("clause within a dated noun", "verb of a dated object", "clause of a dated subject")
_WHEN = "clause of when"
_SHARED = "shared time"
_RECENT = 14  # days before the publication that a report may be of
_OPENING = 6  # sentences among which the report's day is said


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening with the time that its sentence gives it."""

    tree: Tree
    word: Word
    time: TimeSpan
    status: Status
    expression: TimeExpression
    rule: str


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
        self.published, self.trees, self.lexicon = whole_days(published), tuple(trees), lexicon
        self._clocks, self._families = words["clock_rules"], families
        self._numbers = {tree.span: number for number, tree in enumerate(self.trees)}
        self._own: dict[TextSpan, Dated] = {}
        self._told: dict[TextSpan, Dated] = {}  # by sentence: the last day that the story had come to before it
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

    def _name(self, lemma: str) -> str:
        return self._families.get(lemma, lemma)

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
                for dated in self._of(tree, expression):
                    self._keep(dated)
            for word in tree.words:
                if word.pos in ("NOUN", "PROPN", "VERB"):
                    self._lemmas.setdefault(self._name(word.lemma), []).append((tree, word))

    def _of(self, tree: Tree, expression: TimeExpression) -> list[Dated]:
        """What the expression dates; what has a clock alone is of the story's day."""
        if expression.rule in self._clocks:
            return []
        found, time = list(self._dated(tree, expression)), expression.time
        if not tree.within(expression.span) or time is None or time.grain > Grain.DAY:
            return found
        if expression.basis is Basis.CONTEXT:
            return found
        found += self._thing(tree, expression)
        return found or list(self._state(tree, expression))

    def _dated(self, tree: Tree, expression: TimeExpression) -> Iterator[Dated]:
        judge = Judge(tree, self.lexicon, self.published)
        past = judge.has_begun(expression.range or expression.time)
        for happening in Finder(tree, self.lexicon).happenings(
            expression, past=past, ahead=judge.is_future(expression.range or expression.time)
        ):
            told = turned(judge, happening, expression)
            status = judge.status(happening, told, told.range or told.time)
            time = when(happening, told, status, self.published, self.lexicon)
            contrary = status is Status.OCCURRED and judge.is_future(time) and happening.trigger.tag == "VBD"
            if time is not None and not contrary:
                yield Dated(tree, happening.trigger, time, status, told, happening.rule)
                noun = self._noun_of(tree, expression) if happening.rule in _BY_NOUN else None
                if noun is not None:
                    yield Dated(tree, noun, time, status, told, "noun of the time")

    def _noun_of(self, tree: Tree, expression: TimeExpression) -> Word | None:
        """The happening that the time hangs on, where it dates the verb above too: "spoke at Monday's meeting"."""
        grammar = Grammar(tree, self.lexicon)
        above = tree.above(tree.top(tree.within(expression.span)))
        return next((w for w in takewhile(lambda w: w.pos != "VERB", above) if grammar.is_event(w)), None)

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

    def _keep(self, new: Dated) -> None:
        """Of several times of a happening the finest, but none guessed from the context against one that is said."""
        old = self._own.get(new.word.span)
        guessed = new.expression.basis is Basis.CONTEXT
        if old is not None and (old.rule == _SHARED) is not (new.rule == _SHARED):
            better = old.rule == _SHARED
        elif (
            old is not None
            and not old.time.overlaps(new.time)
            and guessed is not (old.expression.basis is Basis.CONTEXT)
        ):
            better = not guessed
        else:
            better = old is None or new.time.grain < old.time.grain
        if better:
            self._own[new.word.span] = new

    def _report(self) -> Dated | None:
        """The first day told of, in the opening, that is the publication's or shortly before."""
        opening = {t.span for t in self.trees[:_OPENING]}
        found = [
            dated
            for dated in self._own.values()
            if dated.tree.span in opening
            and self._is_day(dated)
            and self._is_recent(dated.time)
            and dated.expression.basis is not Basis.CONTEXT
            and not self._is_since(dated)
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
        current: Dated | None = None
        for tree in self.trees:
            if current is not None:
                self._told[tree.span] = current
            for dated in self._of_tree.get(tree.span, ()):
                if dated.word.lemma in self.lexicon.verbs["reporting"]:
                    continue
                if (
                    dated.expression.basis is not Basis.CONTEXT
                    and self._is_day(dated)
                    and dated.word.pos in ("VERB", "AUX")
                    and (dated.rule == _WHEN or _is_main(tree, dated.word))
                ):
                    current = dated


def whole_days(span: TimeSpan | None) -> TimeSpan | None:
    """A publication to the minute is one of its day."""
    if span is None or span.start is None or span.end is None or span.grain >= Grain.DAY:
        return span
    return TimeSpan.of_days(span.start // DAY, (span.end - 1) // DAY)


_BESIDE = ("relcl", "advcl", "pcomp", "csubj", "poss", "acl")


def _is_main(tree: Tree, word: Word) -> bool:
    """Whether the word is no part of a clause beside the main one; a subject of its own makes a main verb of any."""
    while word.head != word.i:
        if word.dep in _BESIDE and not (word.dep == "acl" and word.tag == "VBD" and tree.child(word, "nsubj")):
            return False
        word = tree.head(word)
    return True
