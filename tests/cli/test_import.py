"""Imports as a person asks for them: what is foreseen and what comes of it, how a file is understood, exit codes."""

import gzip
import io
import json
import random
import sys
from pathlib import Path

import pytest

from cli.conftest import Command
from importers.every import FILES, FORM, ROWS
from timeline.importers.base import IMPORTERS, ImportOptions
from timeline.store import open_store
from timeline.workflow.importing import as_json, import_rows

BELOW = b"1,2019-05-03,The dam broke,red\r\n2,2019-05,The mill closed,\r\n3,soon,It rained,\r\n"
TABLE = b"Ref,Date,What happened,Colour\r\n" + BELOW


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Two rows that can be read, and one that cannot."""
    file = tmp_path / "dams.csv"
    file.write_bytes(TABLE)
    return str(file)


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "t.db")


def test_help_leads_with_an_example(timeline: Command) -> None:
    lines = [line.strip() for line in timeline("import", "--help").out.splitlines() if line.strip()]
    assert lines[2] == 'Example: timeline import chronology.xlsx --map date="Event date" --dry-run'


def test_a_dry_run_says_what_would_come_of_it_and_makes_nothing(timeline: Command, table: str, db: str) -> None:
    said = timeline("--db", db, "import", table, "--dry-run")
    assert said.code == 0
    assert said.err.splitlines()[-1] == "would create 2, change 0, know 0, refuse 1"
    assert not Path(db).exists()


def test_a_row_is_refused_with_its_line_and_what_to_do(timeline: Command, table: str, db: str) -> None:
    said = timeline("--db", db, "import", table)
    assert (said.code, said.out) == (0, "")
    layout, refused, counts = said.err.splitlines()
    assert layout.startswith("read as csv: date ← Date, ")
    assert "key: Ref" in layout
    assert "kept beside them: Colour" in layout
    assert refused.startswith(f"refused: {table}:4: has ")
    assert "'soon'" in refused
    assert counts == f"created 2, changed 0, knew 0, refused 1; next: timeline --db {db} query"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True])
def test_the_format_of_every_file_is_told_by_its_look(
    name: str, packed: bool, timeline: Command, tmp_path: Path, db: str
) -> None:
    suffix = ".csv" if name.endswith("-csv") else IMPORTERS.load(FORM[name]).suffixes[0]
    file = tmp_path / f"file{suffix}{'.gz' * packed}"
    file.write_bytes(gzip.compress(FILES[name]) if packed else FILES[name])
    told = json.loads(timeline("--db", db, "import", str(file), "-n", "--json").out)
    [layout] = told["layouts"]
    assert layout["format"].lower().startswith(FORM[name].partition("-")[0])
    assert (told["created"], told["refused"]) == (ROWS, 0)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_comes_again_is_known_and_nothing_is_doubled(
    name: str, timeline: Command, tmp_path: Path, db: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(FILES[name])
    counts = []
    for _ in range(3):
        told = json.loads(timeline("--db", db, "import", str(file), "--as", FORM[name], "--json").out)
        counts.append((told["created"], told["changed"], told["known"], told["refused"]))
    assert counts == [(ROWS, 0, 0, 0), (0, 0, ROWS, 0), (0, 0, ROWS, 0)]
    with open_store(db) as store:
        assert list(store.verify()) == []


def test_standard_input_is_read(timeline: Command, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(TABLE))))
    said = timeline("--db", db, "import", "-")
    assert said.code == 0
    assert "refused: -:4: has " in said.err
    assert "created 2, changed 0" in said.err


def test_what_looks_like_nothing_is_an_error_that_lists_the_formats(timeline: Command, tmp_path: Path, db: str) -> None:
    (tmp_path / "prose.txt").write_text("Once upon a time.\n", encoding="utf-8")
    said = timeline("--db", db, "import", str(tmp_path / "prose.txt"))
    assert said.code == 1
    assert "looks like no format of events; say which with --as: acled, csv, " in said.err


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--map", "date"], 1, "'date' maps nothing; write FIELD=COLUMN"),
        (["--map", "dat=Date"], 1, "there is no field 'dat'"),
        (["--map", "date=Datum"], 1, "there is no column 'Datum'"),
        (["--as", "docx"], 1, "there is no format 'docx'; there are: acled, "),
        (["--profile", "dams"], 1, ""),
        (["--max-bytes", "0"], 2, "--max-bytes"),
    ],
)
def test_what_there_is_not_is_said(
    options: list[str], code: int, message: str, timeline: Command, table: str, db: str
) -> None:
    said = timeline("--db", db, "import", table, *options)
    assert said.code == code
    assert message in said.err
    assert "Traceback" not in said.err


def test_a_profile_is_kept_with_the_timeline_and_what_is_said_goes_before_it(
    timeline: Command, table: str, tmp_path: Path, db: str
) -> None:
    assert timeline("--db", db, "import", table, "--map", "quote=Colour", "--save-profile", "dams").code == 0
    other = tmp_path / "other.csv"
    other.write_bytes(TABLE.replace(b"1,2019", b"9,2019"))
    said = timeline("--db", db, "import", str(other), "--profile", "dams", "-n")
    assert "quote ← Colour" in said.err
    said = timeline("--db", db, "import", str(other), "--profile", "dams", "--map", "title=Colour", "-n")
    assert "title ← Colour" in said.err
    said = timeline("--db", db, "import", table, "--profile", "dam")
    assert (said.code, "no profile is kept as 'dam'; there are: dams" in said.err) == (1, True)


def test_strict_and_nothing_read_have_codes_of_their_own(
    timeline: Command, table: str, tmp_path: Path, db: str
) -> None:
    assert timeline("--db", db, "import", table, "--strict").code == 4
    (tmp_path / "bad.csv").write_bytes(b"Ref,Date,What happened\n3,soon,It rained\n")
    assert timeline("--db", db, "import", str(tmp_path / "bad.csv")).code == 1


def test_several_files_go_on_where_one_cannot_be_read(timeline: Command, table: str, tmp_path: Path, db: str) -> None:
    said = timeline("--db", db, "import", str(tmp_path / "none.csv"), str(tmp_path), table)
    assert said.code == 0
    assert f"refused: {tmp_path / 'none.csv'}: cannot be read: No such file or directory" in said.err
    assert f"refused: {tmp_path}: cannot be read: Is a directory" in said.err
    assert "created 2, changed 0, knew 0, refused 3" in said.err
    assert timeline("--db", db, "import", str(tmp_path / "none.csv")).code == 1


def test_show_leads_back_to_the_file_and_the_row_and_has_all_its_cells(timeline: Command, table: str, db: str) -> None:
    timeline("--db", db, "import", table)
    shown = timeline("--db", db, "show", "1").out
    assert f"{table}:2" in shown
    assert "Colour: red" in shown
    [line] = timeline("--db", db, "show", "1", "--jsonl").out.splitlines()
    assert json.loads(line)["mentions"][0]["origin"] == f"{table}:2"


def _edited(dice: random.Random) -> bytes:
    """A table of a few rows, some edited, doubled, in another order, or spoiled."""
    rows = [[str(n), f"2019-05-{n:02}", f"Boat {n} sank", dice.choice(["", "red"])] for n in range(1, 9)]
    for row in rows:
        match dice.randrange(7):
            case 0:
                row[1] = dice.choice(["soon", "2019-06", ""])
            case 1:
                row[2] = dice.choice(["It was raised", "", "=1+1"])
            case 2:
                row[0] = dice.choice(["1", "99", ""])
            case 3:
                row.append("more")
    dice.shuffle(rows)
    lines = ["Ref,Date,What happened,Colour", *(",".join(row) for row in rows[: dice.randrange(1, 9)])]
    return ("\r\n".join(lines) + "\r\n").encode()


@pytest.mark.parametrize("seed", range(6))
def test_a_dry_run_foretells_what_then_comes(seed: int, database: str, tmp_path: Path) -> None:
    dice = random.Random(seed)
    file = tmp_path / "boats.csv"
    for turn in range(5):
        file.write_bytes(_edited(dice))
        foreseen, came = (
            json.loads(as_json(import_rows(database, [str(file)], ImportOptions(), at=turn, dry_run=dry), dry_run=dry))
            for dry in (True, False)
        )
        assert foreseen.pop("dry_run") is not came.pop("dry_run")
        assert foreseen == came
        with open_store(database) as store:
            assert list(store.verify()) == []
