"""Writes what the documents show of the program out of the program itself: ``make docs``.

That is docs/cli.md, the reference of the command line, docs/kinds.md, the kinds of happenings and the words that tell of
them, and the two blocks of README.md that show a timeline.
"""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from timeline.cli.main import COMMANDS, app
from timeline.languages import language

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cli.md"
README = ROOT / "README.md"
KINDS = ROOT / "docs" / "kinds.md"
_HEAD = """# The command line

Made by `make docs` out of the commands themselves; a test fails where it is out of date. Every command says the same
of itself with `--help`. Exit codes: 0 done, 1 failed, 2 asked wrongly, 130 interrupted, 141 nobody reads on.
"""

_KINDS_HEAD = """# The kinds of happenings

Made by `make docs` out of `src/timeline/languages/en.kinds.toml`; a test fails where it is out of date, and runs every example.

Each mention is of one kind, by the word that tells of it. Some words tell of a kind by themselves; others only beside certain
words: what the happening is done to (*object*), who does it (*subject*), what else hangs on it (*around*), or anywhere of these
(*any*). There `@firm` is a list of the same file, `:attack` the nouns of a kind, NAME any name. A word that says little
itself (*hold*, *begin*) is of its object's kind, else its subject's. What nothing tells of is `other`.
"""


def kinds() -> str:
    """The page on kinds: of each what is that kind by itself, what only beside other words, and examples."""
    table = language("en")["kinds"]
    parts = [_KINDS_HEAD]
    for kind in dict.fromkeys(rule["kind"] for rule in table["rules"]):
        rules = [r for r in table["rules"] if r["kind"] == kind]
        parts.append(f"## {kind}\n")
        for rule in (r for r in rules if "near" not in r):
            for part in ("verbs", "nouns"):
                if words := rule.get(part, "").split():
                    parts.append(f"By itself, {part}: {', '.join(words)}.\n")
        if beside := [r for r in rules if "near" in r]:
            parts.append("| beside | verbs | nouns | example | not so |\n|---|---|---|---|---|")
            parts += [_beside(rule) for rule in beside]
            parts.append("")
        parts += [f"- {e}" for r in rules if "near" not in r for e in r["examples"]]
        parts.append("")
    parts.append("## The lists\n")
    parts += [f"- `@{name}`: {', '.join(words.split())}" for name, words in table["lists"].items()]
    return "\n".join(parts) + "\n"


def _beside(rule: dict[str, Any]) -> str:
    near = "; ".join(f"*{part}*: {', '.join(words.split())}" for part, words in rule["near"].items())
    said = [", ".join(rule.get(part, "").split()) for part in ("verbs", "nouns")]
    shown = ["<br>".join(rule.get(part, ())) for part in ("examples", "others")]
    return f"| {' | '.join([near, *said, *shown])} |"


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
        merged = _said("query", "--min-sources", "2", "--db", database).rstrip()
        [flood] = [line.split()[0] for line in merged.splitlines() if "flooded the old town" in line]
        why = _said("show", flood, "--why", "--db", database).rstrip().replace(f"{ROOT}/", "")
    for name, block in (("demo", lines), ("show", shown), ("merged", f"{merged}\n\n{why}")):
        text = re.sub(rf"(<!-- {name} -->\n```text\n).*?(\n```)", lambda m, b=block: m[1] + b + m[2], text, flags=re.S)
    return re.sub(r"(?m)^(    timeline show )\d+$", rf"\g<1>{number}", text)


def _said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), prog_name="timeline")
    assert result.exit_code == 0, result.output
    return result.stdout


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    KINDS.write_text(kinds(), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    print(PAGE.name, KINDS.name, README.name, file=sys.stderr)
