"""timeline export: events into a file."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.question import Asked, asks
from timeline.discovery import Catalogue

FORMATS = Catalogue("timeline.exporters", "EXPORTER", "format").names()


@asks()
def run(
    asked: Asked,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = "csv",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Else, or for -, standard output.")
    ] = "-",
    undated: Annotated[bool, typer.Option("--undated", help="What could not be dated too, after the rest.")] = False,
    columns: base.Columns = "",
) -> None:
    """Write events with their sources to a file.

    Example: timeline export since 2024 --to csv -o timeline.csv

    WHEN is written as for `timeline query`. An old file is replaced once all of the new one is written.
    """
    from timeline.values.export import ExportOptions
    from timeline.workflow.export import export, replacing

    query, options = asked.query(), ExportOptions(base.chosen(columns))
    if output == "-":
        report = export(asked.db, query, to, sys.stdout.buffer, undated=undated, options=options, timeout=asked.timeout)
    else:
        with replacing(output) as file:
            report = export(asked.db, query, to, file, undated=undated, options=options, timeout=asked.timeout)
    undated_ones = report.left_out.get("undated")
    left = f"; {undated_ones:,} undated left out, --undated adds them" if undated_ones else ""
    cut = f"; there are more: add --after-token {report.token}" if report.token else ""
    base.say(f"{report.written:,} events written{left}{cut}")
