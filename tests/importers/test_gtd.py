"""GTD: what is unknown of a date is 0, what is known of it stands in words; what lasted has a resolution."""

import pytest

from importers.made import BOMB, GTD, problems, read, records, table
from timeline.values import edtf
from timeline.values.mention import Party, Place
from timeline.values.record import Record
from timeline.values.time import Extent, Grain


def one(**cells: str) -> Record:
    [record] = records("gtd", table(GTD, {**BOMB, **cells}))
    return record


@pytest.mark.parametrize(
    ("cells", "means"),
    [
        ({}, "1972-05-10"),
        ({"iday": "0"}, "1972-05"),
        ({"iday": "0", "imonth": "0"}, "1972"),
        ({"iday": "4", "imonth": "0"}, "1972"),  # the day of no month is none
        ({"iday": "10.0", "imonth": "5.0", "iyear": "1972.0"}, "1972-05-10"),
        ({"iday": "0", "approxdate": "May 10-14, 1972"}, "[1972-05-10..1972-05-14]"),
        ({"iday": "0", "approxdate": "April 29 - May 2, 1972"}, "[1972-04-29..1972-05-02]"),
        ({"iday": "0", "imonth": "0", "approxdate": "December 30, 1971-January 2, 1972"}, "[1971-12-30..1972-01-02]"),
        ({"approxdate": "May 9 – 11, 1972"}, "[1972-05-09..1972-05-11]"),
        ({"approxdate": "May 10-14, 1973"}, "1972-05-10~"),  # the words do not agree with the columns
        ({"approxdate": "about noon"}, "1972-05-10~"),
        ({"iday": "0", "approxdate": "Mid-May 1972"}, "1972-05"),
        ({"extended": "1", "resolution": "8/22/1972"}, "1972-05-10/1972-08-22"),
        ({"extended": "1", "resolution": "1972-08-22 00:00:00"}, "1972-05-10/1972-08-22"),
        ({"extended": "1", "resolution": "22.8.1972"}, "1972-05-10/1972-08-22"),
        ({"extended": "1", "resolution": ""}, "1972-05-10"),
        ({"extended": "0", "resolution": "8/22/1972"}, "1972-05-10"),
        ({"iday": "0", "extended": "1", "resolution": "6/2/1972"}, "[1972-05-01..1972-06-02]"),
    ],
)
def test_the_columns_of_the_date_mean(cells: dict[str, str], means: str) -> None:
    time = one(**cells).time
    assert time is not None
    assert edtf.text(time) == means


def test_what_lasted_is_found_on_each_of_its_days_if_its_first_is_known() -> None:
    lasted, unknown = (one(extended="1", resolution="8/22/1972", iday=day).time for day in ("10", "0"))
    assert lasted is not None
    assert unknown is not None
    assert (lasted.extent, lasted.grain) == (Extent.THROUGHOUT, Grain.DAY)
    assert unknown.extent is Extent.WITHIN


@pytest.mark.parametrize("resolution", ["soon", "5/9/1972", "2/30/1973"])
def test_a_resolution_that_is_no_day_after_it_is_said_and_its_beginning_holds(resolution: str) -> None:
    _, problem, record = read("gtd", table(GTD, {**BOMB, "extended": "1", "resolution": resolution}))
    assert f"has the resolution {resolution!r}" in str(problem)
    assert isinstance(record, Record)
    assert record.time == one().time


@pytest.mark.parametrize("cells", [{"iyear": ""}, {"imonth": "13"}, {"iday": "31", "imonth": "6"}, {"iday": "-9"}])
def test_a_date_that_no_calendar_has_is_refused(cells: dict[str, str]) -> None:
    [problem] = problems("gtd", table(GTD, {**BOMB, **cells}))
    assert problem.skipped
    assert problem.what.startswith("has the date ")


@pytest.mark.parametrize("key", ["", "1.97205E+11", "19720510", "97205100001x"])
def test_a_number_that_a_spreadsheet_has_rounded_is_refused_since_others_would_have_it_too(key: str) -> None:
    [problem] = problems("gtd", table(GTD, {**BOMB, "eventid": key}))
    assert f"has the eventid {key!r}" in problem.what


def test_the_title_is_the_first_sentence_of_the_summary_or_else_what_the_codes_say() -> None:
    assert one().title == "A bomb burst in a mill in Musterstadt"
    assert one(summary="Note: a bomb burst.").title == "Note: a bomb burst"
    coded = one(summary="")
    assert coded.title == "Bombing/Explosion on A mill by Mill Front in Musterstadt, 2 dead"
    assert coded.told == ("attacktype1_txt", "targtype1", "targtype1_txt", "target1", "gname")
    assert one(summary="", gname="").told == ("attacktype1_txt",)
    assert one(summary="", target1="Unknown", gname="Unknown", city="Unknown", nkill="").title == (
        "Bombing/Explosion on Private Citizens & Property in Hesse"
    )


def test_a_suspected_group_takes_no_part_and_an_unknown_one_is_none() -> None:
    def groups(**cells: str) -> list[tuple[str, str]]:
        return [(p.name, p.role) for p in one(**cells).parties if p.kind == "organisation"]

    assert groups() == [("Mill Front", "agent")]
    assert groups(guncertain1="1") == [("Mill Front", "other")]
    assert groups(gname="Unknown") == []
    assert groups(gname2="Second Front", guncertain2="1.0") == [("Mill Front", "agent"), ("Second Front", "other")]


@pytest.mark.parametrize(
    ("country", "code"), [("West Germany (FRG)", "DE"), ("Zaire", "CD"), ("Soviet Union", ""), ("International", "")]
)
def test_a_country_that_is_no_more_is_the_one_that_lies_there_if_it_is_one(country: str, code: str) -> None:
    assert one(country_txt=country).parties[-1] == Party(
        "Musterstadt", "place", "place", place=Place(code, 50.1, 8.6, guess=False)
    )


def test_the_place_is_a_guess_unless_the_point_is_that_of_its_city() -> None:
    place = one(specificity="3").parties[-1].place
    assert place is not None
    assert place.guess


def test_the_number_leads_to_the_row_and_its_papers_are_counted() -> None:
    record = one(scite2="Radio Lee.", scite3="Radio Lee.")
    assert (record.key, record.address) == ("197205100001", "gtd:197205100001")
    assert record.stands_for is not None
    assert (record.stands_for.documents, record.stands_for.independent) == (3, 2)
