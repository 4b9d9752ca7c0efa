"""timeline undo: a decision taken back."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._decisions import said


def run(
    number: Annotated[int | None, typer.Argument(metavar="DECISION", hidden=True)] = None,
    by: base.By = "",
    db: base.Database = base.DEFAULT,
) -> None:
    """Take back a decision on events: the last that stands, or any other.

    Example: timeline undo 7

    DECISION is a number as `timeline log` shows it. Decisions can be taken back in any order, and stay in the log as
    undone. Those on names are taken back by `timeline names --undo`.
    """
    from timeline.workflow.judging import undo
    from timeline.workflow.wording import printable

    gone = undo(db, number, by=base.decider(by), at=base.moment())
    base.say(printable(f"decision {gone.number} by {gone.by} is taken back: {said(gone)}"))
