"""The words of a stretch of HTML, and the addresses that it links to.

By two patterns that read each character once: a parser of HTML takes hours over a megabyte of ``<``.
"""

import html
import re
from collections.abc import Container, Sequence
from typing import Final

_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<![^<>]*>")
_LINK: Final = re.compile(r"""<a\s[^<>]{0,4000}?href\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)
_BLOCKS: Final = re.compile("p|br|div|li|ul|ol|blockquote|h[1-6]|tr|table|hr", re.IGNORECASE)


def words(text: str) -> str:
    """The text without tags, character references read; what began a block begins a line.

    >>> words("<b>a</b> &lt; b<br>c<p>d</p>"), words("a < b and c > d")
    ('a < b\\nc\\nd', 'a < b and c > d')
    """
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if _BLOCKS.fullmatch(tag[1] or "") else "", text)
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(line for line in (one.strip() for one in text.split("\n")) if line)


def links(text: str) -> list[str]:
    """The addresses that it links to, each once, in its order.

    >>> links("<a class=x href='https://news.example/?a=1&amp;b=2'>News</a>")
    ['https://news.example/?a=1&b=2']
    """
    return list(dict.fromkeys(html.unescape(found) for found in _LINK.findall(text)))


def plain(cells: Sequence[tuple[str, str]], names: Container[str]) -> list[tuple[str, str]]:
    """The cells, those of these names without tags, each before what it links to."""
    out: list[tuple[str, str]] = []
    for name, value in cells:
        if name not in names:
            out.append((name, value))
            continue
        out.append((name, words(value)))
        out += [(f"{name} link {number}", link) for number, link in enumerate(links(value), 1)]
    return out
