"""timeline highlights: the days that made the story."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base
from timeline.cli.question import BESIDE, PAGES, Asked, asks
from timeline.cli.screen import bold, faint

if TYPE_CHECKING:  # --help lists this file, and needs no values
    from timeline.values.highlight import Highlight, Highlights

_FLAT = ("csv", "tsv", "markdown")
_FORMS = ("table", *_FLAT, "json", "jsonl")


@asks(without=("certain", "undated", *BESIDE, *PAGES))
def run(
    asked: Asked,
    dates: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many days.")] = 10,
    sentences: Annotated[int, typer.Option(min=0, metavar="M", help="At most so many sentences of each.")] = 1,
    why: Annotated[bool, typer.Option("--why", help="The figures behind the rank of each day too.")] = False,
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of {', '.join(_FORMS)}.")] = "table",
) -> None:
    """Show the days that made the story, each with its best sentences.

    Example: timeline highlights 2023.. --where GB --dates 12 --sentences 2

    The other options choose the story, as for `timeline query`; WHEN keeps the days in that window. Days are ranked by
    how many sources tell of them, how prominently, whether later ones still do and for how long, against how much was
    told of their time; docs/highlights.md has the formula.
    """
    from timeline.workflow.highlights import highlights, line

    if to not in _FORMS:
        raise typer.BadParameter(f"there is no '{to}'; there are: {', '.join(_FORMS)}", param_hint="--to")
    found = highlights(asked.db, asked.query(), dates=dates, sentences=sentences, timeout=asked.timeout)
    if to == "table":
        for one in found.days:
            _show(one, why=why)
    elif to in _FLAT:
        from timeline.workflow.highlights import COLUMNS, rows
        from timeline.workflow.rows import write

        write(COLUMNS, rows(found), to, sys.stdout.buffer)
    elif to == "jsonl":
        for one in found.days:
            print(line(one, why=why))
    else:
        print("[" + ",\n ".join(line(one, why=why) for one in found.days) + "]")
    _ended(found, asked.db)


def _show(one: "Highlight", *, why: bool) -> None:
    from timeline.values.time import TimeSpan
    from timeline.workflow.wording import printable, when

    sources = f"({one.why.sources} source{'s' * (one.why.sources != 1)})"
    print(bold(when(TimeSpan.of_days(one.day, one.day))), faint(sources))
    for told in one.told:
        print("  ", printable(told.text), faint(" ".join(f"[{number}]" for number in told.events)))
    if why:
        figures = one.why
        listed = f", in {figures.listed} of {figures.lists} chronologies" if figures.lists else ""
        print(
            faint(
                f"   rank {one.rank}, score {figures.score:.2f}: {figures.sources} sources weigh {figures.weight:.1f}, "
                f"{figures.later} of them later, in {figures.weeks} weeks{listed}; "
                f"{figures.coverage:.1f} articles a day around"
            )
        )


def _ended(found: "Highlights", database: str) -> None:
    if not found.days:
        base.say(f"no days there; `{base.with_database('timeline query', database)}` shows what is known less finely")
        return
    left = f"; {found.background:,} of background left out, untold of at the time" if found.background else ""
    base.say(f"{len(found.days):,} of {found.candidates:,} days{left}")
