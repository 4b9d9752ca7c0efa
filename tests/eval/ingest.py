"""How fast articles go in, and what a kill costs: ``ingest.py CORPORA [--part N] [--kills N] [--workers N]``.

Reads the T17 development articles, or of every N of them one, with the command itself, as a user would: with one
worker and with ``--workers``. Prints articles per second (wall and CPU), the peak memory of the largest process, how
many times as fast the workers were as one, and whether what they stored is the same. With ``--kills`` also the outcome
of killing the same command at random and running it again. Wall seconds mean something on a quiet machine only.
"""

import argparse
import gzip
import hashlib
import os
import random
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
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with gzip.open(asked.corpora / "data" / "timelines" / "t17-articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = list(lines)[:: asked.part]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(articles), encoding="utf-8")
        walls, stored = [], []
        for workers in (1, asked.workers):
            database = str(Path(folder) / f"{workers}.db")
            wall, cpu, peak, summary = run(database, source, workers)
            speed = f"{len(articles) / wall:.1f}/s wall, {len(articles) / cpu:.1f} per CPU second"
            print(f"{workers} worker{'s' * (workers > 1)}: {len(articles)} articles, {speed}, peak {peak} MB a process")
            print("  ", summary, flush=True)
            walls.append(wall)
            stored.append(exported(database))
        print(f"{asked.workers} workers are {walls[0] / walls[1]:.2f} times as fast as one")
        print("what they stored is the same, byte for byte:", same := stored[0] == stored[1])
        if asked.kills:
            killed(str(Path(folder) / "killed.db"), source, asked.kills, walls[1], asked.workers)
            same = same and exported(str(Path(folder) / "killed.db")) == stored[0]
            print("and after the kills:", same)
        sys.exit(not same)


if __name__ == "__main__":
    main()
