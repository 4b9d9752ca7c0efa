"""Who is who in one document: its names, and whom its pronouns and descriptions mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events.parse.trees import Tree, Word
from timeline.events.who.references import References
from timeline.events.who.roll import UNNAMED, Roll

__all__ = ["UNNAMED", "Names"]

_BACK = 700  # characters before a sentence in which an organisation is looked for


@dataclass(slots=True)
class Names(Roll):
    """The names of one document, as far as its parsed sentences hold them, and what stands for them."""

    _references: References | None = None

    def learn(self, trees: Iterable[Tree]) -> list[Tree]:
        """Count the names of more sentences, and settle who is meant by what.

        Gives the sentences back, with each name labelled as the document has it.
        """
        self.enter(trees)
        self._references = References(self)
        return self.trees

    def person_for(self, tree: Tree, pronoun: Word) -> str | None:
        """Whom a personal pronoun means, or ``None`` where that is not plain; see ``references``."""
        return self._references.pronoun(tree, pronoun) if self._references else None

    def thing_for(self, tree: Tree, pronoun: Word) -> str | None:
        """The organisation or country that "it" or "they" means, or ``None`` where that is not plain."""
        return self._references.thing(tree, pronoun) if self._references else None

    def described(self, tree: Tree, noun: Word) -> str | None:
        """Who "the company", "the Velmish mayor" is, or ``None`` where that is not plain."""
        return self._references.description(tree, noun) if self._references else None

    def organisation_for(self, tree: Tree, noun: Word) -> str | None:
        """The organisation that "the group" means."""
        return self.described(tree, noun)

    def organisation_before(self, tree: Tree, noun: Word) -> str | None:
        """The organisation that "the company" means: the one named last before it, if the document names it most."""
        weights = {n: sum(v.values()) for n, v in sorted(self.votes.items()) if self.label(n) == "ORG"}
        if not weights:
            return None
        most = max(weights, key=lambda n: weights[n])
        before = self.text[max(0, tree.span.start - _BACK) : noun.span.start]
        last = max(weights, key=lambda n: (before.rfind(n), n))
        return most if last == most and most in before else None

    def organisation_opening(self, tree: Tree) -> str | None:
        """The organisation whose name opens the sentence before: "Ode Oil denied it. It said …"."""
        line = self.text[: tree.span.start].rstrip()
        sentence = re.split(r"(?<=[.!?\"])\s+|\n", line[-_BACK:])[-1]
        opening = (n for n in sorted(self.votes) if self.label(n) in ("ORG", "GPE") and sentence.startswith(f"{n} "))
        return max(opening, key=len, default=None)
