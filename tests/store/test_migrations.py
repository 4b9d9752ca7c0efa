"""The way between versions: the program's, by hand, back, and what happens when it fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.samples import read, some_spans, titles, told
from timeline.errors import MigrationFailed, NewerDatabase, NotATimeline, NoTimelineHere, OlderDatabase
from timeline.store import migrate, open_store
from timeline.store.dialects import database_at
from timeline.values.time import TimeSpan

ROOT = Path(__file__).parents[2]
DAY = TimeSpan.of(2019, 5, 1)
LAST = migrate.newest(migrate.folder())
NEXT = f"{int(LAST) + 1:04}"


def alembic(database: str, *command: str) -> str:
    """What ``alembic`` by hand, in the top folder, prints."""
    words = [sys.executable, "-m", "alembic", "-x", f"db={database}", *command]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def run(database: str, sql: str) -> None:
    """Change the tables behind the program's back."""
    dialect = database_at(database)
    with dialect.rebuilding() as connection:
        connection.exec_driver_sql(sql)


def scripts(folder: Path, body: str) -> Path:
    """The project's migrations and one more."""
    shutil.copytree(migrate.folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = f'from alembic import op\nimport sqlalchemy as sa\nrevision = "{NEXT}"\ndown_revision = "{LAST}"\n'
    (folder / "versions" / f"{NEXT}_more.py").write_text(
        head + body + "\ndef downgrade():\n    pass\n", encoding="utf-8"
    )
    return folder


def test_the_tables_are_those_that_the_program_describes(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from timeline.store.tables import metadata

    open_store(database, create=True).close()
    with database_at(database).writing() as connection:
        kept = {"include_name": lambda name, kind, _: migrate.ours(name, kind)}
        assert compare_metadata(MigrationContext.configure(connection, opts=kept), metadata) == []


def test_alembic_by_hand_goes_up_down_and_up_again(database: str) -> None:
    alembic(database, "upgrade", "head")
    alembic(database, "check")
    with open_store(database) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
        assert titles(store, text="ferry") == ["The ferry sank"]
    alembic(database, "downgrade", "base")
    with pytest.raises(NoTimelineHere):
        open_store(database)
    alembic(database, "upgrade", "head")
    with open_store(database) as store:
        assert titles(store) == titles(store, text="ferry") == []
        store.put([read("a", "The tug sank", DAY)], at=1)
        assert titles(store, text="tug") == ["The tug sank"]


def test_what_questions_are_answered_from_is_worked_out_of_what_was_stored_before(database: str) -> None:
    def kept() -> list[list[object]]:
        with database_at(database).reading() as reader:
            return [
                reader.rows("SELECT unit, period, events FROM event_tally ORDER BY unit, period"),
                reader.rows("SELECT number, month_day, published FROM event ORDER BY number"),
            ]

    spans = [*some_spans(3, 80), None, DAY]
    with open_store(database, create=True) as store:
        for n in range(0, len(spans), 8):
            store.put([read(f"{n}", ". ".join(f"Rain {i}" for i in range(n, n + 8)), *spans[n : n + 8])], at=1)
        store.put([told("The ferry sank", time=TimeSpan.of(-43, 3, 15))], at=2)
    before = kept()
    assert len(before[0]) > 40
    alembic(database, "downgrade", "0004")
    alembic(database, "upgrade", "head")
    assert kept() == before
    with open_store(database) as store:
        assert titles(store, text="sink OR sank") == ["The ferry sank"]
        assert list(store.verify()) == []


def test_a_database_of_a_newer_version_is_left_alone(database: str) -> None:
    open_store(database, create=True).close()
    run(database, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(NewerDatabase, match="version 0999"):
        open_store(database, create=True)


def test_an_older_database_is_upgraded_when_it_is_opened_unless_only_to_be_read(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    later = scripts(tmp_path / "m", "def upgrade():\n    op.execute(\"UPDATE event SET title = 'changed'\")\n")
    monkeypatch.setattr(migrate, "folder", lambda: later)  # a later version of this program
    with pytest.raises(OlderDatabase, match="timeline db upgrade"):
        open_store(database, read_only=True)
    with open_store(database) as store:
        assert titles(store) == ["changed"]
        assert store.info().version == NEXT
    with open_store(database, read_only=True) as store:
        assert titles(store) == ["changed"]


def test_tables_of_something_else_are_refused(database: str) -> None:
    with database_at(database, create=True).rebuilding() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (name text)")
    for create in (False, True):
        with pytest.raises(NotATimeline, match="recipe"):
            open_store(database, create=create)


def test_the_versions_of_another_program_are_refused(database: str) -> None:
    with database_at(database, create=True).rebuilding() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num varchar(32))")
        connection.exec_driver_sql("CREATE TABLE recipe (name text)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('36e85b266dba')")
    with pytest.raises(NotATimeline):
        open_store(database)


def test_a_migration_that_fails_leaves_everything_as_it_was(database: str, tmp_path: Path) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    body = (
        "def upgrade():\n"
        "    op.create_table('half', sa.Column('a', sa.Integer))\n"
        "    op.execute('DELETE FROM nowhere')\n"
    )
    with pytest.raises(Exception, match="nowhere"):
        migrate.upgrade(database_at(database), scripts(tmp_path / "m", body))
    with database_at(database).reading() as reader:
        assert "half" not in {name for (name,) in reader.rows(database_at(database).tables)}
    with open_store(database) as store:
        assert titles(store) == ["The ferry sank"]
        assert list(store.verify()) == []


def test_a_table_made_anew_keeps_the_rows_that_lead_to_it(database: str, tmp_path: Path) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank. The tug sank", DAY, DAY)], at=1)
    body = (
        "def upgrade():\n"
        "    with op.batch_alter_table('document', recreate='auto') as batch:\n"
        "        batch.alter_column('language', new_column_name='tongue')\n"
        "        batch.alter_column('author', type_=sa.String(200))\n"
    )
    migrate.upgrade(database_at(database), scripts(tmp_path / "m", body))
    with database_at(database).reading() as reader:
        assert reader.rows("SELECT count(*) FROM mention") == [(2,)]
        assert reader.rows("SELECT version_num FROM alembic_version") == [(NEXT,)]


def test_a_copy_is_kept_before_a_migration_that_changes_what_is_stored(tmp_path: Path) -> None:
    database = str(tmp_path / "timeline.db")
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    body = "changes_data = True\ndef upgrade():\n    op.execute(\"UPDATE event SET title = 'changed'\")\n"
    migrate.upgrade(database_at(database), scripts(tmp_path / "m", body))
    with open_store(f"{database}.before-{NEXT}") as store:
        assert titles(store) == ["The ferry sank"]
    with database_at(database).reading() as reader:
        assert reader.rows("SELECT title FROM event") == [("changed",)]
    assert sorted(p.name for p in tmp_path.glob("timeline.db*.part")) == []


def test_no_copy_is_kept_of_nothing_or_for_a_migration_that_only_adds(tmp_path: Path) -> None:
    database = str(tmp_path / "timeline.db")
    body = "changes_data = True\ndef upgrade():\n    pass\n"
    migrate.upgrade(database_at(database, create=True), scripts(tmp_path / "m", body))
    assert list(tmp_path.glob("*.before-*")) == []


def test_a_migration_that_leaves_rows_leading_nowhere_is_undone(tmp_path: Path) -> None:
    database = str(tmp_path / "timeline.db")
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank", DAY)], at=1)
    body = "def upgrade():\n    op.execute('DELETE FROM document')\n"
    with pytest.raises(MigrationFailed, match="leads to a row of document"):
        migrate.upgrade(database_at(database), scripts(tmp_path / "m", body))
    with open_store(database) as store:
        assert list(store.verify()) == []


def test_the_search_index_is_made_from_what_is_stored_where_it_is_missing(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "The ferry sank. The tug sank", DAY, DAY)], at=1)
    run(database, "DROP TABLE mention_search")
    with pytest.raises(OlderDatabase, match="without a search index"):
        open_store(database, read_only=True)
    with open_store(database) as store:
        assert titles(store, text="tug") == ["The tug sank"]
