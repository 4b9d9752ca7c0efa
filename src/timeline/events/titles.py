"""A title: a short clause with its subject, made of the sentence's own words.

The time is left out, since a timeline shows it beside. What frames a statement is dropped where the time belongs to
what is stated. A pronoun gives way to a name where the document makes plain whose it is. Nothing is added but a name,
and nothing changed but a tense.
"""

from dataclasses import dataclass, replace

from timeline.events.clauses import Happening
from timeline.events.lexicon import Lexicon
from timeline.events.names import Names
from timeline.events.trees import Tree, Word
from timeline.events.wording import LONGEST, Draft, shortened
from timeline.values.mention import Status

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_LOOSE = ("relcl", "appos", "acl", "advcl", "parataxis", "dep")
_VERBAL = ("VERB", "AUX")
_DEEPEST = 12  # clauses that a subject is looked for in, from within outwards


@dataclass(frozen=True, slots=True)
class Title:
    """The text, and whether it stands alone: it has a subject, and that is no unresolved pronoun."""

    text: str
    stands_alone: bool = True
    named: tuple[str, ...] = ()  # people and organisations that it names for a pronoun or a description, as agents


@dataclass(frozen=True, slots=True)
class _Subject:
    words: tuple[int, ...] = ()
    name: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Titler:
    """Titles for the happenings of one sentence. ``times`` are the words of its dated expressions, each as numbers."""

    tree: Tree
    lexicon: Lexicon
    names: Names

    def title(self, happening: Happening, times: list[list[Word]], status: Status) -> Title:
        """A readable clause of no more than 100 characters for the happening."""
        if not happening.is_verb:
            return self._of_noun(happening, times, status)
        head = happening.trigger if happening.limit else self._head(happening.trigger)
        subject = self._subject(head)
        words = self._body(head, subject, times)
        subject = replace(subject, words=tuple(i for i in subject.words if i not in self._times(times, head)))
        if happening.limit:
            words = self._without(words, [c for c in self.tree.children(head, "advcl")])
        draft = Draft(self.tree, self.names.text, [*subject.words, *words], subject.name)
        self._reform(draft, head, happening, status)
        self._replace_pronouns(draft, head, named=bool(subject.name) or self._names_person(subject.words))
        return Title(shortened(draft, head), subject.known, (subject.name,) if subject.name else ())

    def _head(self, verb: Word) -> Word:
        """The verb that carries the clause: "plans to meet" for *meet*; the frame, where the words are quoted of an I."""
        tree = self.tree
        while verb.dep == "xcomp" and tree.child(verb, *_SUBJECTS) is None:
            above = tree.head(verb)
            above = tree.head(above) if above.dep == "acomp" else above
            if above.pos not in _VERBAL:
                break
            verb = above
        subject, above = tree.child(verb, *_SUBJECTS), tree.head(verb)
        quoted = verb.dep == "ccomp" and above.lemma in self.lexicon.verbs["reporting"]
        if quoted and subject and subject.low in self.lexicon.words["first_person"]:
            return above
        return verb

    # Subjects

    def _subject(self, verb: Word, depth: int = 0) -> _Subject:
        """The subject of a verb: its own, or the one that it shares or takes from the clause it hangs on."""
        tree = self.tree
        own = tree.child(verb, *_SUBJECTS)
        above = tree.head(verb)
        if own is not None and not (verb.dep == "relcl" and own.low in self.lexicon.words["relative"]):
            return self._own(own, verb, depth)
        if depth > _DEEPEST or above.i == verb.i:
            return _Subject(known=False)
        if verb.dep == "relcl" or (verb.dep == "acl" and verb.tag in ("VBN", "VBG", "VBD")):
            return self._own(above, verb, depth)
        if verb.dep == "xcomp" and (thing := tree.child(above, "dobj")) and thing.i < verb.i:
            return self._own(thing, verb, depth)
        outer = next((w for w in tree.above(verb) if w.pos in _VERBAL), None)
        if outer is None:
            return _Subject(known=False)
        return self._subject(outer, depth + 1)

    def _own(self, noun: Word, verb: Word, depth: int) -> _Subject:
        words = self.lexicon.words
        if noun.low in words["personal"] and noun.pos == "PRON":
            outer = self._outer(verb, depth)
            if outer is not None and outer.known and not outer.name and self._may_be_person(outer):
                return outer
            name = self.names.person_for(self.tree, noun)
            return _Subject(name=name) if name else _Subject((noun.i,), known=False)
        if noun.low in words["neuter"] and noun.dep != "expl" and depth <= _DEEPEST:
            outer = self._outer(verb, depth)
            if outer is not None and outer.known and self._agrees(noun, outer):
                return outer
            return _Subject((noun.i,), known=False)
        unclear = noun.low in words["vague_subjects"] or noun.low in words["first_person"]
        return _Subject(tuple(self._phrase(noun)), known=not unclear)

    def _outer(self, verb: Word, depth: int) -> _Subject | None:
        """The subject of the clause that a complement hangs on: "the spokesman said he …"."""
        outer = next((w for w in self.tree.above(verb) if w.pos in _VERBAL), None)
        return self._subject(outer, depth + 1) if outer is not None and verb.dep in ("ccomp", "advcl") else None

    def _may_be_person(self, subject: _Subject) -> bool:
        """Whether a phrase is a singular noun that is neither an organisation nor a place by its name."""
        if not subject.words:
            return False
        head = self.tree.top([self.tree.words[i] for i in subject.words])
        named = self.tree.name_at(head)
        if named is not None:
            return self.names.kind(self.names.name(self.tree, named)) == "person"
        return head.tag == "NN" and head.low not in self.lexicon.words["organisation_nouns"] and not self.lexicon.is_event_noun(head.lemma)

    def _agrees(self, pronoun: Word, subject: _Subject) -> bool:
        heads = [self.tree.words[i] for i in subject.words if self.tree.words[i].pos in ("NOUN", "PROPN")]
        plural = bool(heads) and any(w.tag in ("NNS", "NNPS") for w in heads[-1:])
        return bool(heads) and (pronoun.low in self.lexicon.words["plural"]) == plural

    def _phrase(self, noun: Word) -> list[int]:
        """A noun with what defines it, without asides."""
        gone: set[int] = set()
        for i in self.tree.subtree(noun):
            word = self.tree.words[i]
            if i != noun.i and word.dep in _LOOSE and (self._is_aside(word) or self.tree.head(word).i == noun.i):
                gone |= set(self.tree.subtree(word))
        kept = [i for i in self.tree.subtree(noun) if i not in gone]
        return self._without_loose_marks(kept)

    def _is_aside(self, word: Word) -> bool:
        first = min(self.tree.subtree(word))
        before = self.tree.words[first - 1]
        return first > 0 and before.text in (",", "(", "-", "--", ";", ":") and (before.spaced or before.text == "(")

    def _without_loose_marks(self, kept: list[int]) -> list[int]:
        words = self.tree.words
        while kept and self._dangles(words[kept[-1]], kept):
            kept = kept[:-1]
        inside = set(kept)
        return [i for i in kept if words[i].text not in (",", "-", "--", ";", ":") or (i - 1 in inside and i + 1 in inside)]

    def _dangles(self, word: Word, kept: list[int]) -> bool:
        """Whether a last word waits for what has been left out."""
        if word.pos in ("PUNCT", "CCONJ"):
            return word.text not in ('"', ")")
        waits = word.dep in ("prep", "mark", "det", "cc", "case") or word.low in self.lexicon.words["articles"]
        return waits and word.pos in ("ADP", "SCONJ", "DET", "PART") and len(kept) > 1 and bool(
            self.tree.children(word) or word.dep != "prep"
        )

    # The rest of the clause

    def _body(self, head: Word, subject: _Subject, times: list[list[Word]]) -> list[int]:
        """The words after the subject, in the order they are to be read."""
        tree = self.tree
        gone = set(subject.words) | self._times(times, head)
        own = tree.child(head, *_SUBJECTS)
        if own is not None:
            gone |= set(tree.subtree(own))
        start = own.i if own is not None and own.i < head.i else -1
        front: list[int] = []
        moved: list[int] = []
        quoted = False  # what is said comes before who says it
        rest: list[int] = []
        for child in tree.children(head):
            if child.i in gone or not self._belongs(child, head, start):
                continue
            branch = [i for i in tree.subtree(child) if i not in gone]
            if child.i < head.i and child.dep in ("aux", "auxpass", "neg", "advmod", "preconj"):
                front += branch
            elif child.i < head.i:
                moved += branch
                quoted = quoted or child.dep == "ccomp"
            elif not (quoted and child.dep == "prep"):
                rest += branch
        body = [*self._shared_helpers(head), *front, head.i, *moved, *rest] if quoted else [*self._shared_helpers(head), *front, head.i, *rest, *moved]
        loose = [w for w in (tree.words[i] for i in body) if w.i != head.i and w.dep in _LOOSE and self._is_aside(w)]
        asides = {i for w in loose for i in tree.subtree(w)}
        return self._without_loose_marks(self._without_brackets([i for i in body if i not in asides]))

    def _without(self, words: list[int], branches: list[Word]) -> list[int]:
        gone = {i for w in branches for i in self.tree.subtree(w)}
        return [i for i in words if i not in gone]

    def _without_brackets(self, numbers: list[int]) -> list[int]:
        kept, depth = [], 0
        for i in numbers:
            text = self.tree.words[i].text
            depth += text in ("(", "[")
            if not depth:
                kept.append(i)
            depth -= depth > 0 and text in (")", "]")
        return kept if not depth else numbers

    def _belongs(self, child: Word, head: Word, start: int) -> bool:
        """Whether a branch of the clause is part of what its title says."""
        words = self.lexicon.words
        if child.dep in ("cc", "mark", "punct", "discourse", "intj", "parataxis", "dep", "meta") or child.low in words["fillers"] | words["attributing"]:
            return child.dep == "punct" and child.text in ('"', "$") and child.i > head.i
        if child.dep == "conj":
            return False
        if child.low in words["relative"] and child.dep in ("dobj", "advmod", "pobj"):
            return False
        if child.i < head.i and child.dep in ("prep", "npadvmod", "advcl", "acl"):
            inner = self.tree.child(child, "pobj")
            return child.dep == "prep" and inner is not None and child.i < start and self._is_place(inner) and child.low in words["place_prepositions"]
        if child.i < head.i and child.dep in ("ccomp", "xcomp"):
            return head.lemma in self.lexicon.verbs["reporting"]
        if child.i < head.i and child.dep == "advmod":
            return child.i > start
        if child.dep == "advcl":
            marked = {w.low for w in self.tree.children(child, "mark")}
            return child.i > head.i and (bool(marked & words["conditions"]) or not self._is_aside(child))
        return True

    def _is_place(self, word: Word) -> bool:
        named = self.tree.name_at(word)
        return named is not None and named.label in ("GPE", "LOC", "FAC")

    def _shared_helpers(self, head: Word) -> list[int]:
        """ "were arrested and beaten": the auxiliaries that the second verb takes from the first."""
        if head.dep != "conj" or head.tag not in ("VB", "VBN", "VBG") or self.tree.child(head, "aux", "auxpass"):
            return []
        first = head
        while first.dep == "conj" and self.tree.head(first).i != first.i:
            first = self.tree.head(first)
        return [w.i for w in self.tree.children(first, "aux", "auxpass", "neg")]

    def _times(self, times: list[list[Word]], head: Word) -> set[int]:
        """The words of the times that modify the clause itself, with their prepositions."""
        gone: set[int] = set()
        for inside in times:
            if not inside:
                continue
            top = self.tree.top(inside)
            numbers = {w.i for w in inside}
            node = top
            for above in self.tree.above(top):
                if above.i == head.i or above.pos not in ("ADP", "ADV", "SCONJ", "DET", "PART"):
                    break
                others = [self.tree.words[i] for i in self.tree.subtree(above) if i not in numbers]
                if any(w.pos not in ("ADP", "ADV", "SCONJ", "DET", "PUNCT", "PART") for w in others):
                    break
                node = above
            if node.i == top.i:
                gone |= numbers | {w.i for w in self.tree.children(top, "case")}
            else:
                gone |= set(self.tree.subtree(node))
        return gone

    # Forms

    def _reform(self, draft: Draft, head: Word, happening: Happening, status: Status) -> None:
        """Make a verb without tense stand on its own: *to* before what is demanded, a past for "leaving on Monday"."""
        lexicon, tree = self.lexicon, self.tree
        helpers = tree.children(head, "aux", "auxpass")
        if head.tag == "VB" and not helpers and (happening.limit or status in (Status.PLANNED, Status.DEADLINE)):
            draft.instead[head.i] = f"{lexicon.first['to']} {head.text}"
        if head.tag == "VBG" and not helpers and head.dep in ("advcl", "pcomp", "acl", "conj") and status in (Status.OCCURRED, Status.DENIED):
            draft.instead[head.i] = lexicon.past(head.lemma)
        if status in (Status.PLANNED, Status.SCHEDULED, Status.DEADLINE):
            for helper in helpers:
                if helper.low in lexicon.words["would"]:
                    draft.instead[helper.i] = lexicon.first["will"]
        for child in tree.children(head, "ccomp"):
            first = tree.words[min(tree.subtree(child))]
            if child.i < head.i and self._is_common(first):
                draft.instead[first.i] = first.low
        if head.dep == "relcl":
            for child in tree.children(head):
                if child.low in lexicon.words["relative"]:
                    draft.instead[child.i] = ""

    def _is_common(self, word: Word) -> bool:
        """Whether a word is capital only because it begins a sentence."""
        return word.pos != "PROPN" and not self.tree.name_at(word) and word.low not in self.lexicon.words["first_person"]

    def _names_person(self, numbers: tuple[int, ...]) -> bool:
        """Whether the words are a phrase whose head is a person's name."""
        if not numbers:
            return False
        named = self.tree.name_at(self.tree.top([self.tree.words[i] for i in numbers]))
        return named is not None and self.names.kind(self.names.name(self.tree, named)) == "person"

    def _replace_pronouns(self, draft: Draft, head: Word, *, named: bool) -> None:
        """Names for "his" and "him", unless a person named in the title is whom they mean."""
        words = self.lexicon.words
        for i in draft.words:
            word = self.tree.words[i]
            if named or i in draft.instead or word.low not in words["personal"] - words["reflexive"] or i == head.i:
                continue
            if name := self.names.person_for(self.tree, word):
                draft.instead[i] = f"{name}{self.lexicon.first['possessive_mark']}" if word.tag == "PRP$" else name

    # Nouns

    def _of_noun(self, happening: Happening, times: list[list[Word]], status: Status) -> Title:
        """The noun with what tells which; of a bare one, "the attack", the clause it stands in tells more."""
        tree, words, noun = self.tree, self.lexicon.words, happening.trigger
        gone = self._times(times, noun)
        for child in tree.children(noun):
            loose = child.dep in ("relcl", "appos", "cc", "conj", "punct", "advcl", "mark", "nsubj", "cop", "aux")
            if loose or (child.dep == "det") or (child.dep in ("acl", "prep") and self._is_aside(child)):
                gone |= set(tree.subtree(child))
        kept = [i for i in tree.subtree(noun) if i not in gone]
        draft = Draft(tree, self.names.text, self._without_loose_marks(kept))
        for owner in tree.children(noun, "poss"):
            self._name_owner(draft, owner)
        self._replace_pronouns(draft, noun, named=False)
        for i in list(draft.words):
            if tree.words[i].low in words["possessive"] and tree.words[i].tag == "PRP$" and i not in draft.instead and tree.words[i].head == noun.i:
                draft.words.remove(i)
        text = shortened(draft, noun)
        owners = {i for owner in tree.children(noun, "poss") for i in tree.subtree(owner)}
        named = [said.removesuffix(self.lexicon.first["possessive_mark"]) for i, said in draft.instead.items() if said and i in owners]
        if len(draft.words) > 1:
            return Title(text, True, tuple(named))
        verb = next((w for w in tree.above(noun) if w.pos == "VERB"), None)
        clause = self.title(replace(happening, trigger=verb), times, status).text if verb else ""
        both = f"{text}: {clause}"
        return Title(both if clause and len(both) <= LONGEST else text, False)

    def _name_owner(self, draft: Draft, owner: Word) -> None:
        """ "the terror group's attack" becomes "Hamas attack", where one organisation was named before."""
        if owner.low not in self.lexicon.words["organisation_nouns"] or self.tree.name_at(owner):
            return
        if name := self.names.organisation_for(self.tree, owner):
            for i in self.tree.subtree(owner):
                draft.instead[i] = ""
            draft.instead[owner.i] = name
