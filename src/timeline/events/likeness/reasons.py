"""Why two mentions are taken for one happening, in words for people."""

from collections.abc import Iterator

from timeline.events.likeness.facts import Facts


def reason(a: Facts, b: Facts, wording: float) -> str:
    """The facts behind a link: when, who, where, and how alike the words are; the same whichever comes first.

    >>> facts = Facts("d1", 0, None, 1, 9, 9, "other", "occurred", "sank", 40, {}, frozenset(), frozenset())
    >>> reason(facts, facts, 0.7071)
    'same day, wording 0.71'
    """
    return ", ".join([_when(a, b), *_who_and_where(a, b), f"wording {wording:.2f}"])


def reason_of_leads(a: Facts, b: Facts, wording: float) -> str:
    """The same for two articles, compared by all that they say."""
    return ", ".join(["both articles report it", *_who_and_where(a, b), f"wording {wording:.2f}"])


def _who_and_where(a: Facts, b: Facts) -> Iterator[str]:
    named: dict[str, str] = {}
    for name in (*a.names, *b.names):
        last = name.rpartition(" ")[2].lower()
        if last in a.who and last in b.who:
            named[last] = max(named.get(last, ""), name, key=lambda one: (len(one), one))
    if named:
        yield f"both name {', '.join(sorted(named.values())[:2])}"
    if common := sorted({name for name in (*a.places, *b.places) if name.lower() in a.where & b.where}):
        yield f"same place {common[0]}"


def _when(a: Facts, b: Facts) -> str:
    if not (a.dated or b.dated):
        return "both undated, joined by their wording"
    if not (a.dated and b.dated):
        return "undated, joined by its wording"
    if a.first == b.first and a.last == b.last:
        return "same day" if a.first == a.last else "same dates"
    if a.last < b.first or b.last < a.first:
        return "a day apart"
    if a.first == a.last or b.first == b.last:
        return "a day of those dates"
    return "dates that overlap"
