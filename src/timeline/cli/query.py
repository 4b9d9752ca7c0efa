"""timeline query: events on the screen."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.export import FORMATS
from timeline.cli.screen import line


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
    undated: Annotated[bool, typer.Option("--undated", help="What could not be dated too, after the rest.")] = False,
    now: base.Now = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of table, {', '.join(FORMATS)}.")] = "table",
    json: Annotated[bool, typer.Option("--json", help="The same as --to json: one array, all that is known.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same as --to jsonl: an object a line.")] = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show events, the earliest first, one a line.

    Example: timeline query since 2024 --who musk --text hostages

    WHEN is 2023, 2023-10 or 2023-10-07, two of them with dots (2023-10-07..2025-01, 2023.., ..1945), 1990s,
    since 2024, before 1914, last month, this week, yesterday, or anything in EDTF.

    A line is: number, date, title, sources. `?` before the title marks a confidence below 0.5; a word with a colon
    before it says that it is not known to have occurred: scheduled, denied, alleged …
    """
    filters = base.Filters(text, source, who, where, kind, status, min_confidence, min_sources)
    query = base.question(when, filters, limit, certain=certain, now=now)
    to = "jsonl" if jsonl else "json" if json else to
    shown = 0
    if to != "table":
        from timeline.workflow.export import export

        shown = export(db, query, to, sys.stdout.buffer, undated=undated, count=False).written
    else:
        from timeline.workflow.query import events
        from timeline.workflow.wording import when as worded

        for shown, event in enumerate(events(db, query, undated=undated), 1):  # noqa: B007 - counted for the last line
            date = worded(event.time) if event.time else "undated"
            print(line(event, date + " (published)" * (event.basis == "published")))
    base.ended(shown, limit, db)
