"""Counts on the screen: bars on a terminal, plain lines anywhere else."""

import shutil
import sys
from typing import TYPE_CHECKING

from timeline.cli import base
from timeline.cli.screen import bold, faint

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.query import EventQuery
    from timeline.values.tally import Tally

_EIGHTHS = "▏▎▍▌▋▊▉█"
_EMPTY = 3  # periods without an event in a row that are shown one by one
_LEAST = 8  # columns that a bar may take at most, however narrow the terminal


def show_counts(
    database: str, query: "EventQuery", by: str, limit: int | None, to: str = "table", timeout: float | None = None
) -> None:
    """Print the events asked for counted by something, and beside it what is in none of the counts.

    Raises:
        TimelineError: If there is no such thing to count by, no such format, or the database cannot be read.
    """
    from timeline.workflow.counting import by_named, counts, notes, write_counts

    tally = counts(database, query, by_named(by), limit, timeout=timeout)
    if to == "table" and sys.stdout.isatty():
        left = list[str]()
        for line in bars(tally, shutil.get_terminal_size().columns, blocks=_has_blocks()):
            print(line)
    else:
        left = write_counts(tally, to, sys.stdout.buffer)
    for told in (*left, *notes(tally)):
        base.say(told)
    if not tally.counts and not tally.aside:
        base.ended(0, "", database)


def bars(tally: "Tally", width: int, *, blocks: bool = True) -> list[str]:
    """A line for each count that fits into so many columns; its bar is as long as its part of the largest.

    Without ``blocks`` a bar is made of ``#``, for screens that have no other.
    """
    from timeline.values.tally import Count, spread
    from timeline.workflow.counting import folded
    from timeline.workflow.wording import columns, printable

    most = max((one.events for one in tally.counts), default=0)
    figures = len(f"{most:,}")
    names = [printable(one.name) for one in tally.counts]
    widest = min(max(map(columns, names), default=0), max(width - figures - 3 - _LEAST, 4))
    room = max(width - widest - figures - 3, _LEAST)
    lines = []
    for one in folded(spread(tally, _EMPTY), tally.by):
        if isinstance(one, Count):
            shown = _cut(printable(one.name), widest)
            bar = _bar(one.events, most, room, blocks=blocks)
            lines.append(f"{bold(shown)}{' ' * (widest - columns(shown))}  {one.events:>{figures},} {bar}".rstrip())
        else:
            lines.append(faint(f"{'⋮' if blocks else ':'} {one}"))
    return lines


def _cut(text: str, width: int) -> str:
    from timeline.workflow.wording import columns

    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _bar(events: int, most: int, room: int, *, blocks: bool) -> str:
    """So long a bar; whatever is there at all has the narrowest."""
    if not events:
        return ""
    if not blocks:
        return "#" * max(events * room // most, 1)
    whole, eighths = divmod(max(events * room * 8 // most, 1), 8)
    return _EIGHTHS[-1] * whole + (_EIGHTHS[eighths - 1] if eighths else "")


def _has_blocks() -> bool:
    return "utf" in (sys.stdout.encoding or "").lower()
