"""Time expressions alone: text in, tagged expressions out, nothing stored."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.errors import BadDate
from timeline.timex import tag
from timeline.values import edtf
from timeline.values.mention import TimeExpression
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with the expressions found in it, in its order, none overlapping."""

    doc_id: str | None
    text: str
    expressions: list[TimeExpression]


def dates(
    lines: Iterable[str], *, origin: str, anchor: str = "", language: str = "en", region: str | None = None
) -> Iterator[Tagged | Problem]:
    """The expressions of a text, or of texts that come one a line as JSON: ``{"doc_id", "dct", "text"}``.

    What begins with an object that has a ``text`` is taken for the latter, line by line and without keeping them.
    ``dct`` is the day of publication; ``anchor``, in EDTF, stands in where there is none. A line that cannot be read
    is a problem, named ``origin:LINE``.

    Raises:
        BadDate: If ``anchor`` is no EDTF date.
    """
    published = edtf.parse(anchor) if anchor else None
    rest = iter(lines)
    head = ""
    for line in rest:
        head += line
        if line.strip():
            break
    first = _object(head)
    if first is None:
        text = head + "".join(rest)
        yield Tagged(None, text, tag(text, published=published, language=language, region=region))
        return
    number = head.count("\n", 0, len(head.rstrip())) + 1
    yield from _records(_counted([head], number), origin, published, language, region)
    yield from _records(_counted(rest, number + 1), origin, published, language, region)


def _counted(lines: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    return enumerate(lines, first)


def _object(line: str) -> dict[str, object] | None:
    if not line.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("text"), str) else None


def _records(
    lines: Iterable[tuple[int, str]], origin: str, anchor: TimeSpan | None, language: str, region: str | None
) -> Iterator[Tagged | Problem]:
    for number, line in lines:
        if not line.strip():
            continue
        record = _object(line)
        if record is None:
            yield Problem(f"{origin}:{number}", "this line is no JSON object with a text", 'write {"text": "…"}')
            continue
        text, name = str(record["text"]), record.get("doc_id")
        published = anchor
        if dct := record.get("dct"):
            try:
                published = edtf.parse(str(dct))
            except BadDate as wrong:
                advice = "relative expressions are left unresolved"
                yield Problem(f"{origin}:{number}", f"dct: {wrong}", advice, skipped=False)
                published = None
        found = tag(text, published=published, language=language, region=region)
        yield Tagged(None if name is None else str(name), text, found)


def record(tagged: Tagged) -> dict[str, object]:
    """The tagged text as JSON has it: offsets leave out their end, days are both inside, ``null`` is unknown."""
    return {
        "doc_id": tagged.doc_id,
        "timexes": [
            {
                "start": e.span.start,
                "end": e.span.end,
                "text": e.span.of(tagged.text),
                "type": e.type,
                "value": e.value,
                "mod": e.mod or None,
                "rule": e.rule,
                "edtf": edtf.text(e.time) if e.time else None,
                "earliest": e.time.first_day if e.time else None,
                "latest": e.time.last_day if e.time else None,
            }
            for e in tagged.expressions
        ],
    }
