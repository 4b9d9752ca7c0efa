"""A session at the terminal: a pair on the screen, a key that answers."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.cli import base
from timeline.cli.screen import bold, faint, has_colour
from timeline.cli.show import sentence
from timeline.errors import ContradictingJudgement, NoSuchEvent, NothingToDecide
from timeline.values.evidence import SAME
from timeline.values.judgement import Pair, Verdict
from timeline.workflow.wording import bounded, likely_in_words, printable, when

if TYPE_CHECKING:
    from timeline.values.event import Event, Source
    from timeline.values.mention import Mention
    from timeline.workflow.reviewing import Session

_NARROW = 80  # columns; below it the two stand one above the other
_VERDICTS = {"y": Verdict.SAME, "n": Verdict.DIFFERENT, "?": Verdict.UNSURE}
_SKIP, _UNDO, _QUIT = "s", "u", "q"
_WORDS = {"unsure": "?"}  # every other word is known by its first letter
_KEYS = "[y]es  [n]o  [?] unsure  [s]kip  [u]ndo  [q]uit"
_END_OF_FILE = "\x04"  # Ctrl-D


def ask(session: "Session", database: str) -> None:
    """Show pair after pair until there is no other, or whoever is asked has had enough; say what came of it."""
    console = Console(highlight=False, markup=False, no_color=not has_colour())
    shown = 0
    with _keys() as key:
        while True:
            pair = session.next()
            if pair is None and not (shown and _wants_back(session, key)):
                break
            if pair is None:
                continue
            shown += 1
            _show(console, pair, session.more)
            if not _answered(session, pair, key):
                break
    said = session.tally
    if not shown:
        base.say("no pair waits for a word")
        return
    counts = ", ".join(f"{said[verdict]} {verdict.value}" for verdict in Verdict)
    log, undo = (base.with_database(f"timeline {command}", database) for command in ("log", "undo"))
    base.say(f"{counts}, {said['skipped']} skipped; `{log}` shows it all, `{undo} N` takes back what you will")


def _answered(session: "Session", pair: Pair, key: Callable[[], str]) -> bool:
    """Do what a key says; whether to go on."""
    while True:
        print(f"{pair.one} and {pair.other}: one happening?  {faint(_KEYS)}  ", end="", flush=True)
        pressed = key()
        if pressed in (_QUIT, _END_OF_FILE):
            print("quit")
            return False
        if pressed == _SKIP:
            print("skipped")
            session.skip()
            return True
        if pressed == _UNDO:
            if _undone(session):
                return True
        elif verdict := _VERDICTS.get(pressed):
            try:
                made = session.answer(verdict, at=base.moment())
                print(f"{bold(verdict.value)} (decision {made.number})")
            except (ContradictingJudgement, NoSuchEvent) as refused:
                print(f"refused: {refused}")
            return True
        else:
            print("no such key")


def _wants_back(session: "Session", key: Callable[[], str]) -> bool:
    """At the end, whether the last answer is taken back after all."""
    print(f"\nno other pair waits  {faint('[u]ndo the last answer, any other key ends')}  ", end="", flush=True)
    if key() == _UNDO:
        return _undone(session)
    print("done")
    return False


def _undone(session: "Session") -> bool:
    try:
        gone = session.undo(at=base.moment())
    except NothingToDecide as refused:
        print(f"refused: {refused}")
        return False
    print(f"undone (decision {gone.number})" if gone else "nothing of this session is left to be undone")
    return gone is not None


def _show(console: Console, pair: Pair, more: int) -> None:
    events = {event.number for event in pair.events}
    so_far = "taken to be one" if pair.score >= SAME else "kept apart"
    if len(pair.events) == len(pair.sources) and (len(events) == 1) != (pair.score >= SAME):
        so_far += f", but of {'one event' if len(events) == 1 else 'two events'} by what else is known"
    print(f"\n{bold(f'score {pair.score:.2f}')}, {so_far}: {printable(pair.reason)}  {faint(f'{more:,} more')}\n")
    sides = [_side(number, source) for number, source in zip((pair.one, pair.other), pair.sources, strict=True)]
    for side, event in zip(sides, pair.events, strict=False):
        side += [Text.from_ansi(faint(_together(event)))] if event.mentions > 1 else []
    if console.width < _NARROW:
        for side in sides:
            for part in side:
                console.print(part)
            console.print()
        return
    table = Table.grid(padding=(0, 4, 0, 0), expand=True)
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    for row in zip_longest(*sides, fillvalue=Text()):
        table.add_row(*row)
    console.print(table)
    console.print()


def _side(number: int, source: "Source") -> list[Text]:
    """One of the two, in lines that stand level with those of the other."""
    mention = source.mention
    date = f"{when(mention.time)} ({mention.basis.value})" if mention.time else _undated(mention)
    about = [source.title, source.publisher, source.published and f"published {when(source.published)}"]
    lines = [
        f"{faint(str(number))} {bold(printable(mention.title))}",
        printable(date),
        sentence(source),
        "in: " + (printable(", ".join(part for part in about if part)) or "a document without a title"),
        *(faint(printable(address)) for address in source.addresses[:1]),
    ]
    return [Text.from_ansi(line) for line in lines]


def _undated(mention: "Mention") -> str:
    """When it may have been."""
    likely = likely_in_words(mention.likely, mention.bounds)
    return f"undated, {bounded(mention.bounds)}{f', {likely}' if likely else ''}"


def _together(event: "Event") -> str:
    """With how many others a claim is of one event, which go where it goes."""
    documents = f"{event.documents} document{'s' * (event.documents != 1)}"
    return printable(f"in event {event.number}, {event.mentions} claims of {documents}: {event.title}")


@contextmanager
def _keys() -> Iterator[Callable[[], str]]:
    """What gives the next key pressed: without Enter where the terminal can, else the first letter of a line."""
    if os.environ.get("TERM") == "dumb":
        yield _of_line
        return
    try:
        import termios
        import tty
    except ImportError:  # another system, which has its own way
        yield lambda: typer.getchar().lower()
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)  # what was typed ahead stays
    try:
        with _woken() as signals:
            yield lambda: _of_terminal(terminal, signals)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextmanager
def _woken() -> Iterator[int]:
    """What can be read once a signal has come: one that comes just before a key is waited for would end no wait."""
    import signal

    read, write = os.pipe()
    os.set_blocking(write, False)
    before = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    try:
        yield read
    finally:
        signal.set_wakeup_fd(before)
        os.close(read)
        os.close(write)


def _next(terminal: int, signals: int) -> bytes:
    """The next byte that comes; a signal that comes before it has its handler run."""
    from select import select

    while True:
        ready, _, _ = select([terminal, signals], [], [])
        if signals in ready:
            os.read(signals, 64)  # by now Python has run the handler, and Ctrl-C has been raised
        if terminal in ready:
            return os.read(terminal, 1)


def _of_terminal(terminal: int, signals: int) -> str:
    from select import select

    while (pressed := _next(terminal, signals)).isspace():  # Enter, out of habit
        pass
    if pressed == b"\x1b" or pressed > b"\x7f":  # an arrow or a letter with a mark: what it sends goes as a whole
        while select([terminal], [], [], 0.02)[0] and os.read(terminal, 16):
            pressed = b"\x1b"
    return pressed.decode("ascii", "replace").lower() or _END_OF_FILE


def _of_line() -> str:
    try:
        word = input().strip().lower()
    except EOFError:
        return _END_OF_FILE
    return _WORDS.get(word, word[:1])
