"""Where a text names times: places at which rules match, the longest winning.

A first look over all tokens finds the words of time; the rules are tried only around them, from right to left, so that
what a rule gives further on is there when an earlier one asks for it. No path is longer than ``_REACH`` tokens, so the
work grows with the text and with nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.timex.cues import Outlook, outlook
from timeline.timex.lexer import Tokens, stretches
from timeline.timex.meaning import Frame, Group, Meaning
from timeline.timex.numbers import digit_edges
from timeline.timex.patterns import Ending, Node, Patterns, Rule

_REACH = 24
_SHORT = 3  # letters of a word that before a capital letter is a name whatever stands before it: Sun Li
_TEMPORAL = frozenset({"in", "since", "until", "during", "through"})  # what governs a time, never a person
_OPENING = 4  # words of a sentence that set its scene
_ENDS = frozenset({".", "!", "?", "\n\n"})
LONGEST = 8  # tokens of a phrase in a table
_AROUND = 20  # tokens left and right of a word of time that may belong to it
_UNKNOWING = Frame()
SHAPES = frozenset({"iso", "numeric", "clock"})
NUMERALS = frozenset({"iso", "numeric", "clock", "grouped", "decimal", "digits"})
_BEFORE = frozenset("$£€¥#@_&=+\\")  # a number right after one of these is no time


class Call:
    """A rule that matched, with what fills its slots; ``open`` is what it means where nothing is known."""

    __slots__ = ("arguments", "open", "rule")

    def __init__(self, rule: Rule, arguments: Mapping[str, Any]) -> None:
        self.rule, self.arguments = rule, arguments
        self.open = self._evaluate(_UNKNOWING)

    def meaning(self, at: Frame) -> Any:
        """What it means in a frame; for a rule of quantities a number."""
        return self._evaluate(at)

    def _evaluate(self, at: Frame) -> Any:
        filled: dict[str, Any] = dict(self.rule.constants)
        for name, value in self.arguments.items():
            if isinstance(value, Call):
                value = value.open if at is _UNKNOWING else value.meaning(at)
                if value is None:
                    return None
            filled[name] = value
        operator = self.rule.operator
        return operator(at, **filled) if operator else None


class Edge:
    """Something that was recognised between two tokens."""

    __slots__ = ("end", "start", "symbol", "value")

    def __init__(self, symbol: str, start: int, end: int, value: Any) -> None:
        self.symbol, self.start, self.end, self.value = symbol, start, end, value


@dataclass(frozen=True, slots=True)
class Found:
    """An expression before it is resolved. ``pieces`` are the character spans of its one or two expressions."""

    call: Call
    pieces: tuple[tuple[int, int], ...]
    signal: str
    outlook: Outlook
    opening: bool  # among the first words of its sentence


@dataclass(slots=True)
class _Candidate:
    call: Call | None  # None: a place where there is no time
    first: int
    end: int
    outer: int
    order: int
    pieces: tuple[tuple[int, int], ...]


def _precedence(c: _Candidate) -> tuple[int, bool, int, int]:
    """The longest first; of two as long what is no time, then what asks more of its surroundings, then file order."""
    return -(c.outer if c.call is None else c.end - c.first), c.call is not None, -c.outer, c.order


def _joins(character: str) -> bool:
    """Whether it makes one word with what it touches; in Chinese and Japanese nothing is written apart."""
    return character.isalnum() and not "\u3040" <= character <= "\u9fff"


def find(text: str, rules: Patterns) -> Iterator[Found]:
    """What the text names, in its order, none overlapping another."""
    for tokens in stretches(text):
        yield from Stretch(tokens, rules).found()


class Stretch:
    """One stretch of a text; once ``found`` has run, ``nothing`` holds the tokens (end left out) that are no time."""

    def __init__(self, tokens: Tokens, rules: Patterns) -> None:
        self.tokens, self.rules, self.words = tokens, rules, tokens.words
        self.edges: dict[int, list[Edge]] = {}
        self.given: dict[tuple[int, str, int], int] = {}
        self.candidates: list[_Candidate] = []
        self.nothing: list[tuple[int, int]] = []

    def found(self) -> Iterator[Found]:
        """What it names, in its order."""
        for low, high in self._windows():
            if self._is_empty(low, high):
                continue
            self.edges, self.given, self.candidates = {}, {}, []
            for i in range(high - 1, low - 1, -1):
                self._grow(i, high)
            for c in self._chosen(low, high):
                if c.call is None:
                    self.nothing.append((c.first, c.end))
                    continue
                signal, at = self._signal(c.first)
                look = outlook(self.tokens, at, c.end, self.rules.cues)
                opening = c.first < _OPENING or not _ENDS.isdisjoint(self.words[c.first - _OPENING : c.first])
                yield Found(c.call, c.pieces, signal, look, opening)

    def _windows(self) -> Iterator[tuple[int, int]]:
        words, kinds, triggers, vocabulary = self.words, self.tokens.kinds, self.rules.triggers, self.rules.vocabulary
        low = high = -1
        for i, word in enumerate(words):
            if word not in triggers and not (kinds[i] in NUMERALS and self._telling(i, word, kinds[i])):
                continue
            if i >= high:
                if high > 0:
                    yield low, high
                floor, low = max(high, i - _AROUND, 0), i
                while low > floor and (words[low - 1] in vocabulary or kinds[low - 1] in NUMERALS):
                    low -= 1
                high = i + 1
            ceiling = min(len(words), i + 1 + _AROUND)
            while high < ceiling and (words[high] in vocabulary or kinds[high] in NUMERALS):
                high += 1
        if high > 0:
            yield low, high

    def _is_empty(self, low: int, high: int) -> bool:
        """Whether no rule can match there, for want of a word that it needs; a last phrase may reach further."""
        return NUMERALS.isdisjoint(self.tokens.kinds[low:high]) and self.rules.needed.isdisjoint(
            self.words[low : high + LONGEST]
        )

    def _telling(self, i: int, word: str, kind: str) -> bool:
        """Whether a number alone may be a time: a date or clock time, four digits, 'NN or 7th."""
        if kind in SHAPES or (kind == "digits" and len(word) == 4):
            return True
        tokens = self.tokens
        if kind == "digits" and tokens.joined(i) and self.words[i - 1] == "'":
            return True
        return i + 1 < len(self.words) and tokens.joined(i + 1) and self.words[i + 1] in self.rules.ordinal_suffixes

    def _lexical(self, i: int) -> list[Edge]:
        word, rules = self.words[i], self.rules
        edges: list[Edge] = []
        if word in rules.literals:
            edges.append(Edge(word, i, i + 1, None))
        if self.tokens.kinds[i] in NUMERALS:
            edges += [Edge(s, i, e, v) for s, e, v in digit_edges(self.tokens, i, rules.ordinal_suffixes)]
        elif (word in rules.titled and not self._capital(i)) or (word in rules.names and self._in_name(i)):
            return edges
        for symbol, value in rules.single.get(word, ()):
            edges.append(Edge(symbol, i, i + 1, value))
        for rest, symbol, value in rules.several.get(word, ()):
            end = i + 1 + len(rest)
            if tuple(self.words[i + 1 : end]) == rest and not self._dots(end):
                edges.append(Edge(symbol, i, end, value))
        return edges

    def _dots(self, end: int) -> bool:
        """Whether a full stop before token ``end`` is the first of several."""
        words = self.words
        return words[end - 1] == "." and end < len(words) and words[end] == "." and self.tokens.joined(end)

    def _capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.tokens.text[self.tokens.starts[i]].isupper()

    def _in_name(self, i: int) -> bool:
        """Whether a word like May stands in a name: capital letters beside it, and no preposition."""
        if not self._capital(i) or (i + 1 < len(self.words) and self._day_number(i + 1)):
            return False
        if i > 1 and self.words[i - 1] == "." and (self.words[i - 2] in self.rules.courtesies or self._initial(i - 2)):
            return True
        if i == 0 or self.words[i - 1] in _ENDS:
            follows = self.words[i + 1] if self._capital(i + 1) else ""
            return follows.isalpha() and follows not in self.rules.vocabulary
        before = self.words[i - 1]
        if self._governs_times(before) and not self._shortened(self.words[i]):
            return False
        if len(self.words[i]) <= _SHORT and self._capital(i + 1) and self.words[i + 1] not in self.rules.vocabulary:
            return True
        if before in ('"', ",", "("):
            return self._capital(i + 1) and self.words[i + 1] not in self.rules.vocabulary
        if before in self.rules.signals or before in self.rules.vocabulary:
            return before in self.rules.articles and self._capital(i + 1)
        return before.isalpha() and (self._capital(i - 1) or self._capital(i + 1))

    def _governs_times(self, word: str) -> bool:
        """Whether what follows a word can be no person: since May, last May, but by May Li."""
        rules = self.rules
        return rules.signals[word] in _TEMPORAL if word in rules.signals else word in rules.single

    def _shortened(self, word: str) -> bool:
        """Whether a word is an abbreviation that has lost its full stop: Sun Li is a name even after a preposition."""
        return any(rest == (".",) for rest, _, _ in self.rules.several.get(word, ()))

    def _initial(self, i: int) -> bool:
        """Whether a letter stands for a forename: Donald C., but not U.S."""
        return len(self.words[i]) == 1 and self._capital(i) and not self.tokens.joined(i) and self._capital(i - 1)

    def _day_number(self, i: int) -> bool:
        return self.tokens.kinds[i] == "digits" and len(self.words[i]) < 3 and 0 < int(self.words[i]) < 32

    def _grow(self, i: int, high: int) -> None:
        """All that begins at token ``i``: rules are followed until nothing new is given."""
        edges = self.edges[i] = self._lexical(i)
        stack: list[tuple[Node, int, tuple[Edge, ...]]] = []
        done = 0
        root = self.rules.root.next
        while True:
            while done < len(edges):
                edge = edges[done]
                done += 1
                if (node := root.get(edge.symbol)) is not None:
                    self._step(node, (edge,), stack, edges)
            if not stack:
                return
            node, at, path = stack.pop()
            if at >= high or at - i >= _REACH:
                continue
            joined = node.joins and self.tokens.joined(at)
            for edge in self.edges[at]:
                if (child := node.next.get(edge.symbol)) is not None:
                    self._step(child, (*path, edge), stack, edges)
                if joined and (child := node.next.get("~" + edge.symbol)) is not None:
                    self._step(child, (*path, edge), stack, edges)

    def _step(
        self, node: Node, path: tuple[Edge, ...], stack: list[tuple[Node, int, tuple[Edge, ...]]], edges: list[Edge]
    ) -> None:
        for ending in node.endings:
            self._complete(ending, path, edges)
        if node.next:
            stack.append((node, path[-1].end, path))

    def _complete(self, ending: Ending, path: tuple[Edge, ...], edges: list[Edge]) -> None:
        rule, start = ending.rule, path[0].start
        first = path[ending.before].start
        end = path[len(path) - ending.after - 1].end
        if not self._allowed(rule, first, end):
            return
        if rule.operator is None:
            whole = (self.tokens.starts[first], self.tokens.ends[end - 1])
            self.candidates.append(_Candidate(None, first, end, path[-1].end - start, rule.order, (whole,)))
            return
        key = (start, rule.gives, end)
        if rule.gives and self.given.get(key, rule.order + 1) <= rule.order:
            return
        call = Call(rule, {n: e.value for n, e in zip(ending.names, path, strict=True) if n})
        if call.open is None:
            return
        if rule.gives:
            self.given[key] = rule.order
            edges.append(Edge(f"{{{rule.gives}}}", start, end, call))
        if rule.tagged and isinstance(call.open, (Meaning, Group)):
            pieces = self._pieces(ending, path, first, end)
            self.candidates.append(_Candidate(call, first, end, path[-1].end - start, rule.order, pieces))

    def _pieces(self, ending: Ending, path: tuple[Edge, ...], first: int, end: int) -> tuple[tuple[int, int], ...]:
        starts, ends = self.tokens.starts, self.tokens.ends
        if not ending.rule.tags:
            return ((starts[first], ends[end - 1]),)
        spans = {n: (starts[e.start], ends[e.end - 1]) for n, e in zip(ending.names, path, strict=True) if n}
        return tuple(spans[name] for name in ending.rule.tags if name in spans)

    def _allowed(self, rule: Rule, first: int, end: int) -> bool:
        words = self.words
        if rule.titled and not self.tokens.text[self.tokens.starts[first]].isupper():
            return False
        if rule.not_after and first > 0 and words[first - 1] in rule.not_after and not self._dash(first - 1):
            return False
        return not (rule.not_before and end < len(words) and words[end] in rule.not_before and not self._dash(end))

    def _dash(self, i: int) -> bool:
        """Whether a hyphen stands for a dash: written twice, or with room beside it."""
        if self.words[i] != "-":
            return False
        last = i + 1 == len(self.words)
        return last or not (self.tokens.joined(i) and self.tokens.joined(i + 1)) or self.words[i + 1] == "-"

    def _chosen(self, low: int, high: int) -> list[_Candidate]:
        taken = bytearray(high - low)
        chosen = []
        for c in sorted(self.candidates, key=_precedence):
            if any(taken[c.first - low : c.end - low]) or (c.call is not None and not self._clear(c)):
                continue
            taken[c.first - low : c.end - low] = b"\1" * (c.end - c.first)
            chosen.append(c)
        return sorted(chosen, key=lambda c: c.first)

    def _clear(self, c: _Candidate) -> bool:
        """Whether the characters around leave it to stand for itself: no $1990, no 1.1990, no F-2010."""
        text, start, end = self.tokens.text, c.pieces[0][0], c.pieces[-1][1]
        if c.end - c.first == 1 and self.tokens.kinds[c.first] == "digits" and self._among_numbers(c.first):
            return False
        if start > 0:
            before = text[start - 1]
            if _joins(before) or before in _BEFORE:
                return False
            if text[start].isdigit():
                if start > 1 and before in ".,:/-" and text[start - 2].isdigit():
                    return False
                if before == "-" and start > 1 and text[start - 2].isalpha():
                    return False
        if end < len(text):
            after = text[end]
            # A heading run into the next line ("1962-1975Some said") ends where the capital letter stands.
            glued = after.isupper() and text[end - 1].isdigit() and text[end + 1 : end + 2].islower()
            if (_joins(after) and not glued) or after in "%_":
                return False
            if after in ".,:/" and end + 1 < len(text) and text[end + 1].isdigit() and text[end - 1].isdigit():
                return False
        return True

    def _among_numbers(self, i: int) -> bool:
        """Whether a number stands beside another, as in a telephone's."""
        kinds = self.tokens.kinds
        return (i > 0 and kinds[i - 1] in NUMERALS) or (i + 1 < len(kinds) and kinds[i + 1] in NUMERALS)

    def _signal(self, first: int) -> tuple[str, int]:
        """The governing word before a token, and where it begins."""
        for size in (2, 1):
            if first >= size:
                words = " ".join(self.words[first - size : first])
                if (signal := self.rules.signals.get(words)) is not None:
                    return signal, first - size
        return "", first
