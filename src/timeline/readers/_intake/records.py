"""A record, an object of JSON or a front matter, as a document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline.intake.decoding import REPLACED
from timeline.readers._intake import fields
from timeline.readers.base import FIELDS, NotRead, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_UNSTORABLE = re.compile("[\ud800-\udfff\0]")  # half a character, or a NUL: no database takes them


def folded(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with each key findable in lower case too; a key as it is written stands first."""
    return {key.lower(): value for key, value in record.items()} | dict(record)


def field_of(record: Mapping[str, Any], field: str, options: ReadOptions) -> Any:
    """The value of a document's field: of the column that was passed for it, else of the first key that has one."""
    keys = _keys(record, field, options)
    return next((record[key] for key in keys if record.get(key) not in (None, "", [], {})), None)


def _keys(record: Mapping[str, Any], field: str, options: ReadOptions) -> Sequence[str]:
    """Where a field may stand: the column that was passed, in a record that has it; files of other kinds may not."""
    column = options.columns.get(field)
    return (column,) if column and column in record else FIELDS[field]


def stated_dates(record: Mapping[str, Any], options: ReadOptions) -> list[tuple[str, str]]:
    """Every publication date of a record with the key it stands under; they must agree, see ``publication``."""
    keys = _keys(record, "published", options)
    return [(key, str(record[key]).strip()) for key in keys if record.get(key) not in (None, "", [], {})]


def document_of(
    record: Any, where: str, source: Source, options: ReadOptions
) -> Iterator[Document | Problem]:  # fmt: skip
    """The document that a record is, after its problems.

    Raises:
        NotRead: If it is no object, or has no text.
    """
    if not isinstance(record, dict):
        raise NotRead(f"is a {type(record).__name__}, not an object with a text")
    record = folded(record)
    text = field_of(record, "text", options)
    if not isinstance(text, str) or not text.strip():
        if any(isinstance(record.get(key), str) for key in FIELDS["text"]) and "text" not in options.columns:
            raise NotRead("has an empty text")
        tried = ", ".join([*filter(None, [options.columns.get("text")]), *FIELDS["text"]])
        has = ", ".join(list(record)[:8]) or "nothing"
        raise NotRead(f"has no text under {tried}; it has {has}", "pass --map text=KEY")
    advice = "pass --published DATE or --map published=KEY if you know it"
    published, problem = fields.publication(stated_dates(record, options), options, where, advice)
    if problem:
        yield problem
    if _UNSTORABLE.search(text):
        yield Problem(where, "its text has NULs or halves of characters; each is kept as U+FFFD", skipped=False)
        text = _UNSTORABLE.sub(REPLACED, text)

    def name(field: str) -> str | None:
        value = field_of(record, field, options)
        found = fields.name(str(value) if isinstance(value, int | float) else value)
        return _UNSTORABLE.sub(REPLACED, found) if found else None

    document = Document(
        where,
        source.address,
        text,
        published,
        doc_id=name("doc_id"),
        url=name("url"),
        title=name("title"),
        author=name("author"),
        publisher=options.publisher or name("publisher"),
        language=options.language or fields.language(field_of(record, "language", options)),
    )
    within = f"{source.address}#{document.doc_id or document.sha256[:16]}"
    yield replace(document, address=fields.web_address(document.url) or within)
