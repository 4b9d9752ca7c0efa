"""Counts, held against the meaning of the question and counting by hand; and the counts that are kept."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.merged import DOCUMENTS, OnALine, again, emptied, rows
from store.samples import read
from store.test_filters import MADE, documents, meant, questions
from store.test_merging import decide, shuffled, undo
from store.test_migrations import run
from timeline.errors import TimelineError
from timeline.events.judgements import judgement
from timeline.store import Store, open_store
from timeline.store.dialects import database_at
from timeline.store.periods import ASIDE, TRAY
from timeline.store.spans import UNDATED
from timeline.values.extract import Extract
from timeline.values.judgement import Verdict
from timeline.values.mention import Mention
from timeline.values.query import EventQuery
from timeline.values.tally import By, Tally
from timeline.values.time import DAY, Extent, Grain, TimeSpan, day_number

EPOCH = date(1970, 1, 1).toordinal()
FAR = 500_000  # days to which no event here comes
UNITS = [by for by in By if by.unit is not None]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database, create=True) as opened:
        for batch in documents():
            opened.put([batch], at=1)  # type: ignore[list-item]
        yield opened


def called(by: By, day: int) -> str:
    """What the period of a day is called, by another calendar than the program's."""
    that = date.fromordinal(day + EPOCH)
    match by:
        case By.DAY:
            return that.isoformat()
        case By.WEEK:
            return f"{that.isocalendar().year:04}-W{that.isocalendar().week:02}"
        case By.MONTH:
            return that.isoformat()[:7]
        case By.YEAR:
            return that.isoformat()[:4]
    return f"{that.isoformat()[:3]}0s"


def of(by: By, told: Mention) -> list[str]:
    """What a mention counts for, as the words of :class:`By` have it."""
    if by.unit is not None:
        span = told.time
        assert span is not None
        if span.start is None or span.end is None or not 0 < (span.start // DAY) + EPOCH < date.max.toordinal() - 1:
            return []
        first, last = span.start // DAY, min((span.end - 1) // DAY, date.max.toordinal() - EPOCH)
        return [called(by, first)] if called(by, first) == called(by, last) else []
    match by:
        case By.WHO:
            return sorted({p.name for p in told.parties if p.role == "agent"})
        case By.WHERE:
            return sorted({p.name for p in told.parties if p.role == "place"})
        case By.COUNTRY:
            return sorted({p.place.country for p in told.parties if p.place})
        case By.PUBLISHER:
            return ["Harbour News"]
        case By.GRAIN:
            return [told.time.grain.label if told.time else "none"]
    return [getattr(told, by.value).value]


def by_hand(query: EventQuery, by: By) -> tuple[Counter[str], int]:
    """The counts, and how many events are in none of them."""
    found = [of(by, MADE[n - 1]) for n in meant(replace(query, limit=None))]
    return Counter(one for some in found for one in some), sum(not some for some in found)


def told(tally: Tally) -> tuple[Counter[str], int]:
    return Counter({one.name: one.events for one in tally.counts}), tally.aside


@pytest.mark.parametrize("by", list(By))
def test_every_question_is_counted_as_its_words_mean(store: Store, by: By) -> None:
    some = 0
    asked = [q for q in questions() if q.limit is None and not (q.undated and by.unit)]
    for query in [EventQuery(), *random.Random(by).sample(asked, 40)]:
        tally = store.tally(query, by)
        assert told(tally) == by_hand(query, by), query
        tray = replace(query, undated=True, limit=None)
        assert tally.undated == (0 if query.undated else len(meant(tray))), query
        some += bool(tally.counts)
    assert some > 9


@pytest.mark.parametrize("by", UNITS)
def test_windows_of_whole_periods_are_counted_as_others_are(store: Store, by: By) -> None:
    windows = [TimeSpan.of(2010), TimeSpan.of(2010, 5), TimeSpan(None, TimeSpan.of(2004).end, Grain.YEAR)]
    windows += [TimeSpan(day_number(2009, 6, 1) * DAY, None, Grain.DAY), TimeSpan.of(2012, 2, 29)]
    windows += [TimeSpan(day_number(1990) * DAY, day_number(2030) * DAY, Grain.DECADE)]
    windows += [
        TimeSpan(day_number(2009, 12, 28) * DAY + edge, day_number(2015, 6, 1) * DAY, Grain.DAY) for edge in (0, 7)
    ]
    for window in windows:
        for certain in (False, True):
            query = EventQuery(during=window, certain=certain)
            assert told(store.tally(query, by)) == by_hand(query, by), query


def test_a_window_of_any_days_counts_what_overlaps_it(store: Store) -> None:
    dice = random.Random(8)
    for _ in range(60):
        first = day_number(1985) + dice.randrange(50 * 365)
        window = TimeSpan.of_days(first, first + dice.choice([0, 1, 6, 30, 400, 20_000]))
        assert store.count(EventQuery(during=window)) == len(meant(EventQuery(during=window))), window


def test_counts_by_period_come_in_order_and_by_name_the_largest_first_and_a_limit_says_how_many_more(
    store: Store,
) -> None:
    for by in By:
        whole, some = store.tally(EventQuery(), by), store.tally(EventQuery(), by, 2)
        assert some.counts == whole.counts[:2]
        assert some.more == len(whole.counts) - len(some.counts)
        assert (some.aside, some.undated, whole.more) == (whole.aside, whole.undated, 0)
        if by.unit is not None:
            assert [one.place for one in whole.counts] == sorted({one.place for one in whole.counts})
        else:
            assert [one.events for one in whole.counts] == sorted((one.events for one in whole.counts), reverse=True)


def test_an_event_that_two_publishers_tell_counts_for_each_and_a_page_of_nobody_for_none(database: str) -> None:
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put([read("a", "Rain fell", TimeSpan.of(2020), publisher="A")], at=1)
        store.put([read("b", "Snow fell. Hail fell", TimeSpan.of(2020), None, publisher="B")], at=1)
        store.put([read("c", "Wind blew", TimeSpan.of(2020), publisher="")], at=1)
        assert told(store.tally(EventQuery(), By.PUBLISHER)) == ({"A": 1, "B": 1}, 1)
        with store.deciding() as desk:
            desk.keep(desk.draft("merge", [judgement(1, 2, Verdict.SAME)], why="", by="ann", at=7))
        assert told(store.tally(EventQuery(), By.PUBLISHER)) == ({"A": 1, "B": 1}, 1)
        assert store.count(EventQuery()) == 2


@pytest.mark.parametrize("certain", [False, True])
def test_gaps_are_the_days_that_nothing_asked_for_takes(store: Store, certain: bool) -> None:
    some = 0
    for query in random.Random(3).sample([q for q in questions() if not q.undated and q.limit is None], 40):
        asked = replace(query, certain=certain and query.during is not None)
        taken = bytearray(2 * FAR)  # by day
        opened = loose = 0
        for span in [MADE[n - 1].time for n in meant(asked)]:
            assert span is not None
            if span.start is None or span.end is None:
                opened += 1
            elif certain and span.first_day != span.last_day and span.extent is not Extent.THROUGHOUT:
                loose += 1
            else:
                first, after = span.start // DAY + FAR, -(-span.end // DAY) + FAR
                taken[first:after] = b"x" * (after - first)
        start, end = (query.during.start, query.during.end) if query.during else (None, None)
        first = taken.find(b"x") if start is None else start // DAY + FAR
        after = taken.rfind(b"x") + 1 if end is None else end // DAY + FAR
        free = [run.span() for run in re.finditer(b"\0+", taken[first:after])] if first >= 0 else []
        with store.gaps(replace(query, certain=certain), 1) as gaps:
            found = list(gaps)
            assert (gaps.open, gaps.loose) == (opened, loose), query
        begin = first - FAR
        assert [(gap.first - begin, gap.last + 1 - begin) for gap in found] == free, query
        for gap in found:
            assert gap.before is None or gap.before.time.last_day_number == gap.first - 1  # type: ignore[union-attr]
            assert gap.after is None or gap.after.time.first_day_number == gap.last + 1  # type: ignore[union-attr]
        some += bool(found)
    assert some > 9


def test_gaps_of_more_than_a_page_come_in_order_with_their_events(database: str) -> None:
    days = [TimeSpan.of(2000 + n, 1, 1) for n in range(120)]
    with open_store(database, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(120)), *days)], at=1)
        with store.gaps(EventQuery(), 1) as gaps:
            found = list(gaps)
    assert [gap.before.title for gap in found if gap.before] == [f"Rain {n}" for n in range(119)]
    assert [gap.after.title for gap in found if gap.after] == [f"Rain {n}" for n in range(1, 120)]


def kept(database: str) -> dict[tuple[object, ...], object]:
    """The counts that the database keeps."""
    return {row[:2]: row[2] for row in rows(database, ["event_tally"])["event_tally"]}


def recounted(database: str) -> dict[tuple[object, ...], object]:
    """The same, counted by hand over the events."""
    dialect = database_at(database)
    with dialect.reading() as reader:
        spans = reader.rows("SELECT length_class, starts, ends FROM event")
    dialect.close()
    found = Counter[tuple[object, ...]]()
    for length_class, starts, ends in spans:
        if length_class == UNDATED:
            found[TRAY] += 1
            continue
        first, last = date.fromordinal(starts // DAY + EPOCH), date.fromordinal((ends - 1) // DAY + EPOCH)
        begin: dict[Grain, Callable[[date], date]] = {
            Grain.DAY: lambda day: day,
            Grain.WEEK: lambda day: date.fromordinal(day.toordinal() - day.weekday()),
            Grain.MONTH: lambda day: day.replace(day=1),
            Grain.YEAR: lambda day: day.replace(month=1, day=1),
        }
        for unit, start in begin.items():
            found[int(unit), start(first).toordinal() - EPOCH if start(first) == start(last) else ASIDE] += 1
    return dict(found)


@given(documents=DOCUMENTS, later=DOCUMENTS, dice=st.randoms(use_true_random=False))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_gives_way_is_merged_parted_and_made_anew_the_counts_kept_are_those_of_the_events(
    database: str, documents: list[Extract], later: list[Extract], dice: random.Random
) -> None:
    with open_store(emptied(database), merger=OnALine()) as store:
        for batch in (*shuffled(documents, dice), *shuffled(later, dice)):  # texts of the same addresses
            store.put(batch, at=1)
            match dice.randrange(4):
                case 0:
                    store.rebuild(again([*documents, *later]), at=9)
                case 1:
                    claims = sorted(s.number for e in store.exported(EventQuery()) for s in e.sources)
                    if len(claims) > 1:
                        one, other = sorted(dice.sample(claims, 2))
                        try:
                            decide(store, judgement(one, other, dice.choice([Verdict.SAME, Verdict.DIFFERENT])))
                        except TimelineError:  # it contradicts one that stands
                            continue
                case 2:
                    if any(True for _ in store.standing()):
                        undo(store)
            assert kept(database) == recounted(database)
        assert [str(problem) for problem in store.verify()] == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE event_tally SET events = 7 WHERE unit = 90", "year 2019: 7 events are counted there, but there are 1"),
        ("DELETE FROM event_tally WHERE unit = 60", "month 2019-05: 0 events are counted there, but there are 1"),
        ("INSERT INTO event_tally VALUES (50, -3, 2)", "week 1970-W01: 2 events are counted there, but there are 0"),
        ("INSERT INTO event_tally VALUES (40, 4000000000000000000, 1)", "no single day: 1 events are counted there"),
        ("UPDATE event_tally SET events = 5 WHERE unit = -1", "the tray: 5 events are counted there, but there are 1"),
    ],
)
def test_a_count_that_is_not_that_of_the_events_is_found_and_rebuild_puts_it_right(
    database: str, change: str, found: str
) -> None:
    documents = [Extract(*read("a", "The ferry sank. The tug sank", TimeSpan.of(2019, 5, 1), None))]
    with open_store(database, create=True) as store:
        store.put(documents, at=1)
        assert list(store.verify()) == []
    run(database, change)
    with open_store(database) as store:
        assert any(found in str(problem) for problem in store.verify())
        store.rebuild(again(documents), at=9)
        assert list(store.verify()) == []
