"""The tagger as a whole: what holds for any text, and what the project promises about dates."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.timex import tag
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import TimeSpan, day_number

SATURDAY = TimeSpan.of(2024, 12, 7)
# One word of each kind that rules are made of, and what stands between them.
WORDS = re.findall(
    r"\S+",
    "May in the last 3 1998 week Friday of to and - 2019-05-15 a ago years two '98 s 10/12/2023 early , . at 6pm BC "
    "7th until will 31",
)


def only(text: str, published: TimeSpan | None = SATURDAY) -> TimeExpression:
    [found] = tag(text, published=published)
    return found


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_gives_expressions_in_order_that_do_not_overlap(text: str) -> None:
    end = 0
    for e in tag(text, published=SATURDAY):
        assert end <= e.span.start < e.span.end <= len(text)
        assert e.span.of(text).strip() == e.span.of(text)
        end = e.span.end


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_without_a_publication_day_nothing_is_counted_from_one(text: str) -> None:
    assert all(e.basis is not Basis.RELATIVE for e in tag(text, published=None))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He called earlier this week.", "2024-12-02", "2024-12-07"),  # up to and with the publication day
        ("Earlier this year they spoke.", "2024-01-01", "2024-12-07"),
        ("It will end later this year.", "2024-12-07", "2024-12-31"),
        ("It ended in early May 2021.", "2021-05-01", "2021-05-10"),
        ("It rained last week.", "2024-11-25", "2024-12-01"),
        ("It began in the 1990s.", "1990-01-01", "1999-12-31"),
    ],
)
def test_the_days_that_an_expression_means(text: str, first: str, last: str) -> None:
    time = only(text).time
    assert time is not None
    assert (time.first_day, time.last_day) == (first, last)


def test_what_is_due_before_a_day_lies_ahead() -> None:
    found = only("They must be released before his inauguration on January 20.")
    assert (found.value, found.basis, found.anchor) == ("2025-01-20", Basis.RELATIVE, day_number(2024, 12, 7))


def test_the_word_that_governs_an_expression_is_its_signal() -> None:
    assert only("It must close by Friday.").signal == "by"


def test_both_ends_of_a_range_carry_the_whole() -> None:
    first, last = tag("It ran from 3 to 5 May 2021.", published=SATURDAY)
    assert (first.value, last.value) == ("2021-05-03", "2021-05-05")
    assert first.range == last.range is not None
    assert (first.range.first_day, first.range.last_day) == ("2021-05-03", "2021-05-05")
    assert (first.ends_range, last.ends_range) == (False, True)


@pytest.mark.parametrize(
    ("text", "region", "value", "reason"),
    [
        ("It rained on 10/12/2023.", None, "2023-10-12", "language"),
        ("It rained on 10/12/2023.", "GB", "2023-12-10", "region GB"),
        ("It rained on 10/12/2023 and on 25/12/2023.", "US", "2023-12-10", "'25/12/2023'"),
    ],
)
def test_an_ambiguous_date_keeps_both_readings_and_says_why(
    text: str, region: str | None, value: str, reason: str
) -> None:
    found = tag(text, published=SATURDAY, region=region)[0]
    assert found.value == value
    assert set(found.readings) == {"2023-10-12", "2023-12-10"}
    assert reason in found.why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "XXXX-WXX-2"),
        ("on 20 January", "XXXX-01-20"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
    ],
)
def test_a_relative_expression_waits_where_nothing_is_known_of_the_publication(text: str, value: str) -> None:
    found = only(text, published=None)
    assert (found.value, found.time, found.basis) == (value, None, Basis.UNKNOWN)


def test_a_month_of_running_history_is_of_the_year_that_the_history_has_reached() -> None:
    text = "On 1 March 1914 he left. In May 1914 he came back. In August he died."
    assert [e.value for e in tag(text, published=SATURDAY)] == ["1914-03-01", "1914-05", "1914-08"]


def test_a_month_of_a_story_without_a_publication_is_counted_from_what_it_said() -> None:
    found = tag("He left on 1 March 1914. In August he died.", published=None)[-1]
    assert (found.value, found.basis) == ("1914-08", Basis.CONTEXT)


@pytest.mark.parametrize(("text", "zone"), [("at 9 a.m. EST Tuesday", "EST"), ("at 18:00 UTC", "Z"), ("at noon", None)])
def test_a_stated_zone_is_kept_beside_the_seconds_and_moves_nothing(text: str, zone: str | None) -> None:
    time = only(text).time
    assert time is not None
    assert time.zone == zone
    assert time.start is not None
    assert time.start % 86_400 // 3_600 in (9, 18, 12)


def test_a_publication_known_only_by_its_month_is_no_day_to_count_from() -> None:
    found = only("It rained yesterday.", published=TimeSpan.of(2024, 12))
    assert (found.value, found.time) == ("XXXX-XX-XX", None)


def values(text: str) -> list[str]:
    return [e.value for e in tag(text, published=SATURDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one year said at the head of a sentence, and what follows is of that year
        ("In 1914 the archduke was shot. In August the armies marched.", ["1914", "1914-08"]),
        # what is said in passing does not move a story
        (
            "On 20 October 1944 the city fell. The siege that lasted until the fall of the capital in February 1945 "
            "had begun. By December all was quiet.",
            ["1944-10-20", "1945-02", "1944-12"],
        ),
        # but what stands close to it belongs to it
        (
            "In November 2004 the town was taken. The report of April 2001, first read on April 28, said so.",
            ["2004-11", "2001-04", "2001-04-28"],
        ),
        # and from the last that it said, where that lies further on
        ("Born in 1831, he joined in 1852. Three years later he was promoted.", ["1831", "1852", "1855"]),
        # after a leap it takes up again what it had left
        (
            "On 9 April 1903 the town fell. In November 1908 a stone was put up. On April 15 the siege was over.",
            ["1903-04-09", "1908-11", "1903-04-15"],
        ),
        # what was ahead then does not move it
        (
            "On 10 June 1907 he spoke of leaving next summer. On June 14 the plan was read.",
            ["1907-06-10", "1908-SU", "1907-06-14"],
        ),
        # the next decade is counted from the last one named
        ("He left in 1950. Throughout the 1970s it grew. In the next decade it fell.", ["1950", "197", "198"]),
        ("In the early 1990s it grew. At the end of the decade it fell.", ["199", "199"]),
        # since looks back from there
        ("On 13 September 1907 it was counted. Little had changed since February.", ["1907-09-13", "1907-02"]),
        # at the head of a sentence the story goes on, whatever the sentence before looked back to
        (
            "In 1892 the first campaign began. The land had been theirs since 1813. The following year it was lost.",
            ["1892", "1813", "1893"],
        ),
    ],
)
def test_a_history_counts_from_where_it_has_come_to(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "On Monday the board met. It had been founded in 1998 and sold in 2006. The deal was made in March.",
            "2024-03",
        ),
        ("After 9/11 the fund was set up. Claims are due since the fire of April 20.", "2024-04-20"),
    ],
)
def test_years_said_in_passing_do_not_take_the_news_out_of_its_own_time(text: str, last: str) -> None:
    assert values(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dividend will be paid Nov. 20.", "2025-11-20"),
        ("They were planning to march on Monday.", "2024-12-09"),
        ("The talks resume Monday.", "2024-12-09"),
        ("They won't reopen before Monday.", "2024-12-09"),
        ("A memorial service is Tuesday.", "2024-12-10"),
    ],
)
def test_what_is_planned_lies_ahead(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_month_before_the_number_of_a_day_is_no_name() -> None:
    assert values("He arrived in the United States March 21.") == ["2024-03-21"]
    assert values("The winner, April Jones, was glad.") == []


def test_a_dash_between_spaces_is_no_hyphen() -> None:
    assert values("Two crashes this year - the worst - were reported.") == ["2024"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She was told on Tuesday that the council would vote.", "2024-12-03"),  # the vote is another thought
        ("They planned a rally on Monday and were told to stay.", "2024-12-09"),
        ("On Friday, she will speak.", "2024-12-13"),  # nothing stands before it
        ('"It will have to be done." On Friday he slept.', "2024-12-06"),  # the quotation has ended
    ],
)
def test_a_day_belongs_to_the_thought_that_leads_up_to_it(text: str, value: str) -> None:
    assert [v for v in values(text) if v[:4] == "2024"] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("May 20 - The rig sinks.", "2024-05-20"),  # 164 days ahead it would be
        ("The state will long pay the price of the fire that broke the town on Oct. 20.", "2024-10-20"),
        ("The state will pay on Oct. 20.", "2025-10-20"),
    ],
)
def test_a_day_far_ahead_wants_a_word_near_it_that_looks_there(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_weekday_and_a_month_are_no_range() -> None:
    assert all(e.range is None for e in tag("It was changed on Friday to May's figures.", published=SATURDAY))
