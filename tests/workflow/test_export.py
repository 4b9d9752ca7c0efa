"""Writing files: all of it or none."""

import io
import os
from pathlib import Path

import pytest

from timeline.errors import CannotWrite, UnknownName
from timeline.values.export import UNDATED, ExportReport
from timeline.values.query import EventQuery
from timeline.values.time import TimeSpan, day_number
from timeline.workflow.export import export, replacing
from timeline.workflow.ingest import ingest
from timeline.workflow.read import options


def test_a_file_is_replaced_once_all_is_written_and_not_before(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with replacing(str(target)) as out:
        out.write(b"new")
        out.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_what_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(str(target)) as out:  # noqa: PT012
        out.write(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_a_new_file_has_the_rights_of_any_new_file_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    old = tmp_path / "old"
    old.touch(mode=0o600)
    for name in ("new", "old"):
        with replacing(str(tmp_path / name)) as out:
            out.write(b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o600


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with replacing(str(tmp_path / "link")) as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["none/out.csv", ""])
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, path: str) -> None:
    with pytest.raises(CannotWrite), replacing(str(tmp_path / path)) as out:
        out.write(b"x")


def test_an_export_counts_what_it_wrote_and_what_it_left_out(database: str, tmp_path: Path) -> None:
    paths = []
    for name, text in (
        ("dated", "The ferry sank on 3 May 2019. The bridge was built in 1999."),
        ("undated", "The dam broke three days ago."),
    ):
        paths.append(str(tmp_path / f"{name}.txt"))
        Path(paths[-1]).write_text(text + "\n", encoding="utf-8")
    ingest(database, paths, options(today=day_number(2024)), at=0)

    def report(query: EventQuery, *, undated: bool = False) -> ExportReport:
        return export(database, query, "csv", io.BytesIO(), undated=undated)

    whole, tray = report(EventQuery()), report(EventQuery(undated=True))
    assert whole.written >= 2
    assert tray.written >= 1
    assert whole.left_out == {UNDATED: tray.written}
    assert report(EventQuery(), undated=True) == ExportReport(whole.written + tray.written)
    first = report(EventQuery(limit=1), undated=True)
    assert (first.written, first.left_out) == (1, {})
    rest = report(EventQuery(after=first.token), undated=True)
    assert rest.written == whole.written + tray.written - 1
    assert report(EventQuery(limit=whole.written + 1), undated=True).written == whole.written + 1
    assert report(EventQuery(during=TimeSpan.of(1999))) == ExportReport(1, {UNDATED: tray.written})
    assert report(EventQuery(text="ferry")).left_out == {}
    with pytest.raises(UnknownName, match="there is no format 'docx'; there are: "):
        export(database, EventQuery(), "docx", io.BytesIO())
