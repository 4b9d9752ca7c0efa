"""Happenings that are known already, placed in time: texts and offsets in, bounds out, nothing stored."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.errors import BadDate
from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.when.bounds import Placer
from timeline.events.when.grounds import Placement
from timeline.timex import tag
from timeline.values.mention import TextSpan
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan
from timeline.workflow.dates import day

_ADVICE = 'write {"doc_id": …, "dct": …, "text": …, "events": [{"id": …, "start": …, "end": …}]}'


@dataclass(frozen=True, slots=True)
class Placed:
    """A document's happenings, in the order given: each with its ``id`` as it came in."""

    doc_id: object
    events: list[tuple[object, Placement]]


def place_events(
    lines: Iterable[str],
    *,
    origin: str,
    anchor: str = "",
    language: str = "en",
    region: str | None = None,
    model: str | None = None,
) -> Iterator[Placed | Problem]:
    """When the happenings at these offsets were, for documents that come one a line as JSON.

    A line that cannot be read is a problem, named ``origin:LINE``; so is an event without offsets or with some outside
    the text, which is left out. ``anchor`` stands in where there is no ``dct``.

    Raises:
        BadDate: If ``anchor`` is no date.
        UnknownName, BadLanguageFile: If the language has no file, or one without words for happenings.
        NoParser, ChangedParser, BadParser: If sentences cannot be parsed.
    """
    published = day(anchor) if anchor else None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{origin}:{number}"
        found = _object(line)
        if isinstance(found, str):
            yield Problem(where, found, _ADVICE)
            continue
        known, wrong = _published(found.get("dct"), published, where)
        if wrong is not None:
            yield wrong
        spans, problems = _spans(found["events"], len(found["text"]), where)
        yield from problems
        places = _placed(found["text"], [span for _, span in spans], known, language, region, model)
        yield Placed(found.get("doc_id"), [(name, place) for (name, _), place in zip(spans, places, strict=True)])


def record(placed: Placed, *, explain: bool = False) -> dict[str, Any]:
    """As JSON has it: days are both inside, ``null`` is open; with ``explain`` also why."""
    return {
        "doc_id": placed.doc_id,
        "events": [
            {
                "id": name,
                "earliest": place.time.first_day,
                "latest": place.time.last_day,
                "extent": str(place.extent),
                "basis": place.word,
            }
            | ({"why": place.why} if explain else {})
            for name, place in placed.events
        ],
    }


def _placed(
    text: str, spans: list[TextSpan], published: TimeSpan | None, language: str, region: str | None, model: str | None
) -> list[Placement]:
    expressions = tag(text, published=published, language=language, region=region)
    trees = parse(text, list(sentences(text, language)), language, model)
    placer = Placer(published, expressions, trees, language)
    return [placer.place_at(span) for span in spans]


def _object(line: str) -> dict[str, Any] | str:
    """The object of a line, or what is wrong with it."""
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return "this line is no JSON"
    if not isinstance(found, dict):
        return "this line is no JSON object"
    missing = [key for key, kind in (("text", str), ("events", list)) if not isinstance(found.get(key), kind)]
    return f"this line has no {' and no '.join(missing)}" if missing else found


def _published(dct: object, otherwise: TimeSpan | None, where: str) -> tuple[TimeSpan | None, Problem | None]:
    if not dct:
        return otherwise, None
    try:
        return day(str(dct)), None
    except BadDate as wrong:
        return None, Problem(where, f"dct: {wrong}", "nothing is counted from it", skipped=False)


def _spans(events: list[Any], length: int, where: str) -> tuple[list[tuple[object, TextSpan]], list[Problem]]:
    """The events' ids and characters, and what is wrong with the others."""
    spans: list[tuple[object, TextSpan]] = []
    problems: list[Problem] = []
    for at, event in enumerate(events):
        start, end = (event.get("start"), event.get("end")) if isinstance(event, dict) else (None, None)
        if type(start) is not int or type(end) is not int:
            problems.append(Problem(where, f"event {at + 1} has no start and end", "give both as whole numbers"))
        elif not 0 <= start < end <= length:
            said = f"event {at + 1} stands at {start} to {end}, but the text has the characters 0 to {length}"
            problems.append(Problem(where, said, "count characters, the end left out"))
        else:
            spans.append((event.get("id"), TextSpan(start, end)))
    return spans, problems
