"""What a spreadsheet would run if it were put into a cell, and the mark that keeps it from doing so (CWE-1236)."""

import re
from typing import Final

_FORMULA: Final = re.compile("'*[ \u00a0\ufeff]*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """The text, with ``'`` before it if a spreadsheet might run it or a reader take off a ``'`` of its own.

    >>> guarded("=cmd()"), guarded("'=cmd()"), guarded("'tis")
    ("'=cmd()", "''=cmd()", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text without the one mark that :func:`guarded` puts before it.

    >>> unguarded("'=cmd()"), unguarded("''=cmd()"), unguarded("'tis"), unguarded("-0044-03-15")
    ('=cmd()', "'=cmd()", "'tis", '-0044-03-15')
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
