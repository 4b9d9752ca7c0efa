"""What every format owes, whatever is in the folder."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.readers import READERS
from timeline.readers.base import NotRead, Reader, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan

pytestmark = pytest.mark.parametrize("name", READERS.names())

PIECES = ["<html>", "<body>", "<p>", "{", "}", "[", '"text"', ":", "\n", "---", "+++", "date", "2024-02-30", "é", "\0"]
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join)
WORDS = "On 7 December 2024 the river rose over its banks and the council closed the bridge. " * 8
AS = {
    "text": WORDS,
    "markdown": f"# The river\n\n{WORDS}",
    "html": f"<html><body><h1>The river</h1><article><p>{WORDS}</p><p>{WORDS}</p></article></body></html>",
    "jsonl": f'{{"text": "{WORDS}"}}\n',
    "json": f'[{{"text": "{WORDS}"}}]',
}


def found(name: str, raw: bytes, options: ReadOptions | None = None) -> list[Document | Problem | str]:
    reader: Reader = READERS.load(name)
    items: list[Document | Problem | str] = []
    try:
        items.extend(reader.read(Source("a", "a", io.BufferedReader(io.BytesIO(raw))), options or ReadOptions()))  # type: ignore[arg-type]
    except NotRead as why:
        items.append(f"{why.what}; {why.advice}")
    return items


def test_its_names_are_as_files_and_servers_write_them(name: str) -> None:
    reader: Reader = READERS.load(name)
    assert reader.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)
    assert reader.media_types
    assert all("/" in kind and kind == kind.lower() for kind in reader.media_types)


@settings(max_examples=60, deadline=None)
@example(raw=b"[]")
@given(raw=SOUP.map(str.encode) | st.binary(max_size=60))
@example(raw=b"")
@example(raw=b"\xef\xbb\xbf")
@example(raw=b"\xff\xfe\xff")
@example(raw=b"<html><body></body></html>")
def test_any_bytes_are_read_or_refused_in_words_and_the_same_way_again(name: str, raw: bytes) -> None:
    items = found(name, raw)
    assert items, "nothing came of it, and nothing was said"
    assert items == found(name, raw)
    for item in items:
        if isinstance(item, Document):
            assert item.text.strip()
            assert item.address
            assert item.origin.startswith("a")


@given(head=SOUP | st.text(max_size=60))
def test_any_beginning_has_a_likeness(name: str, head: str) -> None:
    reader: Reader = READERS.load(name)
    assert 0 <= reader.likeness(head) <= 9


def test_it_reads_its_own_format_and_what_is_passed_stands_before_what_it_says(name: str) -> None:
    passed = ReadOptions(published=TimeSpan.of(2024, 12, 8), publisher="The Post", language="en")
    [document] = [item for item in found(name, AS[name].encode(), passed) if isinstance(item, Document)]
    assert "the river rose" in document.text
    assert (document.published, document.publisher, document.language) == (passed.published, "The Post", "en")


def test_its_own_format_looks_like_it_more_than_like_any_other(name: str) -> None:
    likeness = {other: READERS.load(other).likeness(AS[name]) for other in READERS.names()}
    assert max(likeness, key=lambda other: likeness[other]) == name


def test_a_document_without_a_publication_says_what_to_pass(name: str) -> None:
    problem, document = found(name, AS[name].replace("7 December 2024", "that day").encode())
    assert isinstance(problem, Problem)
    assert not problem.skipped
    assert "--published" in problem.advice
    assert isinstance(document, Document)
    assert document.published is None


def test_a_document_over_the_limit_is_refused_by_one_line_that_names_it(name: str) -> None:
    [said] = found(name, AS[name].encode(), ReadOptions(max_bytes=100))
    assert "100 bytes" in str(said)
    assert "--max-bytes" in str(said)
