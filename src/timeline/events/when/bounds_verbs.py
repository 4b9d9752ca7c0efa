"""When what a verb tells of was: by its tense, and by the clauses that hold it or stand beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.when.bounds_nouns import Place, is_awaited
from timeline.events.when.dated import Dated
from timeline.events.when.grounds import Grounds, Placement, is_closed
from timeline.events.when.tenses import Telling, Tenses
from timeline.values.mention import Status
from timeline.values.time import Grain

_VERBS = ("VERB", "AUX")
_BELOW = ("advcl", "conj", "xcomp", "oprd", "relcl", "prep", "dobj")
_NONFINITE = (Telling.INFINITIVE, Telling.GERUND, Telling.PARTICIPLE)
_NOW = (Telling.PRESENT, Telling.PROGRESSIVE, Telling.PARTICIPLE, Telling.GERUND)
_NOT_PAST = (Telling.PRESENT, Telling.PROGRESSIVE, Telling.FUTURE, Telling.MODAL)
_AHEAD = ("ongoing", "to-come")
_STOPS = (".", "!", "?")
_LEAD = 3  # sentences at the beginning, which tell the news


@dataclass(frozen=True, slots=True)
class Verbs:
    """The rules for verbs; ``placed`` places what a verb hangs on."""

    grounds: Grounds
    placed: Place

    @property
    def lexicon(self) -> Lexicon:
        """The event words of the language."""
        return self.grounds.chronicle.lexicon

    def place(self, tree: Tree, verb: Word, telling: Telling, deep: int) -> Placement:
        """When it was; ``deep`` is how much further may be asked."""
        grounds, marks = self.grounds, self._marks(tree, verb)
        if verb.low in grounds.words["attributing"]:
            return grounds.chosen("attributing", "it names who says so")
        if telling is Telling.FUTURE:
            return grounds.chosen("future", "told as to come")
        if is_awaited(grounds, tree, verb):
            return grounds.chosen("awaited", "what is hoped for or feared")
        if marks & self.lexicon.words["ongoing_adverbs"] and telling in _NOW:
            return grounds.chosen("going-on", "it goes on")
        if telling is Telling.MODAL:
            return self._modal(tree, verb)
        if telling is Telling.PLUPERFECT:
            return self._pluperfect(tree, verb, deep)
        if self._is_headline(tree, verb, telling):
            return grounds.chosen("headline", "a headline")
        if telling in _NONFINITE:
            return self._nonfinite(tree, verb, telling, deep)
        if telling in (Telling.PRESENT, Telling.PROGRESSIVE):
            return self._present(tree, verb, marks, deep)
        return self._past(tree, verb, telling, deep)

    @staticmethod
    def _marks(tree: Tree, verb: Word) -> set[str]:
        """The words that join its clause to what it hangs on."""
        above = tree.head(verb)
        own = {w.low for w in tree.children(verb, "mark", "advmod", "prep")}
        return own | ({above.low} if above.pos in ("ADP", "SCONJ") else set())

    def _modal(self, tree: Tree, verb: Word) -> Placement:
        grounds, words = self.grounds, self.grounds.words
        helpers = {w.low for w in Tenses(tree, self.lexicon, words).helpers(verb)}
        if helpers & self.lexicon.words["have"]:
            return grounds.chosen("may-have", "what may have been")
        if helpers & (words["able"] | words["past_able"]) and tree.child(verb, "neg"):
            return grounds.chosen("cannot", "what could not be")
        if helpers & words["able"]:
            return grounds.chosen("can", "what can be")
        if helpers & words["possible"] and verb.lemma in words["states"]:
            return grounds.chosen("may-be", "what may be so")
        return grounds.chosen("modal", "told as possible")

    def _pluperfect(self, tree: Tree, verb: Word, deep: int) -> Placement:
        above = next((w for w in tree.above(verb) if w.pos in _VERBS), None)
        if verb.dep == "advcl" and deep and above is not None:
            holder = self.placed(tree, above, deep - 1)
            if holder.word == "to-come":
                return holder
        return self._again(verb) or self.grounds.chosen("pluperfect", "told as before the rest")

    def _present(self, tree: Tree, verb: Word, marks: set[str], deep: int) -> Placement:
        grounds, words = self.grounds, self.grounds.words
        above = next((w for w in tree.above(verb) if w.pos in _VERBS), None)
        if verb.dep == "advcl" and deep and above is not None:
            if marks & (words["if"] | words["before"]):
                return grounds.chosen("supposed", "what is awaited or supposed")
            if marks & words["while"] and (holder := self.placed(tree, above, deep - 1)).word == "to-come":
                return holder
        if verb.lemma in (self.lexicon.verbs["reporting"] - words["states"]) | words["standing"]:
            return grounds.chosen("standing", "how things stand")
        return grounds.chosen("present", "told in the present")

    def _is_headline(self, tree: Tree, verb: Word, telling: Telling) -> bool:
        """What stands before a page's stamp, or first and without a full stop."""
        if telling not in (Telling.PRESENT, Telling.GERUND, Telling.PARTICIPLE):
            return False
        stamped = self.grounds.chronicle.stamped
        if verb.span.start < stamped:
            return True
        states = self.lexicon.verbs["stative"] | self.grounds.words["states"]
        if tree.span.start <= stamped < tree.span.end and telling is Telling.PRESENT and verb.lemma not in states:
            return stamped > 0
        return self.grounds.chronicle.number(tree) == 0 and tree.words[-1].text not in _STOPS

    def _nonfinite(self, tree: Tree, verb: Word, telling: Telling, deep: int) -> Placement:
        """With what it hangs on; an infinitive lies ahead, unless it is the same happening or a past aim."""
        grounds, words = self.grounds, self.grounds.words
        above = next((w for w in tree.above(verb) if w.pos in (*_VERBS, "NOUN", "ADJ")), None)
        if above is None or not deep:
            alone = telling is Telling.INFINITIVE
            return grounds.chosen("infinitive" if alone else "no-verb", "an infinitive" if alone else "no verb above")
        if verb.dep == "xcomp" and above.lemma in words["continuing"] and above.tag != "VBG":
            return grounds.chosen("going-on", "it goes on")
        holder = self.placed(tree, above, deep - 1)
        if verb.dep == "conj" and above.tag == verb.tag:
            return holder
        if telling is Telling.INFINITIVE:
            coming = holder.is_day and not self._begins_past(holder)
            same = above.lemma in words["same"] or coming or self._is_past_aim(tree, holder, above)
            if above.lemma in words["settling"]:
                return grounds.loosely(holder)
            if not same and self._is_content(tree, verb, above):
                return grounds.loosely(grounds.chosen("content", "what the news is that somebody does"))
            return holder if same else grounds.chosen("infinitive", "an infinitive looks ahead")
        return self._bare(tree, verb, telling, holder)

    def _is_content(self, tree: Tree, verb: Word, above: Word) -> bool:
        """ "Odeville is willing *to help*", told in the lead: the news itself, if nobody merely wants or aims at it."""
        words, verbs = self.grounds.words, self.lexicon.verbs
        wanted = words["ahead_verbs"] | words["ahead_nouns"] | verbs["planning"] | verbs["demanding"]
        return self._is_lead(tree) and verb.dep != "advcl" and above.lemma not in wanted

    def _bare(self, tree: Tree, verb: Word, telling: Telling, holder: Placement) -> Placement:
        """A participle or gerund without a helper: with what it hangs on, or before that, or wanted."""
        grounds, words = self.grounds, self.grounds.words
        over = tree.head(tree.head(verb)) if verb.dep == "pcomp" else tree.head(verb)
        if verb.dep == "pcomp" and over.lemma in words["accusing"]:
            return self._again(verb) or grounds.chosen("accused", "it is what somebody is accused of")
        if telling is not Telling.PARTICIPLE:
            return holder
        if verb.dep in ("ccomp", "xcomp", "oprd") and over.lemma in words["ahead_verbs"]:
            return grounds.chosen("participle-wanted", "it is wanted")
        if verb.dep not in ("acl", "amod"):
            return holder
        if verb.lemma in words["states"]:
            return grounds.chosen("participle-state", "a state")
        above = next((w for w in tree.above(verb) if w.pos in _VERBS), None)
        now = above is not None and Tenses(tree, self.lexicon, words).telling(above) in _NOT_PAST
        if now or holder.word in _AHEAD:
            return self._again(verb) or grounds.chosen("participle", "it was done before")
        return holder

    def _begins_past(self, holder: Placement) -> bool:
        """Whether what holds it lies before the end of the day of publication."""
        known = self.grounds.published.end if self.grounds.published else None
        return known is None or holder.time.start is None or holder.time.start < known

    def _is_past_aim(self, tree: Tree, holder: Placement, above: Word) -> bool:
        """ "Returned to show": told with what was done to that end."""
        verbs = self.lexicon.verbs
        ahead = self.grounds.words["ahead_verbs"] | verbs["planning"] | verbs["demanding"]
        told = Tenses(tree, self.lexicon, self.grounds.words).telling(above)
        past = told in (Telling.PAST, Telling.PARTICIPLE) and above.lemma not in ahead
        return past and holder.is_day and holder.time.grain <= Grain.DAY

    def _past(self, tree: Tree, verb: Word, telling: Telling, deep: int) -> Placement:
        """As what it hangs on or holds in its sentence, else as the story has come to."""
        grounds, chronicle = self.grounds, self.grounds.chronicle
        if self._reports(tree, verb):
            if telling is Telling.PERFECT and verb.dep in ("pcomp", "relcl", "advcl"):
                return grounds.chosen("beside", "told as before what it stands beside")
            if (near := self._with_saying(tree, verb)) is not None:
                return grounds.like(near, "sentence", f"told in one sentence with '{near.word.text}'")
            if (saying := chronicle.saying(tree)) is not None and self._same_speaker(tree, verb, saying):
                return grounds.like(saying, "story", f"said with '{saying.word.text}'")
            return grounds.chosen("said", "told in the past")
        if (near := self._near(tree, verb)) is not None:
            return grounds.like(near, "sentence", f"told in one sentence with '{near.word.text}'")
        if (again := self._again(verb)) is not None:
            return again
        if self._is_beside(tree, verb):
            return self._beside(tree, verb, telling, deep)
        speaks, lead = verb.lemma in grounds.words["speech"], self._is_lead(tree)
        if telling is Telling.PERFECT:
            new = speaks or lead or tree.child(verb, "neg") is not None
            return grounds.chosen("perfect-new", "told as new") if new else grounds.chosen("perfect", "told as past")
        if (story := chronicle.before(tree)) is not None:
            return grounds.like(story, "story", f"the story had come to '{story.word.text}'")
        if speaks or lead:
            return grounds.chosen("past-new", "told in the past")
        followed = chronicle.report is not None or chronicle.stamped
        return grounds.chosen("past-reported" if followed else "past", "told as past")

    def _is_lead(self, tree: Tree) -> bool:
        """Whether the sentence is among the first of the report, which tell the news."""
        return self.grounds.chronicle.number(tree) < self.grounds.chronicle.first + _LEAD

    def _same_speaker(self, tree: Tree, verb: Word, saying: Dated) -> bool:
        """Whether who says it is who said what is dated, by name or by a pronoun."""
        one, other = tree.child(verb, "nsubj"), saying.tree.child(saying.word, "nsubj")
        if one is None or other is None:
            return False
        return one.pos == "PRON" or one.lemma == other.lemma

    def _reports(self, tree: Tree, verb: Word) -> bool:
        """Whether the verb says that somebody said something."""
        if verb.lemma not in self.lexicon.verbs["reporting"]:
            return False
        return verb.lemma not in self.grounds.words["perceiving"] or tree.child(verb, "ccomp") is not None

    def _with_saying(self, tree: Tree, verb: Word) -> Dated | None:
        """What is dated beside what is said: "said as day broke on Saturday", "in a poll on Sunday, most said"."""
        for below in tree.children(verb, "advcl", "prep", "npadvmod"):
            for i in tree.subtree(below):
                own = self.grounds.chronicle.own(tree.words[i])
                if own is not None and self._is_past(own) and own.time.grain <= Grain.DAY:
                    return own
        return None

    def _near(self, tree: Tree, verb: Word) -> Dated | None:
        """The nearest dated word above, else the first in a clause below, that is not to come."""
        chronicle = self.grounds.chronicle
        for above in tree.above(verb):
            if (own := chronicle.own(above)) is not None and self._is_past(own) and not chronicle.is_apart(own):
                return own
        for below in (*tree.children(verb, *_BELOW), *self._beside_it(tree, verb)):
            own = chronicle.own(below)
            if own is not None and self._is_past(own) and not own.is_guess and not chronicle.is_apart(own):
                return own
        return None

    def _beside_it(self, tree: Tree, verb: Word) -> Iterator[Word]:
        """The nouns that were when it was: its subject, its object, and where it happened."""
        yield from tree.children(verb, "nsubj", "nsubjpass")
        if verb.lemma not in self.lexicon.verbs["looking_back"] | self.grounds.words["aftermath"]:
            yield from tree.children(verb, "dobj")
        for preposition in tree.children(verb, "prep"):
            if preposition.low in self.grounds.words["while"]:
                yield from tree.children(preposition, "pobj")

    def _is_past(self, dated: Dated) -> bool:
        known = self.grounds.published.end if self.grounds.published else None
        ahead = known is not None and dated.time.start is not None and dated.time.start >= known
        return is_closed(dated) and not ahead

    def _again(self, verb: Word) -> Placement | None:
        """By the same verb, dated by a day elsewhere in the document."""
        if verb.lemma in self.grounds.words["common"]:
            return None
        found = self.grounds.chronicle.dated_as(verb.lemma)
        same = next((d for d in found if d.time.grain <= Grain.DAY and d.status is Status.OCCURRED), None)
        return self.grounds.like(same, "again", "dated where it is told of again") if same is not None else None

    def _is_beside(self, tree: Tree, verb: Word) -> bool:
        """Whether its clause tells what came before: "after she flew", "the man who built it"."""
        while verb.dep == "conj":
            verb = tree.head(verb)
        if verb.dep in ("advcl", "pcomp"):
            marks = {w.low for w in tree.children(verb, "mark", "advmod")} | {tree.head(verb).low}
            return not marks & self.grounds.words["while"]
        first = min(tree.subtree(verb))
        return verb.dep == "relcl" and first > 0 and tree.words[first - 1].text != ","

    def _beside(self, tree: Tree, verb: Word, telling: Telling, deep: int) -> Placement:
        """With what happened on a day, that day, or to come with what is; else before what is told."""
        above = next((w for w in tree.above(verb) if w.pos in _VERBS and w.dep not in ("relcl", "acl")), None)
        words, verbs = self.grounds.words, self.lexicon.verbs
        if deep and above is not None and above.lemma not in verbs["reporting"] | verbs["stative"] | words["states"]:
            holder = self.placed(tree, above, deep - 1)
            past = telling is Telling.PAST and Tenses(tree, self.lexicon, words).telling(above) is Telling.PAST
            if holder.word == "to-come" or (past and holder.is_day):
                return holder
        return self.grounds.chosen("beside", "told as before what it stands beside")
