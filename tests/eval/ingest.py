"""How fast articles go in, and what a kill costs: ``ingest.py CORPORA [--kills N] [--workers N]``.

Reads the T17 development articles with the command itself, as a user would, and prints articles per second (wall and
CPU), peak memory of the largest process at a quarter and at the whole of the articles, and with ``--kills`` the
outcome of killing the same command at random and running it again.
"""

import argparse
import gzip
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMELINE = [str(Path(sys.executable).with_name("timeline"))]


def run(database: str, source: Path, workers: int) -> tuple[float, float, int, str]:
    """Wall seconds, CPU seconds, peak resident MB of the largest process, and the summary, of one ingest."""
    child = (
        "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE, text=True); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(u.ru_utime + u.ru_stime, u.ru_maxrss // 1024); sys.stderr.write(p.stderr); sys.exit(p.returncode)"
    )
    began = time.monotonic()
    command = [*TIMELINE, "--db", database, "ingest", str(source), "--workers", str(workers)]
    done = subprocess.run([sys.executable, "-c", child, *command], capture_output=True, text=True)
    wall = time.monotonic() - began
    if done.returncode:
        sys.exit(done.stderr)
    cpu, peak = done.stdout.split()[-2:]
    return wall, float(cpu), int(peak), done.stderr.strip().splitlines()[-1]


def exported(database: str) -> str:
    """The hash of everything that the timeline holds, as JSONL."""
    command = [*TIMELINE, "--db", database, "export", "--to", "jsonl", "--undated"]
    out = subprocess.run(command, check=True, capture_output=True)
    return hashlib.sha256(out.stdout).hexdigest()[:16]


def verified(database: str) -> str:
    """What ``timeline verify`` says, and its exit code."""
    done = subprocess.run([*TIMELINE, "--db", database, "verify"], capture_output=True, text=True)
    return f"exit {done.returncode}: {(done.stdout + done.stderr).strip().splitlines()[-1]}"


def killed(database: str, source: Path, kills: int, seconds: float, workers: int) -> None:
    """Kill the ingest at random moments, verify after each, then let it finish."""
    dice = random.Random(7)
    for n in range(kills):
        command = [*TIMELINE, "--db", database, "ingest", str(source), "--workers", str(workers)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(dice.uniform(1, max(2.0, seconds / kills * 1.5)))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        print(f"kill {n + 1}: {verified(database) if Path(database).exists() else 'nothing stored yet'}", flush=True)
    print("after:", run(database, source, workers)[3])
    print("verify:", verified(database))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    source = asked.corpora / "data" / "timelines" / "t17-articles.jsonl.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = list(lines)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "quarter.jsonl"
        part.write_text("".join(articles[: len(articles) // 4]), encoding="utf-8")
        for label, path, count in (("a quarter", part, len(articles) // 4), ("all", source, len(articles))):
            database = str(Path(folder) / f"{label}.db")
            wall, cpu, peak, summary = run(database, path, asked.workers)
            speed = f"{count / wall:.1f}/s wall, {count / cpu:.1f} per CPU second"
            print(f"{label}: {count} articles, {speed}, peak {peak} MB")
            print("  ", summary, flush=True)
        print("own peak:", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
        if asked.kills:
            undisturbed = exported(str(Path(folder) / "all.db"))
            killed(str(Path(folder) / "killed.db"), source, asked.kills, wall, asked.workers)
            same = exported(str(Path(folder) / "killed.db")) == undisturbed
            print("export after the kills is the same, byte for byte:", same)
            sys.exit(not same)


if __name__ == "__main__":
    main()
