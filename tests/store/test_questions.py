"""Every part of a question together with every other, in every order, a page at a time: held against their meaning."""

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.samples import mention, some_spans, told
from timeline.errors import BadToken, NoSuchEvent, TimelineError, Undated
from timeline.store import Store, open_store
from timeline.values.document import Document
from timeline.values.event import Event
from timeline.values.mention import Basis, Kind, Party, Place, Status
from timeline.values.query import Beside, EventQuery, Relation, Sort
from timeline.values.time import DAY, Grain, TimeSpan, civil, day_number

PUBLISHERS = ["Harbour News", "The Élan", "Élan Weekly", None]
COUNT = 360


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Documents of several publishers and days, each with ten mentions of all sorts; many of one day of some year."""
    dice = random.Random(4)
    with open_store(database, create=True) as opened:
        spans: list[TimeSpan | None] = [s if n % 5 else None for n, s in enumerate(some_spans(9, COUNT))]
        for n in range(0, COUNT, 3):
            spans[n] = TimeSpan.of(1995 + dice.randrange(30), 10, 7)
        for n in range(0, COUNT, 10):
            text = ". ".join(f"Thing {i} {'rains' if i % 3 else 'pours'}" for i in range(n, n + 10))
            day = day_number(2010) + dice.randrange(3_000)
            published = None if n % 70 == 0 else TimeSpan.of_days(day, day)
            found = [mention(text, s, spans[n + i]) for i, s in enumerate(text.split(". "))]
            found = [
                replace(
                    m,
                    kind=dice.choice([Kind.ATTACK, Kind.OTHER]),
                    status=dice.choice([Status.OCCURRED, Status.DENIED]),
                    basis=dice.choice([Basis.STATED, Basis.RELATIVE]) if m.time else m.basis,
                    confidence=dice.choice([0.2, 0.8]),
                    parties=(
                        Party(dice.choice(["Ann Lee", "Bo Lee", "Cy Dee"]), "person", "agent"),
                        Party("Velm", "place", "place", "", Place("DE", 50.0, 8.0)),
                    )[: dice.randrange(3)],
                )
                for m in found
            ]
            address = f"https://{'a' if n % 20 else 'b'}.example/{n}"
            doc = Document(address, address, text, published, title="News", publisher=dice.choice(PUBLISHERS))
            opened.put([(doc, found)], at=n)
        yield opened


def meaning(query: EventQuery, beside: dict[int, TimeSpan]) -> Callable[[Event], bool]:
    """Whether an event is asked for, by what it says itself; every event here is told by one source."""

    def asked(event: Event) -> bool:
        [source] = event.sources
        time, names = event.time, {word for name in event.who for word in name.lower().split()}
        parts = [
            (time is None) == query.undated,
            not query.during or not time or (time.certainly_in if query.certain else time.possibly_in)(query.during),
            not query.text or query.text in event.title,
            not query.source or query.source in source.addresses[0],
            not query.who or query.who in names,
            not query.where or (query.where == "DE" and bool(event.where)),
            not query.kinds or event.kind in query.kinds,
            not query.statuses or event.status in query.statuses,
            not query.bases or event.basis in query.bases,
            event.confidence >= query.min_confidence,
            not query.publisher or (source.publisher or "").lower().replace("é", "e").find(query.publisher) >= 0,
            not query.published or bool(source.published and source.published.overlaps(query.published)),
        ]
        if query.grains:
            parts.append(time is not None and query.grains[0] <= time.grain <= query.grains[1])
        if query.on_day:
            days = time and {time.first_day_number, time.last_day_number}
            known = days and len(days) == 1 and None not in days and civil(next(iter(days)) or 0)[1:] == query.on_day
            parts.append(bool(known))
        for one in query.beside:
            assert one.relation is Relation.AROUND
            assert one.within is not None
            other = beside[one.event]
            assert other.start is not None
            assert other.end is not None
            wide = TimeSpan(other.start - one.within, other.end + one.within, Grain.DAY)
            parts.append(event.number != one.event and time is not None and time.overlaps(wide))
        return all(parts)

    return asked


def key(query: EventQuery) -> Callable[[Event], tuple[float, ...]]:
    """Where an event stands in that order."""
    sign = -1 if query.sort is Sort.LATEST else 1

    def of(event: Event) -> tuple[float, ...]:
        start = float("-inf") if event.time is None or event.time.start is None else event.time.start
        end = float("inf") if event.time is None or event.time.end is None else event.time.end
        grain = -1 if event.time is None else int(event.time.grain)
        own = (sign * start, sign * end, sign * grain, sign * event.number)
        [source] = event.sources
        if query.sort is Sort.PUBLISHED:
            return (float("inf") if source.published is None else source.published.start or 0, *own)
        return own

    return of


def some_question(dice: random.Random, known: list[int]) -> EventQuery:
    """A question of one to four parts."""
    year = 1990 + dice.randrange(38)
    a, b = (day_number(year, 3) * DAY, day_number(year + dice.choice([0, 3, 20]), 11) * DAY)
    parts: list[dict[str, object]] = [
        {"during": TimeSpan(a, b, Grain.DAY)},
        {"during": TimeSpan(a, b, Grain.DAY), "certain": True},
        {"during": TimeSpan(a, None, Grain.DAY)},
        {"text": dice.choice(["rains", "pours"])},
        {"source": "b.example"},
        {"who": dice.choice(["lee", "ann", "dee"])},
        {"where": "DE"},
        {"kinds": (Kind.ATTACK,)},
        {"statuses": (Status.OCCURRED,)},
        {"bases": (Basis.RELATIVE,)},
        {"min_confidence": 0.5},
        {"publisher": dice.choice(["elan", "harbour", "nobody"])},
        {"published": TimeSpan(day_number(2012) * DAY, day_number(2012 + dice.randrange(1, 6)) * DAY, Grain.DAY)},
        {"grains": (Grain.MINUTE, Grain.DAY)},
        {"on_day": (10, 7)},
        {"undated": True},
        {"beside": (Beside(Relation.AROUND, dice.choice(known), dice.choice([0, 30, 4_000]) * DAY),)},
    ]
    chosen: dict[str, object] = {}
    for part in dice.sample(parts, dice.randrange(1, 5)):
        chosen |= part
    if chosen.get("undated"):
        for name in ("during", "certain", "beside", "on_day", "grains"):
            chosen.pop(name, None)
    if "during" not in chosen or "beside" in chosen:
        chosen.pop("certain", None)
    sort = dice.choice([Sort.EARLIEST, Sort.EARLIEST, Sort.LATEST, Sort.PUBLISHED, Sort.SOURCES])
    return EventQuery(sort=sort, **chosen)  # type: ignore[arg-type]


def test_every_question_means_what_its_parts_mean_together_and_its_pages_are_the_whole(store: Store) -> None:
    every = [*store.exported(EventQuery()), *store.exported(EventQuery(undated=True))]
    spans = {e.number: e.time for e in every if e.time and not e.time.is_open}
    dice = random.Random(17)
    some = 0
    for _ in range(250):
        query = some_question(dice, sorted(spans))
        meant = sorted(filter(meaning(query, spans), every), key=key(query))
        found = [event.number for event in store.events(query)]
        assert found == [event.number for event in meant], query
        assert store.count(query) == len(found)
        some += bool(found)
        size = dice.choice([1, 7, 40])
        paged: list[int] = []
        page = store.events(replace(query, limit=size))
        while True:
            shown = [event.number for event in page]
            assert len(shown) == size or not page.token
            paged += shown
            if not page.token:
                break
            page = store.events(replace(query, limit=size, after=page.token))
        assert paged == found, query
    assert some > 80


def test_a_limit_of_nothing_shows_nothing_and_one_beyond_all_shows_all(store: Store) -> None:
    assert list(store.events(EventQuery(limit=0))) == []
    answer = store.events(EventQuery(limit=10_000))
    assert len(list(answer)) == store.count(EventQuery())
    assert not answer.token


@pytest.mark.parametrize("junk", ["", "x", "Z", "W10", "WyJlYXJsaWVzdCIsMCwxXQ", "é", "WyJsYXRlc3QiLDAsMSwyLDMsNF0"])
def test_a_page_of_another_answer_is_refused_in_a_sentence(store: Store, junk: str) -> None:
    if junk:
        with pytest.raises(BadToken):
            list(store.events(EventQuery(after=junk)))
    else:
        assert list(store.events(EventQuery(after=junk)))


def test_what_lies_beside_nothing_or_beside_what_has_no_time_is_refused(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([told("It rained", time=None)], at=1)
        for number, error in ((1, Undated), (99, NoSuchEvent)):
            with pytest.raises(error):
                list(store.events(EventQuery(beside=(Beside(Relation.AFTER, number),))))


def test_what_most_sources_tell_comes_first_page_by_page(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([told("It rained"), told("It poured"), told("It hailed"), told("It snowed")], at=1)
        with store._dialect.writing() as connection:
            connection.exec_driver_sql("UPDATE event SET independent = 3 WHERE number IN (2, 4)")
        page = store.events(EventQuery(sort=Sort.SOURCES, limit=1))
        order = [event.number for event in page]
        while page.token:
            page = store.events(EventQuery(sort=Sort.SOURCES, limit=1, after=page.token))
            order += [event.number for event in page]
        assert order == [2, 4, 1, 3]


@given(st.text(max_size=30), st.sampled_from(["who", "where", "source", "publisher", "text", "after"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("'; DROP TABLE event; --", "publisher")
@example("%(asked)s :asked {asked} \\ \0 \ud800", "source")
@example('" OR 1=1 --', "who")
def test_whatever_is_written_in_a_question_is_a_value_or_refused_in_a_sentence(
    injected: Store, words: str, part: str
) -> None:
    before = injected.count(EventQuery())
    with contextlib.suppress(TimelineError):
        list(injected.events(EventQuery(**{part: words}, limit=5)))  # type: ignore[arg-type]
        list(injected.exported(EventQuery(during=TimeSpan.of(2010), **{part: words})))  # type: ignore[arg-type]
        injected.count(EventQuery(**{part: words}))  # type: ignore[arg-type]
    assert injected.count(EventQuery()) == before == 2


@pytest.fixture
def injected(database: str) -> Iterator[Store]:
    """Two events of a document with names of all sorts."""
    with open_store(database, create=True) as opened:
        opened.put([told("It rained", time=TimeSpan.of(2010)), told("It poured", time=TimeSpan.of(2011))], at=1)
        yield opened
