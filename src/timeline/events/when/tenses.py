"""How a happening is told: the form of its verb with all its helpers, or that it is a noun."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.when.bound_words import BoundWords

_VERBS = ("VERB", "AUX")
_JOINED = ("VB", "VBN", "VBG")  # forms that share the helpers of the verb they are joined to


class Telling(StrEnum):
    """The forms, by what they tell of time."""

    PAST = "past"  # "fell", "was hit"
    PERFECT = "perfect"  # "has fallen"
    PLUPERFECT = "pluperfect"  # "had fallen"
    PRESENT = "present"  # "falls"
    PROGRESSIVE = "progressive"  # "is falling", "has been falling"
    PAST_PROGRESSIVE = "past progressive"  # "was falling"
    FUTURE = "future"  # "will fall"
    MODAL = "modal"  # "could fall"
    INFINITIVE = "infinitive"  # "to fall"; also the bare one
    GERUND = "gerund"  # "falling", without a helper
    PARTICIPLE = "participle"  # "hit by", without a helper
    NOUN = "noun"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tenses:
    """The rules, for one sentence."""

    tree: Tree
    lexicon: Lexicon
    bound: BoundWords

    def helpers(self, verb: Word) -> list[Word]:
        """The auxiliaries of a verb, those of the one it is joined to where it has none of its own."""
        found = self.tree.children(verb, "aux", "auxpass")
        while not found and verb.dep == "conj" and verb.tag in _JOINED:
            above = self.tree.head(verb)
            if above.pos not in _VERBS or above.i > verb.i:
                break
            verb, found = above, self.tree.children(above, "aux", "auxpass")
        return found

    def telling(self, word: Word) -> Telling:
        """How the word is told; an adjective or adverb as the verb "be" above it."""
        if word.pos in ("NOUN", "PROPN", "NUM", "PRON"):
            return Telling.NOUN
        verb = self.verb_of(word)
        return self._verb(verb) if verb is not None else Telling.OTHER

    def verb_of(self, word: Word) -> Word | None:
        """The verb itself, or the one that says the word of something: "is *able* to"."""
        if word.pos in _VERBS and word.dep not in ("aux", "auxpass"):
            return word
        if word.dep in ("aux", "auxpass"):
            return self.tree.head(word)
        above = self.tree.head(word)
        return above if word.dep in ("acomp", "attr", "oprd", "prt", "advmod", "prep") and above.pos in _VERBS else None

    def _verb(self, verb: Word) -> Telling:
        words, verbs = self.lexicon.words, self.lexicon.verbs
        helpers = self.helpers(verb)
        low = {w.low for w in helpers}
        if low & verbs["future_auxiliaries"]:
            return Telling.FUTURE
        has = bool(low & words["have"])
        if any(w.tag == "MD" for w in helpers):
            return Telling.MODAL
        if low & words["to"]:
            return Telling.PAST if has else self._to(verb)
        past = any(w.tag == "VBD" for w in helpers)
        if has and verb.tag != "VBG":
            return Telling.PLUPERFECT if past else Telling.PERFECT
        if has and len(helpers) > 1:
            return Telling.PLUPERFECT if past else Telling.PROGRESSIVE
        if verb.tag == "VBG":
            return self._progressive(helpers, past)
        return self._simple(verb, helpers, past)

    def _to(self, verb: Word) -> Telling:
        """An infinitive, or a future: "is going to fall", "is to fall"."""
        above = self.tree.head(verb)
        if verb.dep != "xcomp" or above.pos not in _VERBS:
            return Telling.INFINITIVE
        going = above.tag == "VBG" and above.lemma in self.bound["going"]
        to_be = above.lemma in self.lexicon.verbs["copula"]
        present = any(w.tag in ("VBZ", "VBP") for w in ([above] if to_be else self.helpers(above)))
        return Telling.FUTURE if (going or to_be) and present else Telling.INFINITIVE

    @staticmethod
    def _progressive(helpers: list[Word], past: bool) -> Telling:
        if not helpers:
            return Telling.GERUND
        return Telling.PAST_PROGRESSIVE if past else Telling.PROGRESSIVE

    def _simple(self, verb: Word, helpers: list[Word], past: bool) -> Telling:
        if verb.tag == "VBD" or past:
            return Telling.PAST
        if verb.tag == "VBN":
            if any(w.tag == "VBG" for w in helpers):
                return Telling.PROGRESSIVE
            if helpers:
                return Telling.PRESENT
            return Telling.PAST if self.tree.child(verb, "nsubj") and verb.dep == "ROOT" else Telling.PARTICIPLE
        if verb.tag in ("VBZ", "VBP"):
            return Telling.PRESENT
        if any(w.tag in ("VBZ", "VBP") for w in helpers):  # "does not fall"
            return Telling.PRESENT
        return Telling.INFINITIVE
