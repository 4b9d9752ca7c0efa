"""Who takes part in a happening, and where: names, and who is meant by pronouns and descriptions, each with its part.

A party goes by the fullest name that the document gives it. A place comes with where it lies, as far as the gazetteer
has it, told by what stands behind it and by the countries that the document names.
"""

from dataclasses import dataclass, field

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Named, Tree, Word
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names
from timeline.events.who.roles import Roles
from timeline.values.mention import Party, Place

_WHO = ("person", "organisation")
_FEW = 6  # words of a description


def parties(
    tree: Tree, happening: Happening, names: Names, lexicon: Lexicon, named: tuple[str, ...] = ()
) -> tuple[Party, ...]:
    """The people, organisations and places of a happening in the order they are read, each once, by its full name.

    The agent does it, the patient has it done to it, the place is where; all else that is named beside is ``other``.
    ``named`` are those that the title names for a pronoun.
    """
    found = _Gathered(tree, happening, names, lexicon)
    for word, role in Roles(tree, lexicon).of(happening.trigger):
        found.take(word, role)
    for name in named:
        found.add(Party(names.full(name), names.kind(name), "agent"), -1)
    found.take_others()
    return found.in_order()


@dataclass(slots=True)
class _Gathered:
    """The parties of one happening, as they are found."""

    tree: Tree
    happening: Happening
    names: Names
    lexicon: Lexicon
    _parties: dict[str, tuple[int, Party]] = field(default_factory=dict)

    def add(self, party: Party, at: int) -> None:
        """One more, unless it has a part already; a thing with a name counts where it does something or has it done."""
        counts = party.kind != "other" or party.role in ("agent", "patient")
        if counts and party.name and self._parties.get(party.name, (0, None))[1] is None:
            self._parties[party.name] = (at, party)

    def in_order(self) -> tuple[Party, ...]:
        """As they are read."""
        return tuple(party for _, (_, party) in sorted(self._parties.items(), key=lambda p: (p[1][0], p[0])))

    def take(self, word: Word, role: str) -> None:
        """The one that a word names, stands for or describes, in that role; of "Osk fighters" the organisation."""
        if named := self._named(word):
            self._add_named(*named, role)
        elif meant := self._meant(word):
            name, called = meant
            kind = self.names.kind(name)
            self.add(Party(name, kind, _fitting(role, kind), "" if called == name else called), word.i)
        elif role == "place" or word.low in self.lexicon.names.context["places"]:
            self._inside(word)
        elif role in ("agent", "patient") and self._is_somebody(word):
            for inner in self.tree.children(word, "compound", "appos", "nmod"):
                if (named := self._named(inner)) and self.names.kind(named[1]) in _WHO:
                    self._add_named(*named, role if inner.dep == "appos" or not self._is_one(word) else "other")

    def _is_one(self, word: Word) -> bool:
        """ "The Osk director": what one person does his house does not do."""
        return word.tag == "NN" and word.low in self.lexicon.names.persons

    def _is_somebody(self, word: Word) -> bool:
        """ "Osk fighters", "the Osk militia", "her coach, Ada Reed"; but not "the Osk website"."""
        words = self.lexicon.names
        nouns = (words.persons, words.context["organisations"], words.context["bands"])
        return any(word.low in some or word.lemma in some for some in nouns)

    def _inside(self, word: Word) -> None:
        """ "in the town of Osk", "in a market in Osk"."""
        words = self.lexicon.words
        for inner in self.tree.children(word, "compound", "nmod", "poss", "appos"):
            if (named := self._named(inner)) and self.names.kind(named[1]) == "place":
                self._add_named(*named, "place")
        for preposition in self.tree.children(word, "prep"):
            deeper = self.tree.child(preposition, "pobj")
            if deeper is not None and preposition.low in words["place_prepositions"] | self.lexicon.names.joining["of"]:
                self.take(deeper, "place")

    def take_others(self) -> None:
        """All else that is named or meant below the trigger and its subject, but for clauses coordinated with it."""
        tree, trigger, words = self.tree, self.happening.trigger, self.lexicon.words
        scope = set(tree.subtree(trigger))
        for clause in tree.children(trigger, "conj"):
            if clause.pos in ("VERB", "AUX"):
                scope -= set(tree.subtree(clause))
        if self.happening.is_verb and (subject := Roles(tree, self.lexicon).subject(trigger)):
            scope |= set(tree.subtree(subject))
        for named, name in self.names.in_tree(tree):
            if named.first in scope and not self._says_whose(named):
                self._add_named(named, name, "place" if self._is_where(named) else "other")
        for word in tree.words:
            if word.i in scope and word.low in words["masculine"] | words["feminine"]:
                self.take(word, "other")

    def _says_whose(self, named: Named) -> bool:
        """ "US" of "US media", "Peru" of "Peru's president" is nobody, as a demonym is; of the trigger it may act."""
        top = self.tree.top(list(self.tree.words[named.first : named.stop]))
        country = self.lexicon.names.gazetteer.country(self.names.name(self.tree, named))
        return (
            bool(country) and top.dep in ("compound", "nmod", "amod", "poss") and top.head != self.happening.trigger.i
        )

    def _is_where(self, named: Named) -> bool:
        """Whether a name stands behind "in" and no other verb stands between it and the trigger."""
        tree = self.tree
        top = tree.top(list(tree.words[named.first : named.stop]))
        if tree.head(top).low not in self.lexicon.words["place_prepositions"]:
            return False
        for word in tree.above(tree.head(top)):
            if word.i == self.happening.trigger.i:
                return True
            if word.pos in ("VERB", "AUX"):
                break
        return False

    def _add_named(self, named: Named, name: str, role: str) -> None:
        if self._is_demonym(named) or self._stands_behind(named):
            return
        full, kind = self.names.full(name), self.names.kind(name)
        said = name if name != full else ""
        place = self._place(named, full) if kind == "place" else None
        role = _fitting(role, kind)
        if role == "agent" and place is not None and not place.country:
            role = "other"  # a sea does nothing
        self.add(Party(full, kind, role, said, place), named.first)

    def _named(self, word: Word) -> tuple[Named, str] | None:
        return next(((n, name) for n, name in self.names.in_tree(self.tree) if n.first <= word.i < n.stop), None)

    def _is_demonym(self, named: Named) -> bool:
        """ "Ukrainian" of "Ukrainian President" is nobody."""
        return all(w.pos == "ADJ" for w in self.tree.words[named.first : named.stop])

    def _meant(self, word: Word) -> tuple[str, str] | None:
        """Whom a pronoun or a description means, and what is said of him."""
        words = self.lexicon.words
        if word.low in words["masculine"] | words["feminine"]:
            name = self.names.person_for(self.tree, word)
            return (self.names.full(name), word.text) if name and self.names.kind(name) == "person" else None
        if word.low in words["neuter"]:
            name = self.names.thing_for(self.tree, word)
            return (self.names.full(name), word.text) if name else None
        if word.tag != "NN" or not (name := self.names.described(self.tree, word)):
            return None
        first = min((w.i for w in self.tree.children(word, "det", "amod", "compound", "poss", "nmod")), default=word.i)
        said = self.tree.words[max(first, word.i - _FEW) : word.i + 1]
        return self.names.full(name), "".join(f"{w.text} " if w.spaced else w.text for w in said).strip()

    def _behind(self, named: Named) -> Named | None:
        """The place that stands behind a place: "Osk, Taria"."""
        after = self.tree.words[named.stop : named.stop + 2]
        if len(after) < 2 or after[0].text != ",":
            return None
        outer = self._named(after[1])
        return outer[0] if outer and self.names.kind(outer[1]) == "place" else None

    def _stands_behind(self, named: Named) -> bool:
        if named.first < 2 or self.tree.words[named.first - 1].text != ",":
            return False
        inner = self._named(self.tree.words[named.first - 2])
        if inner is None or self.names.kind(inner[1]) != "place" or self.names.kind(inner[1]) != "place":
            return False
        country = self.lexicon.names.gazetteer.country(self.names.name(self.tree, named))
        return bool(country) and not self.lexicon.names.gazetteer.country(inner[1])

    def _place(self, named: Named, name: str) -> Place | None:
        behind = self._behind(named)
        within = self.names.name(self.tree, behind) if behind else ""
        return self.lexicon.names.gazetteer.find(name, self.names.countries, within)


def _fitting(role: str, kind: str) -> str:
    """The role that one of that kind plays: only a place is where it happens."""
    if role == "owner":
        return "place" if kind == "place" else "agent"
    if role == "visited":
        return "place" if kind == "place" else "patient"
    return "other" if role == "place" and kind != "place" else role
