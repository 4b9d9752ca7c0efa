"""timeline judge: whether two are one happening."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._decisions import told


def run(
    one: Annotated[int, typer.Argument(metavar="ONE", hidden=True)],
    other: Annotated[int, typer.Argument(metavar="OTHER", hidden=True)],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", hidden=True)],
    why: base.Why = "",
    by: base.By = "",
    db: base.Database = base.DEFAULT,
) -> None:
    """Say of two events, or two claims, whether they are one happening.

    Example: timeline judge 12 40 different --why "another mill"

    VERDICT is same, different or unsure: looked at, and left to the score. What is decided goes before every score, and
    can be taken back. What contradicts it is refused, and told.
    """
    from timeline.values.judgement import Verdict
    from timeline.workflow.judging import judge

    known = {one.value: one for one in Verdict}
    if verdict not in known:
        raise typer.BadParameter(f"there is no '{verdict}'; there are: {', '.join(known)}", param_hint="VERDICT")
    told(judge(db, one, other, known[verdict], why=why, by=base.decider(by), at=base.moment()), db)
