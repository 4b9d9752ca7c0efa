"""Who is who in one document: its names, and whom its pronouns and descriptions mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events.references import References
from timeline.events.roll import UNNAMED, Roll
from timeline.events.trees import Tree, Word

__all__ = ["UNNAMED", "Names"]


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
        """Whom a personal pronoun means, or ``None`` where that is not plain: see :mod:`timeline.events.references`."""
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
