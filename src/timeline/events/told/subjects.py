"""Who does it: the subject of a verb, its own or the one it takes from elsewhere, by a name where it is a pronoun."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.model import plain
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.fuller import fuller
from timeline.events.told.phrases import Phrases
from timeline.events.who.names import UNNAMED, Names

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP")
_DEEPEST = 12  # clauses in which it is looked for, from within outwards


def first_of_group(tree: Tree, verb: Word) -> Word:
    """Of verbs joined by "and" the first, whose place in the sentence they share."""
    while verb.dep == "conj" and tree.head(verb).pos in VERBAL and tree.head(verb).i != verb.i:
        verb = tree.head(verb)
    return verb


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, or the name that stands for them; ``known`` unless it is missing or an open pronoun."""

    words: tuple[int, ...] = ()
    name: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Subjects:
    """Subjects of the verbs of one sentence. ``times`` are words that tell a time or are no part of the
    sentence, and no subject; ``firm`` those that a subject must not lose."""

    tree: Tree
    lexicon: Lexicon
    names: Names
    times: frozenset[int] = frozenset()
    firm: frozenset[int] = frozenset()

    def own(self, verb: Word) -> Word | None:
        """The word that is the verb's subject in its own clause."""
        all_of_them = self.tree.children(verb, *SUBJECTS)
        before = [w for w in all_of_them if w.i < verb.i]
        found = before[-1] if before else next(iter(all_of_them), None)  # "a veteran, he joined": the nearer
        if found is None and verb.dep == "ROOT":
            # The parser reads "BP on Thursday geared up" as if BP were a time.
            found = next(
                (w for w in self.tree.children(verb, "npadvmod") if w.i < verb.i and w.pos in ("PROPN", "NOUN")), None
            )
        if found is None and verb.dep == "advcl" and verb.tag in _FINITE and verb.i > 0:
            # "since the rig exploded", of which the parser makes "since the rig".
            before_it = self.tree.words[verb.i - 1]
            found = before_it if before_it.dep == "pobj" and before_it.pos in ("NOUN", "PROPN") else None
            while found is not None and (whole := self.tree.head(self.tree.head(found))).pos in ("NOUN", "PROPN"):
                if found.dep != "pobj" or whole.i >= found.i:
                    break
                found = whole  # "before the revolt against Ode began": not he
        return None if found is not None and found.i in self.times else found

    def of(self, verb: Word, depth: int = 0) -> Subject:
        """The subject of a verb: its own, the noun its clause describes, or that of the clause it hangs on."""
        if depth > _DEEPEST:
            return Subject(known=False)
        tree, own = self.tree, self.own(verb)
        above = tree.head(verb)
        if verb.tag == "VBD" and any(
            w.low in self.lexicon.words["about_prepositions"] for w in tree.children(verb, "mark")
        ):
            return Subject(known=False)  # "for the people shot"
        if own is not None and not (verb.dep == "relcl" and own.low in self.lexicon.words["relative"]):
            return self._from(own, verb, depth)
        if above.i == verb.i or (verb.dep in ("advcl", "pcomp", "ccomp", "prep") and verb.tag in _FINITE):
            return Subject(known=False)
        if verb.dep == "relcl" and own is None and any(w.tag == "WRB" for w in tree.children(verb)):
            return Subject(known=False)  # "where … were killed", whose subject the parse has lost
        if verb.dep == "acl" and above.dep in ("npadvmod", "dep", "parataxis"):
            return Subject(known=False)  # "…, an expert charged", of which the parse makes nothing
        if verb.dep == "relcl" or (verb.dep == "acl" and verb.tag in ("VBN", "VBG")):
            return self._from(self._described(above, own), verb, depth)
        if verb.dep == "xcomp" and (thing := tree.child(above, "dobj")) and thing.i < verb.i:
            return self._from(thing, verb, depth)
        outer = next((w for w in tree.above(verb) if w.pos in VERBAL), None)
        return self.of(outer, depth + 1) if outer is not None else Subject(known=False)

    def _described(self, noun: Word, relative: Word | None) -> Word:
        """ "A man in Velm, who was shot": not the town, since "who" is a person."""
        tree, above = self.tree, self.tree.head(noun)
        if noun.pos in VERBAL and relative is not None:
            before = [w for w in tree.words[noun.i : relative.i] if w.pos in ("NOUN", "PROPN")]
            return before[-1] if before else noun  # the parse hangs the clause on a verb
        if noun.dep == "appos" and above.pos == "PROPN" and noun.pos == "NOUN":
            return above  # "Eva Ode, the woman who …"
        if noun.dep == "attr" and above.lemma in self.lexicon.verbs["copula"]:
            return self.own(above) or noun  # "Ode is a diplomat who …"
        if relative is None or relative.low not in self.lexicon.words["personal_relatives"] or noun.dep != "pobj":
            return noun
        named = tree.name_at(noun)
        place = named is not None and self.names.kind(self.names.name(tree, named)) == "place"
        return tree.head(above) if place and tree.head(above).pos in ("NOUN", "PROPN") else noun

    def _from(self, noun: Word, verb: Word, depth: int) -> Subject:
        words = self.lexicon.words
        if noun.low in words["personal"] and noun.pos == "PRON":
            return self._person(noun, verb, depth)
        if noun.low in words["neuter"] and noun.dep != "expl":
            outer = self._outer(verb, depth)
            if outer is not None and outer.known and self._agrees(noun, outer) and not self._rivals(noun, outer):
                return outer
            first = depth == 0 and (outer is None or noun.i == 0)
            before = self._of_sentence_before(noun) if first else ""
            return Subject(name=before) if before else Subject((noun.i,), known=False)
        if (called := self._called(noun)) is not None:
            return called
        if noun.low in words["business_nouns"] and (name := self._organisation(noun)):
            return Subject(name=name)
        if self._is_bare(noun) and (form := fuller(self.tree, noun, self.names)):
            return Subject(name=form if form.istitle() else f"{self.lexicon.first['the']} {form}")
        phrase = [i for i in Phrases(self.tree, self.lexicon).noun_phrase(noun, verb, self.firm) if i not in self.times]
        if verb.dep in ("acl", "relcl") and noun.i < verb.i:
            phrase = [i for i in phrase if i < verb.i]
        asks = noun.tag in ("WP", "WDT")
        unclear = asks or noun.low in words["vague_subjects"] or noun.low in words["first_person"]
        return Subject(tuple(phrase), known=bool(phrase) and not unclear)

    def _is_bare(self, noun: Word) -> bool:
        """Whether a noun has the definite article and nothing else that tells which."""
        return [w.low for w in self.tree.children(noun) if w.dep != "punct"] == [self.lexicon.first["the"]]

    def _organisation(self, noun: Word) -> str:
        """ "The company": the organisation named last before it, where the document names that one most."""
        if not self._is_bare(noun):
            return ""
        return self.names.organisation_before(self.tree, noun) or ""

    def _called(self, noun: Word) -> Subject | None:
        """The name of one who is else only somebody's: "their coach, Ada Ode"."""
        phrases = Phrases(self.tree, self.lexicon)
        name = next((w for w in self.tree.children(noun, "appos") if phrases.names_it(w)), None)
        owner = self.tree.child(noun, "poss")
        if name is None or owner is None or owner.low not in self.lexicon.words["possessive"]:
            return None
        return Subject(tuple(phrases.noun_phrase(name)))

    def _person(self, pronoun: Word, verb: Word, depth: int) -> Subject:
        outer = self._outer(verb, depth)
        if (
            outer is not None
            and outer.known
            and not outer.name
            and self._may_be_person(outer, told=verb.dep == "ccomp")
        ):
            return outer
        name = self.names.person_for(self.tree, pronoun)
        return Subject(name=name) if name else Subject((pronoun.i,), known=False)

    def _outer(self, verb: Word, depth: int) -> Subject | None:
        """The subject of the clause that a complement hangs on: "the spokesman said he …", or of the one that it ends:
        "North Sudan has halted it, it said"."""
        told = self.tree.child(verb, "ccomp")
        if told is not None and told.i < verb.i and told.pos in VERBAL:
            return self.of(told, depth + _DEEPEST // 2)
        outer = next((w for w in self.tree.above(verb) if w.pos in VERBAL), None)
        return self.of(outer, depth + 1) if outer is not None and verb.dep in ("ccomp", "advcl", "conj") else None

    def _of_sentence_before(self, pronoun: Word) -> str:
        """The subject of the sentence just before, where "it" or "they" is this one's and agrees with that."""
        tree = self.names.sentence_before(self.tree)
        root = next((w for w in tree.words if w.head == w.i), None) if tree else None
        if tree is None or root is None or root.pos not in VERBAL:
            many = pronoun.low in self.lexicon.words["plural"]
            return "" if many else self.names.organisation_opening(self.tree) or ""
        other = Subjects(tree, self.lexicon, self.names)
        subject = other.of(root, 1)  # one sentence back, not on and on
        if not subject.known or not subject.words or not other._agrees(pronoun, subject):
            return ""
        return (
            " ".join(plain(" ".join(tree.words[i].text for i in subject.words)).split())
            if len(subject.words) < 6
            else ""
        )

    def _may_be_person(self, subject: Subject, *, told: bool) -> bool:
        """Whether a phrase is a person's name, or a noun for one person: whatever speaks is one."""
        if not subject.words:
            return False
        head = self.tree.top([self.tree.words[i] for i in subject.words])
        if named := self.tree.name_at(head):
            return self.names.kind(self.names.name(self.tree, named)) == "person"
        group = head.low in self.lexicon.words["organisation_nouns"] or self.lexicon.is_event_noun(head.lemma)
        return head.tag == "NN" and (head.low in self.lexicon.words["person_nouns"] or (told and not group))

    def says_nobody(self, subject: Subject) -> bool:
        """Whether there is no subject, or one that the reader of a title could not know: "we", "what", "those"."""
        if subject.name or subject.known:
            return False
        words = self.lexicon.words
        said = {self.tree.words[i].low for i in subject.words}
        return not said or bool(said & (words["first_person"] | words["vague_subjects"]))

    def names_person(self, subject: Subject) -> bool:
        """Whether the subject is a phrase whose head is a person's name."""
        if not subject.words:
            return False
        head = self.tree.top([self.tree.words[i] for i in subject.words])
        called = (w for w in self.tree.children(head, "appos") if w.i in subject.words)
        named = self.tree.name_at(next(called, head))
        return named is not None and self.names.kind(self.names.name(self.tree, named)) == "person"

    def is_person(self, subject: Subject) -> bool:
        """Whether a person does it, by a name or a noun: "his" is then most often that person's."""
        if not subject.words or self.names_person(subject):
            return bool(subject.words)
        head = self.tree.top([self.tree.words[i] for i in subject.words])
        unknown = head.tag == "NNP" and self.names.kind(self.names.named_at(self.tree, head)) == "other"
        return unknown or self._may_be_person(subject, told=False)

    def _rivals(self, pronoun: Word, subject: Subject) -> bool:
        """Whether an object between the subject and the pronoun may as well be meant: "praised them and said they"."""
        if not subject.words:
            return False
        many = pronoun.low in self.lexicon.words["plural"]
        between = self.tree.words[subject.words[-1] + 1 : pronoun.i]
        return any(w.dep == "dobj" and (w.tag in ("NNS", "NNPS")) == many for w in between)

    def _agrees(self, pronoun: Word, subject: Subject) -> bool:
        heads = [self.tree.words[i] for i in subject.words if self.tree.words[i].pos in ("NOUN", "PROPN")]
        named = self.tree.name_at(heads[-1]) if heads else None
        if named is not None and named.label in UNNAMED:
            return False  # "this week brought"
        if not heads or self.names_person(subject) or heads[-1].low in self.lexicon.words["person_nouns"]:
            return False
        return (pronoun.low in self.lexicon.words["plural"]) == (heads[-1].tag in ("NNS", "NNPS"))
