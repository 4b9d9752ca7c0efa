"""A web page: one article, read as its readers see it.

The page is parsed once. What it states of itself (JSON-LD, OpenGraph and other meta tags, microdata, ``<time>``) comes
before what is found by looking; the text is trafilatura's, put right where the page itself says better, its paragraphs
a blank line apart. Offsets count characters of that text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.readers._intake.fields import web_address
from timeline.readers._intake.whole import address, characters
from timeline.readers.base import NotRead, ReadOptions, Source
from timeline.values.document import Document
from timeline.values.problem import Problem

_TELLING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(r"<(?:html|head|body|article|meta|title|div|p)\b[^>]*>", re.I)


class HtmlReader:
    """One file, one document."""

    suffixes = (".html", ".htm", ".xhtml", ".shtml")
    media_types = ("text/html", "application/xhtml+xml")

    def likeness(self, head: str) -> int:
        """It begins as a page, or tags of a page stand close to its beginning."""
        if _TELLING.match(head):
            return 9
        return 5 if head.lstrip().startswith("<") and _TAGS.search(head) else 0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Document | Problem]:
        """The article of the page, after what had to be guessed of it."""
        text, guessed = characters(source, options, page=True)
        from timeline.readers._page.page import understood

        page = understood(text, options.today, source.url)
        if page is None or not page.text:
            raise NotRead("has no article text: its words are links or made by scripts", "save the page as it is shown")
        yield from guessed
        published = options.published or page.published
        if published is None:
            yield Problem(source.origin, page.undated, "pass --published DATE if you know it", skipped=False)
        document = Document(
            source.origin,
            source.address,
            page.text,
            published,
            url=page.url,
            title=page.title,
            author=page.author,
            publisher=options.publisher or page.publisher,
            language=options.language or page.language,
        )
        yield replace(document, address=web_address(page.url) or address(source, document.sha256))


READER = HtmlReader()
