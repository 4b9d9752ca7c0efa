"""Plain text about an event, an address and a position, for the feeds and files that other programs take in.

Readers of XML, calendars and search engines each refuse some character. What any of them does becomes U+FFFD: controls,
halves of surrogate pairs, noncharacters; a byte order mark, which readers take off, is not written. Whatever a reader
may take for the end of a line is one: ``\\n``.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from timeline.exporters._telling import date_in_words, documents, named, note_words, remarks
from timeline.values import edtf
from timeline.values.event import Event, Source
from timeline.values.mention import Place

_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_NO_TEXT: Final = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN: Final = r"\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_NO_ADDRESS: Final = re.compile(rf"""[\s\0-\x20\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_UNSEEN}<>"{{}}|\\^`]""")
_LABEL: Final = re.compile(r"(?=.*[^\W_])[\w-]{1,63}")


def cleaned(text: str) -> str:
    """The text without characters that some reader refuses.

    >>> cleaned("two\\r\\nlines, \\0 and half a \\ud800 pair")
    'two\\nlines, \ufffd and half a \ufffd pair'
    """
    return _NO_TEXT.sub("\ufffd", _LINE_END.sub("\n", text)).replace("\ufeff", "")


def line(text: str) -> str:
    """The same on one line, without space around it."""
    return " ".join(cleaned(text).split())


def cut(text: str, most: int) -> str:
    """The text, ended by ``…`` where it has more bytes in UTF-8 than that.

    >>> cut("1234567", 6), cut("123", 3)
    ('123…', '123')
    """
    if len(text) * 4 <= most or len(encoded := text.encode()) <= most:
        return text
    return encoded[: most - len("…".encode())].decode(errors="ignore") + "…"


def web_address(url: str | None) -> str:
    """The address, if a reader may be sent there: of the web, with a host that can be one; else empty.

    >>> web_address("https://news.example/a?b"), web_address("javascript:alert(1)"), web_address("http://a b.example/")
    ('https://news.example/a?b', '', '')
    """
    if not url or len(url) > 4_096 or _NO_ADDRESS.search(url):
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port  # read only to be refused where it is none
    except ValueError:
        return ""
    public = parts.scheme in ("http", "https") and "@" not in parts.netloc  # no one's password
    return url if public and _is_host(parts.hostname or "") else ""


def _is_host(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        labels = name.removesuffix(".").split(".")
        top = labels[-1]
        ends_well = len(labels) == 1 or (len(top) > 1 and not top.isdigit())
        return ends_well and all(_LABEL.fullmatch(label) for label in labels)
    return True


def positions(event: Event) -> dict[str, Place]:
    """Where it happened, by name, as far as that lies on the globe; in the order that the sources tell it."""
    found: dict[str, Place] = {}
    for source in event.sources:
        for party in source.mention.parties:
            place = party.place
            if party.role == "place" and place and abs(place.latitude) <= 90 and abs(place.longitude) <= 180:
                found.setdefault(party.name, place)
    return found


def heading(event: Event) -> str:
    """Its title on one line; of one without, its number."""
    return line(event.title) or f"Event {event.number}"


def told(event: Event, *notes: str) -> str:
    """What is known of it beside its title, a fact a line: the quote, :func:`facts` and the documents."""
    words = quote(event)
    sources = [reference(source) for source in documents(event)]
    lines = [*([f"“{words}”"] if words else []), *facts(event, *notes), *(["Sources:"] if sources else [])]
    return "\n".join([*lines, *(f"- {name}" for name in sources)])


def quote(event: Event) -> str:
    """The words that prove it, on one line; empty if no source was asked for."""
    return line(event.told_by.quote) if event.told_by else ""


def facts(event: Event, *notes: str) -> list[str]:
    """When it was, notes on that, who took part, where, and what must be known to take it rightly."""
    parties = (f"{word}: {line(names)}" for word, names in named(event))
    return [f"When: {dated(event)}", *notes, *parties, *(f"Note: {line(remark)}" for remark in remarks(event))]


def dated(event: Event) -> str:
    """When it was, in words and in EDTF, and what the date rests on.

    ``7 October 2023 (2023-10-07, relative)``, ``undated, by 7 December 2024``
    """
    words = line(date_in_words(event))
    if event.time:
        return f"{words} ({edtf.text(event.time)}, {event.basis.value})"
    return f"undated, {words}" if words else "undated"


def reference(source: Source) -> str:
    """A document with its publisher, its day and its address, as far as known."""
    return ", ".join(part for part in (line(note_words(source)), web_address(source.url)) if part)
