"""What one timeline wrote comes into another, and is written again the same."""

import csv
import io
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from timeline.importers.base import ImportOptions
from timeline.store import open_store
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.query import EventQuery
from timeline.values.report import ImportReport
from timeline.workflow.export import export
from timeline.workflow.importing import import_rows
from workflow.everything import build, exported

FORMS = ("jsonl", "csv", "tsv", "xlsx")
TABLES = ("csv", "tsv", "xlsx")
every_form = pytest.mark.parametrize("form", FORMS)
every_table = pytest.mark.parametrize("form", TABLES)
Rows = list[list[str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A timeline with something of everything, as a file."""
    folder = tmp_path_factory.mktemp("everything")
    return Path(build(str(folder / "timeline.db"), folder / "read"))


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> str:
    """The same, to be written to."""
    return str(shutil.copy(whole, tmp_path / "copied.db"))


def written(database: str, form: str, path: Path, options: ExportOptions = PLAIN) -> Path:
    """All its events, the undated ones too, as a file."""
    with path.open("wb") as out:
        export(database, EventQuery(), form, out, undated=True, options=options)
    return path


def imported(database: str, path: Path, **asked: object) -> ImportReport:
    """What came of a file."""
    return import_rows(database, [str(path)], ImportOptions(), at=9, **asked)  # type: ignore[arg-type]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.changed, report.known, report.refused


def rows(form: str, path: Path) -> Rows:
    """The cells of a table."""
    if form == "xlsx":
        return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0]]
    text = io.StringIO(path.read_bytes().decode(), newline="")
    return list(csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE) if form == "tsv" else csv.reader(text))


def rewritten(form: str, path: Path, edit: Callable[[Rows], None]) -> Path:
    """The table with an edit."""
    found = rows(form, path)
    edit(found)
    if form == "xlsx":
        book = openpyxl.load_workbook(path)
        for line, row in enumerate(found, 1):
            for place, value in enumerate(row, 1):
                cell = book.worksheets[0].cell(line, place)
                if cell.value != value:
                    cell.value = value
        book.save(path)
        return path
    out = io.StringIO(newline="")
    if form == "tsv":
        out.writelines("\t".join(row) + "\n" for row in found)
    else:
        csv.writer(out).writerows(found)
    path.write_bytes(out.getvalue().encode())
    return path


def clean(database: str) -> bool:
    with open_store(database) as store:
        return list(store.verify()) == []


def test_the_timeline_of_these_tests_has_something_of_everything(whole: Path) -> None:
    events = exported(str(whole))
    assert any(event.mentions > 2 and event.independent < event.documents for event in events)
    assert {True, False} <= {event.disputed for event in events}
    assert any(source.agency for event in events for source in event.sources)
    assert any(event.time is None and event.bounds for event in events)
    assert any(event.time and event.time.start is None for event in events)
    assert any(event.time and event.time.end is None for event in events)
    assert len({event.status for event in events}) == 9
    assert any(len(event.where) > 2 for event in events)
    assert any(event.time and (event.time.first_day or "").startswith("-") for event in events)
    assert any(event.time and (event.time.first_day or "").startswith("+") for event in events)


@every_form
def test_what_was_written_comes_into_an_empty_timeline_and_is_written_again_the_same(
    form: str, whole: Path, database: str, tmp_path: Path
) -> None:
    first = written(str(whole), form, tmp_path / f"first.{form}")
    report = imported(database, first)
    assert (report.changed, report.known, report.refused, report.problems) == (0, 0, 0, ())
    second = written(database, form, tmp_path / f"second.{form}")
    assert rows(form, second) == rows(form, first) if form == "xlsx" else second.read_bytes() == first.read_bytes()
    assert counts(imported(database, first)) == (0, 0, report.created, 0)
    assert counts(imported(database, second)) == (0, 0, report.created, 0)
    assert written(database, form, second).read_bytes() == second.read_bytes()
    assert clean(database)


@every_form
def test_the_timeline_that_wrote_it_knows_all_of_it(form: str, copied: str, tmp_path: Path) -> None:
    before = exported(copied)
    file = written(copied, form, tmp_path / f"out.{form}")
    foreseen = imported(copied, file, dry_run=True)
    assert foreseen.known
    assert counts(foreseen) == (0, 0, foreseen.known, 0)
    assert counts(imported(copied, file)) == counts(foreseen)
    assert exported(copied) == before


@every_table
@pytest.mark.parametrize(
    ("column", "value"), [("title", "Boat 2 was found after all"), ("edtf", "2019-05-14"), ("who", "Ann Lee")]
)
def test_one_cell_that_is_changed_changes_one_row_and_what_it_said_before_is_gone(
    form: str, column: str, value: str, whole: Path, database: str, tmp_path: Path
) -> None:
    file = written(str(whole), form, tmp_path / f"out.{form}")
    report = imported(database, file)
    before = {event.number: event for event in exported(database)}
    [old] = [event for event in before.values() if event.title.startswith("Boat 2 ")]

    def edit(found: Rows) -> None:
        [row] = [row for row in found[1:] if row[found[0].index("title")] == old.title]
        row[found[0].index(column)] = value
        if column == "edtf":
            for other in ("earliest", "latest", "grain", "time"):
                row[found[0].index(other)] = ""

    rewritten(form, file, edit)
    assert counts(imported(database, file, dry_run=True)) == (0, 1, report.created - 1, 0)
    assert counts(imported(database, file)) == (0, 1, report.created - 1, 0)
    after = {event.number: event for event in exported(database)}
    gone = [event for number, event in before.items() if after.get(number) != event]
    assert [event.title for event in gone] == [old.title]
    [new] = [event for number, event in after.items() if before.get(number) != event]
    assert len(after) == len(before)
    said = {"title": new.title, "edtf": new.time and new.time.first_day, "who": "; ".join(new.who)}
    assert said[column] == value
    assert clean(database)


@every_table
def test_a_cell_that_is_emptied_is_no_longer_what_the_timeline_says(form: str, copied: str, tmp_path: Path) -> None:
    file = written(copied, form, tmp_path / f"out.{form}")

    def edit(found: Rows) -> None:
        row = next(row for row in found[1:] if row[found[0].index("who")])
        row[found[0].index("who")] = ""

    rewritten(form, file, edit)
    report = imported(copied, file, dry_run=True)
    assert (report.created + report.changed, report.refused) == (1, 0)


@every_table
@pytest.mark.parametrize("columns", [("edtf", "title"), ("title", "earliest", "latest", "url")])
def test_chosen_columns_come_in_as_any_table_would(
    form: str, columns: Sequence[str], whole: Path, database: str, tmp_path: Path
) -> None:
    options = ExportOptions(columns)
    first = written(str(whole), form, tmp_path / f"some.{form}", options)
    report = imported(database, first)
    assert report.created > 80
    assert report.refused == 0
    assert counts(imported(database, first)) == (0, 0, report.created + report.known, 0)
    titles = {" ".join(event.title.split()) for event in exported(str(whole))}
    assert {" ".join(event.title.split()) for event in exported(database)} <= titles | {""}


@pytest.mark.postgresql
def test_both_databases_write_the_same_of_what_they_were_given(
    whole: Path, postgresql_url: str, tmp_path: Path
) -> None:
    file = written(str(whole), "csv", tmp_path / "out.csv")
    sqlite = str(tmp_path / "other.db")
    assert counts(imported(postgresql_url, file)) == counts(imported(sqlite, file))
    for form in FORMS:
        one = written(sqlite, form, tmp_path / f"one.{form}").read_bytes()
        assert written(postgresql_url, form, tmp_path / f"two.{form}").read_bytes() == one


def test_a_line_that_was_changed_and_comes_back_is_a_claim_of_its_own_and_that_is_said(tmp_path: Path) -> None:
    table, db = tmp_path / "chronology.csv", str(tmp_path / "one.db")
    table.write_text("id,date,title,quote\n7,2019-05-12,A dam broke,The dam broke.\n", encoding="utf-8")
    import_rows(db, [str(table)], ImportOptions(), at=1)
    out = io.BytesIO()
    export(db, EventQuery(), "csv", out)
    changed = tmp_path / "changed.csv"
    changed.write_bytes(out.getvalue().replace(b"A dam broke", b"The dam held"))
    report = import_rows(db, [str(changed)], ImportOptions(), at=2)
    assert (report.created, report.known) == (1, 0)
    assert [str(one) for one in report.problems] == [
        f"{changed.as_posix()}:2: says otherwise of event 1 than the timeline, and is kept as a claim of its own; "
        "`timeline merge 1 NUMBER` makes them one"
    ]
