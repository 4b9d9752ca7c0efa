"""Who is who in one document: one label a name by vote, full names for surnames, pronouns where it is safe.

The model labels each mention of a name anew, and often differently: a bare surname is as often an organisation to it
as a person. A document means one thing by one name, so the labels are counted and a surname goes with its full name.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.events.lexicon import Lexicon
from timeline.events.model import plain
from timeline.events.trees import Named, Tree, Word

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_ORDER = ["PERSON", "GPE", "LOC", "ORG", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"]
UNNAMED = {"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "LANGUAGE"}
_BACK = 700  # characters before a sentence in which a pronoun's person is looked for


@dataclass(slots=True)
class Names:
    """The names of one document, as far as its parsed sentences hold them."""

    text: str
    lexicon: Lexicon
    votes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    trees: list[Tree] = field(default_factory=list)
    _full: dict[str, str] = field(default_factory=dict)
    _people: re.Pattern[str] | None = None

    def learn(self, trees: Iterable[Tree]) -> None:
        """Count the names of more sentences, and settle who is meant by what."""
        self.trees = list(trees)
        for tree in self.trees:
            for named in tree.names:
                if named.label not in UNNAMED and (name := self.name(tree, named)):
                    self.votes[name][named.label] += 1
        people = [n for n in self.votes if " " in n and self._voted(n) == "PERSON"]
        surnames: dict[str, set[str]] = defaultdict(set)
        for person in people:
            surnames[person.rsplit(" ", 1)[1]].add(person)
        self._full = {s: next(iter(full)) for s, full in surnames.items() if len(full) == 1}
        known = {*people, *(n for n in self.votes if self.kind(n) == "person"), *self._full}
        longest_first = sorted(known, key=lambda n: (-len(n), n))
        self._people = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b") if known else None

    def sentence_before(self, tree: Tree) -> Tree | None:
        """The sentence before this one in its paragraph, if that was parsed."""
        at = bisect_left(self.trees, tree.span, key=lambda t: t.span) - 1
        if at < 0 or "\n" in (between := self.text[self.trees[at].span.end : tree.span.start]) or between.strip():
            return None
        return self.trees[at]

    def name(self, tree: Tree, named: Named) -> str:
        """A name's words as the document has them, without article, title or possessive mark."""
        words = list(tree.words[named.first : named.stop])
        lexicon = self.lexicon
        while words and (words[-1].low in lexicon.words["possessive_mark"] or words[-1].pos == "PUNCT"):
            words.pop()
        while len(words) > 1 and (
            words[0].low in lexicon.words["articles"]
            or words[0].low.rstrip(".") in lexicon.words["titles"]
            or words[0].pos == "PUNCT"
        ):
            words.pop(0)
        if not words or not any(c.isalnum() for c in words[0].text):
            return ""
        return " ".join(plain(self.text[words[0].span.start : words[-1].span.end]).split())

    def _voted(self, name: str) -> str:
        votes = self.votes.get(name)
        if not votes:
            return ""
        return max(votes, key=lambda label: (votes[label], -_ORDER.index(label) if label in _ORDER else -99))

    def label(self, name: str) -> str:
        """The one label that a name has in this document: that of its full name, else the one it was given most."""
        return "PERSON" if name in self._full else self._voted(name)

    def kind(self, name: str) -> str:
        """Person, organisation, place or other."""
        return _KINDS.get(self.label(name), "other")

    def full(self, name: str) -> str:
        """The full name that a surname stands for, where the document gives exactly one."""
        return self._full.get(name, name)

    def in_tree(self, tree: Tree) -> list[tuple[Named, str]]:
        """The names in a sentence with their text: those the model saw, and known ones that it missed here."""
        found = [(n, self.name(tree, n)) for n in tree.names if n.label not in UNNAMED]
        taken = {i for n, _ in found for i in range(n.first, n.stop)}
        for w in tree.words:
            if w.pos == "PROPN" and w.i not in taken and (w.text in self._full or w.text in self.votes):
                found.append((Named(w.i, w.i + 1, ""), w.text))
        return sorted((f for f in found if f[1]), key=lambda f: f[0].first)

    def person_for(self, tree: Tree, pronoun: Word) -> str | None:
        """The person that a personal pronoun means, or ``None`` where that is not plain enough.

        In this order: the subject of a clause above it; the only person named before it in its sentence; the first
        person named in the nearest sentence before, up to 700 characters back, that names one. A person whose given
        name or title tells otherwise is passed over.
        """
        fits = self._fitting(pronoun)
        for word in tree.above(pronoun):
            subject = tree.child(word, "nsubj", "nsubjpass")
            if subject is None or tree.under(pronoun, subject):
                continue
            if (name := self._person_at(tree, subject)) and fits(name):
                return name
        if described := self._described(tree, pronoun):
            return described
        before = [m for m in self._people_between(tree.span.start, pronoun.span.start) if fits(m)]
        if len({self.full(m) for m in before}) == 1:
            return before[0]
        if before:
            return None
        return self._person_before(tree.span.start, fits)

    def _described(self, tree: Tree, pronoun: Word) -> str | None:
        """ "the president … since he was elected": the one person that the sentence mentions before, without a name."""
        found = [w for w in tree.words[: pronoun.i] if w.low in self.lexicon.words["person_nouns"] and w.tag == "NN"]
        if len(found) != 1 or any(
            n.stop <= pronoun.i and self.kind(name) == "person" for n, name in self.in_tree(tree)
        ):
            return None
        article = tree.child(found[0], "det")
        return f"{article.low} {found[0].low}" if article and not tree.name_at(found[0]) else None

    def organisation_for(self, tree: Tree, noun: Word) -> str | None:
        """The organisation that "the group" means: the only one named before it in the sentence."""
        before = [n for span, n in self.in_tree(tree) if span.stop <= noun.i and self.label(n) == "ORG"]
        return before[0] if len(set(before)) == 1 else None

    def organisation_before(self, tree: Tree, noun: Word) -> str | None:
        """The organisation that "the company" means: the one named last before it, if the document names it most."""
        counts = Counter({n: sum(v.values()) for n, v in sorted(self.votes.items()) if self.label(n) == "ORG"})
        if not counts:
            return None
        most = counts.most_common(1)[0][0]
        before = self.text[max(0, tree.span.start - _BACK) : noun.span.start]
        last = max(counts, key=lambda n: (before.rfind(n), n))
        return most if last == most and most in before else None

    def organisation_opening(self, tree: Tree) -> str | None:
        """The organisation whose name opens the sentence before: "Ode Oil denied it. It said …"."""
        line = self.text[: tree.span.start].rstrip()
        sentence = re.split(r"(?<=[.!?\"])\s+|\n", line[-_BACK:])[-1]
        opening = (n for n in sorted(self.votes) if self.label(n) in ("ORG", "GPE") and sentence.startswith(f"{n} "))
        return max(opening, key=len, default=None)

    def _person_at(self, tree: Tree, word: Word) -> str | None:
        for named, name in self.in_tree(tree):
            if named.first <= word.i < named.stop:
                return name if self.kind(name) == "person" else None
        return None

    def _people_between(self, start: int, end: int) -> list[str]:
        return [m[0] for m in self._people.finditer(plain(self.text[start:end]))] if self._people else []

    def _person_before(self, start: int, fits: "_Fits") -> str | None:
        back = plain(self.text[max(0, start - _BACK) : start])
        for sentence in reversed(re.split(r"(?<=[.!?\"])\s+", back)):
            found = [m[0] for m in self._people.finditer(sentence) if fits(m[0])] if self._people else []
            if found:
                return found[0]
        return None

    def _fitting(self, pronoun: Word) -> "_Fits":
        words, lexicon = self.lexicon.words, self.lexicon
        against = (
            lexicon.female
            if pronoun.low in words["masculine"]
            else lexicon.male
            if pronoun.low in words["feminine"]
            else frozenset()
        )
        return _Fits(self, against)


@dataclass(frozen=True, slots=True)
class _Fits:
    names: Names
    against: frozenset[str]

    def __call__(self, name: str) -> bool:
        given = self.names.full(name).split(" ", 1)[0].lower()
        return given not in self.against
