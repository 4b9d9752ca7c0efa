"""Whom pronouns and descriptions mean in one document; nobody, where that is not plain.

Sentences are read in order, and who was meant by a pronoun is remembered, so that a chain of "he … he … him" holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.events.parse.trees import Tree, Word
from timeline.events.who.descriptions import Description, describe, told
from timeline.events.who.people import SUBJECTS, Met, People, plainest
from timeline.events.who.roll import Roll


@dataclass(slots=True)
class References:
    """The references of the sentences that ``names`` has learned last."""

    names: Roll
    _told: list[tuple[str, Description]] = field(default_factory=list)
    _people: People = field(init=False)
    _known: dict[tuple[int, int], str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = self.names
        self._people = People(names)
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
                    self._people.meet(tree, word, found[word.i])
            elif word.low in personal and (meant := self.pronoun(tree, word)):
                self._people.meet(tree, word, meant)
                self._own(tree, word, meant)
            elif word.tag == "NN" and word.low in nouns and (meant := self.description(tree, word)):
                self._people.meet(tree, word, meant)

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
        if noun.low in lexicon.names.context["vague"]:
            return None
        wanted, lesser = _lowered(describe(names, tree, noun), names), lexicon.names.context["lesser"]
        told = [(who, _lowered(known, names)) for who, known in self._told]
        fitting = dict.fromkeys(
            w for w, known in told if wanted.fits(known) and not (known.which - wanted.which) & lesser
        )
        if len(fitting) == 1:
            [found] = fitting
            near = wanted.which or names.kind(found) != "organisation" or self._last_organisation(tree, noun) == found
            return found if near else None
        if fitting or noun.low in lexicon.names.persons - lexicon.names.context["epithets"]:
            return None
        if noun.low in lexicon.names.context["epithets"]:
            return plainest(self._people.last_before(tree), names)
        return self._organisation(tree, noun) if noun.low in lexicon.words["organisation_nouns"] else None

    def _last_organisation(self, tree: Tree, noun: Word) -> str:
        """The full name of the organisation named last before a word."""
        names = self.names
        for place in (tree, *reversed([t for t in names.trees if t.span.start < tree.span.start])):
            before = [
                n
                for span, n in names.in_tree(place)
                if names.label(n) == "ORG" and (place is not tree or span.stop <= noun.i)
            ]
            if before:
                return names.full(before[-1])
        return ""

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
            subject = tree.child(word, *SUBJECTS)
            if subject is not None and not tree.under(pronoun, subject):
                return self._thing_at(tree, subject)
        earlier = names.sentence_before(tree)
        if pronoun.dep not in SUBJECTS or earlier is None:
            return None
        if any(span.stop <= pronoun.i and names.label(n) in ("ORG", "GPE") for span, n in names.in_tree(tree)):
            return None
        root = next((w for w in earlier.words if w.head == w.i), None)
        subject = earlier.child(root, *SUBJECTS) if root else None
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
        above = self._joined(tree, pronoun) or self._subject_above(tree, pronoun)
        if above is not None:
            return above or None
        if described := self._without_name(tree, pronoun):
            return described
        never = {self._own_clause(tree, pronoun), *self._told_after(tree, pronoun), *self._quoting(tree, pronoun)}
        inside = [
            m
            for m in self._people.inside(tree, pronoun)
            if self._fits(m.name, pronoun) and self.names.full(m.name) not in never
        ]
        before = self._before(tree, pronoun, never)
        if not inside:
            return before
        found = plainest(inside, self.names)
        opening = pronoun.dep in SUBJECTS and not any(m.subject for m in inside)  # "After talks with Osk, he …"
        other = opening and before and found and self.names.full(before) != self.names.full(found)
        return None if other or self._stranger(tree, pronoun, inside) else found

    def _told_after(self, tree: Tree, pronoun: Word) -> set[str]:
        """Whom his own clause names: "he said Osk had left" is not Osk's word."""
        if pronoun.dep not in SUBJECTS:
            return set()
        below = set(tree.subtree(tree.head(pronoun)))
        return {
            self.names.full(n) for span, n in self.names.in_tree(tree) if span.first > pronoun.i and span.first in below
        }

    def _quoting(self, tree: Tree, pronoun: Word) -> set[str]:
        """Who says the quoted words that have the pronoun."""
        if not _quoted(tree, pronoun):
            return set()
        subjects = (tree.child(word, *SUBJECTS) for word in tree.above(pronoun))
        outside = [s for s in subjects if s is not None and not _quoted(tree, s)]
        return {self.names.full(self._person_at(tree, s) or "") for s in outside}

    def _stranger(self, tree: Tree, pronoun: Word, met: list[Met]) -> bool:
        """Whether the sentence has somebody without a name, who may be meant, and nobody met in it as a subject."""
        if any(m.subject for m in met):
            return False
        persons = self.names.lexicon.names.persons
        known = {m.at for m in met}
        return any(
            w.tag == "NN" and w.low in persons and w.span.start not in known and w.dep not in ("compound", "appos")
            for w in tree.words[: pronoun.i]
        )

    def _joined(self, tree: Tree, pronoun: Word) -> str | None:
        """ "Osk and his wife"."""
        thing = tree.head(pronoun)
        if pronoun.dep != "poss" or thing.dep != "conj":
            return None
        name = self._person_at(tree, tree.head(thing))
        return name if name and self._fits(name, pronoun) else None

    def _subject_above(self, tree: Tree, pronoun: Word) -> str | None:
        """The subject of the innermost clause above, if that is a person; of its own only for "his", "himself"."""
        reflexive = pronoun.tag == "PRP$" or pronoun.low in self.names.lexicon.words["reflexive"]
        for word in tree.above(pronoun):
            subject = tree.child(word, *SUBJECTS)
            if subject is None or tree.under(pronoun, subject) or _quoted(tree, pronoun) != _quoted(tree, subject):
                continue  # who is quoted does not call himself "he"
            if not reflexive and not any(
                a.dep in ("ccomp", "advcl", "relcl", "acl", "pcomp") for a in self._between(tree, pronoun, word)
            ):
                continue
            name = self._person_at(tree, subject)
            if name and self._fits(name, pronoun):
                return name
            if not name and subject.tag == "NN" and subject.low in self.names.lexicon.names.persons:
                article = tree.child(subject, "det")  # "another mayor lost his hat": it is not Osk's
                known = article is not None and article.low in self.names.lexicon.words["articles"]
                return (
                    f"{article.low} {subject.low}" if article and known and article.low not in self._indefinite else ""
                )
        return None

    @property
    def _indefinite(self) -> frozenset[str]:
        return self.names.lexicon.words["indefinite_articles"]

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
            subject = tree.child(word, *SUBJECTS)
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

    def _before(self, tree: Tree, pronoun: Word, never: set[str]) -> str | None:
        """Whom the nearest sentence before names that names one whom it may mean."""
        for met in self._people.before(tree):
            if fitting := [m for m in met if self._fits(m.name, pronoun) and self.names.full(m.name) not in never]:
                return plainest(fitting, self.names)
        return None

    def _fits(self, name: str, pronoun: Word) -> bool:
        words, gender = self.names.lexicon.words, self.names.gender(name)
        return not (gender == "female" and pronoun.low in words["masculine"]) and not (
            gender == "male" and pronoun.low in words["feminine"]
        )


def _lowered(description: Description, names: Roll) -> Description:
    return Description(description.noun, frozenset(names.full(w).lower() for w in description.which))


def _quoted(tree: Tree, word: Word) -> bool:
    """Whether a word stands between quotation marks of its sentence."""
    return sum(w.text == '"' for w in tree.words[: word.i]) % 2 == 1
