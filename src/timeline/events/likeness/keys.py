"""Keys: numbers that mentions of one happening have in common, and few others; only such are ever compared.

A mention is looked up by its heaviest words, and by the word that tells of the happening: each with its day, two of
them together with its month and year (so that "in March" finds the days of March), two of them alone (for what is
undated, and for the days beside). An article is looked up by its heaviest words too.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations, product

from timeline.events.likeness.facts import Facts
from timeline.values.time import civil

_BY_DAY = 3  # the heaviest words that are looked up with the day …
_BY_MONTH = 2  # … and, each with what happened, with the month …
_BY_YEAR = 1  # … and with the year
_DATED, _UNDATED = 2, 3  # how many are looked up with what happened alone, and with one another
_ALONE_STORY = 8  # the heaviest words of an article that are looked up by themselves …
_WEEK_STORY = 5  # … with the week of its publication …
_PAIRED_STORY = 3  # … and with one another
_TELLING = 25  # the rarity from which on a word for the happening tells something by itself
_FINE = 2  # days up to which a time is looked up by them
_MONTHS = 62  # days up to which it is by months
_YEARS = 800


def keys(facts: Facts) -> tuple[int, ...]:
    """A mention's keys, in a steady order."""
    return tuple(dict.fromkeys(map(_number, _texts(facts))))


def _texts(facts: Facts) -> Iterator[str]:
    heaviest = sorted(facts.words, key=lambda stem: (-facts.words[stem], stem))
    if facts.trigger in heaviest:
        heaviest.remove(facts.trigger)
    if facts.dated:
        yield from _dated(facts, heaviest)
    most = _DATED if facts.dated else _UNDATED
    yield from (f"t {facts.trigger} {stem}" for stem in heaviest[:most])
    yield from _pairs("p", heaviest[:most])
    if facts.story:
        yield from _story(list(facts.story), facts.published)


def _dated(facts: Facts, heaviest: list[str]) -> Iterator[str]:
    length = facts.last - facts.first + 1
    if length <= _FINE:
        days = range(facts.first, facts.last + 1)
        telling = heaviest[:_BY_DAY] + [facts.trigger] * (facts.force >= _TELLING)
        yield from (f"d {day} {stem}" for day, stem in product(days, telling))
    if length <= _MONTHS:
        months = dict.fromkeys(civil(day)[:2] for day in (facts.first, facts.last))
        yield from (
            f"m {year} {month} {facts.trigger} {stem}" for year, month in months for stem in heaviest[:_BY_MONTH]
        )
    if length <= _YEARS:
        years = dict.fromkeys(civil(day)[0] for day in (facts.first, facts.last))
        yield from (f"y {year} {facts.trigger} {stem}" for year in years for stem in heaviest[:_BY_YEAR])


def _story(story: list[str], published: int | None) -> Iterator[str]:
    yield from (f"l {stem}" for stem in story[:_ALONE_STORY])
    if published is not None:
        yield from (f"w {published // 7} {stem}" for stem in story[:_WEEK_STORY])
    yield from _pairs("l", story[:_PAIRED_STORY])


def _pairs(name: str, stems: Iterable[str]) -> Iterator[str]:
    for one, other in combinations(sorted(stems), 2):
        yield f"{name} {one} {other}"


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
