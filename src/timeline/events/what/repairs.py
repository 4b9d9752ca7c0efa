"""What a parser gets wrong about times, mended by where the time stands and how the verb is told."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Grammar, Happening


@dataclass(frozen=True, slots=True)
class Mender:
    """The repairs, for one sentence."""

    tree: Tree
    lexicon: Lexicon

    @property
    def grammar(self) -> Grammar:
        """What the words of the sentence are."""
        return Grammar(self.tree, self.lexicon)

    def mended(self, found: Happening, inside: list[Word], *, past: bool, ahead: bool = False) -> Happening:
        """The happening that a reader would take it for; ``past`` says that its time lies before the publication."""
        if not found.is_verb:
            return found
        if (planned := self._planned(found.trigger)) is not None:
            return Happening(planned, "noun of a plan", found.steps + 1)
        found = self._framing(found, inside)
        if ahead:
            return self._ahead(found, inside)
        return self._past(found, inside) if past else found

    def _planned(self, verb: Word) -> Word | None:
        """ "The strike, planned for Friday, was called off": the strike."""
        plans = self.lexicon.verbs["planning"] | self.lexicon.verbs["scheduling"]
        noun = self.tree.head(verb)
        bare = verb.tag == "VBN" and verb.dep == "acl" and not self.tree.child(verb, "aux", "auxpass", "xcomp")
        return noun if bare and verb.lemma in plans and self.grammar.is_event(noun) else None

    def _ahead(self, found: Happening, inside: list[Word]) -> Happening:
        """ "Invited them to a ceremony in Odeville on 12 March", yet to come: the ceremony, not the invitation."""
        verb = found.trigger
        if verb.tag != "VBD" and not self._has_past_helper(verb):
            return found
        between = self.tree.words[verb.i + 1 : inside[0].i]
        nouns = [w for w in between if w.dep in ("pobj", "dobj") and self.grammar.is_event(w)]
        return Happening(nouns[-1], "noun ahead of a past verb", found.steps + 1) if nouns else found

    def _framing(self, found: Happening, inside: list[Word]) -> Happening:
        """What the parse hangs on the frame, or on the framed, by where the time stands."""
        tree, verbs, verb = self.tree, self.lexicon.verbs, found.trigger
        first = inside[0].i
        frames = verbs["reporting"] | verbs["demanding"] | verbs["planning"] | verbs["scheduling"]
        if verb.lemma in frames:
            if (noun := self._object_after(verb, inside)) is not None:
                return Happening(noun, "noun before the time", found.steps)
            inner = self._framed(verb, first)
            if inner is not None:
                return Happening(inner, "clause before the time", found.steps)
        if (told := self._told_before(verb, first)) is not None:
            return Happening(told, "clause before its frame", found.steps)
        above = tree.head(verb)
        if verb.dep == "ccomp" and above.lemma in verbs["reporting"] and above.i < first:
            time = {w.i for w in inside} | set(tree.subtree(tree.top(inside)))
            own = [i for i in tree.subtree(verb) if i not in time and tree.words[i].pos not in ("PUNCT", "ADP", "ADV")]
            if first < min((i for i in own if i > above.i), default=first):
                return Happening(above, "frame before the time", found.steps)
        return found

    def _past(self, found: Happening, inside: list[Word]) -> Happening:
        """Not "to develop" but what it hangs on; not "is recovering" but the storm that the time touches."""
        tree, verb, verbs = self.tree, found.trigger, self.lexicon.verbs
        if self._has_past_helper(verb):
            return found
        bare = {w.low for w in tree.children(verb, "aux")} <= self.lexicon.words["to"]
        if bare and self.grammar.is_ahead(verb) and verb.dep in ("acl", "xcomp", "advcl"):
            above = next((w for w in tree.above(verb) if w.pos == "VERB"), None)
            frames = verbs["planning"] | verbs["demanding"] | verbs["scheduling"]
            if above is not None and above.tag in ("VBD", "VBN") and above.lemma not in frames:
                return Happening(above, "past verb over an infinitive", found.steps + 1)
        at = inside[0].i - (2 if tree.words[inside[0].i - 1].pos == "ADP" else 1)
        present = verb.tag in ("VBZ", "VBP", "VB") or (verb.tag == "VBG" and bool(tree.child(verb, "aux")))
        if present and at >= 0 and self.grammar.is_event(tree.words[at]):
            return Happening(tree.words[at], "noun before the time", found.steps)
        return found

    def _has_past_helper(self, verb: Word) -> bool:
        return any(
            w.tag == "VBD" or w.low in self.lexicon.words["have"] for w in self.tree.children(verb, "aux", "auxpass")
        )

    def _told_before(self, verb: Word, first: int) -> Word | None:
        """ "The attack began on Thursday, he said": the time stands in what is said, before who says it."""
        if verb.lemma not in self.lexicon.verbs["reporting"]:
            return None
        speaker = self.tree.child(verb, "nsubj")
        told = self.tree.child(verb, "ccomp")
        if (
            told is None
            or told.pos not in ("VERB", "AUX")
            or told.i > verb.i
            or first > min(verb.i, speaker.i if speaker else verb.i)
        ):
            return None
        return told

    def _object_after(self, verb: Word, inside: list[Word]) -> Word | None:
        """ "Announced on Sunday the capture on Friday": the object that the time touches, past a when or where."""
        tree = self.tree
        at = inside[0].i - (2 if tree.words[inside[0].i - 1].pos == "ADP" else 1)
        noun = tree.words[at] if at > verb.i else verb
        if noun.dep != "dobj" or noun.head != verb.i or not self.grammar.is_event(noun):
            return None
        return noun if any(verb.i < w.i < noun.i for w in tree.children(verb, "prep", "npadvmod")) else None

    def _framed(self, verb: Word, first: int) -> Word | None:
        """Of the clauses in a frame the innermost that ends where the time begins."""
        inner = None
        while clause := next(
            (
                c
                for c in self.tree.children(verb, "ccomp", "xcomp")
                if verb.i < c.i < first and c.pos in ("VERB", "AUX")
            ),
            None,
        ):
            if any(w.text == '"' for w in self.tree.words[clause.i : first]):
                break
            inner = verb = clause
        return inner
