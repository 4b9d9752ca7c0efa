"""What docs/languages.md says of a language file is so."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest

from timeline.timex.algebra import OPERATORS
from timeline.timex.finder import find
from timeline.timex.numbers import NUMBER_KINDS
from timeline.timex.patterns import Patterns, compiled
from timeline.timex.resolver import Story, resolve
from timeline.values.time import TimeSpan

GUIDE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small() -> Patterns:
    [block] = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    return compiled("fr", tomllib.loads(block))


def values(text: str, rules: Patterns) -> str:
    found = resolve(find(text, rules), Story(TimeSpan.of(2019, 5, 15), True, ""))
    return ", ".join(f"{e.value} {e.mod}".strip() for e in found)


def test_the_small_language_of_the_guide_passes_its_own_tests(small: Patterns) -> None:
    examples = {text: value for rule in small.rules for text, value in rule.examples.items()}
    assert {text: values(text, small) for text in examples} == examples
    assert [values(text, small) for text in small.not_dates] == ["", ""]


def test_every_kind_of_number_that_a_pattern_may_ask_for_is_in_the_guide() -> None:
    assert [kind for kind in sorted(NUMBER_KINDS) if f"`{kind}`" not in GUIDE] == []


def test_every_operator_that_the_guide_names_is_there() -> None:
    named = re.search(r"\*\*Operators\*\* are the meanings there are: (.*?), some eighty", GUIDE)
    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) <= OPERATORS.keys()
    assert 60 < len(OPERATORS) < 100


def test_every_key_of_a_rule_is_in_the_guide() -> None:
    from timeline.timex import patterns

    source = inspect.getsource(patterns)
    known = re.search(r"known = \{(.*?)\}", source, re.DOTALL)
    assert known is not None
    assert [key for key in re.findall(r'"(\w+)"', known[1]) if f"`{key}" not in GUIDE] == []
