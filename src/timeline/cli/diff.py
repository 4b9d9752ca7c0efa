"""timeline diff: what changed since."""

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.workflow.diff import Diff

_LAST = "last"
_LATEST = 253_370_764_800  # the first second of the year 9999


def run(
    since: Annotated[
        str,
        typer.Option("--since", metavar="WHEN", help="The last ingest, or a day, week … as it began."),
    ] = _LAST,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many of each group.")] = None,
    now: Annotated[str, typer.Option(metavar="DAY", help="The day that `last week` counts from; else today.")] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help="One of table, csv, tsv, json, jsonl, markdown.")
    ] = "table",
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show what changed: events new, changed, merged or gone, and articles corrected.

    Example: timeline diff --since yesterday

    WHEN is written as for `timeline query`, and the moment is the first second of it on this machine's clock:
    2026-11-20, "last week", or 2026-11-20T09:30:00Z with a zone of its own. `last` is the moment of the last ingest
    that brought a document. What changed there and back again is not shown.
    """
    from timeline.workflow.diff import diff, moment, write

    with diff(db, None if since == _LAST else _second(since, base.day(now)), limit) as found:
        if found.since is None:
            base.say(f"nothing was ever ingested; `{base.with_database('timeline ingest PATHS', db)}` begins")
        held = (
            _told(found) if to == "table" and not jsonl else write(found, "jsonl" if jsonl else to, sys.stdout.buffer)
        )
        if found.since is not None:
            base.say(f"since {moment(found.since)}")
        if any(held.values()):
            base.say(f"not all of it: {', '.join(f'{n:,} more {name}' for name, n in held.items() if n)}")


def _told(found: "Diff") -> dict[str, int]:
    """Print the groups; how many entries of each were kept back."""
    from timeline.cli.screen import bold, faint
    from timeline.workflow.diff import lines

    held = {}
    for group in found.groups:
        print(bold(f"{group.name} ({group.count:,})"))
        shown = 0
        for shown, entry in enumerate(group.entries, 1):  # noqa: B007 - counted for what is kept back
            head, *rest = lines(entry)
            print(f"  {head}", *(faint(f"           {line}") for line in rest), sep="\n")
        held[group.name] = group.count - shown
        if held[group.name]:
            print(faint(f"    … and {held[group.name]:,} more"))
    return held


def _second(when: str, today: int) -> int:
    """The first second of the window, in seconds since 1970 in UTC: by the zone it states, else by this machine's."""
    from timeline.errors import BadWindow
    from timeline.values.time import DAY
    from timeline.workflow.when import window

    span = window(when, today=today)
    if span.start is None:
        raise BadWindow(when, 0, len(when), "it does not say when it begins")
    start = min(max(span.start, DAY), _LATEST)  # nothing was ever ingested outside
    if span.zone:
        return start - _offset_of(span.zone)
    moment = start
    for _ in range(2):  # the second time around the hour that a clock was changed
        moment = start - time.localtime(moment).tm_gmtoff
    return moment


def _offset_of(zone: str) -> int:
    """What a zone's clock is ahead of UTC, in seconds.

    >>> _offset_of("Z"), _offset_of("+03:00"), _offset_of("-01:30")
    (0, 10800, -5400)
    """
    if zone[0] not in "+-":
        return 0
    hours, _, minutes = zone[1:].partition(":")
    return (1 if zone[0] == "+" else -1) * (int(hours) * 3_600 + int(minutes or 0) * 60)
