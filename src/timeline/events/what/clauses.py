"""Which happening a time belongs to: rules over the parse of its sentence.

From the expression one climbs to the first verb, or to the first noun that is a happening; then named rules mend what
parsers get wrong about times, and what the grammar says but a reader would not. Each happening bears the name of the
rule that found it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Grammar, Happening
from timeline.events.what.layouts import Layouts
from timeline.events.what.repairs import Mender
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import Grain

_NESTED = 3  # phrases between a noun and the time that ends it


@dataclass(frozen=True, slots=True)
class Finder:
    """The rules, for one sentence."""

    tree: Tree
    lexicon: Lexicon

    @property
    def grammar(self) -> Grammar:
        """What the words of the sentence are."""
        return Grammar(self.tree, self.lexicon)

    def happenings(self, expression: TimeExpression, *, past: bool = False, ahead: bool = False) -> list[Happening]:
        """The happenings that the expression dates, the main one first; empty where it dates none.

        Args:
            past: That the time began before the publication and does not outlast it, against which a verb that tells
                of what is to be done, or is being done, does not hold.
            ahead: That all of it lies after the publication, where what is told in the past cannot have been.
        """
        inside = self.tree.within(expression.span)
        if (
            not inside
            or self._asks()
            or Layouts(self.tree).is_no_time(inside, expression)
            or self._compares(inside, expression)
        ):
            return []
        top = self.tree.top(inside)
        if expression.basis is Basis.CONTEXT and self.tree.child(top, "relcl", "acl"):
            return []  # "the night they met": said by what happened, and by no other time
        coarse = expression.time is not None and expression.time.grain >= Grain.MONTH
        nested = coarse and expression.basis is Basis.STATED
        found = self._noun_before(inside, top, nested=nested) or self._climb(top)
        then = [*self._when(inside)]
        if found is None:
            return then
        found = Mender(self.tree, self.lexicon).mended(found, inside, past=past, ahead=ahead)
        also = [*self._limits(found), *self._coordinated(found, inside), *then]
        return [found, *(h for h in also if h.trigger.i != found.trigger.i)]

    def _when(self, inside: list[Word]) -> Iterator[Happening]:
        """ "At large until 7 May, when he was caught": a clause that tells what happened then."""
        after = [w for w in self.tree.words[inside[-1].i + 1 : inside[-1].i + 3] if w.text != ","][:1]
        for word in after:
            verb = self.tree.head(word)
            if word.low in self.lexicon.words["when"] and verb.pos == "VERB" and verb.i > word.i:
                yield Happening(verb, "clause of when", 1)

    def _compares(self, inside: list[Word], expression: TimeExpression) -> bool:
        """ "The worst flood since 1966": a year that bounds a comparison."""
        words = self.lexicon.words
        if expression.signal not in words["since_signals"]:
            return False
        before = self.tree.words[max(0, inside[0].i - 8) : inside[0].i]
        return any(w.tag in words["comparing_tags"] or w.low in words["comparing_words"] for w in before)

    def _asks(self) -> bool:
        """A question asserts nothing, unless it is a report of one."""
        root = next((w for w in self.tree.words if w.head == w.i), None)
        if root is not None and root.tag == "VBD" and root.lemma in self.lexicon.verbs["reporting"]:
            return False
        last = next((w.text for w in reversed(self.tree.words) if w.text not in ('"', "'", ")")), "")
        return last == "?"

    def _noun_before(self, inside: list[Word], top: Word, *, nested: bool) -> Happening | None:
        """ "before his inauguration on January 20": the noun that the time touches, whatever the parse hangs it on.

        A year or month touches also what is ``nested`` deeper: "examined the causes of the disaster in 2003".
        """
        at = inside[0].i - 1
        if at >= 0 and self.tree.words[at].pos == "ADP":
            at -= 1
        if at < 0 or top.dep in ("poss", "compound", "nummod"):
            return None
        words = self.lexicon.words
        when = words["temporal_prepositions"] - words["containing_prepositions"]
        when |= words["nested_prepositions"] if nested else frozenset()
        noun = self.tree.words[at]
        for _ in range(_NESTED):  # "the invasion of the south of Taria in 2014"
            preposition = self.tree.head(noun)
            if noun.dep != "pobj":
                return None
            if self.grammar.is_event(noun):
                return Happening(noun, "noun before the time") if preposition.low in when else None
            noun = self.tree.head(preposition)
        return None

    def _climb(self, top: Word) -> Happening | None:
        """To the first verb, or the first noun that is a happening."""
        word, steps = top, 0
        for above in self.tree.above(top):
            if above.low in self.lexicon.words["comparing_prepositions"]:
                return None  # "lower than in March"
            if word.low in self.lexicon.words["about_prepositions"] and not self._may_be_for(above):
                return self._set_for(above, word)
            if above.pos in ("VERB", "AUX") and above.dep not in ("aux", "auxpass"):
                return self._at_verb(above, word, steps)
            if self.grammar.is_event(above) and word.dep not in ("conj", "cc"):
                return self._at_noun(above, word, steps)
            steps += above.pos != "ADP"
            word = above
        return self._fragment(top, steps)

    def _set_for(self, verb: Word, word: Word) -> Happening | None:
        """ "Called a strike for 20 May": the strike; but "made a profit for 2010" dates nothing."""
        thing = self.tree.child(verb, "dobj")
        if verb.pos != "VERB" or thing is None or thing.i > word.i or not self.grammar.is_event(thing):
            return None
        return Happening(thing, "noun before the time", 1) if word.i == thing.i + 1 else None

    def _may_be_for(self, word: Word) -> bool:
        """Whether "for" and "of" before a time say when: "set for Friday", "the attack of 7 October"."""
        verbs = self.lexicon.verbs
        if word.pos == "VERB":
            return word.lemma in verbs["scheduling"] | verbs["planning"]
        return self.grammar.is_event(word) or word.pos not in ("NOUN", "PROPN", "NUM")

    def _fragment(self, top: Word, steps: int) -> Happening | None:
        """A sentence without a verb above the time: none, unless its root is itself a happening."""
        root = next(reversed([top, *self.tree.above(top)]))
        if root.i != top.i and self.grammar.is_event(root):
            return Happening(root, "root of a fragment", steps)
        return None

    def _at_noun(self, noun: Word, word: Word, steps: int) -> Happening:
        """The noun itself, or the clause that tells what happened in it."""
        verbs, above = self.lexicon.verbs, self.tree.head(noun)
        if noun.dep in ("nsubj", "nsubjpass") and above.lemma in verbs["consequence"] and above.pos == "VERB":
            return Happening(above, "clause of a dated subject", steps)
        beside = word.dep in ("prep", "npadvmod", "advmod")
        held = above.lemma not in verbs["looking_back"] | verbs["reporting"]
        if noun.dep == "dobj" and above.pos == "VERB" and beside and held:
            return Happening(above, "verb of a dated object", steps)
        if noun.dep == "pobj" and above.pos == "ADP" and (verb := self._within(noun, above)) is not None:
            return Happening(verb, "clause within a dated noun", steps)
        return Happening(noun, "noun of the time", steps)

    def _within(self, noun: Word, preposition: Word) -> Word | None:
        """The verb of what happened at, during or in the noun, where that is the same time: "died in an explosion"."""
        words, verbs = self.lexicon.words, self.lexicon.verbs
        verb = self.tree.head(preposition)
        if verb.pos != "VERB" or verb.lemma in verbs["stative"]:
            return None
        if preposition.low in words["containing_prepositions"]:
            return verb
        if preposition.low not in words["place_prepositions"]:
            return None
        new = any(w.low in words["indefinite_articles"] for w in self.tree.children(noun, "det"))
        same = verb.lemma in verbs["consequence"] | verbs["reporting"]
        return verb if new or same or preposition.i < verb.i else None

    def _at_verb(self, verb: Word, word: Word, steps: int) -> Happening | None:
        """The verb, or where it only says that a thing was then, the thing."""
        tree = self.tree
        stamping = verb.lemma in self.lexicon.verbs["stamping"] and verb.dep not in ("acl", "relcl")
        if stamping and not tree.child(verb, "aux", "auxpass", "nsubj"):
            return None
        if verb.tag == "VB" and verb.dep == "ROOT" and not tree.child(verb, "aux", "nsubj", "nsubjpass"):
            return None  # an imperative
        if word.dep in ("nsubj", "nsubjpass") and steps == 0:
            thing = tree.child(verb, "dobj", "attr")
            return Happening(thing, "object of a time", steps) if thing and self.grammar.is_event(thing) else None
        if verb.lemma in self.lexicon.verbs["copula"]:
            return self._at_copula(verb, word, steps)
        return Happening(verb, "verb of the time", steps)

    def _at_copula(self, verb: Word, word: Word, steps: int) -> Happening | None:
        tree = self.tree
        clause = next(
            (c for c in tree.children(verb, "ccomp", "advcl", "relcl") if c.i > verb.i and c.pos == "VERB"), None
        )
        subject = tree.child(verb, "nsubj", "expl", "nsubjpass")
        pronoun = subject is not None and subject.low in self.lexicon.words["neuter"]
        if clause and pronoun and word.i < clause.i and not tree.child(verb, "acomp"):
            return Happening(clause, "clause of a cleft", steps)
        says_more = [
            c for c in tree.children(verb, "attr", "acomp", "prep", "advmod", "xcomp") if c.i != word.i and c.i > verb.i
        ]
        if not says_more and word.i > verb.i:
            then = subject is not None and self.grammar.is_event(subject)
            return Happening(subject, "subject that was then", steps) if subject and then else None
        attribute = tree.child(verb, "attr")
        if word.dep == "attr" and subject and self.grammar.is_event(subject):
            return Happening(subject, "subject that was then", steps)
        if attribute and word.dep == "attr":
            return None
        return Happening(verb, "state of the time", steps)

    def _limits(self, found: Happening) -> Iterator[Happening]:
        """What must be done before a dated noun: "release all hostages before his inauguration on 20 January"."""
        if found.is_verb or found.trigger.dep != "pobj":
            return
        preposition = self.tree.head(found.trigger)
        if preposition.low not in self.lexicon.words["deadline_signals"]:
            return
        verb = self.tree.head(preposition)
        if verb.pos == "VERB" and self.grammar.is_ahead(verb):
            yield Happening(verb, "demand before a dated noun", 1, limit=True)

    def _coordinated(self, found: Happening, inside: list[Word]) -> Iterator[Happening]:
        """The verbs that share subject, form and time with the one found."""
        if not found.is_verb or found.limit:
            return
        tree, verb = self.tree, found.trigger
        first = verb
        while first.dep == "conj" and tree.head(first).pos == verb.pos and tree.head(first).i != first.i:
            first = tree.head(first)
        group, todo = [first], [first]
        while todo:
            more = [c for c in tree.children(todo.pop(), "conj") if c.pos == "VERB"]
            group += more
            todo += more
        for other in group:
            if other.i != verb.i and self._shares(first, other, verb, inside):
                yield replace(found, trigger=other, rule="shared time", steps=found.steps + 1)

    def _shares(self, first: Word, other: Word, verb: Word, inside: list[Word]) -> bool:
        tree = self.tree
        if other.tag != verb.tag or other.lemma in self.lexicon.verbs["copula"]:
            return False
        if other.i != first.i and tree.child(other, "nsubj", "nsubjpass", "expl"):
            return False
        if verb.i != first.i and tree.child(verb, "nsubj", "nsubjpass", "expl"):
            return False
        helped = [{w.low for w in tree.children(w, "aux", "auxpass")} for w in (other, verb)]
        if helped[0] != helped[1] and all(helped):
            return False
        at = inside[0].i
        # Said once, before both or after both; between two verbs it is the first one's own.
        return at < min(other.i, verb.i) or at > max(other.i, verb.i)
