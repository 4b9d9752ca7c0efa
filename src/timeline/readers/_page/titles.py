"""The title of a page's article, without the name of its site.

``og:title`` is what editors write for those who meet the article elsewhere, and stands first; then JSON-LD's headline,
the headline on the page, and the window's title. Each may carry the site's name at an end. That is known by agreement:
another candidate is the same title without it, or what stands at the end is what the page calls its site.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from timeline.readers._page.jsonld import text_of
from timeline.readers._page.meta import Meta

_FIRST = ("og:title",)
_LAST = ("headline", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "citation_title")
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "publisher", "dc.publisher")
_SEPARATOR = re.compile(r"\s+[|｜–—‒·•»«:<>/~-]+\s+|\s*[|｜：]\s*|\s+[|:·-](?=\S)|(?<=\S)[–—|:]\s+")
_SHORTEST = 3  # words: shorter agreement is chance ("Live: …")


def title_of(tree: HtmlElement, meta: Meta, url: str | None) -> str | None:
    """The title as a reader would quote it; ``None`` where a page has none."""
    candidates = list(dict.fromkeys(_candidates(tree, meta)))
    if not candidates:
        return None
    sites = {_folded(name) for name in _site_names(meta, url)} - {""}
    return _without_site(candidates[0], candidates[1:], sites)


def _candidates(tree: HtmlElement, meta: Meta) -> Iterator[str]:
    for name in _FIRST:
        yield from (found for value in meta.tags.get(name, [])[:1] if (found := text_of(value)))
    if headline := text_of(meta.article.get("headline")) or text_of(meta.article.get("name")):
        yield headline
    window = next((w for e in tree.iter("title") if _is_of_page(e) and (w := _words_of(e))), "")
    yield from _headlines(tree, window)
    for name in _LAST:
        yield from (found for value in meta.tags.get(name, [])[:1] if (found := text_of(value)))
    if window:
        yield window


def _headlines(tree: HtmlElement, window: str) -> list[str]:
    """What the page shows as headlines, those first that the window's title has too: a logo may be one as well."""
    found = [words for element in tree.iter("h1") if len(words := _words_of(element)) > 2]
    return sorted(found, key=lambda words: _folded(words) not in _folded(window) or len(words.split()) < _SHORTEST)


def _is_of_page(title: HtmlElement) -> bool:
    above = title.getparent()
    return above is None or above.tag != "svg"


def _words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _site_names(meta: Meta, url: str | None) -> Iterator[str]:
    for name in _SITE:
        yield from meta.tags.get(name, [])
    publisher = meta.article.get("publisher")
    if isinstance(publisher, dict):
        yield text_of(publisher.get("name"))
    host = urlsplit(url or "").hostname or ""
    yield host
    yield host.removeprefix("www.").rpartition(".")[0].rpartition(".")[2]


def _without_site(title: str, others: list[str], sites: set[str]) -> str:
    """The title up to the separator before the site's name, or after the one that follows it."""
    known = {_folded(other) for other in others}
    cuts = list(_SEPARATOR.finditer(title))
    for cut in reversed(cuts):
        before, after = title[: cut.start()], title[cut.end() :]
        if _is_site(after, sites) or (_folded(before) in known and len(before.split()) >= _SHORTEST):
            return _without_site(before, others, sites) if _is_site(after, sites) else before
    for cut in cuts[:1]:
        if _is_site(title[: cut.start()], sites):
            return title[cut.end() :]
    return title


def _is_site(part: str, sites: set[str]) -> bool:
    """Whether a part is a name of the site, or such a name with a word more or less."""
    folded = _folded(part)
    if folded in sites:
        return True
    alike = (site for site in sites if min(len(site), len(folded)) > 3 and (folded in site or site in folded))
    return len(part.split()) <= 4 and any(alike)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
