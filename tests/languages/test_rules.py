"""The contract of every language file: its own examples and its own phrases that are no dates."""

import pytest

from timeline.languages import languages
from timeline.timex import tag
from timeline.timex.algebra import OPERATORS
from timeline.timex.patterns import Rule, patterns
from timeline.values.time import TimeSpan

PUBLISHED = TimeSpan.of(2019, 5, 15)  # a Wednesday

EXAMPLES = [
    pytest.param(code, rule, phrase, values, id=f"{code}-{rule.name}-{phrase}")
    for code in languages()
    for rule in patterns(code).rules
    for phrase, values in rule.examples.items()
]
NOT_DATES = [
    pytest.param(code, phrase, id=f"{code}-{phrase}")
    for code in languages()
    for phrase in (*patterns(code).not_dates, *(p for rule in patterns(code).rules for p in rule.not_dates))
]


@pytest.mark.parametrize(("code", "rule", "phrase", "values"), EXAMPLES)
def test_an_example_means_what_its_rule_says_and_is_found_by_that_rule(
    code: str, rule: Rule, phrase: str, values: str
) -> None:
    found = tag(phrase, published=PUBLISHED, language=code)
    assert ", ".join(f"{e.value} {e.mod}".strip() for e in found) == values
    assert rule.name in {e.rule for e in found}


@pytest.mark.parametrize(("code", "phrase"), NOT_DATES)
def test_a_phrase_that_is_no_date_is_not_tagged(code: str, phrase: str) -> None:
    assert tag(phrase, published=PUBLISHED, language=code) == []


@pytest.mark.parametrize("code", languages())
def test_every_rule_that_stands_for_an_expression_has_an_example(code: str) -> None:
    silent = [r.name for r in patterns(code).rules if r.tagged and r.operator is not None and not r.examples]
    assert silent == []


@pytest.mark.parametrize("code", languages())
def test_no_two_rules_of_a_language_bear_the_same_name(code: str) -> None:
    names = [r.name for r in patterns(code).rules]
    assert len(names) == len(set(names))


def test_no_operator_is_left_that_no_rule_names() -> None:
    used = {r.operator.__name__ for code in languages() for r in patterns(code).rules if r.operator}
    assert OPERATORS.keys() - used == set()


def test_every_operator_says_its_formula() -> None:
    assert [name for name, f in OPERATORS.items() if name + "(" not in (f.__doc__ or "")] == []
