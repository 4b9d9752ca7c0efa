"""When what a noun tells of was: by its own modifiers, by the same noun elsewhere, else as the clause that holds it."""

from collections.abc import Callable
from dataclasses import dataclass

from timeline.events.parse.trees import Tree, Word
from timeline.events.when.dated import Dated
from timeline.events.when.grounds import Grounds, Placement
from timeline.values.time import Grain

_MAIN = ("nsubj", "nsubjpass", "dobj", "attr", "pobj")
Place = Callable[[Tree, Word, int], Placement]


def is_awaited(grounds: Grounds, tree: Tree, word: Word) -> bool:
    """ "The prospect of a *vote*", "a chance of *winning*": what is named by a noun that looks ahead."""
    preposition, words = tree.head(word), grounds.words
    if word.dep not in ("pobj", "pcomp") or preposition.low not in words["toward"]:
        return False
    return tree.head(preposition).lemma in words["ahead_nouns"]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The rules for nouns; ``placed`` places what a noun hangs on."""

    grounds: Grounds
    placed: Place

    def place(self, tree: Tree, noun: Word, deep: int) -> Placement:
        """When it was; ``deep`` is how much further may be asked."""
        if deep and (named := self._named(tree, noun, deep)) is not None:
            return named
        words, grounds = self.grounds.words, self.grounds
        if noun.lemma in words["lasting"]:
            return self._lasting(tree, noun, deep)
        modifiers = {w.low for w in tree.children(noun, "amod", "compound")}
        if modifiers & words["ahead_adjectives"]:
            return grounds.chosen("noun-ahead", "it is told of as to come")
        if is_awaited(grounds, tree, noun):
            return grounds.chosen("awaited", "what is hoped for or feared")
        if modifiers & words["lasting_adjectives"]:
            return grounds.chosen("noun-going-on", "it is told of as going on")
        above = tree.head(noun)
        while above.pos == "ADP" and above.head != above.i:
            above = tree.head(above)
        if not deep or noun.head == noun.i:
            return grounds.chosen("noun-alone", "a noun that stands alone")
        if above.pos in ("VERB", "AUX"):
            return self._held(tree, noun, above, deep)
        if above.pos in ("NOUN", "PROPN"):
            return self.placed(tree, above, deep - 1)
        return grounds.chosen("noun-alone", "a noun that no verb holds")

    def _lasting(self, tree: Tree, noun: Word, deep: int) -> Placement:
        """Throughout; but one that is new, and told of as to come, is to come."""
        above = next((w for w in tree.above(noun) if w.pos in ("VERB", "AUX")), None)
        if deep and above is not None and noun.dep in _MAIN:
            holder = self.placed(tree, above, deep - 1)
            if holder.word == "to-come" and not self._is_definite(tree, noun):
                return holder
            if noun.dep == "nsubj" and holder.is_day and above.lemma in self.grounds.words["ending"]:
                return self.grounds.lasting("what is over", end=holder.time)
            if noun.dep == "nsubj" and holder.is_day and above.lemma in self.grounds.words["beginning"]:
                return self.grounds.lasting("what has begun", start=holder.time)
        return self.grounds.lasting("what lasts, where nothing says when", since=True)

    def _held(self, tree: Tree, noun: Word, verb: Word, deep: int) -> Placement:
        """As its verb, unless that looks ahead to it, or tells of a state."""
        words = self.grounds.words
        led = tree.head(noun).low if noun.dep == "pobj" else ""
        wanted = verb.lemma in words["ahead_verbs"] and noun.dep == "dobj"
        wanted = wanted or (verb.lemma in words["ahead_for"] and led in words["for"])
        if wanted or (verb.lemma in words["ahead_of"] and led in words["of"]):
            return self.grounds.chosen("noun-wanted", f"'{verb.text}' looks ahead to it")
        holder = self.placed(tree, verb, deep - 1)
        return self.grounds.chosen("noun-in-state", "a noun in a lasting state") if holder.word == "ongoing" else holder

    def _named(self, tree: Tree, noun: Word, deep: int) -> Placement | None:
        """Where the document tells of it elsewhere by the same name: dated there, or told of before."""
        chronicle, definite = self.grounds.chronicle, self._is_definite(tree, noun)
        if dated := self._dated_again(tree, noun, definite):
            return self.grounds.like(self._nearest(dated, noun), "again", "dated where it is told of again")
        if not definite:
            return None
        first = chronicle.first_named(noun.lemma)
        if first is not None and first[1].span.start < noun.span.start:
            return self.placed(*first, deep - 1)
        return self._told_before(tree, deep) if noun.lemma in self.grounds.words["anaphoric"] else None

    def _dated_again(self, tree: Tree, noun: Word, definite: bool) -> list[Dated]:
        """What is dated by that name: by a day, else by more, before "the" noun; after "a" noun only, which is new."""
        chronicle, at = self.grounds.chronicle, noun.span.start
        found = chronicle.dated_as(noun.lemma)
        dated = [d for d in found if d.time.grain <= Grain.DAY]
        dated = dated or [d for d in found if definite and d.word.span.start < at]
        new = any(w.low in chronicle.lexicon.words["indefinite_articles"] for w in tree.children(noun, "det"))
        return [d for d in dated if d.word.span.start > at] if new else dated

    @staticmethod
    def _nearest(dated: list[Dated], noun: Word) -> Dated:
        """The last before it, else the first after."""
        return next((d for d in reversed(dated) if d.word.span.start < noun.span.start), dated[0])

    def _told_before(self, tree: Tree, deep: int) -> Placement | None:
        """ "The move came after ...": what the sentence before tells of."""
        before = self.grounds.chronicle.previous(tree)
        root = next((w for w in before.words if w.head == w.i), None) if before is not None else None
        if before is None or root is None or root.pos != "VERB":
            return None
        return self.placed(before, root, deep - 1)

    def _is_definite(self, tree: Tree, noun: Word) -> bool:
        return any(w.low in self.grounds.words["definite"] for w in tree.children(noun, "det", "poss"))
