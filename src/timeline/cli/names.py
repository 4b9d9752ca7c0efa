"""timeline names: who and what the timeline knows, under which names."""

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base

if TYPE_CHECKING:  # --help lists this file, and needs no values
    from timeline.values.names import Entity, NameDecision


def run(
    part: Annotated[list[str] | None, typer.Argument(metavar="PART", hidden=True)] = None,
    join: Annotated[
        str, typer.Option("--join", metavar="NAME", help="Let this name and PART be one, under this name.")
    ] = "",
    apart: Annotated[str, typer.Option("--part", metavar="ALIAS", help="Take a name out into one of its own.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last --join or --part that stands.")] = False,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Of this kind: person, organisation, place, other.")
    ] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON object a line.")] = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show people, organisations and places with all their names, or say which names are one.

    Example: timeline names --join "Elon Musk" "E. Musk" --why "his initial"

    PART is some words of a name; all are shown where it is left out, those of most events first. Names are taken for
    one where only case, accents, points, "the" or a company's form (Inc, GmbH) tell them apart. What that gets wrong is
    put right by --join and --part, for what is stored and for whatever is read later.
    """
    from timeline.workflow import names

    words = " ".join(part or ())
    if sum(map(bool, (join, apart, undo))) > 1 or (words and (apart or undo)):
        raise typer.BadParameter("--join NAME PART, --part ALIAS and --undo go one at a time")
    if join and not words:
        raise typer.BadParameter("--join wants two names: timeline names --join A B")
    if join:
        _decided(names.join(db, join, words, kind=kind, why=why, at=base.moment()))
    elif apart:
        _decided(names.part(db, apart, kind=kind, why=why, at=base.moment()))
    elif undo:
        _decided(names.undo(db, at=base.moment()), undone=True)
    else:
        found = [one for one in names.names(db, words) if not kind or one.kind == kind][:limit]
        for one in found:
            print(_json(one) if jsonl else _line(one))
        if not found:
            base.say("no names there")


def _decided(decision: "NameDecision", *, undone: bool = False) -> None:
    from timeline.workflow.wording import printable

    moved = ", ".join(f"'{name}'" for name in decision.moved)
    one = (decision.decision == "join") is not undone
    base.say(printable(f"{moved} {'and' if one else 'no longer stands for'} '{decision.name}'{' are one now' * one}"))


def _line(one: "Entity") -> str:
    from timeline.cli.screen import bold, faint
    from timeline.workflow.wording import columns, printable

    name = printable(one.name)
    others = ", ".join(printable(alias.name) for alias in one.aliases if alias.name != one.name)
    events = f"{one.events} event{'s' * (one.events != 1)}"
    also = faint(f"  also: {others}") if others else ""
    return f"{one.kind:<13} {bold(name)}{' ' * (40 - columns(name))} {events:>12}{also}"


def _json(one: "Entity") -> str:
    import json

    aliases = [{"name": alias.name, "why": alias.why} for alias in one.aliases]
    found = {"name": one.name, "kind": one.kind, "aliases": aliases, "events": one.events}
    return json.dumps(found, ensure_ascii=False)
