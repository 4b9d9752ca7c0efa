"""What it costs to start: ``startup.py [--runs N]``.

Installs this checkout as a wheel beside the interpreter's own libraries (so with bytecode, as users have it), and runs
``timeline --help`` and ``timeline query`` on a small database in turns with ``sqlite-utils --help`` and ``sqlite-utils
query``. Prints the median CPU seconds of each and the two ratios; ends with 1 if a ratio is over its limit.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LIMITS = {"--help": 0.35, "query": 0.6}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The CPU seconds, user and system, that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPATH"] = folder
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, str(ROOT)]
        subprocess.run(install, check=True)
        timeline, database = str(Path(folder) / "bin" / "timeline"), str(Path(folder) / "small.db")
        sqlite_utils = str(Path(sys.executable).with_name("sqlite-utils"))
        article = Path(folder) / "article.txt"
        article.write_text("Ferry lost\n\n2019-05-15\n\nThe ferry sank three days ago.\n", encoding="utf-8")
        subprocess.run([timeline, "--db", database, "ingest", str(article)], check=True, env=environment)
        commands = {
            ("--help", "timeline"): [timeline, "--help"],
            ("--help", "sqlite-utils"): [sqlite_utils, "--help"],
            ("query", "timeline"): [timeline, "--db", database, "query"],
            ("query", "sqlite-utils"): [sqlite_utils, "query", database, "SELECT * FROM event"],
        }
        taken: dict[tuple[str, str], list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(seconds(command, environment))
    median = {name: statistics.median(values) for name, values in taken.items()}
    over = False
    for what, limit in LIMITS.items():
        ours, theirs = median[what, "timeline"], median[what, "sqlite-utils"]
        print(f"{what:<7} timeline {ours:.3f} s, sqlite-utils {theirs:.3f} s: {ours / theirs:.2f} (at most {limit})")
        over |= ours / theirs > limit
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
