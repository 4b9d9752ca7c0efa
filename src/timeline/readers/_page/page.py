"""One page, understood: the only place where it is parsed."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from timeline.readers._page import names
from timeline.readers._page.body import text_of_page
from timeline.readers._page.meta import meta_of
from timeline.readers._page.publication import decide
from timeline.readers._page.titles import title_of
from timeline.values.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; ``undated`` is why ``published`` is not known, "" where it is."""

    text: str
    published: TimeSpan | None
    undated: str
    url: str | None
    title: str | None
    author: str | None
    publisher: str | None
    language: str | None


def understood(markup: str, today: int | None, fetched: str | None = None) -> Page | None:
    """The page that some HTML is; ``None`` where it cannot be parsed or its parts cannot be told apart."""
    with _quiet():
        tree = _parsed(markup)
        if tree is None:
            return None
        meta = meta_of(tree)
        url = names.url_of(meta, fetched)
        title = title_of(tree, meta, url)
        published, undated = decide(tree, meta, today)
        author, language = names.author_of(tree, meta), names.language_of(tree, meta)
        text = text_of_page(tree, meta, title)
    return Page(text, published, undated, url, title, author, names.publisher_of(meta), language)


def _parsed(markup: str) -> HtmlElement | None:
    from trafilatura.utils import HTML_PARSER, load_html

    tree = load_html(markup)
    if tree is not None and tree.tag == "html":
        return tree
    try:  # what begins with something else is a fragment to lxml, and has no head or body
        return etree.fromstring(b"<!DOCTYPE html>" + markup.encode("utf-8", "replace"), parser=HTML_PARSER)
    except etree.LxmlError:
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """The libraries tell a log what they make of a page; what a person should know of it is said elsewhere."""
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
