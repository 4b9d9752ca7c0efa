"""What is said not to have happened, and what will not happen as planned.

The two differ: a denied attack never was, a cancelled match was to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Grammar

_OBJECTS = ("dobj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Denial:
    """Questions about the words of one sentence."""

    tree: Tree
    lexicon: Lexicon

    def is_denied_verb(self, verb: Word) -> bool:
        """Whether something else than a negated verb says that it did not happen.

        "Nobody was hurt", "made no arrests", "without speaking", "prevented them from leaving", "was to have begun".
        """
        tree, lexicon = self.tree, self.lexicon
        subjects = tree.children(verb, "nsubj", "nsubjpass")
        if any(self._is_nobody(w) for w in subjects) or any(self._has_no(w) for w in tree.children(verb, "dobj")):
            return True
        if any(w.low in lexicon.words["no"] for w in tree.children(verb, "preconj", "advmod", "cc", "det")):
            return True  # "neither spoke nor sang"
        if verb.dep == "pcomp" and any(
            w.low in lexicon.words["in_place_of"] or w.lemma in lexicon.verbs["averting"] for w in self._above(verb)
        ):
            return True
        helpers = {w.low for w in tree.children(verb, "aux")}
        above = tree.head(verb)
        was = above.lemma in lexicon.verbs["copula"] and above.tag == "VBD" and verb.dep == "xcomp"
        return was and bool(helpers & lexicon.words["to"]) and bool(helpers & lexicon.words["have"])

    def is_denied_noun(self, noun: Word) -> bool:
        """Whether a happening said by a noun was not: "no attack", "prevented an attack", "the attack never was"."""
        tree, lexicon = self.tree, self.lexicon
        above = tree.head(noun)
        modifiers = {w.low for w in tree.children(noun, "amod")}
        if self._has_no(noun) or modifiers & lexicon.words["denied_adjectives"]:
            return True
        if noun.dep in _OBJECTS and above.lemma in lexicon.verbs["averting"]:
            held = [c for p in tree.children(above, "prep") for c in tree.children(p, "pcomp")]
            return tree.child(above, "neg") is None and not held  # "prevented the summit from failing"
        return noun.dep == "nsubj" and above.lemma in lexicon.verbs["happening"] and bool(tree.child(above, "neg"))

    def is_cancelled(self, noun: Word) -> bool:
        """Whether a happening said by a noun was called off: by a verb whose object it is, or by an adjective."""
        above = self.tree.head(noun)
        if {w.low for w in self.tree.children(noun, "amod")} & self.lexicon.words["cancelled_adjectives"]:
            return True
        if any(self._is_cancelling(c, noun) and c.tag == "VBN" and not self._is_open(c) and self._is_passive(c)
               for c in self.tree.children(noun, "acl", "relcl")):  # fmt: skip
            return True
        return noun.dep in _OBJECTS and self._is_cancelling(above, noun) and not self._is_open(above)

    def cancels(self, verb: Word) -> bool:
        """Whether the verb tells that something was called off."""
        thing = self.tree.child(verb, *_OBJECTS)
        if (thing is None or thing.tag in ("WDT", "WP")) and verb.dep in ("acl", "relcl"):
            thing = self.tree.head(verb)
        return self._is_cancelling(verb, thing)

    def moves(self, verb: Word) -> bool:
        """Whether the verb, being one of calling off, says that it will be later."""
        return verb.lemma in self.lexicon.verbs["postponing"]

    def was_planned(self, verb: Word) -> bool:
        """Whether the verb says of a happening that was called off for when it was planned: "planned for June"."""
        lexicon = self.lexicon
        planned = verb.lemma in lexicon.verbs["scheduling"] | lexicon.verbs["planning"]
        return planned and verb.dep in ("acl", "relcl") and self.is_cancelled(self.tree.head(verb))

    def _is_cancelling(self, verb: Word, thing: Word | None) -> bool:
        verbs, words = self.lexicon.verbs, self.lexicon.words
        if verb.lemma in verbs["cancelling_with_particle"]:
            if not any(w.low in words["cancelling_particles"] for w in self.tree.children(verb, "prt", "advmod")):
                return False
        elif verb.lemma not in verbs["cancelling"]:
            return False
        if thing is None or thing.pos in ("PRON", "PROPN"):
            return True
        return Grammar(self.tree, self.lexicon).is_event(thing) or thing.lemma in words["cancelled_things"]

    def _is_passive(self, verb: Word) -> bool:
        """Whether what the verb hangs on is what it was done to."""
        return verb.dep == "acl" or self.tree.child(verb, "auxpass") is not None

    def _is_open(self, verb: Word) -> bool:
        """Whether the verb is not told as done: "will be cancelled", "was not cancelled", "to cancel"."""
        if self.tree.child(verb, "neg"):
            return True
        return Grammar(self.tree, self.lexicon).is_ahead(verb) and not (
            verb.dep in ("xcomp", "ccomp") and self.tree.head(verb).lemma in self.lexicon.verbs["doing"]
        )

    def _is_nobody(self, word: Word) -> bool:
        words = self.lexicon.words
        if any(w.low in words["excepting"] for w in self.tree.children(word, "prep")):
            return False
        return word.low in words["nobody"] or self._has_no(word) or self.tree.child(word, "neg") is not None

    def _has_no(self, word: Word) -> bool:
        words, counted = self.tree.words, self.lexicon.words["after_no"]
        return any(
            w.low in self.lexicon.words["no"] and words[w.i + 1].low not in counted
            for w in self.tree.children(word, "det")
        )

    def _above(self, verb: Word) -> Iterator[Word]:
        """That above it and what stands before that: "instead of"."""
        above = self.tree.head(verb)
        yield above
        yield from self.tree.children(above, "advmod")
        yield self.tree.head(above)
