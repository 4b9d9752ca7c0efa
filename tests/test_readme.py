"""README.md shows what the program does today."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_readme_shows_what_the_commands_print_today() -> None:
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    made = runpy.run_path(str(ROOT / "docs" / "generate.py"))["readme"](written)
    assert made == written, "run make docs"


def test_readme_names_the_make_targets_there_are() -> None:
    targets = [
        line.split(":")[0] for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if ":" in line
    ]
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    for word in ("demo", "test"):
        assert f"make {word}" in written
        assert word in targets
