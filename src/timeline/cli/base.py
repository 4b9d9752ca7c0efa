"""What several commands take, and how a question is put together from it."""

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.query import EventQuery
    from timeline.workflow.read import ReadOptions

DEFAULT = "timeline.db"

Database = Annotated[
    str,
    typer.Option(
        "--db", metavar="PATH|URL", help="The timeline; else what is given before the command, else $TIMELINE_DB."
    ),
]
# Arguments are told of in the command's own words: a list of them would name their Python types.
Paths = Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)]
Published = Annotated[
    str, typer.Option(metavar="DATE", help="The publication day of all that is read, where you know better.")
]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Where a record keeps a field: published=pub_date. Repeatable."),
]
Private = Annotated[bool, typer.Option("--allow-private", help="Read addresses of this machine and network too.")]
MaxBytes = Annotated[
    int, typer.Option("--max-bytes", min=1, metavar="N", help="The most that one document may have, unpacked.")
]
MAX_BYTES = 20_000_000
When = Annotated[list[str] | None, typer.Argument(metavar="WHEN", hidden=True)]
Text = Annotated[str, typer.Option(metavar="WORDS", help='With all these words; those in "double quotes" in a row.')]
From = Annotated[str, typer.Option("--source", metavar="PART", help="Part of an address, publisher or title.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many events.")]
Certain = Annotated[bool, typer.Option("--certain", help="Only what must have happened in the window.")]
Now = Annotated[str, typer.Option(metavar="DAY", help="The day that `last month` counts from; else today.")]
JSONLines = Annotated[bool, typer.Option("--jsonl", help="A JSON object a line, with all that is known.")]


def today() -> int:
    """The number of the day on this machine's own clock and calendar."""
    from timeline.values.time import DAY

    here = time.localtime()
    return (int(time.time()) + here.tm_gmtoff) // DAY


def question(
    when: Sequence[str] | None,
    text: str,
    source: str,
    limit: int | None,
    certain: bool,
    now: str,
    undated: bool = False,
) -> "EventQuery":
    """The query that these options ask for.

    Raises:
        TimelineError: If a window or a day is not one.
        typer.BadParameter: If two of them do not go together.
    """
    from timeline.values.query import EventQuery

    words = " ".join(when or ())
    if words and undated:
        raise typer.BadParameter("what is undated lies in no window; leave out WHEN or --undated")
    if certain and not words:
        raise typer.BadParameter("--certain wants a window to be certain of; add WHEN")
    during = None
    if words:
        from timeline.workflow.when import window

        during = window(words, today=day(now))
    return EventQuery(during, certain, text, source, undated, limit)


def reading(published: str, columns: Sequence[str] | None, allow_private: bool, max_bytes: int) -> "ReadOptions":
    """What these options say of everything that is read.

    Raises:
        TimelineError: If the publication is no date.
        typer.BadParameter: If a ``--map`` has no ``=``.
    """
    from timeline.workflow.read import options

    return options(
        today=today(),
        published=published,
        columns=mapped(columns),
        allow_private=allow_private,
        max_bytes=max_bytes,
    )


def day(now: str) -> int:
    """The number of the day that ``--now`` names, or today's."""
    if not now:
        return today()
    from timeline.values.edtf import parse
    from timeline.values.time import DAY, Grain

    span = parse(now)
    if span.start is None or span.grain > Grain.DAY or span.first_day_number != span.last_day_number:
        raise typer.BadParameter(f"'{now}' is not one day; write 2024-12-07", param_hint="--now")
    return span.start // DAY


def mapped(pairs: Sequence[str] | None) -> dict[str, str]:
    """``--map`` options as a table.

    Raises:
        typer.BadParameter: If one has no ``=``.
    """
    found: dict[str, str] = {}
    for pair in pairs or ():
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise typer.BadParameter(f"'{pair}' is not FIELD=COLUMN; write published=pub_date", param_hint="--map")
        found[field] = column
    return found


def with_database(command: str, database: str) -> str:
    """A command to be typed next, on the same database.

    >>> with_database("timeline query", "timeline.db"), with_database("timeline query", "a b.db")
    ('timeline query', "timeline --db 'a b.db' query")
    """
    if database == DEFAULT:
        return command
    from shlex import quote

    program, _, rest = command.partition(" ")
    return f"{program} --db {quote(database)} {rest}"


def say(line: str) -> None:
    """A word about the answer, to standard error, where no answer stands."""
    sys.stdout.flush()
    print(line, file=sys.stderr)
