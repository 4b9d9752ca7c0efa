"""timeline conflicts: events that sources date differently."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.screen import faint, line


def run(
    when: base.When = None,
    text: base.Text = "",
    who: base.Who = "",
    where: base.Where = "",
    kind: base.Kinds = "",
    status: base.Statuses = "",
    min_confidence: base.Confident = None,
    min_sources: base.Sources = None,
    source: base.From = "",
    limit: base.Limit = None,
    certain: base.Certain = False,
    now: base.Now = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="One of table, csv, json, jsonl.")] = "table",
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show events that sources date differently, with each date and who says it.

    Example: timeline conflicts 2024 --who musk

    Under an event stands first the date that it bears, then those that agree with it, then those against it, each with
    the number of independent sources and their words. WHEN, written as for `timeline query`, is when the event was by
    the date that it bears.
    """
    from timeline.workflow.conflicts import conflicts, lines, write
    from timeline.workflow.wording import when as worded

    filters = base.Filters(text, source, who, where, kind, status, min_confidence, min_sources)
    found = conflicts(db, base.question(when, filters, limit, certain=certain, now=now))
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
    elif shown == limit:
        base.say(f"the first {limit}; there may be more")
