"""Every importer there is against every bad file we could think of: one line a problem, and the good rows come in."""

import csv
import gzip
import io
import json
import random
import re
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest
import xlsxwriter

from importers.every import FILES, FORM, ROWS
from timeline.cli.main import run
from timeline.importers.base import IMPORTERS, Importer, ImportOptions, NotRead, Source
from timeline.intake.unpacking import unpacked
from timeline.values.problem import Problem
from timeline.values.record import Record, Restored

every_file = pytest.mark.parametrize("name", FILES)
BINARY = {"xlsx"}
TEXT = [name for name in FILES if name not in BINARY]
HEADED = [name for name in FILES if FORM[name] in ("acled", "csv", "gtd", "tsv", "ucdp") or name.endswith("-csv")]
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 9, 9, 8, 2, 0, 0, 0) + bytes(range(256)) * 40


class Came(NamedTuple):
    """What the command said of a file."""

    code: int
    created: int
    refused: int
    lines: list[str]


@pytest.fixture
def tried(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> "Try":
    return Try(tmp_path, capfd)


class Try:
    """``timeline import FILE --as FORMAT``, without a timeline."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capfd = folder, capfd

    def __call__(self, name: str, data: bytes, *options: str) -> Came:
        file = self._folder / "bad.file"
        file.write_bytes(data)
        db = str(self._folder / "none.db")
        code = run(["--db", db, "import", str(file), "--as", FORM[name], "--dry-run", "--json", *options])
        out, err = self._capfd.readouterr()
        assert "Traceback" not in err
        if not out:  # nothing of it was begun
            assert err.startswith("error: ")
            assert code == 1
            return Came(code, 0, 0, err.splitlines())
        told = json.loads(out)
        refused = [line for line in err.splitlines() if line.startswith("refused: ")]
        assert len(refused) == sum(problem["refused"] for problem in told["problems"])
        for problem in told["problems"]:
            assert re.fullmatch(rf"{re.escape(str(file))}(:\d+)?", problem["where"])
            assert problem["what"]
            assert not problem["what"].endswith(".")
            assert "\n" not in problem["what"] + (problem["advice"] or "")
        rows = told["created"] + told["changed"] + told["known"]
        assert code == (1 if not rows and (told["refused"] or not told["layouts"]) else 0)
        return Came(code, rows, told["refused"], err.splitlines())


T = TypeVar("T")


class Found(NamedTuple):
    """What an importer said of a stream."""

    rows: int
    problems: list[str]


def read(name: str, stream: io.BufferedReader, **options: int) -> Found:
    importer: Importer = IMPORTERS.load(FORM[name])
    rows = 0
    problems = []
    try:
        for one in importer.read(Source("f", stream), ImportOptions(**options)):  # type: ignore[arg-type]
            if isinstance(one, Record | Restored):
                rows += 1
            elif isinstance(one, Problem):
                problems.append(one.what)
    except NotRead as why:
        problems.append(why.what)
    return Found(rows, problems)


def measured(work: Callable[[], T]) -> tuple[T, int]:
    """What comes of it, and the most memory that it took."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@every_file
def test_the_good_file_of_these_tests_is_good(name: str, tried: Try) -> None:
    assert tried(name, FILES[name])[:3] == (0, ROWS, 0)


@every_file
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off_gives_the_rows_before(name: str, share: float, tried: Try) -> None:
    came = tried(name, FILES[name][: int(len(FILES[name]) * share)])
    assert came.created <= ROWS
    assert came.created or came.code == 1 or share < 0.9
    if share > 0.8 and name not in BINARY:
        assert came.created >= ROWS - 1


@every_file
@pytest.mark.parametrize(
    "data", [b"", b"\n", b" \r\n \n\t\n", b"\xef\xbb\xbf"], ids=["nothing", "line", "blanks", "mark"]
)
def test_a_file_with_nothing_in_it_is_said_to_be_empty(name: str, data: bytes, tried: Try) -> None:
    came = tried(name, data)
    assert came.code == 1
    assert "is empty" in came.lines[0]


@pytest.mark.parametrize("name", TEXT)
def test_windows_1252_is_read_and_said(name: str, tried: Try) -> None:
    text = FILES[name].decode()
    came = tried(name, text.encode("cp1252", "replace"))
    assert (came.code, came.created, came.refused) == (0, ROWS, 0)
    assert any("UTF-8" in line for line in came.lines) is not text.isascii()


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_sixteen_and_thirty_two_bits_are_refused_or_read(name: str, encoding: str, tried: Try) -> None:
    came = tried(name, FILES[name].decode().encode(encoding))
    assert (came.code, came.created) in ((1, 0), (0, ROWS))


@pytest.mark.parametrize("name", HEADED)
def test_a_delimiter_that_nobody_uses_is_said(name: str, tried: Try) -> None:
    came = tried(name, FILES[name].replace(b"\t", b"^").replace(b",", b"^"))
    assert (came.code, came.created) == (1, 0)


@every_file
@pytest.mark.parametrize("other", ["gdelt", "ical", "jsonl", "timelinejs", "tsv", "xlsx"])
def test_the_file_of_another_format_is_read_or_refused_row_by_row(name: str, other: str, tried: Try) -> None:
    came = tried(name, FILES[other])
    assert came.created in (0, ROWS)
    assert came.created or came.refused
    assert came.refused <= FILES[other].count(b"\n") or other in BINARY


@pytest.mark.parametrize("name", HEADED)
def test_a_header_that_comes_twice_is_a_bad_row(name: str, tried: Try) -> None:
    header, rest = FILES[name].split(b"\n", 1)
    came = tried(name, header + b"\n" + header + b"\n" + rest)
    assert came.created >= ROWS
    assert came.created + came.refused >= ROWS + 1


@pytest.mark.parametrize("name", HEADED)
def test_columns_of_one_name_are_all_kept(name: str, tried: Try) -> None:
    delimiter = b"\t" if b"\t" in FILES[name] else b","
    lines = FILES[name].splitlines()
    doubled = [line + delimiter + (b"x" if n else line.split(delimiter)[-1]) for n, line in enumerate(lines)]
    came = tried(name, b"\r\n".join(doubled) + b"\r\n")
    assert (came.created, came.refused) == (ROWS, 0)
    assert any("two columns" in line for line in came.lines)


@pytest.mark.parametrize("name", TEXT)
def test_nul_bytes_do_not_stop_the_rest(name: str, tried: Try) -> None:
    came = tried(name, FILES[name].replace(b"The", b"T\0e"))
    hit = FILES[name].count(b"The")
    assert came.created + came.refused >= ROWS
    assert came.created >= ROWS - hit
    assert not came.refused or "binary" in "".join(came.lines)


DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
HOSTILE = {
    "deep JSON": DEEP,
    "deep lists": b"[" * 200_000,
    "a PNG": PNG,
    "a PDF": b"%PDF-1.7\n" + b"1 0 obj\nstream\n\x89\n" * 100,
    "a picture in small": b"GIF89a\0\1\0\x80" + bytes(range(256)),
    "half of UTF-16": "date,title\n".encode("utf-16-le") * 100,
    "a ZIP": b"PK\x03\x04" + bytes(500),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
    "zeros": bytes(100_000),
    "quotes": b'"' * 50_001,
    "delimiters": b"," * 100_000 + b"\n" + b"\t" * 100_000,
    "returns": b"\r" * 10_000,
    "NaN": b'{"a": NaN}\n[Infinity]\n1e999999\n' + b"9" * 5_000,
    "half a pair": b'{"name": "\\ud800", "schema": "Event", "properties": {}}',
}


@every_file
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_no_such_file_is_one_line(name: str, hostile: str, tried: Try) -> None:
    came = tried(name, HOSTILE[hostile])
    assert came.created == 0 or hostile == "half a pair"
    assert len(came.lines) < 20


def _between_lines(name: str, bad: bytes) -> bytes:
    lines = FILES[name].splitlines(keepends=True)
    first = max(len(lines) // 2, 1 + (name in HEADED))
    return b"".join((*lines[:first], bad, b"\n", *lines[first:]))


def _between_entries(name: str, bad: bytes) -> bytes:
    end = b"END:VEVENT\r\n"
    return FILES[name].replace(end, end + b"BEGIN:VEVENT\r\nDTSTART:" + bad + b"\r\n" + end, 1)


def _between_slides(name: str, bad: bytes) -> bytes:
    return FILES[name].replace(b"},\n{", b"},\n" + bad + b",\n{", 1)


BETWEEN: dict[str, Callable[[str, bytes], bytes]] = {"ical": _between_entries, "timelinejs": _between_slides}


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("hostile", ["deep JSON", "a PNG", "zeros", "NaN"])
def test_good_rows_beside_what_is_none_come_in(name: str, hostile: str, tried: Try) -> None:
    bad = HOSTILE[hostile].replace(b"\n", b" ").replace(b'"', b"")
    came = tried(name, BETWEEN.get(name, _between_lines)(name, bad))
    assert came.created == ROWS
    assert came.refused
    assert any(re.match(r"refused: \S+:\d+: ", line) for line in came.lines)


@pytest.mark.parametrize("name", [name for name in TEXT if name != "ical"])
def test_a_quotation_mark_that_is_never_closed_takes_no_row_before_it(name: str, tried: Try) -> None:
    end = FILES[name].rstrip(b"]}\n\r") if name == "timelinejs" else FILES[name]
    came = tried(name, end + b'"' * 50_001)
    assert came.created >= ROWS - (name == "timelinejs")  # a slide ends where the next begins
    assert came.refused


NUMBERS = (b"9" * 5_000, b"1e999", b"-1", b"NaN", b"0", b"9" * 20, "٣".encode(), b"-", b"true", b"null", b"[]")


@pytest.mark.parametrize("name", TEXT)
def test_no_number_however_odd_stops_the_reading(name: str) -> None:
    places = list(re.finditer(rb"\d+", FILES[name]))
    for place in places[:: max(1, len(places) // 25)]:
        for number in NUMBERS:
            data = FILES[name][: place.start()] + number + FILES[name][place.end() :]
            found = read(name, io.BufferedReader(io.BytesIO(data)))
            assert found.rows + len(found.problems) >= ROWS or not found.rows


FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example")', "＝1")


@pytest.mark.parametrize("name", HEADED)
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text(name: str, formula: str, tried: Try) -> None:
    delimiter = "\t" if FORM[name] == "tsv" else ","
    rows = list(csv.reader(io.StringIO(FILES[name].decode(), newline=""), delimiter=delimiter))
    titles = ("The ferry sinks", "Mill Front", "Mill town", "Cork")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([[formula if c in titles else c for c in row] for row in rows])
    assert tried(name, out.getvalue().encode()).created == ROWS


class _Endless(io.RawIOBase):
    """Begins so, and goes on for so many bytes without a line end."""

    def __init__(self, begin: bytes, size: int) -> None:
        self._begin, self._left = begin, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        piece = self._begin[: len(buffer)] or b"x" * min(len(buffer), self._left)
        self._left -= 0 if self._begin else len(piece)
        self._begin = self._begin[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


STREAM = 4_000_000  # bytes, where a row may have 10,000: what is held would be seen, and 2 GB take no more
MOST = 3_000_000  # bytes of memory


@every_file
@pytest.mark.parametrize("share", [0, 0.3, 0.7, 1])
def test_a_line_without_end_is_not_held_in_memory(name: str, share: float) -> None:
    read(name, io.BufferedReader(io.BytesIO(FILES[name])))  # so that no module is loaded while it is measured
    begin = FILES[name][: int(len(FILES[name]) * share)]
    stream = io.BufferedReader(_Endless(begin, STREAM), 65_536)
    found, peak = measured(lambda: read(name, stream, max_bytes=10_000, max_unpacked=1_000_000))
    assert peak < MOST
    assert found.problems or share == 1
    assert found.rows >= (ROWS - 1 if share == 1 else 0) or name in BINARY


@every_file
def test_a_gzip_bomb_is_given_up_and_the_rows_before_it_come_in(name: str) -> None:
    read(name, io.BufferedReader(io.BytesIO(FILES[name])))
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(FILES[name] + b"\n") + packer.flush(zlib.Z_FULL_FLUSH)
    packed += b"".join(packer.compress(bytes(1_000_000)) for _ in range(20)) + packer.flush()
    stream = unpacked(io.BytesIO(packed), 1_000_000)
    found, peak = measured(lambda: read(name, stream, max_bytes=10_000))
    assert any("bomb" in what for what in found.problems)
    assert found.rows == ROWS or name in BINARY
    assert peak < MOST or name in BINARY


@pytest.mark.parametrize("name", TEXT)
def test_a_packed_file_that_is_cut_off_gives_the_rows_before(name: str, tried: Try) -> None:
    noise = random.Random(7).randbytes(30_000).hex().encode()  # so that what is cut off is behind the rows
    came = tried(name, gzip.compress(FILES[name] + b"\n" + noise)[:-20_000])
    assert (came.code, came.created) == (0, ROWS)
    assert sum("is cut off: its gzip stream has no end" in line for line in came.lines) == 1


def test_what_stands_behind_the_object_of_a_story_is_said(tried: Try) -> None:
    came = tried("timelinejs", FILES["timelinejs"] + b"\n\n" + FILES["timelinejs"])
    assert (came.code, came.created, came.refused) == (0, ROWS, 1)
    assert any(":9: has more after the end of its JSON" in line for line in came.lines)


@every_file
def test_a_packed_file_is_as_good(name: str, tried: Try) -> None:
    assert tried(name, gzip.compress(FILES[name]))[:3] == (0, ROWS, 0)


@pytest.fixture(scope="session")
def workbook() -> bytes:
    """One whose texts lie in a file of their own, as spreadsheets write them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate([("Date", "Title"), ("2019-05-03", "A ferry sinks"), ("2019-05-04", "A mill burns")]):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def _blown_up(data: bytes, member: str, tail: bytes, blank: int) -> bytes:
    """The workbook, with megabytes of blanks before what ends one of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        assert member in good.namelist()
        for one in good.namelist():
            text = good.read(one)
            with bad.open(one, "w", force_zip64=True) as to:
                if one != member:
                    to.write(text)
                    continue
                place = text.rindex(tail)
                to.write(text[:place])
                for _ in range(blank):
                    to.write(b" " * 1_000_000)
                to.write(text[place:])
    return out.getvalue()


BOMBS = {
    "xl/worksheets/sheet1.xml": b"</sheetData>",
    "xl/sharedStrings.xml": b"</sst>",
    "xl/styles.xml": b"</styleSheet>",
}


@pytest.mark.parametrize("member", BOMBS)
def test_a_workbook_that_is_a_bomb_is_not_opened(member: str, workbook: bytes, tried: Try) -> None:
    assert tried("xlsx", workbook)[:3] == (0, 2, 0)
    assert tried("xlsx", _blown_up(workbook, member, BOMBS[member], 1))[:3] == (0, 2, 0)
    came = tried("xlsx", _blown_up(workbook, member, BOMBS[member], 60))
    assert (came.code, came.created, came.refused) == (1, 0, 1)
    assert "bomb" in came.lines[0]


@pytest.mark.parametrize("member", BOMBS)
def test_a_workbook_that_lies_of_its_size_is_not_opened(member: str, workbook: bytes, tried: Try) -> None:
    bomb = bytearray(_blown_up(workbook, member, BOMBS[member], 60))
    place = bomb.rindex(member.encode()) - 46  # its entry in the directory at the end
    assert bomb[place : place + 4] == b"PK\1\2"
    bomb[place + 24 : place + 28] = struct.pack("<I", 1_000)  # what it says it unpacks to
    came, peak = measured(lambda: tried("xlsx", bytes(bomb)))
    assert (came.code, came.created, came.refused) == (1, 0, 1)
    assert peak < 8_000_000


def test_entities_of_a_workbook_are_not_unfolded(tried: Try) -> None:
    laugh = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES["xlsx"])) as good, zipfile.ZipFile(out, "w") as bad:
        for one in good.namelist():
            data = good.read(one)
            if one.endswith("sheet1.xml"):
                data = data.replace(b"<worksheet", laugh + b"<worksheet", 1)
            bad.writestr(one, data)
    assert tried("xlsx", out.getvalue()).code == 1
