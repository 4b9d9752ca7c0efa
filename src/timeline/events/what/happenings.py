"""A happening as it is found in a sentence, and what its grammar tells of it."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger word and how it was found.

    ``steps`` counts the words climbed over; ``limit`` marks what must happen before the time.
    """

    trigger: Word
    rule: str
    steps: int = 0
    limit: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether it is said by a verb, not by a noun."""
        return self.trigger.pos in ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Questions about the words of one sentence."""

    tree: Tree
    lexicon: Lexicon

    def is_event(self, word: Word) -> bool:
        """Whether a noun is a happening, also one with a name: "Hurricane Ada"."""
        if word.pos not in ("NOUN", "PROPN") or (word.pos == "PROPN" and word.lemma in self.lexicon.never_names):
            return False
        if word.pos == "PROPN":
            return any(w.lemma in self.lexicon.event_names for w in (word, *self.tree.children(word, "compound")))
        return self.lexicon.is_event_noun(word.lemma) or self.lexicon.is_event_noun(word.low)  # "hostilities"

    def is_ahead(self, verb: Word) -> bool:
        """Whether a verb tells what is to be done: infinitive, subjunctive, obligation, future."""
        lexicon = self.lexicon
        helpers = {w.low for w in self.tree.children(verb, "aux", "auxpass")}
        ahead = (
            lexicon.verbs["future_auxiliaries"]
            | lexicon.verbs["obligation_auxiliaries"]
            | lexicon.words["would"]
            | lexicon.words["to"]
        )
        if helpers & ahead:
            return self.tree.head(verb).lemma not in lexicon.verbs["doing"] or verb.dep != "xcomp"
        if (
            verb.dep == "ccomp"
            and self.tree.head(verb).lemma in lexicon.verbs["demanding"] - lexicon.verbs["reporting"]
        ):
            return verb.tag in ("VB", "VBP")  # "demanded that they release all"
        return verb.tag == "VB"
