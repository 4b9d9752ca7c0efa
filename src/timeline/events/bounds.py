"""When a given happening was, whether or not a time says so: the best that its document tells, with the reason.

First what dates it, in its sentence or where the document tells of it elsewhere; then what it hangs on; then how it is
told. A happening that nothing dates lies before the publication or after it, or lasts, and news of the day is told of
the day. What rests on the publication alone says so.
"""

from dataclasses import dataclass, replace

from timeline.events.bound_words import BoundWords
from timeline.events.chronicle import Chronicle, Dated
from timeline.events.tenses import Telling, Tenses
from timeline.events.trees import Tree, Word
from timeline.values.mention import Basis, Status
from timeline.values.time import DAY, Extent, Grain, TimeSpan

_LEAD = 3  # sentences at the beginning, which tell the news
_DEEPEST = 12  # words that a happening may hang on, one on the other


@dataclass(frozen=True, slots=True)
class Placement:
    """When a happening was. ``basis`` says what that rests on, ``word`` the same in one short word, ``why`` in some."""

    time: TimeSpan
    basis: Basis
    word: str
    why: str

    @property
    def extent(self) -> Extent:
        """Whether it happened somewhere inside, or lasted all of it."""
        return self.time.extent


class Placer:
    """Places the happenings of one document, in any order."""

    def __init__(self, chronicle: Chronicle, words: BoundWords) -> None:
        self._chronicle, self._words, self._lexicon = chronicle, words, chronicle.lexicon
        self._published = chronicle.published

    def place(self, tree: Tree, word: Word) -> Placement:
        """When the happening was that the word of this sentence tells of."""
        return self._place(tree, word, _DEEPEST)

    # What it rests on, the surest first.

    def _place(self, tree: Tree, word: Word, deep: int) -> Placement:
        if (own := self._chronicle.own(word)) is not None:
            return self._by_time(own)
        tenses = Tenses(tree, self._lexicon, self._words)
        telling = tenses.telling(word)
        verb = tenses.verb_of(word)
        if verb is not None and verb.i != word.i and (own := self._chronicle.own(verb)) is not None:
            return self._by_time(own)
        if telling is Telling.NOUN:
            return self._noun(tree, word, deep)
        return self._verb(tree, verb or word, word, telling, deep)

    def _by_time(self, dated: Dated) -> Placement:
        basis = dated.expression.basis
        time = dated.time
        if time.grain is Grain.PART_OF_DAY and time.start is not None:  # a night is that of the day it begins on
            day = time.start // DAY
            time = TimeSpan.of_days(day, day)
        return Placement(self._as_told(dated, time), basis, str(basis), f"the time at {dated.expression.span.start} belongs to it")

    def _as_told(self, dated: Dated, time: TimeSpan) -> TimeSpan:
        """Amounts are of all of a month; what was "this week", and not today, was before today."""
        if time.grain >= Grain.MONTH and dated.word.lemma in self._words["cumulative"] and not time.is_open:
            return replace(time, extent=Extent.THROUGHOUT)
        day = self._published
        if day is None or time.grain is not Grain.WEEK or dated.status is not Status.OCCURRED or time.end != day.end:
            return time
        before = day.start is not None and time.start is not None and time.start < day.start
        return replace(time, end=day.start) if before else time

    def _noun(self, tree: Tree, noun: Word, deep: int) -> Placement:
        named = self._named(tree, noun, deep)
        if named is not None:
            return named
        if noun.lemma in self._words["lasting"]:
            return self._lasting_since("what lasts, where nothing says when")
        modifiers = {w.low for w in tree.children(noun, "amod", "compound")}
        if modifiers & self._words["ahead_adjectives"]:
            return self._to_come("it is told of as to come")
        if modifiers & self._words["lasting_adjectives"]:
            return self._lasting("it is told of as going on")
        above = tree.head(noun)
        while above.i != noun.i and above.pos == "ADP" and above.head != above.i:
            above = tree.head(above)
        if deep == 0 or above.i == noun.i:
            return self._report("a noun that stands alone")
        if above.pos in ("VERB", "AUX"):
            return self._held(tree, noun, above, deep)
        if above.pos in ("NOUN", "PROPN"):
            return self._place(tree, above, deep - 1)
        return self._report("a noun that no verb holds")

    def _held(self, tree: Tree, noun: Word, verb: Word, deep: int) -> Placement:
        led = tree.head(noun).low if noun.dep == "pobj" else ""
        wanted = verb.lemma in self._words["ahead_verbs"] and noun.dep == "dobj"
        if wanted or (verb.lemma in self._words["ahead_for"] and led in self._words["for"]):
            return self._to_come(f"'{verb.text}' looks ahead to it")
        holder = self._place(tree, verb, deep - 1)
        if holder.word == "ongoing" and noun.lemma not in self._words["lasting"]:
            return self._report("a noun in a lasting state")
        return holder

    def _named(self, tree: Tree, noun: Word, deep: int) -> Placement | None:
        """Placed where the document tells of it elsewhere under the same name: dated there, or told of before."""
        if not deep:
            return None
        found = self._chronicle.named(noun.lemma)
        owned = [own for _, w in found if (own := self._chronicle.own(w)) is not None and self._is_point(own)]
        owned = [d for d in owned if d.time.grain <= Grain.DAY] or (owned if self._is_definite(tree, noun) else [])
        if owned:
            before = [d for d in owned if d.word.span.start < noun.span.start]
            return self._by_time(before[-1] if before else owned[0])
        earlier = [(t, w) for t, w in found if w.span.start < noun.span.start]
        if earlier and self._is_definite(tree, noun):
            first, word = earlier[0]
            return self._place(first, word, deep - 1)
        if noun.lemma in self._words["anaphoric"] and self._is_definite(tree, noun):
            return self._told_before(tree, deep)
        return None

    def _told_before(self, tree: Tree, deep: int) -> Placement | None:
        """What the sentence before tells of, its main verb or what that reports."""
        trees = self._chronicle.trees
        number = next((i for i, t in enumerate(trees) if t.span == tree.span), 0)
        if number == 0:
            return None
        before = trees[number - 1]
        root = next((w for w in before.words if w.head == w.i), None)
        if root is None or root.pos != "VERB":
            return None
        return self._place(before, root, deep - 1)

    def _is_point(self, dated: Dated) -> bool:
        return dated.time.start is not None and dated.time.end is not None

    def _is_definite(self, tree: Tree, noun: Word) -> bool:
        return any(w.low in self._words["definite"] for w in tree.children(noun, "det", "poss"))

    def _verb(self, tree: Tree, verb: Word, word: Word, telling: Telling, deep: int) -> Placement:
        above = tree.head(verb)
        marks = {w.low for w in tree.children(verb, "mark", "advmod", "prep")} | (
            {above.low} if above.pos in ("ADP", "SCONJ") else set()
        )
        if telling is Telling.FUTURE:
            return self._to_come("told as to come")
        if telling is Telling.MODAL:
            return self._modal(tree, verb)
        if telling is Telling.PLUPERFECT:
            return self._before(self._report("told before the report"), "told as before the rest")
        if self._is_headline(tree, verb, telling):
            return self._report("a headline")
        if telling is Telling.PROGRESSIVE:
            if verb.lemma in self._lexicon.verbs["reporting"] | self._words["standing"]:
                return self._report("a report in the present")
            return self._lasting("told as going on")
        if telling in (Telling.INFINITIVE, Telling.GERUND, Telling.PARTICIPLE):
            return self._nonfinite(tree, verb, telling, marks, deep)
        if telling is Telling.PRESENT:
            return self._present(tree, verb, marks, deep)
        if telling is Telling.OTHER:
            if deep and above.i != verb.i:
                return self._place(tree, above, deep - 1)
            return self._report("")
        return self._past(tree, verb, telling, deep)

    def _present(self, tree: Tree, verb: Word, marks: set[str], deep: int) -> Placement:
        above = next((w for w in tree.above(verb) if w.pos in ("VERB", "AUX")), None)
        if verb.dep == "advcl" and deep and above is not None:
            if marks & (self._words["if"] | self._words["before"]):
                return self._to_come("what is awaited or supposed")
            if marks & self._words["while"] and (holder := self._place(tree, above, deep - 1)).word == "to-come":
                return holder
        reports = self._lexicon.verbs["reporting"] - self._words["states"]
        if verb.lemma in reports | self._words["standing"]:
            return self._report("how things stand on the day")
        return self._lasting("told in the present")

    def _is_headline(self, tree: Tree, verb: Word, telling: Telling) -> bool:
        """What stands before a page's stamp, or first and without a full stop."""
        if telling not in (Telling.PRESENT, Telling.GERUND, Telling.PARTICIPLE):
            return False
        first = self._chronicle.trees[0].span == tree.span
        stamped = self._chronicle.stamped
        beside = tree.span.start <= stamped < tree.span.end and telling is Telling.PRESENT
        states = self._lexicon.verbs["stative"] | self._words["states"]
        return verb.span.start < stamped or (beside and verb.lemma not in states) or (first and tree.words[-1].text not in (".", "!", "?"))

    def _past(self, tree: Tree, verb: Word, telling: Telling, deep: int) -> Placement:
        """As what it hangs on or holds in its sentence, else as the story has come to."""
        if verb.lemma in self._lexicon.verbs["reporting"]:
            return self._report("told in the past")
        speaks = verb.lemma in self._words["speech"]
        near = self._near(tree, verb)
        if near is not None:
            return replace(self._by_time(near), why="in one sentence with it")
        if (same := self._same_verb(verb)) is not None:
            return replace(self._by_time(same), why="dated where it is told again")
        if self._is_beside(tree, verb):
            return self._beside(tree, verb, deep)
        if telling is Telling.PERFECT:
            if speaks or self._is_lead(tree):
                return self._report("told in the past")
            return self._since("told as past")
        if (story := self._chronicle.before(tree)) is not None:
            return replace(self._by_time(story), why="the story had come to that day")
        if self._chronicle.report is None and not self._chronicle.stamped and not speaks and not self._is_lead(tree):
            return self._before(self._report(""), "told as past")
        return self._report("told in the past")

    def _beside(self, tree: Tree, verb: Word, deep: int) -> Placement:
        """With what happened on a day, that day; else before what is told."""
        above = next((w for w in tree.above(verb) if w.pos in ("VERB", "AUX") and w.dep not in ("relcl", "acl")), None)
        tells = self._lexicon.verbs["reporting"] | self._lexicon.verbs["stative"] | self._words["states"]
        if deep and above is not None and above.lemma not in tells:
            if Tenses(tree, self._lexicon, self._words).telling(above) is Telling.PAST:
                holder = self._place(tree, above, deep - 1)
                if not holder.time.is_open:
                    return replace(holder, why="told with what happened then")
        return self._before(self._report(""), "told as before what it stands beside")

    def _is_lead(self, tree: Tree) -> bool:
        """Whether the sentence is one of the first, where news tells of its day."""
        number = next((i for i, t in enumerate(self._chronicle.trees) if t.span == tree.span), 0)
        start = next((i for i, t in enumerate(self._chronicle.trees) if t.span.end > self._chronicle.stamped), 0)
        return number - start < _LEAD

    def _is_beside(self, tree: Tree, verb: Word) -> bool:
        """Whether a clause tells what came before: "after she flew", "the man who built it"."""
        while verb.dep == "conj":
            verb = tree.head(verb)
        marks = {w.low for w in tree.children(verb, "mark", "advmod")} | {tree.head(verb).low}
        if verb.dep in ("advcl", "pcomp"):
            return not marks & self._words["while"]
        return verb.dep == "relcl" and tree.words[min(tree.subtree(verb)) - 1].text != ","

    def _same_verb(self, verb: Word) -> Dated | None:
        """The same verb, dated by a day elsewhere in the document."""
        if verb.lemma in self._words["common"] or verb.lemma in self._lexicon.verbs["reporting"]:
            return None
        for _, word in self._chronicle.named(verb.lemma):
            own = self._chronicle.own(word)
            if own is not None and self._is_point(own) and own.time.grain <= Grain.DAY and own.status is Status.OCCURRED:
                return own
        return None

    def _near(self, tree: Tree, verb: Word) -> Dated | None:
        """The nearest dated verb above, else the first below in a clause of its own."""
        for above in tree.above(verb):
            if (own := self._chronicle.own(above)) is not None and self._is_point(own) and not self._is_ahead(own):
                return own
        for below in tree.children(verb, "advcl", "conj", "xcomp", "relcl", "prep", "dobj"):
            own = self._chronicle.own(below)
            if own is None or not self._is_point(own) or self._is_ahead(own):
                continue
            if own.expression.basis is not Basis.CONTEXT:
                return own
        return None

    def _is_ahead(self, dated: Dated) -> bool:
        """Whether its time lies after the publication."""
        known = self._published.end if self._published else None
        return known is not None and dated.time.start is not None and dated.time.start >= known

    def _modal(self, tree: Tree, verb: Word) -> Placement:
        helpers = {w.low for w in Tenses(tree, self._lexicon, self._words).helpers(verb)}
        if helpers & self._lexicon.words["have"]:
            return self._before(self._report(""), "what may have been")
        if helpers & self._words["able"]:
            return self._lasting("what can be")
        return self._to_come("told as possible")

    def _nonfinite(self, tree: Tree, verb: Word, telling: Telling, marks: set[str], deep: int) -> Placement:
        above = next((w for w in tree.above(verb) if w.pos in ("VERB", "AUX", "NOUN", "ADJ")), None)
        if above is None or deep == 0:
            return self._report("no finite verb") if telling is not Telling.INFINITIVE else self._to_come("infinitive")
        holder = self._place(tree, above, deep - 1)
        if telling is Telling.PARTICIPLE and verb.dep in ("acl", "amod"):
            if verb.lemma in self._words["states"]:
                return self._lasting("a state")
            if holder.word in ("ongoing", "to-come"):
                return self._before(self._report(""), "what was done before")
        if telling is Telling.INFINITIVE:
            if above.lemma in self._words["same"] or self._is_past_day(holder, above):
                return holder
            return self._to_come("an infinitive looks ahead")
        return holder

    def _is_past_day(self, holder: Placement, above: Word) -> bool:
        """Whether the aim of a past verb is told with it: "returned to show"."""
        ahead = self._words["ahead_verbs"] | self._lexicon.verbs["planning"] | self._lexicon.verbs["demanding"]
        return above.tag in ("VBD", "VBN") and above.lemma not in ahead and holder.time.grain <= Grain.DAY and not holder.time.is_open

    # How it lies to the publication.

    def _report(self, why: str) -> Placement:
        report = self._chronicle.report
        if report is not None:
            return replace(self._by_time(report), why=f"{why}: of the day that the report is of")
        if self._published is None:
            return self._unknown(why)
        return Placement(self._published, Basis.PUBLISHED, "published", f"{why}: news of the day")

    def _since(self, why: str) -> Placement:
        """Before the report, and after the day since which things are so, if one is known."""
        before = self._before(self._report(""), why)
        origin = self._chronicle.origin
        start = origin.expression.time.end if origin is not None and origin.expression.time else None
        end = before.time.end
        if start is None or end is None or start >= end:
            return before
        return replace(self._open(start, end, "neighbours", why))

    def _before(self, holder: Placement, why: str) -> Placement:
        end = holder.time.start if holder.time.start is not None else holder.time.end
        return self._open(None, end, "told-past", why)

    def _to_come(self, why: str) -> Placement:
        start = self._published.end if self._published else None
        return self._open(start, None, "to-come", why)

    def _lasting(self, why: str) -> Placement:
        return Placement(TimeSpan(None, None, Grain.DAY, Extent.THROUGHOUT), Basis.UNKNOWN, "ongoing", why)

    def _lasting_since(self, why: str) -> Placement:
        origin = self._chronicle.origin
        if origin is None or origin.expression.time is None:
            return self._lasting(why)
        time = TimeSpan(origin.expression.time.start, None, Grain.DAY, Extent.THROUGHOUT)
        return Placement(time, Basis.UNKNOWN, "ongoing", why)

    def _unknown(self, why: str) -> Placement:
        return self._open(None, None, "unknown", why)

    def _open(self, start: int | None, end: int | None, word: str, why: str) -> Placement:
        return Placement(TimeSpan(start, end, Grain.DAY), Basis.UNKNOWN, word, why)
