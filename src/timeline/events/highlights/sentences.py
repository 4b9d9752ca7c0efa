"""The sentences of a day: those that say best what all of them say, and not the same twice."""

from collections.abc import Iterator
from itertools import islice

from timeline.events.highlights.clean import clean
from timeline.events.highlights.story import NEWS, Sentence, Story
from timeline.events.highlights.wording import Vector, centre, likeness
from timeline.values.highlight import Told
from timeline.values.mention import TextSpan

# Measured on the gold days of the dev topic of T17 (bpoil), one to three sentences each: ROUGE-1 F1 0.181.
_BEGINNING, _EARLY = 2.0, 1_000  # three times the weight, worn off by half at so many characters; without: 0.175
_TOPIC = 1.5  # what words of the whole story add; without, what is odd about a day wins: 0.162; 0.5 to 3 alike
_CALLED = 0.9  # of a sentence that needs the one before it: for readers, the figure hardly sees it
_AHEAD = 0.5  # of what was said before the day: the same
_KEPT = 200  # candidates compared with each other, the best


def best(story: Story, number: int, count: int, taken: set[int]) -> list[Told]:
    """At most so many sentences of a day, the best first; those ``taken`` by other days are left to them."""
    day = story.days[number]
    news = [at for at in day.suggested if at not in day.said and story.sentences[at].gap(number) in NEWS]
    every = [*day.said, *news]
    vectors = {at: story.vocabulary.vector(story.sentences[at].words) for at in every}
    middle, _ = centre((_weight(story.sentences[at]), vectors[at]) for at in every)
    cleaned = {at: clean(story.sentences[at]) for at in every if at not in taken}
    whole: dict[int, TextSpan] = {at: span for at, span in cleaned.items() if span is not None}
    usable = whole or {at: story.sentences[at].span for at in cleaned}
    scores = {at: _score(story, at, number, vectors[at], middle) for at in usable}
    kept = sorted(scores, key=lambda at: (-round(scores[at], 9), *_place(story.sentences[at])))[:_KEPT]
    happened = {at: {e for e in story.sentences[at].events if story.dated.get(e) == number} for at in kept}
    chosen = list(islice(_unlike({at: scores[at] for at in kept}, vectors, happened), count))
    taken.update(chosen)
    return [_told(story.sentences[at], usable[at]) for at in chosen]


def _weight(sentence: Sentence) -> float:
    """What a sentence counts in the middle of its day: what a text begins with is its news."""
    return 1 + _BEGINNING / (1 + sentence.span.start / _EARLY)


def _score(story: Story, at: int, number: int, vector: Vector, middle: Vector) -> float:
    sentence = story.sentences[at]
    score = likeness(vector, middle) * (1 + _TOPIC * likeness(vector, story.centre))
    if sentence.called:
        score *= _CALLED
    gap = sentence.gap(number)
    return score * _AHEAD if gap is not None and gap < 0 else score


def _unlike(scores: dict[int, float], vectors: dict[int, Vector], happened: dict[int, set[int]]) -> Iterator[int]:
    """The best, and again the best once each is worth less by its likeness to those before.

    What ``happened`` that day, by event, is told once. Of equals the first goes first.
    """
    left = dict.fromkeys(scores, 0.0)  # the likeness to the one most alike of those before
    while left:
        at = max(left, key=lambda a: round(scores[a] * (1 - left[a]), 9))
        yield at
        left = {
            a: max(near, likeness(vectors[a], vectors[at]))
            for a, near in left.items()
            if a != at and not happened[a] & happened[at]
        }


def _place(sentence: Sentence) -> tuple[int, str, int, tuple[str, ...]]:
    """An order of sentences that does not hang on the order in which documents were read."""
    return (sentence.published or 0, sentence.text, sentence.span.start, sentence.about.addresses)


def _told(sentence: Sentence, span: TextSpan) -> Told:
    about = sentence.about
    text = sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]
    return Told(
        " ".join(text.split()),
        sentence.document,
        span,
        tuple(sorted(sentence.events)),
        about.doc_id,
        about.title,
        about.url,
        about.publisher,
        about.published,
    )
