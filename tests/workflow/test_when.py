"""The times that a question names, asked on Wednesday 15 May 2019; the tables of docs/asking.md line by line."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import BadDayOfYear, BadGrains, BadLength, BadWindow, BadWords, NotUnderstood
from timeline.values import edtf
from timeline.values.time import DAY, Grain, day_number
from timeline.workflow.when import day_of_year, duration, grains, window
from values.spans import DAYS

TODAY = day_number(2019, 5, 15)
GUIDE = Path(__file__).parent.parent.parent / "docs" / "asking.md"


def rows(heading: str) -> Iterator[tuple[str, ...]]:
    """The lines of the table that has this heading: the words, each for itself, and the other columns."""
    lines = iter(GUIDE.read_text(encoding="utf-8").splitlines())
    assert any(line.startswith(heading) for line in lines), heading
    next(lines)
    for line in lines:
        if not line.startswith("|"):
            return
        words, *others = (cell.strip() for cell in line.strip("|").split("|"))
        assert re.fullmatch("(`[^`]+` ?)+", words), line
        yield from ((found, *others) for found in re.findall("`([^`]+)`", words))


WINDOWS = list(rows("| words | first day | last day |"))


@pytest.mark.parametrize(("words", "first", "last", "_note"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_a_line_of_the_guide_names_the_days_that_it_says(words: str, first: str, last: str, _note: str) -> None:
    span = window(words, today=TODAY)
    assert (span.first_day or "open", span.last_day or "open") == (first, last)


@pytest.mark.parametrize(("words", "seconds"), list(rows("| words | seconds |")))
def test_a_length_of_the_guide_is_so_many_seconds(words: str, seconds: str) -> None:
    assert duration(words) == int(seconds)


@pytest.mark.parametrize(("words", "month", "day"), list(rows("| words | month | day |")))
def test_a_day_of_the_guide_is_of_that_month(words: str, month: str, day: str) -> None:
    assert day_of_year(words) == (int(month), int(day))


@pytest.mark.parametrize(("words", "finest", "coarsest"), list(rows("| words | finest | coarsest |")))
def test_grains_of_the_guide_are_from_one_to_the_other(words: str, finest: str, coarsest: str) -> None:
    assert [grain.label for grain in grains(words)] == [finest, coarsest]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Since last month", "2019-04-01", None),
        ("LAST  month", "2019-04-01", "2019-04-30"),
        ("until Friday", None, "2019-05-17"),  # `until` looks ahead, `since` back
        ("since Friday", "2019-05-10", None),
        ("during 2019-01..2019-03", "2019-01-01", "2019-03-31"),
        ("since 2010 until 2012", "2010-01-01", "2012-12-31"),
        ("1990s..around 2003", "1990-01-01", "2004-12-31"),
        ("after around 2001-09-11 ±3d", "2001-09-15", None),
        ("yesterday..", "2019-05-14", None),
        ("2019-05-31 ± 1 month", "2019-04-30", "2019-06-30"),  # the 31st of April is its last day
        ("2020-W53-7", "2021-01-03", "2021-01-03"),
        ("-0043-03..-0043-04", "-0043-03-01", "-0043-04-30"),
        ("early may 2019", "2019-05-01", "2019-05-10"),
        ("October..February", "2018-10-01", "2019-02-28"),  # October alone would be that of 2019
        ("Monday..Friday", "2019-05-13", "2019-05-17"),
        ("3..5 May 2019", "2019-05-03", "2019-05-05"),
        ("../1945", None, "1945-12-31"),
    ],
)
def test_forms_go_together(words: str, first: str | None, last: str | None) -> None:
    span = window(words, today=TODAY)
    assert (span.first_day, span.last_day) == (first, last)


def test_around_a_clock_time_is_an_hour_on_both_sides_and_hours_are_counted_to_the_second() -> None:
    noon = TODAY * DAY + 12 * 3600
    around = window("around 2019-05-15T12:00:00", today=TODAY)
    assert (around.start, around.end) == (noon - 3600, noon + 3601)
    given_or_taken = window("2019-05-15T12:00:00 ±48h", today=TODAY)
    assert (given_or_taken.start, given_or_taken.end) == (noon - 2 * DAY, noon + 2 * DAY + 1)


@pytest.mark.parametrize(
    ("words", "marked", "says"),
    [
        ("", "", "nothing is asked for"),
        ("soon", "soon", "no time is known by this name"),
        ("2024-13", "2024-13", "'13': there is no such month"),
        ("2023-13-07..2024", "2023-13-07", "'13': there is no such month"),
        ("2025..2024", "2025..2024", "its end comes before its start; write 2024..2025 or"),
        ("yesterday..last Monday", "yesterday..last Monday", "its end comes before its start; write last Monday.."),
        ("from yesterday to last Monday", "from yesterday to last Monday", "its end comes before its start"),
        ("..", "..", "open at both ends"),
        ("since", "", "a time is missing after 'since'; write since 2024 or"),
        ("since soon", "soon", "no time"),
        ("before ..1945", "..1945", "no range stands inside"),
        ("2019..2020..2021", "2020..2021", "no range stands inside"),
        ("since [..1945]", "since [..1945]", "open at both ends"),
        ("7/10/2023", "7/10/2023", "it may be 2023-07-10 or 2023-10-07; write 2023-07-10 or 2023-10-07"),
        ("since 7.10.2023", "7.10.2023", "it may be 2023-07-10 or 2023-10-07"),
        ("early 2019 maybe", "maybe", "'early 2019' is a time, and this stands beside it"),
        ("the dogs of May 2019", "the dogs of", "'May 2019' is a time"),
        ("31 April 2019", "31 April 2019", "the calendar has no such day"),
        ("2023-W53", "2023-W53", "the weeks of 2023 are 01 to 52; write 2023-W52 or"),
        ("two weeks", "two weeks", "it says how long, not when"),
        ("every Monday", "every Monday", "it names no time of the calendar"),
        ("last 0 days", "0 days", "it holds no time"),
        ("last 36 hours", "36 hours", "hours are not counted from a day"),
        ("last hour", "hour", "hours are not counted from a day"),
        ("around", "", "a time is missing"),
        ("2019 ± soon", "soon", "write 48h or 2 weeks"),
        ("2019 ±", "", "write 48h or 2 weeks"),
        ("last 30 dyas", "dyas", "the units are second, minute"),
        ("3 dyas ago", "dyas", "the units are second, minute"),
        ("last 30 m", "m", "it may be minutes or months"),
        ("last 9999999 days", "9999999 days", "more than 1,000,000"),
        ("between 2019 and soon", "soon", "no time"),
        ("Y99999999999..Y-99999999999", "Y99999999999..Y-99999999999", "its end comes before its start"),
    ],
)
def test_what_is_not_understood_is_marked_with_what_is_wrong_and_two_examples(
    words: str, marked: str, says: str
) -> None:
    with pytest.raises(BadWords) as wrong:
        window(words, today=TODAY)
    assert wrong.value.asked[wrong.value.start : wrong.value.end] == marked
    assert says in wrong.value.sentence
    assert len(wrong.value.examples) == 2


@pytest.mark.parametrize(
    ("words", "marked", "says"),
    [
        ("", "", "no length"),
        ("long", "long", "no length is known by"),
        ("3 dyas", "dyas", "the units are"),
        ("3", "3", "no length is known by"),
        ("3m", "m", "it may be minutes or months"),
        ("2 months", "2 months", "not all of one length; write 60d or 8 weeks"),
        ("a year", "a year", "not all of one length"),
        ("yesterday", "yesterday", "no length is known by"),
        ("1.5 years", "1.5 years", "counted whole"),
        ("1d 99999999h", "99999999h", "more than 1,000,000"),
    ],
)
def test_what_is_no_length_is_marked(words: str, marked: str, says: str) -> None:
    with pytest.raises(BadLength) as wrong:
        duration(words)
    assert wrong.value.asked[wrong.value.start : wrong.value.end] == marked
    assert says in wrong.value.sentence


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "not one day"),
        ("13-07", "no month 13"),
        ("02-30", "month 02 has no day 30"),
        ("7 October 2023", "it is a day of one year; write 10-07 or"),
        ("October", "not one day"),
        ("7/10", "not one day"),
        ("Friday", "not one day"),
        ("soon", "not one day"),
    ],
)
def test_what_is_no_day_of_any_year_is_refused(words: str, says: str) -> None:
    with pytest.raises(BadDayOfYear) as wrong:
        day_of_year(words)
    assert says in wrong.value.sentence


@pytest.mark.parametrize(
    ("words", "marked", "says"),
    [
        ("", "", "there are: second"),
        ("fortnight", "fortnight", "there are: second"),
        ("day..moon", "moon", "there are: second"),
        ("month..day", "month..day", "the finer comes first; write day..month or"),
        ("..", "..", "open at both ends"),
    ],
)
def test_what_is_no_grain_is_marked(words: str, marked: str, says: str) -> None:
    with pytest.raises(BadGrains) as wrong:
        grains(words)
    assert wrong.value.asked[wrong.value.start : wrong.value.end] == marked
    assert says in wrong.value.sentence


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_the_units_before_and_after_now_meet_and_now_is_in_the_middle_one(today: int, unit: str) -> None:
    last, this, following = (window(f"{step} {unit}", today=today) for step in ("last", "this", "next"))
    assert (last.end, this.end) == (this.start, following.start)
    assert this.contains(window("today", today=today))
    assert window(f"1 {unit} ago", today=today) == last


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "weeks", "months", "years"]))
def test_what_is_past_ends_today_and_what_is_next_begins_after_it(today: int, many: int, unit: str) -> None:
    past, following = window(f"past {many} {unit}", today=today), window(f"next {many} {unit}", today=today)
    assert past.last_day_number == today
    assert following.first_day_number == today + 1
    assert window(f"last {many} {unit}", today=today) == past


@given(DAYS, DAYS)
def test_two_days_and_dots_hold_both_days_and_what_is_between(one: int, other: int) -> None:
    first, last = sorted((one, other))
    days = [edtf.text(window("today", today=n)) for n in (first, last)]
    span = window("..".join(days), today=0)
    assert (span.first_day_number, span.last_day_number) == (first, last)
    if first < last:
        with pytest.raises(BadWindow, match="its end comes before its start"):
            window("..".join(reversed(days)), today=0)


@given(DAYS, st.sampled_from(["day", "month", "quarter", "year", "decade"]), st.integers(0, 40))
def test_a_window_written_as_edtf_is_the_same_window(today: int, unit: str, ago: int) -> None:
    span = window(f"{ago} {unit}s ago", today=today)
    again = window(edtf.text(span), today=0)
    assert (again.start, again.end) == (span.start, span.end)


@given(st.integers(-9999, 9999), st.integers(1, 53), st.integers(1, 7))
def test_the_days_of_a_numbered_week_are_in_it_and_the_next_week_follows(year: int, week: int, day: int) -> None:
    name = f"{'-' * (year < 0)}{abs(year):04}-W{week:02}"
    try:
        span = window(name, today=0)
    except BadWindow:
        assert week == 53
        return
    assert span.end is not None
    assert span.end - (span.start or 0) == 7 * DAY
    assert span.contains(window(f"{name}-{day}", today=0))
    thursday = window(f"{name}-4", today=0)
    assert (thursday.first_day or "").startswith(name.partition("-W")[0])  # a week is of its Thursday's year


PIECES = (
    "2023 2023-10 2023-10-07 2023-W41 2023-Q4 1990s since before until from to between and .. ± ±3d last this 30 3 "
    "days week ago May October 7 early mid- the [ ] / around today yesterday ~ T12:00 BC century soon"
)
SOME = st.sampled_from(PIECES.split())


@given(st.text(max_size=30) | st.lists(SOME, max_size=6).map(" ".join) | st.lists(SOME, max_size=4).map("".join))
def test_any_words_are_an_ordered_window_or_marked_with_examples_that_would_do(words: str) -> None:
    try:
        span = window(words, today=TODAY)
    except NotUnderstood as error:
        wrong = error
    else:
        assert span.start is None or span.end is None or span.start < span.end
        return
    assert 0 <= wrong.start <= wrong.end <= len(wrong.asked)
    assert len(wrong.examples) == 2
    for example in wrong.examples:
        if isinstance(wrong, BadLength):
            duration(example)
        else:
            window(example, today=TODAY)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,3}[.]?[0-9]? ?(h|d|w|min|s|m)", fullmatch=True))
def test_any_words_are_a_length_a_day_and_grains_or_are_refused(words: str) -> None:
    for read in (duration, day_of_year, grains):
        with contextlib.suppress(NotUnderstood):
            read(words)


@given(st.sampled_from(Grain), st.sampled_from(Grain))
def test_any_two_grains_are_named_from_the_finer_to_the_coarser(one: Grain, other: Grain) -> None:
    first, last = sorted((one, other))
    assert grains(f"{first.label}..{last.label.replace(' ', '-')}") == (first, last)


@pytest.mark.parametrize(
    "words",
    ["2023", "2023-10-07..2025-01", "[..1945]", "2023-W41", "last month", "last 30 days", "around 2001 ±2 years"],
)
def test_figures_and_counted_words_load_no_language(words: str) -> None:
    code = f"""
import sys
from timeline.workflow.when import day_of_year, duration, grains, window
window({words!r}, today=0), duration("48h"), day_of_year("10-07"), grains("day..")
sys.exit(any(name.startswith(("timeline.timex", "timeline.languages")) for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
