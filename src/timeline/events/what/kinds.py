"""What sort of happening it is: by its word, by what stands near it, and where its word says little, by its object.

The kinds are few and closed; which words tell of them is a language's data. What no word tells of is ``other``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Happening
from timeline.events.what.kind_rules import NAME
from timeline.values.mention import Kind

_OBJECTS = ("dobj", "dative", "attr", "oprd", "nsubjpass")
_AROUND = ("prt", "advmod", "acomp", "npadvmod")
_MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod")
_SHARING = ("conj", "xcomp", "advcl", "pcomp")  # a verb that hangs so has the subject of the one above it
_DEEPEST = 3  # light words looked through: "began to hold talks"


def kind_of(tree: Tree, happening: Happening, lexicon: Lexicon) -> Kind:
    """The kind of a happening, by the rules of the lexicon's language; ``other`` where none fits."""
    return _Near(tree, lexicon).kind(happening.trigger, _DEEPEST) or Kind.OTHER


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands near a word, and what that makes of it."""

    tree: Tree
    lexicon: Lexicon

    def kind(self, word: Word, depth: int) -> Kind | None:
        """The kind by the word's own rules, else by what it says little beside."""
        kinds = self.lexicon.kinds
        verbal = word.pos in ("VERB", "AUX")
        parts: dict[str, frozenset[str]] = {}
        for rule in (kinds.of_verb if verbal else kinds.of_noun).get(word.lemma, ()):
            if rule.near and not parts:
                parts = self._parts(word)
            if all(parts[part] & words for part, words in rule.near.items()):
                return rule.kind
        if not depth:
            return None
        if not verbal:
            inner = self._around(word) if word.lemma in kinds.light_nouns else []
            return self._first([*self.tree.children(word, "compound", "amod"), *inner], depth)
        return self._through(word, depth) if word.lemma in kinds.light else None

    def _through(self, verb: Word, depth: int) -> Kind | None:
        """The kind of a light verb's object, complement, subject, or of what else hangs on it."""
        tree = self.tree
        complements = [c for c in tree.children(verb, "xcomp") if c.pos == "VERB"]
        around = [w for w in self._around(verb) if w.pos in ("NOUN", "PROPN")]
        copula = verb.lemma in self.lexicon.verbs["copula"]
        subjects = [] if complements or copula else self._subjects(verb)
        nouns = (self._objects(verb), complements, subjects, [] if copula else around)
        return next((kind for words in nouns if (kind := self._first(words, depth))), None)

    def _first(self, words: list[Word], depth: int) -> Kind | None:
        return next((kind for w in words if (kind := self.kind(w, depth - 1))), None)

    def _parts(self, word: Word) -> dict[str, frozenset[str]]:
        if word.pos in ("VERB", "AUX"):
            objects, subjects = self._objects(word), self._subjects(word)
        else:
            objects, subjects = [], []
        found = {"object": self._lemmas(objects), "subject": self._lemmas(subjects)}
        found["around"] = self._lemmas(self._around(word, apart=True))
        found["any"] = found["object"] | found["subject"] | found["around"]
        return found

    def _lemmas(self, words: list[Word]) -> frozenset[str]:
        """Of words and their modifiers, also as they are written; of a name its mark as well."""
        near = [*words, *(m for w in words for m in self._modifiers(w))]
        named = frozenset([NAME] if any(w.pos == "PROPN" for w in words) else [])
        return named | frozenset(w.lemma for w in near) | frozenset(w.low for w in near)

    def _modifiers(self, word: Word) -> list[Word]:
        own = self.tree.children(word, *_MODIFIERS)
        of = [p for w in self.tree.children(word, "prep") for p in self.tree.children(w, "pobj")]
        return [*own, *of]

    def _objects(self, verb: Word) -> list[Word]:
        tree = self.tree
        found = tree.children(verb, *_OBJECTS)
        if verb.dep == "acl" and verb.tag == "VBN":
            found = [tree.head(verb), *found]
        if verb.dep == "relcl":
            found = [tree.head(verb) if w.tag in ("WDT", "WP") else w for w in found]
            subject = tree.child(verb, "nsubj")
            if not found and subject and subject.tag not in ("WDT", "WP"):
                found = [tree.head(verb)]  # "the remarks he made"
        return [w for o in found for w in self._all(o)]

    def _subjects(self, verb: Word) -> list[Word]:
        tree = self.tree
        agents = [p for w in tree.children(verb, "agent") for p in tree.children(w, "pobj")]
        found = tree.children(verb, "nsubj", "csubj")
        if verb.dep == "relcl":
            found = [tree.head(verb) if w.tag in ("WDT", "WP") else w for w in found]
        elif verb.dep == "acl" and verb.tag == "VBG":
            found = [tree.head(verb)]
        passive = tree.child(verb, "auxpass", "nsubjpass")
        above = tree.head(verb)
        if not found and not passive and verb.dep in _SHARING and above.pos in ("VERB", "AUX"):
            passed = tree.children(above, "nsubjpass") if verb.dep == "xcomp" else []  # "is set to begin"
            return [*self._subjects(above), *passed, *agents]
        return [w for s in (*found, *agents) for w in self._all(s)]

    def _around(self, word: Word, *, apart: bool = False) -> list[Word]:
        tree = self.tree
        found = list(tree.children(word, *_AROUND, *_MODIFIERS))
        for preposition in tree.children(word, "prep"):
            if not apart and preposition.low in self.lexicon.kinds.apart:
                continue
            found.append(preposition)
            for below in tree.children(preposition, "pobj", "prep"):
                found += self._all(below) if below.dep == "pobj" else tree.children(below, "pobj")
        return found

    def _all(self, word: Word) -> Iterator[Word]:
        """The word and those coordinated with it."""
        yield word
        for other in self.tree.children(word, "conj"):
            yield from self._all(other)
