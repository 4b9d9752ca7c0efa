"""timeline dates: the time expressions of a text."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeVar

import typer

from timeline.cli import base

if TYPE_CHECKING:  # --help needs none of it
    from timeline.values.problem import Problem
    from timeline.workflow.dates import Tagged

Found = TypeVar("Found")
_FORMS = ("table", "jsonl", "timeml")


def run(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", hidden=True)] = None,
    anchor: Annotated[str, typer.Option(metavar="DATE", help="The publication day, where the input has none.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="The language of the texts: en, de …")] = "en",
    region: Annotated[
        str, typer.Option(metavar="CODE", help="The country (US, GB …) whose order 10/12/2023 has, where in doubt.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"One of {', '.join(_FORMS)}.")] = "table",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same as --to jsonl: an object a document.")] = False,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FOLDER", help="For TimeML: a file DOC_ID.tml for each document.")
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Rule, anchor and reason of each expression.")] = False,
    near_misses: Annotated[
        bool, typer.Option("--near-misses", help="Instead: what looks like a time and was not tagged.")
    ] = False,
    place_events: Annotated[
        bool, typer.Option("--place-events", help="Instead: when the events were that each JSON line gives by offsets.")
    ] = False,
) -> None:
    """Show the time expressions of texts and what they mean.

    Example: echo "He resigned three days ago." | timeline dates --anchor 2024-12-07

    Each FILE is a text, or JSON lines with doc_id, dct (the publication day) and text; standard input where there is
    none.
    """
    from timeline.workflow.dates import dates

    form = _form(to, jsonl, output, explain, near_misses)
    names = files or ["-"]
    if place_events:
        _place(names, form, explain, near_misses, anchor=anchor, language=language, region=region or None)
        return
    read = partial(dates, anchor=anchor, language=language, region=region or None)

    def tagged(lines: TextIO, file: str) -> "Iterator[Tagged | Problem]":
        return read(lines, origin=file, doc_id=None if len(names) == 1 else file)

    count = _Count(_read(names, tagged))
    if near_misses:
        _missed(count, form)
    elif form == "timeml":
        _timeml(count, output)
    else:
        from timeline.workflow.dates_shown import lines as shown

        for line in shown(count, form, explain=explain):
            print(line)
        if form == "table":
            base.say(str(count))
    if count.problems and not count.texts:
        raise typer.Exit(1)


def _read(
    names: list[str], read: Callable[[TextIO, str], "Iterator[Found | Problem]"]
) -> "Iterator[tuple[str, Found | Problem]]":
    """What is found in each file; of several, one that cannot be read is a problem and no more."""
    from timeline.values.problem import Problem

    for file in names:
        try:
            opened = _opened(file)
        except OSError as wrong:
            if len(names) == 1:
                raise
            yield file, Problem(file, wrong.strerror or str(wrong))
            continue
        with opened as lines:
            yield from ((file, found) for found in read(lines, file))


def _place(names: list[str], form: str, explain: bool, near_misses: bool, **asked: Any) -> None:
    if form == "timeml" or near_misses:
        raise typer.BadParameter("events are placed as JSON lines; use --jsonl alone", param_hint="--place-events")
    from timeline.workflow.place_events import Placed, place_events, record

    texts = events = problems = 0
    for _, found in _read(names, lambda lines, file: place_events(lines, origin=file, **asked)):
        if isinstance(found, Placed):
            texts, events = texts + 1, events + len(found.events)
            print(json.dumps(record(found, explain=explain), ensure_ascii=False))
        else:
            problems += 1
            base.say(str(found))
    base.say(f"{events:,} event{'s' * (events != 1)} placed in {texts:,} text{'s' * (texts != 1)}")
    if problems and not texts:
        raise typer.Exit(1)


class _Count:
    """What was read, counted as it goes by; what could not be read is said and left out."""

    def __init__(self, found: Iterable[tuple[str, "Tagged | Problem"]]) -> None:
        self._found, self.texts, self.expressions, self.problems = found, 0, 0, 0

    def __iter__(self) -> Iterator[tuple[str, "Tagged"]]:
        from timeline.workflow.dates import Tagged

        for origin, found in self._found:
            if isinstance(found, Tagged):
                self.texts, self.expressions = self.texts + 1, self.expressions + len(found.expressions)
                yield origin, found
            else:
                self.problems += 1
                base.say(str(found))

    def __str__(self) -> str:
        return f"{self.expressions:,} time expressions in {self.texts:,} text{'s' * (self.texts != 1)}"


def _form(to: str, jsonl: bool, output: str, explain: bool, near_misses: bool) -> str:
    form = "jsonl" if jsonl and to == "table" else to
    if form not in _FORMS:
        raise typer.BadParameter(f"there is no form '{to}'; there are: {', '.join(_FORMS)}", param_hint="--to")
    if jsonl and form != "jsonl":
        raise typer.BadParameter(f"--jsonl and --to {to} are two forms; leave one out")
    if output and form != "timeml":
        raise typer.BadParameter("a folder is for --to timeml; for one file write > FILE", param_hint="--output")
    if form == "timeml" and (explain or near_misses):
        raise typer.BadParameter("TimeML has no room for this; use --to jsonl", param_hint="--to")
    if explain and near_misses:
        raise typer.BadParameter("--explain is about what was tagged, --near-misses about what was not; leave one out")
    return form


def _missed(count: _Count, form: str) -> None:
    from timeline.workflow.missed import Missed

    missed = Missed()
    for line in missed.lines(count, form):
        print(line)
    if form == "table":
        base.say(f"{len(missed):,} near miss{'es' * (len(missed) != 1)} beside {count}")


def _timeml(count: _Count, folder: str) -> None:
    from timeline.workflow.timeml import write_one, written

    if not folder:
        xml, replaced = write_one(tagged for _, tagged in count)
        sys.stdout.buffer.write(xml)
    else:
        replaced = 0
        for found in written(count, folder):
            if isinstance(found, int):
                replaced += found
            else:
                base.say(str(found))
        base.say(str(count))
    if replaced:
        base.say(f"{replaced:,} character{'s' * (replaced != 1)} that XML cannot hold: written as U+FFFD")


def _opened(file: str) -> AbstractContextManager[TextIO]:
    """The text as it is: no line end is changed, so that offsets hold; bytes that are no UTF-8 become U+FFFD."""
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
        return nullcontext(sys.stdin)
    return open(file, encoding="utf-8", errors="replace", newline="")
