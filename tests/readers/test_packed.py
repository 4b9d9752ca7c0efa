import gzip
import io
import tracemalloc
import zlib

import pytest

from readers.files import Write, lone_problem, one, reading
from timeline.values.time import TimeSpan

DAY = {"published": TimeSpan.of(2024, 12, 7)}
LINES = b"".join(b'{"id": %d, "text": "It rained %d."}\n' % (n, n) for n in range(2_000))


def test_any_format_may_be_packed(write: Write) -> None:
    assert one(write("a.txt.gz", gzip.compress(b"It rained.")), **DAY).text == "It rained."
    assert one(write("b.md.gz", gzip.compress(b"# The river\n")), **DAY).title == "The river"
    documents = reading(write("c.jsonl.gz", gzip.compress(LINES)), **DAY)[0]
    assert [d.origin for d in documents][::1999] == ["c.jsonl.gz:1", "c.jsonl.gz:2000"]
    assert one("-", stdin=io.BytesIO(gzip.compress(b"It rained.")), **DAY).text == "It rained."


def test_packed_is_known_by_its_bytes_and_not_by_its_name(write: Write) -> None:
    assert one(write("a.txt", gzip.compress(b"It rained.")), **DAY).text == "It rained."
    assert one(write("b.txt.gz", b"It rained."), **DAY).text == "It rained."


def test_members_one_after_another_are_one_file(write: Write) -> None:
    packed = gzip.compress(LINES[:1_000]) + gzip.compress(LINES[1_000:]) + b"\0" * 100
    assert len(reading(write("a.jsonl.gz", packed), **DAY)[0]) == 2_000


@pytest.mark.parametrize("cut", [20, 5_000])
def test_what_was_read_before_the_damage_is_kept(write: Write, cut: int) -> None:
    packed = gzip.compress(LINES)
    documents, [problem] = reading(write("a.jsonl.gz", packed[:cut]), **DAY)
    assert problem.what == "is cut off: its gzip stream has no end"
    assert 0 <= len(documents) < 2_000
    documents, problems = reading(write("b.jsonl.gz", packed[:5_000] + b"\xff" * 50 + packed[5_050:]), **DAY)
    assert documents
    assert problems[-1].what.startswith("is damaged: ")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.html.gz", "a.gz"])
@pytest.mark.parametrize("line", [b"x" * 999 + b"\n", b"x" * 1_000], ids=["lines", "one line"])
def test_a_bomb_is_stopped_before_it_fills_the_memory(write: Write, name: str, line: bytes) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(line * 1_000) for _ in range(100)) + packer.flush()
    tracemalloc.start()
    _, problems = reading(write(name, bomb), max_bytes=1_000_000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problems
    assert most < 20_000_000
    assert "bytes" in problems[-1].what


def test_a_bomb_of_many_short_lines_says_what_it_is(write: Write) -> None:
    bomb = gzip.compress(b"{}\n" * 300_000)
    assert "as a decompression bomb does" in reading(write("a.jsonl.gz", bomb), max_bytes=50_000)[1][-1].what


def test_a_plain_problem_names_the_packed_file(write: Write) -> None:
    assert str(lone_problem(write("a.txt.gz", gzip.compress(b"")))) == "a.txt.gz: is empty"
