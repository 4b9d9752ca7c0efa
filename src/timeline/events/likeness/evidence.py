"""The evidence of each of a document's mentions: its rank among all mentions, its keys, its facts."""

from collections.abc import Collection, Sequence

from timeline.events.likeness.embedding import encoder
from timeline.events.likeness.facts import FARTHEST, Facts, write
from timeline.events.likeness.keys import keys
from timeline.events.likeness.words import Word, Words, weights
from timeline.values.document import Document
from timeline.values.evidence import Evidence
from timeline.values.mention import Basis, Mention
from timeline.values.time import DAY, TimeSpan

_STORY = 100  # words kept of an article …
_CAST = 15  # … and how many of them as names
_HEAD = 600  # characters at its beginning that count …
_HEAD_COUNTS = 3.0  # … so many times
_OPENING = 50  # words kept of what it begins with …
_OPENS_FOR = 2000  # … which is so many characters from its first event on: what stands before that is often a caption
_NAMED_IN_OPENING = 0.45  # what a name weighs there: all reports of one long story have the same names
_MOST = (10, 8, 10)  # words kept of a title, as names, and of the rest of its sentence
_BESIDE = 0.5  # what a word of the sentence counts that is not in the title


def evidence(
    document: Document, mentions: Sequence[Mention], *, language: str = "en", embed: bool = False
) -> list[Evidence]:
    """The evidence of each mention, in the order given.

    Args:
        language: The code of the language that the document is read as.
        embed: Keep of an article also what it says as a vector (:mod:`timeline.events.likeness.embedding`).

    Raises:
        MissingExtra, ChangedEmbedding: If that is asked for and cannot be had.
    """
    words = Words(document.text, language)
    times = sorted({(m.expression.span.start, m.expression.span.end) for m in mentions if m.expression})
    words.leave_out(times)
    key = document.key
    found = []
    for position, mention in enumerate(mentions):
        facts = _facts(document, mention, words, key)
        if embed and mention.lead:
            facts.vector = encoder()(document.text)
        told = facts.breadth or len(facts.words)
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
    said, title, cited = _sentence(mention, words)
    story = _story(document, words) if mention.lead else None
    places = [p for p in mention.parties if p.role == "place"]
    return Facts(
        document=key[:8],
        sentence=mention.quote.start,
        published=document.published.first_day_number if document.published else None,
        dated=mention.time is not None and mention.basis is not Basis.PUBLISHED,
        first=-FARTHEST if span is None or span.start is None else span.start // DAY,
        last=FARTHEST if span is None or span.end is None else (span.end - 1) // DAY,
        kind=mention.kind.value,
        status=mention.status.value,
        trigger=words.stem(mention.trigger.of(document.text)) if mention.trigger else "",
        force=words.rarity(mention.trigger.of(document.text)) if mention.trigger else 0,
        words=said,
        title=title,
        cited=cited,
        names=mention.who,
        places=mention.where,
        spots=tuple(
            dict.fromkeys((round(p.place.latitude, 1), round(p.place.longitude, 1)) for p in places if p.place)
        ),
        story=story,
        opening=_opening(mention, words) if mention.lead else None,
        cast=tuple(stem for stem in story if stem in words.names)[:_CAST] if story else (),
        breadth=len(words.counts) if mention.lead else 0,
    )


def _when(mention: Mention) -> TimeSpan | None:
    """Its days, or those that it must lie within."""
    return mention.bounds if mention.time is None else mention.time


def _sentence(mention: Mention, words: Words) -> tuple[dict[str, int], frozenset[str], frozenset[str]]:
    """What the mention says, by stem; which of them are its title's, which names.

    What its whole article is about tells it less from others: it counts less.
    """
    within, left_out = words.within(mention.quote)
    title = [word for word in words.of(mention.title) if word.stem not in left_out]
    named = [word for name in (*mention.who, *mention.where) for word in words.of(name)]
    named += [word for word in title if word.is_name]
    cited = _heaviest(named, 1.0, (), _MOST[1], words)
    taken = {word.stem for word in named}
    titled = _heaviest(title, 1.0, taken, _MOST[0], words)
    taken.update([word.stem for word in title])
    found = {**titled, **cited, **_heaviest(within, _BESIDE, taken, _MOST[2], words)}
    return found, frozenset(titled), frozenset(cited)


def _heaviest(part: list[Word], share: float, taken: Collection[str], most: int, words: Words) -> dict[str, int]:
    """The heaviest words of a part of the sentence, but for those taken already."""
    found: dict[str, float] = {}
    for _, stem, weight, _ in part:
        if stem not in taken:
            weight = share * weight / words.told(stem)
            if weight > found.get(stem, 0.0):
                found[stem] = weight
    ordered = sorted(zip([-weight for weight in found.values()], found, strict=True))[:most]
    return {stem: max(round(-weight), 1) for weight, stem in ordered}


def _story(document: Document, words: Words) -> dict[str, int]:
    """What the article says, by stem."""
    head = document.body + _HEAD
    said: list[tuple[Word, float]] = [(word, _HEAD_COUNTS if word.start < head else 1.0) for word in words.all]
    said += [(word, _HEAD_COUNTS) for word in words.of(document.title or "")]
    return weights(said, _STORY)


def _opening(mention: Mention, words: Words) -> dict[str, int]:
    """What the article begins with, by stem: rather what it reports than what happened before."""
    start = mention.quote.start
    begun = [word for word in words.all if start <= word.start < start + _OPENS_FOR]
    return weights([(word.dimmed(_NAMED_IN_OPENING), 1.0) for word in begun], _OPENING)
