"""Branches of a sentence cut to what a title needs: without asides, brackets, the time, and words left dangling."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word

LOOSE = ("relcl", "appos", "acl", "advcl", "parataxis", "dep")
LONGEST_CLAUSE = 45  # characters
_BREAKS = (",", "-", "--", ";", ":")
_OPEN, _CLOSED = ("(", "[", "<"), (")", "]", ">")
_LINKS = ("ADP", "ADV", "SCONJ", "DET", "PART", "PUNCT")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The branches of one sentence. Words are named by their numbers, in the order they are to be read."""

    tree: Tree
    lexicon: Lexicon

    def noun_phrase(self, noun: Word, verb: Word | None = None, firm: frozenset[int] = frozenset()) -> list[int]:
        """A noun with what defines it, without asides, and without the clause of ``verb``, which describes it."""
        gone: set[int] = set()
        for i in self.tree.subtree(noun):
            word = self.tree.words[i]
            tells = verb is not None and self.tree.under(verb, word)
            if not tells and (self.names_it(word) or any(j in firm for j in self.tree.subtree(word))):
                continue
            if i > noun.i and word.dep in LOOSE and (tells or self.is_aside(word) or self._is_long(word)):
                gone |= set(self.tree.subtree(word))
        aside = min(
            (i for i in gone if i > noun.i and self.tree.words[i - 1].text == ","), default=len(self.tree.words)
        )
        for word in self.tree.children(noun, "prep", "acl"):
            if word.i > aside and word.i not in firm and not any(j in firm for j in self.tree.subtree(word)):
                gone |= set(self.tree.subtree(word))  # what is left of an aside that the parse has torn
        kept = [i for i in self.tree.subtree(noun) if i not in gone]
        kept = self.trimmed(self.without_opening(kept))
        return kept + self._closing(kept)

    def _closing(self, kept: list[int]) -> list[int]:
        """The comma or dash after a phrase within which one of a pair stands."""
        words = self.tree.words
        after = kept[-1] + 1 if kept else len(words)
        if after >= len(words) or words[after].text not in (",", "--"):
            return []
        opened = [i for i in kept if words[i].text == words[after].text and words[i].dep == "punct"]
        listed = any(words[i].tag == "CC" for i in kept) and words[after].text == ","
        return [after] if len(opened) == 1 and not listed else []

    def without_opening(self, numbers: list[int]) -> list[int]:
        """The words without "but", "when", "however," before the first that says something."""
        while len(numbers) > 1:
            word = self.tree.words[numbers[0]]
            joins = word.tag in ("WRB", "IN", "CC") or word.low in self.lexicon.words["fillers"]
            counts = word.tag == "IN" and self.tree.words[word.i + 1].tag == "CD" and numbers[1] == word.i + 1
            if counts and word.low in self.lexicon.words["counting_prepositions"]:
                break  # "between 300 and 400 people"
            if not joins and not (word.pos == "PUNCT" and word.text != '"'):
                break
            numbers = numbers[1:]
        return numbers

    def without_joiner(self, numbers: list[int]) -> list[int]:
        """A sentence without the "And", "But" or "However," that it begins with."""
        words = self.tree.words
        while len(numbers) > 1:
            word = words[numbers[0]]
            joins = word.tag == "CC" or (word.low in self.lexicon.words["fillers"] and words[numbers[1]].text == ",")
            if not joins and not (word.pos == "PUNCT" and word.text != '"'):
                break
            numbers = numbers[1:]
        return numbers

    def _is_long(self, clause: Word) -> bool:
        """Whether a clause that defines a noun takes more room than a title has for it."""
        asides = [w for w in map(self.tree.words.__getitem__, self.tree.subtree(clause)) if w.dep in LOOSE]
        gone = {i for w in asides if w.i != clause.i and self.is_aside(w) for i in self.tree.subtree(w)}
        branch = (self.tree.words[i] for i in self.tree.subtree(clause) if i not in gone)
        return sum(w.span.end - w.span.start + 1 for w in branch) > LONGEST_CLAUSE

    def name_alone(self, numbers: list[int]) -> list[int]:
        """A phrase whose head is a person's name, without what else is said of the person."""
        if not numbers:
            return numbers
        head = self.tree.top([self.tree.words[i] for i in numbers])
        named = self.tree.name_at(head)
        if named is None or named.label != "PERSON":
            return numbers
        return [i for i in numbers if i <= head.i]

    def names_it(self, word: Word) -> bool:
        """Whether a branch gives the name of a person that its head only describes: "the president, Ada Ode"."""
        named, head = self.tree.name_at(word), self.tree.head(word)
        return word.dep == "appos" and named is not None and named.label == "PERSON" and head.pos == "NOUN"

    def is_aside(self, word: Word) -> bool:
        """Whether a branch is set off by a comma, a dash or a bracket."""
        first = min(self.tree.subtree(word))
        before = self.tree.words[first - 1]
        return first > 0 and (before.text in _OPEN or (before.text in _BREAKS and before.spaced))

    def is_condition(self, word: Word) -> bool:
        """Whether a branch says on what the rest depends: without it the title would say more than the text."""
        if word.dep != "advcl":
            return False
        words, marks = self.lexicon.words, self.tree.children(word, "mark")
        return any(w.low in words["conditions"] or w.low in words["until_signals"] for w in marks)

    def without_branches(self, numbers: list[int], branches: list[Word]) -> list[int]:
        """The words without these and all below them."""
        gone = {i for w in branches for i in self.tree.subtree(w)}
        return [i for i in numbers if i not in gone]

    def trimmed(self, numbers: list[int], skipped: frozenset[int] = frozenset()) -> list[int]:
        """The words without a dangling last one, and without marks whose neighbours are gone, if not ``skipped``."""
        words = self.tree.words
        while numbers and self._dangles(words[numbers[-1]], len(numbers)):
            numbers = numbers[:-1]
        inside = set(numbers)
        kept = []
        for i in numbers:
            before, after = i - 1, i + 1
            while before in skipped:
                before -= 1
            while after in skipped:
                after += 1
            beyond = after if after > i + 1 else before if before < i - 1 else -1
            around = 0 <= beyond < len(words) and words[beyond].text in _BREAKS  # ", on Tuesday,"
            if words[i].text not in _BREAKS or (before in inside and after in inside and not around):
                kept.append(i)
        return kept

    def _dangles(self, word: Word, count: int) -> bool:
        """Whether a last word waits for what has been left out."""
        if word.pos in ("PUNCT", "CCONJ"):
            return word.text not in ('"', ")")
        waits = word.dep in ("mark", "det", "cc", "case") or (word.dep == "prep" and bool(self.tree.children(word)))
        return waits and word.pos in ("ADP", "SCONJ", "DET", "PART") and count > 1

    def own_times(self, times: list[list[Word]], head: Word, trigger: Word) -> list[list[Word]]:
        """Of the times in a sentence those that say when, and nothing more: the rest of the clause reads on without.

        The first is the happening's own. Another that hangs on another word stays, since it tells of that, and so does
        "the holy month of Ode", of which something would be left.
        """
        found = []
        for at, inside in enumerate(times):
            if not inside:
                continue
            top = self.tree.top(inside)
            numbers = {w.i for w in inside}
            holder = next((w for w in self.tree.above(top) if w.i not in numbers and w.pos not in _LINKS), None)
            left = [
                w
                for w in self.tree.children(top)
                if w.i < top.i and w.i not in numbers and w.dep not in ("det", "case", "punct")
            ]
            holder_prep = self.tree.head(top)
            if holder_prep.pos == "ADP" and (
                holder_prep.low in self.lexicon.words["about_prepositions"] or self.tree.children(holder_prep, "advmod")
            ):
                continue  # "set for Friday", "well into May"
            adverb = self.tree.words[holder_prep.i - 1] if holder_prep.i else holder_prep
            if holder_prep.pos == "ADP" and adverb.dep == "advmod" and adverb.head == holder_prep.head != adverb.i:
                continue  # the same, as parsers often have it
            quoted = sum(w.text == '"' for w in self.tree.words[: top.i]) % 2 == 1
            if quoted:
                continue  # what is quoted is quoted as it was said
            serves = holder is not None and holder.i in (head.i, trigger.i)
            left += [
                w
                for w in self.tree.children(top)
                if w.i > top.i and w.i not in numbers and w.dep in ("prep", "relcl", "acl", "advcl", "ccomp", "appos")
                if not any(j in numbers for j in self.tree.subtree(w))
            ]  # "the same day as the match"
            article = self.tree.words[inside[0].i - 1].low if inside[0].i else ""
            if (
                top.dep in ("compound", "nummod", "amod", "nmod")
                and article in self.lexicon.words["indefinite_articles"]
            ):
                continue  # "an April fire" is no "an fire"
            if (
                self._is_part(inside)
                or self._is_explained(inside)
                or self._is_joined(inside, times)
                or self._goes_on(inside, top, times)
            ):
                continue  # "2003-09", "between 3 and 5 May", "noon local time"
            if at and not self._is_near(inside, times[0]):
                continue
            if (
                (at == 0 or serves or top.dep in ("poss", "conj"))
                and not left
                and top.dep not in ("nsubj", "nsubjpass", "attr", "dobj")
            ):
                found.append(inside)
        return found

    def _is_part(self, inside: list[Word]) -> bool:
        """ "2003-09", "80-a-night": a hyphen joins it to what is not left out."""
        words, first, after = self.tree.words, inside[0].i, inside[-1].i + 1
        joined = after < len(words) and words[after].text == "-" and not inside[-1].spaced
        return joined or (first > 0 and words[first - 1].text == "-" and not words[first - 1].spaced)

    def _is_explained(self, inside: list[Word]) -> bool:
        """ "In 2008, the year of the storm": what follows is said of the time."""
        after = self.tree.words[inside[-1].i + 1 : inside[-1].i + 3]
        told = len(after) == 2 and after[0].text == "," and after[1].pos == "DET"
        return told and self.tree.head(after[1]).low in self.lexicon.words["gapless_nouns"]

    def _is_joined(self, inside: list[Word], times: list[list[Word]]) -> bool:
        """Whether the time is the first of two that are joined, of which the second would be left."""
        after = inside[-1].i + 1
        if after + 1 >= len(self.tree.words) or self.tree.words[after].tag != "CC":
            return False
        second = self.tree.words[after + 1]
        hangs = self.tree.under(second, self.tree.top(inside)) and second.pos in ("NUM", "PROPN", "NOUN")
        return hangs and not any(w.i == second.i for other in times for w in other)

    def _goes_on(self, inside: list[Word], top: Word, times: list[list[Word]]) -> bool:
        """Whether the next word is part of what tells the time."""
        after = inside[-1].i + 1
        if after >= len(self.tree.words) or any(w.i == after for other in times for w in other):
            return False
        word, above = self.tree.words[after], self.tree.head(top)
        last = word
        while last.dep in ("amod", "compound") and self.tree.head(last).i == last.i + 1:
            last = self.tree.head(last)
        if last.dep in ("npadvmod", "pobj") and last.i != word.i and word.pos == "ADJ":
            return True  # "8 a.m. local time", wherever the parse hangs it
        within = self.tree.under(word, above if above.pos == "ADP" else top)
        return within and word.pos in ("NOUN", "ADJ") and word.dep not in ("relcl", "acl")

    def _is_near(self, inside: list[Word], own: list[Word]) -> bool:
        """Whether a time stands beside the happening's own, so that both are one: "on Tuesday at noon"."""
        limits = ("since_signals", "until_signals", "deadline_signals", "after_signals")
        before = self.tree.words[inside[0].i - 1].low if inside[0].i else ""
        if not own or any(before in self.lexicon.words[name] for name in limits):
            return False
        return -3 <= inside[0].i - own[-1].i <= 3 or -3 <= own[0].i - inside[-1].i <= 3

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
        for word in self.tree.words:
            hanging = word.pos in ("ADP", "SCONJ") and word.i != head.i and self.tree.children(word)
            if hanging and all(c.i in gone for c in self.tree.children(word)) and word.dep in ("prep", "pcomp", "pobj"):
                gone.add(word.i)  # "as of midnight"
        joined = {i for i in range(1, len(self.tree.words) - 1) if self.tree.words[i].tag == "CC"}
        return gone | {i for i in joined if i - 1 in gone and i + 1 in gone}
