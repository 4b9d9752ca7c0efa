"""Something that was published or written: an article, a web page, a note."""

import hashlib
from dataclasses import dataclass

from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. ``text`` is stored exactly so: every offset of the project counts its characters.

    ``origin`` is where it was found, for people (``news.jsonl:12``); ``address`` is what stays the same when the
    document is found again with new text: its URL, else its path (with ``#id`` for one of many in a file).
    ``published`` is ``None`` where that is not known; it is never made up. ``doc_id`` is as it came in.
    """

    origin: str
    address: str
    text: str
    published: TimeSpan | None = None
    doc_id: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    body: int = 0  # the character at which its prose begins; before it stand title, date line or front matter
    form: str = ""  # of a row that was imported: the format; it has no prose
    apart: str = ""  # what tells it from others of the same words, where not all of its words are known

    @property
    def sha256(self) -> str:
        """The hash of the text, UTF-8, lone surrogates kept."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def key(self) -> str:
        """What makes two documents one: the same title, text and publication. 32 hexadecimal digits."""
        span = self.published
        parts = [self.title or "", self.text, f"{span.start} {span.end}" if span else ""]
        if self.apart:
            parts.append(self.apart)
        packed = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.sha256(packed).hexdigest()[:32]
