"""A parsed sentence as plain values: words that know their head by number, and the names in it.

Nothing of the parser is kept, so that the rules can be read and tested without one. Offsets count the document's
characters. ``head`` of the root is itself.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from timeline.values.mention import TextSpan


@dataclass(frozen=True, slots=True)
class Word:
    """One token: ``tag`` is the Penn Treebank's, ``pos`` the universal one, ``dep`` ClearNLP's."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    span: TextSpan
    spaced: bool  # white space follows
    low: str = field(init=False, repr=False, compare=False)  # the word in lower case

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", self.text.lower())


@dataclass(frozen=True, slots=True)
class Named:
    """A name: words ``first`` up to and without ``stop``; ``weight`` is how far its label can be trusted."""

    first: int
    stop: int
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence, parsed. ``span`` is the whole of it in the document."""

    span: TextSpan
    words: tuple[Word, ...]
    names: tuple[Named, ...] = ()
    _children: tuple[tuple[Word, ...], ...] = field(default=(), repr=False, compare=False)
    _subtrees: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)  # as they are asked for

    _said: list[str] = field(default_factory=list, repr=False, compare=False)
    _letters: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[Word]] = [[] for _ in self.words]
        for w in self.words:
            if w.head != w.i:
                below[w.head].append(w)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))

    def head(self, word: Word) -> Word:
        """The word it hangs on; of the root the root."""
        return self.words[word.head]

    def children(self, word: Word, *deps: str) -> list[Word]:
        """What hangs on it, in the order of the text; only those dependencies, where some are named."""
        below = self._children[word.i]
        return [w for w in below if w.dep in deps] if deps else list(below)

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first of :meth:`children`."""
        for below in self._children[word.i]:
            if not deps or below.dep in deps:
                return below
        return None

    def subtree(self, word: Word) -> list[int]:
        """The numbers of the word and of all below it, sorted."""
        if word.i not in self._subtrees:
            found, todo = [], [word.i]
            while todo:
                i = todo.pop()
                found.append(i)
                todo.extend(w.i for w in self._children[i])
            self._subtrees[word.i] = sorted(found)
        return self._subtrees[word.i].copy()

    def said(self, text: str) -> Sequence[str]:
        """The words as the document's ``text`` has them, with plain spaces."""
        if not self._said:
            self._said.extend(" ".join(w.span.of(text).split()) for w in self.words)
        return self._said

    def letters(self, text: str) -> Sequence[int]:
        """How many letters and digits each of the words has in the document's ``text``."""
        if not self._letters:
            self._letters.extend(sum(map(str.isalnum, said)) for said in self.said(text))
        return self._letters

    def above(self, word: Word) -> Iterator[Word]:
        """Its head, its head's head … up to the root; not the word itself."""
        while word.head != word.i:
            word = self.words[word.head]
            yield word

    def under(self, word: Word, top: Word) -> bool:
        """Whether the word is ``top`` or hangs below it."""
        while word.i != top.i:
            if word.head == word.i:
                return False
            word = self.words[word.head]
        return True

    def within(self, span: TextSpan) -> list[Word]:
        """The words that share a character with those of the document."""
        first = bisect_right(self.words, span.start, key=lambda w: w.span.end)
        return list(takewhile(lambda w: w.span.start < span.end, self.words[first:]))

    def top(self, words: list[Word]) -> Word:
        """Of several words that stand together, the one the others hang on."""
        inside = {w.i for w in words}
        outward = [w for w in words if w.head not in inside or w.head == w.i]
        return outward[-1] if outward else words[-1]

    def name_at(self, word: Word) -> Named | None:
        """The name that the word is part of."""
        for name in self.names:
            if name.first <= word.i < name.stop:
                return name
        return None
