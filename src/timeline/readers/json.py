"""JSON: one record, or an array of them, each a document; see ``FIELDS`` for its keys. Held in memory as a whole."""

import json
import re
from collections.abc import Iterator

from timeline.readers._intake.records import document_of
from timeline.readers._intake.whole import characters
from timeline.readers.base import NotRead, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_OBJECT = re.compile(r'\{\s*(?:"|\}|$)')


class JsonReader:
    """One file, one document or as many as its array has."""

    suffixes = (".json",)
    media_types = ("application/json",)

    def likeness(self, head: str) -> int:
        """It begins as an array of objects, or as an object that goes on after its first line."""
        begins = head.lstrip()
        if begins.startswith("["):
            return 6 if _OBJECT.match(begins[1:].lstrip()) else 0
        return 5 if _OBJECT.match(begins) else 0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The documents in the order of the array; the first is number 1."""
        text, guessed = characters(source, options)
        try:
            found = json.loads(text, strict=False)
        except json.JSONDecodeError as wrong:
            raise NotRead(f"is no JSON: {wrong.msg} at line {wrong.lineno}") from None
        except (ValueError, RecursionError):
            raise NotRead("is no JSON that can be read: a number too long, or nested too deep") from None
        if found == []:
            raise NotRead("is an array without a record")
        yield from guessed
        for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
            where = f"{source.origin}[{number}]" if isinstance(found, list) else source.origin
            try:
                yield from document_of(record, where, source, options)
            except NotRead as why:
                yield Problem(where, why.what, why.advice)


READER = JsonReader()
