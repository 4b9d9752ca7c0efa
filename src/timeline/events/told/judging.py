"""What may be wrong with a title, seen by plain checks: the fewest doubts win among the titles that can be made."""

from dataclasses import dataclass
from itertools import pairwise

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.referents import REFUSED, Referents
from timeline.events.told.subjects import SUBJECTS, first_of_group
from timeline.events.told.wording import Draft, shortened
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names

_NEEDED = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "neg", "prt", "dative")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OBJECTS = ("dobj", "attr", "acomp", "xcomp", "neg")
_TELLING = ("NOUN", "PROPN", "NUM", "ADJ")
_VERBS = ("VERB", "AUX", "DET")
_GOING_ON = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "prt", "prep", "advmod", "dative", "agent")
_HANGING = ("appos", "pobj", "amod", "compound", "poss", "nummod", "case", "acl", "relcl", "ccomp")
_WAITING = ("IN", "DT", "TO", "CC", "WDT", "PRP$", "MD", "WP", "WRB", "POS")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title that could be taken, and how much may be wrong with it."""

    text: str
    doubt: int
    vague: int  # a doubt that only decides between titles: no name is in it
    stands_alone: bool
    named: tuple[str, ...] = ()
    unclear: int = 0  # those of its doubts that are only of which one is meant: "the harbour opened"


@dataclass(frozen=True, slots=True)
class Doubts:
    """The checks, for one happening of one sentence."""

    tree: Tree
    lexicon: Lexicon
    names: Names
    happening: Happening
    dated: frozenset[int] = frozenset()  # words of times

    @property
    def _referents(self) -> Referents:
        return Referents(self.tree, self.lexicon, self.names, self.dated)

    def weighed(self, draft: Draft, head: Word, *, level: int = 0, unsaid: Word | None = None) -> Candidate:
        """The draft as a title, with its doubts.

        It is ``level`` clauses above the happening's own; ``unsaid`` is the verb of who claims it, if that is left out.
        """
        draft.sparable = self.lexicon.words["sparable_prepositions"]
        draft.either = self.lexicon.words["alternatives"]
        draft.gapless = self.lexicon.words["gapless_nouns"]
        draft.comparing = self.lexicon.words["comparing"]
        draft.loose = self.lexicon.words["sparable_after_nouns"]
        text, kept, peeled = shortened(draft, head)
        doubt = level + min(3, peeled)
        if unsaid is not None:
            doubt += 2 if unsaid.lemma in self.lexicon.verbs["factive"] else 5
        if not draft.noun and not self.happening.limit and not self._finite(draft, kept, head):
            doubt += REFUSED
        if not draft.noun:
            doubt += self._missing(draft, kept, head, cut_off="…" in text) + self._thin(draft, kept) + self._far(head)
            doubt += self._broken(head, kept)
        doubt += (
            4 * (not draft.noun and self._is_torn(kept, head))
            + self._gaps(kept)
            + self._unclear(draft, kept, text)
            + self._ending(kept, text, noun=draft.noun)
        )
        trigger = self.happening.trigger.i
        named = self._names_any(draft, kept)
        doubt += REFUSED * (not draft.noun and not draft.lead and self._has_nobody(kept, head))
        doubt += REFUSED * (trigger not in kept) + self._bare_end(draft, kept, text)
        doubt += self._referents.unnamed(draft, kept)
        open_pronoun = self._opens_unclear(draft, kept)
        unclear = REFUSED * (not named and self._points_back(draft, kept)) + self._referents.untold(draft, kept)
        alone = draft.known and not open_pronoun and unclear < REFUSED
        return Candidate(text, doubt + unclear, 2 * (not named), alone, draft.named, 0 if open_pronoun else unclear)

    def _disagrees(self, subject: Word, head: Word) -> bool:
        """Whether one is of many and the other of one: "figures … was"."""
        tree, first = self.tree, self.lexicon.first
        if subject.tag not in ("NN", "NNS") or tree.child(subject, "cc", "conj", "prep", "nummod"):
            return False
        verb = next(iter(tree.children(head, "aux", "auxpass")), head)
        one = verb.tag == "VBZ" or verb.low == first["past_of_be"]
        many = verb.tag == "VBP" or verb.low == first["past_of_be_many"]
        return (subject.tag == "NNS" and one) or (subject.tag == "NN" and many)

    def _has_nobody(self, kept: list[int], head: Word) -> bool:
        """Whether the verb comes first, so that nobody does it."""
        verbal = {w.i for w in self.tree.children(head, "aux", "auxpass", "neg")} | {head.i}
        return not kept or kept[0] in verbal

    def _points_back(self, draft: Draft, kept: list[int]) -> bool:
        """Whether a title without a name tells of what the text told before: "it", "some that burned"."""
        if draft.lead or draft.noun or not kept or not self.names.text[: self.tree.span.start].strip():
            return False
        lists, words = self.lexicon.words, [self.tree.words[i] for i in kept]
        if words[0].i in draft.instead or words[0].low in lists["personal"]:
            return False
        if any(
            w.low in lists["neuter"] and not self._referents.is_empty(w) and w.i not in draft.instead for w in words
        ):
            return True
        return self.happening.trigger.dep in ("acl", "relcl", "advcl")

    def _bare_end(self, draft: Draft, kept: list[int], text: str) -> int:
        """Doubts about a title that ends with its verb where the sentence goes on: "the union called"."""
        if draft.noun or draft.tail or not kept or text.endswith("…"):
            return 0
        words = self.tree.words
        last = words[kept[-1]]
        after = next((w for w in words[last.i + 1 :] if w.i not in self.dated), None)
        verb = self.tree.head(last) if last.dep == "prt" else last
        if verb.pos != "VERB" or after is None or after.pos in ("PUNCT", "CCONJ", "SCONJ", "SPACE"):
            return 0
        branches = [c for c in self.tree.children(verb) if c.i > last.i and c.dep in _GOING_ON]
        told = (words[i] for c in branches for i in self.tree.subtree(c) if i not in self.dated)
        return 5 * any(w.pos in _TELLING or w.pos in _VERBS[:2] for w in told)

    def _strange(self, head: Word, subjects: list[Word], kept: list[int]) -> bool:
        """Whether the subject is hardly the verb's: it hangs on a preposition, or another noun is nearer."""
        tree = self.tree
        if subjects:
            first = min(tree.subtree(subjects[-1]))
            before = tree.words[first - 1] if first else None
            if (
                before is not None
                and before.pos == "NOUN"
                and before.i not in self.dated
                and head.dep in ("ROOT", "conj")
            ):
                return True  # "fighters near the capital Velm attacked", of which the parse makes "Velm attacked"
            prepares = before is not None and before.dep == "prep" and before.pos == "ADP"
            loses = before is not None and not tree.child(before, "pobj", "pcomp")
            return prepares and before is not None and (loses or not tree.under(before, head))
        group = [w.i for w in tree.children(head, "aux", "auxpass", "neg", "advmod") if w.i < head.i]
        first = min([head.i, *group])
        before = tree.words[first - 1] if first else None
        noun = before is not None and before.pos in ("NOUN", "PROPN") and head.dep == "conj" and before.i not in kept
        return noun and before is not None and before.i not in self.dated and bool(group)

    def _names_any(self, draft: Draft, kept: list[int]) -> bool:
        """Whether a name or a number is said, without which few titles tell which."""
        said = [self.tree.words[i] for i in kept if i not in self.dated]
        by_name = any(word[:1].isupper() for word in draft.tail.split())
        return (
            bool(draft.lead)
            or by_name
            or any(w.pos in ("PROPN", "NUM") or (w.pos in ("PRON", "NOUN") and draft.instead.get(w.i)) for w in said)
        )

    def _is_object(self, i: int, head: Word) -> bool:
        word = self.tree.words[i]
        if head.lemma in self.lexicon.verbs["telling"]:
            return False  # "told reporters": what?
        return word.head == head.i and (
            word.dep in ("dobj", "attr", "acomp", "oprd")
            or (word.dep == "prep" and word.low in self.lexicon.words["about_prepositions"] and word.i == head.i + 1)
        )

    def _finite(self, draft: Draft, kept: list[int], head: Word) -> bool:
        """Whether the verb is said with a tense."""
        helpers = {w.i for w in self.tree.children(first_of_group(self.tree, head), "aux", "auxpass")}
        helpers |= {w.i for w in self.tree.children(head, "aux", "auxpass")}
        if head.tag == "VBN" and self.tree.child(head, "nsubj"):
            return True  # the tagger takes "called" for a participle
        told = [i for i in kept if i == head.i or i in helpers]
        return any(draft.instead.get(i) or self.tree.words[i].tag in _FINITE for i in told)

    def _broken(self, head: Word, kept: list[int]) -> int:
        """Signs that the parse has gone wrong: two subjects, a tensed verb that describes, a lone "where"."""
        tree = self.tree
        subjects = [w for w in tree.children(head, "nsubj", "nsubjpass") if w.i < head.i]
        doubt = 4 * (len(subjects) > 1)
        doubt += 4 * any(tree.words[i].tag == "VBD" and tree.words[i].dep == "acl" for i in kept)
        if head.dep == "acl":
            skipped = [w for w in tree.words[tree.head(head).i + 1 : head.i] if w.pos in ("NOUN", "PROPN")]
            doubt += REFUSED * any(w.i not in kept for w in skipped)
        doubt += REFUSED * self._strange(head, subjects, kept)
        doubt += 4 * any(self._disagrees(w, head) for w in subjects)
        for i in kept:
            own = tree.child(tree.words[i], "nsubj", "nsubjpass")
            told = i != head.i and tree.words[i].dep in ("ccomp", "advcl") and own is not None
            doubt += REFUSED * (told and own is not None and own.i not in kept)  # "said had been shut"
        start = subjects[0].i if subjects else head.i
        for word in tree.words[start : head.i]:
            lost = word.tag in ("WRB", "WDT", "WP") and not tree.under(head, tree.head(word))
            verbs = [w for w in tree.words[word.i : head.i] if w.tag in _FINITE and w.head != head.i]
            doubt += REFUSED * (lost and not verbs)
        return doubt

    def _missing(self, draft: Draft, kept: list[int], head: Word, *, cut_off: bool) -> int:
        """Complements of the verbs that are not said."""
        inside = set(kept)
        lost = 0
        told = any(
            self.tree.words[i].dep in ("ccomp", "xcomp") or self._is_object(i, head) for i in kept if i != head.i
        )
        if head.lemma in self.lexicon.verbs["reporting"] and not told and not draft.tail:
            lost = REFUSED  # "the mayor said"
        claim = self.tree.child(head, "ccomp")
        if claim is not None and claim.pos == "ADJ" and not self.tree.child(claim, "cop", "aux"):
            lost += 5 * (head.lemma in self.lexicon.verbs["reporting"])  # "said troops loyal to the king"
        if claim is not None and head.i < claim.i:
            branch = set(self.tree.subtree(claim))
            finite = {i for i in branch if self.tree.words[i].tag in _FINITE}
            lost += REFUSED * bool(finite and not inside & finite and inside & branch)
        if (
            claim is not None
            and claim.i not in inside
            and any(self.tree.under(self.tree.words[i], claim) for i in kept)
        ):
            lost += REFUSED  # cut before its verb
        for verb in {head.i: head, self.happening.trigger.i: self.happening.trigger}.values():
            if verb.i not in inside:
                continue
            for child in self.tree.children(verb, *_NEEDED):
                relative = child.low in self.lexicon.words["relative"]
                first = min(self.tree.subtree(child))
                apart = first > 0 and self.tree.words[first - 1].text == ","
                if child.i in inside or relative or apart or child.i in draft.instead:
                    continue
                lost += 2 if kept[-1] < child.i and cut_off else REFUSED if child.dep in _OBJECTS else 5
        return lost

    def _far(self, head: Word) -> int:
        """A subject from which another clause's verb parts it is hardly this verb's."""
        subject = next((w for w in self.tree.children(head, *SUBJECTS) if w.i < head.i), None)
        if subject is None:
            return 0
        between = [w for w in self.tree.words[subject.i + 1 : head.i] if w.tag in _FINITE and w.head != head.i]
        inside = set(self.tree.subtree(subject))
        return 4 if any(w.i not in inside for w in between) else 0

    def _thin(self, draft: Draft, kept: list[int]) -> int:
        """ "The unrest began": which tells nobody what."""
        words = [self.tree.words[i] for i in kept if draft.instead.get(i, "x")]
        verbs = {w.i for w in words if w.pos in ("VERB", "AUX", "DET")}
        if (
            draft.lead
            or draft.tail
            or any(w.pos in ("PROPN", "NUM") for w in words)
            or any(said for i, said in draft.instead.items() if i not in verbs)
        ):
            return 0
        telling = [w for w in words if w.pos in _TELLING]
        aside = self.happening.trigger.dep in ("acl", "relcl", "advcl")
        return 3 + 4 * aside if len(telling) < 2 else 0

    def _gaps(self, kept: list[int]) -> int:
        """Words out of their order."""
        turns = sum(b < a for a, b in pairwise(kept))
        return 2 * max(0, turns - 1)  # one where the subject stands behind, or what is said before

    def _is_torn(self, kept: list[int], head: Word) -> bool:
        """Whether a word has lost what it hangs on: "a fund, Ada Ode" of a fund led by the mayor, Ada Ode."""
        inside, words = set(kept), self.tree.words
        if kept and words[kept[0]].tag == "WRB" and words[kept[0]].head == head.i:
            return True  # "When soldiers fled"
        for i in kept[:-1]:
            below = self.tree.children(words[i], "pobj", "pcomp") if words[i].dep == "prep" else ()
            if below and not any(w.i in inside or w.dep == "pcomp" for w in below):
                return True  # "has changed since and …"
        return any(
            words[i].dep in _HANGING and words[i].head not in inside and i not in (kept[0], head.i) for i in kept
        )

    def _opens_unclear(self, draft: Draft, kept: list[int]) -> bool:
        if draft.lead or not kept:
            return False
        first = self.tree.words[kept[0]]
        lists = self.lexicon.words
        open_word = first.low in lists["personal"] | lists["neuter"] | lists["vague_subjects"]
        return first.i not in draft.instead and open_word and first.dep != "expl"

    def _unclear(self, draft: Draft, kept: list[int], text: str) -> int:
        """Pronouns with nobody before them whom they could mean, and "I" without the marks of a quotation."""
        lists, doubt = self.lexicon.words, 0
        quoted = named = False
        named = bool(draft.lead)
        for at, i in enumerate(kept):
            word = self.tree.words[i]
            if word.text in ('"', "“", "”"):
                quoted = not quoted
            if i in draft.instead:
                named = named or bool(draft.instead[i])
                continue
            if word.pos in ("NOUN", "PROPN"):
                named = True
            if word.low in lists["first_person"] and word.tag.startswith("PRP"):
                doubt += 0 if quoted and '"' in text else REFUSED
            elif word.low in lists["personal"] | lists["neuter"] and not self._referents.is_empty(word) and not named:
                doubt += 3 if at == 0 else 2
            elif word.low in lists["vague_subjects"] and (at == 0 or word.tag == "DT"):
                doubt += 3 if at == 0 or (word.tag == "DT" and not self._is_of_time(word)) else 1
        return doubt

    def _is_of_time(self, word: Word) -> bool:
        """ "This week"; or what the same sentence has told."""
        noun = self.tree.head(word)
        told = any(w.low == noun.low for w in self.tree.words[: word.i])
        return told or noun.i in self.dated or noun.low in self.lexicon.words["gapless_nouns"]

    def _ending(self, kept: list[int], text: str, *, noun: bool) -> int:
        last = self.tree.words[kept[-1]] if kept else None
        after = self.tree.words[last.i + 1] if last is not None and last.i + 1 < len(self.tree.words) else None
        goes_on = (
            not noun
            and after is not None
            and after.tag in _FINITE
            and last is not None
            and last.pos in ("NOUN", "PROPN")
        )
        doubt = 3 if text.endswith(("…", '…"')) else REFUSED * (goes_on and kept == sorted(kept))
        goes_to = after is not None and after.tag == "TO" and last is not None and last.dep == "pobj" and not noun
        if goes_to and last is not None and self.tree.head(last).low in self.lexicon.words["about_prepositions"]:
            doubt += 5  # "called for the mayor", to resign
        if last is not None and not text.endswith("…") and last.tag in _WAITING and last.dep != "prt":
            doubt += 4
        return doubt
