"""Periods: each day in just one, their names those that a window is asked with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.values.periods import UNITS, first_day, name, place
from timeline.values.time import Grain, day_number
from timeline.workflow.when import window

DAYS = st.integers(-4_000_000, 4_000_000)  # eleven thousand years each way
EPOCH = date(1970, 1, 1).toordinal()


@given(unit=st.sampled_from(UNITS), day=DAYS)
def test_a_day_lies_between_the_first_of_its_period_and_the_first_of_the_next(unit: Grain, day: int) -> None:
    at = place(unit, day)
    assert first_day(unit, at) <= day < first_day(unit, at + 1)
    assert place(unit, first_day(unit, at)) == at
    assert place(unit, first_day(unit, at) - 1) == at - 1


@given(day=st.dates())
def test_a_week_is_that_of_the_calendar_of_iso_8601(day: date) -> None:
    year, week, weekday = day.isocalendar()
    at = place(Grain.WEEK, day.toordinal() - EPOCH)
    assert name(Grain.WEEK, at) == f"{year:04}-W{week:02}"
    assert first_day(Grain.WEEK, at) == day.toordinal() - EPOCH - weekday + 1


@given(unit=st.sampled_from([Grain.DAY, Grain.MONTH, Grain.YEAR]), day=DAYS)
def test_what_a_period_is_called_asks_for_that_period(unit: Grain, day: int) -> None:
    at = place(unit, day)
    if -9999 <= place(Grain.YEAR, day) <= 9999:
        asked = window(name(unit, at), today=0)
        assert asked.first_day_number == first_day(unit, at)
        assert asked.last_day_number == first_day(unit, at + 1) - 1


@pytest.mark.parametrize(
    ("unit", "day", "called"),
    [
        (Grain.DECADE, (1999, 12, 31), "1990s"),
        (Grain.DECADE, (2000, 1, 1), "2000s"),
        (Grain.DECADE, (-43, 3, 15), "-0050s"),  # -50 to -41
        (Grain.YEAR, (-43, 3, 15), "-0043"),
        (Grain.YEAR, (12024, 1, 1), "+12024"),
        (Grain.MONTH, (-43, 3, 15), "-0043-03"),
        (Grain.WEEK, (2024, 12, 30), "2025-W01"),
        (Grain.WEEK, (2021, 1, 3), "2020-W53"),
    ],
)
def test_periods_are_called_by_name_in_any_year(unit: Grain, day: tuple[int, int, int], called: str) -> None:
    assert name(unit, place(unit, day_number(*day))) == called
