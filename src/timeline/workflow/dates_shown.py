"""Tagged texts as they are shown: a table for people, an object for programs, and the reasons in both."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.timex.formulas import formulas
from timeline.values import edtf
from timeline.values.mention import Basis, TimeExpression
from timeline.values.time import TimeSpan, iso_day
from timeline.workflow.dates import Tagged
from timeline.workflow.wording import printable, when


def lines(texts: Iterable[tuple[str, Tagged]], form: str, *, explain: bool = False) -> Iterator[str]:
    """Texts, each with where it was read, as lines: a table, or where ``form`` is ``jsonl`` an object for each."""
    for _, tagged in texts:
        if form == "jsonl":
            yield json.dumps(record(tagged, explain=explain), ensure_ascii=False)
        else:
            yield from rows(tagged, explain=explain)


def record(tagged: Tagged, *, explain: bool = False) -> dict[str, Any]:
    """The tagged text as JSON has it: offsets leave out their end, days are both inside, ``null`` is unknown.

    With ``explain`` each expression has its reasons too.
    """
    timexes = []
    for e in tagged.expressions:
        timex = {
            "start": e.span.start,
            "end": e.span.end,
            "text": e.span.of(tagged.text),
            "type": e.type,
            "value": e.value,
            "mod": e.mod or None,
            "rule": e.rule,
            "edtf": _edtf(e.time),
            "earliest": e.time.first_day if e.time else None,
            "latest": e.time.last_day if e.time else None,
        }
        timexes.append(timex | _reasons(e, tagged) if explain else timex)
    return {"doc_id": tagged.doc_id, "timexes": timexes}


def _edtf(span: TimeSpan | None) -> str | None:
    return edtf.text(span) if span else None


def _reasons(e: TimeExpression, tagged: Tagged) -> dict[str, Any]:
    operator, formula = formulas(tagged.language)[e.rule]
    place = e.counted_from
    return {
        "quant": e.quant or None,
        "freq": e.freq or None,
        "operator": operator,
        "formula": formula,
        "basis": str(e.basis),
        "anchor": None if e.anchor is None else iso_day(e.anchor),
        "counted_from": {"start": place.start, "end": place.end, "text": place.of(tagged.text)} if place else None,
        "signal": e.signal or None,
        "why": e.why or None,
        "readings": list(e.readings),
        "range": _edtf(e.range),
    }


def rows(tagged: Tagged, *, explain: bool = False) -> Iterator[str]:
    """The tagged text as lines of a table; with ``explain`` each expression is followed by its reasons."""
    if tagged.doc_id is not None:
        yield printable(tagged.doc_id)
    for e in tagged.expressions:
        words = printable(e.span.of(tagged.text))
        meaning = when(e.time) if e.time else "-"
        value = f"{e.value} {e.mod}".strip()
        yield f"{e.span.start:>6}  {words:<28} {e.type:<9} {value:<22} {meaning:<28} {e.rule}"
        if explain:
            yield from (f"          {name:<9} {said}" for name, said in _said(e, tagged) if said)


def _said(e: TimeExpression, tagged: Tagged) -> Iterator[tuple[str, str]]:
    yield "rule", f"{e.rule}: {formulas(tagged.language)[e.rule].text}"
    yield "basis", _basis(e, tagged)
    yield "signal", e.signal
    yield "why", printable(e.why)
    yield "readings", ", ".join(f"{r} (taken)" if r == e.value else r for r in e.readings)
    if e.range:
        yield "range", f"{when(e.range)}, of which this is the {'last' if e.ends_range else 'first'} part"


def _basis(e: TimeExpression, tagged: Tagged) -> str:
    if e.basis is Basis.UNKNOWN or e.anchor is None:
        return str(e.basis) if e.basis is not Basis.UNKNOWN else "none: it has no place on a calendar"
    day = when(TimeSpan.of_days(e.anchor, e.anchor))
    published = tagged.published is not None and tagged.published.first_day_number == e.anchor
    by = ", the day of publication" if e.basis is Basis.RELATIVE and published else ""
    if e.counted_from:
        by = f", the beginning of '{printable(e.counted_from.of(tagged.text))}' at {e.counted_from.start}"
    return f"{e.basis}: counted from {day}{by}"
