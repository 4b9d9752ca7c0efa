"""timeline query: events on the screen."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.screen import bold, faint


def run(
    when: base.When = None,
    text: base.Text = "",
    source: base.From = "",
    limit: base.Limit = None,
    certain: base.Certain = False,
    undated: Annotated[bool, typer.Option("--undated", help="The tray of what could not be dated, instead.")] = False,
    now: base.Now = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON array, with all that is known.")] = False,
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show events, the earliest first, one a line.

    Example: timeline query since 2024 --text hostages

    WHEN is 2023, 2023-10 or 2023-10-07, two of them with dots (2023-10-07..2025-01, 2023.., ..1945), 1990s,
    since 2024, before 1914, last month, this week, yesterday, or anything in EDTF.
    """
    query = base.question(when, text, source, limit, certain, now, undated)
    if json or jsonl:
        from timeline.workflow.export import export

        shown = export(db, query, "jsonl" if jsonl else "json", sys.stdout.buffer, count=False).written
    else:
        from timeline.workflow.query import events
        from timeline.workflow.wording import columns, printable
        from timeline.workflow.wording import when as worded

        shown = 0
        for shown, event in enumerate(events(db, query), 1):  # noqa: B007 - counted for the last line
            date = worded(event.time) if event.time else "undated"
            date += " (published)" if event.basis == "published" else ""
            pad = " " * (28 - columns(date))
            sources = f"{event.documents} source{'s' * (event.documents != 1)}"
            print(
                faint(f"{event.number:>6}"),
                f"{bold(date)}{pad}",
                f"{event.status.value:<11}",
                printable(event.title),
                faint(f"({sources})"),
            )
    if not shown and undated:
        base.say("no undated events there")
    elif not shown:
        base.say(f"no events there; `{base.with_database('timeline ingest PATHS', db)}` adds some")
    elif shown == limit:
        base.say(f"the first {limit}; there may be more")
