"""Every place of a page that states when it was published, and how far each can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from lxml.html import HtmlElement

from timeline.readers._intake import dates
from timeline.readers._page.jsonld import Node, text_of
from timeline.readers._page.meta import Meta
from timeline.values.time import TimeSpan


class Trust(IntEnum):
    """How much a place is about the article's publication, the most first."""

    STATED = 0  # a field whose one meaning is the publication of this article
    NEAR = 1  # a field that mostly means it: a creation, an unnamed date, the first time in the body, the address
    PAGE_DATA = 2  # a publication among the data for the page's own scripts, which may be another article's


@dataclass(frozen=True, slots=True)
class Claim:
    """One place and what it says."""

    place: str
    span: TimeSpan
    trust: Trust

    @property
    def day(self) -> str:
        """The civil day that is stated."""
        return self.span.first_day or ""


# Names of meta tags, lower case, in order of preference; from what htmldate, trafilatura and schema.org list
_STATED = (
    "article:published_time", "article:published", "article:published_date", "article:publicationdate",
    "og:article:published_time", "og:article:published", "og:published_time", "og:publish_date", "og:datepublished",
    "og:pubdate", "http://ogp.me/ns/article#published_time", "datepublished", "date_published", "rnews:datepublished",
    "pubdate", "pub_date", "publishdate", "publish_date", "publish-date", "publish_time", "published", "published_date",
    "published-date", "published_time", "publisheddate", "publication_date", "publication-date", "date:published_time",
    "originalpublicationdate", "article_date_original", "article.published", "bt:pubdate", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_online_date",
    "dc.date.issued", "dcterms.issued", "dc.date.publication", "shareaholic:article_published_time", "rbpubdate",
    "vr:published_time", "mediator_published_time", "dcsext.articlefirstpublished", "twt-published-at",
)  # fmt: skip
_NEAR = (
    "date", "dc.date", "dcterms.date", "dc:date", "dc.date.created", "dcterms.created", "dc.created", "dc:created",
    "article.created", "article:post_date", "date.created", "datecreated", "date_created", "created", "citation_date",
    "dateposted", "displaydate", "video:release_date", "release_date", "content_create_date", "doc_date", "gentime",
)  # fmt: skip
_CHANGED = re.compile(r"modif|updat|lastmod|moddate")
_ELSEWHERE = re.compile(r"comment|related|teaser|sidebar|recommend|footer|more-|widget|carousel|embed", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_DATA = re.compile(
    r"""["']?\b[\w.]*(?:pub(?:lish(?:ed|ing)?|lication)?)[_-]?(?:date|time|at|on)\w*["']?\s*[:=,]\s*
        ["']?(\d{4}-?\d\d-?\d\d(?:[T ]\d\d:\d\d[\d:.+Z-]*)?|\d{10}(?:\d{3})?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST_DATA = 300_000  # characters of script that are searched


def claims(tree: HtmlElement, meta: Meta) -> list[Claim]:
    """All claims of a page, the most trusted first; each place that can be read as one day makes one."""
    found = [*_of_nodes(meta.nodes), *_of_tags(meta, _STATED, Trust.STATED), *_of_items(tree)]
    found += [*_of_tags(meta, _NEAR, Trust.NEAR), *_of_times(tree), *_of_address(meta.canonical)]
    return sorted(found, key=lambda claim: claim.trust)


def page_data(tree: HtmlElement) -> list[Claim]:
    """What the page's scripts are given as a publication, in order."""
    found = []
    left = _MOST_DATA
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or not text:
            continue
        for match in _IN_DATA.finditer(text[:left]):
            if claim := _claim("the page's data", match[1], Trust.PAGE_DATA):
                found.append(claim)
        left -= len(text)
        if left <= 0:
            break
    return found


def modified_days(meta: Meta) -> set[str]:
    """The days on which the page says that it was changed."""
    texts = [text_of(node.get("dateModified")) for node in meta.nodes]
    texts += [value for name, values in meta.tags.items() if _CHANGED.search(name) for value in values]
    return {span.first_day or "" for text in texts for span in dates.readings(text)[:1]}


def _claim(place: str, text: str, trust: Trust) -> Claim | None:
    spans = dates.readings(text)
    if not spans and (epoch := dates.of_epoch(text)):
        spans = [epoch]
    if len(spans) != 1 or not spans[0].start:  # the clock's zero, 1970-01-01T00:00, is what an empty field gives
        return None
    return Claim(place, spans[0], trust)


def _of_nodes(nodes: list[Node]) -> Iterator[Claim]:
    """Of the first node that has each field: the article's, or where it has none the page's."""
    for field, trust in (("datePublished", Trust.STATED), ("dateCreated", Trust.NEAR), ("uploadDate", Trust.NEAR)):
        for node in nodes:
            if claim := _claim(f"JSON-LD {field}", text_of(node.get(field)), trust):
                yield claim
                break


def _of_tags(meta: Meta, names: tuple[str, ...], trust: Trust) -> Iterator[Claim]:
    for name in names:
        for value in meta.tags.get(name, [])[:1]:
            if claim := _claim(f"meta {name}", value, trust):
                yield claim


def _of_items(tree: HtmlElement) -> Iterator[Claim]:
    """Of microdata and RDFa in the body: the first that is not inside a comment or a teaser."""
    for element in tree.iterfind(".//body//*[@itemprop]"):
        if "datePublished" in element.get("itemprop", "") and not _is_elsewhere(element):
            value = element.get("content") or element.get("datetime") or element.text_content()
            if claim := _claim("itemprop datePublished", value.strip(), Trust.STATED):
                yield claim
                return


def _of_times(tree: HtmlElement) -> Iterator[Claim]:
    """Of the first ``<time>``, and of every one that is marked as the publication."""
    first = True
    for element in tree.iter("time", "abbr"):
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
        marked = "publish" in (element.get("class") or "") or element.get("pubdate") is not None
        if (element.tag == "abbr" and not marked) or _is_elsewhere(element):
            continue
        claim = _claim(f"<{element.tag}>", (value or "").strip(), Trust.NEAR)
        claim = claim or _claim(f"<{element.tag}>", element.text_content().strip(), Trust.NEAR)
        if claim and (marked or first):
            yield claim
            first = False


def _of_address(address: str | None) -> Iterator[Claim]:
    match = _IN_ADDRESS.search(address or "")
    if match and (claim := _claim("its address", f"{match[1]}-{match[3]}-{match[4]}", Trust.NEAR)):
        yield claim


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element stands in a part that is about other things than this article."""
    for above in element.iterancestors():
        if above.tag in ("aside", "footer", "nav", "blockquote") or _ELSEWHERE.search(above.get("class") or ""):
            return True
        if above.tag in ("body", "main"):
            break
    return False
