"""Who, where, what kind, how real and how sure: held against the meaning of each, alone and together."""

import io
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.samples import mention, read, some_spans
from timeline.errors import NothingToLookFor
from timeline.store import Store, open_store
from timeline.store.words import words
from timeline.values.mention import Kind, Mention, Party, Place, Status
from timeline.values.query import EventQuery
from timeline.values.time import Grain, TimeSpan
from timeline.workflow.export import export

PEOPLE = ["Ann Lee", "Lee Barrow", "Élise Barrow", "Barrow"]
PLACES = [("Velm", Place("DE", 50.0, 8.0)), ("New Velm", Place("US", 40.0, -80.0, guess=True)), ("Atlantis", None)]
COUNT = 240


def said(number: int, dice: random.Random, text: str, sentence: str, time: TimeSpan | None) -> Mention:
    """What the sentence of that number says, with parties and facts of all sorts."""
    who = tuple(Party(name, "person", "agent") for name in dice.sample(PEOPLE, dice.randrange(3)))
    where = tuple(Party(name, "place", "place", "", place) for name, place in dice.sample(PLACES, dice.randrange(3)))
    bounds = None
    if time is None and number % 3:
        start, end = TimeSpan.of(1990 + number % 40).start, TimeSpan.of(1995 + number % 40).end
        bounds = TimeSpan(start if number % 2 else None, end if number % 5 else None, Grain.DAY)
    return replace(
        mention(text, sentence, time),
        parties=who + where,
        kind=dice.choice([Kind.ATTACK, Kind.SPORT, Kind.OTHER]),
        status=dice.choice([Status.OCCURRED, Status.ALLEGED, Status.CANCELLED]),
        confidence=dice.choice([0.1, 0.5, 0.7, 0.95]),
        bounds=bounds,
        alleged_by="the owner",
    )


def made() -> list[Mention]:
    """Every mention, in order; an event's number less one is its place here."""
    return [m for _, mentions in documents() for m in mentions]


def documents() -> list[tuple[object, list[Mention]]]:
    dice = random.Random(11)
    spans: list[TimeSpan | None] = [s if n % 4 else None for n, s in enumerate(some_spans(5, COUNT))]
    found: list[tuple[object, list[Mention]]] = []
    for start in range(0, COUNT, 40):
        text = ". ".join(f"Event {n} {'rains' if n % 3 else 'pours'}" for n in range(start, start + 40))
        doc, told = read(f"{start}.txt", text, *spans[start : start + 40])
        found.append((doc, [said(start + n, dice, text, m.title, m.time) for n, m in enumerate(told)]))
    return found


MADE = made()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database, create=True) as opened:
        for batch in documents():
            opened.put([batch], at=1)  # type: ignore[list-item]
        yield opened


def meant(query: EventQuery) -> list[int]:
    """The numbers that the query's words mean, in order."""
    found = [n for n, m in enumerate(MADE, 1) if (m.time is None) == query.undated and _is_meant(query, n, m)]
    if not query.undated:
        found.sort(key=lambda n: _order(MADE[n - 1].time, n))
    return found[: query.limit]


def _is_meant(query: EventQuery, number: int, told: Mention) -> bool:
    who = [set(words(p.name)) for p in told.parties if p.role == "agent"]
    where = [set(words(p.name)) for p in told.parties if p.role == "place"]
    countries = {p.place.country for p in told.parties if p.place}
    return (
        (not query.who or any(set(words(query.who)) <= name for name in who))
        and (not query.where or query.where in countries or any(set(words(query.where)) <= name for name in where))
        and (not query.kinds or told.kind in query.kinds)
        and (not query.statuses or told.status in query.statuses)
        and told.confidence >= query.min_confidence
        and (not query.text or query.text in told.title)
        and (not query.source or f"{(number - 1) // 40 * 40}.txt".find(query.source) >= 0)
        and (query.during is None or _in(query, told))
    )


def _in(query: EventQuery, told: Mention) -> bool:
    assert query.during is not None
    span = told.time or told.bounds or TimeSpan(None, None, Grain.DAY)
    if query.certain:
        return span.certainly_in(query.during)
    return span.possibly_in(query.during)


def _order(span: TimeSpan | None, number: int) -> tuple[float, float, int, int]:
    assert span is not None
    start = float("-inf") if span.start is None else span.start
    return start, float("inf") if span.end is None else span.end, int(span.grain), number


def questions() -> list[EventQuery]:
    """Some of everything, and a good many of all together."""
    windows = [None, TimeSpan.of(2010), TimeSpan(TimeSpan.of(2005).start, None, Grain.YEAR)]
    windows.append(TimeSpan(TimeSpan.of(2000).start, TimeSpan.of(2020).start, Grain.YEAR))
    facts = [
        EventQuery(who="barrow"),
        EventQuery(who="ELISE"),
        EventQuery(who="barrow lee"),
        EventQuery(who="nobody"),
        EventQuery(where="velm"),
        EventQuery(where="US"),
        EventQuery(where="GB"),
        EventQuery(kinds=(Kind.ATTACK,)),
        EventQuery(kinds=(Kind.ATTACK, Kind.SPORT), statuses=(Status.ALLEGED, Status.OCCURRED)),
        EventQuery(min_confidence=0.7),
        EventQuery(who="lee", where="velm", min_confidence=0.2, statuses=(Status.OCCURRED,)),
        EventQuery(who="lee", text="pours"),
        EventQuery(who="barrow", where="velm", source="80"),
        EventQuery(who="ann", kinds=(Kind.OTHER,), source="0.txt"),
        EventQuery(where="DE", text="rains", source="120"),
    ]
    found = []
    for fact, during, limit in itertools.product(facts, windows, (None, 7)):
        asked = replace(fact, during=during, limit=limit)
        found += [asked, replace(asked, undated=True)]
        if during:
            found += [replace(asked, certain=True), replace(asked, certain=True, undated=True)]
    return found


def test_every_question_finds_what_its_words_mean_in_order(store: Store) -> None:
    some = 0
    for query in questions():
        found = [event.number for event in store.events(query)]
        assert found == meant(query), query
        assert store.count(query) == len(found)
        some += bool(found)
    assert some > len(questions()) / 2  # most of them find something


def test_a_name_without_a_word_is_refused_in_a_sentence(store: Store) -> None:
    for query in (EventQuery(who="!"), EventQuery(where=" - ")):
        with pytest.raises(NothingToLookFor):
            list(store.events(query))


def test_an_event_of_two_of_those_asked_for_is_found_once(store: Store) -> None:
    found = [event.number for event in store.events(EventQuery(who="barrow", limit=500))]
    assert len(found) == len(set(found))
    both = [m for m in MADE if sum("Barrow" in p.name for p in m.parties) > 1 and m.time]
    assert both  # there are such events


def test_what_is_undated_comes_back_with_its_bounds_and_who_alleges_it(store: Store) -> None:
    for event in store.exported(EventQuery(undated=True)):
        told = MADE[event.number - 1]
        assert (event.bounds, event.alleged_by, event.kind) == (told.bounds, "the owner", told.kind)
        assert event.sources[0].mention == told


@pytest.mark.postgresql
def test_both_databases_answer_with_the_same_bytes(tmp_path: Path, postgresql_url: str) -> None:
    written = []
    for database in (str(tmp_path / "timeline.db"), postgresql_url):
        with open_store(database, create=True) as store:
            for batch in documents():
                store.put([batch], at=1)  # type: ignore[list-item]
            store.join_names("Barrow", "Ann Lee", at=2)
            store.part_name("Ann Lee", at=3)
            store.join_names("Lee Barrow", "Barrow", at=4)
            names = store.names()
        out = io.BytesIO()
        for query in (EventQuery(), EventQuery(who="barrow", where="velm"), EventQuery(min_confidence=0.7, limit=50)):
            for form in ("csv", "jsonl"):
                export(database, query, form, out, undated=True)
        written.append((out.getvalue(), names))
    assert written[0] == written[1]
