"""The words of a clause, kept as they stand: what is left out is left out in whole branches, and nothing is moved.

A title that is a piece of its sentence is nearly always grammatical and true, since the sentence was. So a clause is
taken from its subject to its last branch, without the time, asides between commas, and what belongs to other clauses.
"""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.phrases import LOOSE, Phrases
from timeline.events.told.subjects import SUBJECTS, VERBAL, first_of_group

_BESIDE = ("cc", "mark", "discourse", "intj", "parataxis", "dep", "meta", "conj")
_SHORT = 6  # words of an opening that is kept
_COMPLEMENTS = ("dobj", "attr", "acomp", "oprd", "dative", "prep", "agent", "xcomp", "ccomp", "prt")


@dataclass(frozen=True, slots=True)
class Body:
    """A clause in the order of the sentence, ``gone`` are the words left out on purpose."""

    before: tuple[int, ...]  # what stands before the subject and must be said: a condition, a claim, a place
    between: tuple[int, ...]  # from the subject to the verb
    after: tuple[int, ...]
    gone: frozenset[int]
    claim: bool = False  # whether ``before`` is what is said


@dataclass(frozen=True, slots=True)
class Bodies:
    """The clauses of one sentence; ``times`` are words of times to be left out, ``firm`` the words that may not be."""

    tree: Tree
    lexicon: Lexicon
    times: frozenset[int] = frozenset()
    firm: frozenset[int] = frozenset()

    @property
    def _phrases(self) -> Phrases:
        return Phrases(self.tree, self.lexicon)

    def of(self, head: Word, own: Word | None) -> Body:
        """The words around the verb ``head``, whose subject in its own clause is ``own``."""
        tree = self.tree
        owned = (
            set(tree.subtree(own)) - set(tree.subtree(head) if own and tree.under(head, own) else ()) if own else set()
        )
        gone = set(self.times) | self._beside(head, owned)
        later = {
            i
            for c in tree.children(head)
            if c.i > head.i and c.i not in gone and c.dep != "cc"
            for i in tree.subtree(c)
            if i > head.i
        } - gone
        later -= owned if own and own.i > head.i else set()
        last = max(later, default=head.i)
        gone |= {i for w in self._asides(head, last) for i in tree.subtree(w)}
        gone |= owned if own and own.i > head.i else set()
        after = [i for i in range(head.i + 1, last + 1) if i not in gone]
        after = self._to_gap(self._to_colon(after))
        inside = set(after)
        after = [i for i in after if tree.words[i].tag != "CC" or i + 1 in inside or i + 1 in self.times]
        before, claim = self._before(head, own)
        return Body(
            tuple(before),
            tuple(self._between(head, own, owned, gone)),
            tuple(self._phrases.trimmed([head.i, *after], self.times)[1:]),
            frozenset(gone),
            claim,
        )

    def _to_colon(self, numbers: list[int]) -> list[int]:
        """The words up to a colon after which another sentence begins, as headlines run on."""
        words = self.tree.words
        for at, i in enumerate(numbers):
            after = words[i + 1] if i + 1 < len(words) else None
            if words[i].text == ":" and after is not None and after.text[0].isupper():
                return numbers[:at]
        return numbers

    def _to_gap(self, numbers: list[int]) -> list[int]:
        """The words up to where an aside was left out that no mark ends: there the parse has gone wrong."""
        words = self.tree.words
        for at, i in enumerate(numbers[1:], 1):
            skipped = [j for j in range(numbers[at - 1] + 1, i) if j not in self.times]
            marked = words[i].pos in ("PUNCT", "CCONJ") or words[i - 1].pos == "PUNCT"
            broken = not marked and words[i].tag in ("VBD", "VBZ", "VBP", "VBN")
            if skipped and (broken or self._is_alone(words[i - 1], numbers[0])):
                return numbers[:at]
        return numbers

    def _is_alone(self, mark: Word, start: int) -> bool:
        """Whether it is a dash that no other is paired with."""
        return mark.text in ("--", "-", ";") and sum(w.text == mark.text for w in self.tree.words[start:]) % 2 == 1

    def _between(self, head: Word, own: Word | None, owned: set[int], gone: set[int]) -> list[int]:
        """What stands between subject and verb; of a verb that shares another's subject its own helpers."""
        tree = self.tree
        if own is not None and own.i < head.i:
            start = max((i for i in owned if i < head.i), default=own.i) + 1
            inside = [i for i in range(start, head.i) if i not in gone]
            kept = inside
            if len(kept) > 2 and tree.words[kept[0]].text == tree.words[kept[-1]].text in (",", "--"):
                return kept  # ", in a report,"
            while kept and tree.words[kept[0]].pos == "PUNCT":
                kept = kept[1:]
            marked = [i for i in kept if tree.words[i].text in (",", "-", "--")]
            return [i for i in kept if i not in marked]
        helpers = [c for c in tree.children(head, "aux", "auxpass", "neg", "advmod", "preconj") if c.i < head.i]
        near = [i for c in helpers if c.i not in gone for i in tree.subtree(c) if i not in gone]
        return [*self._shared_helpers(head), *near]

    def _shared_helpers(self, head: Word) -> list[int]:
        """ "were arrested and beaten": the auxiliaries that the second verb takes from the first."""
        if (
            head.dep != "conj"
            or head.pos == "AUX"
            or head.tag not in ("VB", "VBN", "VBG", "VBD")
            or self.tree.child(head, "aux", "auxpass")
        ):
            return []
        first = first_of_group(self.tree, head)
        helpers = self.tree.children(first, "aux", "auxpass", "neg")
        if head.tag == "VBD":
            fits = (
                first.tag == "VBN" and bool(self.tree.children(first, "auxpass")) and not self.tree.child(head, "dobj")
            )
        elif head.tag == "VB":
            fits = any(w.tag in ("MD", "TO") or w.lemma in self.lexicon.verbs["helping"] for w in helpers)
        else:
            fits = head.tag == first.tag
        return [w.i for w in helpers if fits and w.i not in self.times]

    def _before(self, head: Word, own: Word | None) -> tuple[list[int], bool]:
        """What comes before the subject and cannot be spared, and whether it is what the subject says."""
        tree = self.tree
        start = own.i if own is not None and own.i < head.i else head.i
        kept: list[int] = []
        claim: Word | None = None
        told = any(c.dep == "ccomp" and c.i > head.i for c in tree.children(head))
        for child in tree.children(head):
            if child.i >= start:
                break
            branch = [i for i in tree.subtree(child) if i < start and i not in self.times]
            if not branch:
                continue
            said = child.dep == "ccomp" and not told and head.lemma in self.lexicon.verbs["reporting"]
            claim = child if said else claim
            if said or child.i in self.firm or self._phrases.is_condition(child) or self._narrows(child, branch):
                kept += branch
        if claim is None:
            comma = kept[-1] + 1 if kept else start
            return [*kept, comma] if comma < start and tree.words[comma].text == "," else kept, False
        quoted = any(tree.words[i].text == '"' for i in range(max(0, kept[0] - 1), kept[-1] + 1))
        asides = set() if quoted else {i for w in self._asides(claim, kept[-1]) for i in tree.subtree(w)}
        return self._claim(kept, asides), True

    def _narrows(self, child: Word, branch: list[int]) -> bool:
        """ "For Republicans, 62 percent favour it": what comes first says of whom, or where, it is true."""
        if child.dep != "prep" or branch[-1] - branch[0] >= _SHORT:
            return False
        named = self.tree.name_at(self.tree.words[branch[-1]])
        place = named is not None and named.label in ("GPE", "LOC", "FAC")
        words = self.lexicon.words
        return child.low not in words["sparable_prepositions"] or (place and child.low in words["place_prepositions"])

    def _claim(self, branch: list[int], gone: set[int]) -> list[int]:
        """What is said, with the marks of quotation around it, without the headline that runs into it."""
        words = self.tree.words
        first, last = branch[0], branch[-1]
        opening = next((w.i for w in words if w.i not in self.times), 0)
        if opening < first and not any(w.pos in VERBAL or w.pos == "PUNCT" for w in words[opening:first]):
            first = opening  # what the parse has hung elsewhere
        first -= first > 0 and words[first - 1].text == '"'
        while last + 1 < len(words) and words[last + 1].text in (",", '"') and words[last].text != '"':
            last += 1
        kept = [i for i in range(first, last + 1) if i not in gone and i not in self.times]
        kept = self._phrases.trimmed(kept, self.times) if gone else kept
        while kept and words[kept[-1]].text == ",":
            kept.pop()
        heading = next((at for at, i in enumerate(kept) if words[i].text == ":"), None)
        if heading is not None and not any(words[i].text == '"' for i in kept[:heading]):
            kept = kept[heading + 1 :]
        while len(kept) > 1 and (words[kept[0]].tag == "CC" or words[kept[0]].text in (",", "-", "--")):
            kept = kept[1:]
        return kept

    def _beside(self, head: Word, owned: set[int]) -> set[int]:
        """The branches of the verb that are no part of its clause."""
        gone: set[int] = set()
        for child in self.tree.children(head):
            if child.i in owned or child.dep == "punct" or self._belongs(child, head):
                continue
            branch = set(self.tree.subtree(child))
            gone |= branch if head.i not in branch else set()
        return gone

    def _belongs(self, child: Word, head: Word) -> bool:
        """Whether a branch of the clause is part of what its title says."""
        words, later = self.lexicon.words, child.i > head.i
        if child.i in self.firm:
            return True
        if child.dep == "conj":
            return later and self._shares_object(head, child)
        if child.dep == "cc":
            return later
        if child.dep in _BESIDE or child.dep in SUBJECTS or child.low in words["fillers"]:
            return False
        if child.low in words["relative"] and child.dep in ("dobj", "advmod", "pobj"):
            return False
        if child.dep == "advcl":
            return self._phrases.is_condition(child) or (later and not self._phrases.is_aside(child))
        return later or child.dep not in ("ccomp", "xcomp", "acl")

    def _shares_object(self, head: Word, other: Word) -> bool:
        """ "arrested and beat ten men": the object stands behind the second verb only."""
        if other.pos != head.pos or head.pos not in VERBAL:
            return False
        between = [c for c in self.tree.children(head) if head.i < c.i < other.i and c.dep in _COMPLEMENTS]
        close = all(self.tree.words[i].dep in ("cc", "advmod", "aux", "auxpass") for i in range(head.i + 1, other.i))
        either = any(self.tree.words[i].low in self.lexicon.words["alternatives"] for i in range(head.i + 1, other.i))
        return close and not between and (either or bool(self.tree.children(other, "dobj", "agent")))

    def _asides(self, head: Word, last: int) -> list[Word]:
        """What is set off from the clause by commas, brackets or dashes, between verb and end."""
        phrases = self._phrases
        return [
            w
            for w in self.tree.words[: last + 1]
            if w.dep in LOOSE and w.i not in self.firm and self.tree.under(w, head) and w.i != head.i
            if phrases.is_aside(w) and not phrases.names_it(w) and not phrases.is_condition(w)
        ]  # fmt: skip
