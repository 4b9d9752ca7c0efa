import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.files import Write, lone_problem, one, reading
from timeline.errors import UnknownName
from timeline.readers import read
from timeline.readers.base import ReadOptions
from timeline.values.time import Grain, TimeSpan

RIVER = {"id": "r1", "title": "The river", "text": "It rained.\r\n It stopped. ", "published": "2024-12-07"}


def line(**fields: Any) -> str:
    return json.dumps({**RIVER, **fields}) + "\n"


def test_a_line_is_a_document_and_its_text_keeps_every_character(write: Write) -> None:
    full = line(
        url="https://example.org/a", author=[{"name": "Ann"}, "Bo"], source={"name": "The Post"}, language="en_GB"
    )
    document = one(write("news/a.jsonl", full))
    assert (document.origin, document.address) == ("news/a.jsonl:1", "https://example.org/a")
    assert (document.doc_id, document.title, document.text) == ("r1", "The river", RIVER["text"])
    assert document.published == TimeSpan.of(2024, 12, 7)
    assert (document.author, document.publisher, document.language) == ("Ann, Bo", "The Post", "en-GB")


@pytest.mark.parametrize("key", ["text", "body", "content"])
@pytest.mark.parametrize("date", ["published", "date", "datePublished", "dct"])
def test_the_keys_that_corpora_use_are_known(write: Write, key: str, date: str) -> None:
    document = one(write("a.jsonl", json.dumps({"doc_id": 7, key: "It rained.", date: "2024-12-07"})))
    assert (document.text, document.doc_id) == ("It rained.", "7")
    assert document.published == TimeSpan.of(2024, 12, 7)


def test_other_keys_can_be_mapped(write: Write) -> None:
    file = write("a.jsonl", '{"story": "It rained.", "pub_date": "2024-12-07", "date": "1999-01-01"}')
    document = one(file, columns={"text": "story", "published": "pub_date"})
    assert (document.text, document.published) == ("It rained.", TimeSpan.of(2024, 12, 7))


def test_a_field_that_no_document_has_cannot_be_mapped() -> None:
    with pytest.raises(UnknownName, match="'day'"):
        ReadOptions(columns={"day": "pub_date"})


@pytest.mark.parametrize(
    ("date", "span"),
    [
        (1733565720, TimeSpan.of(2024, 12, 7, 10, 2, 0, zone="Z")),
        (1733565720000, TimeSpan.of(2024, 12, 7, 10, 2, 0, zone="Z")),
        (20241207, TimeSpan.of(2024, 12, 7)),
        ("Sat, 07 Dec 2024 10:02 GMT", TimeSpan.of(2024, 12, 7, 10, 2, zone="GMT")),
    ],
)
def test_a_date_may_be_a_number_or_words(write: Write, date: object, span: TimeSpan) -> None:
    assert one(write("a.jsonl", line(published=date))).published == span


@pytest.mark.parametrize("date", ["2024", "2024-12", "yesterday", "0000-00-00", 12, True, "x" * 9_000])
def test_what_names_no_day_is_no_publication(write: Write, date: object) -> None:
    documents, [problem] = reading(write("a.jsonl", line(published=date)))
    assert documents[0].published is None
    assert len(str(problem)) < 200
    assert "--map published=KEY" in problem.advice


def test_an_article_without_id_or_url_is_found_again_by_its_text(write: Write) -> None:
    file = write("./news/a.jsonl", line(id=None) + line(id=None, title="Renamed") + line(id=None, text="Other."))
    first, renamed, other = reading(f"./{file}")[0]
    assert first.address == f"news/a.jsonl#{first.sha256[:16]}" == renamed.address
    assert other.address != first.address


def test_an_article_with_an_id_keeps_its_address_when_its_text_changes(write: Write) -> None:
    assert one(write("a.jsonl", line())).address == one(write("a.jsonl", line(text="New."))).address == "a.jsonl#r1"


def test_broken_lines_are_told_by_number_and_the_others_read(write: Write) -> None:
    lines = [
        line(),
        "{broken\n",
        "\n",
        "[1]\n",
        '"text"\n',
        line(text=None),
        '{"a": ' + "[" * 9_000 + "\n",
        line(text=" "),
    ]
    documents, problems = reading(write("a.jsonl", "".join([*lines, "\0\0\n", line(id="last")])))
    assert [d.origin for d in documents] == ["a.jsonl:1", "a.jsonl:10"]
    assert [p.where for p in problems] == [f"a.jsonl:{n}" for n in (2, 4, 5, 6, 7, 8, 9)]
    assert all(p.skipped and "\n" not in str(p) for p in problems)
    assert problems[0].what.startswith("is no JSON: ")
    assert "pass --map text=KEY" in str(problems[3])
    assert problems[5].what == "has an empty text"


def test_a_line_over_the_limit_is_passed_over_and_the_next_one_read(write: Write) -> None:
    file = write("a.jsonl", line(text="x" * 1_000_000) + line(id="second"))
    documents, [problem] = reading(file, max_bytes=10_000)
    assert [d.doc_id for d in documents] == ["second"]
    assert str(problem) == (
        "a.jsonl:1: has a document of more than 10,000 bytes; split it, or raise the limit with --max-bytes"
    )


def test_memory_does_not_grow_with_the_lines(write: Write) -> None:
    def peak(lines: int) -> int:
        file = write("a.jsonl", "".join(line(id=n, text=f"{n} " * 500) for n in range(lines)))
        tracemalloc.start()
        for _ in read([file], ReadOptions()):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is imported on the way stays
    assert peak(1_000) < 2 * peak(50) + 200_000


def test_half_characters_and_nuls_are_kept_as_replacements_one_for_one(write: Write) -> None:
    documents, [problem] = reading(write("a.jsonl", '{"text": "a\\ud800b\\u0000c", "date": "2024-12-07"}'))
    assert documents[0].text == "a\ufffdb\ufffdc"
    assert not problem.skipped


def test_sixteen_bit_lines_are_lines(write: Write) -> None:
    documents, problems = reading(write("a.jsonl", (line(id="é") + line(id="ü")).encode("utf-16")))
    assert ([d.doc_id for d in documents], problems) == (["é", "ü"], [])


def test_an_array_or_one_record_over_many_lines_is_json(write: Write) -> None:
    documents, _ = reading(write("a.json", json.dumps([RIVER, {"id": 1}, {**RIVER, "id": "r2"}], indent=2)))
    assert [(d.origin, d.address) for d in documents] == [("a.json[1]", "a.json#r1"), ("a.json[3]", "a.json#r2")]
    assert one(write("b.json", json.dumps(RIVER, indent=2))).doc_id == "r1"
    assert [d.doc_id for d in reading(write("c.json", line() + line(id="r2")))[0]] == ["r1", "r2"], "lines all the same"


def test_an_array_that_is_cut_off_says_where(write: Write) -> None:
    assert "at line 2" in lone_problem(write("a.json", '[{"text": "It rained."},\n')).what


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_every_character_of_a_field_is_in_the_text(
    tmp_path_factory: pytest.TempPathFactory, text: str, escaped: bool
) -> None:
    file = tmp_path_factory.mktemp("j") / "a.jsonl"
    file.write_text(json.dumps({"text": text, "date": "2024-12-07"}, ensure_ascii=escaped), "utf-8")
    assert one(str(file)).text == text.replace("\0", "\ufffd")


def test_a_clock_time_is_as_fine_as_it_is_said(write: Write) -> None:
    spans = [one(write("a.jsonl", line(published=f"2024-12-07T{clock}"))).published for clock in ("10:02", "10:02:30")]
    assert [span.grain for span in spans if span] == [Grain.MINUTE, Grain.SECOND]
