"""Text of any kind inside HTML, where none of it is markup."""

import html

from timeline.exporters._plain import line


def escaped(text: str) -> str:
    """The text on one line, none of it markup, in an element or an attribute.

    >>> escaped("a < b\\n'c' \\0")
    'a &lt; b &#x27;c&#x27; \ufffd'
    """
    return html.escape(line(text))
