"""The mark under the part of a question that was not understood."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import NotUnderstood

EXAMPLES = ("A", "B")


def lines(asked: str, start: int, end: int) -> list[str]:
    return str(NotUnderstood(asked, start, end, "what", EXAMPLES)).split("\n")


@pytest.mark.parametrize(
    ("asked", "part", "shown", "mark"),
    [
        ("2023-13..2024", "13", "  2023-13..2024", "       ^^"),
        ("soon", "soon", "  soon", "  ^^^^"),
        ("in\nMay\t20", "20", "  in May 20", "         ^^"),
        ("\x1b[31msoon", "soon", "   [31msoon", "       ^^^^"),
        ("東京 soon", "soon", "  東京 soon", "       ^^^^"),  # each of the two is two columns wide
        ("cafe\u0301 soon", "soon", "  cafe\u0301 soon", "       ^^^^"),
    ],
)
def test_the_mark_stands_under_the_part(asked: str, part: str, shown: str, mark: str) -> None:
    start = asked.index(part)
    assert lines(asked, start, start + len(part)) == ["what; write A or B", shown, mark]


def test_where_something_is_missing_the_mark_is_one_wide() -> None:
    assert lines("since", 5, 5)[2] == "       ^"


def test_of_a_long_question_what_stands_around_the_part_is_shown() -> None:
    _, shown, mark = lines("a" * 500 + "!!" + "b" * 500, 500, 502)
    assert len(shown) < 80
    assert [c for c, m in zip(shown, mark, strict=False) if m == "^"] == ["!", "!"]


@given(st.text(max_size=200), st.data())
def test_any_part_of_any_question_is_marked_under_itself_on_three_lines(asked: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(asked)))
    end = data.draw(st.integers(start, len(asked)))
    first, shown, mark = str(NotUnderstood(asked, start, end, "what", EXAMPLES)).splitlines()
    assert first == "what; write A or B"
    assert set(mark) == {" ", "^"}
    assert len(shown) <= 76
    if asked.isascii() and end - start <= 40:
        under = "".join(c for c, m in zip(shown.ljust(len(mark)), mark, strict=False) if m == "^")
        wanted = "".join(c if unicodedata.category(c) != "Cc" else " " for c in asked[start:end])
        assert under == (wanted or under)
