"""The evidence of each of a document's mentions: its rank among all mentions, its keys, its facts."""

import math
from collections.abc import Sequence

from timeline.events.likeness.facts import FARTHEST, Facts, write
from timeline.events.likeness.keys import keys
from timeline.events.likeness.words import Word, Words, weights
from timeline.values.document import Document
from timeline.values.evidence import Evidence
from timeline.values.mention import Basis, Mention
from timeline.values.time import DAY, TimeSpan

_STORY = 60  # words kept of an article
_HEAD = 900  # characters at its beginning that count …
_HEAD_COUNTS = 3.0  # … so many times
_SENTENCE = 20  # words kept of a sentence
_BESIDE = 0.5  # what a word of the sentence counts that is not in the title


def evidence(document: Document, mentions: Sequence[Mention], *, language: str = "en") -> list[Evidence]:
    """The evidence of each mention, in the order given.

    Args:
        language: The code of the language that the document is read as.
    """
    words = Words(document.text, language)
    key = document.key
    found = []
    for position, mention in enumerate(mentions):
        facts = _facts(document, mention, words, key)
        told = len(words.counts) if mention.lead else len(facts.words)
        found.append(Evidence(rank(facts, key, position, mention, told), keys(facts), write(facts)))
    return found


def rank(facts: Facts, key: str, position: int, mention: Mention, told: int) -> str:
    """The mention's place among all: leads first, then by how finely they are dated, then those that say most."""
    return f"{_fineness(facts, mention)}{9999 - min(told, 9999):04}{key[:24]}{position:05}"


def _fineness(facts: Facts, mention: Mention) -> int:
    if mention.lead:
        return 0
    if not facts.dated:
        return 4
    days = facts.last - facts.first + 1
    return 1 if days <= 1 else 2 if days <= 31 else 3


def _facts(document: Document, mention: Mention, words: Words, key: str) -> Facts:
    span = _when(mention)
    places = [p for p in mention.parties if p.role == "place"]
    return Facts(
        document=key[:8],
        sentence=mention.quote.start,
        dated=mention.time is not None and mention.basis is not Basis.PUBLISHED,
        first=FARTHEST if span is None or span.start is None else span.start // DAY,
        last=FARTHEST if span is None or span.end is None else (span.end - 1) // DAY,
        kind=mention.kind.value,
        status=mention.status.value,
        trigger=words.stem(mention.trigger.of(document.text)) if mention.trigger else "",
        words=_sentence(mention, words),
        names=mention.who,
        places=mention.where,
        spots=tuple(
            dict.fromkeys((round(p.place.latitude, 1), round(p.place.longitude, 1)) for p in places if p.place)
        ),
        story=_story(document, words) if mention.lead else None,
    )


def _when(mention: Mention) -> TimeSpan | None:
    """Its days, or those that it must lie within."""
    return mention.bounds if mention.time is None else mention.time


def _sentence(mention: Mention, words: Words) -> dict[str, int]:
    """What the mention says, by stem. What its whole article is about tells it less from others: it counts less."""
    title = words.of(mention.title)
    named = [word for name in (*mention.who, *mention.where) for word in words.of(name)]
    said = {word.stem for word in title} | {word.stem for word in named}
    beside = [word for word in words.within(mention.quote) if word.stem not in said]
    found: dict[str, float] = {}
    for part, share in ((title, 1.0), (named, 1.0), (beside, _BESIDE)):
        for word in part:
            weight = share * word.weight / (1 + math.log(max(words.counts[word.stem], 1)) / 2)
            found[word.stem] = max(found.get(word.stem, 0.0), weight)
    heaviest = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_SENTENCE]
    return {stem: round(weight) for stem, weight in heaviest}


def _story(document: Document, words: Words) -> dict[str, int]:
    """What the article says, by stem."""
    head = document.body + _HEAD
    said: list[tuple[Word, float]] = [(word, _HEAD_COUNTS if word.start < head else 1.0) for word in words.all]
    said += [(word, _HEAD_COUNTS) for word in words.of(document.title or "")]
    return weights(said, _STORY)
