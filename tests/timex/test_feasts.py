"""Moving feasts: what any year has, and days that are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.timex.feasts import feast_day
from timeline.values.time import civil, day_number, weekday

YEARS = st.integers(1600, 2400)


@given(YEARS)
def test_the_jewish_new_year_is_never_a_sunday_a_wednesday_or_a_friday(year: int) -> None:
    begins = feast_day("tishri+0", year)
    assert begins is not None
    assert weekday(begins) not in (7, 3, 5)
    assert day_number(year, 8, 25) < begins < day_number(year, 10, 15)


@given(YEARS, st.sampled_from(["easter+0", "orthodox+0"]))
def test_easter_is_a_sunday_of_spring(year: int, rule: str) -> None:
    day = feast_day(rule, year)
    assert day is not None
    assert weekday(day) == 7
    assert day_number(year, 3, 21) < day < day_number(year, 5, 25)


@given(YEARS, st.integers(1, 12))
def test_a_month_of_the_islamic_calendar_begins_in_almost_every_year(year: int, month: int) -> None:
    days = [feast_day(f"islamic{month:02}-01", year + k) for k in (0, 1)]
    assert any(day is not None for day in days)
    assert all(civil(day)[0] == year + k for k, day in enumerate(days) if day is not None)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("tishri+0", (2019, 9, 30)),
        ("tishri+9", (2023, 9, 25)),
        ("tishri-163", (2022, 4, 16)),
        ("kislev+24", (2019, 12, 23)),
        ("kislev+24", (2024, 12, 26)),
        ("orthodox+0", (2021, 5, 2)),
        ("easter-47", (2024, 2, 13)),
        ("islamic09-01", (2025, 3, 1)),
        ("islamic10-01", (2019, 6, 5)),
        ("05-1#-1", (2022, 5, 30)),
        ("11-1#1+1", (2024, 11, 5)),
    ],
)
def test_a_feast_falls_where_it_is_known_to_have_fallen(rule: str, day: tuple[int, int, int]) -> None:
    number = feast_day(rule, day[0])
    assert number is not None
    assert civil(number) == day


def test_a_day_that_a_year_lacks_is_none() -> None:
    assert feast_day("02-29", 2023) is None
