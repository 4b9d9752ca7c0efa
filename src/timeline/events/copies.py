"""The fingerprint of a document: from its text to what knows its copies again.

Only words count, not their case, marks or lines; sentences that sites put under everything they print are left out.
How two fingerprints compare says :mod:`timeline.values.fingerprint`.
"""

import re
import zlib
from functools import cache
from hashlib import blake2b
from urllib.parse import urlsplit

from timeline.events.agencies import origin
from timeline.languages import language, languages
from timeline.values.document import Document
from timeline.values.fingerprint import SHINGLE, Fingerprint

_KEPT = 192  # shingles kept of a text, at least, if it has them
_SHARE, _MOST = 4, 768  # of a longer one every fourth, at most so many
_KEYS, _KEY_SHARE, _MOST_KEYS = 16, 20, 64  # the same for those that are looked up
_LOOKED_UP = 8  # words of a key: fewer are a turn of phrase that thousands of texts share, as every name and title is
_MIX = 0x9E3779B1  # spreads the lowest hashes, which a checksum alone leaves to texts that are alike
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def fingerprint(document: Document, *, language: str) -> Fingerprint:
    """What knows a document's copies again; ``language`` is the code of the one it is read as.

    >>> one, other = (Document("", "", t) for t in ("The ferry, Ada, SANK off Velm.", "the ferry Ada sank off Velm"))
    >>> fingerprint(one, language="en") == fingerprint(other, language="en")
    True
    """
    words = _words(document.text, language)
    hashed: dict[int, int] = {}  # → where its shingle begins
    for place, shingle in enumerate(zip(*(words[n:] for n in range(SHINGLE)), strict=False)):
        hashed.setdefault(zlib.crc32(b" ".join(shingle)) * _MIX & 0xFFFFFFFF, place)
    lowest = sorted(hashed.items())
    kept = lowest[: min(max(_KEPT, len(lowest) // _SHARE), _MOST)]
    looked_up = kept[: min(max(_KEYS, len(lowest) // _KEY_SHARE), _MOST_KEYS)]
    whole = _number(b" ".join(words))
    keys = {_number(b" ".join(words[place : place + _LOOKED_UP])) for _, place in looked_up}
    return Fingerprint(
        whole=whole,
        shingles=len(lowest),
        kept=tuple(kept),
        keys=tuple(sorted({*keys, whole} if keys else keys)),
        house=_house(document),
        origin=origin(document.text, (document.author, document.publisher), language),
    )


def _words(text: str, code: str) -> list[bytes]:
    """The words of a text's own sentences, in bytes."""
    lowered = text.lower()
    furniture = _furniture(code)
    if furniture.search(lowered):
        lowered = " ".join(s for s in _SENTENCE.split(lowered) if not furniture.search(s))
    return [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(lowered)]


@cache
def _furniture(code: str) -> re.Pattern[str]:
    """What a sentence holds that is no part of a report; nothing where a language has no such list."""
    table = language(code).get("furniture", {}) if code in languages() else {}
    phrases = [p.strip() for p in re.split(r"[|\n]", table.get("phrases", "")) if p.strip()]
    return re.compile("|".join(map(re.escape, phrases)) or r"(?!)")


def _house(document: Document) -> int:
    """A number for the publisher, or for the host that it was fetched from; 0 if neither is known."""
    name = document.publisher or urlsplit(document.url or "").netloc
    return zlib.crc32(" ".join(name.lower().split()).encode("utf-8", "surrogatepass"))


def _number(said: bytes) -> int:
    return int.from_bytes(blake2b(said, digest_size=8).digest(), signed=True)
