"""A source that is one document: all its bytes, within the limit, and its characters."""

from timeline.intake.decoding import Decoded, declared_charset, decode, looks_binary
from timeline.readers.base import NotRead, ReadOptions, Source
from timeline.values.problem import Problem


def whole(source: Source, options: ReadOptions) -> bytes:
    """All bytes of a source.

    Raises:
        NotRead: If there are more than ``options.max_bytes``, or none, or they are no text.
    """
    raw = source.stream.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes:
        raise NotRead(*too_long(options.max_bytes))
    if not raw:
        raise NotRead("is empty")
    if looks_binary(raw):
        raise NotRead("is binary, not text", "convert it to text, Markdown, HTML or JSONL")
    return raw


def too_long(max_bytes: int) -> tuple[str, str]:
    """What is said of a document over the limit, and what to do."""
    return f"has a document of more than {max_bytes:,} bytes", "split it, or raise the limit with --max-bytes"


def characters(source: Source, options: ReadOptions, *, page: bool = False) -> tuple[str, list[Problem]]:
    """All characters of a source, every one of them, and what had to be guessed; a ``page`` may declare its charset.

    Raises:
        NotRead: As :func:`whole`, and where there is nothing but blanks.
    """
    raw = whole(source, options)
    decoded: Decoded = decode(raw, source.charset or (declared_charset(raw) if page else None))
    if not decoded.text.strip():
        raise NotRead("is empty: it has nothing but blanks")
    guessed = [Problem(source.origin, decoded.guess, "save it as UTF-8", skipped=False)] if decoded.guess else []
    return decoded.text, guessed


def address(source: Source, text_hash: str) -> str:
    """What stays of a source that is one document: its address, but for standard input, which is nowhere, its hash."""
    return f"-#{text_hash[:16]}" if source.address == "-" else source.address
