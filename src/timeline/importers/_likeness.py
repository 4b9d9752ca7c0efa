"""How much a first row looks like the header of a table of happenings."""

from collections.abc import Sequence
from typing import Final

from timeline.importers._header import columns

_LONGEST: Final = 80  # characters of the name of a column


def of_header(names: Sequence[str]) -> int:
    """3 to 6: a date, by its name, and the more other fields, the more; else 0.

    >>> of_header(["Date", "Headline"]), of_header(["event", "edtf", "title", "who"]), of_header(["On Monday", "a"])
    (4, 6, 0)
    """
    names = [name.strip() for name in names]
    if len(names) < 2 or any(len(name) > _LONGEST or "\n" in name for name in names):
        return 0
    if any(name[:1] in ("{", "[", "<") for name in names):
        return 0
    found = columns(names, [], {})
    dated = found.is_dated or found.of.get("published")
    return min(2 + sum(bool(places) for places in found.of.values()), 6) if dated else 0
