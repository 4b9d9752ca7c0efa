"""Dates as tables write them: nothing is filled in, and what is not understood is said."""

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers._dates import Dates, Undated, Unread
from timeline.importers._when import coarser, restored
from timeline.values import edtf
from timeline.values.time import DAY, Grain, TimeSpan, iso_day
from values.spans import DAYS, day_spans

WRITTEN = {
    "2020-03": "2020-03",
    "-0044-03-15": "-0044-03-15",
    "1984~": "1984~",
    "2004/2006": "2004/2006",
    "2012-21": "2012-21",
    "201X": "201X",
    "../..": "../..",
    "2020-5-3": "2020-05-03",
    "2020/05/03": "2020-05-03",
    "20200503": "2020-05-03",
    "+12024-01-01": "Y12024-01-01",
    "2020-05-03T10:00:05+0300": "2020-05-03T10:00:05+03:00",
    "2020-05-03 10:00:05.123456 UTC": "2020-05-03T10:00:05",  # the name stays beside it
    "2020:05:03 10:00:05": "2020-05-03T10:00:05",
    "Sun, 03 May 2020 10:00:05 +0200": "2020-05-03T10:00:05+02:00",
    "1588500000": "2020-05-03T10:00:00Z",
    "1588500000123": "2020-05-03T10:00:00Z",
    "1588500000123456": "2020-05-03T10:00:00Z",
    "3 May 2020": "2020-05-03",
    "May 3, 2020": "2020-05-03",
    "3rd of May, 2020": "2020-05-03",
    "3-May-2020": "2020-05-03",
    "2020 May 3": "2020-05-03",
    "Sonntag, 3. Mai 2020": "2020-05-03",
    "3 février 2020": "2020-02-03",
    "3 de mayo de 2020": "2020-05-03",
    "1° maggio 2020": "2020-05-01",
    "May 2020": "2020-05",
    "5/2020": "2020-05",
    "03.05.2020": "2020-05-03",
    "3. 5. 2020": "2020-05-03",
    "13/05/2020": "2020-05-13",
    "05/13/2020": "2020-05-13",
    "05/05/2020": "2020-05-05",
    "ca. 1850": "1850~",
    "c1850": "1850~",
    "circa May 1850": "1850-05~",
    "um 1850": "1850~",
    "1850 (?)": "1850?",
    "1850s": "185X",
    "1850er Jahre": "185X",
    "19th century": "18XX",
    "19. Jahrhundert": "18XX",
    "spring 1848": "1848-21",
    "Winter 1848": "1848-24",
    "Q3 2020": "[2020-07..2020-09]",
    "2020-H1": "[2020-01..2020-06]",
    "44 BC": "-0043",
    "15 March 44 B.C.": "-0043-03-15",
    "29 February 45 BC": "-0044-02-29",
    "44 v. Chr.": "-0043",
    "AD 79": "0079",
    "24 August 79 AD": "0079-08-24",
    "1939-1945": "1939/1945",
    "1939 – 1945": "1939/1945",
    "3–5 May 2020": "2020-05-03/2020-05-05",
    "May 3-5, 2020": "2020-05-03/2020-05-05",
    "April 29 - May 2, 1972": "1972-04-29/1972-05-02",
    "29 April to 2 May 1972": "1972-04-29/1972-05-02",
    "December 30, 1971-January 2, 1972": "1971-12-30/1972-01-02",
    "3 May 2020 to 5 June 2020": "2020-05-03/2020-06-05",
    "ca. 1850-1860": "1850~/1860~",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_is_read_as_it_is_meant(text: str) -> None:
    found = Dates().read(text)
    assert isinstance(found, TimeSpan), found
    assert edtf.text(found) == WRITTEN[text]


@pytest.mark.parametrize(
    "text", ["", " ", "n.d.", "undated", "?", "-", "—", "N/A", "unknown", "TBD", "s.d.", "ohne Datum", "0000-00-00"]
)
def test_what_says_that_there_is_no_date_is_undated(text: str) -> None:
    assert isinstance(Dates().read(text), Undated)


@pytest.mark.parametrize(
    "text",
    ["3 May", "May", "10:30", "monday", "May 20", "3 May 20", "3/5/20", "20", "476", "1800s", "2020-02-30",
     "31/02/2020", "2020-13-01", "25 h", "soon", "Version 3 May 2020", "2020 2021 May", "1914-18", "12/13/14/2020",
     "43831", "1e9", "2020-05-03 25:00", "May 2020 10:00", "the 40th century BC", "5 May 2020 to 3 May 2020",
     "x" * 5_000, "0 BC"],
)  # fmt: skip
def test_what_is_no_date_or_not_all_of_one_is_not_made_one(text: str) -> None:
    found = Dates().read(text)
    assert isinstance(found, Unread), found
    assert len(found.what) < 160


@pytest.mark.parametrize("text", ["04/05/2020", "4-5-2020", "04/05/2020 10:00"])
def test_what_may_be_two_days_is_refused_until_somebody_says_which(text: str) -> None:
    found = Dates().read(text)
    assert isinstance(found, Unread)
    assert "4 May or 5 April" in found.what
    by_day, by_month = Dates(day_first=True).read(text), Dates(day_first=False).read(text)
    assert isinstance(by_day, TimeSpan)
    assert isinstance(by_month, TimeSpan)
    assert (by_day.first_day, by_month.first_day) == ("2020-05-04", "2020-04-05")


def test_a_clock_time_is_as_fine_as_it_is_written_and_in_the_zone_that_is_stated_or_given() -> None:
    assert Dates().read("3 May 2020 2 pm") == TimeSpan.of(2020, 5, 3, 14)
    assert Dates(zone="+03:00").read("2020-05-03 14:30") == TimeSpan.of(2020, 5, 3, 14, 30, zone="+03:00")
    assert Dates(zone="+03:00").read("2020-05-03 14:30 EST") == TimeSpan.of(2020, 5, 3, 14, 30, zone="EST")
    assert Dates(zone="+03:00").read("2020-05-03") == TimeSpan.of(2020, 5, 3)


@given(day_spans())
def test_what_is_written_as_edtf_is_read_as_the_same(span: TimeSpan) -> None:
    found = Dates().read(edtf.text(span))
    assert isinstance(found, TimeSpan)
    assert edtf.text(found) == edtf.text(span)


@given(DAYS)
def test_any_day_that_is_written_out_is_read(number: int) -> None:
    found = Dates().read(iso_day(number))
    assert found == TimeSpan(number * DAY, (number + 1) * DAY, Grain.DAY)


FORMS = ("%d %B %Y", "%B %d, %Y", "%A, %d. %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y %H:%M", "%Y-%m-%dT%H:%M:%S")


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)), st.sampled_from(FORMS))
def test_any_day_is_read_in_whatever_form_and_no_finer_than_it_is_written(moment: datetime, form: str) -> None:
    found = Dates().read(moment.strftime(form))
    assert isinstance(found, TimeSpan)
    assert found.first_day == moment.strftime("%Y-%m-%d")
    assert found.grain is (Grain.SECOND if "%S" in form else Grain.MINUTE if "%M" in form else Grain.DAY)


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)), st.sampled_from(["%B %Y", "%b %Y", "%m/%Y", "%Y-%m"])
)
def test_a_month_is_never_made_a_day(moment: datetime, form: str) -> None:
    assert Dates().read(moment.strftime(form)) == TimeSpan.of(moment.year, moment.month)


WORDS = "2020 3 13 44 May Mai - / . : T Z X ? ~ [ ] .. , BC 10:30 pm +03:00 s ca. to Q1 spring century 0 99999 \0 é –"
PIECES = st.lists(st.sampled_from([*WORDS.split(" "), " "]), max_size=9).map("".join)


@given(st.one_of(st.text(max_size=100), PIECES), st.sampled_from([None, True, False]), st.sampled_from([None, -25_569]))
def test_whatever_the_text_something_is_said_of_it(text: str, first: bool | None, serial: int | None) -> None:
    found = Dates(first, "Z", serial).read(text)
    assert isinstance(found, TimeSpan | Undated | Unread)
    if isinstance(found, TimeSpan) and found.start is not None and serial is None and not found.is_open:
        years = {int(year) for year in re.findall("[0-9]{2,}", text)}
        assert years or "X" in text  # no year comes from anywhere but the text


def fields(span: TimeSpan) -> tuple[str, str | None, str | None, str]:
    return edtf.text(span), span.first_day, span.last_day, span.grain.label


@given(day_spans())
def test_a_span_is_found_again_by_its_edtf_its_days_and_its_grain(span: TimeSpan) -> None:
    found = restored(edtf.parse(edtf.text(span)), span.first_day_number, span.last_day_number, span.grain)
    assert found is not None
    assert fields(found) == fields(span)


@pytest.mark.parametrize(
    ("date", "grain", "found"),
    [
        ("2020-03-01", Grain.MONTH, "2020-03"),
        ("2020-03-01", Grain.YEAR, "2020"),
        ("1850-01-01~", Grain.DECADE, "185X~"),
        ("2020-03", Grain.DAY, "2020-03"),  # what is not known is not known
        ("2004/2006", Grain.MONTH, "2004-01/2006-12"),
    ],
)
def test_a_day_that_only_fills_a_coarser_date_is_widened(date: str, grain: Grain, found: str) -> None:
    assert edtf.text(coarser(edtf.parse(date), grain)) == found
