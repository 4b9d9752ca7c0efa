"""Times as people write them."""

import pytest
from hypothesis import given

from timeline.values import edtf
from timeline.values.time import Doubt, Extent, Grain, TimeSpan, day_number
from timeline.workflow.wording import bounded, columns, printable, when
from values.spans import day_spans


def days(first: tuple[int, int, int], last: tuple[int, int, int], grain: Grain = Grain.DAY) -> TimeSpan:
    return TimeSpan.of_days(day_number(*first), day_number(*last), grain)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-10-07", "7 October 2023"),
        ("2023-10", "October 2023"),
        ("2023", "2023"),
        ("201X", "2010s"),
        ("20XX", "2000s"),
        ("2023-10-XX", "some day in October 2023"),
        ("2004-XX", "some month in 2004"),
        ("2012-21", "spring 2012"),
        ("2012-24", "winter 2012–2013"),
        ("[2024-12-02..2024-12-07]", "2 – 7 December 2024"),
        ("[2024-11-29..2024-12-07]", "29 November – 7 December 2024"),
        ("[2024-12-29..2025-01-02]", "29 December 2024 – 2 January 2025"),
        ("[2024-10..2024-12]", "October – December 2024"),
        ("[2023-10..2024-12]", "October 2023 – December 2024"),
        ("2004/2006", "from 2004 to 2006"),
        ("2004/2004", "all of 2004"),
        ("2024-12-02/2024-12-07", "from 2 to 7 December 2024"),
        ("[..1944]", "before 1945"),
        ("[..1945-04]", "before May 1945"),
        ("[..2024-12-07]", "by 7 December 2024"),
        ("[2020..]", "2020 or later"),
        ("2020/..", "since 2020"),
        ("../2020", "until 2020"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0800", "AD 800"),
        ("2004~", "about 2004"),
        ("2004?", "perhaps 2004"),
        ("2004%/2006~", "perhaps about from 2004 to about 2006"),
        ("[..1944~]", "before about 1945"),
        ("2023-10-07T06:29:05+03:00", "7 October 2023, 06:29:05 +03:00"),
        ("Y12024", "12024"),
    ],
)
def test_a_date_reads_as_people_write_it(text: str, words: str) -> None:
    assert when(edtf.parse(text)) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (days((2024, 1, 1), (2024, 12, 7), Grain.YEAR), "2024, by 7 December"),
        (days((2024, 12, 8), (2024, 12, 31), Grain.YEAR), "2024, from 8 December"),
        (days((2024, 12, 2), (2024, 12, 8), Grain.WEEK), "2 – 8 December 2024"),
        (days((2024, 7, 1), (2024, 9, 30), Grain.QUARTER), "Q3 2024"),
        (days((2024, 7, 1), (2024, 12, 31), Grain.HALF), "second half of 2024"),
        (days((1901, 1, 1), (2000, 12, 31), Grain.CENTURY), "20th century"),
        (TimeSpan.of(2023, 10, 7, 6, 29), "7 October 2023, 06:29"),
        (TimeSpan.of(2023, 10, 7, 6), "7 October 2023, 06:00 – 07:00"),
        (
            TimeSpan(TimeSpan.of(2023, 10, 7, 18).start, TimeSpan.of(2023, 10, 8).start, Grain.PART_OF_DAY),
            "7 October 2023, 18:00 – 24:00",
        ),
        (
            TimeSpan(TimeSpan.of(2023, 10, 7, 22).start, TimeSpan.of(2023, 10, 8, 4).start, Grain.PART_OF_DAY),
            "7 October 2023, 22:00 – 04:00",
        ),
        (
            TimeSpan(TimeSpan.of(2023, 10, 7, 22).start, TimeSpan.of(2023, 10, 8, 22, 30).start, Grain.MINUTE),
            "7 October 2023, 22:00 – 8 October 2023, 22:30",
        ),
        (TimeSpan(None, None, Grain.DAY), "at some day not known"),
    ],
)
def test_what_edtf_cannot_say_reads_as_people_write_it_too(span: TimeSpan, words: str) -> None:
    assert when(span) == words


@given(day_spans())
def test_every_span_reads_as_one_short_line(span: TimeSpan) -> None:
    words = when(span)
    assert words == printable(words).strip()
    assert len(words) < 100


@given(day_spans())
def test_bounds_read_as_one_short_line_and_never_as_a_date_with_a_dash(span: TimeSpan) -> None:
    words = bounded(span)
    assert words == printable(words).strip()
    assert len(words) < 110
    assert " – " not in words or words.startswith("between ")


@given(day_spans())
def test_a_doubt_is_never_left_out(span: TimeSpan) -> None:
    words = when(span)
    assert ("about" in words) == bool((span.doubt | span.end_doubt) & Doubt.APPROXIMATE)
    assert ("perhaps" in words) == bool((span.doubt | span.end_doubt) & Doubt.UNCERTAIN)


def test_lasting_throughout_reads_otherwise_than_happening_within() -> None:
    for text in ("[2004-03..2004-05]", "2004", "[..2004]", "[2004..]"):
        span = edtf.parse(text)
        lasted = TimeSpan(span.start, span.end, span.grain, Extent.THROUGHOUT)
        assert when(lasted) != when(span)


def test_a_wide_letter_takes_two_columns_and_an_accent_none() -> None:
    assert (columns("abc"), columns("日本"), columns("e\u0301")) == (3, 4, 1)
