"""How rare each word of a language is: a table of word stems, made by ``tools/rarity.py``, read when first asked for.

Rarity is counted in tenths of a power of ten: 80 less ten times the Zipf frequency. "The" has 3, a word met once in a
million 50; what is not in the table is rarer than all that is. A language without a table has no rarities: there every
word counts the same, but for its most frequent ones.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from timeline.languages import language, languages

UNLISTED = 60  # of a word that the table does not have
ALIKE = 45  # of every word, where there is no table
NEVER = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's words as they are compared: by stem, each with its rarity."""

    suffixes: tuple[tuple[str, str], ...]  # each with what stands for it
    doubling: frozenset[str]  # suffixes before which a last letter is doubled …
    stay_double: frozenset[str]  # … but for these, which are double anyway
    rarities: Mapping[str, int]
    unlisted: int

    def stem(self, word: str) -> str:
        """What the forms of a word have in common; ``word`` in lower case.

        >>> [wording("en").stem(w) for w in ("planned", "carries", "passed", "oil")]
        ['plan', 'carry', 'pass', 'oil']
        """
        for suffix, instead in self.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) + len(instead) >= 3:
                cut = word[: -len(suffix)] + instead
                twice = suffix in self.doubling and len(cut) > 3 and cut[-1] == cut[-2]
                return cut[:-1] if twice and cut[-1] not in self.stay_double else cut
        return word

    def rarity(self, stem: str) -> int:
        """How rare a stem is."""
        return self.rarities.get(stem, self.unlisted)


@cache
def wording(code: str) -> Wording:
    """The words of a language as they are compared; of one without a file every word counts the same.

    >>> [wording("en").rarity(stem) for stem in ("the", "polic", "zugzwang")]
    [3, 27, 60]
    """
    table = language(code).get("wording", {}) if code in languages() else {}
    frequent = language(code).get("frequent", "").split() if code in languages() else []
    listed = _listed(code)
    plain = Wording(
        tuple((cut, instead) for cut, _, instead in (s.partition("/") for s in table.get("suffixes", "").split())),
        frozenset(table.get("doubling", "").split()),
        frozenset(table.get("stay_double", "").split()),
        listed,
        UNLISTED if listed else ALIKE,
    )
    never = {plain.stem(word): NEVER for word in table.get("never", "").split()}
    often = {} if listed else {plain.stem(word): NEVER for word in frequent}
    return replace(plain, rarities={**listed, **often, **never})


def _listed(code: str) -> dict[str, int]:
    """The table: a line for each rarity, the number and the stems that have it, with spaces between."""
    file = resources.files(__package__) / f"{code}.rarity.txt.gz"
    if not file.is_file():
        return {}
    found: dict[str, int] = {}
    for line in gzip.decompress(file.read_bytes()).decode().splitlines():
        rarity, *stems = line.split(" ")
        found.update(dict.fromkeys(stems, int(rarity)))
    return found
