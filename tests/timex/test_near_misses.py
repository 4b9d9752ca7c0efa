"""What looks like a time and was not tagged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.languages import languages
from timeline.timex import tag
from timeline.timex.near_misses import Looks, near_misses, time_words

WORDS = ["May", "3", "1998", "week", "Fri", "of", "long", "ago", "10/12/2023", "blue", ",", ".", "the", "$1990"]


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("On 3 Brumaire 1799 he left.", ["brumaire"]),  # a month that no table has
        ("In Septembre 2001 he left.", ["septembre"]),
        ("He comes last blursday night.", []),  # after a common word, it might be anything
        ("It was a flat year for them.", ["year"]),
        ("The order 30/02/2019 was wrong.", ["30/02/2019"]),  # no calendar has it
        ("It cost $1990 and 1990% more.", []),
        ("He may march on.", []),  # no times without a capital letter
        ("He left on 3 May 2019.", []),
        ("The March on Washington began.", []),  # the rules know it, and know it for no time
    ],
)
def test_what_looks_like_a_time_and_is_in_no_expression(text: str, missed: list[str]) -> None:
    assert [m.word for m in near_misses(text)] == missed


def test_another_language_is_looked_through_with_its_own_words() -> None:
    assert [m.word for m in near_misses("Am 3. Lenzmond 1810 und am 4. Brumaire 1799.", language="de")] == [
        "lenzmond",
        "brumaire",
    ]


def test_numbers_alone_do_not_look_like_words_of_time() -> None:
    for language in languages():
        alone, helping = time_words(language)
        assert alone or helping
        assert not any(w.isdigit() for w in alone | helping)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS)))
def test_no_near_miss_lies_inside_an_expression_and_all_come_in_order(words: list[str]) -> None:
    text = " ".join(words)
    tagged = [e.span for e in tag(text, published=None)]
    end = 0
    for missed in near_misses(text):
        assert missed.span.start >= end
        assert missed.span.of(text).lower() == missed.word
        assert missed.looks in Looks
        assert not any(s.start < missed.span.end and missed.span.start < s.end for s in tagged)
        end = missed.span.end
