"""Markdown, with front matter or without.

Front matter is what stands between two lines ``---`` (``key: value``, as YAML writes it: quotes, ``[lists]``, and
lists of ``- items`` are understood, deeper nesting is left alone) or ``+++`` (``key = value``, as TOML writes it). Its
keys are those of a record, see ``FIELDS``. The text is the whole file, front matter and marks included, so that
offsets hold in the file; a title that is not in the front matter is the first heading.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from timeline.readers._intake import fields
from timeline.readers._intake.records import field_of, folded, stated_dates
from timeline.readers._intake.whole import address, characters
from timeline.readers.base import ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*\r?$|^([^\s#>|`-].*?)[ \t]*\r?\n=+[ \t]*\r?$", re.MULTILINE)
_PAIR = re.compile(r"([\w.-]+)(?:[ \t]*:(?:[ \t]+(.*))?|[ \t]*=[ \t]*(.*))$")
_TABLE = re.compile(r"\[{1,2}[\w.\" -]+\]{1,2}\s*$")


class MarkdownReader:
    """One file, one document."""

    suffixes = (".md", ".markdown", ".mdown", ".mkd")
    media_types = ("text/markdown", "text/x-markdown")

    def likeness(self, head: str) -> int:
        """Front matter is telling; a heading may be one of plain text too."""
        return 6 if _FRONT.match(head) else 2 if re.match(r"\s*# \S", head) else 0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The document, after what had to be guessed of it."""
        text, guessed = characters(source, options)
        front = _FRONT.match(text)
        record = folded(front_matter(front[2])) if front else {}
        published, problem = fields.publication(stated_dates(record, options), options, source.origin)
        yield from guessed
        if problem:
            yield problem
        heading = _HEADING.search(text, front.end() if front else 0)
        url = fields.name(field_of(record, "url", options)) or source.url
        document = Document(
            source.origin,
            source.address,
            text,
            published,
            url=url,
            doc_id=fields.name(field_of(record, "doc_id", options)),
            title=fields.name(field_of(record, "title", options)) or (heading and (heading[1] or heading[2])) or None,
            author=fields.name(field_of(record, "author", options)),
            publisher=options.publisher or fields.name(field_of(record, "publisher", options)),
            language=options.language or fields.language(field_of(record, "language", options)),
            body=front.end() if front else 0,
        )
        yield replace(document, address=fields.web_address(url) or address(source, document.sha256))


def front_matter(inner: str) -> dict[str, Any]:
    """The pairs of a front matter, ``key: value`` or ``key = value``, as far as the first ``[table]``.

    >>> front_matter("title: 'Floods: a year'\\nauthor:\\n  - Ann\\n  - Bo\\n")
    {'title': 'Floods: a year', 'author': ['Ann', 'Bo']}
    >>> front_matter('date = 2024-12-07\\ntags = ["a", "b"]\\n[params]\\ndate = 1999-01-01')
    {'date': '2024-12-07', 'tags': ['a', 'b']}
    """
    pairs: dict[str, Any] = {}
    key = ""
    for line in inner.splitlines():
        if _TABLE.match(line):
            break
        if match := _PAIR.match(line):
            key = match[1]
            pairs[key] = _scalar(match[2] or match[3] or "")
        elif key and (item := re.match(r"\s*-[ \t]+(.+)", line)):
            pairs[key] = [*(pairs[key] if isinstance(pairs[key], list) else []), _unquoted(item[1])]
    return pairs


def _scalar(value: str) -> Any:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(item) for item in value[1:-1].split(",") if item.strip()]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"')
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


READER = MarkdownReader()
