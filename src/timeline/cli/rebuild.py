"""timeline rebuild: all events made anew."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from timeline.cli import base


def run(embed: base.Embed = False, db: base.Database = base.DEFAULT) -> None:
    """Compare everything that is stored anew, and make all events again.

    Example: timeline rebuild

    For a timeline that an older version wrote, or to see that nothing changes. Documents are not read again, and what
    people decided is obeyed as before. All of it happens or nothing: it may be stopped at any time.
    """
    from timeline.workflow.rebuild import rebuild

    with _bar() as progress:
        held = rebuild(db, progress, embed=embed, at=base.moment())
    base.say(f"{held.documents:,} documents compared: {held.events:,} events and {held.undated:,} undated ones")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A moving line on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing", total=None)
        yield lambda done, everything: bar.update(task, total=everything, completed=done)
