"""TimelineJS: slides and eras of its JSON and of its table, whatever else such files hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.listed import LEAVES, TEXTS, VALUES, likeness, one, read, said, when
from timeline.importers.base import ImportOptions
from timeline.values.mention import Kind

HEADINGS = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Alt Text,Type,Group,Background\r\n"
)


def story(*slides: dict[str, Any], **rest: Any) -> str:
    return json.dumps({"events": slides, **rest})


def slide(start: dict[str, Any], end: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    return {"start_date": start, **({"end_date": end} if end else {}), "text": {"headline": "The ferry sinks"}, **rest}


def date(*parts: Any) -> dict[str, Any]:
    return dict(zip(("year", "month", "day", "hour", "minute", "second"), parts, strict=False))


def row(**cells: str) -> str:
    names = HEADINGS.strip().split(",")
    return ",".join(f'"{cells.get(name.replace(" ", "_"), "")}"' for name in names) + "\r\n"


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2019), None, "2019 year"),
        (date("2019", "5", ""), None, "2019-05 month"),
        (date(" 2,019 ", "05", "3"), None, "2019-05-03 day"),
        (date(2019.0, 5), None, "2019-05 month"),
        (date(-44, 3, 15), None, "-0043-03-15 day"),  # people count no year 0
        (date(2019, 5, 3), date(2019, 5, 5), "2019-05-03/2019-05-05 day"),
        (date(2019, 5, 3), date(2019, 5, 3), "2019-05-03 day"),
        (date(2004), date(2006), "2004/2006 year"),
        (date(2004), date(2006, 12, 31), "2004/2006 year"),
        (date(2004), date(2006, 5, 2), "2004-01-01/2006-05-02 day"),
        (date(2019, 5, 3, 10, 30, 7), None, "2019-05-03T10:30:07 second"),
        (date(2019, "", 3), None, "2019 year"),
        (date(12024), None, "Y12024 year"),
    ],
)
def test_a_slide_is_dated_as_finely_as_its_dates_go(start: dict[str, Any], end: dict[str, Any], found: str) -> None:
    assert when(one("timelinejs", story(slide(start, end)))) == found


def test_a_last_day_is_inside_and_a_last_time_on_the_clock_is_not() -> None:
    time = one("timelinejs", story(slide(date(1970, 1, 1, 6), date(1970, 1, 1, 12)))).time
    assert time
    assert (time.start, time.end) == (6 * 3600, 12 * 3600)


def test_a_clock_time_is_of_the_zone_that_was_asked_for_and_a_day_of_none() -> None:
    hour, day = read("timelinejs", story(slide(date(2019, 5, 3, 6)), slide(date(2019, 5, 3))), ImportOptions(zone="Z"))[
        0
    ]
    assert hour.time
    assert day.time
    assert (hour.time.zone, day.time.zone) == ("Z", None)


def test_edtf_beside_the_dates_says_more_than_they_do() -> None:
    assert when(
        one("timelinejs", story(slide(date(2019, 5, 3), date(2019, 5, 5), edtf="[2019-05-03..2019-05-05~]")))
    ) == ("[2019-05-03..2019-05-05~] day")


def test_dates_that_someone_changed_are_believed_before_the_edtf_beside_them() -> None:
    [record], [problem] = read("timelinejs", story(slide(date(2019, 5, 4), edtf="2019-05-03")))
    assert when(record) == "2019-05-04 day"
    assert not problem.skipped
    assert "says 2019-05-03 in edtf and stands on other days" in problem.what


def test_html_is_read_as_its_words_and_links_are_kept() -> None:
    text = {
        "headline": "<b>Fish</b> &amp; chips",
        "text": "<p>At <a href='https://x.example/?a&amp;b'>sea</a></p><p>1 &lt; 2",
    }
    record = one("timelinejs", story({**slide(date(2019)), "text": text}))
    assert record.title == "Fish & chips"
    cells = dict(record.cells)
    assert cells["text.text"] == "At sea\n1 < 2"
    assert "https://x.example/?a&b" in cells.values()
    assert record.told == ("text.headline", "text.text")


def test_all_that_a_slide_has_is_kept() -> None:
    media = {"url": "https://x.example/a.jpg", "credit": "Jane", "caption": "At sea"}
    record = one("timelinejs", story(slide(date(2019), media=media, group="Disaster", own={"a": [1, "b"]})))
    kept = {("media.url", "https://x.example/a.jpg"), ("media.credit", "Jane"), ("own.a", "1"), ("own.a (2)", "b")}
    assert kept <= set(record.cells)
    assert record.kind is Kind.DISASTER


def test_a_slide_is_known_by_its_identifier_and_else_by_dates_and_headline() -> None:
    named, *others = read(
        "timelinejs", story(slide(date(2019), unique_id="a"), slide(date(2019)), slide(date("2019")))
    )[0]
    assert named.key == "a"
    assert others[0].key == others[1].key
    [moved] = read("timelinejs", story(slide(date(2020))))[0]
    assert moved.key != others[0].key


def test_an_era_lasted() -> None:
    data = story(
        slide(date(2019)), eras=[slide(date(1900), date(1905)), slide(date(1910), date(1910)), slide(date(1920))]
    )
    records, [problem] = read("timelinejs", data)
    assert [when(record) for record in records] == ["2019 year", "1900/1905 year", "1910/1910 year"]
    assert "an era without an end" in problem.what


def test_the_title_slide_is_said_to_be_left() -> None:
    [record], [problem] = read("timelinejs", story(slide(date(2019)), title={"text": {"headline": "All"}}))
    assert record.title == "The ferry sinks"
    assert str(problem) == "f:1: is the title slide, which is no event and is left"
    assert not problem.skipped


def test_a_problem_names_the_line_and_costs_only_its_slide() -> None:
    data = '{"events": [\n {"start_date": {"year": 2019, "month": 13}},\n 7, {"start_date": },\n'
    data += ' {"start_date": {"year": "nineteen"}}, {}, {"start_date": []}, {"start_date": [1]},\n'
    data += ' {"start_date": {"year": 2019}}\n]}'
    [record], problems = read("timelinejs", data)
    assert record.line == 5
    assert [problem.where for problem in problems] == ["f:2", "f:3", "f:3", "f:4", "f:4", "f:4", "f:4"]
    assert "there is no 2019-13-01" in problems[0].what


def test_what_looks_like_the_end_of_a_slide_inside_of_a_text_is_none() -> None:
    records, _ = read(
        "timelinejs", story({**slide(date(2019)), "text": {"headline": 'a "},{" ]} \\'}}, slide(date(2020)))
    )
    assert [record.title for record in records] == ['a "},{" ]} \\', "The ferry sinks"]


def test_slides_are_read_wherever_the_file_is_cut_into_pieces() -> None:
    slides = [slide(date(2000), text={"headline": f'{n} \\"é🚢' + "x" * n}) for n in range(1_500)]
    records, problems = read("timelinejs", json.dumps({"events": slides}, ensure_ascii=False))
    assert [len(record.title) for record in records] == [len(one["text"]["headline"]) for one in slides]
    assert not problems


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "f: is empty"),
        ("[1]", "f: is no object of JSON"),
        ('{"a": 1}', "f: has no events and no eras"),
        ('{"timeline": {"date": []}}', "f: is JSON of TimelineJS 1 or 2"),
        ('{"events": []}', "f: has no events and no eras"),
        ('{"title": {}, "events": []}', "f:1: is the title slide"),
        ('{"events": [{"start_date": {"year": 1', "f:1: ends before its JSON does"),
        ('{"events": [' + "[" * 100_000, "f:1: ends before its JSON does"),
        ('{"events": [' + "[" * 1_000 + "]" * 1_000 + "]}", "f:1: is no JSON that can be read"),
        ('{"events": [' + '{"a":' * 50 + "1" + "}" * 50 + "]}", "f:1: is nested more than 32 deep"),
        ('{"events": [{"start_date": {"year": ' + "9" * 5_000 + "}}]}", "f:1: is no JSON that can be read"),
        ('{"events": [{"start_date": {"year": 1e400}}]}', "f:1: has a year 'inf' that is no whole number"),
        ("PK\3\4\0\0\0", "f: is a ZIP file or a workbook"),
        ("{\0\0\0", "f: is binary"),
        ("Start Date,Headline\n1/1/2019,x\n", "f: is the table of TimelineJS 1"),
        ("date,title\n2019,x\n", "f: has no columns Year and Headline"),
    ],
)
def test_a_file_that_is_none_says_why(data: str, what: str) -> None:
    assert said("timelinejs", data)[0].startswith(what)


def test_a_slide_over_the_limit_is_left_and_the_next_is_read() -> None:
    data = story(slide(date(2019), own="x" * 3_000), slide(date(2020)))
    [record], [problem] = read("timelinejs", data, ImportOptions(max_bytes=1_000))
    assert when(record) == "2020 year"
    assert str(problem) == "f:1: has more than 1,000 characters; raise --max-bytes"


def test_a_file_in_another_encoding_is_read_as_what_it_says_or_guessed() -> None:
    data = json.dumps({"events": [slide(date(2019), text={"headline": "café"})]}, ensure_ascii=False)
    assert one("timelinejs", data.encode("utf-16")).title == "café"
    [record], [problem] = read("timelinejs", data.encode("latin-1"))
    assert record.title == "café"
    assert "Windows-1252" in problem.what


def test_a_table_is_read_like_its_slides() -> None:
    data = HEADINGS + row(Headline="All", Type="title")
    data += row(Year="2011.0", Month="5.0", Headline="<b>A</b>", Text="b", Group="attack", Media="https://x.example")
    data += row(Year="-44", Month="3", Day="15", Time="7:30 PM", Headline="'=B()")
    data += row(Year="1900", End_Year="1905", Headline="C", Type="era")
    records, [problem] = read("timelinejs", "\ufeff" + data)
    assert [(record.line, when(record), record.title) for record in records] == [
        (3, "2011-05 month", "A"),
        (4, "-0043-03-15 minute", "=B()"),
        (5, "1900/1905 year", "C"),
    ]
    assert (records[0].kind, records[0].told, records[0].dated[0]) == (Kind.ATTACK, ("Headline", "Text"), "Year")
    assert ("Media", "https://x.example") in records[0].cells
    assert problem.where == "f:2"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (row(Year="2019", Month="2", Day="30"), "f:2: cannot be dated: there is no 2019-02-30"),
        (row(Year="2019", End_Year="2018"), "f:2: cannot be dated"),
        (row(Year="2019", Time="noon"), "f:2: has a time 'noon' that is none"),
        (row(Year="MMXIX"), "f:2: has a year 'MMXIX' that is no whole number"),
        (row(Headline="x"), "f:2: has no year to begin in"),
        ("2019,5\n", "f:2: has 2 cells where the header has 19"),
        ('2019,"5', "f:2: ends inside a quoted cell"),
    ],
)
def test_a_bad_row_of_a_table_says_why_and_costs_only_itself(rows: str, what: str) -> None:
    records, problems = read("timelinejs", HEADINGS + rows)
    assert str(problems[0]).startswith(what)
    assert not records
    if not rows.endswith('"5'):
        assert len(read("timelinejs", HEADINGS + rows + row(Year="2020"))[0]) == 1


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_table_parted_by_another_mark_is_read(delimiter: str) -> None:
    assert when(one("timelinejs", (HEADINGS + row(Year="2020")).replace(",", delimiter))) == "2020 year"


def test_it_is_told_by_its_first_characters() -> None:
    assert likeness("timelinejs", story(slide(date(2019)))[:60]) == 9
    assert likeness("timelinejs", HEADINGS) == 9
    assert likeness("timelinejs", '{"title": {"text": {"headline": "x"}},\n"events": [\n]}') > 0
    for other in (
        "",
        "a,b\n",
        "BEGIN:VCALENDAR",
        '{"id":"a","schema":"Event","properties":{"startDate":[]}}',
        "[{}]",
        "{}",
    ):
        assert likeness("timelinejs", other) == 0


def test_columns_cannot_be_chosen() -> None:
    [problem] = said("timelinejs", story(slide(date(2019))), ImportOptions(columns={"time": "x"}))
    assert "leave --map out" in problem


@given(st.dictionaries(st.sampled_from(["year", "month", "day", "hour", "minute"]), LEAVES), VALUES, VALUES)
def test_any_json_is_records_and_problems(start: dict[str, Any], text: Any, other: Any) -> None:
    slides = [
        {"start_date": start, "end_date": other, "text": text, "unique_id": other},
        {"start_date": start, "text": text},
    ]
    records, problems = read("timelinejs", json.dumps({"events": [*slides, other], "title": other}))
    assert len(records) + len([p for p in problems if p.skipped]) >= 3


@given(st.text(alphabet='{}[]",:\\ 1ae\n') | TEXTS, st.integers(1, 30))
def test_any_characters_are_problems_at_most(text: str, most: int) -> None:
    read("timelinejs", '{"events":' + text, ImportOptions(max_bytes=most))
    read("timelinejs", "{" + text)
    read("timelinejs", HEADINGS + text, ImportOptions(max_bytes=1_000))


@given(st.lists(TEXTS.map(lambda text: text.replace('"', '""')), min_size=19, max_size=19))
def test_any_cells_are_a_record_or_a_problem(cells: list[str]) -> None:
    read("timelinejs", HEADINGS + ",".join(f'"{cell}"' for cell in cells))
