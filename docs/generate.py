"""Writes docs/cli.md, the reference of the command line, out of the commands themselves: ``make docs``."""

import re
import sys
from pathlib import Path

from typer.testing import CliRunner

from timeline.cli.main import COMMANDS, app

PAGE = Path(__file__).parent / "cli.md"
_HEAD = """# The command line

Made by `make docs` out of the commands themselves; a test fails where it is out of date. Every command says the same
of itself with `--help`. Exit codes: 0 done, 1 failed, 2 asked wrongly, 130 interrupted, 141 nobody reads on.
"""


def reference() -> str:
    """The whole page."""
    runner = CliRunner()
    parts = [_HEAD]
    for name in ["", *COMMANDS.names()]:
        shown = runner.invoke(
            app, [*name.split(), "--help"], prog_name="timeline", env={"COLUMNS": "100"}, terminal_width=100
        )
        assert shown.exit_code == 0, shown.output
        text = re.sub(r"[ \t]+$", "", shown.output, flags=re.M).strip("\n")
        parts.append(f"## timeline {name}".rstrip() + f"\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE.name, file=sys.stderr)
