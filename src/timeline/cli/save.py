"""timeline save: a question, to be asked again."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._words import parted, passing, read


@passing
def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    words: Annotated[list[str] | None, typer.Argument(metavar="QUESTION", hidden=True)] = None,
    replace: Annotated[bool, typer.Option("--replace", help="In place of what is kept under that name.")] = False,
    delete: Annotated[bool, typer.Option("--delete", help="Forget what is kept under that name.")] = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Keep a question under a name, to be asked again with `timeline run NAME`.

    Example: timeline save hostages last month --text hostages --min-sources 2

    QUESTION is written as for `timeline query`, or begins with another command that asks: save NAME conflicts 2024. It
    is kept as it is written, so that `last month` is always the month before the day on which it is asked.
    """
    from timeline.values.saved import SavedQuestion
    from timeline.workflow.saved import forget, keep

    if delete:
        if words or replace:
            raise typer.BadParameter("--delete goes with a name alone")
        forget(db, name)
        base.say(f"'{name}' is forgotten")
        return
    command, rest = parted(context, words or ())
    read(context, command, rest, db=db)
    keep(db, SavedQuestion(name, command, rest, base.moment()), replace=replace)
    base.say(f"kept; `{base.with_database(f'timeline run {name}', db)}` asks it")
