"""timeline run: a kept question, asked again."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._words import passing, read


@passing
def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", hidden=True)] = "",
    words: Annotated[list[str] | None, typer.Argument(metavar="MORE", hidden=True)] = None,
    db: base.Database = base.DEFAULT,
) -> None:
    """Ask a kept question again, or without NAME list those that are kept.

    Example: timeline run hostages --to csv --limit 10

    MORE words and options go before those that are kept: another WHEN, another --limit.
    """
    from shlex import join

    from timeline.workflow.saved import question, questions
    from timeline.workflow.wording import printable

    if name:
        kept = question(db, name)
        own = read(context, kept.command, kept.words, words or (), db=db)
        with own:
            own.command.invoke(own)
        return
    found = questions(db)
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        print(f"{one.name:<{width}}  {printable(join((one.command, *one.words)))}")
    if not found:
        base.say("no question is kept; `timeline save NAME …` keeps one")
