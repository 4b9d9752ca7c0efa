"""The words of one command within another: kept, and asked again."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from timeline.cli.question import Asked
from timeline.errors import NoQuestion

FIRST: Final = "query"  # what words without a command's name are of
_WHEN: Final = "when"  # what every command that asks takes
_PASSED: Final = {"ignore_unknown_options": True}


def passing(run: Callable[..., None]) -> Callable[..., None]:
    """A command that takes options it does not know as words, to hand them on."""
    vars(run)["settings"] = _PASSED
    return run


def parted(context: Any, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The command that words begin with, or else :data:`FIRST`, and the rest.

    Raises:
        NoQuestion: If they begin with a command that asks nothing.
    """
    commands = context.parent.command.commands
    if not words or words[0] not in list(commands):
        return FIRST, tuple(words)
    name = words[0]
    if not _asks(commands[name]):
        raise NoQuestion(name, [name for name in commands if _asks(commands[name])])
    return name, tuple(words[1:])


def _asks(command: Any) -> bool:
    return any(param.name == _WHEN for param in command.params)


def read(context: Any, name: str, words: Sequence[str], more: Sequence[str] = (), *, db: str) -> Any:
    """A command's own context, as if it were called with these words; what ``more`` gives goes before.

    Raises:
        TyperException: If the command does not take these words.
        TimelineError: If some of them mean nothing.
    """
    command = context.parent.command.commands[name]
    own = command.make_context(name, list(words), parent=context.parent)
    if more:
        other = command.make_context(name, list(more), parent=context.parent)
        given = (key for key in other.params if other.get_parameter_source(key).name == "COMMANDLINE")
        own.params.update({key: other.params[key] for key in given})
    own.params["db"] = db
    Asked(own.params).query()
    return own
