"""The window of a query, asked on Wednesday 15 May 2019."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import BadWindow
from timeline.values import edtf
from timeline.values.time import day_number
from timeline.workflow.when import window
from values.spans import DAYS

TODAY = day_number(2019, 5, 15)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023-10", "2023-10-01", "2023-10-31"),
        ("2023-10-07..2025-01", "2023-10-07", "2025-01-31"),
        ("2023-10-07 .. 2025-01", "2023-10-07", "2025-01-31"),
        ("2023..", "2023-01-01", None),
        ("..1945", None, "1945-12-31"),
        ("[..1945]", None, "1945-12-31"),
        ("2004/2006", "2004-01-01", "2006-12-31"),
        ("-0043-03..-0043-04", "-0043-03-01", "-0043-04-30"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("1990s..2003", "1990-01-01", "2003-12-31"),
        ("since 2024", "2024-01-01", None),
        ("Since last month", "2019-04-01", None),
        ("after 2024", "2025-01-01", None),
        ("before 1914", None, "1913-12-31"),
        ("until 1914", None, "1914-12-31"),
        ("by 1914-07", None, "1914-07-31"),
        ("today", "2019-05-15", "2019-05-15"),
        ("yesterday", "2019-05-14", "2019-05-14"),
        ("last day", "2019-05-14", "2019-05-14"),
        ("this week", "2019-05-13", "2019-05-19"),
        ("last  week", "2019-05-06", "2019-05-12"),
        ("LAST month", "2019-04-01", "2019-04-30"),
        ("this quarter", "2019-04-01", "2019-06-30"),
        ("last quarter", "2019-01-01", "2019-03-31"),
        ("next year", "2020-01-01", "2020-12-31"),
        ("last decade", "2000-01-01", "2009-12-31"),
        ("yesterday..", "2019-05-14", None),
    ],
)
def test_the_words_name_the_days_that_a_person_means(words: str, first: str | None, last: str | None) -> None:
    span = window(words, today=TODAY)
    assert (span.first_day, span.last_day) == (first, last)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "nothing is asked for"),
        ("soon", "'soon'"),
        ("2024-13", "'13'"),
        ("2025..2024", "its end comes before its start"),
        ("..", "open at both ends"),
        ("last fortnight", "no unit 'fortnight'"),
        ("since", "'since'"),
        ("since soon", "'soon'"),
        ("before ..1945", "'..1945'"),
    ],
)
def test_other_words_are_refused_with_what_is_wrong_and_what_can_be_written(words: str, says: str) -> None:
    with pytest.raises(BadWindow, match=r"write 2023-10, ") as wrong:
        window(words, today=TODAY)
    assert says in str(wrong.value)


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]))
def test_the_units_before_and_after_now_meet_and_now_is_in_the_middle_one(today: int, unit: str) -> None:
    last, this, following = (window(f"{step} {unit}", today=today) for step in ("last", "this", "next"))
    assert (last.end, this.end) == (this.start, following.start)
    assert this.contains(window("today", today=today))


@given(DAYS, DAYS)
def test_two_days_and_dots_hold_both_days_and_what_is_between(one: int, other: int) -> None:
    first, last = sorted((one, other))
    days = [edtf.text(window("today", today=n)) for n in (first, last)]
    span = window("..".join(days), today=0)
    assert (span.first_day_number, span.last_day_number) == (first, last)


@given(st.text(max_size=20))
def test_any_words_are_a_window_or_are_refused(words: str) -> None:
    with contextlib.suppress(BadWindow):
        window(words, today=TODAY)
