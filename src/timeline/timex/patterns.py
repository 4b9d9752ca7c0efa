"""The rules of a language, compiled: one lexicon and one tree of symbols in which every rule is a path.

Compiling checks each rule against what it names, so that a rule that could never be resolved is found when the file
is loaded and not when a text happens to hold its words.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from timeline.errors import BadRule
from timeline.languages import language
from timeline.timex.algebra import OPERATORS
from timeline.timex.cues import Cues
from timeline.timex.grammar import Variant, spellings, variants
from timeline.timex.lexer import stretches
from timeline.timex.needed import needed
from timeline.timex.numbers import NUMBER_KINDS, number_words

Entry = tuple[tuple[str, ...], str, Any]  # the words after the first, the symbol, the value


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the language file has it. ``tags`` names the slots that are expressions of their own,
    where they are filled, or is empty."""

    name: str
    order: int
    operator: Callable[..., Any] | None  # None: its words are no date, and nothing inside them is
    constants: Mapping[str, Any]
    gives: str
    tagged: bool
    tags: tuple[str, ...]
    titled: bool
    not_after: frozenset[str]
    not_before: frozenset[str]
    examples: Mapping[str, str]
    not_dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A rule that is complete at a node, with the names of its elements ("" for a word) and its context."""

    rule: Rule
    names: tuple[str, ...]
    before: int  # how many elements are context on the left
    after: int


@dataclass(slots=True)
class Node:
    """Where a path of symbols has come to."""

    next: dict[str, "Node"] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    joins: bool = False  # whether some way on must touch what is before it


@dataclass(frozen=True, slots=True)
class Patterns:
    """A language's rules, ready to be looked for."""

    code: str
    rules: tuple[Rule, ...]
    root: Node
    single: Mapping[str, tuple[tuple[str, Any], ...]]  # word: what it may be
    several: Mapping[str, tuple[Entry, ...]]  # first word: entries of more than one
    literals: frozenset[str]
    vocabulary: frozenset[str]
    triggers: frozenset[str]
    needed: frozenset[str]  # of which there is one wherever a rule without a number in digits matches
    common: frozenset[str]  # words that never make it worth looking closer
    titled: frozenset[str]
    names: frozenset[str]  # words that are people's and places' names too
    courtesies: frozenset[str]
    articles: frozenset[str]
    ordinal_suffixes: frozenset[str]
    signals: Mapping[str, str]
    cues: Cues
    month_first: frozenset[str]  # regions that write the month before the day
    defaults_month_first: bool
    not_dates: tuple[str, ...]


@cache
def patterns(code: str) -> Patterns:
    """The rules of a language, compiled once.

    Raises:
        UnknownName: If the language has no file.
        BadRule: If a rule names a table, an operator or a slot that there is not, or could match any words at all.
    """
    return compiled(code, language(code))


def compiled(code: str, tables: Mapping[str, Any]) -> Patterns:
    """The same of tables that are no file; raises ``BadRule`` as :func:`patterns` does."""
    return _Compiler(code, tables).compiled()


def words_of(text: str) -> tuple[str, ...]:
    """A phrase of the language file as the lexer sees it."""
    return tuple(w for tokens in stretches(text) for w in tokens.words)


class _Compiler:
    def __init__(self, code: str, tables: Mapping[str, Any]) -> None:
        self.code, self.tables = code, tables
        self.words: Mapping[str, Any] = tables.get("words", {})
        self.single: dict[str, dict[tuple[str, Any], None]] = {}
        self.several: dict[str, list[Entry]] = {}
        self.classes: dict[str, set[str]] = {}  # symbol: its first words
        self.root = Node()
        self.literals: set[str] = set()
        self.telling: dict[str, set[str]] = {}  # symbol: of each of its phrases the longest word that is not common
        self.common = frozenset(s for w in tables.get("common", {}).get("words", ()) for s in spellings(w))

    def compiled(self) -> Patterns:
        for kind, table in self.words.items():
            for word, value in table.items():
                self._enter(f"{{{kind}}}", word, value)
        for word, kind, value in number_words(self.tables.get("numbers", {})):
            self._enter(f"{{{kind}}}", word, value)
        raw = [r for key in sorted(self.tables) if key == "rules" or key.startswith("rules-") for r in self.tables[key]]
        given = {f"{{{r['gives']}}}" for r in raw if "gives" in r}
        rules, all_variants = [], []
        for order, r in enumerate(raw):
            rule = _rule(r, order)
            rules.append(rule)
            found = [v for p in _list(r["match"]) for v in variants(p, rule.name)]
            for variant in dict.fromkeys(found):
                self._check(rule, variant, given, self.common)
                self._grow(rule, variant)
                counts = rule.tagged or rule.operator is None or not rule.gives
                all_variants.append((f"{{{rule.gives}}}" if rule.gives else "", counts, variant))
        several = {w: tuple(sorted(es, key=lambda e: -len(e[0]))) for w, es in self.several.items()}
        vocabulary = self.literals | self.single.keys() | several.keys()
        vocabulary |= {w for es in several.values() for rest, _, _ in es for w in rest}
        suffixes = frozenset(self.tables.get("numbers", {}).get("ordinal_suffixes", ()))
        direction = self.tables.get("direction", {})
        return Patterns(
            code=self.code,
            rules=tuple(rules),
            root=self.root,
            single={w: tuple(es) for w, es in self.single.items()},
            several=several,
            literals=frozenset(self.literals),
            vocabulary=frozenset(vocabulary | suffixes),
            triggers=frozenset(self._firing(self.common)),
            needed=needed(all_variants, {s: frozenset(ws) for s, ws in self.telling.items()}, self.common),
            common=self.common,
            titled=frozenset(self.tables.get("common", {}).get("titled", ())),
            names=frozenset(self.tables.get("common", {}).get("names", ())),
            courtesies=frozenset(self.tables.get("common", {}).get("courtesies", ())),
            articles=frozenset(self.tables.get("common", {}).get("articles", ())),
            ordinal_suffixes=suffixes,
            signals={" ".join(words_of(w)): s for w, s in self.tables.get("signals", {}).items()},
            cues=Cues(
                ahead=frozenset(direction.get("ahead", ())),
                back=frozenset(direction.get("back", ())),
                back_endings=tuple(direction.get("back_endings", ())),
                governing=frozenset(direction.get("governing", ())),
                governing_back=frozenset(direction.get("governing_back", ())),
                beside=frozenset(direction.get("beside", ())),
                passive=frozenset(direction.get("passive", ())),
                passive_back=tuple(direction.get("passive_back", ())),
                neutral=frozenset(direction.get("neutral", ())),
                breaks=frozenset(direction.get("breaks", ())),
            ),
            month_first=frozenset(self.tables.get("regions", {}).get("month_first", ())),
            defaults_month_first=bool(self.tables.get("regions", {}).get("default_month_first", False)),
            not_dates=tuple(self.tables.get("not_dates", {}).get("phrases", ())),
        )

    def _enter(self, symbol: str, phrase: str, value: Any) -> None:
        """Put each spelling of a phrase into the lexicon; a full stop at its end may be missing in the text."""
        forms = [words_of(spelling) for spelling in spellings(phrase)]
        forms += [words[:-1] for words in forms if len(words) > 1 and words[-1] == "."]
        for first, *rest in forms:
            self.classes.setdefault(symbol, set()).add(first)
            telling = max((first, *rest), key=lambda word: (word not in self.common, len(word)))
            self.telling.setdefault(symbol, set()).add(telling)
            if rest:
                entry = (tuple(rest), symbol, value)
                if entry not in self.several.setdefault(first, []):
                    self.several[first].append(entry)
            else:
                self.single.setdefault(first, {})[symbol, value] = None

    def _check(self, rule: Rule, variant: Variant, given: set[str], common: frozenset[str]) -> None:
        kinds = {e.symbol for e in variant if e.name}
        if unknown := kinds - self.classes.keys() - given - NUMBER_KINDS:
            raise BadRule(
                rule.name, f"nothing is called {', '.join(sorted(unknown))}; name a table or what a rule gives"
            )
        if all(not e.name and e.symbol in common for e in variant):
            raise BadRule(rule.name, "all its words are common ones; at least one must be a word of time")
        if rule.operator is None:
            return
        takes = inspect.signature(rule.operator).parameters
        slots = {e.name for e in variant if e.name and not e.name.startswith("_")} | rule.constants.keys()
        if extra := slots - takes.keys():
            raise BadRule(rule.name, f"{rule.operator.__name__} does not take {', '.join(sorted(extra))}")
        needed = {n for n, p in takes.items() if p.default is p.empty and p.kind is p.KEYWORD_ONLY}
        if missing := needed - slots:
            raise BadRule(rule.name, f"{rule.operator.__name__} needs {', '.join(sorted(missing))}")

    def _grow(self, rule: Rule, variant: Variant) -> None:
        node = self.root
        for e in variant:
            if not e.name:
                self.literals.add(e.symbol)
            node.joins = node.joins or e.joined
            node = node.next.setdefault("~" + e.symbol if e.joined else e.symbol, Node())
        before = sum(e.context < 0 for e in variant)
        after = sum(e.context > 0 for e in variant)
        names = tuple("" if e.name.startswith("_") else e.name for e in variant)
        node.endings.append(Ending(rule, names, before, after))

    def _firing(self, common: frozenset[str]) -> Iterator[str]:
        """Words at which it pays to look closer: those that rules are made of, but numbers and common words."""
        counting = {w for kind in NUMBER_KINDS for w in self.classes.get(kind, ())}
        yield from (w for w in self.literals if w not in common and not w.isdigit())
        yield from (w for w in self.single if w not in common and not w.isdigit() and not self._only_counts(w))
        for first, entries in self.several.items():
            for rest, symbol, _ in entries:
                if symbol in NUMBER_KINDS:
                    continue
                fresh = [w for w in (first, *rest) if w not in common and w not in counting and not w.isdigit()]
                yield fresh[0] if fresh else first

    def _only_counts(self, word: str) -> bool:
        return all(symbol in NUMBER_KINDS for symbol, _ in self.single[word])


def _rule(r: Mapping[str, Any], order: int) -> Rule:
    name = r.get("name", f"#{order}")
    known = {"name", "match", "means", "with", "gives", "tag", "tags", "titled", "not_after", "not_before", "examples",
             "not_dates"}  # fmt: skip
    if unknown := r.keys() - known:
        raise BadRule(name, f"a rule has no key {', '.join(sorted(unknown))}")
    means = r.get("means", "")
    if means != "nothing" and means not in OPERATORS:
        raise BadRule(name, f"there is no operator '{means}'; there are: {', '.join(sorted(OPERATORS))}")
    return Rule(
        name=name,
        order=order,
        operator=None if means == "nothing" else OPERATORS[means],
        constants=r.get("with", {}),
        gives=r.get("gives", ""),
        tagged=r.get("tag", True),
        tags=tuple(r.get("tags", ())),
        titled=r.get("titled", False),
        not_after=frozenset(r.get("not_after", ())),
        not_before=frozenset(r.get("not_before", ())),
        examples=r.get("examples", {}),
        not_dates=tuple(r.get("not_dates", ())),
    )


def _list(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value
