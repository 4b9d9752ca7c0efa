"""Whom pronouns and descriptions mean in one document; nobody, where that is not plain.

Sentences are read in order, and who was meant by a pronoun is remembered, so that a chain of "he … he … him" holds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.events.descriptions import Description, describe, told
from timeline.events.model import plain
from timeline.events.roll import Roll
from timeline.events.trees import Tree, Word

_SUBJECTS = ("nsubj", "nsubjpass")
_BACK = 700  # characters before a sentence in which a pronoun's person is looked for
_SENTENCE = re.compile(r"(?<=[.!?\"])\s+")


@dataclass(frozen=True, slots=True)
class _Met:
    """A person met in the text: where, as what, and whether as a subject."""

    at: int
    sentence: int
    name: str
    subject: bool


@dataclass(slots=True)
class References:
    """The references of the sentences that ``names`` has learned last."""

    names: Roll
    _told: list[tuple[str, Description]] = field(default_factory=list)
    _people: list[_Met] = field(default_factory=list)
    _known: dict[tuple[int, int], str | None] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        names = self.names
        people = sorted(n for n in names.votes if names.kind(n) == "person")
        longest_first = sorted({*people, *map(names.full, people)}, key=lambda n: (-len(n), n))
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b") if people else None
        for tree in names.trees:
            self._told += told(names, tree)
        for tree in names.trees:
            self._read(tree)

    def _read(self, tree: Tree) -> None:
        """Meet the people of a sentence: by name, pronoun or description."""
        names, lexicon = self.names, self.names.lexicon
        personal = lexicon.words["masculine"] | lexicon.words["feminine"]
        nouns = lexicon.names.persons | lexicon.names.context["epithets"]
        found = {tree.top(list(tree.words[n.first : n.stop])).i: name for n, name in names.in_tree(tree)}
        for word in tree.words:
            if word.i in found:
                if names.kind(found[word.i]) == "person":
                    self._meet(tree, word, found[word.i])
            elif word.low in personal and (meant := self.pronoun(tree, word)):
                self._meet(tree, word, meant)
                self._own(tree, word, meant)
            elif word.tag == "NN" and word.low in nouns and (meant := self.description(tree, word)):
                self._meet(tree, word, meant)

    def _meet(self, tree: Tree, word: Word, name: str) -> None:
        at, first = word.span.start, word
        while first.dep == "conj":
            first = tree.head(first)
        self._people.append(_Met(at, tree.span.start, name, first.dep in _SUBJECTS))

    def _own(self, tree: Tree, pronoun: Word, name: str) -> None:
        """ "his company Osk" makes him "the Osk boss"."""
        thing, context = tree.head(pronoun), self.names.lexicon.names.context
        company = self.names.named_at(tree, thing)
        noun = next(
            (
                w
                for w in (thing, *tree.children(thing, "compound", "appos", "nmod"))
                if w.low in context["organisations"]
            ),
            None,
        )
        if pronoun.dep != "poss" or noun is None:
            return
        if not company and (beside := tree.child(noun, "appos")):
            company = self.names.named_at(tree, beside)
        if company and self.names.kind(company) != "place":
            full = self.names.full(company)
            self._told += [
                (self.names.full(name), Description(boss, frozenset({full}))) for boss in sorted(context["bosses"])
            ]
            self._told.append((full, Description(noun.low, frozenset())))

    def description(self, tree: Tree, noun: Word) -> str | None:
        """The one that "the company", "the Velmish mayor" means: the only one that the document describes so."""
        names, lexicon = self.names, self.names.lexicon
        article = tree.child(noun, "det")
        if article is None or article.low in lexicon.words["indefinite_articles"] or names.named_at(tree, noun):
            return None
        if article.low not in lexicon.words["articles"] or tree.child(noun, "appos"):
            return None
        wanted = _lowered(describe(names, tree, noun), names)
        fitting = dict.fromkeys(who for who, known in self._told if wanted.fits(_lowered(known, names)))
        if len(fitting) == 1:
            return next(iter(fitting))
        if fitting or noun.low in lexicon.names.persons - lexicon.names.context["epithets"]:
            return None
        if noun.low in lexicon.names.context["epithets"]:
            return self._last_person(tree)
        return self._organisation(tree, noun) if noun.low in lexicon.words["organisation_nouns"] else None

    def _last_person(self, tree: Tree) -> str | None:
        """The only person of the sentence before, or its subject."""
        before = [m for m in self._people if m.sentence < tree.span.start]
        return _plainest([m for m in before if m.sentence == before[-1].sentence], self.names) if before else None

    def _organisation(self, tree: Tree, noun: Word) -> str | None:
        """The only organisation named before it in its sentence; else the only one of the sentence before."""
        names = self.names
        for place, stop in ((tree, noun.i), (names.sentence_before(tree), 10_000)):
            if place is None:
                break
            before = {
                names.full(n): n for span, n in names.in_tree(place) if span.stop <= stop and names.label(n) == "ORG"
            }
            if before:
                return next(iter(before.values())) if len(before) == 1 else None
        return None

    def thing(self, tree: Tree, pronoun: Word) -> str | None:
        """The organisation or country that "it" means: the subject of the clause above, or of the sentence before."""
        names = self.names
        if pronoun.dep == "expl":
            return None
        for word in tree.above(pronoun):
            subject = tree.child(word, *_SUBJECTS)
            if subject is not None and not tree.under(pronoun, subject):
                return self._thing_at(tree, subject)
        earlier = names.sentence_before(tree)
        if pronoun.dep not in _SUBJECTS or earlier is None:
            return None
        if any(span.stop <= pronoun.i and names.label(n) in ("ORG", "GPE") for span, n in names.in_tree(tree)):
            return None
        root = next((w for w in earlier.words if w.head == w.i), None)
        subject = earlier.child(root, *_SUBJECTS) if root else None
        return self._thing_at(earlier, subject) if subject else None

    def _thing_at(self, tree: Tree, word: Word) -> str | None:
        name = self.names.named_at(tree, word) or (self.description(tree, word) if word.tag == "NN" else "")
        return name if name and self.names.label(name) in ("ORG", "GPE") else None

    def pronoun(self, tree: Tree, pronoun: Word) -> str | None:
        """The person that a personal pronoun means, as the text names him or her.

        In this order: the subject of a clause above it; the only person named before it in its sentence; in the
        nearest sentence that names one, up to 700 characters back, the only one, or the only subject. A person whose
        given name or title tells otherwise is passed over.
        """
        key = (tree.span.start, pronoun.i)
        if key not in self._known:
            self._known[key] = None  # while it is looked for, it means nobody
            self._known[key] = self._meant(tree, pronoun)
        return self._known[key]

    def _meant(self, tree: Tree, pronoun: Word) -> str | None:
        if (above := self._subject_above(tree, pronoun)) is not None:
            return above
        if described := self._without_name(tree, pronoun):
            return described
        own = self._own_clause(tree, pronoun)
        earlier = [m for m in self._people if m.sentence == tree.span.start and m.at < pronoun.span.start]
        inside = [m for m in earlier if self._fits(m.name, pronoun) and self.names.full(m.name) != own]
        before = self._before(tree, pronoun, own)
        if inside:
            found = _plainest(inside, self.names)
            opening = pronoun.dep in _SUBJECTS and not any(m.subject for m in inside)  # "After talks with Osk, he …"
            return None if opening and before and found and self.names.full(before) != self.names.full(found) else found
        return before

    def _subject_above(self, tree: Tree, pronoun: Word) -> str | None:
        """The subject of the innermost clause above, if that is a person; of its own only for "his", "himself"."""
        reflexive = pronoun.tag == "PRP$" or pronoun.low in self.names.lexicon.words["reflexive"]
        for word in tree.above(pronoun):
            subject = tree.child(word, *_SUBJECTS)
            if subject is None or tree.under(pronoun, subject):
                continue
            if not reflexive and not any(
                a.dep in ("ccomp", "advcl", "relcl", "acl", "pcomp") for a in self._between(tree, pronoun, word)
            ):
                continue
            name = self._person_at(tree, subject)
            if name and self._fits(name, pronoun):
                return name
        return None

    @staticmethod
    def _between(tree: Tree, low: Word, high: Word) -> Iterable[Word]:
        for word in tree.above(low):
            if word.i == high.i:
                return
            yield word

    def _own_clause(self, tree: Tree, pronoun: Word) -> str:
        """The full name of the subject that "him" cannot mean."""
        if pronoun.tag == "PRP$" or pronoun.low in self.names.lexicon.words["reflexive"]:
            return ""
        for word in tree.above(pronoun):
            subject = tree.child(word, *_SUBJECTS)
            if subject is not None and not tree.under(pronoun, subject):
                return self.names.full(self._person_at(tree, subject) or "")
        return ""

    def _person_at(self, tree: Tree, word: Word) -> str | None:
        """The person that a word names, stands for or describes."""
        words = self.names.lexicon.words
        if word.low in words["masculine"] | words["feminine"]:
            return self._known.get((tree.span.start, word.i)) or self.pronoun(tree, word)
        if name := self.names.named_at(tree, word):
            return name if self.names.kind(name) == "person" else None
        if word.low in words["relative"] and tree.head(word).dep == "relcl":
            return self._person_at(tree, tree.head(tree.head(word)))
        return self.description(tree, word) if word.tag == "NN" else None

    def _without_name(self, tree: Tree, pronoun: Word) -> str | None:
        """ "the mayor … since she was elected": the one person that the sentence mentions before, without a name."""
        names = self.names
        found = [w for w in tree.words[: pronoun.i] if w.low in names.lexicon.words["person_nouns"] and w.tag == "NN"]
        if len(found) != 1 or any(
            n.stop <= pronoun.i and names.kind(name) == "person" for n, name in names.in_tree(tree)
        ):
            return None
        if name := self.description(tree, found[0]):
            return name if self._fits(name, pronoun) else None
        article = tree.child(found[0], "det")
        return f"{article.low} {found[0].low}" if article and not names.named_at(tree, found[0]) else None

    def _before(self, tree: Tree, pronoun: Word, own: str) -> str | None:
        """Whom the nearest sentence before names: those that were not parsed are searched for known names."""
        start = tree.span.start
        back = max(0, start - _BACK)
        parsed = {t.span.start: t for t in self.names.trees if back <= t.span.start < start}
        met: dict[int, list[_Met]] = {}
        for m in self._people:
            if back <= m.at < start:
                met.setdefault(m.sentence, []).append(m)
        at = back
        for sentence in _SENTENCE.split(plain(self.names.text[back:start])):
            begins = self.names.text.find(sentence[:20], at) if sentence else at
            at = max(at, begins) + len(sentence)
            if self._pattern is None or any(b <= begins < t.span.end for b, t in parsed.items()):
                continue
            hits = [
                _Met(begins + h.start(), begins, h[0], i == 0) for i, h in enumerate(self._pattern.finditer(sentence))
            ]
            if hits:
                met[begins] = hits
        for sentence_start in sorted(met, reverse=True):
            fitting = [m for m in met[sentence_start] if self._fits(m.name, pronoun) and self.names.full(m.name) != own]
            if fitting:
                return _plainest(fitting, self.names)
        return None

    def _fits(self, name: str, pronoun: Word) -> bool:
        words, gender = self.names.lexicon.words, self.names.gender(name)
        return not (gender == "female" and pronoun.low in words["masculine"]) and not (
            gender == "male" and pronoun.low in words["feminine"]
        )


def _lowered(description: Description, names: Roll) -> Description:
    return Description(description.noun, frozenset(names.full(w).lower() for w in description.which))


def _plainest(met: list[_Met], names: Roll) -> str | None:
    """The only one met, or the only subject; nobody where there are several."""
    for several in (met, [m for m in met if m.subject]):
        if len({names.full(m.name) for m in several}) == 1:
            return several[0].name
    return None
