"""What looks like a time and was not tagged: the words that a translator has to look at.

What looks like a time is read off the compiled rules of the language: no list of words stands here.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from timeline.timex.algebra import quantities
from timeline.timex.finder import NUMERALS, SHAPES, Stretch
from timeline.timex.lexer import Tokens, stretches
from timeline.timex.numbers import NUMBER_KINDS
from timeline.timex.patterns import Node, Patterns, Rule, patterns
from timeline.values.mention import TextSpan

_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # what four digits may be a year
_BEFORE, _AFTER = frozenset("$£€¥#@_&=+\\"), frozenset("$£€¥%_°")  # beside these a number is no year


class Looks(StrEnum):
    """Why something looks like a time."""

    WORD = "word"  # a word that rules are made of
    NUMBER = "number"  # four digits like a year's, or the shape of a date or clock time
    BETWEEN = "between"  # a word that no rule knows, between words of time or before a year: 3 Brumaire 1799


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something that no expression covers; ``word`` is it with its case folded."""

    span: TextSpan
    word: str
    looks: Looks


def near_misses(text: str, *, language: str = "en") -> Iterator[NearMiss]:
    """What looks like a time in a text and is in none of its expressions, in its order.

    A phrase of which a rule says that it is no time ("the March on Washington") is not listed, nor is a word that is a
    time only with a capital letter where it has none. Each word is looked at once: the work grows with the text.

    >>> found = near_misses("On 3 Brumaire 1799 he left, a night owl; resolution 1483 of a flat year.")
    >>> [(m.word, str(m.looks)) for m in found]
    [('brumaire', 'between'), ('1483', 'number'), ('year', 'word')]

    Raises:
        UnknownName: If the language has no file.
    """
    rules = patterns(language)
    for tokens in stretches(text):
        look = _Look(tokens, rules)
        for i, word in enumerate(tokens.words):
            if not look.known[i] and (looks := look.looks(i, word)):
                yield NearMiss(TextSpan(tokens.starts[i], tokens.ends[i]), word, looks)


_TIME, _NOTHING = 1, 2  # what a rule has said of a token


class _Look:
    """One stretch of a text, and what the rules say of each of its tokens."""

    def __init__(self, tokens: Tokens, rules: Patterns) -> None:
        self.tokens, self.rules = tokens, rules
        self.alone, self.helping = time_words(rules.code)
        self.known = bytearray(len(tokens.words))
        stretch = Stretch(tokens, rules)
        for found in stretch.found():
            for start, end in found.pieces:
                self._mark(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end), _TIME)
        for first, last in stretch.nothing:
            self._mark(first, last, _NOTHING)

    def _mark(self, first: int, end: int, what: int) -> None:
        self.known[first:end] = bytes([what]) * (end - first)

    def looks(self, i: int, word: str) -> Looks | None:
        """Why a token that no rule has claimed looks like a time; None where it does not."""
        kind = self.tokens.kinds[i]
        if kind in NUMERALS:
            return Looks.NUMBER if self._like_a_date(i) else None
        if kind != "word" or self._small(i, word):
            return None
        if word in self.alone:
            return Looks.WORD
        beside = self._timely(i - 1), self._timely(i + 1)
        if word in self.helping:
            return Looks.WORD if any(beside) else None
        if word in self.rules.vocabulary or word in self.rules.common or not 0 < i < len(self.known) - 1:
            return None
        dated = self.known[i + 1] == _TIME and self.tokens.kinds[i + 1] == "digits" and self._like_a_date(i + 1)
        return Looks.BETWEEN if all(beside) or dated else None

    def _timely(self, i: int) -> bool:
        """Whether a token is a word of time, tagged or not."""
        if not 0 <= i < len(self.known) or self.tokens.kinds[i] != "word":
            return False
        word = self.tokens.words[i]
        return self.known[i] == _TIME or (word in self.alone and not self.known[i] and not self._small(i, word))

    def _small(self, i: int, word: str) -> bool:
        return word in self.rules.titled and not self.tokens.text[self.tokens.starts[i]].isupper()

    def _like_a_date(self, i: int) -> bool:
        """Whether a number is written like a year, a date or a clock time, and is no sum or number of a thing."""
        tokens = self.tokens
        text, start, end, kind = tokens.text, tokens.starts[i], tokens.ends[i], tokens.kinds[i]
        if start and (text[start - 1].isalnum() or text[start - 1] in _BEFORE):
            return False
        if end < len(text) and (text[end].isalpha() or text[end] in _AFTER):
            return False
        if kind in SHAPES:
            return True
        return kind == "digits" and end - start == 4 and _FIRST_YEAR <= int(tokens.words[i]) <= _LAST_YEAR


@cache
def time_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that date something by themselves, with a number or a common word at most, and those that help to.

    >>> alone, helping = time_words("en")
    >>> {"week", "monday", "recently"} <= alone, {"ago", "later"} <= helping, {"three", "the"} & (alone | helping)
    (True, True, set())
    """
    rules = patterns(language)
    tables: dict[str, set[str]] = {}
    for word, entries in rules.single.items():
        for symbol, _ in entries:
            tables.setdefault(symbol, set()).add(word)
    alone: set[str] = set()
    helping: set[str] = set()
    for symbols in _dating(rules):
        telling = [s for s in symbols if s not in rules.common]
        words = {w for s in telling for w in (tables.get(s, ()) if s.endswith("}") else (s,))}
        (alone if len(telling) == 1 else helping).update(words - rules.common)
    return frozenset(w for w in alone if w.isalpha()), frozenset(w for w in helping - alone if w.isalpha())


def _dating(rules: Patterns) -> Iterator[list[str]]:
    """The own words and slots of each way in which a rule dates something, without what only counts."""
    counts = NUMBER_KINDS | {f"{{{r.gives}}}" for r in rules.rules if r.gives and _quantity(r)}
    paths: list[tuple[Node, tuple[str, ...]]] = [(rules.root, ())]
    while paths:
        node, path = paths.pop()
        for ending in node.endings:
            if ending.rule.operator is not None and not _quantity(ending.rule):
                own = path[ending.before : len(path) - ending.after]
                yield [s for s in own if s not in counts]
        paths += [(child, (*path, symbol.removeprefix("~"))) for symbol, child in node.next.items()]


def _quantity(rule: Rule) -> bool:
    return getattr(rule.operator, "__module__", "") == quantities.__name__
