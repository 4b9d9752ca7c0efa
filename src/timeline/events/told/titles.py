"""A title: a short clause with its subject, made of the sentence's own words in the sentence's own order.

Several are made: of the happening's own clause, of the clauses that hold it, of the whole sentence; the one in which
least can be wrong is taken. The time is left out, since a timeline shows it beside, except where the clause tells more
than what happened then. Who claims a thing stays with the claim. A pronoun gives way to a name where the document makes
plain whose it is. Nothing is added but a name, and nothing changed but a tense.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.carriers import Carriers
from timeline.events.told.clause_titles import ClauseTitles
from timeline.events.told.judging import Candidate, Doubts
from timeline.events.told.noise import noise
from timeline.events.told.noun_titles import NounTitles
from timeline.events.told.phrases import Phrases
from timeline.events.told.referents import REFUSED
from timeline.events.told.subjects import SUBJECTS, VERBAL, Subjects, first_of_group
from timeline.events.told.wording import LONGEST, Draft, cut, shortened
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names
from timeline.values.mention import Status

_GOOD = 1  # doubts with which no other title is tried
_TRIM = " ,;:.-–—"
_HIGHEST = 5  # clauses above the happening's own that are tried
_MUCH = 3  # nouns and adjectives beyond which a whole sentence tells more than its main clause


@dataclass(frozen=True, slots=True)
class Title:
    """The text, and whether it stands alone: it has a subject, and that is no unresolved pronoun."""

    text: str
    stands_alone: bool = True
    named: tuple[str, ...] = ()  # whom it names for a pronoun or a description, as those who act


@dataclass(slots=True)
class _Best:
    """The best title so far."""

    taken: Candidate | None = None
    spare: Candidate | None = None  # well formed, though it does not tell which: for where there is no other

    def see(self, candidate: Candidate) -> None:
        """Take one that is better than what was seen."""
        if not candidate.text:
            return
        if candidate.doubt < REFUSED and self.may_be(candidate.doubt + candidate.vague):
            self.taken = candidate
        if self.spare is None and candidate.doubt - candidate.unclear < REFUSED:
            self.spare = candidate

    def may_be(self, doubt: int) -> bool:
        """Whether one of at least so many doubts may be better."""
        return self.taken is None or doubt < self.taken.doubt + self.taken.vague


@dataclass(frozen=True, slots=True)
class Titler:
    """Titles for the happenings of one sentence, of which ``times`` are the dated expressions' words."""

    tree: Tree
    lexicon: Lexicon
    names: Names

    def title(
        self, happening: Happening, times: list[list[Word]], status: Status, *, own_clause: bool = False
    ) -> Title:
        """A readable clause of no more than 100 characters for the happening; empty where none can be made.

        With ``own_clause`` none but that of its own clause is tried, which takes a third of the time.
        """
        if (happening.is_verb and happening.trigger.dep == "prep") or self._is_stamped(happening.trigger, times):
            return Title("", False)  # "following a quiet year"
        best = _Best()
        for candidate in self._candidates(happening, times, status, best):
            best.see(candidate)
            if own_clause or not best.may_be(_GOOD):
                break
        found = best.taken or best.spare
        return Title(found.text, found.stands_alone, found.named) if found else Title("", False)

    def line(self) -> str:
        """The sentence itself, as far as a title reaches."""
        draft = self._sentence(noise(self.tree))
        return shortened(draft, self._root())[0] or cut(" ".join(self.tree.span.of(self.names.text).split()))

    def fragment(self, happening: Happening, times: list[list[Word]]) -> str:
        """The words of the happening's clause as they stand, where no title can be made of it.

        Empty where the sentence is no report at all: a stamp, a question, or what someone says of himself.
        """
        words, lists = self.tree.words, self.lexicon.words
        own = any(w.low in lists["first_person"] and w.tag.startswith("PRP") for w in words)
        asks = next((w.text for w in reversed(words) if w.pos != "PUNCT" or w.text == "?"), "") == "?"
        if own or asks or self._is_stamped(happening.trigger, times):
            return ""
        verb = happening.trigger
        while verb.dep == "xcomp" and not self.tree.child(verb, *SUBJECTS):
            verb = self.tree.head(verb)  # "was to be moved"
        numbers = self.tree.subtree(verb)
        if happening.is_verb and verb.dep == "conj":
            numbers = [i for i in numbers if i >= verb.i]
        kept = self._phrases.without_opening(list(range(numbers[0], numbers[-1] + 1)))
        said = self.names.text[words[kept[0]].span.start : words[kept[-1]].span.end]
        line = cut(" ".join(said.split()).strip(_TRIM))
        return line[:1].upper() + line[1:]

    def _candidates(
        self, happening: Happening, times: list[list[Word]], status: Status, best: _Best
    ) -> Iterator[Candidate]:
        """Those that may be better than the best of the ones before."""
        dated = {w.i for inside in times for w in inside}
        doubts = Doubts(self.tree, self.lexicon, self.names, happening, frozenset(dated))
        carriers = Carriers(self.tree, self.lexicon)
        gone = noise(self.tree)
        clauses = ClauseTitles(self.tree, self.lexicon, self.names, gone)
        carrier = happening.trigger
        if happening.is_verb:
            carrier, timed = carriers.of(happening)
            # "is not expected before Thursday" does not say that it is not expected.
            denied = self.tree.children(carrier, "neg") or self.tree.children(happening.trigger, "neg")
            timed = timed or (bool(denied) and self._is_limited(times))
            framed = carrier.lemma in self.lexicon.verbs["reporting"]
            for tail in dict.fromkeys((clauses.tail(carrier, happening, times), "")):
                made = clauses.draft(carrier, happening, [] if timed else times, status, tail=tail)
                if made is not None:
                    yield doubts.weighed(made, carrier, unsaid=None if tail or framed else carriers.speaker(carrier))
        else:
            noun = NounTitles(self.tree, self.lexicon, self.names, gone).draft(happening, times)
            stands = noun.clear and status not in (Status.DENIED, Status.CANCELLED)
            if len(noun.words) > 1:
                yield doubts.weighed(noun, happening.trigger, level=0 if stands else REFUSED)
        if carrier.i != happening.trigger.i and best.may_be(4) and self._is_before_or_after(happening.trigger):
            made = clauses.draft(happening.trigger, happening, times, status)
            if made is not None:
                yield doubts.weighed(made, happening.trigger, level=4)
        first = first_of_group(self.tree, carrier)
        if (
            first.i != carrier.i
            and best.may_be(2)
            and (made := clauses.draft(first, happening, [], status)) is not None
        ):
            yield doubts.weighed(made, first, level=2)  # "tried to leave, but failed"
        outer, level = carriers.outer(carrier), 1
        while outer is not None and level < _HIGHEST and best.may_be(level):
            described = outer.dep in ("acl", "advcl") and outer.tag in ("VBG", "VBN")
            for tail in () if described else dict.fromkeys((clauses.tail(outer, happening, []), "")):
                if (made := clauses.draft(outer, happening, [], status, tail=tail)) is not None:
                    yield doubts.weighed(made, outer, level=level, unsaid=None if tail else carriers.speaker(outer))
            outer, level = carriers.outer(outer), level + 1
        if not best.may_be(2):
            return
        root = self._root()
        subjects = Subjects(self.tree, self.lexicon, self.names, gone)
        if root.pos in VERBAL and self.tree.child(root, *SUBJECTS) and not subjects.says_nobody(subjects.of(root)):
            sentence = self._sentence(gone)
            telling = [w for w in self.tree.words if w.pos in ("NOUN", "PROPN", "ADJ") and w.i not in dated]
            whole = len(str(sentence)) <= LONGEST and len(telling) > _MUCH
            if best.may_be(2 if whole else 4):
                yield doubts.weighed(sentence, root, level=2 if whole else 4)

    def _is_before_or_after(self, verb: Word) -> bool:
        """ "After graduating": which did happen."""
        words = self.lexicon.words["temporal_prepositions"]
        if verb.dep == "pcomp":
            return self.tree.head(verb).low in words
        return verb.dep == "advcl" and any(w.low in words for w in self.tree.children(verb, "mark", "prep"))

    def _is_limited(self, times: list[list[Word]]) -> bool:
        """Whether the first time is an end or a beginning: "before Thursday", "since May"."""
        words = self.lexicon.words
        limits = words["deadline_signals"] | words["until_signals"] | words["since_signals"]
        return any(inside and inside[0].i and self.tree.words[inside[0].i - 1].low in limits for inside in times[:1])

    def _is_stamped(self, trigger: Word, times: list[list[Word]]) -> bool:
        """ "At 1:03 pm on 10 June, ode77 wrote:", "This article was amended": what a page says of itself."""
        words = self.tree.words
        subject = self.tree.child(trigger, *SUBJECTS)
        page = subject is not None and subject.lemma in self.lexicon.words["page_nouns"]
        if page and trigger.lemma in self.lexicon.verbs["stamping"]:
            return True
        if any(w.low in self.lexicon.words["reposting"] or (w.text == "|" and w.i > 0) for w in words):
            return True
        dateline = len(words) > 2 and words[-1].text in ("-", "--", "–", "—") and words[-2].text == ")"
        if dateline or sum(w.low in self.lexicon.words["aged"] for w in words) > 1:
            return True  # headlines: "… MAY 3 (Reuters) -", "… - 3 hrs ago Velm Post …"
        clocks = [w.i for inside in times for w in inside if ":" in w.text]
        return any(w.pos == "VERB" and words[w.i + 1].text == ":" and min(clocks) < w.i for w in words[:-1] if clocks)

    @property
    def _phrases(self) -> Phrases:
        return Phrases(self.tree, self.lexicon)

    def _root(self) -> Word:
        return next((w for w in self.tree.words if w.head == w.i), self.tree.words[0])

    def _sentence(self, gone: frozenset[int]) -> Draft:
        """The sentence, without brackets and the word that joins it to the one before."""
        words = [w.i for w in self.tree.words if w.i not in gone]
        draft = Draft(self.tree, self.names.text, self._phrases.without_joiner(words))
        draft.known = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in self.tree.words if w.i in words)
        return draft
