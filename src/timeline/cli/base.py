"""What several commands take, and how a question is put together from it."""

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # --help needs none of the values
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
Columns = Annotated[
    str, typer.Option("--columns", metavar="NAMES", help="Only these columns, in this order: edtf,title,who …")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; else the name you are logged in with.")]
Embed = Annotated[
    bool,
    typer.Option("--embed", help="Compare articles by meaning too (pip install 'timeline[embed]'); always or never."),
]
Form = Annotated[str, typer.Option("--to", metavar="FORM", help="One of table, csv, tsv, json, jsonl, markdown.")]
JSONLines = Annotated[bool, typer.Option("--jsonl", help="A JSON object a line, with all that is known.")]


def moment() -> int:
    """Now, in seconds since 1970 in UTC."""
    return int(time.time())


def decider(by: str) -> str:
    """Who decides: the name that ``--by`` gives, or that of whoever is logged in, as far as the system knows one."""
    if by.strip():
        return by.strip()
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):  # no variable names one, and no list of users has this one
        return "unknown"


def today() -> int:
    """The number of the day on this machine's own clock and calendar."""
    from timeline.values.time import DAY

    here = time.localtime()
    return (int(time.time()) + here.tm_gmtoff) // DAY


def chosen(columns: str) -> tuple[str, ...]:
    """The columns that a list with commas names."""
    return tuple(name.strip() for name in columns.split(",") if name.strip())


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
    """The number of the day that ``--now`` names, or today's.

    Raises:
        BadWindow: If it names no time.
        typer.BadParameter: If that is not one day.
    """
    if not now:
        return today()
    from timeline.values.time import DAY, Grain
    from timeline.workflow.when import window

    span = window(now, today=today())
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


def ended(shown: int, token: str, database: str, *, narrowed: bool = False, lost: str = "") -> None:
    """What is to be said after an answer of so many events, after which ``token`` asks for more.

    ``narrowed``: only some of all events were asked for. ``lost``: how many were left out, in words.
    """
    if lost:
        say(lost)
    if token:
        say(f"the first {shown:,}; there are more: add --after-token {token}")
    elif not shown and narrowed and not lost:
        say("no events there; --explain says what is asked, and whom the names were found to name")
    elif not shown and not lost:
        say(f"no events there; `{with_database('timeline ingest PATHS', database)}` adds some")
