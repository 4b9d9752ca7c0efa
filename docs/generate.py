"""Writes what the documents show of the program out of the program itself: ``make docs``.

That is docs/cli.md, the reference of the command line, and the two blocks of README.md that show a timeline.
"""

import re
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from timeline.cli.main import COMMANDS, app

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cli.md"
README = ROOT / "README.md"
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


def readme(text: str) -> str:
    """README.md with what the commands print today in its blocks."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/demo.db"
        _said("ingest", str(ROOT / "examples"), "--workers", "1", "--db", database)
        lines = _said("query", "--source", "herzog", "--db", database).rstrip()
        [number] = [line.split()[0] for line in lines.splitlines() if "called Musk" in line]
        shown = _said("show", number, "--db", database).rstrip().replace(f"{ROOT}/", "")
    for name, block in (("demo", lines), ("show", shown)):
        text = re.sub(rf"(<!-- {name} -->\n```text\n).*?(\n```)", lambda m, b=block: m[1] + b + m[2], text, flags=re.S)
    return re.sub(r"(?m)^(    timeline show )\d+$", rf"\g<1>{number}", text)


def _said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), prog_name="timeline")
    assert result.exit_code == 0, result.output
    return result.stdout


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    print(PAGE.name, README.name, file=sys.stderr)
