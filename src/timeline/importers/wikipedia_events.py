"""Wikipedia's Portal:Current events as JSON Lines: ``{"date", "category", "story", "text", "sources"}``.

An entry has no name of its own on its day's page, and pages are rearranged, so its key is a hash (SHA-256, twenty hex
digits) of its day and its text: moved to another heading it is the same entry, reworded it is another. Heading and
story are kept. The day is that of the page, which is the day of the happening by the portal's rule, and now and then
that of the news; when the entry was written the file does not say, so that it has no day of publication.

Counted as sources are those in brackets at the end of the text. ``sources`` has every bracket of some entries, remarks
such as "(850 pence per share)" too; it is believed where the text ends without one.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Final

from timeline.errors import UnknownName
from timeline.importers._cited import cited
from timeline.importers._codes import kind
from timeline.importers._dates import day
from timeline.importers._objects import cells, first_line, objects, parsed
from timeline.importers._sentences import first_sentence, shortened
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.values.mention import Kind
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import TimeSpan, iso_day

_FIELDS: Final = {
    "key": ("date", "text"),
    "date": ("date",),
    "title": ("text",),
    "kind": ("category", "story"),
    "publisher": ("text", "sources"),
}
_NAMES: Final = {"date", "category", "story", "text", "sources"}
_ENDING: Final = re.compile(r"(?:[\s,;]*\([^()]{1,200}\))+[\s.,;]*$")
_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_WORD: Final = re.compile(r"\w+")
_SURE: Final = 0.9  # declared: by the portal's rule the day of the happening, now and then that of the news
_LOOK: Final = 2_000  # characters at the end that may be sources: twice the longest entry of three years


class WikipediaEventsImporter:
    """A line is an entry: what happened, as the portal tells it, in a sentence or two."""

    suffixes = (".jsonl", ".ndjson")

    def likeness(self, head: bytes) -> int:
        """By the names of its first object."""
        try:
            return 9 if parsed(first_line(head).decode("utf-8", "replace")).keys() >= _NAMES else 0
        except NotRead:
            return 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The entries, in the order of the lines."""
        names = {"date": "date", "title": "text"}
        for field in options.columns:
            if field not in names:
                raise UnknownName("field", field, sorted(names))
        names.update(options.columns)
        date, text = names["date"], names["title"]
        fields = {**_FIELDS, "key": (date, text), "date": (date,), "title": (text,), "publisher": (text, "sources")}
        yield Layout("wikipedia-events", fields, fields["key"])
        for one in objects(source, options):
            yield one if isinstance(one, Problem) else _read(*one, f"{source.origin}:{one[0]}", date, text)


def _read(line: int, row: dict[str, Any], where: str, date_name: str, text_name: str) -> Record | Problem:
    date, text = row.get(date_name), row.get(text_name)
    if not isinstance(text, str) or not text.strip():
        return Problem(where, f"has no {text_name[:40]!r} to tell what happened", "write it, or leave the line out")
    number = day(date.strip(), day_first=True) if isinstance(date, str) else None
    if number is None:
        return Problem(where, f"has the {date_name[:40]} {str(date)[:40]!r}, which is no day", "write it as 2010-01-31")
    ending = _ENDING.search(text, max(0, len(text) - _LOOK))
    told = text[: ending.start()] if ending and text[: ending.start()].strip() else text
    source = cited(_sources(text[len(told) :], row.get("sources")))
    key = hashlib.sha256(f"{iso_day(number)}\n{text}".encode()).hexdigest()[:20]
    return Record(
        line=line,
        key=key,
        title=shortened(first_sentence(told)),
        time=TimeSpan.of_days(number, number),
        cells=cells(row),
        told=(text_name,),
        dated=(date_name,),
        kind=_kind(row.get("category"), row.get("story")),
        confidence=_SURE,
        publisher=source.publisher,
        address=f"wikipedia-events:{key}",
        stands_for=source.stands_for,
    )


def _sources(ending: str, listed: object) -> list[str]:
    if found := _BRACKET.findall(ending):
        return found
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _kind(*headings: object) -> Kind:
    """By the heading as a whole, or else its last word that says a kind; the category is asked before the story."""
    texts = [heading for heading in headings if isinstance(heading, str)]
    if found := kind("wikipedia", *texts):
        return found
    words = (word for text in texts for word in reversed(_WORD.findall(text[:1_000])))
    return kind("wikipedia-word", *words) or Kind.OTHER


IMPORTER = WikipediaEventsImporter()
