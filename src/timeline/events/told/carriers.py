"""Which verb carries a title's clause: the happening's own, or the one without which it would say something else.

"Wants Ode to resign" tells of no resignation, "kept boats from working" of no work, and "denies that he went" of no
journey. So from the happening one climbs as long as its clause, cut off from what holds it, would mislead.
"""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.subjects import SUBJECTS, VERBAL, first_of_group
from timeline.events.what.happenings import Happening

_HIGHEST = 12  # clauses climbed


@dataclass(frozen=True, slots=True)
class Carriers:
    """The rules, for one sentence."""

    tree: Tree
    lexicon: Lexicon

    def of(self, happening: Happening) -> tuple[Word, bool]:
        """The verb that carries the clause; and whether the time must be said, since the clause tells more than it."""
        verb, timed = happening.trigger, False
        if happening.limit:
            return verb, False
        for _ in range(_HIGHEST):
            found = self._held_by(verb)
            if found is None:
                break
            timed = timed or found[1]
            verb = found[0]
        return verb, timed

    def outer(self, word: Word) -> Word | None:
        """The next verb above that carries a clause of its own."""
        word = first_of_group(self.tree, word)
        above = next((w for w in self.tree.above(word) if w.pos in VERBAL and w.dep not in ("aux", "auxpass")), None)
        return self.of(Happening(above, ""))[0] if above is not None else None

    def speaker(self, verb: Word) -> Word | None:
        """The verb of saying whose claim this is, in a form that can stand behind the claim: "…, the army said"."""
        tree, verbs, words = self.tree, self.lexicon.verbs, self.lexicon.words
        above = tree.head(verb)
        dated = any(
            w.low in words["temporal_prepositions"] for w in tree.children(verb, "mark", "prep") if w.i < verb.i
        )
        if verb.dep != "ccomp" or dated or above.lemma not in verbs["reporting"] | verbs["planning"]:
            return None
        helpers = {w.low for w in tree.children(above, "aux", "auxpass")}
        plain = above.tag in ("VBD", "VBZ", "VBP") or (above.tag == "VBN" and bool(helpers & words["have"]))
        if above.lemma in verbs["telling"] and not tree.children(above, "dobj", "dative"):
            return None  # "told Reuters clashes had broken out", of which the parser makes "Reuters clashes"
        if not plain or tree.children(above, "neg", "auxpass", "prt") or above.tag == "VB":
            return None
        return above

    def _held_by(self, verb: Word) -> tuple[Word, bool] | None:
        """The verb above, where this one cannot be told without it."""
        tree = self.tree
        first = first_of_group(tree, verb)
        marks = {w.low for w in tree.children(first, "mark")}
        infinitive = any(w.tag == "TO" for w in tree.children(first, "aux"))
        held = False
        if first.dep == "xcomp":
            held = True
        elif first.dep == "ccomp":
            held = self._needs_frame(first, marks, infinitive=infinitive)
        elif first.dep == "pcomp":
            held = first.tag not in ("VBD", "VBZ", "VBP")
        elif first.dep == "advcl":
            bare = first.tag in ("VBG", "VBN") and not tree.children(first, *SUBJECTS)
            held = infinitive or bare or bool(marks & self.lexicon.words["conditions"])
        elif first.dep == "acl":
            aside = first.i > 0 and tree.words[min(tree.subtree(first)) - 1].text in (",", "--")
            held = infinitive or bool(marks) or aside or first.tag == "VBG" or self._of_nobody(tree.head(first))
        elif first.dep == "relcl":
            held = self._of_nobody(tree.head(first))
        if not held:
            return None
        above = next((w for w in tree.above(first) if w.pos in VERBAL and w.dep not in ("aux", "auxpass")), None)
        return None if above is None else (above, first.dep not in ("xcomp", "acl"))

    def _of_nobody(self, noun: Word) -> bool:
        """ "One that", "those who", "all he did": the clause says of whom, the word does not."""
        named = any(w.dep in ("compound", "poss", "amod", "nmod") for w in self.tree.children(noun))
        bare = noun.pos == "NOUN" and not self.tree.children(noun) and noun.tag in ("NN", "NNS")
        none = any(w.low in self.lexicon.words["negatives"] for w in self.tree.children(noun, "det"))
        return none or noun.pos in ("PRON", "DET", "NUM", "ADJ", "ADV") or (bare and not named)

    def _needs_frame(self, verb: Word, marks: set[str], *, infinitive: bool) -> bool:
        """Whether a clause says something only together with what frames it."""
        tree, verbs, words = self.tree, self.lexicon.verbs, self.lexicon.words
        above = tree.head(verb)
        asked = marks & words["conditions"] or any(w.tag in ("WP", "WRB", "WDT") for w in tree.children(verb))
        subject_above = tree.child(above, *SUBJECTS)
        cleft = above.lemma in verbs["copula"] and subject_above is not None and subject_above.low in words["neuter"]
        if cleft and not tree.child(above, "acomp", "attr"):
            return False
        helped = tree.children(verb, "aux", "auxpass")
        finite = verb.tag in ("VBD", "VBZ", "VBP") or any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in helped)
        if not finite or infinitive or (verb.tag == "VB" and not tree.child(verb, "aux")) or asked:
            return True
        if above.lemma in verbs["denying"] or tree.child(above, "neg"):
            return True
        subject = tree.child(verb, *SUBJECTS)
        if any(w.low in words["temporal_prepositions"] for w in tree.children(verb, "mark")):
            return False  # "before it burned, 70 percent said", of which the parse makes what is said
        speaks = any(
            tree.words[i].low in words["first_person"] and tree.words[i].tag.startswith("PRP")
            for i in tree.subtree(verb)
        )
        return speaks or subject is None or self.speaker(verb) is None
