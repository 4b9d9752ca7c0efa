"""Plays the review session that docs/merging.md shows, at a terminal of its own: ``make docs``."""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "merging.md"
ARTICLES = ROOT / "docs" / "merging.jsonl"
_PLAYED = re.compile(r"(?<=## A review session\n).*?```text\n(.*?)```", re.DOTALL)
_COLUMNS = 110
_KEYS = "yynu?q"  # pressed one after the other, each when it is asked for
_BEFORE = ("split", "1", "19", "--why", "the aftershock, two days later")
_ASKED = "[q]uit  "
_RUN = "from timeline.cli.main import main; main()"


def session(keys: str = _KEYS) -> str:
    """What stands on the screen when a person presses those keys, without colours."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _RUN, "--db", f"{folder}/t.db"]
        subprocess.run([*command, "ingest", str(ARTICLES)], check=True, capture_output=True)
        subprocess.run([*command, *_BEFORE], check=True, capture_output=True)
        shown = _played([*command, "review", "--by", "ann"], keys)
    lines = [line.rstrip() for line in shown.replace("\r\n", "\n").replace(f" --db {folder}/t.db", "").split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _played(command: list[str], keys: str) -> str:
    mine, its = pty.openpty()
    screen = {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(_COLUMNS)}
    shown, left = "", list(keys)
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=os.environ | screen) as process:
        os.close(its)
        asked = 0
        while select.select([mine], [], [], 30)[0]:
            try:
                shown += os.read(mine, 4096).decode()
            except OSError:  # the other side has ended
                break
            if shown.count(_ASKED) > asked and shown.endswith(_ASKED) and left:
                asked = shown.count(_ASKED)
                os.write(mine, left.pop(0).encode())
        process.wait(30)
    os.close(mine)
    return shown


def page(written: str) -> str:
    """The page with the session played anew."""
    found = _PLAYED.search(written)
    assert found, "the page has no section for the session"
    return written[: found.start(1)] + session() + written[found.end(1) :]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
