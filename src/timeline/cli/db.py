"""timeline db: the database itself."""

from enum import StrEnum
from typing import Annotated

import typer

from timeline.cli import base


class Action(StrEnum):
    """What to do with it."""

    INFO = "info"
    UPGRADE = "upgrade"


def run(
    action: Annotated[Action, typer.Argument(metavar="ACTION", hidden=True)],
    db: base.Database = base.DEFAULT,
) -> None:
    """Say what the database holds, or upgrade an older one.

    Example: timeline db info

    ACTION is info, or upgrade: bring the database to this program's version.
    """
    from timeline.workflow.db import info, upgrade

    held = upgrade(db) if action is Action.UPGRADE else info(db)
    dated = f", {held.first_day or 'open'} to {held.last_day or 'open'}" if held.events else ""
    print(f"database   {held.label}")
    print(f"version    {held.version}")
    print(f"documents  {held.documents:,}" + (f", {held.superseded:,} superseded" if held.superseded else ""))
    print(f"mentions   {held.mentions:,}")
    print(f"events     {held.events:,}{dated}; {held.undated:,} undated")
    print(f"size       {held.bytes / 1e6:,.1f} MB")
