"""timeline show: one event, and every sentence that says it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import base
from timeline.cli.screen import bold, faint, marked

if TYPE_CHECKING:  # --help lists this file, and needs no values
    from collections.abc import Sequence

    from timeline.values.event import Event, Source
    from timeline.values.mention import Party


def run(
    number: Annotated[int, typer.Argument(metavar="NUMBER", hidden=True)],
    why: Annotated[
        bool, typer.Option("--why", help="Also why its mentions are taken to tell of one happening.")
    ] = False,
    jsonl: base.JSONLines = False,
    db: base.Database = base.DEFAULT,
) -> None:
    """Show an event and every sentence that says it.

    Example: timeline show 12

    NUMBER is the event's, as `timeline query` shows it, or that of any of its claims, which `--why` shows. Who takes
    part stands with the role (agent: who does it, patient: to whom it is done) and what the sentence calls them, a
    place with its country and position. The words that date it are marked.
    """
    from timeline.workflow.query import event, rows

    if jsonl:
        import sys

        from timeline.workflow.export import write

        write([event(db, number)], "jsonl", sys.stdout.buffer)
        return
    found = event(db, number)
    _head(found)
    cells = rows(db, found)
    for place, source in enumerate(found.sources, 1):
        _said(place, source, cells.get(source.document, ()))
        if why:
            print(f"     {_linked(source, found.sources[: place - 1])}")


def _head(event: "Event") -> None:
    from timeline.values.edtf import text
    from timeline.workflow.wording import bounded, likely_in_words, printable, when

    date = when(event.time) if event.time else f"undated, {bounded(event.bounds)}"
    if likely := likely_in_words(event.likely, event.bounds):
        date += f", {likely}"
    print(faint(str(event.number)), bold(date))
    print("  ", printable(event.title))
    facts = [event.status.value, f"kind {event.kind.value}", f"date {event.basis.value}"]
    if event.alleged_by:
        facts.insert(1, f"by {printable(event.alleged_by)}")
    if event.time:
        facts += [f"grain {event.time.grain.label}", f"EDTF {text(event.time)}"]
    print("  ", ", ".join([*facts, f"confidence {event.confidence:.2f}"]))
    if event.mentions > 1:
        print("  ", _counted(event))
    for label, names, here in (("who", event.who, False), ("where", event.where, True)):
        if shown := _parties(event, names, places=here):
            print(f"   {label}: {printable('; '.join(shown))}")


def _parties(event: "Event", names: tuple[str, ...], *, places: bool) -> list[str]:
    """Who takes part, or where: of one mention all that it says, of several those whom enough of them name."""
    parties = [party for source in event.sources for party in source.mention.parties]
    some = [party for party in parties if (party.role == "place") is places]
    if event.mentions > 1:
        first = {party.name: replace(party, called="") for party in reversed(some)}
        return [_party(first[name]) if name in first else name for name in names]
    return list(dict.fromkeys(_party(party) for party in some))


def _counted(event: "Event") -> str:
    """How many tell it, and whether they agree."""
    undated = event.mentions - event.dated
    told = f"told by {event.mentions} mentions in {event.documents} document{'s' * (event.documents != 1)}"
    from_ = f"{event.independent} independent source{'s' * (event.independent != 1)}"
    apart = f"; {undated} do not date it" if undated and event.time else ""
    return f"{told}, {from_}{apart}" + ("; dated differently: timeline conflicts" if event.disputed else "")


def _linked(source: "Source", before: "Sequence[Source]") -> str:
    """Why the mention is of this event."""
    if source.like is not None:
        return f"claim {source.number}, like {source.like} ({source.score:.2f}): {source.reason}"
    if source.reason:
        return f"claim {source.number} ({source.score:.2f}): {source.reason}"
    if not before:
        return f"claim {source.number}: the others were joined to it"
    again = any(one.number == source.number for one in before)
    return f"claim {source.number}: {'the same words once more' if again else 'people decided so: timeline log'}"


def _party(party: "Party") -> str:
    """A name with its role, what the sentence calls it, and where it lies."""
    from timeline.workflow.wording import place_in_words

    facts = [] if party.role == "place" else [party.role]
    if party.called:
        facts.append(f'called "{party.called}"')
    if party.place:
        facts.append(place_in_words(party.place))
    return f"{party.name} ({', '.join(facts)})" if facts else party.name


def _said(place: int, source: "Source", cells: "Sequence[str]") -> None:
    from timeline.workflow.wording import printable, when

    mention = source.mention
    print()
    print(f"{place:>3}. {sentence(source)}")
    dated = when(mention.time) if mention.time else f"undated: {mention.reason}" if mention.reason else "undated"
    rule = f", rule {mention.expression.rule}" if mention.expression else ""
    print(f"     {dated} ({mention.basis.value}{rule})" + (", the report itself" if mention.lead else ""))
    if mention.expression and (others := [r for r in mention.expression.readings if r != mention.expression.value]):
        print(printable(f"     or {' or '.join(others)}: {mention.expression.why}"))
    about = [source.title, source.publisher, source.published and f"published {when(source.published)}"]
    if any(about):
        print("     in:", printable(", ".join(part for part in about if part)))
    if source.form and source.origin:
        print("     row:", faint(printable(source.origin)))
        for cell in cells:
            print("      ", printable(cell))
    for address in source.addresses:
        print("    ", faint(printable(address)), f"characters {mention.quote.start}–{mention.quote.end}")


def sentence(source: "Source") -> str:
    """The quote, its expression marked; an expression that stands elsewhere follows it."""
    from timeline.workflow.wording import printable

    mention, quote = source.mention, source.quote
    if mention.expression is None:
        return printable(quote)
    start, end = (at - mention.quote.start for at in (mention.expression.span.start, mention.expression.span.end))
    words = marked(printable(source.expression))
    if not 0 <= start < end <= len(quote):
        return f"{printable(quote)} … {words}"
    before, after = quote[:start], quote[end:]
    left = printable(before.rstrip()) + " " * (before != before.rstrip())
    return left + words + " " * (after != after.lstrip()) + printable(after.lstrip())
