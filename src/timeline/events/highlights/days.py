"""Which days made the story: docs/highlights.md has the formula in words.

    score = ln(1 + weight) + 0.3 ln(1 + later) + 0.2 ln(1 + weeks) - 0.8 ln(1 + coverage)

Weight is what counts: who tells of the day. Later and weeks are whether it is still told of when it is no longer
news, and how long. Coverage takes away what a day owes to being in a time of which everything was told.
"""

import math
from collections.abc import Iterator

from timeline.events.highlights.story import NEWS, Day, Sentence, Story
from timeline.events.highlights.wording import likeness
from timeline.values.highlight import Prominence

# Chosen on the dev topic of T17 (bpoil) by date F1 over many lengths of timelines, 0.01 to 0.02 above sources alone.
# They lie on a plateau: half or twice of any costs 0.003 to 0.01, which is what chance does.
_LATER = 0.3
_WEEKS = 0.2
_COVERAGE = 0.8
_AROUND = 21  # days before and after
_EARLY = 1_000  # characters into a text at which what a beginning weighs more is worn off by half
_SUGGESTED = 0.5  # of the weight of a beginning that does not say the day, but is its news
_BEGINNING = 400  # characters of a text
_SINCE = 2  # days after which telling is looking back
_FOLLOWED = 10  # days of publication that make a story one that was followed


def ranked(story: Story) -> tuple[list[tuple[int, Prominence]], int]:
    """The days by their numbers, the most prominent first, and how many days are left out as background.

    A story that was followed, from day to day and mostly while it was news, has no days that nobody told of then: what
    happened before it, or will after, is background.
    """
    said = {number: day for number, day in story.days.items() if day.said}
    kept = _of_the_story(story, said)
    rows = [(number, prominence(story, number, said[number])) for number in kept]
    rows.sort(key=lambda row: (-round(row[1].score, 9), row[0]))
    return rows, len(said) - len(kept)


def prominence(story: Story, number: int, day: Day) -> Prominence:
    """The figures of a day."""
    weights: dict[int, float] = {}
    published: dict[int, int] = {}
    sources = {story.sentences[at].source for at in day.said}
    for sentence, share in _telling(story, number, day):
        alike = likeness(story.vocabulary.vector(sentence.words), story.centre)
        alike = alike / story.usual if story.usual else 1.0
        weight = share * alike * (1 + 1 / (1 + sentence.span.start / _EARLY))
        weights[sentence.source] = max(weights.get(sentence.source, 0.0), weight)
        if (out := sentence.published) is not None and sentence.source in sources:
            published[sentence.source] = min(out, published.get(sentence.source, out))
    weight = math.fsum(weights.values())
    later = sum(day - number >= _SINCE for day in published.values())
    weeks = len({(day + 3) // 7 for day in published.values()})
    around = sum(story.articles[day] for day in range(number - _AROUND, number + _AROUND + 1))
    coverage = around / (2 * _AROUND + 1)
    score = math.log1p(weight) + _LATER * math.log1p(later) + _WEEKS * math.log1p(weeks)
    score -= _COVERAGE * math.log1p(coverage)
    return Prominence(len(sources), weight, later, weeks, coverage, score)


def _telling(story: Story, number: int, day: Day) -> Iterator[tuple[Sentence, float]]:
    """The sentences that tell of a day, with the share of their weight that counts."""
    for at in day.said:
        yield story.sentences[at], 1.0
    for at in day.suggested:
        sentence = story.sentences[at]
        if at not in day.said and sentence.span.start < _BEGINNING and sentence.gap(number) in NEWS:
            yield sentence, _SUGGESTED


def _of_the_story(story: Story, said: dict[int, Day]) -> list[int]:
    """The days that are not background, in order."""
    own = [day for day in sorted(said) if any(story.articles[day + after] for after in range(_SINCE + 1))]
    told = sum(len(day.said) for day in said.values())
    if len(story.articles) < _FOLLOWED or 2 * sum(len(said[day].said) for day in own) < told:
        return sorted(said)
    return own
