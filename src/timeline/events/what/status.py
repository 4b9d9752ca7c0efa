"""How real a happening is, as its sentence says it: by its verb's form, its frame, and last by its day.

Tense beats the calendar: what is told in the past occurred, though its day seems to lie after publication.
"""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.allegations import allegation
from timeline.events.what.denials import Denial
from timeline.events.what.happenings import Grammar, Happening
from timeline.values.mention import Status, TimeExpression
from timeline.values.time import Grain, TimeSpan

_FRAMED = ("xcomp", "ccomp", "acl", "advcl", "pcomp", "conj")


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules, for one sentence of a document published then."""

    tree: Tree
    lexicon: Lexicon
    published: TimeSpan | None

    def status(self, happening: Happening, expression: TimeExpression | None, time: TimeSpan | None) -> Status:
        """How real the happening is, with the time that dates it, if one does."""
        if happening.limit:
            return Status.DEADLINE
        trigger = happening.trigger
        denial = Denial(self.tree, self.lexicon)
        if happening.is_verb:
            status = self._verb(trigger, expression, time, denial)
        else:
            status = self._noun(trigger, time, denial)
        if status in (Status.OCCURRED, Status.ONGOING) and allegation(self.tree, trigger, self.lexicon):
            return Status.ALLEGED
        return status

    def is_future(self, time: TimeSpan | None) -> bool:
        """Whether all of the time lies after the publication."""
        return bool(time and self.published and self.published.end is not None and time.start is not None
                    and time.start >= self.published.end)  # fmt: skip

    def is_past(self, time: TimeSpan | None) -> bool:
        """Whether all of the time lies before the publication."""
        return bool(time and self.published and self.published.start is not None and time.end is not None
                    and time.end <= self.published.start)  # fmt: skip

    def has_begun(self, time: TimeSpan | None) -> bool:
        """Whether the time began before the publication and does not outlast it: "earlier this week"."""
        if not time or not self.published or time.start is None or time.end is None:
            return False
        day = self.published
        return day.start is not None and day.end is not None and time.start < day.start and time.end <= day.end

    def helpers(self, verb: Word) -> list[Word]:
        """The auxiliaries of a verb, those of the first of several coordinated ones where it has none of its own."""
        found = self.tree.children(verb, "aux", "auxpass")
        while not found and verb.dep == "conj" and verb.tag in ("VB", "VBN", "VBG"):
            verb = self.tree.head(verb)
            found = self.tree.children(verb, "aux", "auxpass")
        return found

    def is_past_tense(self, verb: Word) -> bool:
        """Whether the verb, with its helpers, is told in the past (perfect included)."""
        helped = self.helpers(verb)
        if not helped:
            return verb.tag in ("VBD", "VBN") or (verb.tag == "VBG" and self._governor_past(verb))
        lemmas = {w.lemma for w in helped}
        if any(w.tag == "VBD" for w in helped):
            return True
        if any(w.tag == "TO" for w in helped) and lemmas & self.lexicon.words["have"]:
            return True  # "is said to have burned"
        modal = any(w.tag in ("MD", "TO") for w in helped)
        return not modal and bool(lemmas & self.lexicon.words["have"])

    def _governor_past(self, verb: Word) -> bool:
        above = next((w for w in self.tree.above(verb) if w.pos in ("VERB", "AUX")), None)
        return above is not None and above.tag != "VBG" and self.is_past_tense(above)

    def _noun(self, noun: Word, time: TimeSpan | None, denial: Denial) -> Status:
        modifiers = {w.low for w in self.tree.children(noun, "amod")}
        if noun.lemma in self.lexicon.words["deadline_nouns"]:
            return Status.DEADLINE
        if denial.is_cancelled(noun):
            return Status.CANCELLED
        if denial.is_denied_noun(noun):
            return Status.DENIED
        planned = self.lexicon.words["planned_adjectives"]
        if self.is_future(time):
            return Status.PLANNED if modifiers & planned else Status.SCHEDULED
        return Status.PLANNED if modifiers & planned and not self.is_past(time) else Status.OCCURRED

    def _verb(self, verb: Word, expression: TimeExpression | None, time: TimeSpan | None, denial: Denial) -> Status:
        tree, words, verbs = self.tree, self.lexicon.words, self.lexicon.verbs
        signal = expression.signal if expression else ""
        helpers = {w.low for w in self.helpers(verb)}
        frames = self._frames(verb)
        if self.not_until(verb, expression):
            return Status.OCCURRED if self.is_past_tense(verb) else Status.PLANNED
        if tree.child(verb, "neg") or denial.is_denied_verb(verb):
            return Status.DENIED
        if any(f.lemma in verbs["denying"] and not tree.child(f, "neg") for f in frames) or any(
            tree.child(f, "neg") for f in frames[:1]
        ):
            return Status.DENIED
        if self._is_conditional(verb, helpers, time):
            return Status.CONDITIONAL
        ahead = Grammar(tree, self.lexicon).is_ahead(verb) and not self.is_past_tense(verb)
        if verb.tag == "VBN" and not helpers and verb.dep in ("ccomp", "xcomp", "oprd"):
            ahead = tree.head(verb).lemma in verbs["demanding"]  # "wants the road mended"
        if not ahead and denial.cancels(verb) and self.is_past_tense(verb):
            moved = denial.moves(verb) and signal in words["until_signals"] and self.is_future(time)
            return Status.SCHEDULED if moved else Status.CANCELLED
        if not ahead and denial.was_planned(verb):
            return Status.CANCELLED
        if ahead and signal in words["deadline_signals"] and not self._is_forecast(helpers, frames):
            return Status.DEADLINE
        if verb.lemma in verbs["planning"] and tree.child(verb, "auxpass") and self.is_future(time):
            return Status.PLANNED
        if verb.lemma in verbs["scheduling"] and tree.child(verb, "auxpass") and not self.is_past(time):
            return Status.SCHEDULED
        if ahead and (status := self._by_frame(frames)):
            return status
        return self._by_tense(verb, helpers, ahead, signal, time)

    def not_until(self, verb: Word, expression: TimeExpression | None) -> bool:
        """ "did not reopen until Tuesday": it did happen, on Tuesday."""
        if expression is None or expression.signal not in self.lexicon.words["until_signals"]:
            return False
        return any(self.tree.child(w, "neg") for w in (verb, *self._frames(verb)))

    def _frames(self, verb: Word) -> list[Word]:
        """The verbs, and nouns like them, that hold this one in their complement, nearest first."""
        found, word = [], verb
        while word.dep in _FRAMED and word.head != word.i:
            above = self.tree.head(word)
            if word.dep in ("xcomp", "ccomp", "acl"):
                found.append(above)
                if above.dep == "acomp":
                    found.append(self.tree.head(above))
            elif (
                word.dep == "advcl" and not {w.low for w in self.tree.children(word, "aux")} & self.lexicon.words["to"]
            ):
                break
            word = above
        return found

    def _is_forecast(self, helpers: set[str], frames: list[Word]) -> bool:
        """ "will double by 2030": nobody must, and nobody has promised."""
        verbs = self.lexicon.verbs
        owed = (verbs["demanding"] | verbs["planning"]) - verbs["forecasting"]
        foretold = helpers & (verbs["future_auxiliaries"] | self.lexicon.words["would"])
        return bool(foretold) and not any(f.lemma in owed for f in frames)

    def _is_conditional(self, verb: Word, helpers: set[str], time: TimeSpan | None) -> bool:
        words = self.lexicon.words
        marked = {w.low for w in self.tree.children(verb, "mark")}
        if verb.dep == "advcl" and self._is_inverted(verb):
            return True
        if verb.dep in ("advcl", "ccomp", "csubj") and marked & words["conditions"]:
            return True
        if helpers & self.lexicon.verbs["possible_auxiliaries"]:
            return True
        if helpers & words["would"]:
            reported = any(
                w.lemma in self.lexicon.verbs["reporting"] | self.lexicon.verbs["planning"] for w in self._frames(verb)
            )
            if helpers & words["have"] or not (reported or self.is_past(time)):
                return True
            return any(
                {m.low for m in self.tree.children(c, "mark")} & words["conditions"]
                for c in self.tree.children(verb, "advcl")
            )
        return False

    def _is_inverted(self, verb: Word) -> bool:
        """ "had the alarm sounded"."""
        helper, subject = self.tree.child(verb, "aux"), self.tree.child(verb, "nsubj", "nsubjpass")
        had = helper is not None and helper.low in self.lexicon.words["have"]
        return bool(had and helper and subject and helper.i < subject.i and not self.tree.child(verb, "mark", "advmod"))

    def _by_frame(self, frames: list[Word]) -> Status | None:
        verbs = self.lexicon.verbs
        for frame in frames:
            if frame.lemma in verbs["scheduling"]:
                return Status.SCHEDULED
            if frame.lemma in verbs["demanding"] or frame.lemma in verbs["planning"]:
                return Status.PLANNED
        return None

    def _by_tense(self, verb: Word, helpers: set[str], ahead: bool, signal: str, time: TimeSpan | None) -> Status:
        words, verbs = self.lexicon.words, self.lexicon.verbs
        fixed = time is not None and time.grain <= Grain.DAY
        if helpers & words["would"] and self.is_past(time):
            return Status.OCCURRED
        if ahead and not (self.is_past(time) and not helpers & verbs["future_auxiliaries"]):
            return Status.SCHEDULED if fixed and not helpers & words["would"] else Status.PLANNED
        progressive = verb.tag == "VBG" and bool(helpers)
        if verb.tag in ("VBG", "VBN") and not helpers and self.is_future(time):
            return Status.SCHEDULED if fixed else Status.PLANNED  # a bare participle has no tense of its own
        if self.is_past_tense(verb):
            since = signal in words["since_signals"]
            lasting = progressive or verb.lemma in verbs["stative"] or self._is_still(verb)
            perfect = any(w.tag in ("VBZ", "VBP") for w in self.helpers(verb))
            return Status.ONGOING if since and lasting and perfect else Status.OCCURRED
        if self.is_future(time):
            return Status.SCHEDULED if fixed else Status.PLANNED
        if self.is_past(time) and signal not in words["since_signals"]:
            return Status.OCCURRED
        return (
            Status.ONGOING
            if progressive or verb.lemma in verbs["stative"] or signal in words["since_signals"]
            else Status.OCCURRED
        )

    def _is_still(self, verb: Word) -> bool:
        return any(w.low in self.lexicon.words["ongoing_adverbs"] for w in self.tree.children(verb, "advmod"))
