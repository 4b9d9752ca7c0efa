"""Which column is what: by its name in several languages, by what it holds, or as a person says."""

from itertools import chain
from pathlib import Path

import pytest

from timeline.exporters._fields import USUAL
from timeline.importers._cells import CHECKS
from timeline.importers._header import columns, fields
from timeline.importers._words import folded, heading, table

DAY = "2020-05-03"
HEADERS = {
    "a journalist's": (
        {"Date": DAY, "Headline": "a", "What happened": "b", "Source URL": "https://x.example/1", "Who": "c"},
        {"date": "Date", "title": "Headline", "quote": "What happened", "url": "Source URL", "who": "Who"},
    ),
    "a paralegal's": (
        {"When": DAY, "Fact": "a", "Bates No.": "ACME-0412", "Witness": "b", "Issue": "c"},
        {"date": "When", "title": "Fact", "doc_id": "Bates No.", "who": "Witness"},
    ),
    "Timesketch's": (
        {
            "message": "a",
            "datetime": "2020-05-03T10:00:00+00:00",
            "timestamp_desc": "b",
            "timestamp": "1588500000000000",
        },
        {"date": "datetime", "title": "message"},
    ),
    "auto-archiver's": (
        {"Link": "https://x.example/1", "Archive status": "ok", "Upload timestamp": DAY, "Upload title": "a"}
        | {"Text content": "b"},
        {"url": "Link", "published": "Upload timestamp", "title": "Upload title", "quote": "Text content"},
    ),
    "German": (
        {"Datum": DAY, "Uhrzeit": "14.30", "Überschrift": "a", "Ort": "b", "Quelle": "c", "Beschreibung": "d"},
        {"date": "Datum", "time": "Uhrzeit", "title": "Überschrift", "where": "Ort", "publisher": "Quelle"}
        | {"quote": "Beschreibung"},
    ),
    "French": (
        {"Date de l'événement": DAY, "Titre": "a", "Lieu": "b", "Résumé": "c", "Publié le": DAY},
        {"date": "Date de l'événement", "title": "Titre", "where": "Lieu", "quote": "Résumé", "published": "Publié le"},
    ),
    "Spanish": (
        {"Fecha de inicio": DAY, "Fecha final": DAY, "Título": "a", "Descripción": "b"},
        {"date": "Fecha de inicio", "end": "Fecha final", "title": "Título", "quote": "Descripción"},
    ),
    "Russian": ({"Дата": DAY, "Событие": "a", "Место": "b"}, {"date": "Дата", "title": "Событие", "where": "Место"}),
    "in parts": (
        {"Year": "1848", "Month": "3", "Day": "", "Event": "a"},
        {"year": "Year", "month": "Month", "day": "Day", "title": "Event"},
    ),
    "TimelineJS's": (
        {"Year": "1848", "Month": "3", "Day": "", "Display Date": "", "Headline": "a", "Text": "b", "Group": "c"},
        {"year": "Year", "month": "Month", "day": "Day", "title": "Headline", "quote": "Text"},
    ),
    "a form's": (
        {
            "Date of incident (UTC)": DAY,
            "Month": "May",
            "Location [city]": "Kyiv",
            "Link to video": "https://x.example/1",
        },
        {"date": "Date of incident (UTC)", "where": "Location [city]", "url": "Link to video"},
    ),
    "separators and case": (
        {"START_DATE": DAY, "end-date": DAY, "eventTitle": "a", "SOURCES": "Bild"},
        {"date": "START_DATE", "end": "end-date", "title": "eventTitle", "publisher": "SOURCES"},
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_of_this_kind_is_understood(name: str) -> None:
    row, found = HEADERS[name]
    layout = columns(list(row), [list(row.values())], {}).layout("csv")
    assert {field: places[0] for field, places in layout.fields.items()} == found
    assert layout.guessed
    assert {*layout.kept, *layout.key} == set(row) - set(found.values())


def test_what_a_column_holds_decides_where_its_name_may_mean_two_things() -> None:
    event_number = columns(["event", "date", "title"], [["12", DAY, "a"]], {})
    event_title = columns(["event", "date"], [["It rained", DAY]], {})
    assert event_number.of == {"number": (0,), "date": (1,), "title": (2,)}
    assert event_title.of == {"date": (1,), "title": (0,)}
    link = columns(["date", "source", "title"], [[DAY, "https://x.example/1", "a"]], {})
    paper = columns(["date", "source", "title"], [[DAY, "The Times", "a"]], {})
    assert (link.of["url"], paper.of["publisher"]) == ((1,), (1,))
    assert "status" not in columns(["date", "status"], [[DAY, "closed"]], {}).of
    assert columns(["date", "status"], [[DAY, "planned"]], {}).of["status"] == (1,)


def test_a_date_without_a_name_is_found_by_its_cells_and_numbers_are_no_dates() -> None:
    rows = [["1848", "12", "3 May 2020", "x"], ["1849", "13", "", "y"], ["1850", "14", "May 2020", "z"]]
    assert columns(["Population", "Flag", "Happened", "Text"], rows, {}).of["date"] == (2,)
    assert "date" not in columns(["Population", "Text"], [["1848", "x"], ["1849", "y"]], {}).of


def test_a_column_of_dates_goes_before_one_of_a_likelier_name() -> None:
    assert columns(["Start", "Date"], [["Kyiv", DAY], ["Lviv", DAY]], {}).of["date"] == (1,)


def test_what_a_person_says_goes_before_every_guess_and_its_column_is_not_given_twice() -> None:
    names, row = ["Date", "Other date", "Title"], [DAY, DAY, "a"]
    found = columns(names, [row], {"date": "other date", "title": ""})
    assert found.of == {"date": (1,), "title": ()}
    assert columns(["A", "B", "Date"], [["a", "b", DAY]], {"who": "A,B"}).of["who"] == (0, 1)


def test_no_field_has_a_word_twice() -> None:
    for field, rule in table("_headers.toml").items():
        words = [heading(word) for word in (*rule.get("sure", ()), *rule["words"])]
        assert all(words), field
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
        assert rule.get("of", "date") in CHECKS, field


def test_words_of_dates_are_as_dates_are_folded() -> None:
    rules = table("_dates.toml")
    lists = [rules[name] for name in ("undated", "circa", "to", "century", "decade", "beside")]
    lists += [*rules["months"].values(), *rules["seasons"].values()]
    for words in lists:
        assert all(word == folded(word) for word in words), words
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
    months = list(chain.from_iterable(rules["months"].values()))
    assert len(months) == len(set(months))


def test_every_field_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
    assert [field for field in fields() if f"`{field}`" not in text] == []


def test_every_column_of_our_own_has_its_field() -> None:
    called = {
        heading(word) for rule in table("_headers.toml").values() for word in rule["words"] + rule.get("sure", [])
    }
    assert {heading(name) for name in USUAL} <= called
    assert set(fields()) >= {"date", "title", "quote", "who", "where"}
