"""timeline query: events on the screen."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.export import FORMATS
from timeline.cli.question import Asked, asks
from timeline.cli.screen import line


@asks()
def run(
    asked: Asked,
    undated: Annotated[bool, typer.Option("--undated", help="What could not be dated too, after the rest.")] = False,
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of table, {', '.join(FORMATS)}.")] = "table",
    json: Annotated[bool, typer.Option("--json", help="The same as --to json: one array, all that is known.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same as --to jsonl: an object a line.")] = False,
    columns: base.Columns = "",
    count_by: Annotated[
        str, typer.Option("--count-by", metavar="WHAT", help="How many by day, month, year, who, where, publisher …")
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Only say what is asked, in words and in SQL.")] = False,
) -> None:
    """Show events, the earliest first, one a line.

    Example: timeline query since 2024 --who musk --text hostages

    WHEN is 2023, 2023-10, 7 October 2023, two of them with dots (2023-10-07..2025-01, 2023.., ..1945), 1990s,
    since 2024, before 1914, last month, around 2001-09-11 ±3d, or anything in EDTF; docs/asking.md has it all.

    A line is: number, date, title, sources. `?` before the title marks a confidence below 0.5; a word with a colon
    before it says that it is not known to have occurred: scheduled, denied, alleged …
    """
    query = asked.query()
    to = "jsonl" if jsonl else "json" if json else to
    if explain:
        from timeline.workflow.explain import explained

        print("\n".join(explained(asked.db, query, undated=undated)))
        return
    if count_by:
        from timeline.cli._bars import show_counts

        show_counts(asked.db, query, count_by, asked.limit, to, asked.timeout)
        return
    if to != "table" or columns:
        from timeline.values.export import ExportOptions
        from timeline.workflow.export import export, lacking

        form = "tsv" if to == "table" else to
        report = export(
            asked.db,
            query,
            form,
            sys.stdout.buffer,
            undated=undated,
            count=False,
            options=ExportOptions(base.chosen(columns)),
            timeout=asked.timeout,
        )
        base.ended(report.written, report.token, asked.db, narrowed=asked.narrowed, lost=lacking(report))
        return
    from timeline.workflow.query import Answer
    from timeline.workflow.wording import when as worded

    answer = Answer(asked.db, query, undated=undated, timeout=asked.timeout)
    shown = 0
    for shown, event in enumerate(answer, 1):  # noqa: B007 - counted for the last line
        date = worded(event.time) if event.time else "undated"
        print(line(event, date + " (published)" * (event.basis == "published")))
    base.ended(shown, answer.token, asked.db, narrowed=asked.narrowed)
