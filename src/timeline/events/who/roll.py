"""The roll of one document: one label a name by vote, and the fullest name for all its shorter forms.

A document means one thing by one name, so what its sentences tell of each is put together: a surname goes with its
full name, letters with the words they stand for, and what is certainly a place stays one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from timeline.events.lexicon import Lexicon
from timeline.events.parse.model import plain
from timeline.events.parse.trees import Named, Tree, Word
from timeline.events.who.aliases import aliases, joined

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_ORDER = ("PERSON", "GPE", "LOC", "ORG", "FAC", "NORP", "EVENT", "PRODUCT", "")
_FAR = 40_000  # characters in which names are looked for where nothing was parsed
UNNAMED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "LANGUAGE"})


@dataclass(slots=True)
class Roll:
    """The names of one document, as far as its parsed sentences hold them."""

    text: str
    lexicon: Lexicon
    votes: dict[str, dict[str, float]] = field(default_factory=dict)
    trees: list[Tree] = field(default_factory=list)
    countries: tuple[str, ...] = ()  # that the document names, by code, those named most first
    _full: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _female: dict[str, bool] = field(default_factory=dict)  # by the title before the name
    _found: dict[int, list[tuple[Named, str]]] = field(default_factory=dict)
    _said: dict[str, list[tuple[Tree, Word]]] = field(default_factory=dict)

    def enter(self, trees: Iterable[Tree]) -> None:
        """Count the names of more sentences, and settle which are the same; ``trees`` are then these, relabelled."""
        new = list(trees)
        self._found, self._said = {}, {}
        for tree in new:
            self._found[tree.span.start] = found = [(n, name) for n in tree.names if (name := self.name(tree, n))]
            for named, name in found:
                votes = self.votes.setdefault(name, {})
                votes[named.label] = votes.get(named.label, 0.0) + named.weight
                self._hear_title(tree, named, name)
        self._full = aliases(plain(self.text[:_FAR]), sorted(self.votes), self._voted, self.lexicon.names)
        self._labels = {name: _most(votes) for name, votes in joined(self.votes, self._full).items()}
        for short, full in self._full.items():
            if full not in self.votes:  # found in a sentence that was not parsed
                self._labels[full] = "ORG" if short.isupper() else "PERSON"
        self._female |= {self.full(name): female for name, female in self._female.items()}
        self.countries = self._countries()
        self.trees = [self._relabelled(tree) for tree in new]

    def _countries(self) -> tuple[str, ...]:
        counted: dict[str, float] = {}
        for name, votes in sorted(self.votes.items()):
            if code := self.lexicon.names.gazetteer.country(name):
                counted[code] = counted.get(code, 0.0) + sum(votes.values())
        return tuple(sorted(counted, key=lambda code: (-counted[code], code)))

    def _hear_title(self, tree: Tree, named: Named, name: str) -> None:
        first = named.first
        title = tree.words[first - 1].low.rstrip(".") if first else ""
        titles = self.lexicon.names.titles
        if title in titles["honorifics_male"] | titles["honorifics_female"]:
            self._female[name] = title in titles["honorifics_female"]

    def _relabelled(self, tree: Tree) -> Tree:
        """The sentence with its names as the document has them, and names that stand there with no tag of one."""
        found = [(replace(n, label=self.label(name)), name) for n, name in self._found[tree.span.start]]
        taken = {i for n, _ in found for i in range(n.first, n.stop)}
        found += [
            (Named(w.i, w.i + 1, self.label(w.text)), w.text)
            for w in tree.words
            if w.text in self.votes and w.i not in taken and w.text[:1].isupper() and w.pos in ("PROPN", "NOUN", "ADJ")
        ]
        found.sort(key=lambda f: f[0].first)
        self._found[tree.span.start] = found
        names = tuple(n for n, _ in found)
        return tree if names == tree.names else replace(tree, names=names)

    def said(self, low: str) -> list[tuple[Tree, Word]]:
        """Where the sentences last entered have this noun, in their order."""
        if not self._said:
            for tree in self.trees:
                for word in tree.words:
                    if word.pos in ("NOUN", "PROPN"):
                        self._said.setdefault(word.low, []).append((tree, word))
        return self._said.get(low, [])

    def sentence_before(self, tree: Tree) -> Tree | None:
        """The sentence before this one in its paragraph, if that was parsed."""
        at = bisect_left(self.trees, tree.span, key=lambda t: t.span) - 1
        if at < 0 or "\n" in (between := self.text[self.trees[at].span.end : tree.span.start]) or between.strip():
            return None
        return self.trees[at]

    def name(self, tree: Tree, named: Named) -> str:
        """A name's words as the document has them, without article or possessive mark."""
        words = list(tree.words[named.first : named.stop])
        lexicon = self.lexicon
        while words and words[-1].low in lexicon.words["possessive_mark"]:
            words.pop()
        while len(words) > 1 and words[0].low in lexicon.words["articles"]:
            words.pop(0)
        if not words or not any(c.isalnum() for c in words[0].text):
            return ""
        return " ".join(plain(self.text[words[0].span.start : words[-1].span.end]).split())

    def _voted(self, name: str) -> str:
        return _most(self.votes.get(name, {}))

    def label(self, name: str) -> str:
        """The one label that a name has in this document: by weight of what is told of it and its full name."""
        return self._labels.get(self.full(name), "")

    def kind(self, name: str) -> str:
        """Person, organisation, place or other."""
        return _KINDS.get(self.label(name), "other")

    def full(self, name: str) -> str:
        """The fullest name that the document gives for it."""
        for _ in range(3):  # letters of a short name of a longer one
            if name not in self._full:
                break
            name = self._full[name]
        return name

    def gender(self, name: str) -> str:
        """ "male" or "female" by the title or the given name, empty where neither tells."""
        full, words = self.full(name), self.lexicon.names
        if full in self._female:
            return "female" if self._female[full] else "male"
        given = full.split(" ", 1)[0].lower()
        male, female = given in words.male, given in words.female
        return "" if male == female or " " not in full else "male" if male else "female"

    def in_tree(self, tree: Tree) -> list[tuple[Named, str]]:
        """The names in a sentence with their text, in its order; of one that was not entered, as it has them."""
        known = self._found.get(tree.span.start)
        return known if known is not None else [(n, name) for n in tree.names if (name := self.name(tree, n))]

    def named_at(self, tree: Tree, word: Word) -> str:
        """The text of the name that the word is part of, or nothing."""
        return next((name for n, name in self.in_tree(tree) if n.first <= word.i < n.stop), "")


def _most(votes: Mapping[str, float]) -> str:
    if not votes:
        return ""
    known = {label: weight for label, weight in votes.items() if label} or {"": 0.0}
    return max(known, key=lambda label: (known[label], -_ORDER.index(label)))
