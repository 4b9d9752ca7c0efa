"""The console script: finds the command, and says in one line what went wrong.

A command is a file of this folder that defines ``run``; it is imported when it is asked for, or listed by ``--help``.
Exit codes: 0 done, 1 failed, 2 asked wrongly, 130 interrupted, 141 nobody reads on.
"""

import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup
from typer.exceptions import Abort, TyperException

from timeline import __version__
from timeline.cli import screen
from timeline.cli.base import DEFAULT
from timeline.cli.plain import plainly
from timeline.discovery import Catalogue
from timeline.errors import NotUnderstood, TimelineError

COMMANDS = Catalogue("timeline.cli", "run", "command", but=("base", "main", "plain", "question", "screen"))
_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each made when it is looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            if name not in COMMANDS.names():
                raise KeyError(name)
            app = typer.Typer(**_PLAIN)
            run = COMMANDS.load(name)
            app.command(name, context_settings=_PLAIN["context_settings"] | getattr(run, "settings", {}))(run)
            self._made[name] = plainly(typer.main.get_command(app))
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS.names())

    def __len__(self) -> int:
        return len(COMMANDS.names())


class Folder(TyperGroup):
    """A group whose commands are the files of the folder."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands by their first lines; making each with all its options would double the work of --help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS.load(name).__doc__.partition("\n")[0]) for name in COMMANDS.names()])

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what nobody reads any more ends it quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(141) from None
        return result


app = typer.Typer(cls=Folder, no_args_is_help=True, **_PLAIN)


def _version(asked: bool) -> None:
    if asked:
        print(f"timeline {__version__}")
        raise typer.Exit


@app.callback()
def timeline(
    ctx: typer.Context,
    db: Annotated[
        str, typer.Option("--db", metavar="PATH|URL", envvar="TIMELINE_DB", help="The timeline of all commands.")
    ] = DEFAULT,
    no_color: Annotated[bool, typer.Option("--no-color", help="Colour nothing.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """Read articles, find every event that they date, and answer in chronological order, with the proof.

    Example: timeline ingest articles/ && timeline query 2023-10
    """
    del version
    if no_color:
        screen.no_colour()
    ctx.default_map = {name: {"db": db} for name in COMMANDS.names()}


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask, and return the exit code; what goes wrong is one line on standard error.

    Under it stands the question, where one was put in words, with a mark under the part that was not understood.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    command = plainly(typer.main.get_command(app))
    try:
        code = command.main(list(arguments), prog_name="timeline", standalone_mode=False)
    except TyperException as wrong:
        usage = getattr(wrong, "ctx", None)
        return _failed(wrong.format_message(), wrong.exit_code, usage.get_usage() if usage else "")
    except NotUnderstood as wrong:
        return _failed(wrong.sentence, 1, shown=wrong.shown)
    except TimelineError as wrong:
        return _failed(str(wrong), 1)
    except OSError as wrong:
        where = f"{wrong.filename}: " if wrong.filename else ""
        return _failed(f"{where}{wrong.strerror or wrong}", 1)
    except (Abort, KeyboardInterrupt):
        code = 130
    if code == 130:
        print("interrupted; what was stored stays, and the same command again goes on from there", file=sys.stderr)
    return code if isinstance(code, int) else 0


def _failed(what: str, code: int, usage: str = "", shown: str = "") -> int:
    if usage:
        print(usage, file=sys.stderr)
    print("error:", " ".join(what.replace("Value error, ", "").split()), file=sys.stderr)
    if shown:
        print(shown, file=sys.stderr)
    return code


def main() -> None:
    """The console script.

    It leaves without taking the interpreter apart, whose memory the system frees in any case: that is a seventh of
    what ``--help`` costs. Where other processes may have been started, they are first waited for.
    """
    code = run(sys.argv[1:])
    if "multiprocessing" in sys.modules:
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # it has been told of, if there was anything to be told
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
