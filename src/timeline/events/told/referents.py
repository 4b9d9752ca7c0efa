"""Whether a reader of a title alone can know which and whom it means, or only one who has read the text before it."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.subjects import SUBJECTS
from timeline.events.told.wording import Draft
from timeline.events.who.names import UNNAMED, Names

REFUSED = 7  # doubts with which there is no title
_VERBS = ("VERB", "AUX", "DET")
_TELLING = ("NOUN", "PROPN", "NUM", "ADJ")
_FEW = 3  # nouns and adjectives with which a clause without a name may tell which


@dataclass(frozen=True, slots=True)
class Referents:
    """The checks, for one sentence; ``dated`` are the words of its times."""

    tree: Tree
    lexicon: Lexicon
    names: Names
    dated: frozenset[int]

    def untold(self, draft: Draft, kept: list[int]) -> int:
        """Doubts that a reader knows which: "the procedure will begin", of which the text before tells more."""
        if draft.noun or draft.lead or not kept or not self.names.text[: self.tree.span.start].strip():
            return 0
        said = [self.tree.words[i] for i in kept if i not in self.dated and draft.instead.get(i, "x")]
        named = any(w.pos == "PROPN" or (w.i in draft.instead and w.pos not in _VERBS) for w in said)
        subject = next((w for w in said if w.dep in SUBJECTS), None)
        open_noun = subject is not None and subject.low not in self.lexicon.words["unique_nouns"]
        bare = subject is not None and subject.pos == "NOUN" and open_noun and self._is_bare(subject, kept)
        few = subject is not None and subject.low in self.lexicon.words["counting_subjects"]
        alone = subject is not None and not any(w.dep != "det" for w in self.tree.children(subject))
        if few and alone:
            return REFUSED
        if named:
            event = subject is not None and self.lexicon.is_event_noun(subject.lemma)
            return bare * (4 if event else 2)
        if bare:
            return REFUSED
        if any(w.pos == "NUM" for w in said):
            return 0
        nouns = [w for w in said if w.pos == "NOUN"]
        telling = [w for w in said if w.pos in _TELLING and not self._is_bare(w, kept)]
        known = any(w.low in self.lexicon.words["unique_nouns"] for w in nouns)
        return REFUSED if len(telling) < _FEW and not known else 2

    def unnamed(self, draft: Draft, kept: list[int]) -> int:
        """Doubts whom "it" or "they" means: nobody before it in the title, or as well something that is left out."""
        if draft.noun or not kept or not (kept[0] or self.names.text[: self.tree.span.start].strip()):
            return 0
        lists, doubt = self.lexicon.words, 0
        first_verb = next((i for i in kept if self.tree.words[i].pos == "VERB"), 0)
        for at, i in enumerate(kept):
            word = self.tree.words[i]
            if (
                word.low not in lists["neuter"] | lists["personal"]
                or i in draft.instead
                or self.is_empty(word)
                or word.dep == "expl"
            ):
                continue
            if (at == 0 and not draft.lead) or (word.dep == "nsubj" and word.head == draft.verb):
                doubt += REFUSED
            elif word.dep in SUBJECTS and at > 0 and word.low in lists["neuter"]:
                many = word.low in lists["plural"]
                left = (w for w in self.tree.words[kept[0] : i] if w.i not in kept and w.i not in self.dated)
                missed = any(w.pos == "NOUN" and (w.tag == "NNS") == many and w.dep == "dobj" for w in left)
                meant = draft.lead or any(self._may_mean(i, j, draft) for j in kept[:at])
                doubt += 4 * missed if meant else 6
            elif word.dep in ("dobj", "pobj", "dative"):
                above = next((w.i for w in self.tree.above(word) if w.pos == "VERB"), 0)
                between = (self.tree.words[j] for j in kept[:at] if j > above)
                doubt += 4 * (first_verb == above and not any(w.pos in ("NOUN", "PROPN") for w in between))
        return doubt

    def _may_mean(self, pronoun: int, noun: int, draft: Draft) -> bool:
        """Whether "it" or "they" may be that word: a thing or things, no person's name or office."""
        tree, words = self.tree, self.lexicon.words
        word = tree.words[noun]
        if noun in draft.instead:
            return bool(draft.instead[noun])
        called = tree.name_at(word)
        if called is not None and called.label in UNNAMED:
            return False
        if word.pos not in ("NOUN", "PROPN") or word.dep in ("compound", "nmod", "npadvmod") or noun in self.dated:
            return False
        if tree.words[pronoun].low in words["plural"]:
            return (
                word.tag in ("NNS", "NNPS")
                or word.dep == "conj"
                or bool(tree.children(word, "conj"))
                or word.pos == "PROPN"
            )
        named = tree.name_at(word)
        person = named is not None and self.names.kind(self.names.name(tree, named)) == "person"
        return not person and word.low not in words["person_nouns"] and word.tag not in ("NNS", "NNPS")

    def _is_bare(self, noun: Word, kept: list[int]) -> bool:
        """Whether a noun has "the" or "those" and nothing else that tells which."""
        beside = [w for w in self.tree.children(noun) if w.dep != "punct" and w.i in kept]
        pointing = self.lexicon.words["vague_subjects"] | {self.lexicon.first["the"]}
        return bool(beside) and all(w.low in pointing or w.dep == "nummod" for w in beside)

    def is_empty(self, pronoun: Word) -> bool:
        """ "It emerged that …": nothing is meant by it."""
        if pronoun.dep == "expl":
            return True
        above = self.tree.head(pronoun)
        told = self.tree.child(above, "ccomp")
        reports = above.lemma in self.lexicon.verbs["reporting"]
        return pronoun.dep == "nsubj" and told is not None and not reports and bool(self.tree.child(told, "mark"))
