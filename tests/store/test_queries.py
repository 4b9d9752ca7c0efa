"""What a window finds, held against the meaning of spans themselves."""

import random
from collections.abc import Iterator

import pytest

from store.samples import read, some_spans, titles
from timeline.store import Store, open_store
from timeline.values.query import EventQuery
from timeline.values.time import DAY, Grain, TimeSpan, day_number

SPANS = some_spans(seed=7, count=400)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A timeline of spans of all kinds; an event's number less one is its span's place in ``SPANS``."""
    with open_store(database, create=True) as opened:
        for start in range(0, len(SPANS), 50):
            part = SPANS[start : start + 50]
            text = ". ".join(f"Event {start + n} takes place" for n in range(len(part)))
            opened.put([read(f"{start}.txt", text, *part)], at=1)
        yield opened


def order(number: int) -> tuple[float, float, int, int]:
    """Where an event stands: by start, end, grain and number, open ends outermost."""
    span = SPANS[number - 1]
    start = float("-inf") if span.start is None else span.start
    return start, float("inf") if span.end is None else span.end, int(span.grain), number


def windows() -> list[TimeSpan | None]:
    dice = random.Random(3)
    found: list[TimeSpan | None] = [None, TimeSpan(None, None, Grain.DAY), TimeSpan.of(2010), TimeSpan.of(2010, 5, 1)]
    for length in (1, 7, 31, 366, 3_653):
        for _ in range(4):
            start = (day_number(1988) + dice.randrange(44 * 365)) * DAY
            found.append(TimeSpan(start, start + length * DAY, Grain.DAY))
    found += [TimeSpan(TimeSpan.of(2015).start, None, Grain.YEAR), TimeSpan(None, TimeSpan.of(2000).end, Grain.YEAR)]
    found += [TimeSpan.of(2010, 5, 1, 10), TimeSpan(SPANS[0].start, SPANS[0].end, Grain.DAY)]
    return found


@pytest.mark.parametrize("certain", [False, True])
def test_a_window_finds_what_its_meaning_says_in_order_however_many_are_asked_for(store: Store, certain: bool) -> None:
    for window in windows():
        meant = [
            n
            for n, span in enumerate(SPANS, 1)
            if window is None or (span.certainly_in(window) if certain else span.possibly_in(window))
        ]
        meant.sort(key=order)
        for limit in (None, 0, 1, 13):
            found = [e.number for e in store.events(EventQuery(during=window, certain=certain, limit=limit))]
            assert found == meant[:limit], (window, limit)
        by_word = [e.number for e in store.events(EventQuery(during=window, certain=certain, text="takes place"))]
        assert by_word == meant, window
        by_source = [e.number for e in store.events(EventQuery(during=window, certain=certain, source=".TXT"))]
        assert by_source == meant, window


def test_what_is_exported_is_what_is_found_with_its_sources(store: Store) -> None:
    found = list(store.events(EventQuery()))
    whole = list(store.exported(EventQuery()))
    assert [e.number for e in whole] == [e.number for e in found]
    assert all(e.sources[0].quote == e.title for e in whole)


def test_a_long_answer_is_of_one_moment_whatever_is_written_meanwhile(store: Store) -> None:
    answer = iter(store.exported(EventQuery()))
    first = next(answer)
    store.put([read("0.txt", "Nothing took place", TimeSpan.of(2019))], at=2)  # 50 events leave the timeline
    assert len([first, *answer]) == len(SPANS)
    assert len(list(store.events(EventQuery()))) == len(SPANS) - 50 + 1


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("HARBOUR", ["A", "B"]),  # the publisher, without regard to case
        ("a.txt", ["A"]),
        ("gazette", ["C"]),
        ("Étude", ["C"]),  # the title
        ("etude", ["C"]),
        ("100%", ["B"]),  # what a database would take for a wildcard means itself
        ("1_0", []),
        ("%", ["B"]),
        ("!", []),
        ("'", []),
    ],
)
def test_a_source_is_part_of_an_address_the_publisher_or_the_title(
    database: str, source: str, found: list[str]
) -> None:
    day = TimeSpan.of(2019, 5, 1)
    with open_store(database, create=True) as store:
        a, b = read("a.txt", "A", day), read("100%.txt", "B", day)
        store.put([a, b, read("c.txt", "C", day, title="étude", publisher="Gazette")], at=1)
        assert titles(store, source=source) == found
        assert titles(store, source=source, during=TimeSpan.of(2019)) == found
        assert titles(store, source=source, during=TimeSpan.of(2018)) == []


def test_the_tray_holds_what_is_undated_in_the_order_it_was_read_and_nothing_else_does(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "Rain. Wind. Snow", None, TimeSpan.of(2019), None)], at=1)
        assert titles(store, undated=True) == ["Rain", "Snow"]
        assert titles(store, undated=True, limit=1) == ["Rain"]
        assert titles(store, undated=True, text="snow") == ["Snow"]
        assert titles(store) == titles(store, during=TimeSpan(None, None, Grain.DAY)) == ["Wind"]


def test_the_figures_of_a_store_are_those_of_its_rows(store: Store) -> None:
    info = store.info()
    assert (info.documents, info.superseded, info.mentions, info.events, info.undated) == (8, 0, 400, 400, 0)
    assert info.first_day == min(s.first_day for s in SPANS if s.first_day is not None)
    assert info.last_day == max(s.last_day for s in SPANS if s.last_day is not None)
    assert info.bytes > 10_000
