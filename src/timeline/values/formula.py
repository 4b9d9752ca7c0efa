"""What a spreadsheet would take for a formula, and the ``'`` that keeps it from running (CWE-1236).

A text is guarded whose first character after spaces is one of ``= + - @``, their full-width twins, a tab, a line end or
NUL. So is one that has such a guard already, so that taking one ``'`` off always gives the text back.
"""

import re
from typing import Final

_SPACES: Final = " \u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff"
_SIGNS: Final = "=+@\t\r\n\0\uff1d\uff0b\uff0d\uff20-"
_risky: Final = re.compile(f"'*[{_SPACES}]*[{_SIGNS}]").match
_guarded: Final = re.compile(f"'+[{_SPACES}]*[{_SIGNS}]").match
BEGINNING: Final = f"['{_SPACES}{_SIGNS}]"  # as a pattern: no text that begins otherwise is guarded


def guarded(text: str) -> str:
    """The text, with ``'`` before it if a spreadsheet might run it or a reader take off a ``'`` of its own.

    >>> guarded("=cmd()"), guarded("'=cmd()"), guarded("'tis")
    ("'=cmd()", "''=cmd()", "'tis")
    """
    return f"'{text}" if _risky(text) else text


def bared(text: str) -> str:
    """What was guarded: the text without one ``'`` that stands before what might be a formula.

    >>> bared("'=cmd()"), bared("''=cmd()"), bared("'tis")
    ('=cmd()', "'=cmd()", "'tis")
    """
    return text[1:] if _guarded(text) else text
