"""timeline export: events into a file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base
from timeline.cli.question import Asked, asks
from timeline.workflow.formats import guessed, names

if TYPE_CHECKING:  # --help needs none of it
    from timeline.values.export import ExportOptions, ExportReport
    from timeline.workflow.forms import Form

FORMATS = names()
_STANDARD = "-"


@asks()
def run(
    asked: Asked,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; else by FILE's name, else csv."),
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Else, or for -, standard output.")
    ] = _STANDARD,
    undated: Annotated[bool, typer.Option("--undated", help="What could not be dated too, after the rest.")] = False,
    columns: base.Columns = "",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What a page, feed or calendar is headed.")
    ] = "",
    excel: Annotated[bool, typer.Option("--excel", help="CSV that Excel opens by a double click.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Text that a spreadsheet would run stays as it is.")] = False,
    csvw: Annotated[bool, typer.Option("--csvw", help="Describe the columns too, in FILE-metadata.json.")] = False,
    manifest: Annotated[
        str, typer.Option("--manifest", metavar="FILE", help="Say there what was asked, written and left out.")
    ] = "",
) -> None:
    """Write events with their sources to a file.

    Example: timeline export since 2024 --who musk -o timeline.csv --manifest timeline.json

    WHEN is written as for `timeline query`. An old file is replaced once all of the new one is written. A database
    (--to sqlite) is a timeline of its own, with only these events and their sources.
    """
    from timeline.values.export import PLAIN, ExportOptions
    from timeline.workflow.export import told, whole
    from timeline.workflow.forms import form

    query, name = asked.query(), to or guessed(output)
    options = ExportOptions(base.chosen(columns), title or PLAIN.title, excel, raw)
    format_ = form(name)
    _fits(format_, name, options)
    beside = _sidecar(format_, output, options) if csvw else None
    if manifest and manifest in (output, _STANDARD):
        raise typer.BadParameter(
            f"--manifest wants a file of its own, not '{manifest}'; write --manifest timeline.json"
        )
    report = _written(asked, name, output, undated=undated, options=options)
    if beside is not None:
        whole(f"{output}-metadata.json", beside)
    if manifest:
        from timeline.workflow.manifest import manifest as made

        file = None if output == _STANDARD else Path(output).name
        told_of = made(report, query, name, options, undated=undated, arguments=asked.words, name=file)
        whole(manifest, told_of)
    cut = f"; there are more: add --after-token {report.token}" if report.token else ""
    base.say(f"{told(report)}{cut}")


def _fits(form: "Form", name: str, options: "ExportOptions") -> None:
    """Refuse what would change nothing.

    Raises:
        typer.BadParameter: Which says in which formats it does.
    """
    for option in form.unheeded(options):
        from timeline.workflow.forms import heeding

        others = ", ".join(heeding(option))
        what = f"it does with --to {others}" if others else "leave it out"
        raise typer.BadParameter(f"--{option} changes nothing in {name}; {what}")


def _sidecar(form: "Form", output: str, options: "ExportOptions") -> bytes:
    described = form.sidecar(Path(output).name, options)
    if described is None:
        raise typer.BadParameter("--csvw describes the columns of CSV; add --to csv")
    if output == _STANDARD:
        raise typer.BadParameter("--csvw writes a second file beside the first; add -o FILE")
    return described


def _written(asked: Asked, name: str, output: str, *, undated: bool, options: "ExportOptions") -> "ExportReport":
    from timeline.workflow.export import export, replacing

    query, timeout = asked.query(), asked.timeout
    if output == _STANDARD:
        return export(asked.db, query, name, sys.stdout.buffer, undated=undated, options=options, timeout=timeout)
    with replacing(output) as file, _bar() as tell:
        return export(
            *(asked.db, query, name, file),
            undated=undated,
            options=options,
            timeout=timeout,
            tell=tell,
            target=output,
        )


@contextmanager
def _bar() -> Iterator[Callable[[int], None]]:
    """On a terminal a moving line with the events so far; how many there will be would have to be counted first."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (BarColumn(20), TextColumn("{task.completed:,} events"), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda events: bar.advance(task, events)
