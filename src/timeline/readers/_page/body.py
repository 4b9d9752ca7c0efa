"""The text of a page's article: what trafilatura finds, less what is not the article, plus its standfirst.

trafilatura errs little, and mostly by keeping too much. What the page itself tells of is put right here: a second
article below the first, the title said again, blocks that are nothing but links to other pages with the words above
them, and the standfirst between headline and text, which the page also gives as its description.
"""

import html
import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from timeline.readers._page import LIBRARY_FAILS
from timeline.readers._page.jsonld import text_of
from timeline.readers._page.meta import Meta

_BLOCKS = {"p", "li", "h2", "h3", "h4", "h5", "h6", "div", "td", "dd", "figcaption"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}  # of a list of things, each linked: they are its text
_LINKED = 0.6  # share of a block's letters that are links, above which it says nothing of its own
_LEAST_LEFT = 0.85  # of the text: where more would go, the links are the text, as on a page of lists
_ENDS = tuple(".!?…。！？\"”»’'«)]:;")
_SENTENCE = (".", "!", "。")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LEAST_ARTICLE = 1_000  # characters: less is a teaser of the article
_LEAST_DECLARED = 600  # letters of an articleBody: less is a teaser
_MISSED = 1.5  # an articleBody so many times longer than what was found shows that most was missed
_LAST_LETTERS = 30  # by which the end of an articleBody is known
_STANDFIRST = 40  # letters: less is a slogan


def text_of_page(tree: HtmlElement, meta: Meta, title: str | None) -> str:
    """The paragraphs of the article, a blank line between them; "" where the page has none. The tree is used up."""
    from trafilatura import bare_extraction

    titles = _titles(meta, title)
    linked = _linked_blocks(tree)
    standfirst = _standfirst(tree, meta)
    _drop_other_articles(tree, titles)
    titles |= {_folded(element.text_content()) for element in tree.iter("h1")} - {""}
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except LIBRARY_FAILS:
        return ""
    lines = [line for line in str(getattr(found, "text", "") or "").splitlines() if line.strip()]
    lines = _without_echo(lines, titles)
    lines = _without_links(lines, linked)
    lines = _without_tail(_as_declared(lines, meta))
    if standfirst and not _has(lines, standfirst):
        lines.insert(0, standfirst)
    return "\n\n".join(line.strip() for line in lines)


def _has(lines: list[str], standfirst: str) -> bool:
    """Whether the text has the standfirst already, or begins with a part of it."""
    wanted = _folded(standfirst)
    return any(wanted in _folded(line) for line in lines) or bool(lines and _folded(lines[0]) in wanted)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _titles(meta: Meta, title: str | None) -> set[str]:
    """The title in all the ways in which the page says it."""
    said = [title, meta.first(["og:title"]), meta.first(["twitter:title"]), text_of(meta.article.get("headline"))]
    return {_folded(each) for each in said if each} - {""}


def _linked_blocks(tree: HtmlElement) -> set[str]:
    """The folded texts of all blocks that are mostly links."""
    letters: dict[HtmlElement, int] = {}
    found: set[str] = set()
    for link in tree.iter("a"):
        text = _folded(link.text_content())
        if not text:
            continue
        block = next((above for above in link.iterancestors() if above.tag in _BLOCKS), None)
        if block is not None and block.tag not in _HEADINGS and link.find(".//p") is None:
            letters[block] = letters.get(block, 0) + len(text)
    for block, linked in letters.items():
        text = _folded(block.text_content()) if linked < 2_000 else ""
        if text and linked >= _LINKED * len(text):
            found.add(text)
    return found


def _standfirst(tree: HtmlElement, meta: Meta) -> str | None:
    """The page's description, if the page shows it to its readers as it is."""
    descriptions = [text_of(meta.article.get("description"))]
    descriptions += [text_of(value) for name in _DESCRIPTIONS for value in meta.tags.get(name, [])[:1]]
    wanted = {folded: each for each in descriptions if len(folded := _folded(each)) >= _STANDFIRST}
    if not wanted:
        return None
    for element in tree.iter("p", "h2", "h3", "div", "span", "strong"):
        if element.text_content and len(element) < 8:
            shown = " ".join(element.text_content().split())
            if len(shown) < 1_000 and _folded(shown) in wanted:
                return shown
    return None


def _drop_other_articles(tree: HtmlElement, titles: set[str]) -> None:
    """Cut what follows as an article of its own, with its own headline, where the first has the page's title."""
    articles = [a for a in tree.iter("article") if a.find(".//h1") is not None and a.find(".//article//h1") is None]
    own = [a for a in articles if any(_folded(h.text_content()) in titles for h in a.iter("h1"))]
    if len(articles) < 2 or len(own) != 1 or len(own[0].text_content()) < _LEAST_ARTICLE:
        return
    for article in articles:
        if article is not own[0]:
            article.drop_tree()


def _without_echo(lines: list[str], titles: set[str]) -> list[str]:
    """Without the title said again above the text, be it with a few words before it."""
    kept = [line for line in lines[:4] if not _is_title(_folded(line), titles)]
    return kept + lines[4:]


def _is_title(line: str, titles: Iterable[str]) -> bool:
    return any(
        line == title or (line.endswith(title) and len(title) > 15 and len(line) < 1.8 * len(title))
        for title in titles
    )  # fmt: skip


def _without_links(lines: list[str], linked: set[str]) -> list[str]:
    """Without blocks of links, and the words that lead up to them."""
    kept: list[str] = []
    for line in lines:
        if _folded(line) in linked and not line.rstrip().endswith(_SENTENCE):
            if kept and kept[-1].rstrip().endswith(":") and len(kept[-1]) < 60:
                kept.pop()
            continue
        kept.append(line)
    return kept if _letters(kept) >= _LEAST_LEFT * _letters(lines) else lines


def _as_declared(lines: list[str], meta: Meta) -> list[str]:
    """The text as JSON-LD declares it: what follows its last words is something else; all of it if most was missed."""
    declared = html.unescape(str(meta.article.get("articleBody") or ""))
    folded = _folded(declared)
    if len(folded) < _LEAST_DECLARED or "<" in declared:
        return lines
    if len(folded) > _MISSED * _letters(lines):
        return [" ".join(line.split()) for line in declared.splitlines() if line.strip()]
    last = folded[-_LAST_LETTERS:]
    for number in range(len(lines) - 1, len(lines) // 2, -1):
        if last in _folded(lines[number]):
            return lines[: number + 1]
    return lines


def _without_tail(lines: list[str]) -> list[str]:
    """Without what stands below the last sentence and is none: labels, credits, calls to act."""
    end = len(lines)
    while end > 1 and not lines[end - 1].rstrip().endswith(_ENDS) and len(lines[end - 1]) < 80:
        end -= 1
    return lines[:end] if end > len(lines) // 2 else lines


def _letters(lines: list[str]) -> int:
    return sum(len(line) for line in lines)
