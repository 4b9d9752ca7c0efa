"""How words and patterns of a language file are written."""

import pytest

from timeline.errors import BadRule
from timeline.timex.grammar import spellings, variants


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("dies(e|er)", ["diese", "dieser"]),
        ("jahr(|es|s)", ["jahr", "jahres", "jahrs"]),
        ("(ersten|1.) quartal(|s)", ["ersten quartal", "ersten quartals", "1. quartal", "1. quartals"]),
        ("a.m.", ["a.m."]),
    ],
)
def test_endings_in_brackets_stand_for_each_form_of_a_word(written: str, forms: list[str]) -> None:
    assert spellings(written) == forms


def test_a_pattern_whose_bracket_does_not_close_is_a_bad_rule() -> None:
    with pytest.raises(BadRule, match="close"):
        variants("the (day|night", "nights")
