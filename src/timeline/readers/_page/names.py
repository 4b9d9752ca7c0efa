"""Who wrote a page, who published it, in which language, and where it lives, as the page says."""

from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from timeline.readers._intake import fields
from timeline.readers._page.meta import Meta

_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
            "citation_author", "authors")  # fmt: skip
_PUBLISHERS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "citation_journal_title",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")


def author_of(tree: HtmlElement, meta: Meta) -> str | None:
    """The names of the authors, joined by commas; an address of a profile is no name."""
    found = [fields.name(meta.article.get("author")), *(", ".join(meta.tags.get(name, [])) for name in _AUTHORS)]
    for element in tree.iterfind(".//*[@rel='author']"):
        found.append(" ".join(element.text_content().split()))
        break
    for names in found:
        kept = [name.strip() for name in (names or "").split(",") if name.strip() and "://" not in name]
        if kept and len(joined := ", ".join(dict.fromkeys(kept))) < 300:
            return joined
    return None


def publisher_of(meta: Meta) -> str | None:
    """The name of the publisher, else of the site."""
    return fields.name(meta.article.get("publisher")) or meta.first(_PUBLISHERS)


def language_of(tree: HtmlElement, meta: Meta) -> str | None:
    """The ISO 639 code of the page's language: of its root, else of its metadata."""
    stated = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    stated += [meta.article.get("inLanguage"), *(meta.first([name]) for name in _LANGUAGES)]
    return next((code for value in stated if (code := fields.language(value))), None)


def url_of(meta: Meta, fetched: str | None) -> str | None:
    """The address that the page gives itself, if it is of the host that it was fetched from; else that one."""
    own = urljoin(fetched or "", meta.canonical) if meta.canonical else None
    if own is None or not own.startswith(("http://", "https://")) or fields.web_address(own) is None:
        return fetched
    return own if fetched is None or _host(own) == _host(fetched) else fetched


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
