"""timeline ingest: documents into the timeline."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base

if TYPE_CHECKING:
    from timeline.values.report import IngestReport


def run(
    paths: base.Paths,
    published: base.Published = "",
    columns: base.Map = None,
    allow_private: base.Private = False,
    max_bytes: base.MaxBytes = base.MAX_BYTES,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Processes that find the dates.")] = 2,
    every_sentence: Annotated[
        bool, typer.Option("--every-sentence", help="Read long documents whole, also where no time is said.")
    ] = False,
    embed: base.Embed = False,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another model that parses sentences.")] = None,
    db: base.Database = base.DEFAULT,
) -> None:
    """Read documents, find what they date, and store it.

    Example: timeline ingest articles/ news.jsonl.gz https://example.org/report.html

    PATH is a file, folder, pattern, http(s) address, or - for standard input. What is stored already stays as it is.
    Of a document of more than 30 sentences those are read that say a time, and its beginning.
    """
    from timeline.workflow.ingest import ingest

    asked = base.reading(published, columns, allow_private, max_bytes)
    with _bar() as progress:
        report = ingest(
            *(db, paths, asked),
            at=int(time.time()),
            model=model,
            thorough=every_sentence,
            embed=embed,
            workers=workers,
            progress=progress,
        )
    for problem in report.problems:
        base.say(f"{'skipped' if problem.skipped else 'note'}: {problem}")
    if report.uncompared:
        rebuild = base.with_database("timeline rebuild", db)
        base.say(f"note: mentions of an older version not yet compared: {report.uncompared:,}; `{rebuild}` merges them")
    base.say(f"{_counts(report)}; next: {base.with_database('timeline query', db)}")
    if report.skipped and not report.read:
        raise typer.Exit(1)


def _counts(report: "IngestReport") -> str:
    """The closing line.

    >>> from timeline.values.report import IngestReport
    >>> _counts(IngestReport(new=3, known=1, mentions=12, undated=2))
    '4 read: 3 new, 1 known, 0 changed; 0 skipped; 12 mentions, 2 of them undated'
    """
    return (
        f"{report.read:,} read: {report.new:,} new, {report.known:,} known, {report.changed:,} changed; "
        f"{report.skipped:,} skipped; {report.mentions:,} mentions, {report.undated:,} of them undated"
    )


@contextmanager
def _bar() -> Iterator["Callable[[int, int, IngestReport], None] | None"]:
    """A moving line with counts on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (BarColumn(20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(read: int, done: int, report: "IngestReport") -> None:
            stored = f"{report.new + report.changed:,} stored, {report.known:,} known, {report.skipped:,} skipped"
            bar.update(task, total=read, completed=done, description=f"{done:,} of {read:,} read; {stored}")

        yield tell
