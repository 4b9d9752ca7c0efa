"""timeline dates: the time expressions of a text."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, TextIO

import typer

from timeline.cli import base


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True)] = "-",
    anchor: Annotated[str, typer.Option(metavar="DATE", help="The publication day, where the input has none.")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object a document, with offsets and TIMEX3.")] = False,
) -> None:
    """Show the time expressions of a text and what they mean.

    Example: echo "He resigned three days ago." | timeline dates --anchor 2024-12-07

    FILE is a text, or JSON lines with doc_id, dct (the publication day) and text; standard input where there is none.
    """
    from timeline.values.problem import Problem
    from timeline.workflow.dates import Tagged, dates, record
    from timeline.workflow.wording import printable, when

    def show(tagged: Tagged) -> None:
        if tagged.doc_id is not None:
            print(printable(tagged.doc_id))
        for found in tagged.expressions:
            words = printable(found.span.of(tagged.text))
            meaning = when(found.time) if found.time else "-"
            value = f"{found.value} {found.mod}".strip()
            print(f"{found.span.start:>6}  {words:<28} {found.type:<9} {value:<22} {meaning:<28} {found.rule}")

    read = total = 0
    with _opened(file) as lines:
        for found in dates(lines, origin=file, anchor=anchor):
            if isinstance(found, Problem):
                base.say(str(found))
            elif jsonl:
                from json import dumps

                print(dumps(record(found), ensure_ascii=False))
            else:
                show(found)
                read, total = read + 1, total + len(found.expressions)
    if not jsonl:
        base.say(f"{total:,} time expressions in {read:,} text{'s' * (read != 1)}")


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    """The text as it is: no line end is changed, so that offsets hold; bytes that are no UTF-8 become U+FFFD."""
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
        yield sys.stdin
        return
    with open(file, encoding="utf-8", errors="replace", newline="") as text:
        yield text
