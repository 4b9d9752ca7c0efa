"""timeline split: claims that tell of something else."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._decisions import told


def run(
    event: Annotated[int, typer.Argument(metavar="EVENT", hidden=True)],
    claims: Annotated[list[int], typer.Argument(metavar="CLAIM", hidden=True)],
    why: base.Why = "",
    by: base.By = "",
    db: base.Database = base.DEFAULT,
) -> None:
    """Take claims out of an event; together they become one of their own.

    Example: timeline split 12 40 41 --why "this is the fire of the year before"

    EVENT is a number as `timeline query` shows it, CLAIM one as `timeline show EVENT` does. What is decided goes before
    every score, also in what is read later, and can be taken back. What contradicts it is refused, and told.
    """
    from timeline.workflow.judging import split

    told(split(db, event, claims, why=why, by=base.decider(by), at=base.moment()), db)
