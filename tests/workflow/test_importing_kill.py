"""An import that is killed: what it had stored is whole, and the same command again makes the same timeline."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eval.importing import gdelt
from eval.loading import written
from timeline.importers.base import ImportOptions
from timeline.store import open_store
from timeline.values.report import ImportReport
from timeline.workflow.importing import import_rows
from timeline.workflow.verify import verify

ROWS = 20_000
IMPORT = """
import sys
from timeline.importers.base import ImportOptions
from timeline.workflow.importing import import_rows
def tell(read, report):
    print(report.created, flush=True)
import_rows(sys.argv[1], [sys.argv[2]], ImportOptions(), at=1, form="gdelt", progress=tell)
"""


def imported(database: str, file: Path) -> ImportReport:
    return import_rows(database, [str(file)], ImportOptions(), at=1, form="gdelt")


def tables(database: str) -> dict[str, list[tuple[object, ...]]]:
    with open_store(database, read_only=True) as store:
        return written(store._dialect)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("rows") / "made-up.tsv"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(gdelt(ROWS, 1))
    return file


@pytest.fixture(scope="module")
def undisturbed(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    database = str(tmp_path_factory.mktemp("undisturbed") / "timeline.db")
    imported(database, rows)
    return tables(database)


def test_a_killed_import_that_is_repeated_makes_the_timeline_of_one_that_ran_through(
    database: str, rows: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    process = subprocess.Popen([sys.executable, "-c", IMPORT, database, str(rows)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        stored = int(process.stdout.readline())
        time.sleep(random.uniform(0, 0.5))  # anywhere in a batch
    finally:
        process.kill()
    rest = process.stdout.read().split()
    process.wait()
    stored = int(rest[-1]) if rest else stored
    assert 0 < stored < ROWS, "it was killed too late to say anything"
    assert not list(verify(database))
    again = imported(database, rows)
    assert again.known >= stored, "something that was reported is lost"
    assert again.created + again.known == ROWS
    assert not list(verify(database))
    assert tables(database) == undisturbed
