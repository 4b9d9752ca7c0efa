"""What the screen can show: colour or none, and how wide."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.event import Event

_DATE = 28  # columns
_DOUBTFUL = 0.5  # confidence below it is marked


def has_colour() -> bool:
    """Whether answers may be coloured: on a terminal, unless ``NO_COLOR`` or ``TERM=dumb`` say no.

    ``FORCE_COLOR`` says yes where there is no terminal; ``NO_COLOR``, set and not empty, is heard before all.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def no_colour() -> None:
    """Colour nothing from here on."""
    os.environ["NO_COLOR"] = "1"


def bold(text: str) -> str:
    """The text, bold where the screen can."""
    return f"\033[1m{text}\033[0m" if text and has_colour() else text


def faint(text: str) -> str:
    """The text, paler where the screen can."""
    return f"\033[2m{text}\033[0m" if text and has_colour() else text


def marked(text: str) -> str:
    """Words that matter in a sentence: bold where the screen can, else in double brackets."""
    return bold(text) if has_colour() else f"[[{text}]]"


def line(event: "Event", date: str) -> str:
    """An event on one line: number, date, a mark of doubt, what did not simply occur, title, documents."""
    from timeline.workflow.wording import columns, printable

    pad = " " * (_DATE - columns(date))
    mark = "?" if event.confidence < _DOUBTFUL else " "
    status = "" if event.status == "occurred" else f"{event.status}: "
    copied = f", {event.independent} independent" if event.independent < event.documents else ""
    sources = f"({event.documents} source{'s' * (event.documents != 1)}{copied})"
    return f"{faint(f'{event.number:>6}')} {bold(date)}{pad} {mark} {status}{printable(event.title)} {faint(sources)}"
