"""What stands in a page's head, gathered once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from timeline.readers._page.jsonld import Node, article_nodes, is_article, text_of


@dataclass(frozen=True, slots=True)
class Meta:
    """``tags``: every ``<meta>`` by its name, property or itemprop in lower case, in order. ``nodes``: of JSON-LD,
    the likeliest first. ``canonical``: the address that the page gives itself.
    """

    tags: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    canonical: str | None = None

    def first(self, names: Iterable[str]) -> str | None:
        """The first of these tags that says something."""
        return next((values[0] for name in names if (values := self.tags.get(name))), None)

    @property
    def article(self) -> Node:
        """The node of the page's article; empty where there is none."""
        return self.nodes[0] if self.nodes and is_article(self.nodes[0]) else {}


def meta_of(tree: HtmlElement) -> Meta:
    """The meta tags, the JSON-LD and the canonical address of a page."""
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        value = " ".join((tag.get("content") or tag.get("datetime") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (key := tag.get(attribute)):
                tags.setdefault(key.strip().lower(), []).append(value)
                break
    canonical = next((a.get("href") for a in tree.iter("link") if (a.get("rel") or "").lower() == "canonical"), None)
    nodes = article_nodes(tree)
    address = canonical or next(iter(tags.get("og:url", [])), None)
    nodes.sort(key=lambda node: (not is_article(node), not _is_of(node, address, tags)))
    return Meta(tags, nodes, address.strip() if address else None)


def _is_of(node: Node, address: str | None, tags: dict[str, list[str]]) -> bool:
    """Whether a node names this page: its address, or its title."""
    entity = node.get("mainEntityOfPage")
    places = [node.get("url"), node.get("@id"), entity, entity.get("@id") if isinstance(entity, dict) else None]
    if address and any(isinstance(p, str) and _bare(p) == _bare(address) for p in places):
        return True
    title = text_of(node.get("headline")).casefold()
    return bool(title) and any(title in text_of(t).casefold() for t in tags.get("og:title", []))


def _bare(address: str) -> str:
    return address.partition("://")[2].partition("#")[0].partition("?")[0].rstrip("/").removeprefix("www.")
