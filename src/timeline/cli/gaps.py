"""timeline gaps: stretches in which nothing happened."""

import sys
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base
from timeline.cli.question import Asked, asks
from timeline.cli.screen import bold, faint, line

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.gaps import Gap


@asks(without=("sort", "after_token", "certain"))
def run(
    asked: Asked,
    longer_than: Annotated[
        str, typer.Option("--longer-than", metavar="TIME", help="Only gaps longer than that: 60d, 2 weeks.")
    ] = "30d",
    certain: Annotated[
        bool,
        typer.Option("--certain/--possible", help="An event fills only what it certainly took, not all it may have."),
    ] = False,
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help="One of table, csv, tsv, json, jsonl, markdown.")
    ] = "table",
    jsonl: base.JSONLines = False,
) -> None:
    """Show the stretches of time in which no event happened, with the events before and after each.

    Example: timeline gaps 2010..2012 --longer-than 60d --who bp

    A gap is made of whole days. An event known only to a month may have happened on any day of it, and so fills it
    all; with --certain it fills nothing, and only what is known to the day, or lasted, does. What has no known
    beginning or end fills nothing either. WHEN is written as for `timeline query`; with it there are also the gaps at
    its beginning and end.
    """
    from timeline.workflow.counting import gaps, left_out, write_gaps
    from timeline.workflow.when import duration

    query = replace(asked.query(), certain=certain)
    shown, form = 0, "jsonl" if jsonl else to
    with gaps(asked.db, query, duration(longer_than), timeout=asked.timeout) as found:
        some = islice(found, asked.limit)
        if form != "table":
            shown = write_gaps(some, form, sys.stdout.buffer)
        else:
            for shown, gap in enumerate(some, 1):  # noqa: B007 - counted for the last line
                _show(gap)
    if shown and shown == asked.limit:
        base.say(f"the first {asked.limit}; there may be more")
        return
    if not shown:
        base.say(f"no gap there is longer than {longer_than}")
    for told in left_out(found):
        base.say(told)


def _show(gap: "Gap") -> None:
    from timeline.values.time import iso_day
    from timeline.workflow.wording import when

    print(f"{bold(f'{iso_day(gap.first)}..{iso_day(gap.last)}')}  {gap.days:,} day{'s' * (gap.days != 1)}")
    for side, event in (("after", gap.before), ("before", gap.after)):
        print(
            f"  {faint(f'{side:>6}')} {line(event, when(event.time)) if event and event.time else 'the edge of WHEN'}"
        )
