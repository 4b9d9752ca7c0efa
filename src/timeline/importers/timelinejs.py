"""TimelineJS (https://timeline.knightlab.com): its JSON, and its table as CSV, told apart by their first characters.

Slides and eras are read; an era lasted. Of JSON, one slide at a time is held. Years are counted as people do: -44 is
44 BCE. A year or a month without more is all of it; a last day is inside; a last time on the clock ends what happened.
The title slide names the whole, is no event, and is left. Texts are HTML: their words are kept, and what they link to.
A property ``edtf`` of our own export, which TimelineJS passes over, says what its dates cannot (about 2019, some day in
May), and is believed where it names the same days; ``grain``, ``time`` and ``status`` go with it. A slide is known
again by its ``unique_id``, else by its dates and headline.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from timeline.importers._beside import Beside
from timeline.importers._delimited import header
from timeline.importers._html import plain, words
from timeline.importers._members import Member, members
from timeline.importers._objects import cells, first_line, named, parsed, refuse_columns
from timeline.importers._slides import PARTS, Slide, title_left
from timeline.importers._slides_table import likeness, slides
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.intake.decoding import decode
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_HEAD: Final = 64
_ARRAYS: Final = ("events", "eras")
_START: Final = re.compile(rb'"start_date"\s*:\s*\{')
_EVENTS: Final = re.compile(rb'"events"\s*:\s*\[')
_HTML: Final = ("text.headline", "text.text", "media.caption", "media.credit", "display_date")
_JSON: Final = Layout(
    "timelinejs",
    {
        "time": ("start_date", "end_date", "edtf", "grain", "time"),
        "title": ("text.headline",),
        "told": ("text.headline", "text.text"),
        "kind": ("group",),
        "status": ("status",),
    },
    ("unique_id",),
    ("media", "background", "display_date"),
)


class TimelineJSImporter:
    """A story that is shown on a page."""

    suffixes = (".json", ".csv")

    def likeness(self, head: bytes) -> int:
        """An object with slides that begin at a date, or a table with TimelineJS's headings."""
        begins = first_line(head)[:1]
        if begins == b"{":
            if _START.search(head):
                return 9 if _EVENTS.search(head) or b'"eras"' in head else 7
            return 6 if _EVENTS.search(head) and b'"headline"' in head else 0
        return 0 if begins == b"[" else likeness(header(head)[1])

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The slides as they stand, eras too."""
        refuse_columns(options)
        if decode(source.stream.peek(_HEAD)[:_HEAD]).text.lstrip().startswith(("{", "[")):
            yield from _of_json(source, options)
        else:
            yield from slides(source, options)


def _of_json(source: Source, options: ImportOptions) -> Iterator[Layout | Record | Problem]:
    yield _JSON
    found = any_slide = False
    for one in members(source, options, _ARRAYS):
        if isinstance(one, Problem):
            yield one
            continue
        found = found or one.key in _ARRAYS or (one.key == "title" and one.text.startswith("{"))
        if one.key == "timeline":
            raise NotRead("is JSON of TimelineJS 1 or 2", "convert it to that of version 3")
        if one.key == "title":
            yield title_left(source, one.line)
        elif one.key in _ARRAYS:
            any_slide = True
            try:
                slide = _slide(one)
            except NotRead as why:
                yield Problem(f"{source.origin}:{one.line}", why.what, why.advice)
            else:
                yield from slide.told_by(source, options)
    if not found:
        raise NotRead("has no events and no eras", "pass a file of TimelineJS 3")
    if not any_slide:
        yield Problem(source.origin, "has no slide but a title", skipped=False)


def _slide(one: Member) -> Slide:
    if "\0" in one.text:
        raise NotRead("is binary, not text")
    found = parsed(one.text)
    start, end, text = (_inner(found, name) for name in ("start_date", "end_date", "text"))
    media = _inner(found, "media")
    kept = plain(cells(found), _HTML)
    titles = (text.get("headline"), text.get("text"), media.get("caption"), media.get("url"))
    return Slide(
        line=one.line,
        key=str(found.get("unique_id") or "").strip(),
        cells=kept,
        start={name: start[name] for name in PARTS if name in start},
        end={name: end[name] for name in PARTS if name in end},
        titles=tuple(words(title) for title in titles if isinstance(title, str)),
        group=str(found.get("group") or ""),
        lasted=one.key == "eras",
        told=named(kept, "text.headline", "text.text"),
        dated=tuple(name for name, _ in kept if name.startswith(("start_date.", "end_date."))),
        beside=Beside(*(str(found.get(name) or "") for name in ("edtf", "grain", "time"))),
        status=str(found.get("status") or ""),
    )


def _inner(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = found.get(name) or {}
    if not isinstance(inner, dict):
        raise NotRead(f"has a {name} that is no object", "write it as {…}")
    return inner


IMPORTER = TimelineJSImporter()
