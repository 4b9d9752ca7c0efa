"""The command line as a person has it: arguments in, two streams and an exit code out."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline.cli.main import run

FERRY = """Ferry lost off Dover

2019-05-15

The ferry Maria sank three days ago off Dover. The harbour opened in March 2018. Divers will search the wreck until
20 May. On 3 April 1912 the port authority was founded.
"""
BRIDGE = """Bridge opens

2021-03-02

The new bridge was opened yesterday by the mayor of Leeds.
"""


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def timeline(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command in this process, away from the environment of whoever runs the tests."""
    for name in ("TIMELINE_DB", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: str) -> Said:
        capfd.readouterr()
        code = run(arguments)
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return command


def written(folder: Path) -> Path:
    """The folder, with two articles in it."""
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles."""
    return written(tmp_path / "articles")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a timeline of the two articles, made once."""
    folder = tmp_path_factory.mktemp("made")
    articles = written(folder / "articles")
    assert run(["--db", str(folder / "timeline.db"), "ingest", str(articles)]) == 0
    return folder


@pytest.fixture
def db(made: Path, tmp_path: Path) -> str:
    """A timeline of the two articles."""
    for file in made.glob("timeline.db*"):
        shutil.copy(file, tmp_path)
    return str(tmp_path / "timeline.db")
