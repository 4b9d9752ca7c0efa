"""timeline merge: events that are one."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._decisions import told


def run(
    numbers: Annotated[list[int], typer.Argument(metavar="EVENT", hidden=True)],
    why: base.Why = "",
    by: base.By = "",
    db: base.Database = base.DEFAULT,
) -> None:
    """Let two events, or more, be one.

    Example: timeline merge 12 40 --why "both tell of the fire in the mill"

    EVENT is a number as `timeline query` shows it; any claim's number will do. What is decided goes before every score,
    also in what is read later, and can be taken back in any order. What contradicts it is refused, and told.
    """
    from timeline.workflow.judging import merge

    if len(numbers) < 2:
        raise typer.BadParameter("two events at least: timeline merge 12 40")
    told(merge(db, numbers, why=why, by=base.decider(by), at=base.moment()), db)
