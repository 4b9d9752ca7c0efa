"""What commands take on a large timeline: ``cd tests && python -m eval.commands --database PATH [--export N]``.

On a timeline that ``eval.queries`` has made. ``timeline query`` prints the first fifty events of a month; of a file,
``sqlite-utils query`` does too, asked as one writes it first. Prints the median CPU seconds and the most memory that a
run held, of a server's command without the server; then the same of an export, of a tenth and of all of the events
asked for, whose memory should be one.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

import eval.by_hand as by_hand
from eval.startup import ROOT
from timeline.values.time import day_number

_MEGABYTE: Final = 1 << 10  # of the kilobytes that the system counts in
RUNS: Final = 11


class Taken(NamedTuple):
    """CPU seconds, and megabytes held at most."""

    seconds: float
    megabytes: float


def taken(command: list[str], environment: dict[str, str]) -> Taken:
    """What a command takes."""
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{command} failed")
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss / _MEGABYTE)


def installed(folder: str) -> tuple[dict[str, str], str]:
    """This checkout as a wheel in that folder, with bytecode: the environment, and the command."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = folder
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, str(ROOT)]
    subprocess.run(install, check=True)
    return environment, str(Path(folder) / "bin" / "timeline")


def main() -> None:
    """Run them in turns, and print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--database", required=True)
    wanted.add_argument("--export", type=int, default=0, metavar="N", help="export so many events, and a tenth of them")
    wanted.add_argument("--runs", type=int, default=RUNS)
    asked = wanted.parse_args()
    sqlite_utils = str(Path(sys.executable).with_name("sqlite-utils"))
    runs: dict[str, list[Taken]] = {"timeline query": [], "sqlite-utils query": []}
    chance = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        environment, timeline = installed(folder)
        for number in range(asked.runs + 1):
            year, month = int(chance.integers(1990, 2030)), int(chance.integers(1, 13))
            a, b = (86_400 * day_number(year + (month + n) // 13, (month + n - 1) % 12 + 1) for n in (0, 1))
            ours = [timeline, "--db", asked.database, "query", f"{year}-{month:02}", "--limit", "50"]
            theirs = [sqlite_utils, "query", f"{asked.database}.plain", by_hand.NAIVE_WINDOW]
            theirs += ["-p", "a", str(a), "-p", "b", str(b)]
            commands = {"timeline query": ours, "sqlite-utils query": theirs}
            if "://" in asked.database:
                del commands["sqlite-utils query"]
            for name, command in commands.items():
                took = taken(command, environment)
                if number:  # the first writes bytecode
                    runs[name].append(took)
        for name, some in runs.items():
            if some:
                middle = statistics.median(one.seconds for one in some)
                print(f"{name}: {middle:.3f} s, at most {max(one.megabytes for one in some):.0f} MB", flush=True)
        for many in (asked.export // 10, asked.export) if asked.export else ():
            took = taken(
                [timeline, "--db", asked.database, "export", "--to", "jsonl", "--limit", str(many)], environment
            )
            print(f"timeline export of {many:,}: {took.seconds:.1f} s, {took.megabytes:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
