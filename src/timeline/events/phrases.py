"""Branches of a sentence cut to what a title needs: without asides, brackets, the time, and words left dangling."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.trees import Tree, Word

LOOSE = ("relcl", "appos", "acl", "advcl", "parataxis", "dep")
_BREAKS = (",", "-", "--", ";", ":")
_OPEN, _CLOSED = ("(", "[", "<"), (")", "]", ">")
_LINKS = ("ADP", "ADV", "SCONJ", "DET", "PART", "PUNCT")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The branches of one sentence. Words are named by their numbers, in the order they are to be read."""

    tree: Tree
    lexicon: Lexicon

    def noun_phrase(self, noun: Word) -> list[int]:
        """A noun with what defines it, without asides and clauses."""
        gone: set[int] = set()
        for i in self.tree.subtree(noun):
            word = self.tree.words[i]
            if self.names_it(word):
                continue
            if i != noun.i and word.dep in LOOSE and (self.is_aside(word) or word.head == noun.i):
                gone |= set(self.tree.subtree(word))
        kept = [i for i in self.tree.subtree(noun) if i not in gone]
        kept = self.trimmed(self.without_opening(kept))
        named = any(i != noun.i and self.names_it(self.tree.words[i]) for i in kept)
        after = kept[-1] + 1 if kept else len(self.tree.words)
        return [*kept, after] if named and after < len(self.tree.words) and self.tree.words[after].text == "," else kept

    def without_opening(self, numbers: list[int]) -> list[int]:
        """The words without "but", "when", "however," before the first that says something."""
        while len(numbers) > 1:
            word = self.tree.words[numbers[0]]
            joins = word.tag in ("WRB", "IN", "CC") or word.low in self.lexicon.words["fillers"]
            if not joins and not (word.pos == "PUNCT" and word.text != '"'):
                break
            numbers = numbers[1:]
        return numbers

    def names_it(self, word: Word) -> bool:
        """Whether a branch gives the name of a person that its head only describes: "the president, Ada Ode"."""
        named, head = self.tree.name_at(word), self.tree.head(word)
        return word.dep == "appos" and named is not None and named.label == "PERSON" and head.pos == "NOUN"

    def is_aside(self, word: Word) -> bool:
        """Whether a branch is set off by a comma, a dash or a bracket."""
        first = min(self.tree.subtree(word))
        before = self.tree.words[first - 1]
        return first > 0 and (before.text in _OPEN or (before.text in _BREAKS and before.spaced))

    def without_asides(self, numbers: list[int], head: Word) -> list[int]:
        """The words without what is set off from the clause of ``head``."""
        loose = [
            w
            for w in (self.tree.words[i] for i in numbers)
            if w.i != head.i and w.dep in LOOSE and self.is_aside(w)
            if not self.names_it(w) and not self.is_condition(w)
        ]
        return self.without_branches(numbers, loose)

    def is_condition(self, word: Word) -> bool:
        """Whether a branch says on what the rest depends: without it the title would say more than the text."""
        marked = {w.low for w in self.tree.children(word, "mark")}
        return word.dep == "advcl" and bool(marked & self.lexicon.words["conditions"])

    def without_branches(self, numbers: list[int], branches: list[Word]) -> list[int]:
        """The words without these and all below them."""
        gone = {i for w in branches for i in self.tree.subtree(w)}
        return [i for i in numbers if i not in gone]

    def without_brackets(self, numbers: list[int]) -> list[int]:
        """The words without those in brackets; all of them where brackets do not close."""
        kept, depth = [], 0
        for i in numbers:
            text = self.tree.words[i].text
            if text.startswith("<") and len(text) > 1:  # a ticker's "<RIGN.S>"
                continue
            depth += text in _OPEN
            if not depth:
                kept.append(i)
            depth -= depth > 0 and text in _CLOSED
        return numbers if depth else kept

    def trimmed(self, numbers: list[int]) -> list[int]:
        """The words without a dangling last one, and without marks whose neighbours are gone."""
        words = self.tree.words
        while numbers and self._dangles(words[numbers[-1]], len(numbers)):
            numbers = numbers[:-1]
        inside = set(numbers)
        return [i for i in numbers if words[i].text not in _BREAKS or (i - 1 in inside and i + 1 in inside)]

    def _dangles(self, word: Word, count: int) -> bool:
        """Whether a last word waits for what has been left out."""
        if word.pos in ("PUNCT", "CCONJ"):
            return word.text not in ('"', ")")
        waits = word.dep in ("mark", "det", "cc", "case") or (word.dep == "prep" and bool(self.tree.children(word)))
        return waits and word.pos in ("ADP", "SCONJ", "DET", "PART") and count > 1

    def time_words(self, times: list[list[Word]], head: Word) -> set[int]:
        """The words of these times, with the prepositions and adverbs that only serve them."""
        gone: set[int] = set()
        for inside in times:
            if not inside:
                continue
            top = self.tree.top(inside)
            numbers = {w.i for w in inside}
            node = top
            for above in self.tree.above(top):
                if above.i == head.i or above.pos not in _LINKS:
                    break
                others = [self.tree.words[i] for i in self.tree.subtree(above) if i not in numbers]
                if any(w.pos not in _LINKS for w in others):
                    break
                node = above
            holder = self.tree.head(node)
            if holder.pos == "ADP" and holder.i != head.i and node.dep == "pobj":
                gone.add(holder.i)  # what else hangs on it can stand alone: "from 1975 in the north"
            alone = node.i == top.i
            gone |= numbers | {w.i for w in self.tree.children(top, "case")} if alone else set(self.tree.subtree(node))
        return gone
