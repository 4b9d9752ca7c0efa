"""timeline import: rows of tables into the timeline."""  # noqa: N999

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base
from timeline.discovery import Catalogue

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.record import Layout
    from timeline.values.report import ImportReport

FORMATS = Catalogue("timeline.importers", "IMPORTER", "format").names()
_ROWS_LEFT = 4  # the exit code of --strict
_SHOWN = 8  # names of columns; --json has them all


def run(
    paths: base.Paths,
    form: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; else as it looks.")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="The column of a field: date=event_date. Repeatable."),
    ] = None,
    profile: Annotated[str, typer.Option(metavar="NAME", help="The mapping that is kept under that name.")] = "",
    save_profile: Annotated[
        str, typer.Option("--save-profile", metavar="NAME", help="Keep this mapping under a name.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only say what would come of it.")] = False,
    zone: Annotated[str, typer.Option(metavar="ZONE", help="Of clock times that state none: Z, +03:00.")] = "",
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="Whether 04/05/2020 is in May or in April.")
    ] = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet of a workbook; else its first.")] = "",
    max_bytes: Annotated[
        int | None, typer.Option("--max-bytes", min=1, metavar="N", help="The most that one row may have.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=f"Exit with {_ROWS_LEFT} if a row is refused.")] = False,
    json: Annotated[bool, typer.Option("--json", help="What came of it, as JSON on standard output.")] = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Put the rows of tables and lists of events into the timeline.

    Example: timeline import chronology.xlsx --map date="Event date" --dry-run

    PATH is a file, gzip or not, or - for standard input. Each row keeps its file and its line, and all its cells. A row
    that comes again is known by its key, which is shown; one that was corrected takes the place of what it was.
    """
    from timeline.workflow.importing import import_rows
    from timeline.workflow.profiles import options

    asked = options(
        db, columns or (), profile=profile, zone=zone, day_first=day_first, sheet=sheet, max_bytes=max_bytes
    )
    with _bar(paths) as progress:
        report = import_rows(db, paths, asked, at=base.moment(), form=form, dry_run=dry_run, progress=progress)
    if save_profile and not dry_run:
        from timeline.workflow.profiles import keep

        keep(db, save_profile, report.layouts, asked, at=base.moment())
    if json:
        from timeline.workflow.importing import as_json

        print(as_json(report, dry_run=dry_run))
    _told(report, dry_run=dry_run, db=db)
    if not report.rows and (report.refused or not report.layouts):
        raise typer.Exit(1)
    if strict and report.refused:
        raise typer.Exit(_ROWS_LEFT)


def _told(report: "ImportReport", *, dry_run: bool, db: str) -> None:
    """How each file was understood, what was wrong, and the counts."""
    for layout in dict.fromkeys(map(_shown, report.layouts)):
        base.say(layout)
    for problem in report.problems:
        base.say(f"{'refused' if problem.skipped else 'note'}: {problem}")
    if report.more:
        base.say(f"and {report.more:,} more such lines")
    base.say(_counts(report, dry_run=dry_run) + (f"; next: {base.with_database('timeline query', db)}" * (not dry_run)))


def _shown(layout: "Layout") -> str:
    """How a file was understood, on one line.

    >>> from timeline.values.record import Layout
    >>> _shown(Layout("csv", {"time": ["date"], "title": ["what"]}, ["id"], ["note"], guessed=True))
    'read as csv: time ← date, title ← what (guessed; --map says otherwise); key: id; kept beside them: note'
    """
    fields = ", ".join(f"{name} ← {' + '.join(columns)}" for name, columns in layout.fields.items())
    guessed = " (guessed; --map says otherwise)" if layout.guessed else ""
    key = f"; key: {' + '.join(layout.key) or 'all that a row says'}"
    more = f" and {len(layout.kept) - _SHOWN} more" if len(layout.kept) > _SHOWN else ""
    kept = f"; kept beside them: {', '.join(layout.kept[:_SHOWN])}{more}" if layout.kept else ""
    return f"read as {layout.form}{': ' * bool(fields)}{fields}{guessed}{key}{kept}"


def _counts(report: "ImportReport", *, dry_run: bool) -> str:
    """The closing line.

    >>> from timeline.values.report import ImportReport
    >>> _counts(ImportReport(14, 3, 200, 2), dry_run=True), _counts(ImportReport(1), dry_run=False)
    ('would create 14, change 3, know 200, refuse 2', 'created 1, changed 0, knew 0, refused 0')
    """
    words = ("would create", "change", "know", "refuse") if dry_run else ("created", "changed", "knew", "refused")
    counts = (report.created, report.changed, report.known, report.refused)
    return ", ".join(f"{word} {count:,}" for word, count in zip(words, counts, strict=True))


@contextmanager
def _bar(paths: list[str]) -> Iterator["Callable[[int, ImportReport], None] | None"]:
    """A moving line with counts on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from pathlib import Path

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    sizes = [Path(path).stat().st_size for path in paths if path != "-" and Path(path).is_file()]
    plain = len(paths) == 1 and sizes and not paths[0].endswith(".gz")
    shown = (BarColumn(20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=sizes[0] if plain else None)

        def tell(read: int, report: "ImportReport") -> None:
            bar.update(task, completed=read, description=f"{report.rows:,} rows: {_counts(report, dry_run=False)}")

        yield tell
