"""Which of the titles stands for all: whole, with names, near to the others in wording, neither terse nor long.

What a title is worth is a sum of five shares, by the weights below: how near its words are to those of all sources
(the cosine to their sum), whom it names of those who take part, the confidence of its mention, whether it is the
report's own, and how far its length is what a line wants. Less what is wrong with it: it was cut, begins within a
sentence, or is only a piece of one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

from timeline.events.told import UNTOLD
from timeline.values.claim import Claim

_WORD = re.compile(r"\w+")
# Set by hand; the titles of 22 happenings of ECB+'s training part, told by 3 to 18 articles, were read (2026-11-26).
_CENTRAL, _NAMED, _SURE, _LEAD, _LENGTH = 1.0, 0.4, 0.2, 0.2, 0.4
_CUT, _WITHIN, _UNTOLD = 0.5, 0.3, 0.5
_SHORT, _LONG, _LONGEST = 25, 80, 100  # characters: below the first and beyond the second it loses, evenly
_NAMES = 2  # that a title can be asked to have
_ELLIPSIS = "…"


def teller(claims: Sequence[Claim]) -> Claim:
    """The claim with the title that stands best for all; by what it says, and only at last by its number."""
    if len(claims) == 1:
        return claims[0]
    said: dict[str, set[int]] = {}
    for claim in claims:
        said.setdefault(claim.mention.title, set()).add(claim.source)
    words = {title: _words(title) for title in said}
    heard = {(source, word) for title, sources in said.items() for source in sources for word in words[title]}
    weights = Counter(word for _, word in heard)
    size = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    near = {t: sum(weights[w] for w in own) / (size * sqrt(len(own) or 1)) for t, own in words.items()}

    def rank(claim: Claim) -> tuple[float, int, float, str, int]:
        mention = claim.mention
        worth = _CENTRAL * near[mention.title] + _alone(claim, words[mention.title])
        return -round(worth, 6), -len(said[mention.title]), -mention.confidence, mention.title, claim.number

    return min(claims, key=rank)


def _alone(claim: Claim, words: frozenset[str]) -> float:
    """What the title is worth without regard to others."""
    mention = claim.mention
    title, length = mention.title, len(mention.title)
    if length < _SHORT:
        fits = length / _SHORT
    else:
        fits = 1.0 if length <= _LONG else max(0.0, 1 - (length - _LONG) / (_LONGEST - _LONG))
    worth = _NAMED * _named(claim, words) + _SURE * mention.confidence + _LEAD * mention.lead + _LENGTH * fits
    worth -= _CUT * title.endswith(_ELLIPSIS) + _WITHIN * title[:1].islower()
    worth -= _UNTOLD * mention.reason.endswith(UNTOLD)
    return worth


def _named(claim: Claim, words: Iterable[str]) -> float:
    """How many of those who take part it names, as a share of what can be asked."""
    names = claim.mention.who + claim.mention.where
    if not names:
        return 0.0
    own = set(words)
    named = sum(not own.isdisjoint(_words(name)) for name in names)
    return min(named, _NAMES) / min(len(names), _NAMES)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
