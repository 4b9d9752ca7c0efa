"""Times that date no happening, for what stands around them: bars, addresses, names with a year, captions."""

from dataclasses import dataclass

from timeline.events.parse.trees import Tree, Word
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import Grain

_NEAR = 3  # words between a bar and what it sets apart
_BARS = ("|", "•", "·", "»", "||")
_ADDRESS = ("/", "_")  # stand beside a number in the address of a page
_YEAR = len("2019")


@dataclass(frozen=True, slots=True)
class Layouts:
    """The rules, for one sentence."""

    tree: Tree

    def is_no_time(self, inside: list[Word], expression: TimeExpression) -> bool:
        """Whether the words ``inside`` the expression tell no reader when something happened."""
        return (
            self._is_set_apart(inside)
            or self._is_in_an_address(inside)
            or self._is_half_read(inside)
            or self._is_in_a_name(inside)
            or self._is_in_a_caption(inside, expression)
        )

    def _text(self, i: int) -> str:
        return self.tree.words[i].text if 0 <= i < len(self.tree.words) else ""

    def _is_set_apart(self, inside: list[Word]) -> bool:
        """By bars, as pages stamp what they show ("Mon May 10 | 7:51"), or a name of its own in quotes."""
        first, last = inside[0].i, inside[-1].i
        around = self.tree.words[max(0, first - _NEAR) : last + 1 + _NEAR]
        return self._text(first - 1) == self._text(last + 1) == '"' or any(w.text in _BARS for w in around)

    def _is_in_an_address(self, inside: list[Word]) -> bool:
        """ "example.org/2019/05/news"."""
        before, after = self._text(inside[0].i - 1), self._text(inside[-1].i + 1)
        return before.endswith(_ADDRESS) or (after.startswith(_ADDRESS) and not inside[-1].spaced)

    def _is_half_read(self, inside: list[Word]) -> bool:
        """The year of a date whose month could not be read: "Mya 12, 2019"."""
        first = inside[0].i
        return len(inside) == 1 and self._text(first - 1) == "," and self._text(first - 2).isdigit()

    def _is_in_a_name(self, inside: list[Word]) -> bool:
        """ "Expo 2021", "the Velm 2004 games": a year right behind a name."""
        year, before = inside[0], inside[0].i - 1
        if len(inside) > 1 or not year.text.isdigit() or len(year.text) != _YEAR or before < 0:
            return False
        name = self.tree.words[before]
        return name.pos == "PROPN" and name.spaced and year.dep == "nummod" and year.head in (name.i, name.head)

    def _is_in_a_caption(self, inside: list[Word], expression: TimeExpression) -> bool:
        """ "A woman walks past the mill in Velm, May 12, 2019.": in the present, of a day named in full at the end."""
        if expression.basis is not Basis.STATED or expression.time is None or expression.time.grain > Grain.DAY:
            return False
        rest = self.tree.words[inside[-1].i + 1 :]
        root = next((w for w in self.tree.words if w.head == w.i), None)
        told = root is not None and root.tag in ("VBZ", "VBP") and root.pos == "VERB"
        helped = root is not None and self.tree.child(root, "aux", "auxpass") is not None
        return told and not helped and self._text(inside[0].i - 1) == "," and all(w.pos == "PUNCT" for w in rest)
