"""timeline log: who decided what, and when."""

import json
from typing import Annotated

import typer

from timeline.cli import base
from timeline.cli._decisions import as_json, line


def run(
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_array: Annotated[bool, typer.Option("--json", help="One array, with all that is known.")] = False,
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show who decided what and when, the last first, undone decisions too.

    Example: timeline log --limit 10

    A line is: the decision's number, the moment in UTC, who, what and why. `3 = 9` says that two claims tell of one
    happening, `3 ≠ 9` that they do not, `3 ? 9` that someone was unsure. Decisions on names have numbers of their own.
    """
    from timeline.workflow.judging import log

    made = log(db)[:limit]
    if as_array:
        print(json.dumps([as_json(one) for one in made], ensure_ascii=False))
    else:
        for one in made:
            print(json.dumps(as_json(one), ensure_ascii=False) if jsonl else line(one))
    if not made:
        base.say(f"nothing was decided; `{base.with_database('timeline review', db)}` shows what waits for a word")
