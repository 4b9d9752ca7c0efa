"""Every importer there is against every bad file we could think of: one line a problem, and the good rows come in."""

import csv
import gzip
import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from importers.every import FILES, FORM, ROWS
from timeline.cli.main import run

every_file = pytest.mark.parametrize("name", FILES)
BINARY = {"xlsx"}
WHOLE = {"xlsx", "timelinejs"}  # what is cut off anywhere is no file any more
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


@pytest.mark.parametrize("name", [name for name in TEXT if name != "timelinejs"])
def test_nul_bytes_do_not_stop_the_rest(name: str, tried: Try) -> None:
    came = tried(name, FILES[name].replace(b"The", b"T\0e"))
    assert came.created + came.refused >= (ROWS if b"The" in FILES[name] else 0)


DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
HOSTILE = {
    "deep JSON": DEEP,
    "deep lists": b"[" * 200_000,
    "a PNG": PNG,
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
    assert len(came.lines) < 60


@pytest.mark.parametrize("name", [name for name in TEXT if name not in ("timelinejs", "ical")])
@pytest.mark.parametrize("hostile", ["deep JSON", "a PNG", "zeros", "quotes", "NaN"])
def test_good_rows_beside_what_is_none_come_in(name: str, hostile: str, tried: Try) -> None:
    lines = FILES[name].splitlines(keepends=True)
    middle = len(lines) // 2 + (name in HEADED and len(lines) == 2)
    first = b"".join(lines[: max(middle, 1 + (name in HEADED))])
    rest = b"".join(lines[max(middle, 1 + (name in HEADED)) :])
    if hostile == "quotes":  # one that is never closed takes with it what follows
        came = tried(name, first + rest + HOSTILE[hostile])
    else:
        came = tried(name, first + HOSTILE[hostile].replace(b"\n", b" ").replace(b'"', b"") + b"\n" + rest)
    assert came.created == ROWS
    assert came.refused


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


@every_file
def test_a_packed_file_is_as_good(name: str, tried: Try) -> None:
    assert tried(name, gzip.compress(FILES[name]))[:3] == (0, ROWS, 0)


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_that_is_a_bomb_is_not_opened(member: str, tried: Try) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES["xlsx"])) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for one in good.namelist():
            with bad.open(one, "w", force_zip64=True) as to:
                to.write(good.read(one))
                if one == member:
                    for _ in range(400):
                        to.write(b" " * 1_000_000)
    came = tried("xlsx", out.getvalue())
    assert came.code == 1
    assert len(came.lines) < 5


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
