"""The clause of a verb as a title: its subject by a name, without the time, with a tense, and whose claim it is."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.carriers import Carriers
from timeline.events.told.fuller import fuller
from timeline.events.told.phrases import Phrases
from timeline.events.told.subjects import SUBJECTS, VERBAL, Subject, Subjects
from timeline.events.told.wording import LONGEST, Draft
from timeline.events.what.happenings import Happening
from timeline.events.who.bodies import Bodies, Body
from timeline.events.who.names import UNNAMED, Names
from timeline.values.mention import Status

_SPEAKER = 60  # characters of ", the army said" at most


@dataclass(frozen=True, slots=True)
class ClauseTitles:
    """The rules, for one sentence."""

    tree: Tree
    lexicon: Lexicon
    names: Names
    noise: frozenset[int]  # the words that no title of the sentence holds

    @property
    def _phrases(self) -> Phrases:
        return Phrases(self.tree, self.lexicon)

    def draft(
        self, head: Word, happening: Happening, times: list[list[Word]], status: Status, *, tail: str = ""
    ) -> Draft | None:
        """The clause of the verb ``head``; ``None`` where nobody could know who does it."""
        trigger = happening.trigger
        tree = self.tree
        upward = (trigger, *self.tree.above(trigger))
        path = frozenset(w.i for w in upward if w.i != head.i and self.tree.under(w, head))
        times = self._phrases.own_times(times, head, trigger)
        gone = self._phrases.time_words(times, head) | self.noise
        subjects = Subjects(self.tree, self.lexicon, self.names, frozenset(gone), path)
        subject = subjects.of(head)
        if subjects.says_nobody(subject):
            return None
        own = subjects.own(head)
        body = Bodies(self.tree, self.lexicon, frozenset(gone), path).of(head, own)
        draft = self._drafted(head, own, subject, body)
        if happening.limit:
            draft.words = self._phrases.without_branches(draft.words, self.tree.children(head, "advcl"))
        self._fill_gap(draft, head, times)
        draft.tail = tail
        top = {tree.top([tree.words[i] for i in subject.words]).i} if subject.words else set()
        draft.firm = path | top | {i for i in draft.words if self._phrases.is_condition(self.tree.words[i])}
        self._reform(draft, head, happening, status)
        self._mend_times(draft, times)
        self._replace_pronouns(draft, head, named=bool(subject.name) or subjects.is_person(subject))
        self._name_its(draft)
        self._name_bare(draft, times)
        draft.known = subject.known
        draft.named = (subject.name,) if subject.name else ()
        return draft

    def _drafted(self, head: Word, own: Word | None, subject: Subject, body: Body) -> Draft:
        """Claim or condition, subject, verb and rest; a claim that is too long comes after who says it."""
        rest = [*body.between, head.i, *body.after]
        who = list(subject.words)
        instead: dict[int, str] = {}
        if own is not None and set(who) & set(body.before):
            who = [own.i]  # "North Taria has halted it, it said"
        if subject.name and own is not None:
            who, instead = [own.i], {own.i: subject.name}
        lead = subject.name if subject.name and own is None else ""
        if lead and body.before:
            return Draft(self.tree, self.names.text, self._with_marks([*who, *rest], who), lead)
        plain = Draft(self.tree, self.names.text, self._with_marks([*body.before, *who, *rest], who), lead, instead)
        first = plain.words[0] if plain.words else 0
        if (
            first
            and self.tree.words[first - 1].text == '"'
            and sum(self.tree.words[i].text == '"' for i in plain.words) % 2
        ):
            plain.words = [first - 1, *plain.words]  # '"Ode" magazine'
        if not body.claim or not body.before or len(str(plain)) <= LONGEST:
            return plain
        told = {i for w in self.tree.children(head, "dobj", "dative") for i in self.tree.subtree(w)}
        rest = [*body.between, head.i, *(i for i in body.after if i in told)]
        turned = [*self._phrases.name_alone(who), *rest, *body.before]
        opens = self.tree.words[body.before[0]]
        if any(self.tree.words[i].text == '"' for i in body.before) or opens.pos in ("ADP", "SCONJ", "ADV"):
            instead = {**instead, rest[-1]: f"{self.tree.words[rest[-1]].text}:"}
        return Draft(self.tree, self.names.text, turned, lead, instead)

    def _fill_gap(self, draft: Draft, head: Word, times: list[list[Word]]) -> None:
        """ "The speech that Ode gave" is "Ode gave the speech"."""
        tree = self.tree
        noun = tree.head(head)
        if head.dep != "relcl" or any(w.i == noun.i for inside in times for w in inside):
            return
        verb = head
        while inner := tree.child(verb, "xcomp"):
            verb = inner
        relative = tree.child(verb, "dobj")
        if relative is not None and relative.low not in self.lexicon.words["relative"]:
            return
        subject = tree.child(head, *SUBJECTS)
        asked = [w for w in tree.words[noun.i : head.i] if w.low in self.lexicon.words["relative"]]
        if subject is None or subject.low in self.lexicon.words["relative"] or (asked and relative is None):
            return
        if tree.child(verb, "ccomp", "auxpass", "acomp", "attr") or noun.low in self.lexicon.words["gapless_nouns"]:
            return
        loose = [w for w in tree.children(verb, "prep", "prt") if w.i > verb.i and not tree.children(w)]
        at = draft.words.index(loose[-1].i if loose and loose[-1].i in draft.words else verb.i) + 1
        what = [i for i in self._phrases.noun_phrase(noun, head) if i not in self.noise and i not in draft.words]
        draft.words = [*draft.words[:at], *what, *draft.words[at:]]

    def _with_marks(self, numbers: list[int], who: list[int]) -> list[int]:
        """The words with the marks between them, where both neighbours are kept; none between subject and verb."""
        words, found = self.tree.words, []
        inside = set(numbers)
        for at, i in enumerate(numbers):
            after = numbers[at + 1] if at + 1 < len(numbers) else None
            found.append(i)
            if after is None or after <= i + 1 or (who and i == who[-1]):
                continue
            gap = range(i + 1, after)
            marks = [j for j in gap if words[j].pos == "PUNCT" and j not in inside and words[j].text != ":"]
            if len(marks) == len(gap):
                found += marks
        return found

    def tail(self, verb: Word, happening: Happening, times: list[list[Word]]) -> str:
        """ ", the army said": whose claim it is."""
        speaker = Carriers(self.tree, self.lexicon).speaker(verb)
        if speaker is None or happening.limit or verb.lemma in self.lexicon.verbs["reporting"]:
            return ""
        subjects = Subjects(self.tree, self.lexicon, self.names)
        subject = subjects.of(speaker)
        if not subject.known or (not subject.words and not subject.name):
            return ""
        if len(self.tree.children(speaker, "nsubj", "nsubjpass")) > 1:
            return ""  # the parse does not know who speaks
        own = subjects.of(verb)
        if (own.name and own.name == subject.name) or own == subject:
            return ""
        gone = self._phrases.time_words(times, speaker)
        tree = self.tree
        helpers = [w.i for w in tree.children(speaker, "aux")]
        heard = [
            i
            for w in tree.children(speaker, "dobj", "dative")
            if w.i > speaker.i
            for i in self._phrases.noun_phrase(w)
            if i not in gone
        ]
        words = [*subject.words, *helpers, speaker.i, *heard]
        if any(tree.under(tree.words[i], verb) for i in words):
            return ""
        said = Draft(tree, self.names.text, [i for i in words if i not in self.noise], subject.name)
        if not said.words:
            return ""
        self._lower_first(said)
        first = str(said)
        opening = tree.words[said.words[0]]
        if not said.lead and (
            opening.text[0].islower() or (opening.i == 0 and (opening.pos == "DET" or self._is_common(opening)))
        ):
            first = first[:1].lower() + first[1:]
        return f", {first}" if len(first) <= _SPEAKER else ""

    def _lower_first(self, draft: Draft) -> None:
        """Write small what is capital only because it began its sentence and now does not."""
        opening = next((w.i for w in self.tree.words if w.i not in self.noise), 0)
        for i in draft.words[0 if draft.lead else 1 :]:
            word, before = self.tree.words[i], self.tree.words[i - 1]
            begins = i == opening or (before.text in ("--", "-") and before.spaced)
            small = word.pos == "DET" or self._is_common(word)
            if begins and i not in draft.instead and word.text.istitle() and small:
                draft.instead[i] = word.low

    def _reform(self, draft: Draft, head: Word, happening: Happening, status: Status) -> None:
        """Make the clause stand on its own: *to* before what is demanded, *will* for "would", a name for "whose"."""
        lexicon, tree = self.lexicon, self.tree
        helpers = tree.children(head, "aux", "auxpass")
        shared = any(i in draft.words for i in self._first_helpers(head))
        bare = head.tag == "VB" or (head.tag == "VBP" and status is not Status.SCHEDULED)
        if bare and not helpers and not shared and happening.limit:
            draft.instead[head.i] = f"{lexicon.first['to']} {head.text}"
        ahead = happening.limit or status in (Status.PLANNED, Status.SCHEDULED, Status.DEADLINE)
        for helper in helpers:
            if ahead and helper.low in lexicon.words["would"] and not draft.tail:
                draft.instead[helper.i] = lexicon.first["will"]
        if not helpers and not shared:
            self._give_tense(draft, head, status)
        for child in tree.children(head):
            if head.dep == "relcl" and child.low in lexicon.words["relative"]:
                draft.instead[child.i] = ""
        for i in draft.words:
            if tree.words[i].tag == "WP$" and head.dep == "relcl":  # "whose"
                owner = Draft(tree, draft.text, self._phrases.noun_phrase(tree.head(head), head))
                draft.instead[i] = self._owned(str(owner))
        self._lower_first(draft)

    def _give_tense(self, draft: Draft, head: Word, status: Status) -> None:
        """A past for a participle: "after leaving" is "left", "boats sunk in March" are "boats were sunk"."""
        told = status in (Status.OCCURRED, Status.DENIED, Status.CANCELLED, Status.ALLEGED)
        if head.tag == "VBG" and head.dep in ("advcl", "pcomp", "conj"):
            if told:
                draft.instead[head.i] = self.lexicon.past(head.lemma)
            return
        fragment = self.tree.head(head).dep == "ROOT" and self.tree.head(head).pos not in VERBAL
        described = head.tag in ("VBN", "VBG") and head.dep in ("advcl", "acl") and not fragment
        if head.text[0].isupper() and head.i:
            return  # a name's: "a film called Leaving Velm"
        if described and (told or status is Status.ONGOING):
            many = any(self.tree.words[i].tag in ("NNS", "NNPS") for i in draft.words if i < head.i)
            be = self.lexicon.first["past_of_be_many" if many else "past_of_be"]
            past = self.lexicon.past(head.lemma) if told and head.tag == "VBG" else ""
            first = next((w for w in self.tree.children(head, "advmod") if w.i == head.i - 1), head)
            if past or first.i not in draft.words:
                draft.instead[head.i] = past or f"{be} {head.low}"
            else:
                draft.instead[first.i] = f"{be} {first.low}"  # "was bluntly dismissed"

    def _first_helpers(self, head: Word) -> list[int]:
        if head.dep != "conj":
            return []
        return [w.i for w in self.tree.children(self.tree.head(head), "aux", "auxpass")]

    def _mend_times(self, draft: Draft, times: list[list[Word]]) -> None:
        """ "Wednesday's sell-off" is "the sell-off" once its day is left out."""
        tree = self.tree
        for top in {tree.top(inside).i: tree.top(inside) for inside in times if inside}.values():
            if top.dep != "poss":
                continue
            after = next((w.i for w in tree.words[top.i + 1 :] if w.tag != "POS"), None)
            at = draft.words.index(after) if after in draft.words else -1
            if at > 0 or (at == 0 and draft.lead):
                i = draft.words[at]
                said = draft.instead.get(i, tree.words[i].text)
                if said and (at == 0 or tree.words[draft.words[at - 1]].pos != "DET"):
                    draft.instead[i] = f"{self.lexicon.first['the']} {said}"

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
            if word.dep in SUBJECTS and self._speaks(draft, word):
                continue  # "the reporter said he saw it"
            name = self.names.person_for(self.tree, word)
            if name and name.split()[-1] not in str(draft):
                draft.instead[i] = self._owned(name) if word.tag == "PRP$" else name

    def _speaks(self, draft: Draft, pronoun: Word) -> bool:
        """Whether the pronoun means the subject that the title has."""
        meant = Subjects(self.tree, self.lexicon, self.names).of(self.tree.head(pronoun)).words
        return bool(meant) and pronoun.i not in meant and set(meant) <= set(draft.words)

    def _name_its(self, draft: Draft) -> None:
        """ "Its well was capped": whose, by the one organisation or place that the sentence names before."""
        tree = self.tree
        first = tree.words[draft.words[0]] if draft.words and not draft.lead else None
        if (
            first is None
            or first.tag != "PRP$"
            or first.i in draft.instead
            or first.low not in self.lexicon.words["neuter"]
        ):
            return
        named = [(n, name) for n, name in self.names.in_tree(tree) if n.stop <= first.i]
        kinds = {name for _, name in named if self.names.kind(name) in ("organisation", "place")}
        thing = self.names.thing_for(tree, first)
        if thing is not None and len(kinds) != 1:
            kinds = {thing}
        if len(kinds) == 1:
            draft.instead[first.i] = self._owned(next(iter(kinds)))
        elif first.i and len(draft.words) > 1:
            draft.words = draft.words[1:]

    def _name_bare(self, draft: Draft, times: list[list[Word]]) -> None:
        """Names for "the company" and "the square", where the document says which: "Ode Oil", "Harbour Square"."""
        tree, the = self.tree, self.lexicon.first["the"]
        inside, dated = set(draft.words), {w.i for words in times for w in words}
        quoted = False
        for i in draft.words:
            noun, article = tree.words[i], tree.words[i - 1]
            quoted ^= noun.text == '"'
            if quoted or noun.pos != "NOUN" or i in draft.instead or i in dated or i - 1 not in inside:
                continue
            beside = [w.low for w in tree.children(noun) if w.i in inside and w.dep not in ("punct", "case")]
            if article.low != the or beside != [the] or tree.name_at(noun) or i - 1 in draft.instead:
                continue
            if tree.words[min(i + 1, len(tree.words) - 1)].text == "-":
                continue
            name = self.names.described(tree, noun) or self._business(noun)
            form = "" if name else fuller(tree, noun, self.names)
            if name and name.split()[-1] not in str(draft) and noun.tag in ("NN", "NNP"):
                draft.instead |= {i - 1: "", i: name}
            elif form and form not in str(draft):
                draft.instead |= {i: form, **({i - 1: ""} if form.istitle() else {})}

    def _business(self, noun: Word) -> str | None:
        """ "The company": the organisation that the document names most, if it was named last."""
        business = noun.low in self.lexicon.words["business_nouns"]
        return self.names.organisation_before(self.tree, noun) if business else None

    def _owned(self, name: str) -> str:
        """A name with the mark of possession: "Ode's", "the Odes'"."""
        mark = self.lexicon.first["possessive_mark"]
        return f"{name}{mark[0] if name.endswith(mark[-1]) else mark}"
