"""timeline export: events into a file."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.discovery import Catalogue

FORMATS = Catalogue("timeline.exporters", "EXPORTER", "format").names()


def run(
    when: base.When = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = "csv",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Else, or for -, standard output.")
    ] = "-",
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
    db: base.Database = base.DEFAULT,
) -> None:
    """Write events with their sources to a file.

    Example: timeline export since 2024 --to csv -o timeline.csv

    WHEN is written as for `timeline query`. An old file is replaced once all of the new one is written.
    """
    from timeline.workflow.export import export, replacing

    filters = base.Filters(text, source, who, where, kind, status, min_confidence, min_sources)
    query = base.question(when, filters, limit, certain=certain, now=now)
    if output == "-":
        report = export(db, query, to, sys.stdout.buffer, undated=undated)
    else:
        with replacing(output) as file:
            report = export(db, query, to, file, undated=undated)
    left = f"; {report.left_out:,} undated left out, --undated adds them" if report.left_out else ""
    cut = f"; there may be more than the {limit} asked for" if report.written == limit else ""
    base.say(f"{report.written:,} events written{left}{cut}")
