"""Plain text. The text of the document is the whole file, every character: a title and a date are read, not cut.

Its head may be one of these, else the text is bare and its publication has to be passed:

    A title                     date 2024-12-07 The text follows, or stands      7 December 2024
    7 December 2024             on the next lines. ("date:" is read too.)
                                                                                 The text.
    The text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.readers._intake.dates import looks_like_date
from timeline.readers._intake.fields import publication
from timeline.readers._intake.whole import address, characters
from timeline.readers.base import ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_LABELLED = re.compile(r"\s*date[: \t]\s*(?:(\d{4}-\d\d?-\d\d?(?:[T ]\d\d:\d\d\S*)?)(?!\S)|([^\n]+))", re.IGNORECASE)
_SOMETHING_ELSE = ("<?xml", "<rss", "<feed", "%PDF-", "%!PS", "{\\rtf")
_LINE = re.compile(r"[^\n]*\n?")
_HEAD = 2_000  # characters in which a head is looked for


class TextReader:
    """One file, one document."""

    suffixes = (".txt", ".text")
    media_types = ("text/plain",)

    def likeness(self, head: str) -> int:
        """Anything may be plain text but what is plainly something else."""
        return 0 if head.lstrip().startswith(_SOMETHING_ELSE) else 1

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The document, after what had to be guessed of it."""
        text, guessed = characters(source, options)
        yield from guessed
        title, date, body = head(text)
        stated = [("its date line", date)] if date else []
        published, problem = publication(stated, options, source.origin)
        if problem:
            yield problem
        document = Document(
            source.origin,
            source.address,
            text,
            published,
            url=source.url,
            title=title,
            publisher=options.publisher,
            language=options.language,
            body=body,
        )
        yield replace(document, address=address(source, document.sha256))


def head(text: str) -> tuple[str | None, str | None, int]:
    """The title and the date that stand above a text, as they are written, and where the text itself begins.

    The first two are ``None`` where they are not there.

    >>> head("Flood in Porto\\n7 December 2024\\n\\nThe river rose.")
    ('Flood in Porto', '7 December 2024', 31)
    >>> head(" date 2024-12-07 The river rose."), head("The river rose.\\nIt fell.")
    ((None, '2024-12-07', 16), (None, None, 0))
    """
    top = text[:_HEAD]
    if match := _LABELLED.match(top):
        date = (match[1] or match[2]).strip()
        if looks_like_date(date):
            return None, date, match.end()
    lines = [(line[0].strip(), line.end()) for line in _LINE.finditer(top)]
    while lines and not lines[0][0]:
        lines.pop(0)
    lines += [("", len(top))] * (4 - len(lines))
    first, end = lines[0]
    if looks_like_date(first) and not lines[1][0]:
        return None, first, end
    second = 1 if lines[1][0] else 2  # a blank line may stand between title and date
    date, end = lines[second]
    if looks_like_date(date) and not lines[second + 1][0]:
        return first or None, date, end
    return None, None, 0


READER = TextReader()
