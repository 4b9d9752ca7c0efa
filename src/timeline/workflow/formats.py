"""Which formats events can be written in: those of the exporters, and the databases that are a file."""

from pathlib import PurePath
from typing import Final

from timeline.discovery import Catalogue
from timeline.store.dialects import FILES

USUAL: Final = "csv"
_ALSO: Final = {"ics": "ical", "md": "markdown", "htm": "html", "ndjson": "jsonl"}  # ends of names that are no format's


def names() -> list[str]:
    """All formats there are; none is loaded."""
    return sorted([*Catalogue("timeline.exporters", "EXPORTER", "format").names(), *FILES])


def guessed(path: str) -> str:
    """The format that the end of a file's name stands for, else the usual one.

    >>> guessed("story.jsonl"), guessed("story.md"), guessed("story.txt"), guessed("-")
    ('jsonl', 'markdown', 'csv', 'csv')
    """
    end = PurePath(path).suffix.lower().removeprefix(".")
    kinds = {suffix: kind for kind, suffixes in FILES.items() for suffix in suffixes}
    return _ALSO.get(end) or kinds.get(end) or (end if end in names() else USUAL)
