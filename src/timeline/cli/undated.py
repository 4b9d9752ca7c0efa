"""timeline undated: what was found and could not be dated."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.export import FORMATS
from timeline.cli.question import BESIDE, Asked, asks
from timeline.cli.screen import faint, line


@asks(without=("basis", "grain", "on_day", *BESIDE, "sort"))
def run(
    asked: Asked,
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of table, {', '.join(FORMATS)}.")] = "table",
    jsonl: base.JSONLines = False,
    columns: base.Columns = "",
) -> None:
    """Show what could not be dated, when it must have been, and why no more is known.

    Example: timeline undated --who musk

    In the order in which it was read. WHEN, written as for `timeline query`, keeps what may lie in that window by its
    bounds, and so all that has none; with --certain only what must.
    """
    query, lost = asked.query(undated=True), ""
    if jsonl or to != "table" or columns:
        from timeline.values.export import ExportOptions
        from timeline.workflow.export import export, lacking

        form, options = "jsonl" if jsonl else "tsv" if to == "table" else to, ExportOptions(base.chosen(columns))
        out, timeout = sys.stdout.buffer, asked.timeout
        report = export(asked.db, query, form, out, count=False, options=options, timeout=timeout)
        shown, token, lost = report.written, report.token, lacking(report)
    else:
        from timeline.workflow.query import Answer
        from timeline.workflow.wording import bounded, likely_in_words, printable

        answer = Answer(asked.db, query, whole=True, timeout=asked.timeout)
        shown = 0
        for shown, event in enumerate(answer, 1):  # noqa: B007 - counted for the last line
            print(line(event, bounded(event.bounds)))
            likely = likely_in_words(event.likely, event.bounds)
            reasons = dict.fromkeys(source.mention.reason for source in event.sources if source.mention.reason)
            if told := "; ".join(part for part in (likely, *reasons) if part):
                print(faint(f"       {printable(told)}"))
        token = answer.token
    if token or lost:
        base.ended(shown, token, asked.db, lost=lost)
    elif not shown:
        base.say("no undated events there")
