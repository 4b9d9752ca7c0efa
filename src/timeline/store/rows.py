"""From values to rows; :mod:`timeline.store.answers` is the way back.

Some characters cannot be kept as text everywhere: NUL, and halves of surrogate pairs that a broken file or JSON may
hold. In a column each stands as U+FFFD, one for one, so that every offset stays right; a document's text that held one
is kept in its own bytes as well.
"""

import hashlib
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from timeline.store.cast import BETWEEN, Cast
from timeline.store.periods import month_day
from timeline.store.spans import bound_columns, columns, packed
from timeline.store.words import fold
from timeline.values import edtf
from timeline.values.again import known_again
from timeline.values.claim import Fused
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Party, TimeExpression
from timeline.values.time import TimeSpan

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_UNBOUND: Final = bound_columns(None)
_LONGEST_NAME = 500  # characters; longer ones are no names, and no index takes them


def kept(text: str) -> str:
    """A text as its column holds it."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNKEEPABLE.sub("\ufffd", text)


def kept_or_none(text: str | None) -> str | None:
    """The same for a column that may be empty."""
    return None if text is None else kept(text)


@lru_cache(maxsize=16_384)  # the same names come again and again
def kept_name(name: str) -> str:
    """A name as its column holds it: in one line, without what parts names.

    >>> kept_name("Free\\nPress; the")
    'Free Press, the'
    """
    return kept(" ".join(name.split()).replace(BETWEEN, ", "))[:_LONGEST_NAME]


def address_key(address: str) -> str:
    """What an address is looked up by: 32 hexadecimal digits."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def document_row(number: int, document: Document, key: str, *, superseded: bool, at: int) -> tuple[Any, ...]:
    """A row of ``document``, whose key is known already."""
    text = kept(document.text)
    publisher, title = kept_or_none(document.publisher), kept_or_none(document.title)
    return (
        *(number, key, document.sha256, int(superseded), at),
        *columns(document.published).span,
        *(kept_or_none(document.doc_id), kept_or_none(document.url), title, kept_or_none(document.author)),
        *(publisher, kept_or_none(document.language)),
        fold(f"{publisher}\n{title}" if publisher and title else publisher or title or ""),
        text,
        None if text == document.text else document.text.encode("utf-8", "surrogatepass"),
        *(document.body, kept(document.origin), document.form),
    )


def storable_mention(mention: Mention) -> Mention:
    """A mention as it will be read again: without a time that the columns cannot hold."""
    return mention if columns(mention.time).fits else replace(mention, time=None, basis=Basis.UNKNOWN)


def mention_row(
    number: int, document: int, position: int, mention: Mention, *, superseded: bool, claim: int
) -> tuple[Any, ...]:
    """A row of ``mention``; ``claim`` is the number it bears for people."""
    time, trigger = columns(mention.time), mention.trigger
    fits = time.fits
    return (
        *(number, document, position, int(superseded), int(mention.lead)),
        *(mention.quote.start, mention.quote.end),
        *((trigger.start, trigger.end) if trigger else (None, None)),
        *time.span,
        *(mention.basis.value if fits else Basis.UNKNOWN.value, mention.status.value, mention.confidence),
        *(mention.rule, kept(mention.reason) if fits else "its time is farther away than can be stored"),
        kept(mention.title),
        *_expression_row(mention.expression),
        *(mention.kind.value, kept(mention.alleged_by), columns(mention.bounds).word, columns(mention.likely).word),
        claim,
        None if mention.stands_for is None else " ".join(str(int(n)) for n in mention.stands_for),
    )


def party_row(party: Party, entity: int, alias: int) -> tuple[Any, ...]:
    """A row of ``mention_entity``, after the mention and the position."""
    said = (entity, party.role, alias, kept(party.called))
    place = party.place
    if place is None:
        return (*said, "", None, None, 0)
    return (*said, place.country, place.latitude, place.longitude, int(place.guess))


@known_again
def _expression_row(said: TimeExpression | None) -> tuple[Any, ...]:
    if said is None:
        return (None,) * 16
    return (
        *(said.span.start, said.span.end, said.type, kept(said.value), said.mod, kept(said.quant), kept(said.freq)),
        *(said.rule, said.basis.value, said.anchor, kept(said.signal), packed(said.time), packed(said.range)),
        *(int(said.ends_range), "\n".join(said.readings), kept(said.why)),
    )


@known_again
def _when(time: TimeSpan | None) -> tuple[tuple[Any, ...], tuple[str | None, str | None, str | None], int]:
    """Of an event: its class and span, the same in words, its month and day."""
    _, classed, span, _ = columns(time)
    said = (edtf.text(time), time.first_day, time.last_day) if time else (None, None, None)
    return (classed, *span), said, month_day(classed, *span[:2])


def event_row(number: int, fused: Fused, cast: Cast, published: int) -> tuple[Any, ...]:
    """A row of ``event``; ``published`` is the second at which the first publication of its documents begins."""
    time = fused.time if columns(fused.time).fits else None
    span, said, day = _when(time)
    return (
        number,
        *span,
        *(fused.documents, fused.basis.value if time else Basis.UNKNOWN.value, fused.status.value),
        *said,
        kept(fused.title),
        *(cast.who, cast.places, fused.kind.value, fused.confidence, kept(fused.alleged_by)),
        *(_UNBOUND if time else bound_columns(fused.bounds)),
        None if time else packed(fused.likely),
        *(fused.mentions, fused.independent, fused.dated if time else 0, int(fused.disputed)),
        *(day, published),
    )
