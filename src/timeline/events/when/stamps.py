"""What a page stamps on itself: "Posted on May 3, 2024", a line that holds a date alone, "ODEVILLE, Nov 3 -"."""

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import Grain, TimeSpan

_DASHES = ("-", "–", "—", "_")
_BARS = ("|", "•", "·", "(")
_NEAR = 3  # words between "posted" and its date; words beside a date that stands alone
_LONG = 70  # characters that a page's date and clock time take


@dataclass(frozen=True, slots=True)
class Stamps:
    """The rules, for a document published then."""

    published: TimeSpan | None
    lexicon: Lexicon

    def is_stamp(self, tree: Tree, expression: TimeExpression, last: int) -> bool:
        """Whether the expression is one; ``last`` is where the last one stands, 0 if there is none."""
        inside, time = tree.within(expression.span), expression.time
        if not inside or time is None or self.published is None or time.grain > Grain.DAY:
            return False
        if last and expression.type == "TIME" and 0 <= expression.span.start - last < _LONG:
            return any(w.text[:1].isdigit() for w in inside)
        day, of = time.first_day_number, self.published.last_day_number
        if day is None or of is None or abs(day - of) > 1:
            return False
        return self._is_dateline(tree, inside) or (
            expression.basis is Basis.STATED and self._is_beside_a_title(tree, inside)
        )

    def _is_dateline(self, tree: Tree, inside: list[Word]) -> bool:
        if inside[0].i and tree.words[inside[0].i - 1].pos == "ADP":
            return False
        dashed = inside[-1].text[-1:] in _DASHES or self._text(tree, inside[-1].i + 1)[:1] in _DASHES  # "Nov 3- The"
        return dashed and any(w.text[:1].isdigit() for w in inside)

    def _is_beside_a_title(self, tree: Tree, inside: list[Word]) -> bool:
        """Posted then, alone, or between a title and what begins with a capital, in no clause of either."""
        words, first = tree.words, inside[0].i
        if any(w.lemma in self.lexicon.verbs["stamping"] for w in words[max(0, first - _NEAR) : first]):
            return True
        if sum(w.text.isalpha() for w in words) - sum(w.text.isalpha() for w in inside) < _NEAR:
            return True
        before = words[first - 1] if first else None
        after = self._text(tree, inside[-1].i + 1)
        if after and not (after[0].isupper() or after[0].isdigit() or after[0] in (*_DASHES, *_BARS)):
            return False
        if before is None:
            return True
        if before.pos == "VERB":
            return not any(w.text.isalpha() for w in inside)  # "05/02/2019"
        return before.pos != "ADP" and before.text not in (",", "(")

    @staticmethod
    def _text(tree: Tree, i: int) -> str:
        return tree.words[i].text if i < len(tree.words) else ""
