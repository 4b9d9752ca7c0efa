import io
import os
from pathlib import Path

import pytest

from readers.files import Write, lone_problem, not_as_root, one, reading
from timeline.values.time import TimeSpan

DAY = {"published": TimeSpan.of(2024, 12, 7)}


def origins(*paths: str) -> list[str]:
    return [d.origin for d in reading(*paths, **DAY)[0]]


@pytest.fixture
def news(write: Write) -> str:
    for name in ("b.txt", "a/z.txt", "a/b/y.md", "c.html.txt", ".hidden.txt", ".git/config"):
        write(f"news/{name}", f"Words of {name}.")
    return "news"


@pytest.mark.usefixtures("news")
def test_a_folder_is_read_to_its_depth_in_the_order_of_names_but_what_is_hidden() -> None:
    assert origins("./news/") == ["news/a/b/y.md", "news/a/z.txt", "news/b.txt", "news/c.html.txt"]


@pytest.mark.usefixtures("news")
def test_a_pattern_is_what_it_matches_and_a_hidden_file_is_read_by_its_name() -> None:
    assert origins("news/*.txt", "news/.hidden.txt") == ["news/b.txt", "news/c.html.txt", "news/.hidden.txt"]
    assert origins("news/**/*.md") == ["news/a/b/y.md"]


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize(
    "paths",
    [("news/b.txt", "./news/b.txt"), ("news", "news/b.txt", "news"), ("news/b.txt", "news"), ("news/a", "news/*")],
)
def test_what_two_names_lead_to_is_read_once(paths: tuple[str, ...], tmp_path: Path) -> None:
    found = origins(*paths, str(tmp_path / "news" / "b.txt"))
    assert len(found) == len(set(found)) == (1 if paths[1].endswith("b.txt") and paths[0] != "news" else 4)


def test_a_file_whose_name_is_a_pattern_is_that_file(write: Write) -> None:
    assert origins(write("a[1].txt", "Words.")) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("gone.txt", "gone.txt: is not there; check the path"),
        ("*.gone", "*.gone: matches no file; check the pattern"),
        ("", "'': is an empty name; give a file, a folder, a pattern, a URL, or - for standard input"),
        (
            "ftp://example.org/a",
            "ftp://example.org/a: is not http or https: ftp://example.org/a; give a path for a file",
        ),
    ],
)
def test_what_leads_nowhere_is_one_line(write: Write, path: str, said: str) -> None:
    write("a.txt", "Words.")
    assert str(lone_problem(path)) == said


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    assert "is a folder without files" in lone_problem(str(tmp_path / "empty")).what


@not_as_root
def test_a_file_and_a_folder_that_may_not_be_read_say_why(write: Write) -> None:
    write("news/a.txt", "Words.")
    write("news/b/b.txt", "Words.")
    os.chmod("news/a.txt", 0)
    os.chmod("news/b", 0)
    problems = reading("news")[1]
    os.chmod("news/b", 0o700)
    assert [str(p).partition(";")[0] for p in problems] == [
        "news/a.txt: cannot be read: Permission denied",
        "news/b: cannot be read: Permission denied",
    ]


@pytest.mark.usefixtures("news")
def test_links_are_followed_but_not_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "o.txt").write_text("Words of another.")
    for name, target in {"up": "..", "self": ".", "other": "../other", "again": "../other", "gone": "nowhere"}.items():
        (tmp_path / "news" / name).symlink_to(target)
    documents, problems = reading("news", **DAY)
    assert sorted(d.text for d in documents if "another" in d.text) == ["Words of another."]
    assert [str(p).partition(";")[0] for p in problems] == ["news/gone: is a link that leads nowhere"]


def test_a_format_is_known_by_its_look_where_the_name_does_not_say(write: Write) -> None:
    page = "<!DOCTYPE html><html><body><h1>T</h1><p>" + "It rained all day. " * 20 + "</p></body></html>"
    assert "<p>" not in one(write("page", page), **DAY).text
    assert one(write("lines.log", '{"text": "It rained."}\n'), **DAY).text == "It rained."
    assert one(write("notes.org", "It rained."), **DAY).text == "It rained."
    assert one(write("front", "---\ntitle: T\n---\nIt rained."), **DAY).title == "T"


@pytest.mark.parametrize("beginning", ["%PDF-1.7\n", '<?xml version="1.0"?><rss>', "{\\rtf1 "])
def test_a_format_that_is_not_read_is_not_taken_for_text(write: Write, beginning: str) -> None:
    assert lone_problem(write("a.bin", beginning + "words")).what == "is in no format that is read"


def test_standard_input_is_read_as_what_it_looks_like() -> None:
    document = one("-", stdin=io.BytesIO(b"It rained."), **DAY)
    assert (document.origin, document.address) == ("-", f"-#{document.sha256[:16]}")
    document = one("-", stdin=io.BytesIO(b'{"id": "a", "text": "It rained."}'), **DAY)
    assert (document.origin, document.address) == ("-:1", "-#a")


def test_a_hundred_megabytes_in_one_line_are_refused_within_bounds(tmp_path: Path) -> None:
    import tracemalloc

    for name, beginning in {"a.txt": b"", "a.jsonl": b'{"text": "', "a": b""}.items():
        file = tmp_path / name
        with file.open("wb") as out:
            out.write(beginning)
            for _ in range(100):
                out.write(b"x" * 1_000_000)
        tracemalloc.start()
        problem = lone_problem(str(file))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.unlink()
        assert "has a document of more than 20,000,000 bytes" in problem.what
        assert most < 3 * 20_000_000
