"""Numbers in digits and in words: what the tables of a language may say of them."""

from timeline.timex.lexer import stretches
from timeline.timex.numbers import digit_edges, number_words

DE = {
    "unit": {"ein": 1, "vier": 4, "neunzehn": 19},
    "ten": {"achtzig": 80},
    "compound": ["{unit}und{ten}"],
    "ordinal": {"vierte": 4},
    "compound_ordinal": ["{unit}und{ten}ste"],
    "larger": [{"word": "{head}hundert{rest}", "times": 100, "heads": [11, 19], "kind": "year_word"}],
    "joined": {"days_long": ["{number}tägig"]},
}


def words(kind: str) -> dict[str, int]:
    return {word: value for word, k, value in number_words(DE) if k == kind}


def edges(text: str, suffixes: frozenset[str]) -> set[tuple[str, int]]:
    [tokens] = stretches(text)
    return {(symbol, end) for symbol, end, _ in digit_edges(tokens, 0, suffixes)}


def test_tens_and_units_may_be_written_in_one_word_the_unit_first() -> None:
    assert words("spelled")["vierundachtzig"] == 84


def test_an_ordinal_may_be_made_of_a_counting_word() -> None:
    assert words("ordinal") == {"vierte": 4, "einundachtzigste": 81, "vierundachtzigste": 84}


def test_a_multiple_and_what_is_left_may_be_written_in_one_word() -> None:
    assert words("year_word")["neunzehnhundertvierundachtzig"] == 1984


def test_a_multiple_that_is_not_among_the_heads_makes_no_word() -> None:
    assert "vierhundert" not in words("year_word")


def test_a_number_may_be_grown_together_with_another_word() -> None:
    assert words("days_long")["viertägig"] == 4


def test_a_number_before_letters_that_make_an_ordinal_is_nothing_else() -> None:
    assert edges("7th", frozenset({"th"})) == {("{ordinal}", 2), ("{day}", 2)}


def test_a_number_before_a_full_stop_that_makes_an_ordinal_may_end_the_sentence() -> None:
    assert edges("1995.", frozenset({"."})) >= {("{ordinal}", 2), ("{year}", 1)}
