"""Whether two mentions tell of one happening, and why."""

import math

from timeline.events.likeness.facts import Facts
from timeline.values.evidence import Link

_LEAST = 0.12  # wording under which two sentences are not looked at further


def compare(a: Facts, b: Facts) -> Link | None:
    """How likely the two tell of one happening; ``None`` where they cannot, or nothing speaks for it."""
    if a.story and b.story:
        return _leads(a, b, a.story, b.story)
    if a.sentence == b.sentence and a.document == b.document:
        return None
    if a.dated and b.dated and (a.last < b.first - 1 or b.last < a.first - 1):
        return None
    wording = _cosine(a.words, b.words) / (a.size * b.size)
    if wording < _LEAST:
        return None
    same = a.dated and b.dated and a.first <= b.last and b.first <= a.last
    score = _logistic(12 * (wording - (0.45 if same else 0.6)))
    return Link(score, f"wording {wording:.2f}")


def _leads(a: Facts, b: Facts, one: dict[str, int], other: dict[str, int]) -> Link | None:
    wording = _cosine(one, other) / (a.bulk * b.bulk)
    if wording < _LEAST:
        return None
    return Link(_logistic(20 * (wording - 0.29)), f"both articles report it: wording {wording:.2f}")


def _cosine(a: dict[str, int], b: dict[str, int]) -> int:
    return sum([a[stem] * b[stem] for stem in a.keys() & b.keys()])


def _logistic(z: float) -> float:
    return round(1 / (1 + math.exp(-z)), 4)
