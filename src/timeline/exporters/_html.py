"""Text of any kind inside HTML, where none of it is markup."""

import html
import re
from typing import Final

_NO_TEXT: Final = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # HTML has no such characters
_WEB: Final = re.compile(r"https?://[^\s/?#\\@]+(?:[/?#]\S*)?", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text with its blanks as one space each; what a page cannot hold becomes U+FFFD."""
    return _NO_TEXT.sub("\ufffd", " ".join(text.replace("\ufeff", " ").split()))


def escaped(text: str) -> str:
    """The text on one line, none of it markup, in an element or an attribute.

    >>> escaped("a < b\\n'c' \\0")
    'a &lt; b &#x27;c&#x27; \ufffd'
    """
    return html.escape(one_line(text))


def web_address(url: str | None) -> str:
    """The address if a reader may be sent there: of the web, and naming nobody's password; else empty.

    >>> web_address("https://news.example/a b"), web_address("javascript:alert(1)"), web_address("HTTP://x.example?a")
    ('', '', 'HTTP://x.example?a')
    """
    return url if url and _WEB.fullmatch(url) and not _NO_TEXT.search(url) else ""
