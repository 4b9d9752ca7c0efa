"""ACLED: a day, a week or a month; who, where, and a title that says what it was about."""

from dataclasses import replace

import pytest

from importers.made import ACLED, PROTEST, problems, read, records, table
from timeline.errors import UnknownName
from timeline.importers.base import PLAIN, ImportOptions
from timeline.values.mention import Kind, Party, Place
from timeline.values.record import Layout, Record
from timeline.values.time import Extent, Grain, TimeSpan


def one(**cells: str) -> Record:
    [record] = records("acled", table(ACLED, {**PROTEST, **cells}))
    return record


def test_a_row_is_known_by_its_number_in_acled_wherever_it_stands() -> None:
    record = one()
    assert (record.key, record.address, record.line) == ("FRN7", "acled:FRN7", 2)


@pytest.mark.parametrize(
    ("precision", "first", "last", "grain"),
    [
        ("1", "2021-03-09", "2021-03-09", Grain.DAY),
        ("1.0", "2021-03-09", "2021-03-09", Grain.DAY),
        ("2", "2021-03-06", "2021-03-12", Grain.WEEK),  # the middle of seven days is given
        ("2.0", "2021-03-06", "2021-03-12", Grain.WEEK),
        ("3", "2021-03-01", "2021-03-31", Grain.MONTH),
    ],
)
def test_the_precision_says_whether_a_day_a_week_or_a_month_is_known(
    precision: str, first: str, last: str, grain: Grain
) -> None:
    time = one(time_precision=precision).time
    assert time is not None
    assert (time.first_day, time.last_day, time.grain, time.extent) == (first, last, grain, Extent.WITHIN)


def test_a_date_made_from_its_middle_is_less_sure_than_a_stated_one() -> None:
    day, week, month = (one(time_precision=precision).confidence for precision in "123")
    assert day == 1.0 > week > month


@pytest.mark.parametrize("precision", ["", "0", "4", "day", "1.5", "99999999999999999999"])
def test_a_precision_that_acled_has_not_dates_to_the_month_and_is_said(precision: str) -> None:
    _, problem, record = read("acled", table(ACLED, {**PROTEST, "time_precision": precision}))
    assert isinstance(record, Record)
    assert record.time == TimeSpan.of(2021, 3)
    assert str(problem).startswith(f"f:2: has the time_precision {precision!r}")
    assert not getattr(problem, "skipped", True)


def test_an_export_without_the_precision_has_days() -> None:
    columns = [column for column in ACLED if column != "time_precision"]
    row = {column: text for column, text in PROTEST.items() if column in columns}
    [record] = records("acled", table(columns, row))
    assert record.time == TimeSpan.of(2021, 3, 9)


@pytest.mark.parametrize("date", ["9 March 2021", "09-Mar-2021", "09 March 2021", "09/03/2021", "2021-03-09"])
def test_a_day_is_read_in_every_form_that_exports_have_had(date: str) -> None:
    assert one(event_date=date).time == TimeSpan.of(2021, 3, 9)


def test_the_month_is_first_where_the_person_says_so() -> None:
    options = replace(PLAIN, day_first=False)
    [record] = records("acled", table(ACLED, {**PROTEST, "event_date": "03/09/2021"}), options)
    assert record.time == TimeSpan.of(2021, 3, 9)


@pytest.mark.parametrize("date", ["", "30 February 2021", "2021", "yesterday", "=TODAY()", "2021-13-01", "٢٠٢١-٠٣-٠٩"])
def test_a_row_without_a_day_is_refused_and_the_next_one_read(date: str) -> None:
    _, problem, record = read("acled", table(ACLED, {**PROTEST, "event_date": date}, {**PROTEST, "event_id_cnty": "B"}))
    assert str(problem) == f"f:2: has the event_date {date!r}, which is no day; write it as 2022-06-30"
    assert isinstance(record, Record)
    assert record.key == "B"


def test_the_first_actor_acts_on_the_second_and_their_allies_stand_beside() -> None:
    people = [(p.name, p.kind, p.role) for p in one().parties if p.role != "place"]
    assert people == [
        ("Protesters (Freedonia)", "other", "agent"),
        ("Police Forces of Freedonia", "organisation", "patient"),
        ("Labour Group (Freedonia)", "organisation", "other"),
        ("FU: Ferry Union", "organisation", "other"),
    ]


@pytest.mark.parametrize(("precision", "guess"), [("1", False), ("2", True), ("3.0", True), ("", True)])
def test_the_place_is_a_guess_unless_acled_is_sure_of_it(precision: str, guess: bool) -> None:
    place = Party("Cork", "place", "place", place=Place("IE", 51.9, -8.5, guess))
    assert one(geo_precision=precision).parties[-1] == place


@pytest.mark.parametrize(
    ("iso", "country", "code"),
    [
        ("372", "", "IE"),
        ("372.0", "Nowhere", "IE"),
        ("0", "Kosovo", "XK"),
        ("", "Myanmar", "MM"),
        ("1000", "Atlantis", ""),
    ],
)
def test_the_country_is_that_of_its_number_or_else_its_name(iso: str, country: str, code: str) -> None:
    place = one(iso=iso, country=country).parties[-1].place
    assert place is not None
    assert place.country == code


@pytest.mark.parametrize(("latitude", "longitude"), [("91", "0"), ("0", "181"), ("", "1"), ("nan", "1"), ("1e2", "1")])
def test_a_point_that_is_not_on_earth_is_none(latitude: str, longitude: str) -> None:
    assert one(latitude=latitude, longitude=longitude).parties[-1] == Party("Cork", "place", "place")


@pytest.mark.parametrize(
    ("event", "sub", "kind"),
    [
        ("Protests", "Peaceful protest", Kind.PROTEST),
        ("Riots", "Violent demonstration", Kind.PROTEST),
        ("Riots", "Mob violence", Kind.ATTACK),
        ("Battles", "Armed clash", Kind.ATTACK),
        ("Explosions/Remote violence", "Grenade", Kind.ATTACK),
        ("Violence against civilians", "Attack", Kind.ATTACK),
        ("Strategic developments", "Agreement", Kind.AGREEMENT),
        ("Strategic developments", "Other", Kind.OTHER),
        ("Carnival", "", Kind.OTHER),
    ],
)
def test_the_kind_is_that_of_the_sub_event_or_else_the_event(event: str, sub: str, kind: Kind) -> None:
    assert one(event_type=event, sub_event_type=sub).kind is kind


@pytest.mark.parametrize(
    ("notes", "title"),
    [
        (PROTEST["notes"], "Ferry crews blocked the quay"),
        ("Around 9 March 2021 (as reported), near Cork, A. B. spoke, and left.", "A. B. spoke, and left"),
        ("Looting: On 9 March 2021, in the Munster region, men broke in", "Men broke in"),
        ("Ferry crews sang, danced and left. More.", "Ferry crews sang, danced and left"),
        ("On 9 March 2021, in Cork,", "In Cork,"),  # there is nothing behind it
        ("", "Peaceful protest: Protesters (Freedonia) – Police Forces of Freedonia, Cork"),
    ],
)
def test_the_title_is_what_the_notes_say_without_the_day_and_place_that_stand_beside_it(notes: str, title: str) -> None:
    assert one(notes=notes).title == title


def test_the_notes_tell_it_and_the_date_dates_it_under_the_names_that_the_file_has() -> None:
    upper = [column.upper() for column in ACLED]
    [record] = records("acled", table(upper, {name.upper(): text for name, text in PROTEST.items()}))
    assert (record.told, record.dated) == (("NOTES",), ("EVENT_DATE",))


def test_every_cell_is_kept_as_it_stands() -> None:
    row = {**PROTEST, "tags": " two  spaces\nand a line "}
    [record] = records("acled", table(ACLED, row))
    assert dict(record.cells) == row
    assert [name for name, _ in record.cells] == [column for column in ACLED if row.get(column)]


def test_papers_that_are_cited_are_counted_and_no_day_of_theirs_is_made_up() -> None:
    record = one(source="The Cork Bell; Radio Lee; The Cork Bell")
    assert record.publisher == "The Cork Bell; Radio Lee"
    assert record.stands_for is not None
    assert (record.stands_for.documents, record.stands_for.independent) == (3, 2)
    assert record.published is None


def test_a_row_without_a_number_is_refused() -> None:
    [problem] = problems("acled", table(ACLED, {**PROTEST, "event_id_cnty": " "}))
    assert "has no event_id_cnty" in problem.what


def test_semicolons_and_decimal_commas_are_read() -> None:
    row = {**PROTEST, "latitude": "51,9", "longitude": "-8,5"}
    [record] = records("acled", table(ACLED, row, delimiter=";"))
    assert record.parties[-1].place == Place("IE", 51.9, -8.5)


def test_another_column_can_take_a_field_and_an_unknown_one_is_named() -> None:
    columns = ["number", *ACLED[1:]]
    row = {("number" if name == "event_id_cnty" else name): text for name, text in PROTEST.items()}
    [record] = records("acled", table(columns, row), ImportOptions(columns={"key": "number"}))
    assert record.key == "FRN7"
    for wrong in ({"key": "nope"}, {"smell": "notes"}):
        with pytest.raises(UnknownName, match=r"nope|smell"):
            read("acled", table(ACLED, PROTEST), ImportOptions(columns=wrong))


def test_the_layout_says_which_columns_are_used_and_which_are_only_kept() -> None:
    layout = read("acled", table(ACLED, PROTEST))[0]
    assert isinstance(layout, Layout)
    assert layout.key == ["event_id_cnty"]
    assert "fatalities" in layout.kept
    assert {*layout.kept, *(column for found in layout.fields.values() for column in found)} == set(ACLED)
