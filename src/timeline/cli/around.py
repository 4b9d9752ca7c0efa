"""timeline around: what else happened about the time of an event."""

from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli.question import BESIDE, Asked, asks
from timeline.cli.screen import bold, line


@asks(without=("when", "on_day", "sort", "after_token", *BESIDE))
def run(
    asked: Asked,
    event: Annotated[int, typer.Argument(metavar="EVENT", hidden=True, min=1)],
    within: Annotated[str, typer.Option("--within", metavar="TIME", help="How far from it: 48h, 3d, 2 weeks.")] = "3d",
) -> None:
    """Show the events around an event, and itself among them, marked with `>`.

    Example: timeline around 17 --within 48h

    `timeline query --around 17 --within 48h` finds the same in every form, without the event itself.
    """
    from timeline.workflow.query import around
    from timeline.workflow.when import duration
    from timeline.workflow.wording import when as worded

    answer = around(asked.db, asked.query(), event, duration(within), timeout=asked.timeout)
    for found in answer:
        shown = line(found, worded(found.time) if found.time else "undated")
        print(bold(f">{shown[1:]}") if found.number == answer.number else shown)
    if answer.token:
        base.say(f"the first {answer.others:,} others; there are more")
    elif not answer.others:
        base.say(f"nothing else within {within}")
