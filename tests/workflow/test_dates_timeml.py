"""TimeML as an XML parser reads it back."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import OneDocumentOnly
from timeline.timex import tag
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan
from timeline.workflow.dates import Tagged
from timeline.workflow.timeml import file_name, holdable, timeml, write_one, written

SATURDAY = TimeSpan.of(2024, 12, 7)
WORDS = [
    "May",
    "3",
    "to",
    "5",
    "2021",
    "&",
    "<b>",
    "]]>",
    '"',
    "\r\n",
    "\r",
    "\t",
    "\x00",
    "\ud800",
    "week",
    "last",
    "ß",
]


def tagged(text: str, published: TimeSpan | None = SATURDAY, doc_id: str | None = "a") -> Tagged:
    return Tagged(doc_id, text, tag(text, published=published), published)


def read(document: Tagged) -> ElementTree.Element:
    return ElementTree.fromstring(timeml(document).xml.encode())


def content(document: Tagged) -> str:
    text = read(document).find("TEXT")
    assert text is not None
    return "".join(text.itertext())


def timexes(document: Tagged) -> list[dict[str, str]]:
    return [dict(t.attrib) for t in read(document).iter("TIMEX3")]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)), st.sampled_from([None, SATURDAY]))
def test_a_parser_reads_the_text_back_as_it_was(text: str, published: TimeSpan | None) -> None:
    document = tagged(text, published, doc_id=text)
    kept, replaced = holdable(text)
    assert content(document) == kept
    assert len(kept) == len(text)
    assert timeml(document).replaced == replaced == sum(a != b for a, b in zip(text, kept, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_every_id_is_given_once_and_every_reference_leads_to_one(text: str) -> None:
    found = timexes(tagged(text))
    ids = [t["tid"] for t in found]
    assert len(ids) == len(set(ids))
    named = {t[k] for t in found for k in ("anchorTimeID", "beginPoint", "endPoint") if k in t}
    assert named <= set(ids)


def test_what_is_relative_leads_to_the_publication_day() -> None:
    created, yesterday = timexes(tagged("It rained yesterday."))
    assert created == {
        "tid": "t0", "type": "DATE", "value": "2024-12-07", "temporalFunction": "false",
        "functionInDocument": "CREATION_TIME",
    }  # fmt: skip
    assert yesterday == {
        "tid": "t1", "type": "DATE", "value": "2024-12-06", "temporalFunction": "true", "anchorTimeID": "t0",
        "functionInDocument": "NONE",
    }  # fmt: skip


def test_what_is_counted_from_the_text_leads_to_the_words_it_is_counted_from() -> None:
    _, first, next_day = timexes(tagged("On 1 March 1914 he left. The next day he came back."))
    assert (first["temporalFunction"], next_day["anchorTimeID"]) == ("false", first["tid"])


def test_a_text_without_a_publication_day_has_no_creation_time() -> None:
    document = tagged("It rained yesterday.", published=None)
    assert read(document).find("DCT") is None
    assert [t.get("anchorTimeID") for t in timexes(document)] == [None]


def test_a_range_has_a_duration_with_both_its_ends() -> None:
    _, first, last, whole = timexes(tagged("It ran from 3 to 5 May 2021."))
    assert (whole["type"], whole["value"]) == ("DURATION", "P3D")
    assert (whole["beginPoint"], whole["endPoint"]) == (first["tid"], last["tid"])


def test_a_set_has_its_quantity_and_its_frequency() -> None:
    *_, twice = timexes(tagged("They met twice a week."))
    assert (twice["type"], twice["value"], twice["freq"]) == ("SET", "P1W", "2X")


@pytest.mark.parametrize(
    ("published", "value"),
    [
        (TimeSpan.of(2019), "2019"),
        (TimeSpan.of(-43, 3, 15), "BC0044-03-15"),
        (TimeSpan.of(2019, 5, 15, 6, 30), "2019-05-15T06:30"),
        (TimeSpan.of(2019, 5, 15, 6, 30, 0, "+03:00"), "2019-05-15T06:30:00+03:00"),
        (TimeSpan.of(2019, 5, 15, 6, 30, 0, "EST"), "2019-05-15T06:30:00"),  # TIMEX3 has figures for a zone
        (TimeSpan(None, TimeSpan.of(2019).end, TimeSpan.of(2019).grain), None),  # before 2019: no day to count from
    ],
)
def test_the_creation_time_is_as_fine_as_it_is_known(published: TimeSpan, value: str | None) -> None:
    assert next((t["value"] for t in timexes(tagged("Nothing.", published))), None) == value


def test_one_file_holds_one_document() -> None:
    with pytest.raises(OneDocumentOnly, match="-o FOLDER"):
        write_one([tagged("one"), tagged("two")])


def test_documents_are_written_each_to_a_file_and_none_over_another(tmp_path: Path) -> None:
    texts = [("in", Tagged(name, "May 2019", [], line=1)) for name in ("nyt/1", "nyt/2", "nyt/1", "..")]
    found = list(written(texts, str(tmp_path / "new" / "folder")))
    names = sorted(p.name for p in (tmp_path / "new" / "folder").iterdir())
    assert names == ["%2E..tml", "nyt%2F1.tml", "nyt%2F2.tml"]
    assert [str(p) for p in found if isinstance(p, Problem)] == [
        "in:1: another document is written to nyt%2F1.tml already; give each a doc_id of its own"
    ]


@given(st.text(min_size=1, max_size=400))
def test_any_name_is_a_name_for_a_file(name: str) -> None:
    file = file_name(Tagged(name, "", [], line=1), "in.jsonl")
    assert len(file.encode()) < 200
    assert not set(file) & set('/\\\0:*?"<>|\n')
    assert not file.startswith(".")
