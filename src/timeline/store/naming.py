"""Which names of different documents stand for one: a rule that would rather keep two apart than join them wrongly.

Names of one kind are one where nothing tells them apart but case, accents, points and spaces between single letters,
an article before them, and, of organisations, the legal form behind them. Nothing is guessed: a bare surname is never
a full name. What the rule gets wrong, a person puts right (:mod:`timeline.store.decisions`).
"""

from collections.abc import Iterable
from typing import Final

from timeline.store.words import fold, words

COUNTRY: Final = "country"  # the kind of those entities that are countries, by their code of two letters
_ARTICLE: Final = "the"  # names bear it in texts of any language
_ORGANISATION: Final = "organisation"
_FORMS: Final = (
    "inc incorporated corp corporation ltd limited llc llp lp plc co gmbh ag kg kgaa se sa sarl sas spa srl bv nv "
    "ab asa oy oyj as"
)
_LEGAL_FORMS: Final = frozenset(_FORMS.split())
_LONGEST: Final = 500  # characters; an index takes no longer ones everywhere


def match_key(name: str, kind: str) -> str:
    """What names that stand for one have in common.

    >>> match_key("The J. P. Morgan Co., Inc.", "organisation"), match_key("Élise O'Neill", "person")
    ('jp morgan', 'elise o neill')
    >>> match_key("The", "other"), match_key("Co. Ltd", "organisation"), match_key("!?", "other")
    ('the', 'co', '!?')
    """
    found = _joined(words(name))
    if len(found) > 1 and found[0] == _ARTICLE:
        del found[0]
    while kind == _ORGANISATION and len(found) > 1 and found[-1] in _LEGAL_FORMS:
        del found[-1]
    return (" ".join(found) or fold(name))[:_LONGEST]


def _joined(found: list[str]) -> list[str]:
    """Single letters in a row as one word: initials and abbreviations are written in many ways."""
    kept: list[str] = []
    run = ""
    for word in found:
        if len(word) == 1 and not word.isdigit():
            run += word
            continue
        if run:
            kept.append(run)
            run = ""
        kept.append(word)
    return [*kept, run] if run else kept


class Joined:
    """Which entities people have led to others, each step from one that led nowhere till then."""

    def __init__(self, steps: Iterable[tuple[int, int]]) -> None:
        self._to = dict(steps)

    def now(self, number: int) -> int:
        """Whom what stood for that entity stands for now.

        >>> Joined([(2, 1), (1, 5)]).now(2)
        5
        """
        while number in self._to:
            number = self._to[number]
        return number
