"""The rules that give a happening its kind, from a language's ``[kinds]``, read once.

What a rule may say is told at the head of ``en.kinds.toml``. Rules that look at what stands near come before those that
do not, else the first in the file wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.errors import BadLanguageFile
from timeline.values.mention import Kind

PARTS = ("object", "subject", "around", "any")
NAME = "NAME"  # among the words of a part: any name


@dataclass(frozen=True, slots=True)
class KindRule:
    """Words, and the kind that they tell of where each part that ``near`` names holds one of its words.

    In ``examples`` the word of the happening stands between asterisks; in ``others`` that word is of another kind.
    """

    kind: Kind
    verbs: frozenset[str]
    nouns: frozenset[str]
    near: Mapping[str, frozenset[str]]
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindRules:
    """The rules of a language by the word that they begin with, and the words that say little themselves.

    They are not of the kind of what stands after the prepositions of ``apart``: that happened at another time.
    """

    rules: tuple[KindRule, ...] = ()
    light: frozenset[str] = frozenset()
    light_nouns: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    of_verb: Mapping[str, tuple[KindRule, ...]] = field(default_factory=dict)
    of_noun: Mapping[str, tuple[KindRule, ...]] = field(default_factory=dict)


def kind_rules(file: str, table: Mapping[str, Any]) -> KindRules:
    """The rules of the table ``[kinds]``; none where it is empty.

    Raises:
        BadLanguageFile: If a rule names a kind, a list or a part that there is not.
    """
    written = table.get("rules", [])
    lists = {f"@{name}": value.split() for name, value in table.get("lists", {}).items()}
    for rule in written:
        if rule.get("kind") not in list(Kind):
            raise BadLanguageFile(file, f"a rule's kind is '{rule.get('kind')}'; there are {', '.join(Kind)}")
        if "near" not in rule:
            lists.setdefault(f":{rule['kind']}", []).extend(rule.get("nouns", "").split())

    def words(value: str) -> frozenset[str]:
        found: set[str] = set()
        for word in value.split():
            if word[0] in "@:" and word not in lists:
                raise BadLanguageFile(file, f"a rule asks for {word}; there are {', '.join(sorted(lists))}")
            found |= set(lists.get(word, [word]))
        return frozenset(found)

    rules = []
    for rule in written:
        if unknown := rule.get("near", {}).keys() - set(PARTS):
            raise BadLanguageFile(file, f"a rule looks at {', '.join(sorted(unknown))}; it can at {', '.join(PARTS)}")
        near = {part: words(value) for part, value in rule.get("near", {}).items()}
        examples, others = tuple(rule.get("examples", ())), tuple(rule.get("others", ()))
        verbs, nouns = frozenset(rule.get("verbs", "").split()), frozenset(rule.get("nouns", "").split())
        rules.append(KindRule(Kind(rule["kind"]), verbs, nouns, near, examples, others))
    ordered = sorted(rules, key=lambda r: not r.near)
    light, nouns, apart = (frozenset(table.get(name, "").split()) for name in ("light", "light_nouns", "apart"))
    return KindRules(
        tuple(rules),
        light,
        nouns,
        apart,
        _by_word([(r.verbs, r) for r in ordered]),
        _by_word([(r.nouns, r) for r in ordered]),
    )


def _by_word(rules: list[tuple[frozenset[str], KindRule]]) -> dict[str, tuple[KindRule, ...]]:
    words = sorted({w for begins, _ in rules for w in begins})
    return {word: tuple(rule for begins, rule in rules if word in begins) for word in words}
