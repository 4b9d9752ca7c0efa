"""timeline conflicts: events that sources date differently."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.question import Asked, asks
from timeline.cli.screen import faint, line


@asks(without=("after_token",))
def run(
    asked: Asked,
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help="One of table, csv, tsv, json, jsonl, markdown.")
    ] = "table",
    jsonl: base.JSONLines = False,
) -> None:
    """Show events that sources date differently, with each date and who says it.

    Example: timeline conflicts 2024 --who musk

    Under an event stands first the date that it bears, then those that agree with it, then those against it, each with
    the number of independent sources and their words. WHEN, written as for `timeline query`, is when the event was by
    the date that it bears.
    """
    from timeline.workflow.conflicts import conflicts, lines, write
    from timeline.workflow.wording import when as worded

    found = conflicts(asked.db, asked.query(), timeout=asked.timeout)
    shown = 0
    if jsonl or to != "table":
        shown = write(found, "jsonl" if jsonl else to, sys.stdout.buffer)
    else:
        for shown, one in enumerate(found, 1):  # noqa: B007 - counted for the last line
            print(line(one.event, worded(one.event.time) if one.event.time else "undated"))
            for dated in one.dates:
                head, *quotes = lines(dated)
                print(f"       {head}", *(faint(f"       {quote}") for quote in quotes), sep="\n")
    if not shown:
        base.say("no event there is dated differently")
    elif shown == asked.limit:
        base.say(f"the first {asked.limit}; there may be more")
