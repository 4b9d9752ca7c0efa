import pytest

from readers.files import Write, lone_problem, one, reading
from timeline.intake.decoding import decode
from timeline.values.time import TimeSpan

TEXT = "Zoë’s café – “open”"
DAY = {"published": TimeSpan.of(2024, 12, 7)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_mark_is_how_to_read_and_no_character(write: Write, encoding: str) -> None:
    mark = "\ufeff" if encoding[-2:] in ("le", "be") else ""
    documents, problems = reading(write("a.txt", (mark + TEXT).encode(encoding)), **DAY)
    assert (documents[0].text, problems) == (TEXT, [])


def test_text_without_a_declaration_is_guessed_and_the_guess_is_said(write: Write) -> None:
    documents, [problem] = reading(write("a.txt", TEXT.encode("cp1252")), **DAY)
    assert documents[0].text == TEXT
    assert problem.what == "is not UTF-8 (from byte 2) and says no encoding; read as Windows-1252"
    assert not problem.skipped


def test_broken_utf8_says_where_and_loses_nothing_else(write: Write) -> None:
    documents, [problem] = reading(write("a.txt", "Zoë ".encode() + b"\xff\xfe" + " café".encode()), **DAY)
    assert documents[0].text == "Zoë \ufffd\ufffd café"
    assert problem.what == "is broken UTF-8 in 2 places, first at byte 5; kept with U+FFFD there"
    assert not problem.skipped


def test_bytes_that_are_rubbish_in_every_encoding_are_broken_utf8() -> None:
    assert decode(b"plain \xff words").text == "plain \ufffd words"


def test_a_broken_line_is_told_by_its_number(write: Write) -> None:
    _, [problem] = reading(write("a.jsonl", b'{"text": "a"}\n{"text": "\xc3\xa9\xff"}\n'), **DAY)
    assert problem.where == "a.jsonl:2"
    assert "first at byte 12" in problem.what


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("windows-1251", "cp1251"), ("ISO-8859-2", "iso8859-2"), ("gb2312", "gb18030"), ("Shift_JIS", "cp932")],
)
def test_a_page_is_read_in_the_charset_that_it_declares(write: Write, declared: str, codec: str) -> None:
    words = {
        "cp1251": "Река вышла из берегов",
        "iso8859-2": "Řeka se vylila z břehů",
        "gb18030": "河水漫过堤岸",
        "cp932": "川が氾濫した",
    }[codec]
    page = (
        f'<html><head><meta charset="{declared}"></head><body><article><p>{words}. {words}.</p></article></body></html>'
    )
    documents, problems = reading(write("a.html", page.encode(codec)), **DAY)
    assert words in documents[0].text
    assert problems == []


def test_utf8_is_believed_before_a_wrong_declaration() -> None:
    assert decode(TEXT.encode(), "iso-8859-1").text == TEXT


def test_an_unknown_or_unsafe_charset_is_no_declaration() -> None:
    assert decode(b"caf\xe9", "no-such").text == decode(b"caf\xe9", "utf-7").text == "café"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.xyz", "a"])
def test_a_binary_file_is_refused(write: Write, name: str) -> None:
    assert lone_problem(write(name, b"GIF89a\x00\x01\x00\x80")).what == "is binary, not text"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a"])
def test_an_empty_file_is_said_to_be_empty(write: Write, name: str) -> None:
    assert str(lone_problem(write(name, ""))) == f"{name}: is empty"


def test_a_file_of_blanks_is_empty_too(write: Write) -> None:
    assert lone_problem(write("a.txt", " \n\t\n")).what.startswith("is empty")
    assert lone_problem(write("b.jsonl", "\n\n")).what == "is empty"


def test_the_text_is_found_again_at_the_offsets_that_python_counts(write: Write) -> None:
    assert one(write("a.txt", "a\r\nb\u2028c\x0cd"), **DAY).text[3] == "b"
