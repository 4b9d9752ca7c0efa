"""timeline verify: everything that is stored, read again."""

import typer

from timeline.cli import base


def run(db: base.Database = base.DEFAULT) -> None:
    """Read everything that is stored again, and say what is wrong.

    Example: timeline verify

    Hashes, quotes, links and counts. Fails if anything is wrong.
    """
    from timeline.workflow.db import info
    from timeline.workflow.verify import verify

    wrong = 0
    for problem in verify(db):
        print(problem)
        wrong += 1
    held = info(db)
    base.say(f"{held.documents:,} documents and {held.mentions:,} mentions read again: {wrong or 'nothing'} wrong")
    if wrong:
        raise typer.Exit(1)
