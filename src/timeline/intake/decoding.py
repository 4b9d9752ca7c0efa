"""From bytes to characters.

In this order: a byte order mark (UTF-8, UTF-16, UTF-32), which says how the bytes are to be read and is no character
of the text, so that offsets count as an editor's do; UTF-8 where every byte of it is right, which other encodings
never are by chance; the charset that the page or its server declares; a guess, which is reported. The guess is UTF-8
with broken places, each kept as U+FFFD, if most of what is not ASCII is right UTF-8, else Windows-1252.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What servers call by one name and mean by a wider one (https://encoding.spec.whatwg.org/#names-and-labels)
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
_UNTRUSTED = {"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"}
_STATEFUL = ("iso2022", "hz")  # their bytes are all ASCII, and so right UTF-8 by chance
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""", re.IGNORECASE
)
_HEAD = 4_096
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and what had to be guessed for them ("" where nothing was)."""

    text: str
    guess: str = ""


def mark(head: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark names and the mark's length; ``None`` where there is none."""
    return next(((name, len(bom)) for bom, name in _MARKS if head.startswith(bom)), None)


def looks_binary(head: bytes) -> bool:
    """Whether bytes are no text: a NUL where no mark announces 16 or 32 bits.

    >>> looks_binary(b"%PDF-1.7 \\x00\\x01"), looks_binary("café".encode("utf-16"))
    (True, False)
    """
    return mark(head) is None and b"\0" in head


def declared_charset(head: bytes) -> str | None:
    """What the beginning of a page says of its own encoding."""
    match = _DECLARED.search(head[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def decode(raw: bytes, charset: str | None = None) -> Decoded:
    """The characters of ``raw``, which may declare ``charset``.

    >>> decode("café".encode("utf-16")).text, decode(b"caf\\xe9").text, decode(b"caf\\xe9", "iso-8859-2").guess
    ('café', 'café', '')
    """
    if marked := mark(raw):
        name, length = marked
        return _strictly(raw[length:], name) or _broken(raw[length:], name, length)
    declared = _codec(charset)
    if declared and declared.startswith(_STATEFUL) and (found := _strictly(raw, declared)):
        return found
    if found := _strictly(raw, "utf-8"):
        return found
    if declared and declared != "utf-8" and (found := _strictly(raw, declared)):
        return found
    return _guessed(raw)


def _codec(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return None if name in _UNTRUSTED else _WIDER.get(name, name)


def _strictly(raw: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(name))
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(raw: bytes) -> Decoded:
    broken = _broken(raw, "utf-8", 0)
    wrong = broken.text.count(REPLACED)
    right = sum(1 for c in broken.text if c > "\x7f") - wrong
    if right >= wrong:
        return broken
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return broken  # five bytes are nothing in Windows-1252
    if "ÿ" in text or "þ" in text:
        return broken  # bytes 0xFF and 0xFE: rubbish far more often than these letters
    return Decoded(text, f"is not UTF-8 (from byte {_first_wrong(raw)}) and says no encoding; read as Windows-1252")


def _broken(raw: bytes, name: str, before: int) -> Decoded:
    text = raw.decode(name, "replace")
    where = _first_wrong(raw, name) + before
    count = text.count(REPLACED)
    places = "1 place" if count == 1 else f"{count} places"
    return Decoded(text, f"is broken {name.upper()} in {places}, first at byte {where}; kept with U+FFFD there")


def _first_wrong(raw: bytes, name: str = "utf-8") -> int:
    try:
        raw.decode(name)
    except UnicodeDecodeError as wrong:
        return wrong.start
    return 0
