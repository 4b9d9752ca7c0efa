"""Words from the command line as they are.

What begins with a minus and a digit is a word, a year before ours (``-0044-03-15``), and no option.

Typer checks every value with pydantic, even text that needs no checking; importing pydantic takes longer than Typer
itself and half as long as answering a question. A parameter that is given text, and wants text, is therefore handed it
as it is; anything else goes Typer's way. An option that is told of as ``NAME VALUE`` takes two words each time, which
Typer has no type for; they come one after the other in a list.
"""

from typing import Any

from typer._coercion import RuntimeParam, build_runtime_param


class Plain(RuntimeParam):
    """How a parameter's value is understood: text as it is, all else by Typer."""

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        if self.annotation is str and isinstance(value, str):
            return value
        if self.annotation == list[str]:
            return [word for item in value for word in ((item,) if isinstance(item, str) else item)]
        return build_runtime_param(param.type_descriptor).coerce(value, param, ctx)


def plainly(command: Any) -> Any:
    """The command, its parameters so understood; it is changed in place."""
    for param in command.params:
        _plain(param)
    made = command.get_help_option

    def get_help_option(ctx: Any) -> Any:
        return _plain(made(ctx))  # it is no parameter of the command, and made anew

    command.get_help_option = get_help_option
    parser_of = command.make_parser

    def make_parser(ctx: Any) -> Any:
        parser = parser_of(ctx)
        option = parser._process_opts

        def process_opts(word: str, state: Any) -> None:
            if word[1:2].isdigit():
                state.largs.append(word)
            else:
                option(word, state)

        parser._process_opts = process_opts
        return parser

    command.make_parser = make_parser
    return command


def _plain(param: Any) -> Any:
    descriptor = getattr(param, "type_descriptor", None)
    if descriptor is not None and not isinstance(param._runtime_param, Plain):
        param._runtime_param = Plain(descriptor.parameter_info, descriptor.annotation)
        if getattr(param, "multiple", False) and param.metavar:
            param.nargs = len(param.metavar.split())
    return param
