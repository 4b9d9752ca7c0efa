"""How events lie to one another, in conditions on their columns: :class:`timeline.values.query.Relation`.

What is known of an event is a span [s, e). Of what happened *within* it, the happening itself began at s at the
earliest and at e - 1 at the latest, and ended at s + 1 at the earliest and at e at the latest; what lasted *throughout*
it began at s and ended at e. A relation is certain if it holds however both happenings lie in their spans, and possible
if it holds for some way that they may lie.
"""

from typing import NamedTuple

from timeline.store.spans import OPEN_END, OPEN_START
from timeline.values.query import Beside, Relation
from timeline.values.time import Extent

_LASTING = f"extent = '{Extent.THROUGHOUT}'"


class Other(NamedTuple):
    """The event that others are compared with: its number and its span in columns."""

    number: int
    starts: int
    ends: int
    extent: str


class Lying(NamedTuple):
    """Events that begin before ``below`` and end after ``above``, as an index can tell; and what else must hold."""

    above: int = OPEN_START
    below: int = OPEN_END
    facts: tuple[str, ...] = ()


def lying(beside: Beside, other: Other, *, certain: bool) -> Lying:
    """The events that lie so to the other.

    >>> day = Other(17, 0, 86_400, "within")
    >>> lying(Beside(Relation.BEFORE, 17), day, certain=True)
    Lying(above=-4000000000000000000, below=0, facts=('number <> 17', 'ends <= 0'))
    """
    s, e = other.starts, other.ends
    lasts = other.extent == Extent.THROUGHOUT
    latest_start, earliest_end = (s, e) if lasts else (e - 1, s + 1)
    itself = f"number <> {other.number}"
    w = beside.within
    match beside.relation, certain:
        case Relation.BEFORE, False:
            facts = [itself, _by_extent(f"ends <= {_kept(latest_start)}", f"starts < {_kept(latest_start)}")]
            return Lying(OPEN_START if w is None else _kept(s - w - 1), _kept(latest_start), tuple(facts))
        case Relation.BEFORE, True:
            facts, above = [itself, f"ends <= {s}"], OPEN_START
            if w is not None:
                least = _kept(latest_start - w)
                facts.append(_by_extent(f"ends >= {least}", f"starts >= {_kept(least - 1)}"))
                above = _kept(least - 1)
            return Lying(above, s, tuple(facts))
        case Relation.AFTER, False:
            facts = [itself, _by_extent(f"starts >= {_kept(earliest_end)}", f"ends > {_kept(earliest_end)}")]
            return Lying(_kept(earliest_end), OPEN_END if w is None else _kept(e + w + 1), tuple(facts))
        case Relation.AFTER, True:
            facts, below = [itself, f"starts >= {e}"], OPEN_END
            if w is not None:
                most = _kept(earliest_end + w)
                facts.append(_by_extent(f"starts <= {most}", f"ends <= {_kept(most + 1)}"))
                below = _kept(most + 1)
            return Lying(e, below, tuple(facts))
        case Relation.DURING, False:
            return Lying(s, e, (itself, _by_extent(f"starts >= {s} AND ends <= {e}", "1 = 1")))
        case Relation.DURING, True:
            # Of what happened somewhere within a day nobody can tell what else happened while it did.
            inside = f"starts >= {_kept(latest_start)} AND ends <= {_kept(earliest_end)}"
            return Lying(_kept(latest_start), _kept(earliest_end), (itself, inside))
    wide = w or 0
    if not certain:
        return Lying(_kept(s - wide), _kept(e + wide), (itself,))
    above, below = _kept(latest_start - wide), _kept(earliest_end + wide)
    begins_and_ends = f"ends <= {below} AND starts >= {above}"
    return Lying(above, below, (itself, _by_extent("1 = 1", begins_and_ends)))


def _by_extent(lasting: str, within: str) -> str:
    """One condition for what lasted throughout its span, and another for what happened within it."""
    return f"CASE WHEN {_LASTING} THEN {lasting} ELSE {within} END"


def _kept(second: int) -> int:
    return min(max(second, OPEN_START), OPEN_END)
