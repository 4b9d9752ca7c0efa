"""Each expression says why it means what it means."""

import pytest

from timeline.timex import tag
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import TimeSpan

SATURDAY = TimeSpan.of(2024, 12, 7)


def last(text: str, published: TimeSpan | None = SATURDAY) -> TimeExpression:
    return tag(text, published=published)[-1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("He said on Tuesday he left.", "'said' looks back: the latest that had begun by the publication day"),
        ("The vote on Tuesday.", "the latest that had begun by the publication day"),
        ("They will meet on Tuesday.", "'will' looks ahead"),
        ("It is open until January 20.", "the nearest to the publication day, as 'until' looks ahead"),
        ("It lasts a week.", ""),  # a duration is counted from nothing
        ("It rained last week.", "counted from the publication day"),
        ("It rained on 3 May 2021.", ""),  # all is said
        ("It rained on 13/12/2023.", "13 can only be the day"),
        ("It rained on 10/10/2023.", ""),  # both orders name the same day
    ],
)
def test_the_reason_names_the_word_that_turned_it(text: str, why: str) -> None:
    assert last(text).why == why


def test_what_is_counted_from_the_text_says_from_where() -> None:
    text = "On 1 March 1914 he left. The next day he came back."
    found = last(text)
    assert found.basis is Basis.CONTEXT
    assert found.counted_from is not None
    assert found.counted_from.of(text) == "1 March 1914"
    assert found.why == "counted from '1 March 1914' at 3"


def test_what_waits_for_a_publication_day_says_so() -> None:
    assert last("It rained yesterday.", published=None).why == "no day to count from"
