"""What a question says of time besides windows: how long, on which day of any year, how finely known."""

import re
from typing import Final

from timeline.errors import BadDayOfYear, BadGrains, BadLength
from timeline.values.time import DAY, Grain, month_days
from timeline.workflow.when.lengths import counted
from timeline.workflow.when.part import Part

_MONTH_DAY: Final = re.compile("(?:--)?([0-9]{2})-([0-9]{2})")
_GRAINS: Final = {grain.label: grain for grain in Grain}


def duration(words: str) -> int:
    """How many seconds the words are: ``48h``, ``3d``, ``2 weeks``, ``1d 12h``, ``a fortnight``.

    >>> duration("48h"), duration("2 weeks"), duration("90 min")
    (172800, 1209600, 5400)

    Raises:
        BadLength: If they are no length of time, or count months or years, which are not all of one length.
    """
    part = Part.of(words)
    length = counted(part)
    if length is None:
        from timeline.workflow.when.written import length as in_words

        length = in_words(part)
    if length.months:
        days = 30 * length.months + length.seconds // DAY
        raise part.bad(BadLength, "months and years are not all of one length", (f"{days}d", f"{days // 7} weeks"))
    return length.seconds


def day_of_year(words: str) -> tuple[int, int]:
    """The month and the day that the words name of any year: ``10-07``, ``--10-07``, ``7 October``.

    >>> day_of_year("10-07"), day_of_year("29 February")
    ((10, 7), (2, 29))

    Raises:
        BadDayOfYear: If they name none, or a year too.
    """
    part = Part.of(words)
    found = _MONTH_DAY.fullmatch(part.text)
    if not found:
        from timeline.workflow.when.written import month_day

        found = _MONTH_DAY.fullmatch(month_day(part))
        if not found:
            raise part.bad(BadDayOfYear, "it is not one day of every year")
    month, day = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        raise part.bad(BadDayOfYear, f"there is no month {found[1]}, and the month comes first")
    if not 1 <= day <= month_days(2000, month):
        raise part.bad(BadDayOfYear, f"month {found[1]} has no day {found[2]}")
    return month, day


def grains(words: str) -> tuple[Grain, Grain]:
    """The finest and the coarsest grain that the words allow, both included.

    >>> [grain.label for grain in grains("day..month")], [grain.label for grain in grains("part-of-day")]
    (['day', 'month'], ['part of day', 'part of day'])

    Raises:
        BadGrains: If a grain is none, or the coarser comes first.
    """
    part = Part.of(words)
    ends = part.dots()
    if not ends:
        one = _grain(part)
        return one, one
    first, last = ends
    if not first.text and not last.text:
        raise part.bad(BadGrains, "it is open at both ends")
    finest = _grain(first) if first.text else min(Grain)
    coarsest = _grain(last) if last.text else max(Grain)
    if finest > coarsest:
        raise part.bad(BadGrains, "the finer comes first", (f"{_typed(coarsest)}..{_typed(finest)}", "day..month"))
    return finest, coarsest


def _grain(part: Part) -> Grain:
    grain = _GRAINS.get(part.text.casefold().replace("-", " "))
    if grain is None:
        raise part.bad(BadGrains, f"there are: {', '.join(map(_typed, Grain))}")
    return grain


def _typed(grain: Grain) -> str:
    return grain.label.replace(" ", "-")
