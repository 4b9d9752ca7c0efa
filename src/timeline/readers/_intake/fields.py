"""What a document's own fields mean, whichever format they came from: one decision for all readers."""

from collections.abc import Iterable
from typing import Any

from timeline.readers._intake import dates
from timeline.readers.base import ReadOptions
from timeline.values.problem import Problem
from timeline.values.time import TimeSpan

_ADVICE = "pass --published DATE if you know it"


def publication(
    stated: Iterable[tuple[str, str]], options: ReadOptions, where: str, advice: str = _ADVICE
) -> tuple[TimeSpan | None, Problem | None]:
    """The publication that pairs of (where it stands, what stands there) agree on; never a guess between days.

    The first pair that states a time of the agreed day is kept. What the person passed stands before them all.
    """
    if options.published is not None:
        return options.published, None
    found: list[tuple[str, TimeSpan]] = []
    refused: list[str] = []
    for place, text in stated:
        spans = dates.readings(text) or ([epoch] if (epoch := dates.of_epoch(text)) else [])
        if len(spans) == 1 and not dates.is_future(spans[0], options.today):
            found.append((place, spans[0]))
        else:
            refused.append(f"{place} {_shown(text)} {_why_refused(spans)}")
    days = {span.first_day for _, span in found}
    if len(days) > 1:
        said = ", ".join(f"{place} {span.first_day}" for place, span in found)
        return None, Problem(where, f"its publication dates disagree ({said}), so none is kept", advice, skipped=False)
    if found:
        return min((span for _, span in found), key=lambda s: s.grain), None
    what = f"has no usable publication date: {'; '.join(refused)}" if refused else "has no publication date"
    return None, Problem(where, what, advice, skipped=False)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _why_refused(spans: list[TimeSpan]) -> str:
    if len(spans) > 1:
        return f"may be {' or '.join(s.first_day or '' for s in spans)}"
    return "lies in the future" if spans else "names no day that there is"


def name(value: Any) -> str | None:
    """A name from a text, a ``{"name": …}``, or a list of either, joined by commas; ``None`` where there is none.

    >>> name([{"name": "Ann Lee"}, "Bo Ek "]), name("  ")
    ('Ann Lee, Bo Ek', None)
    """
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return name(value.get("name"))
    if isinstance(value, list):
        names = [found for item in value if (found := name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    return None


def language(value: Any) -> str | None:
    """The ISO 639 code of a language tag with the country, where it has one; ``None`` for what is no tag.

    >>> language("en-GB"), language("DE_de"), language("zh-Hant-TW"), language("en"), language("English")
    ('en-GB', 'de-DE', 'zh-TW', 'en', None)
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    if not isinstance(value, str):
        return None
    code, *rest = value.strip().replace("_", "-").split("-")
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return None
    country = next((part.upper() for part in rest if len(part) == 2 and part.isascii() and part.isalpha()), "")
    return code.lower() + (f"-{country}" if country else "")


def web_address(url: str | None) -> str | None:
    """The URL if it can stand as a document's address: one with a scheme and a host, whose blanks are gone.

    >>> web_address(" https://example.org/a "), web_address("/a/b"), web_address("https://example.org/")
    ('https://example.org/a', None, None)
    """
    parts = (url or "").strip().partition("://")
    if not parts[1] or not parts[0].isalnum():
        return None
    host, _, path = parts[2].partition("/")
    return parts[0] + "://" + parts[2] if host and path else None  # a site's front page is no document's address
