"""timeline review: pairs that want a person's word."""

import sys
from typing import Annotated

import typer

from timeline.cli import base
from timeline.errors import UnknownName


def run(
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many pairs.")] = None,
    merged: Annotated[bool, typer.Option("--merged", help="Only pairs that are taken to be one happening.")] = False,
    apart: Annotated[bool, typer.Option("--apart", help="Only pairs that nearly are.")] = False,
    to: Annotated[str, typer.Option("--to", metavar="FORM", help="jsonl: write the pairs, and ask nothing.")] = "",
    answers: Annotated[
        str, typer.Option("--from", metavar="FILE", help="Take answers from such a file; - is standard input.")
    ] = "",
    why: base.Why = "",
    by: base.By = "",
    db: base.Database = base.DEFAULT,
) -> None:
    """Ask about pairs of which the scores are least sure, one at a time.

    Example: timeline review --limit 20 --by ann

    Both sentences stand side by side; a key answers: y (one happening), n, ? (unsure), s (skip), u (undo), q (quit).
    Where nobody sits at a terminal, or with --to jsonl, the pairs are written a JSON object a line. With a "verdict" in
    each (same, different, unsure) and maybe "why" and "by", --from takes them: what is known already changes nothing,
    what contradicts is told with its line, and the rest is kept.
    """
    from timeline.workflow import reviewing

    if merged and apart:
        raise typer.BadParameter("--merged and --apart go one at a time; without them all are shown")
    if answers and (to or merged or apart or limit):
        raise typer.BadParameter("--from takes answers, and no other option but --why and --by")
    if to not in ("", "jsonl"):
        raise UnknownName("form", to, ["jsonl"])
    which = merged if merged or apart else None
    if answers:
        _take(db, answers, why, base.decider(by))
    elif to or not (sys.stdin.isatty() and sys.stdout.isatty()):
        found, more = reviewing.pairs(db, limit=limit, merged=which)
        for pair in found:
            print(reviewing.line(pair))
        base.say(f"{len(found):,} pairs written, {more:,} more wait")
    else:
        from timeline.cli._asking import ask

        with reviewing.Session(db, by=base.decider(by), why=why, limit=limit, merged=which) as session:
            ask(session, db)


def _take(database: str, path: str, why: str, by: str) -> None:
    from timeline.workflow.reviewing import take

    at = base.moment()
    if path == "-":
        taken = take(database, sys.stdin.buffer, "standard input", why=why, by=by, at=at)
    else:
        with open(path, "rb") as file:
            taken = take(database, file, path, why=why, by=by, at=at)
    for problem in taken.problems:
        base.say(f"refused: {problem}")
    counts = f"{taken.taken:,} taken, {taken.known:,} known, {taken.unanswered:,} without a verdict"
    base.say(f"{counts}, {len(taken.problems):,} refused; next: {base.with_database('timeline log', database)}")
    if taken.problems:
        raise typer.Exit(1)
