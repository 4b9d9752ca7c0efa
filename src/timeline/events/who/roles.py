"""The grammar of taking part: which words are the agents, the patients and the places of a trigger.

Words, not names: who they are is for :mod:`timeline.events.who.parties`, which also tells whether the ``owner`` of a
noun, a word before it, is its place or its agent, and whether what is ``visited`` is a place. The subject of a passive
has it done to it; what a relative clause describes takes the part that its pronoun has; who is asked to do something,
does it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_DEEPEST = 8  # clauses climbed to find a subject
Part = tuple[Word, str]


@dataclass(frozen=True, slots=True)
class Roles:
    """The parts played in one sentence."""

    tree: Tree
    lexicon: Lexicon

    def of(self, trigger: Word) -> list[Part]:
        """The words that take part with their roles, each coordinated one as well, what is surest first."""
        found = self._of_verb(trigger) if trigger.pos in _VERBAL else self._of_noun(trigger)
        parts: dict[int, Part] = {}
        for word, role in found:
            for each in self.with_others(word):
                parts.setdefault(each.i, (each, role))
        return list(parts.values())

    def with_others(self, word: Word, depth: int = 0) -> Iterator[Word]:
        """A word and those that "and" joins to it."""
        yield word
        if depth < _DEEPEST:
            for other in self.tree.children(word, "conj"):
                before = self.tree.words[other.i - 1].low
                if other.pos in _NOMINAL and before not in self.lexicon.names.roles["not"]:
                    yield from self.with_others(other, depth + 1)

    def is_passive(self, verb: Word) -> bool:
        """Whether it is done to its subject."""
        tree = self.tree
        if tree.child(verb, "auxpass", "nsubjpass"):
            return True
        if verb.tag != "VBN" or tree.child(verb, "aux", "dobj"):
            return False
        if verb.dep == "conj":
            return tree.child(verb, *_SUBJECTS) is None and self.is_passive(tree.head(verb))
        return verb.dep in ("acl", "advcl", "amod")

    def subject(self, verb: Word, depth: int = 0) -> Word | None:
        """Who does it or has it done to it: the verb's own subject, or the one that it takes from elsewhere."""
        tree, words = self.tree, self.lexicon.words
        own = tree.children(verb, *_SUBJECTS)
        before = [w for w in own if w.i < verb.i]
        subject = before[-1] if before else own[0] if own else None
        if subject is not None:
            relative = subject.low in words["relative"] and verb.dep == "relcl"
            return tree.head(verb) if relative else subject
        if depth > _DEEPEST or verb.head == verb.i:
            return None
        above = tree.head(verb)
        if verb.dep in ("acl", "amod") and above.pos in _NOMINAL and verb.tag != "VB":
            return above
        if above.pos not in _VERBAL:
            return self._around(verb, above, depth)
        if verb.dep in ("xcomp", "ccomp") and (other := tree.child(above, "dobj", "dative")) and other.i < verb.i:
            return other
        if verb.dep in ("xcomp", "conj", "advcl", "pcomp", "aux"):
            return self.subject(above, depth + 1)
        return None

    def _around(self, verb: Word, above: Word, depth: int) -> Word | None:
        """ "Osk's plan to sell", "willing to sell", "after selling": the noun's owner, else the subject around it."""
        tree = self.tree
        if verb.dep == "acl":
            if owner := tree.child(above, "poss"):
                return owner
        elif verb.dep not in ("pcomp", "xcomp"):
            return None
        outer = next((w for w in tree.above(verb) if w.pos in _VERBAL), None)
        return self.subject(outer, depth + 1) if outer else None

    def _of_verb(self, verb: Word) -> Iterator[Part]:
        tree, passive, roles = self.tree, self.is_passive(verb), self.lexicon.names.roles
        if (subject := self.subject(verb)) is not None:
            yield subject, "patient" if passive else "agent"
        visiting = verb.lemma in roles["visiting"]
        yield from ((w, "visited" if visiting else "patient") for w in self._objects(verb))
        if verb.dep == "relcl" and any(w.low in roles["where"] for w in tree.children(verb, "advmod")):
            yield tree.head(verb), "place"
        for preposition in tree.children(verb, "agent", "prep"):
            if (inner := tree.child(preposition, "pobj")) is not None:
                yield from self._after(verb, preposition, inner, passive=passive)
        if verb.dep in ("conj", "xcomp"):
            yield from self._places(tree.head(verb))

    def _objects(self, verb: Word) -> Iterator[Word]:
        tree, words = self.tree, self.lexicon.words
        yield from tree.children(verb, "dobj", "dative")
        for clause in tree.children(verb, "ccomp", "xcomp"):
            someone = tree.child(clause, "nsubj")
            if someone is not None and clause.tag == "VB" and verb.lemma in self.lexicon.verbs["demanding"]:
                yield someone  # "asked her to help"
        if verb.dep != "relcl" or any(w.tag == "WRB" for w in tree.children(verb, "advmod")):
            return  # "the town where they met"
        if (gap := tree.child(verb, "dobj")) is not None:
            if gap.low in words["relative"]:
                yield tree.head(verb)
        elif not tree.child(verb, "auxpass", "prep", "xcomp", "ccomp"):
            own = tree.child(verb, "nsubj")
            if own is not None and own.low not in words["relative"]:
                yield tree.head(verb)  # "the man they arrested"

    def _after(self, verb: Word, preposition: Word, inner: Word, *, passive: bool) -> Iterator[Part]:
        words, roles, low = self.lexicon.words, self.lexicon.names.roles, preposition.low
        if low in words["by_words"]:
            if passive or preposition.dep == "agent":
                yield inner, "agent"
        elif low in words["place_prepositions"] or self._moves(verb, low):
            yield inner, "place"
        elif low in roles["facing"] or (low in roles["addressed"] and verb.lemma in roles["addressing"]):
            yield inner, "patient"

    def _moves(self, word: Word, preposition: str) -> bool:
        """ "flew to Osk", "a tour of Osk": a place is where it leads."""
        roles = self.lexicon.names.roles
        return word.lemma in roles["moving"] and preposition in roles["ways"]

    def _places(self, verb: Word) -> Iterator[Part]:
        for preposition in self.tree.children(verb, "prep"):
            inner = self.tree.child(preposition, "pobj")
            if inner is not None and preposition.low in self.lexicon.words["place_prepositions"]:
                yield inner, "place"

    def _of_noun(self, noun: Word) -> Iterator[Part]:
        tree, lexicon = self.tree, self.lexicon
        roles = lexicon.names.roles
        undergone = noun.lemma in roles["undergone"]
        for owner in tree.children(noun, "poss"):
            yield owner, "patient" if undergone else "agent"
        for before in tree.children(noun, "compound", "nmod"):
            yield before, "patient" if undergone else "agent" if noun.lemma in roles["done"] else "owner"
        for preposition in tree.children(noun, "prep", "agent"):
            if (inner := tree.child(preposition, "pobj")) is not None:
                yield from self._beside_noun(noun, preposition, inner)
        yield from self._of_light_verb(noun)

    def _beside_noun(self, noun: Word, preposition: Word, inner: Word) -> Iterator[Part]:
        words, low = self.lexicon.words, preposition.low
        if low in words["by_words"] or low in self.lexicon.names.roles["between"]:
            yield inner, "agent"
        elif low in words["place_prepositions"] or self._moves(noun, low):
            yield inner, "place"
        elif low in words["suffering_prepositions"] or low in self.lexicon.names.roles["facing"]:
            yield inner, "patient"

    def _of_light_verb(self, noun: Word) -> Iterator[Part]:
        """ "Rebels launched an attack": who does the verb, does the noun."""
        tree = self.tree
        verb = tree.head(noun)
        if noun.dep == "pobj" and verb.low in self.lexicon.names.roles["means"] and tree.head(verb).pos in _VERBAL:
            article = tree.child(noun, "det")
            if article is not None and article.low in self.lexicon.words["indefinite_articles"]:
                subject = self.subject(tree.head(verb))  # "said in a statement"
                if subject is not None and not self.is_passive(tree.head(verb)):
                    yield subject, "agent"
            return
        if verb.pos not in _VERBAL or verb.lemma not in self.lexicon.names.roles["light"]:
            return
        passive = self.is_passive(verb)
        if noun.dep == "dobj" and not passive and (subject := self.subject(verb)) is not None:
            yield subject, "agent"
        if noun.dep == "nsubjpass":
            for by in tree.children(verb, "agent"):
                if (inner := tree.child(by, "pobj")) is not None:
                    yield inner, "agent"
        if noun.dep in ("dobj", "nsubjpass", "nsubj"):
            yield from self._places(verb)
