"""Why two mentions are taken for one happening, in words for people."""

from timeline.events.likeness.facts import Facts


def reason(a: Facts, b: Facts, wording: float) -> str:
    """The facts behind a link: when, who, where, and how alike the words are."""
    parts = [_when(a, b)]
    who = [name for name in a.names if name.rpartition(" ")[2].lower() in b.who]
    if who:
        parts.append(f"both name {', '.join(who[:2])}")
    where = [name for name in a.places if name.lower() in b.where]
    if where:
        parts.append(f"same place {where[0]}")
    parts.append(f"wording {wording:.2f}")
    return ", ".join(parts)


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
