"""`timeline dates` as those have it who bring texts and want TIMEX3."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.conftest import Command

LINES = '{"doc_id": "a", "dct": "2019-05-15", "text": "yesterday"}\n{"doc_id": "b", "text": "in\\u0001 1999"}\n'


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A text with a date of two readings, and a month that nobody knows."""
    text = tmp_path / "note.txt"
    text.write_text("He left on 10/12/2023.\r\nIn Septembre 2001 he came. He said on Tuesday no.", newline="")
    return str(text)


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """Two documents in one file, the second with a character that XML cannot hold."""
    file = tmp_path / "docs.jsonl"
    file.write_text(LINES, encoding="utf-8")
    return str(file)


def test_a_text_becomes_timeml(timeline: Command, note: str) -> None:
    said = timeline("dates", note, "--anchor", "2024-12-07", "--to", "timeml")
    assert said.code == 0
    text = ElementTree.fromstring(said.out).find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == Path(note).read_bytes().decode()
    assert [t.get("value") for t in text] == ["2023-10-12", "2001", "2024-12-03"]


def test_several_documents_become_files_of_a_folder(timeline: Command, lines: str, note: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    said = timeline("dates", lines, note, "--to", "timeml", "-o", str(folder))
    assert (said.code, said.out) == (0, "")
    assert sorted(p.name for p in folder.iterdir()) == ["a.tml", "b.tml", "note.tml"]
    assert "1 character that XML cannot hold: written as U+FFFD" in said.err


def test_several_documents_do_not_become_one_file(timeline: Command, lines: str) -> None:
    said = timeline("dates", lines, "--to", "timeml")
    assert (said.code, said.out) == (1, "")
    assert "name a folder for them with -o FOLDER" in said.err


def test_reasons_are_told_where_they_are_asked_for(timeline: Command, note: str) -> None:
    said = timeline("dates", note, "--anchor", "2024-12-07", "--explain", "--region", "GB")
    assert "2023-12-10 (taken), 2023-10-12" in said.out
    assert "the region GB writes the day first" in said.out
    assert "'said' looks back" in said.out
    found = json.loads(timeline("dates", note, "--jsonl", "--explain").out)
    assert {"why", "readings", "basis", "anchor"} <= found["timexes"][0].keys()


def test_what_was_missed_is_listed(timeline: Command, note: str) -> None:
    said = timeline("dates", note, "--near-misses")
    assert said.out.split()[:3] == ["1", "septembre", "between"]
    assert f"{note}:2" in said.out
    assert said.err == "1 near miss beside 3 time expressions in 1 text\n"
    [missed] = json.loads(timeline("dates", note, "--near-misses", "--jsonl").out)["near_misses"]
    assert (missed["text"], missed["line"]) == ("Septembre", 2)


def test_several_files_are_told_apart_by_their_paths(timeline: Command, note: str) -> None:
    rows = [json.loads(row) for row in timeline("dates", note, note, "--jsonl").out.splitlines()]
    assert [r["doc_id"] for r in rows] == [note, note]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--language", "tlh"], 1, "there is no language 'tlh'; there are: de, en"),
        (["--region", "GBR"], 1, "'GBR' is no code of a country"),
        (["--to", "xml"], 2, "there are: table, jsonl, timeml"),
        (["--to", "timeml", "--jsonl"], 2, "leave one out"),
        (["--to", "timeml", "--explain"], 2, "TimeML has no room"),
        (["--explain", "--near-misses"], 2, "leave one out"),
        (["-o", "out"], 2, "a folder is for --to timeml"),
        (["--anchor", "soon"], 1, "'soon' is not a date"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_one_line(
    timeline: Command, note: str, options: list[str], code: int, said: str
) -> None:
    answer = timeline("dates", note, *options)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_an_input_of_which_something_could_be_read_has_not_failed(timeline: Command, tmp_path: Path) -> None:
    lines = tmp_path / "docs.jsonl"
    lines.write_text('{"text": "in 1999"}\n{"text": 3}\n')
    assert timeline("dates", str(lines)).code == 0
    lines.write_text('{"text": "in 1999", "dct": "soon"}\n')
    assert timeline("dates", str(lines)).code == 0


def test_a_file_that_cannot_be_read_does_not_keep_the_others_back(timeline: Command, note: str, tmp_path: Path) -> None:
    said = timeline("dates", str(tmp_path / "none.txt"), str(tmp_path), note)
    assert said.code == 0
    assert "10/12/2023" in said.out
    assert f"{tmp_path / 'none.txt'}: No such file or directory\n{tmp_path}: Is a directory\n" in said.err
    assert timeline("dates", str(tmp_path / "none.txt"), str(tmp_path)).code == 1


def test_a_publication_day_may_be_written_as_corpora_write_it(timeline: Command, tmp_path: Path) -> None:
    lines = tmp_path / "docs.jsonl"
    lines.write_text('{"dct": "1998-10-25T21:57", "text": "yesterday"}\n')
    said = timeline("dates", str(lines), "--jsonl")
    assert (json.loads(said.out)["timexes"][0]["value"], said.err) == ("1998-10-24", "")


def test_events_are_placed_in_time(timeline: Command, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    events = [{"id": "e1", "start": 8, "end": 12}, {"id": "e2", "start": 3, "end": 900}]
    document = {"doc_id": "d", "dct": "2024-05-15", "text": "A ferry sank on Monday.", "events": events}
    path.write_text(json.dumps(document) + "\nnonsense\n", encoding="utf-8")
    said = timeline("dates", "--place-events", "--jsonl", str(path))
    [placed] = json.loads(said.out)["events"]
    assert said.code == 0
    assert placed == {
        "id": "e1", "earliest": "2024-05-13", "latest": "2024-05-13", "extent": "within", "basis": "relative",
    }  # fmt: skip
    assert said.err.splitlines()[-1] == "1 event placed in 1 text"
    assert len(said.err.splitlines()) == 3


def test_events_of_which_none_could_be_read_have_failed(timeline: Command, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("nonsense\n", encoding="utf-8")
    assert timeline("dates", "--place-events", str(path)).code == 1
    assert timeline("dates", "--place-events", "--to", "timeml", str(path)).code == 2
