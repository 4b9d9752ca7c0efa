"""Mentions whose source says itself which of them tell of one happening: rows of one number, claims of one event.

Such a mention bears a *name*, and may name another that it tells the same as. Two are linked where one bears the name
that the other gives, and nothing else is compared.
"""

import hashlib
import json
from functools import lru_cache
from typing import Final

from timeline.values.evidence import NAMED, Evidence, Link

_LAST: Final = "~"  # sorts after every rank of what was read: a row tells less than an article
_NOBODY: Final = f"{NAMED}]"
_text = json.encoder.encode_basestring


def named(rank: str, name: str = "", like: str = "", score: float = 1.0, why: str = "") -> Evidence:
    """What a mention is compared by that bears a name, and is like the one of another or of the same name.

    Args:
        rank: Its place among those; no two have the same.
        score: That of the link, and why it is one.

    >>> named("1", "a", "b").facts, named("2").facts
    ('[0,"a","b",1.0,""]', '[0,]')
    """
    if not name:
        return Evidence(_LAST + rank, (), _NOBODY)
    keys = tuple(sorted({_key(name), _key(like)})) if like and like != name else (_key(name),)
    return Evidence(_LAST + rank, keys, f"{NAMED}{_text(name)},{_text(like)},{score},{_text(why)}]")


def linked(one: Evidence, other: Evidence) -> Link | None:
    """The link of two such mentions, the one of the lower rank first; ``None`` if neither names the other."""
    name, *_ = _read(one.facts)
    _, like, score, why = _read(other.facts)
    return Link(score, why) if name and name == like else None


def is_named(found: Evidence) -> bool:
    """Whether it is such a mention."""
    return found.facts.startswith(NAMED)


@lru_cache(maxsize=4_096)  # the same are compared again and again
def _read(facts: str) -> tuple[str, str, float, str]:
    if facts == _NOBODY:
        return "", "", 0.0, ""
    name, like, score, why = json.loads("[" + facts[len(NAMED) :])
    return name, like, score, why


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)
