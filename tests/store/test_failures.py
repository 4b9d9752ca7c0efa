"""Every way that a database can refuse gives one line, which says what to do."""

import ctypes
import itertools
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.samples import read, titles
from timeline.errors import (
    BadDatabaseAddress,
    CannotConnect,
    DatabaseBusy,
    DiskFull,
    NoFolder,
    NotATimeline,
    NoTimelineHere,
    ReadOnlyDatabase,
    TimelineError,
    UnknownName,
    WrongPassword,
)
from timeline.store import open_store
from timeline.store.dialects import database_at, sqlite
from timeline.values.query import EventQuery
from timeline.values.report import Outcome
from timeline.values.time import TimeSpan

DAY = TimeSpan.of(2019, 5, 1)
FERRY = read("a.txt", "The ferry sank", DAY)


def said(error: pytest.ExceptionInfo[TimelineError]) -> str:
    """The sentence of an error, which is one line."""
    sentence = str(error.value)
    assert "\n" not in sentence
    assert not sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("create", [False, True])
def test_where_nothing_is_one_is_told_to_ingest_first_and_no_file_is_made(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "none.db"
    if create:
        path.touch()  # an empty file is a database to be
    with pytest.raises(NoTimelineHere) as error:
        open_store(str(path))
    assert "timeline ingest" in said(error)
    assert path.exists() is create
    open_store(str(path), create=True).close()
    assert open_store(str(path)).info().documents == 0


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 500)
    for create in (False, True):
        with pytest.raises(NotATimeline) as error:
            open_store(str(path), create=create)
        assert "another kind of file" in said(error)
    assert path.read_text().startswith("Dear all, Dear")


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(NotATimeline) as error:
            open_store(str(path), create=create)
        assert "recipe" in said(error)
    assert path.read_bytes()[100:] == before[100:]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(NotATimeline) as error:
        open_store(str(tmp_path), create=True)
    assert "folder" in said(error)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoFolder) as error:
        open_store(str(tmp_path / "no" / "timeline.db"), create=True)
    assert str(tmp_path / "no") in said(error)


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "ü#1.db", "file:x.db"])
def test_a_path_may_bear_any_name(tmp_path: Path, name: str) -> None:
    with open_store(str(tmp_path / name), create=True) as store:
        store.put([FERRY], at=1)
    assert (tmp_path / name).stat().st_size > 0
    with open_store(str(tmp_path / name)) as store:
        assert titles(store) == ["The ferry sank"]


def test_a_url_names_the_same_file_as_its_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a%20b.db", create=True) as store:
        store.put([FERRY], at=1)
    with open_store(str(tmp_path / "a b.db")) as store:
        assert store.info().label == str(tmp_path / "a b.db")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("oracle://somewhere/x", UnknownName),
        ("sqlite://", BadDatabaseAddress),
        ("postgresql://[::1/x", BadDatabaseAddress),
        ("postgresql://u:secret@h/x?nosuch=1", BadDatabaseAddress),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_password(
    address: str, kind: type[TimelineError]
) -> None:
    with pytest.raises(kind) as error:
        open_store(address, create=True)
    assert "secret" not in said(error)


def test_who_keeps_the_database_too_long_is_spoken_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_PATIENCE", 1)
    path = str(tmp_path / "timeline.db")
    with open_store(path, create=True) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy) as error:
            store.put([FERRY], at=1)
        assert titles(store) == []  # readers do not wait for a writer
        other.close()
        said(error)
        assert store.put([FERRY], at=1) == [Outcome.NEW]


def test_read_only_means_that_nothing_is_written(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([FERRY], at=1)
    with open_store(database, read_only=True) as store:
        assert titles(store) == ["The ferry sank"]
        with pytest.raises(ReadOnlyDatabase) as error:
            store.put([read("b.txt", "The tug sank", DAY)], at=1)
        said(error)


@pytest.mark.postgresql
def test_a_server_says_who_may_not_come_in(postgresql_url: str) -> None:
    from psycopg.conninfo import conninfo_to_dict

    part = conninfo_to_dict(postgresql_url.replace("+psycopg", ""))
    with pytest.raises(CannotConnect) as error:
        open_store(f"postgres://{part['user']}:secret@/nosuch?host={part['host']}")
    assert 'database "nosuch" does not exist' in said(error)
    assert "secret" not in said(error)
    with pytest.raises(CannotConnect) as error:
        open_store("postgresql://bob:secret@127.0.0.1:1/x")
    assert "refused" in said(error)
    assert "secret" not in said(error)


def test_a_wrong_password_is_called_so() -> None:
    pytest.importorskip("psycopg")
    import psycopg

    refused = psycopg.OperationalError('connection failed: FATAL:  password authentication failed for user "bob"')
    told = database_at("postgresql://bob:secret@h/x").explain(refused)
    assert isinstance(told, WrongPassword)
    assert "secret" not in str(told)


@pytest.mark.postgresql
def test_a_server_that_goes_away_is_spoken_of_and_what_was_stored_is_there(postgresql_url: str) -> None:
    import psycopg

    with open_store(postgresql_url, create=True) as store:
        store.put([FERRY], at=1)
        with psycopg.connect(postgresql_url.replace("+psycopg", ""), autocommit=True) as other:
            asked = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = %s"
            )
            other.execute(asked, [other.info.dbname])
        with pytest.raises(CannotConnect):
            store.put([read("b.txt", "The tug sank", DAY)], at=1)
        with pytest.raises(CannotConnect):
            titles(store)
        assert titles(store) == ["The ferry sank"]  # a new connection is made


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where one may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_loses_nothing_that_was_stored_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    path = str(small_disk / "timeline.db")
    stored: list[str] = []
    with open_store(path, create=True) as store:
        (small_disk / "ballast").write_bytes(b"x" * 300_000)

        def put_for_ever() -> None:
            for n in itertools.count():
                store.put([read(f"{n}.txt", f"Ferry {n} sank. " + "It rained. " * 50, DAY)], at=1)
                stored.append(f"Ferry {n} sank")

        with pytest.raises(DiskFull) as error:
            put_for_ever()
        said(error)
        assert stored
        assert titles(store, text="ferry") == stored
    with open_store(path) as store:
        assert titles(store, text="ferry") == stored
        (small_disk / "ballast").unlink()
        assert store.put([read("last.txt", "Ferry last sank", DAY)], at=1) == [Outcome.NEW]
        assert list(store.verify()) == []


def test_a_full_disk_takes_no_new_database(small_disk: Path) -> None:
    room = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * room.f_bavail * room.f_frsize)
    with pytest.raises(DiskFull) as error:
        open_store(str(small_disk / "timeline.db"), create=True)
    said(error)


def test_a_read_only_folder_can_be_queried_and_not_written(small_disk: Path) -> None:
    path = str(small_disk / "timeline.db")
    with open_store(path, create=True) as store:
        store.put([FERRY], at=1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ReadOnlyDatabase) as error:
        open_store(str(small_disk / "new.db"), create=True)
    said(error)
    for read_only in (True, False):
        with open_store(path, read_only=read_only) as store:
            assert [e.title for e in store.exported(EventQuery(text="ferry"))] == ["The ferry sank"]
            with pytest.raises(ReadOnlyDatabase) as error:
                store.put([read("b.txt", "The tug sank", DAY)], at=1)
            said(error)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


@pytest.mark.skipif(os.name == "nt" or not hasattr(ctypes, "CDLL"), reason="rights are of another kind here")
def test_a_folder_without_the_right_to_write_is_called_so(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ReadOnlyDatabase) as error:
            open_store(str(tmp_path / "timeline.db"), create=True)
        said(error)
    finally:
        tmp_path.chmod(0o700)
