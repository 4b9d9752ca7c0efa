"""FollowTheMoney (https://followthemoney.tech): entities as JSON Lines, of which the events are read.

``Event`` and ``Trip`` are; so is any other entity that has a name and one of ``startDate``, ``endDate``, ``date``,
unless it is someone or a document. Those give the events their parties and sources, wherever in the file they stand: so
the file is read through first, events and the rest going to temporary files of about its size; then who and what events
point to is taken up, some 500 bytes of memory for each, 500,000 of them at most (the rest stay without names); then the
events are told. Clock times are in UTC, as the format has them. Known again by ``id``.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from timeline.errors import TimelineError
from timeline.importers._entity import DATES, PARTY_SCHEMATA, POINTERS, Pointed, record, values
from timeline.importers._objects import first_line, objects, refuse_columns
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record

_SCHEMA: Final = re.compile(rb'"schema"\s*:\s*"[A-Z]')
_PROPERTIES: Final = re.compile(rb'"properties"\s*:\s*\{')
_EVENTS: Final = frozenset(("Event", "Trip"))
_DOCUMENTS: Final = frozenset(
    ("Article", "Audio", "Document", "Email", "Folder", "HyperText", "Image", "Message", "Package", "Pages",
     "PlainText", "Table", "Video", "Workbook")
)  # fmt: skip
_MOST: Final = 500_000
_LAYOUT: Final = Layout(
    "ftm",
    {
        "time": ("startDate", "endDate", "date"),
        "title": ("name",),
        "told": ("name", "summary", "description"),
        "who": ("organizer", "involved"),
        "where": ("location", "country"),
        "url": ("sourceUrl", "proof.sourceUrl"),
        "publisher": ("publisher", "proof.publisher"),
        "published": ("proof.publishedAt",),
        "kind": ("keywords",),
    },
    ("id",),
)


class FTMImporter:
    """What investigators exchange."""

    suffixes = (".jsonl", ".ijson", ".json")

    def likeness(self, head: bytes) -> int:
        """Its first line is an object with a schema and properties."""
        first = first_line(head)
        return 9 if first.startswith(b"{") and _SCHEMA.search(first) and _PROPERTIES.search(first) else 0

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Record | Problem]:
        """The events as they stand, after all problems of lines; last, what was left."""
        refuse_columns(options)
        yield _LAYOUT
        with tempfile.TemporaryFile() as events, tempfile.TemporaryFile() as others:
            wanted: set[str] = set()
            left: Counter[str] = Counter()
            yield from _parted(source, options, events, others, wanted, left)
            if events.tell() == 0:
                yield Problem(source.origin, "has no event among its entities", skipped=False)
            yield from _told(source, events, _known(others, wanted))
        if len(wanted) >= _MOST:
            what = f"points to more than {_MOST:,} entities; the names of the later ones are not looked up"
            yield Problem(source.origin, what, "split it", skipped=False)
        if left:
            what = "has " + ", ".join(f"{count:,} {schema}" for schema, count in sorted(left.items())[:20])
            yield Problem(source.origin, f"{what} without a date or a name, which are left", skipped=False)


def _parted(
    source: Source, options: ImportOptions, events: IO[bytes], others: IO[bytes], wanted: set[str], left: Counter[str]
) -> Iterator[Problem]:
    """Put events and what they may point to into one file each, and gather what is pointed to."""
    nested = False
    for one in objects(source, options):
        if isinstance(one, Problem):
            yield one
            continue
        line, entity = one
        where = f"{source.origin}:{line}"
        if "canonical_id" in entity and "prop" in entity:
            raise NotRead("is in statements, which are not read", "put them together: ftm aggregate-statements")
        schema, properties, number = (entity.get(name) for name in ("schema", "properties", "id"))
        if not (
            isinstance(schema, str) and schema and isinstance(properties, dict) and isinstance(number, str) and number
        ):
            yield Problem(where, "is no entity of FollowTheMoney", "it wants id, schema and properties")
            continue
        pointed = schema in PARTY_SCHEMATA or schema in _DOCUMENTS
        if schema not in _EVENTS and (pointed or not _is_dated(properties)):
            if pointed:
                _put(others, [number, *Pointed.of(schema, properties)])
            else:
                left[schema] += 1
            continue
        if not nested and any(isinstance(value, dict) for name in POINTERS for value in _listed(properties.get(name))):
            nested = True
            what = "has entities inside of entities, which are kept with the row, and not read"
            yield Problem(where, what, "export it without nesting", skipped=False)
        _put(events, [line, entity])
        for name in POINTERS:
            wanted.update(values(properties, name)[: max(0, _MOST - len(wanted))])


def _is_dated(properties: Mapping[str, Any]) -> bool:
    return bool(values(properties, "name")) and any(values(properties, name) for name in DATES)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _put(out: IO[bytes], found: list[Any]) -> None:
    out.write(json.dumps(found).encode() + b"\n")


def _known(others: IO[bytes], wanted: set[str]) -> dict[str, Pointed]:
    others.seek(0)
    known: dict[str, Pointed] = {}
    for line in others:
        number, *rest = json.loads(line)
        if number in wanted:
            known[number] = Pointed(*rest)
    return known


def _told(source: Source, events: IO[bytes], known: Mapping[str, Pointed]) -> Iterator[Record | Problem]:
    events.seek(0)
    for text in events:
        line, entity = json.loads(text)
        problems: list[str] = []
        try:
            made = record(line, entity, known, problems)
        except TimelineError as wrong:
            yield Problem(f"{source.origin}:{line}", f"cannot be dated: {wrong}", "mend its dates")
            continue
        yield from (Problem(f"{source.origin}:{line}", what, skipped=False) for what in problems)
        yield made


IMPORTER = FTMImporter()
