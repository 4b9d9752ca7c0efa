"""docs/merging.md, held against the program: its commands run, in their order, on its articles."""

import re
import runpy
import shlex
from pathlib import Path

import pytest

from cli.conftest import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "merging.md").read_text(encoding="utf-8")


def test_the_commands_of_the_guide_run_in_their_order(
    timeline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    commands = re.findall(r"^    timeline (.+)$", PAGE, re.MULTILINE)
    assert len(commands) > 9
    for command in commands:
        said = timeline("--db", str(tmp_path / "t.db"), *shlex.split(command, comments=True))
        assert (said.code, "error" in said.err) == (0, False), (command, said.err)
    why = timeline("--db", str(tmp_path / "t.db"), "show", "1", "--why").out
    assert re.findall(r"^    claim .+$", PAGE, re.MULTILINE)[0].strip() in why


def test_the_session_of_the_guide_can_be_played_again() -> None:
    session = runpy.run_path(str(ROOT / "docs" / "session.py"))
    assert session["page"](PAGE) == PAGE, "run make docs"
