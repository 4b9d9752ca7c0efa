"""Civil arithmetic and spans: properties that hold for every day there is."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import EmptySpan, NoSuchDay
from timeline.values.time import (
    DAY,
    HOUR,
    LONGEST_OF,
    Extent,
    Grain,
    TimeSpan,
    civil,
    common,
    day_number,
    is_leap,
    iso_day,
    month_days,
    next_month,
    weekday,
)
from values.spans import DAYS, DOUBTS, YEARS, day_spans

DATES = st.dates()
EPOCH = date(1970, 1, 1)


@given(DATES)
def test_a_day_has_the_number_and_the_weekday_that_datetime_gives_it(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == (day - EPOCH).days
    assert civil(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.isoweekday()
    assert iso_day(number) == day.isoformat()


@given(DAYS)
def test_a_number_names_one_day_over_millions_of_years(number: int) -> None:
    assert day_number(*civil(number)) == number


@given(DAYS)
def test_the_day_after_is_later_in_the_calendar(number: int) -> None:
    assert civil(number) < civil(number + 1)


@given(YEARS)
def test_four_centuries_have_the_same_calendar(year: int) -> None:
    assert day_number(year + 400) - day_number(year) == 146_097
    assert is_leap(year + 400) == is_leap(year)


@given(YEARS)
def test_the_months_of_a_year_fill_it_without_a_gap(year: int) -> None:
    spans = [TimeSpan.of(year, month) for month in range(1, 13)]
    assert spans[0].start == TimeSpan.of(year).start
    assert spans[-1].end == TimeSpan.of(year).end
    assert all(one.end == other.start for one, other in itertools.pairwise(spans))


@given(YEARS, st.integers(1, 12), st.integers(-5_000, 5_000))
def test_months_are_counted_on_and_back_to_where_one_began(year: int, month: int, months: int) -> None:
    assert next_month(*next_month(year, month, months), -months) == (year, month)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-5_000, 5_000))
def test_months_are_counted_as_dateutil_counts_them(day: date, months: int) -> None:
    there = day.replace(day=1) + relativedelta(months=months)
    assert next_month(day.year, day.month, months) == (there.year, there.month)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0)]
)
def test_a_day_that_no_calendar_has_is_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(NoSuchDay):
        day_number(year, month, day)


@pytest.mark.parametrize("clock", [(24, 0, 0), (-1, 0, 0), (0, 60, 0), (0, 0, 60)])
def test_a_clock_time_that_no_clock_shows_is_refused(clock: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchDay):
        TimeSpan.of(2024, 1, 1, *clock)


def test_february_is_a_day_longer_in_a_leap_year() -> None:
    assert [month_days(y, 2) for y in (1900, 2000, 2023, 2024, 0, -4)] == [28, 29, 28, 29, 29, 29]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5)])
def test_a_span_that_holds_no_time_is_refused(start: int, end: int) -> None:
    with pytest.raises(EmptySpan):
        TimeSpan(start, end, Grain.SECOND)


@given(DATES, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_each_finer_unit_lies_inside_the_coarser_one(day: date, hour: int, minute: int, second: int) -> None:
    parts = (day.year, day.month, day.day, hour, minute, second)
    spans = [TimeSpan.of(*parts[:n]) for n in range(1, 7)]
    for coarse, fine in itertools.pairwise(spans):
        assert coarse.contains(fine)
        assert not fine.contains(coarse)
        assert fine.grain < coarse.grain


@given(st.dates(date(1, 1, 1), date(9998, 1, 1)), st.integers(0, 500))
def test_the_days_of_a_span_are_both_inside(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    span = TimeSpan.of_days((first - EPOCH).days, (last - EPOCH).days)
    assert (span.first_day, span.last_day) == (first.isoformat(), last.isoformat())
    assert span.end is not None
    assert span.start is not None
    assert span.end - span.start == (more + 1) * DAY


@given(day_spans(), day_spans())
def test_overlap_is_the_same_from_both_sides(one: TimeSpan, other: TimeSpan) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(day_spans())
def test_a_span_overlaps_and_contains_itself(span: TimeSpan) -> None:
    assert span.overlaps(span)
    assert span.contains(span)


@given(day_spans(), day_spans())
def test_what_is_certain_is_possible(span: TimeSpan, window: TimeSpan) -> None:
    assert not span.certainly_in(window) or span.possibly_in(window)


@given(day_spans(), day_spans())
def test_what_contains_overlaps_and_two_that_contain_each_other_are_alike(one: TimeSpan, other: TimeSpan) -> None:
    if one.contains(other):
        assert one.overlaps(other)
        if other.contains(one):
            assert (one.start, one.end) == (other.start, other.end)


@given(day_spans(), day_spans(), day_spans())
def test_containing_passes_on(one: TimeSpan, other: TimeSpan, third: TimeSpan) -> None:
    if one.contains(other) and other.contains(third):
        assert one.contains(third)


@given(day_spans(), day_spans())
def test_an_intersection_is_there_if_they_overlap_and_lies_in_both(one: TimeSpan, other: TimeSpan) -> None:
    shared = one.intersection(other)
    assert (shared is not None) == one.overlaps(other)
    if shared is not None:
        assert one.contains(shared)
        assert other.contains(shared)
        back = other.intersection(one)
        assert back is not None
        assert (back.start, back.end) == (shared.start, shared.end)


@given(day_spans(), DAYS)
def test_an_intersection_has_the_days_that_both_have_and_no_other(span: TimeSpan, number: int) -> None:
    day, window = TimeSpan.of_days(number, number), TimeSpan.of_days(number - 10, number + 10)
    shared = span.intersection(window)
    assert span.overlaps(day) == (shared is not None and shared.overlaps(day))


@given(day_spans(), st.integers(-1000, 1000))
def test_what_lasted_throughout_is_certain_in_any_window_it_overlaps(span: TimeSpan, shift: int) -> None:
    lasted = TimeSpan(span.start, span.end, span.grain, Extent.THROUGHOUT)
    edge = lasted.start if lasted.start is not None else lasted.end if lasted.end is not None else 0
    window = TimeSpan(edge + shift * DAY, edge + (shift + 1) * DAY, Grain.DAY)
    assert lasted.certainly_in(window) == lasted.overlaps(window)


@pytest.mark.parametrize(
    ("span", "window", "possible", "certain"),
    [
        (TimeSpan.of(2023, 10), TimeSpan.of(2023), True, True),
        (TimeSpan.of(2023, 10), TimeSpan.of(2023, 10, 7), True, False),
        (TimeSpan.of(2023, 10), TimeSpan.of(2023, 11), False, False),
        (TimeSpan(None, 0, Grain.YEAR), TimeSpan.of(1969), True, False),
        (TimeSpan(None, 0, Grain.YEAR), TimeSpan(None, 0, Grain.YEAR), True, True),
        (TimeSpan(None, 0, Grain.YEAR), TimeSpan.of(1970), False, False),
    ],
)
def test_a_window_holds_for_sure_only_what_lies_in_it(
    span: TimeSpan, window: TimeSpan, possible: bool, certain: bool
) -> None:
    assert (span.possibly_in(window), span.certainly_in(window)) == (possible, certain)


@st.composite
def near_spans(draw: st.DrawFn) -> TimeSpan:
    """Spans that share a day as often as not; of few hours, days, or without an end."""
    start, hours = draw(st.one_of(st.none(), st.integers(0, 20 * 24))), draw(st.one_of(st.none(), st.integers(1, 400)))
    bounds = None if start is None else start * HOUR, None if hours is None else ((start or 0) + hours) * HOUR
    zone = draw(st.sampled_from([None, None, "Z", "+03:00"]))
    return TimeSpan(
        *bounds, draw(st.sampled_from(Grain)), draw(st.sampled_from(Extent)), draw(DOUBTS), draw(DOUBTS), zone
    )


@given(near_spans(), near_spans())
def test_what_two_spans_share_lies_in_both_whichever_is_asked(one: TimeSpan, other: TimeSpan) -> None:
    both = one.intersection(other)
    assert both == other.intersection(one)
    assert (both is not None) is one.overlaps(other)
    if both is not None:
        assert one.contains(both)
        assert other.contains(both)
        assert both.grain <= min(one.grain, other.grain)


@given(near_spans())
def test_a_span_shares_itself_with_itself_but_that_a_day_is_no_weekend(span: TimeSpan) -> None:
    is_day = span.start is not None and span.end is not None and span.end - span.start <= DAY
    assert span.intersection(span) == replace(span, grain=min(span.grain, Grain.DAY) if is_day else span.grain)


@given(near_spans(), near_spans(), near_spans())
def test_what_three_spans_share_is_the_same_however_they_are_joined(a: TimeSpan, b: TimeSpan, c: TimeSpan) -> None:
    ab, bc = a.intersection(b), b.intersection(c)
    joined = ab.intersection(c) if ab else None
    assert joined == (a.intersection(bc) if bc else None)
    if joined is not None:
        assert joined == common([c, a, b])


def test_what_lasted_throughout_one_span_and_fell_within_another_fell_within_what_they_share() -> None:
    week = TimeSpan.of_days(0, 6, extent=Extent.THROUGHOUT)
    assert week.intersection(TimeSpan.of_days(2, 9)) == TimeSpan.of_days(2, 6)
    assert week.intersection(TimeSpan.of_days(2, 9, extent=Extent.THROUGHOUT)) == replace(week, start=2 * DAY)


@pytest.mark.parametrize("grain", list(Grain))
def test_each_grain_has_a_longest_unit_and_coarser_ones_have_no_shorter(grain: Grain) -> None:
    assert all(LONGEST_OF[finer] <= LONGEST_OF[grain] for finer in Grain if finer <= grain)
