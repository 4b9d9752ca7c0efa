"""Texts in, tagged texts out."""

import pytest

from timeline.errors import BadRegion, UnknownName
from timeline.values.problem import Problem
from timeline.workflow.dates import Tagged, dates
from timeline.workflow.dates_shown import record, rows


def tagged(text: str, **options: str) -> Tagged:
    [found] = dates([text], origin="-", anchor="2024-12-07", **options)
    assert isinstance(found, Tagged)
    return found


def test_a_text_keeps_its_publication_day_and_its_language() -> None:
    found = tagged("Er kam am 3. Mai 2019.", language="de")
    assert found.published is not None
    assert (found.published.first_day, found.language, found.line) == ("2024-12-07", "de", None)
    assert [e.value for e in found.expressions] == ["2019-05-03"]


def test_a_line_is_known_by_its_number_and_its_own_day_of_publication() -> None:
    lines = ['{"doc_id": "a", "dct": "2019-05-15", "text": "now"}\n', "\n", '{"text": "now"}\n', "{}\n"]
    found = list(dates(lines, origin="in.jsonl", anchor="2020-01-02"))
    assert [(t.line, t.published and t.published.first_day) for t in found if isinstance(t, Tagged)] == [
        (1, "2019-05-15"),
        (3, "2020-01-02"),
    ]
    assert [p.where for p in found if isinstance(p, Problem)] == ["in.jsonl:4"]


@pytest.mark.parametrize("region", ["UKX", "1", "", "ÄÖ"])
def test_what_is_no_code_of_a_country_is_refused(region: str) -> None:
    with pytest.raises(BadRegion, match="ISO 3166"):
        list(dates(["a text"], origin="-", region=region))


def test_a_language_without_a_file_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownName, match="there are: de, en"):
        list(dates(["a text"], origin="-", language="tlh"))


def test_both_readings_of_a_date_are_told_with_the_reason_for_the_one_taken() -> None:
    [timex] = record(tagged("It rained on 10/12/2023.", region="GB"), explain=True)["timexes"]
    assert timex["value"] == "2023-12-10"
    assert timex["readings"] == ["2023-12-10", "2023-10-12"]
    assert timex["why"] == "the region GB writes the day first"


def test_reasons_come_only_when_they_are_asked_for() -> None:
    found = tagged("It will close on Friday.")
    plain, explained = (record(found, explain=e)["timexes"][0] for e in (False, True))
    assert plain.items() <= explained.items()
    assert explained.keys() - plain.keys() >= {"why", "readings", "basis", "anchor", "operator", "formula"}
    assert (explained["basis"], explained["anchor"], explained["signal"]) == ("relative", "2024-12-07", "on")
    assert explained["why"] == "'will' looks ahead"


def test_the_table_says_from_where_a_day_was_counted() -> None:
    found = tagged("On 1 March 1914 he left. The next day he came back.")
    text = "\n".join(rows(found, explain=True))
    assert "context: counted from 1 March 1914, the beginning of '1 March 1914' at 3" in text
    assert "unit_from_reference(u, n) = [r]u + n" in text
    assert len(list(rows(found))) == 2
