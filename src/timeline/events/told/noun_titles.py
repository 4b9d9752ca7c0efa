"""Titles of happenings that are said by a noun: "Attack on the village of Osk"."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.phrases import Phrases
from timeline.events.told.subjects import SUBJECTS
from timeline.events.told.wording import Draft
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names

_BESIDE = ("relcl", "appos", "cc", "conj", "punct", "advcl", "mark", "nsubj", "cop", "aux", "det")

_PLACES = ("FAC", "GPE", "LOC")
_DEFINING = ("amod", "compound", "nmod", "nummod", "poss", "quantmod", "npadvmod", "punct", "det")


@dataclass(frozen=True, slots=True)
class NounTitles:
    """The rules, for one sentence."""

    tree: Tree
    lexicon: Lexicon
    names: Names
    noise: frozenset[int]  # the words that no title of the sentence holds

    def draft(self, happening: Happening, times: list[list[Word]]) -> Draft:
        """The noun with what tells which; clear where there is such: "attack on Velm", not "the attack"."""
        tree, words, noun = self.tree, self.lexicon.words, happening.trigger
        phrases = Phrases(tree, self.lexicon)
        gone = phrases.time_words(times, noun) | self.noise
        places = 0
        for child in tree.children(noun):
            if child.dep == "punct" and child.text in ("/", "-") and noun.i > child.i:
                continue
            if child.dep == "prep" and child.low in words["place_prepositions"] and child.i > noun.i:
                places += 1
            if child.i < noun.i and child.dep not in _DEFINING:
                gone |= set(tree.subtree(child))
            if places > 1 or child.dep in _BESIDE or (child.dep in ("acl", "prep") and phrases.is_aside(child)):
                gone |= set(tree.subtree(child))
        kept = [i for i in tree.subtree(noun) if i not in gone]
        draft = Draft(tree, self.names.text, phrases.trimmed(kept))
        for owner in tree.children(noun, "poss"):
            self._name_owner(draft, owner)
            self._name_person(draft, owner)
        owners = [w.i for w in tree.children(noun, "poss") if w.low in words["possessive"] and w.i not in draft.instead]
        owners += [w.i for w in tree.children(noun, "poss") if w.low in words["first_person"]]
        draft.words = [i for i in draft.words if i not in owners]  # nobody knows whose
        draft.noun = True
        draft.named = self._named_owners(draft, noun)
        draft.clear = self._tells_which(draft, noun)
        return draft

    @property
    def _by(self) -> frozenset[str]:
        return self.lexicon.words["by_prepositions"]

    def _tells_which(self, draft: Draft, noun: Word) -> bool:
        """Whether a name, or what it was done to or with, stands beside the noun."""
        others = [self.tree.words[i] for i in draft.words if i != noun.i]
        above = self.tree.head(noun)
        if draft.words and self.tree.words[draft.words[0]].tag in ("WP$", "WDT", "WP", "WRB"):
            return False
        if any(w.tag == "PRP$" and w.i not in draft.instead for w in others):
            return False
        named = self.tree.name_at(noun)
        if named is not None and named.label in _PLACES:
            return False  # "Liberty Square", where something happened
        owned = any(w.dep in ("poss", "compound") or w.low in self._by for w in self.tree.children(noun) if w in others)
        if noun.lemma in self.lexicon.words["owned_nouns"] and not owned:
            return False  # "trip to Velm": whose?
        if noun.dep in SUBJECTS and above.lemma in self.lexicon.verbs["reporting"]:
            return False  # "a statement said": what?
        if any(said for said in draft.instead.values()) or any(w.pos == "PROPN" for w in (noun, *others)):
            return True
        return any(w.dep == "pobj" and w.pos == "NOUN" for w in others)

    def _name_person(self, draft: Draft, owner: Word) -> None:
        if owner.low in self.lexicon.words["personal"] and (name := self.names.person_for(self.tree, owner)):
            draft.instead[owner.i] = f"{name}{self.lexicon.first['possessive_mark']}"

    def _name_owner(self, draft: Draft, owner: Word) -> None:
        """ "the terror group's attack" becomes "Hamas attack", where one organisation was named before."""
        if owner.low not in self.lexicon.words["organisation_nouns"] or self.tree.name_at(owner):
            return
        business = owner.low in self.lexicon.words["business_nouns"]
        before = self.names.organisation_before if business else self.names.organisation_for
        if name := self.names.organisation_for(self.tree, owner) or before(self.tree, owner):
            draft.instead |= dict.fromkeys(self.tree.subtree(owner), "") | {owner.i: name}

    def _named_owners(self, draft: Draft, noun: Word) -> tuple[str, ...]:
        owners = {i for owner in self.tree.children(noun, "poss") for i in self.tree.subtree(owner)}
        mark = self.lexicon.first["possessive_mark"]
        return tuple(said.removesuffix(mark) for i, said in draft.instead.items() if said and i in owners)
