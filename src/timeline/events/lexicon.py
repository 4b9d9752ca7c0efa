"""The words that the rules of this room ask for, from a language's file, read once.

A list of words stands in the file as a table, an array, or one string with spaces between; nothing here knows a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.errors import BadLanguageFile
from timeline.events.what.kind_rules import KindRules, kind_rules
from timeline.events.who.namewords import NameWords, name_words
from timeline.languages import language, languages


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What the sentence splitter must know; all in lower case, without the last full stop."""

    abbreviations: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()  # capital within a line, with no mark before it, only where a sentence begins
    runs_on: frozenset[str] = frozenset()  # never the last word of a sentence


@dataclass(frozen=True, slots=True)
class PastRule:
    """How a regular past tense is made: of a lemma that ends so, cut that many letters and add these."""

    ends: re.Pattern[str]
    cut: int
    add: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The event words of one language. ``verbs`` and ``words`` are named lists: ``lexicon.verbs["reporting"]``."""

    verbs: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    first: Mapping[str, str]  # of each list its first word, where one is to be written
    event_nouns: frozenset[str]
    event_names: frozenset[str]  # those of them that are happenings also where they are part of a name
    never_names: frozenset[str]  # no happening where they are written as a name
    names: NameWords
    past_forms: Mapping[str, str]
    past_rules: tuple[PastRule, ...]
    kinds: KindRules

    def is_event_noun(self, lemma: str) -> bool:
        """Whether a noun that a time hangs on is a happening.

        >>> [lexicon("en").is_event_noun(n) for n in ("inauguration", "attack", "government")]
        [True, True, False]
        """
        return lemma in self.event_nouns

    def past(self, lemma: str) -> str:
        """The simple past of a verb.

        >>> [lexicon("en").past(v) for v in ("warn", "go", "carry", "seize")]
        ['warned', 'went', 'carried', 'seized']
        """
        if lemma in self.past_forms:
            return self.past_forms[lemma]
        rule = next(r for r in self.past_rules if r.ends.search(lemma))
        return lemma[: len(lemma) - rule.cut] + rule.add


@dataclass(frozen=True, slots=True)
class ParserNames:
    """Which models may parse a language, tried in order; ``checked`` names the file of an official release's hashes."""

    models: tuple[str, ...]
    checked: Mapping[str, str]
    install: str


def knows_events(code: str) -> bool:
    """Whether the language has a file with words for happenings, so that its sentences can be parsed."""
    return code in languages() and "events" in language(code) and "parser" in language(code)


@cache
def sentence_words(code: str) -> SentenceWords:
    """What the splitter must know of a language; nothing where it has no file, which is enough to split by marks."""
    table = language(code).get("sentences", {}) if code in languages() else {}
    return SentenceWords(
        abbreviations=_words(table.get("abbreviations", "")),
        may_end=_words(table.get("abbreviations_that_may_end", "")),
        openers=_words(table.get("openers", "")),
        agencies=_words(table.get("agencies", "")),
        anew=_words(table.get("anew", "")),
        runs_on=_words(table.get("runs_on", "")),
    )


@cache
def parser_names(code: str) -> ParserNames:
    """The models that may parse the language."""
    table = _table(code, "parser")
    return ParserNames(tuple(table["models"]), dict(table.get("checked", {})), table["install"])


@cache
def lexicon(code: str) -> Lexicon:
    """The event words of a language.

    Raises:
        UnknownName: If the language has no file; the message lists those there are.
        BadLanguageFile: If its file says nothing of events, or lacks a list that the rules ask for.
    """
    table = _table(code, "events")
    try:
        nouns, past = table["nouns"], table["past"]
        more = _words(language(code).get("event_nouns", {}).get("wordnet", ""))
        return Lexicon(
            verbs={name: _words(value) for name, value in table["verbs"].items()},
            words={name: _words(value) for name, value in table["words"].items()},
            first={name: _list(value)[0] for name, value in table["words"].items()},
            event_nouns=_words(nouns["nouns"]) | (more - _words(nouns["never"])),
            event_names=_words(nouns["nouns"]),
            never_names=_words(nouns["never_as_names"]),
            names=name_words(code),
            past_forms=past["forms"],
            past_rules=tuple(PastRule(re.compile(f"{r['ends']}$"), r["cut"], r["add"]) for r in past["rules"]),
            kinds=kind_rules(f"{code}.kinds.toml", language(code).get("kinds", {})),
        )
    except KeyError as missing:
        raise BadLanguageFile(f"{code}.events.toml", f"lacks the table {missing}") from missing


def _table(code: str, name: str) -> Mapping[str, Any]:
    table = language(code).get(name)
    if table is None:
        raise BadLanguageFile(f"{code}.toml", f"has no table [{name}], so that no sentence can be parsed")
    return dict(table)


def _words(value: str | list[str]) -> frozenset[str]:
    return frozenset(_list(value))


def _list(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)
