"""UCDP GED: bounds as they are, sides, the dead, and whom a row cites."""

import pytest

from importers.made import CLASH, UCDP, UCDP_25, problems, read, records, table
from timeline.values.mention import Party, Place
from timeline.values.record import Record
from timeline.values.time import Extent, Grain, TimeSpan


def one(**cells: str) -> Record:
    [record] = records("ucdp", table(UCDP, {**CLASH, **cells}))
    return record


@pytest.mark.parametrize(
    ("precision", "first", "last", "grain"),
    [
        ("1", "2016-02-01", "2016-02-01", Grain.DAY),
        ("2", "2016-02-01", "2016-02-03", Grain.DAY),
        ("3", "2016-02-01", "2016-02-07", Grain.WEEK),
        ("4", "2016-02-01", "2016-02-29", Grain.MONTH),
        ("4", "2016-02-01", "2016-02-28", Grain.DAY),  # it is a leap year: this is no month
        ("5", "2016-01-01", "2016-12-31", Grain.YEAR),
        ("5", "2015-11-20", "2016-03-01", Grain.DAY),
    ],
)
def test_it_happened_within_the_bounds_whose_grain_is_the_unit_that_they_are(
    precision: str, first: str, last: str, grain: Grain
) -> None:
    time = one(date_prec=precision, date_start=first, date_end=last).time
    assert time is not None
    assert (time.first_day, time.last_day, time.grain, time.extent) == (first, last, grain, Extent.WITHIN)


def test_the_wider_the_bounds_and_the_less_clear_the_event_the_less_sure() -> None:
    sure = [one(date_prec=p, event_clarity=c).confidence for p, c in (("1", "1"), ("2", "1"), ("4", "1"), ("4", "2"))]
    assert sure == sorted(set(sure), reverse=True)
    assert sure[0] == 1.0


def test_newer_versions_with_a_clock_that_says_nothing_are_read() -> None:
    row = {name: text for name, text in CLASH.items() if name in UCDP_25}
    row |= {"date_start": "2016-02-01 00:00:00.000", "date_end": "2016-02-03 00:00:00.000", "code_status": "Clear"}
    [record] = records("ucdp", table(UCDP_25, row))
    assert (record.key, record.address, record.title) == ("41", "ucdp:41", one().title)
    assert record.time == one().time
    assert record.dated == ("date_start", "date_end")


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ({}, "Clash: Government of Freedonia – FLF in Mill town, 3 dead"),
        ({"where_prec": "2"}, "Clash: Government of Freedonia – FLF near Mill town, 3 dead"),
        ({"best": "0"}, "Clash: Government of Freedonia – FLF in Mill town"),
        ({"best": "1204"}, "Clash: Government of Freedonia – FLF in Mill town, 1,204 dead"),
        ({"type_of_violence": "3"}, "Government of Freedonia attacks civilians in Mill town, 3 dead"),
        ({"where_coordinates": "Freedonia", "where_prec": "6"}, "Clash: Government of Freedonia – FLF, 3 dead"),
        (
            {"where_coordinates": "", "adm_1": "Hill State"},
            "Clash: Government of Freedonia – FLF in Hill State, 3 dead",
        ),
    ],
)
def test_the_title_says_who_where_and_how_many_died(cells: dict[str, str], title: str) -> None:
    assert one(**cells).title == title


def test_the_sides_take_part_and_civilians_are_no_organisation() -> None:
    clash, killing = one().parties, one(type_of_violence="3", side_b="Civilians").parties
    assert clash[:2] == (
        Party("Government of Freedonia", "organisation", "agent"),
        Party("FLF", "organisation", "patient"),
    )
    assert killing[1] == Party("Civilians", "other", "patient")


@pytest.mark.parametrize(("precision", "guess"), [("1", False), ("2", True), ("7", True), ("", True)])
def test_the_place_is_a_guess_unless_it_is_the_very_place(precision: str, guess: bool) -> None:
    assert one(where_prec=precision).parties[-1].place == Place("BD", 23.5, 90.5, guess)


def test_the_headline_tells_it_and_without_one_the_article_does() -> None:
    assert one().told == ("source_headline",)
    assert one(source_headline="").told == ("source_article",)
    assert one(source_headline="", source_article="").told == ("dyad_name",)


def test_one_source_has_a_day_of_publication_and_several_only_if_they_agree() -> None:
    assert one().published == TimeSpan.of(2016, 2, 4)
    assert one(source_date="2016-02-04;2016-02-04").published == TimeSpan.of(2016, 2, 4)
    assert one(source_date="2016-02-04;2016-02-05").published is None
    assert one(source_date="").published is None


def test_sources_are_counted_by_name_and_unknown_numbers_of_them_not_at_all() -> None:
    several = one(source_office="The Bell; Radio Lee;The Bell", number_of_sources="4")
    assert several.publisher == "The Bell; Radio Lee"
    assert several.stands_for is not None
    assert (several.stands_for.documents, several.stands_for.independent) == (4, 2)
    old = one(source_office="", number_of_sources="-1")
    assert (old.publisher, old.stands_for) == (None, None)


@pytest.mark.parametrize("cells", [{"date_start": "soon"}, {"date_end": ""}, {"date_start": "2016-02-30"}])
def test_a_row_without_both_bounds_is_refused(cells: dict[str, str]) -> None:
    [problem] = problems("ucdp", table(UCDP, {**CLASH, **cells}))
    assert (problem.where, problem.skipped) == ("f:2", True)
    assert "no two days" in problem.what


def test_a_row_that_ends_before_it_begins_is_refused() -> None:
    [problem] = problems("ucdp", table(UCDP, {**CLASH, "date_end": "2016-01-31"}))
    assert problem.what == "ends on 2016-01-31 and begins on 2016-02-01"


def test_a_precision_that_ucdp_has_not_is_said_and_the_bounds_hold() -> None:
    _, problem, record = read("ucdp", table(UCDP, {**CLASH, "date_prec": "6"}))
    assert "has the date_prec '6', none of 1 to 5" in str(problem)
    assert isinstance(record, Record)
    assert record.time == one().time
