"""timeline sql: a question in SQL."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from timeline.cli import base

# Written here too, so that --help does not load what writes them; a test holds the two together.
FORMS = ("table", "csv", "tsv", "json", "jsonl", "markdown")


def run(
    statement: Annotated[str, typer.Argument(metavar="SELECT", hidden=True)],
    value: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME VALUE", help="What :NAME stands for in the statement. Repeatable."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of {', '.join(FORMS)}.")] = "table",
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many rows.")] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Give up after so long.")
    ] = None,
    db: base.Database = base.DEFAULT,
) -> None:
    """Ask the database itself, in SQL that can do nothing but read.

    Example: timeline sql "SELECT earliest, title FROM timeline WHERE who LIKE :name" -p name "%Musk%"

    One statement that begins with SELECT, WITH, VALUES or EXPLAIN; `-` reads it from standard input. A VALUE that looks
    like a number is one; in 'single quotes' it is text. The view `timeline` has a line an event, for people.
    """
    from timeline.workflow.sql import ask

    values = _values(value or ())
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape") if statement == "-" else statement
    written = ask(db, text, values, to, sys.stdout.buffer, limit=limit, timeout=timeout)
    if written.more:
        base.say(f"the first {written.rows}; there are more")
    elif not written.rows:
        base.say("no rows")


def _values(words: Sequence[str]) -> dict[str, str]:
    """What stands for what; the words are names and values in turn."""
    values: dict[str, str] = {}
    for given, value in zip(words[::2], words[1::2], strict=True):
        name = given.removeprefix(":")
        if not (name.isidentifier() and name not in values):
            why = "is given twice" if name in values else "is no name; write -p name VALUE, and :name in the statement"
            raise typer.BadParameter(f"'{given}' {why}", param_hint="-p")
        values[name] = value
    return values
