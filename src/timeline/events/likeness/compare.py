"""Whether two mentions tell of one happening, and why.

Each says so much for it or against it, in the unit of a logistic regression; what their sum is worth is the score.
"""

import math

from timeline.events.likeness.facts import Facts
from timeline.events.likeness.leads import leads
from timeline.events.likeness.reasons import reason
from timeline.values.evidence import SAME, Link

_LEAST = 0.15  # wording under which two sentences are not looked at further
_FREE = 38  # the rarity from which on a word that both use for the happening counts in full

_WORDING, _TOLD, _TRIGGER, _IN_TITLE, _TITLE = 3.5, 0.7, 3.6, -2.0, 1.5
_ONE_DATED, _UNDATED = -6.7, -6.4
_LITTLE, _THIN, _THIN_UNDATED = 60, -0.8, -2.0
_NAMED, _NOT_NAMED, _EACH_ALONE = 0.7, -1.8, -0.6
_PLACE, _OTHER_PLACE, _NUMBER, _OTHER_NUMBER = 0.7, -1.0, 0.8, -0.9
_KIND, _OTHER_KIND, _STATEMENT, _OTHER_STATUS = 1.1, -0.8, -0.2, -0.4


def compare(a: Facts, b: Facts) -> Link | None:
    """How likely the two tell of one happening; ``None`` where they cannot, or nothing speaks for it.

    Two leads do if their articles report the same, or if their own sentences date the same happening.
    """
    if not (a.story and b.story):
        return _sentences(a, b)
    link = leads(a, b, a.story, b.story)
    if not (a.dated and b.dated) or (link is not None and link.score >= SAME):
        return link
    return max((link, _sentences(a, b)), key=lambda one: one.score if one else 0.0)


def _sentences(a: Facts, b: Facts) -> Link | None:
    """Two mentions by their own sentences and dates."""
    if a.sentence == b.sentence and a.document == b.document:
        return None
    when = _when(a, b)
    if when is None:
        return None
    one, other = a.words, b.words
    shared = one.keys() & other.keys()
    wording = sum([one[stem] * other[stem] for stem in shared]) / (a.size * b.size)
    if wording < _LEAST or (a.trigger != b.trigger and wording < 0.4):
        return None
    told = sum([min(one[stem], other[stem]) for stem in shared])
    z = when + _said(told, wording, both_dated=bool(a.dated and b.dated))
    z += _same_happening(a, b) + _same_cast(a, b)
    if z < -1.5:
        return None
    score = 1 / (1 + math.exp(-z))
    return Link(round(score, 4), reason(a, b, wording))


def _when(a: Facts, b: Facts) -> float | None:
    """What their times speak for it; ``None`` where they cannot be the same."""
    if a.first > b.last + 1 or b.first > a.last + 1:
        return None
    if a.dated and b.dated:
        longer = max(a.last - a.first, b.last - b.first)
        if a.first > b.last or b.first > a.last:
            return -7.2 if longer <= 1 else None
        return -5.2 if longer <= 1 else -5.8 if longer <= 31 else -6.2
    gap = abs((a.published or 0) - (b.published or 0)) if a.published and b.published else 0
    far = 0.25 * math.log2(1 + gap)
    return (_ONE_DATED if a.dated or b.dated else _UNDATED) - far


def _said(told: int, wording: float, *, both_dated: bool) -> float:
    """What the words speak that both say: how alike they are, how much that is; too little says nothing."""
    z = (_WORDING + both_dated) * wording + _TOLD * min(told, 200) / 100
    return z if told >= _LITTLE else z + (_THIN if both_dated else _THIN_UNDATED) * (1 - told / _LITTLE)


def _same_happening(a: Facts, b: Facts) -> float:
    """What their words for it speak: two words of one title are two happenings, and much is said in one day."""
    common = len(a.title & b.title) / max(3, min(len(a.title), len(b.title)))
    z = _TITLE * common
    if a.trigger == b.trigger:
        told = min(a.force, _FREE) / _FREE
        z += _TRIGGER * (told * (0.3 + 0.7 * common) if a.kind == b.kind == "statement" else told)
    elif a.trigger in b.title or b.trigger in a.title:
        z += _IN_TITLE
    if a.kind == b.kind:
        z += _STATEMENT if a.kind == "statement" else _KIND if a.kind != "other" else 0.0
    elif "other" not in (a.kind, b.kind):
        z += _OTHER_KIND if a.trigger == b.trigger else 2 * _OTHER_KIND
    return z if a.status == b.status else z + _OTHER_STATUS


def _same_cast(a: Facts, b: Facts) -> float:
    """What names, places and numbers speak."""
    z = 0.0
    each_alone = a.cited - b.words.keys() and b.cited - a.words.keys()
    if each_alone:
        z += _EACH_ALONE
    if a.who and b.who:
        z += _NAMED if a.who & b.who else _NOT_NAMED if each_alone else 0.0
    if a.where and b.where:
        z += _PLACE if a.where & b.where else 0.0 if _near(a, b) else _OTHER_PLACE
    if a.numbers and b.numbers:
        z += _NUMBER if a.numbers & b.numbers else _OTHER_NUMBER
    return z


def _near(a: Facts, b: Facts) -> bool:
    """Whether a place of one lies within half a degree of one of the other's, or in what may be around it."""
    return any(abs(n - m) <= 0.5 and abs(e - f) <= 0.5 for n, e in a.spots for m, f in b.spots)
