"""A title: a short clause with its subject, made of the sentence's own words.

The time is left out, since a timeline shows it beside. What frames a statement is dropped where the time belongs to
what is stated. A pronoun gives way to a name where the document makes plain whose it is. Nothing is added but a name,
and nothing changed but a tense.
"""

from dataclasses import dataclass, replace

from timeline.events.happenings import Happening
from timeline.events.lexicon import Lexicon
from timeline.events.names import UNNAMED, Names
from timeline.events.phrases import Phrases
from timeline.events.subjects import SUBJECTS, VERBAL, Subject, Subjects
from timeline.events.trees import Tree, Word
from timeline.events.wording import LONGEST, Draft, shortened
from timeline.values.mention import Status

_BESIDE = ("cc", "mark", "discourse", "intj", "parataxis", "dep", "meta", "conj")
_BESIDE_NOUN = ("relcl", "appos", "cc", "conj", "punct", "advcl", "mark", "nsubj", "cop", "aux", "det")


@dataclass(frozen=True, slots=True)
class Title:
    """The text, and whether it stands alone: it has a subject, and that is no unresolved pronoun."""

    text: str
    stands_alone: bool = True
    named: tuple[str, ...] = ()  # whom it names for a pronoun or a description, as those who act


@dataclass(frozen=True, slots=True)
class Titler:
    """Titles for the happenings of one sentence, of which ``times`` are the dated expressions' words."""

    tree: Tree
    lexicon: Lexicon
    names: Names

    def title(self, happening: Happening, times: list[list[Word]], status: Status) -> Title:
        """A readable clause of no more than 100 characters for the happening; empty where none can be made."""
        if not happening.is_verb:
            return self._of_noun(happening, times, status)
        head = happening.trigger if happening.limit else self._head(happening.trigger)
        gone = self._phrases.time_words(times, head)
        subjects = Subjects(self.tree, self.lexicon, self.names, frozenset(gone))
        subject = subjects.of(head)
        if subjects.says_nobody(subject):
            return Title("", False)
        words = self._body(head, subject, gone, subjects)
        if happening.limit:
            words = self._phrases.without_branches(words, self.tree.children(head, "advcl"))
        firm = frozenset(i for i in words if not happening.limit and self._phrases.is_condition(self.tree.words[i]))
        draft = Draft(self.tree, self.names.text, [*subject.words, *words], subject.name, firm=firm)
        self._reform(draft, head, happening, status)
        self._replace_pronouns(draft, head, named=bool(subject.name) or subjects.names_person(subject))
        return Title(shortened(draft, head), subject.known, (subject.name,) if subject.name else ())

    @property
    def _phrases(self) -> Phrases:
        return Phrases(self.tree, self.lexicon)

    def _head(self, verb: Word) -> Word:
        """The verb that carries the clause: "plans to meet" for *meet*; the frame, where an I is quoted."""
        tree = self.tree
        while verb.dep == "xcomp" and tree.child(verb, *SUBJECTS) is None:
            above = tree.head(verb)
            above = tree.head(above) if above.dep == "acomp" else above
            if above.pos not in VERBAL:
                break
            verb = above
        subject, above = tree.child(verb, *SUBJECTS), tree.head(verb)
        quoted = verb.dep == "ccomp" and above.lemma in self.lexicon.verbs["reporting"]
        return above if quoted and subject and subject.low in self.lexicon.words["first_person"] else verb

    def _body(self, head: Word, subject: Subject, times: set[int], subjects: Subjects) -> list[int]:
        """The words after the subject, in the order they are to be read."""
        tree = self.tree
        own = subjects.own(head)
        gone = {*subject.words, *times, *(tree.subtree(own) if own else ())}
        start = own.i if own is not None and own.i < head.i else -1
        before: list[int] = self._shared_helpers(head)
        said: list[int] = []  # what is said, where that comes before who says it
        after: list[int] = []
        moved: list[int] = []
        echoes = False
        for child in tree.children(head):
            if child.i in gone:
                after += self._misplaced(child, gone) if child.i > head.i else []
                continue
            if not self._belongs(child, head, start):
                continue
            branch = [i for i in tree.subtree(child) if i not in gone]
            if child.i > head.i:
                after += branch if not (said and child.dep == "prep") else []
            elif child.dep in ("aux", "auxpass", "neg", "advmod", "preconj"):
                before += branch
            elif child.dep in ("ccomp", "xcomp"):
                # "North Taria has halted it, it said": the pronoun goes where the name was.
                echoed = own is not None and subject.words and set(subject.words) & set(tree.subtree(child))
                echoes = bool(echoed)
                said += [own.i, *branch] if own is not None and echoed else branch
            else:
                moved += branch
        said = said[:1] + self._phrases.without_opening(said[1:]) if echoes else self._phrases.without_opening(said)
        if any(tree.words[i].low in self.lexicon.words["place_prepositions"] for i in after):
            moved = []  # one place is enough, and two would read as one
        words = self._phrases.without_asides([*before, head.i, *said, *after, *moved], head)
        return self._phrases.trimmed(self._phrases.without_brackets(words))

    def _misplaced(self, time: Word, gone: set[int]) -> list[int]:
        """ "paid a fine last year": what the parser takes for part of the time, with an article of its own."""
        rest = [i for i in self.tree.subtree(time) if i not in gone]
        article = bool(rest) and self.tree.words[rest[0]].tag == "DT" and len(rest) > 1
        return rest if article and rest[-1] < time.i else []

    def _belongs(self, child: Word, head: Word, start: int) -> bool:
        """Whether a branch of the clause is part of what its title says."""
        words, earlier = self.lexicon.words, child.i < head.i
        if child.dep == "punct":
            return child.text in ('"', "$") and not earlier
        if child.dep in _BESIDE or child.dep in SUBJECTS or child.low in words["fillers"] | words["attributing"]:
            return False
        if child.low in words["relative"] and child.dep in ("dobj", "advmod", "pobj"):
            return False
        if earlier and child.dep in ("ccomp", "xcomp"):
            return head.lemma in self.lexicon.verbs["reporting"]
        if earlier and child.dep == "prep":
            return child.i < start and child.low in words["place_prepositions"] and self._leads_to_place(child)
        if earlier and child.dep in ("npadvmod", "advcl", "acl"):
            return False
        if earlier and child.dep == "advmod":
            return child.i > start
        if child.dep == "advcl":
            marked = {w.low for w in self.tree.children(child, "mark")}
            return bool(marked & words["conditions"]) or not self._phrases.is_aside(child)
        return True

    def _leads_to_place(self, preposition: Word) -> bool:
        inner = self.tree.child(preposition, "pobj")
        named = self.tree.name_at(inner) if inner else None
        return named is not None and named.label in ("GPE", "LOC", "FAC")

    def _shared_helpers(self, head: Word) -> list[int]:
        """ "were arrested and beaten": the auxiliaries that the second verb takes from the first."""
        if head.dep != "conj" or head.tag not in ("VB", "VBN", "VBG") or self.tree.child(head, "aux", "auxpass"):
            return []
        first = head
        while first.dep == "conj" and self.tree.head(first).i != first.i:
            first = self.tree.head(first)
        return [w.i for w in self.tree.children(first, "aux", "auxpass", "neg")]

    def _reform(self, draft: Draft, head: Word, happening: Happening, status: Status) -> None:
        """Make a verb without tense stand on its own: *to* before what is demanded, a past for "leaving on Monday"."""
        lexicon, tree = self.lexicon, self.tree
        helpers = tree.children(head, "aux", "auxpass")
        bare = head.tag == "VB" or (head.tag == "VBP" and status is not Status.SCHEDULED)
        if bare and not helpers and (happening.limit or status in (Status.PLANNED, Status.DEADLINE)):
            draft.instead[head.i] = f"{lexicon.first['to']} {head.text}"
        participle = head.tag == "VBG" and not helpers and head.dep in ("advcl", "pcomp", "acl", "conj")
        if participle and status in (Status.OCCURRED, Status.DENIED, Status.CANCELLED, Status.ALLEGED):
            draft.instead[head.i] = lexicon.past(head.lemma)
        for helper in helpers:
            if status in (Status.PLANNED, Status.SCHEDULED, Status.DEADLINE) and helper.low in lexicon.words["would"]:
                draft.instead[helper.i] = lexicon.first["will"]
        for child in tree.children(head):
            if head.dep == "relcl" and child.low in lexicon.words["relative"]:
                draft.instead[child.i] = ""
        for i in draft.words:
            if tree.words[i].tag == "WP$" and head.dep == "relcl":  # "whose"
                owner = Draft(tree, draft.text, self._phrases.noun_phrase(tree.head(head)))
                draft.instead[i] = f"{owner}{lexicon.first['possessive_mark']}"
        for i in draft.words[0 if draft.lead else 1 :]:
            word = tree.words[i]
            begins = i == 0 or tree.words[i - 1].text == '"'
            if begins and i not in draft.instead and word.text.istitle() and self._is_common(word):
                draft.instead[i] = word.low
        if head.tag == "VBN" and not helpers and head.dep == "advcl" and not self._shared_helpers(head):
            many = any(tree.words[i].tag in ("NNS", "NNPS") for i in draft.words if i < head.i)
            be = lexicon.first["past_of_be_many" if many else "past_of_be"]
            draft.instead[head.i] = f"{be} {head.low}"

    def _is_common(self, word: Word) -> bool:
        """Whether a word is capital only because it begins a sentence."""
        named = self.tree.name_at(word)
        common = word.pos != "PROPN" and (named is None or named.label in UNNAMED)
        return common and word.low not in self.lexicon.words["always_capital"]

    def _replace_pronouns(self, draft: Draft, head: Word, *, named: bool) -> None:
        """Names for "his" and "him", unless a person named in the title is whom they mean."""
        personal = self.lexicon.words["personal"] - self.lexicon.words["reflexive"]
        for i in draft.words:
            word = self.tree.words[i]
            if named or i in draft.instead or word.low not in personal or i == head.i:
                continue
            name = self.names.person_for(self.tree, word)
            if name and name.split()[-1] not in str(draft):
                draft.instead[i] = f"{name}{self.lexicon.first['possessive_mark']}" if word.tag == "PRP$" else name

    def _of_noun(self, happening: Happening, times: list[list[Word]], status: Status) -> Title:
        """The noun with what tells which; of a bare one, "the attack", the clause it stands in tells more."""
        tree, words, noun = self.tree, self.lexicon.words, happening.trigger
        gone = self._phrases.time_words(times, noun)
        for child in tree.children(noun):
            if child.dep in _BESIDE_NOUN or (child.dep in ("acl", "prep") and self._phrases.is_aside(child)):
                gone |= set(tree.subtree(child))
        kept = self._phrases.without_brackets([i for i in tree.subtree(noun) if i not in gone])
        draft = Draft(tree, self.names.text, self._phrases.trimmed(kept))
        for owner in tree.children(noun, "poss"):
            self._name_owner(draft, owner)
        self._replace_pronouns(draft, noun, named=False)
        owners = [w.i for w in tree.children(noun, "poss") if w.low in words["possessive"] and w.i not in draft.instead]
        draft.words = [i for i in draft.words if i not in owners]  # nobody knows whose
        text = shortened(draft, noun)
        if len(draft.words) > 1:
            return Title(text, True, self._named_owners(draft, noun))
        return Title(self._in_context(text, happening, times, status), False)

    def _in_context(self, text: str, happening: Happening, times: list[list[Word]], status: Status) -> str:
        verb = next((w for w in self.tree.above(happening.trigger) if w.pos == "VERB"), None)
        if verb is None:
            return text
        clause = self.title(replace(happening, trigger=verb), times, status).text
        is_subject = happening.trigger.dep in SUBJECTS and happening.trigger.head == verb.i
        both = clause if is_subject else f"{text}: {clause}"
        return both if clause and len(both) <= LONGEST else ""

    def _name_owner(self, draft: Draft, owner: Word) -> None:
        """ "the terror group's attack" becomes "Hamas attack", where one organisation was named before."""
        if owner.low not in self.lexicon.words["organisation_nouns"] or self.tree.name_at(owner):
            return
        if name := self.names.organisation_for(self.tree, owner):
            draft.instead |= dict.fromkeys(self.tree.subtree(owner), "") | {owner.i: name}

    def _named_owners(self, draft: Draft, noun: Word) -> tuple[str, ...]:
        owners = {i for owner in self.tree.children(noun, "poss") for i in self.tree.subtree(owner)}
        mark = self.lexicon.first["possessive_mark"]
        return tuple(said.removesuffix(mark) for i, said in draft.instead.items() if said and i in owners)
