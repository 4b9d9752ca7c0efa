"""Keys: numbers that mentions of one happening have in common, and few others; only such are ever compared."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations

from timeline.events.likeness.facts import Facts
from timeline.values.time import civil

_BY_DAY = 4  # the heaviest words that are looked up with the day …
_BY_MONTH = 2  # … with the month …
_BY_YEAR = 1  # … with the year
_PAIRED = 3  # … and with one another
_PAIRED_UNDATED = 4
_ALONE_STORY = 6  # the heaviest words of an article that are looked up by themselves …
_WEEK_STORY = 4  # … with the week of its publication …
_PAIRED_STORY = 5  # … and with one another
_FINE = 2  # days up to which a time is looked up by them
_MONTHS = 62  # days up to which it is by months
_YEARS = 800


def keys(facts: Facts) -> tuple[int, ...]:
    """A mention's keys, in a steady order."""
    return tuple(dict.fromkeys(map(_number, _texts(facts))))


def _texts(facts: Facts) -> Iterator[str]:
    heaviest = sorted(facts.words, key=lambda stem: (-facts.words[stem], stem))
    if facts.dated:
        yield from _dated(facts, heaviest)
        yield from _pairs("p", heaviest[:_PAIRED])
    else:
        yield from _pairs("p", heaviest[:_PAIRED_UNDATED])
    if facts.story:
        story = list(facts.story)
        yield from (f"l {stem}" for stem in story[:_ALONE_STORY])
        if facts.published is not None:
            yield from (f"w {facts.published // 7} {stem}" for stem in story[:_WEEK_STORY])
        yield from _pairs("l", story[:_PAIRED_STORY])


def _dated(facts: Facts, heaviest: list[str]) -> Iterator[str]:
    days = facts.last - facts.first + 1
    if days <= _FINE:
        yield from (f"d {day} {stem}" for day in range(facts.first, facts.last + 1) for stem in heaviest[:_BY_DAY])
    if days <= _MONTHS:
        months = dict.fromkeys(civil(day)[:2] for day in (facts.first, facts.last))
        yield from (f"m {year} {month} {stem}" for year, month in months for stem in heaviest[:_BY_MONTH])
    if days <= _YEARS:
        years = dict.fromkeys(civil(day)[0] for day in (facts.first, facts.last))
        yield from (f"y {year} {stem}" for year in years for stem in heaviest[:_BY_YEAR])


def _pairs(name: str, stems: Iterable[str]) -> Iterator[str]:
    for one, other in combinations(sorted(stems), 2):
        yield f"{name} {one} {other}"


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
