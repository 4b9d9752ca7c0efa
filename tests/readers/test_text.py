import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.files import Write, lone_problem, one, reading
from timeline.readers.text import head
from timeline.values.time import TimeSpan, day_number


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("The river rose\n2024-12-07\n\nIt rained.", "The river rose", "2024-12-07"),
        ("The river rose\r\n7 December 2024\r\n\r\nIt rained.", "The river rose", "2024-12-07"),
        ("The river rose\n\nDecember 7, 2024\n\nIt rained.", "The river rose", "2024-12-07"),
        ("The river rose\nSat, 07 Dec 2024 10:02:00 +0300\n\nIt rained.", "The river rose", "2024-12-07"),
        (" date 2024-12-07 It rained.\n\nIt stopped.", None, "2024-12-07"),
        ("Date: 7 December 2024\n\nIt rained.", None, "2024-12-07"),
        ("7 December 2024\n\nIt rained.", None, "2024-12-07"),
    ],
)
def test_title_and_date_are_read_from_the_head(write: Write, text: str, title: str | None, day: str) -> None:
    document = one(write("a.txt", text))
    assert document.title == title
    assert document.published
    assert document.published.first_day == day
    assert document.text == text, "the head is read, not cut"


@pytest.mark.parametrize(
    "text",
    [
        "It rained on 7 December 2024.\nThen it stopped.",
        "The river rose\n7 December 2024 was the day\n\nIt rained.",
        "The river rose\nMarch 2024\n\nIt rained.",  # no day: every "yesterday" would hang on one that nobody stated
        "Dates\n2024-12-07\nThe first of many lines of a list",
        "date palms grow here\n\nThey do.",
        "1 2 3\n\nWe count.",
    ],
)
def test_what_is_no_head_is_text_and_no_date_is_made_of_it(write: Write, text: str) -> None:
    documents, [problem] = reading(write("a.txt", text))
    assert (documents[0].text, documents[0].published) == (text, None)
    assert str(problem) == "a.txt: has no publication date; pass --published DATE if you know it"


def test_a_bare_text_takes_the_date_that_is_passed(write: Write) -> None:
    passed = TimeSpan.of(2024, 12, 7)
    documents, problems = reading(write("a.txt", "It rained."), published=passed)
    assert (documents[0].published, problems) == (passed, [])


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("07/12/2024", "may be 2024-07-12 or 2024-12-07"),
        ("2024-02-30", "names no day that there is"),
        ("2024-12-09", "lies in the future"),
    ],
)
def test_a_date_that_is_ambiguous_or_impossible_or_to_come_is_not_believed(write: Write, date: str, said: str) -> None:
    problem = lone_problem(write("a.txt", f"The river\n{date}\n\nIt rained."), today=day_number(2024, 12, 7))
    assert said in problem.what
    assert not problem.skipped


def test_the_day_after_today_is_believed_since_it_may_have_begun_elsewhere(write: Write) -> None:
    document = one(write("a.txt", "The river\n2024-12-08\n\nIt rained."), today=day_number(2024, 12, 7))
    assert document.published == TimeSpan.of(2024, 12, 8)


def test_time_and_zone_are_kept_and_the_day_is_the_one_that_is_stated(write: Write) -> None:
    document = one(write("a.txt", "The river\n2024-12-07T23:30+03:00\n\nIt rained."))
    assert document.published == TimeSpan.of(2024, 12, 7, 23, 30, zone="+03:00")


@given(st.text().filter(lambda t: t.strip() and "\0" not in t and not t.startswith("\ufeff")))
def test_every_character_of_a_file_is_in_the_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("t") / "a.txt"
    file.write_bytes(text.encode())
    assert one(str(file)).text == text


@given(st.text(max_size=200))
def test_any_text_has_a_head_or_none(text: str) -> None:
    title, date, body = head(text)
    assert title is None or date is not None
    assert (date is None) == (body == 0)
    assert (date or "") in text[:body]
