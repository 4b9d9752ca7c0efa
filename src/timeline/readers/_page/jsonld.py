"""JSON-LD of schema.org: the node that describes the page's article, however it is wrapped or broken."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

_TYPE = re.compile(r"(?:Article|Posting|Report)$")  # NewsArticle, ReportageNewsArticle, BlogPosting, Report …
_LESSER = ("WebPage", "ItemPage", "Recipe", "VideoObject", "Review", "CreativeWork", "PodcastEpisode")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "@list")  # where the article may be wrapped
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)|(?:-->|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?|;)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_PAIR = re.compile(r'"(headline|datePublished|dateCreated|inLanguage|articleBody)"\s*:\s*"((?:\\.|[^"\\])*)"')
_STATED_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')


def article_nodes(tree: HtmlElement) -> list[Node]:
    """The nodes that may describe the page's own article, articles before pages, else as they stand."""
    found: list[tuple[int, Node]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            for node in _nodes(_parsed(script.text), 0):
                if (rank := _rank(node)) is not None:
                    found.append((rank, node))
    return [node for _, node in sorted(found, key=lambda pair: pair[0])]


def is_article(node: Node) -> bool:
    """Whether a node says that it is an article, not merely a page."""
    return _rank(node) == 0


def text_of(value: Any) -> str:
    """A text value as a person reads it: entities resolved, blanks single; "" for what is no text.

    >>> text_of("Q&amp;A:\\n the facts"), text_of({"@value": "Flood"}), text_of(None)
    ('Q&A: the facts', 'Flood', '')
    """
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, list) and value:
        return text_of(value[0])
    return " ".join(html.unescape(html.unescape(value)).split()) if isinstance(value, str) else ""


def _rank(node: Node) -> int | None:
    stated = node.get("@type")
    types = [t for t in (stated if isinstance(stated, list) else [stated]) if isinstance(t, str)]
    if any(_TYPE.search(t) for t in types):
        return 0
    return 1 if any(t in _LESSER for t in types) else None


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    """Every node that is not inside another article: of lists, graphs and pages, not of related links."""
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth)
    elif isinstance(value, dict) and depth < 6:
        yield value
        for key in _WITHIN:
            if isinstance(value.get(key), dict | list) and not (key == "liveBlogUpdate" and _rank(value) == 0):
                yield from _nodes(value[key], depth + 1)


def _parsed(text: str) -> Any:
    """What a script holds; of one that is no JSON, its pairs that can be told."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for attempt in (text, _TRAILING_COMMA.sub("", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _pairs(text)


def _pairs(text: str) -> Node | None:
    """The first of each pair that matters in broken JSON, where it says that it is of an article."""
    types = [t for t in _STATED_TYPE.findall(text) if _TYPE.search(t) or t in _LESSER]
    if not types:
        return None
    node: Node = {"@type": types[0]}
    for key, value in _PAIR.findall(text):
        if key not in node:
            try:
                node[key] = json.loads(f'"{value}"', strict=False)
            except ValueError:
                node[key] = value
    return node
