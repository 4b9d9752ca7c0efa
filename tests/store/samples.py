"""Documents and what they say, for the tests of the store."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.store import Store
from timeline.values.document import Document
from timeline.values.event import Event
from timeline.values.mention import Basis, Mention, Party, Status, TextSpan, TimeExpression
from timeline.values.query import EventQuery
from timeline.values.time import DAY, Extent, Grain, TimeSpan, day_number

PUBLISHED = TimeSpan.of(2019, 5, 15)

Read = tuple[Document, list[Mention]]


def read(
    address: str, text: str, *times: TimeSpan | None, title: str = "A day at sea", publisher: str = "Harbour News"
) -> Read:
    """A document at an address, each of whose sentences tells one happening, at one of the times in turn."""
    sentences = [s.strip() for s in text.split(".") if s.strip()]
    told = [times[n] if n < len(times) else None for n in range(len(sentences))]
    doc = Document(address, address, text, PUBLISHED, doc_id=address, title=title, publisher=publisher)
    return doc, [mention(text, sentence, time) for sentence, time in zip(sentences, told, strict=True)]


def mention(text: str, sentence: str, time: TimeSpan | None, names: Sequence[str] = ("Mole",)) -> Mention:
    """What a sentence of the text says; its first word stands for the expression and its last for the happening."""
    start = text.index(sentence)
    quote = TextSpan(start, start + len(sentence))
    first = TextSpan(start, start + len(sentence.split()[0]))
    return Mention(
        quote=quote,
        title=sentence,
        status=Status.OCCURRED,
        time=time,
        basis=Basis.STATED if time else Basis.UNKNOWN,
        expression=TimeExpression(first, "DATE", "XXXX", "rule", time, Basis.STATED) if time else None,
        trigger=first,
        parties=tuple(Party(name, "person", "agent") for name in names),
        reason="" if time else "no time is given",
    )


def told(sentence: str, *parties: Party, time: TimeSpan | None = PUBLISHED, address: str = "", **facts: object) -> Read:
    """A document of one sentence in which those take part."""
    doc = Document(address or sentence, address or sentence, sentence, PUBLISHED)
    basis = Basis.STATED if time else Basis.UNKNOWN
    said = Mention(TextSpan(0, len(sentence)), sentence, Status.OCCURRED, time, basis, parties=parties)
    return doc, [replace(said, **facts)]  # type: ignore[arg-type]


def person(name: str) -> Party:
    """Someone who does it."""
    return Party(name, "person", "agent")


def firm(name: str) -> Party:
    """An organisation to which it is done."""
    return Party(name, "organisation", "patient")


def titles(store: Store, **asked: object) -> list[str]:
    """The titles of the events that a query finds, in its order."""
    return [event.title for event in store.events(EventQuery(**asked))]  # type: ignore[arg-type]


def bare(events: Iterable[Event]) -> list[tuple[object, ...]]:
    """What of an answer does not depend on the order in which documents were stored."""
    return sorted((e.title, str(e.time), e.status, e.documents, e.who, e.where) for e in events)


def some_spans(seed: int, count: int) -> list[TimeSpan]:
    """Spans of every length around 1990 to 2030, some open, some repeated, some finer than a day."""
    dice = random.Random(seed)
    spans = []
    for _ in range(count):
        day = day_number(1990) + dice.randrange(40 * 365)
        length = dice.choice([1, 1, 1, 1, 2, 7, 8, 31, 92, 366, 3_653, 36_525, 365_250, 400_000])
        start, end = day * DAY, (day + length) * DAY
        extent = dice.choice(list(Extent))
        match dice.randrange(12):
            case 0:
                spans.append(TimeSpan(start, None, Grain.DAY, extent))
            case 1:
                spans.append(TimeSpan(None, end, Grain.DAY, extent))
            case 2:
                spans.append(TimeSpan(start + 36_000, start + 36_060, Grain.MINUTE, extent))
            case 3:
                spans.append(dice.choice(spans) if spans else TimeSpan(None, None, Grain.DAY))
            case _:
                spans.append(TimeSpan(start, end, dice.choice([Grain.DAY, Grain.MONTH]), extent))
    return spans
