"""The contract of every ``[kinds]`` table: its own examples."""

import re
import runpy
from pathlib import Path

import pytest

from timeline.errors import BadLanguageFile
from timeline.events.lexicon import knows_events, lexicon
from timeline.events.parse.model import parse
from timeline.events.what.happenings import Happening
from timeline.events.what.kind_rules import KindRule, kind_rules
from timeline.events.what.kinds import kind_of
from timeline.languages import languages
from timeline.values.mention import Kind, TextSpan

RULES = [(code, rule) for code in languages() if knows_events(code) for rule in lexicon(code).kinds.rules]
EXAMPLES = [pytest.param(c, r, e, id=f"{c}-{r.kind}-{e}") for c, r in RULES for e in r.examples]
OTHERS = [pytest.param(c, r, e, id=f"{c}-not-{r.kind}-{e}") for c, r in RULES for e in r.others]


def told(code: str, example: str) -> Kind:
    before, word, after = re.split(r"\*", example)
    text = before + word + after
    [tree] = parse(text, [TextSpan(0, len(text))], code)
    [trigger] = tree.within(TextSpan(len(before), len(before) + len(word)))
    return kind_of(tree, Happening(trigger, "example"), lexicon(code))


@pytest.mark.parametrize(("code", "rule", "example"), EXAMPLES)
def test_an_example_is_of_the_kind_that_its_rule_says(code: str, rule: KindRule, example: str) -> None:
    assert told(code, example) == rule.kind


@pytest.mark.parametrize(("code", "rule", "example"), OTHERS)
def test_an_example_of_something_else_is_not_of_that_kind(code: str, rule: KindRule, example: str) -> None:
    assert told(code, example) != rule.kind


def test_every_rule_has_an_example_and_every_kind_but_other_has_a_rule() -> None:
    assert [r.verbs or r.nouns for _, r in RULES if not r.examples] == []
    assert {r.kind for _, r in RULES} >= set(Kind) - {Kind.OTHER}


@pytest.mark.parametrize("part", ["verbs", "nouns"])
def test_no_word_is_of_two_kinds_by_itself(part: str) -> None:
    seen: dict[tuple[str, str], Kind] = {}
    for code, rule in RULES:
        for word in getattr(rule, part) if not rule.near else ():
            assert seen.setdefault((code, word), rule.kind) is rule.kind, word


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"kind": "weather", "verbs": "rain"}, "'weather'"),
        ({"kind": "death", "verbs": "die", "near": {"object": "@nobody"}}, "@nobody"),
        ({"kind": "death", "verbs": "die", "near": {"beside": "bed"}}, "beside"),
    ],
)
def test_a_rule_that_asks_for_what_there_is_not_is_refused(rule: dict[str, object], said: str) -> None:
    with pytest.raises(BadLanguageFile, match=said):
        kind_rules("xx.kinds.toml", {"rules": [rule]})


def test_the_page_on_kinds_says_what_the_file_says() -> None:
    docs = Path(__file__).parents[2] / "docs"
    made = runpy.run_path(str(docs / "generate.py"))["kinds"]()
    assert (docs / "kinds.md").read_text(encoding="utf-8") == made, "run `make docs`"
