"""What is one document, and what becomes of it when its address leads to other text."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.samples import Read, bare, read, titles
from timeline.store import open_store
from timeline.values.query import EventQuery
from timeline.values.report import Outcome
from timeline.values.time import TimeSpan

MAY, JUNE = TimeSpan.of(2019, 5), TimeSpan.of(2019, 6)
FERRY = read("a.txt", "The ferry sank", MAY)
AGAIN = read("b.txt", "The ferry sank", MAY)
TUG = read("a.txt", "The tug sank", JUNE)


def test_a_document_read_again_adds_nothing(database: str) -> None:
    with open_store(database, create=True) as store:
        assert store.put([FERRY], at=1) == [Outcome.NEW]
        assert store.put([FERRY], at=2) == [Outcome.KNOWN]
        assert store.put([FERRY, FERRY], at=3) == [Outcome.KNOWN, Outcome.KNOWN]
        assert store.info().documents == store.info().events == 1


def test_a_copy_under_another_name_adds_no_event_and_its_name_is_kept(database: str) -> None:
    with open_store(database, create=True) as store:
        assert store.put([FERRY, AGAIN], at=1) == [Outcome.NEW, Outcome.KNOWN]
        event = store.event(1)
        assert event is not None
        assert [s.addresses for s in event.sources] == [("a.txt", "b.txt")]
        assert event.documents == store.info().events == 1


def test_new_text_at_an_address_replaces_the_old_which_stays_in_the_tables(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([FERRY], at=1)
        assert store.put([TUG], at=2) == [Outcome.CHANGED]
        assert titles(store) == ["The tug sank"]
        assert store.event(1) is None
        info = store.info()
        assert (info.documents, info.superseded, info.mentions, info.events) == (2, 1, 2, 1)


def test_old_text_stands_while_another_address_leads_to_it(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([FERRY, AGAIN, TUG], at=1)
        assert titles(store) == ["The ferry sank", "The tug sank"]
        store.put([read("b.txt", "The tug sank", JUNE)], at=2)
        assert titles(store) == ["The tug sank"]


def test_old_text_that_comes_back_stands_again_under_its_old_number(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([FERRY], at=1)
        store.put([TUG], at=2)
        assert store.put([(FERRY[0], [])], at=3) == [Outcome.CHANGED]
        assert [(e.number, e.title) for e in store.events(EventQuery())] == [(1, "The ferry sank")]
        assert store.info().superseded == 1
        assert list(store.verify()) == []


def test_an_undated_event_leaves_the_tray_with_its_document(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a.txt", "The ferry sank")], at=1)
        assert titles(store, undated=True) == ["The ferry sank"]
        store.put([TUG], at=2)
        assert titles(store, undated=True) == []
        store.put([read("a.txt", "The ferry sank")], at=3)
        assert titles(store, undated=True) == ["The ferry sank"]


def test_the_same_text_of_another_day_is_another_document(database: str) -> None:
    doc, mentions = FERRY
    other = type(doc)(doc.origin, "c.txt", doc.text, TimeSpan.of(2020, 5, 15), title=doc.title)
    with open_store(database, create=True) as store:
        assert store.put([FERRY, (other, mentions)], at=1) == [Outcome.NEW, Outcome.NEW]


def test_known_says_what_need_not_be_read_again(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([FERRY], at=1)
        assert store.known([FERRY[0], AGAIN[0], TUG[0]]) == {FERRY[0].key}
        assert store.known([]) == set()


STEPS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(["Ant. Bee", "Cat", "Dog"])), min_size=1, max_size=9)


@given(steps=STEPS, cuts=st.sets(st.integers(1, 8)))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_timeline_is_what_the_addresses_lead_to_last_however_it_came(
    database: str, steps: list[tuple[str, str]], cuts: set[int]
) -> None:
    story = repr((steps, cuts))
    batch = [_told(story, address, text) for address, text in steps]
    with open_store(database, create=True) as store:
        bounds = [0, *sorted(c for c in cuts if c < len(batch)), len(batch)]
        for start, end in itertools.pairwise(bounds):
            known = store.known([d for d, _ in batch[start:end]])
            store.put([(d, [] if d.key in known else m) for d, m in batch[start:end]], at=1)
        standing = set(dict(steps).values())
        found = bare(store.events(EventQuery(source=story)))
        assert [title for title, *_ in found] == sorted(s for text in standing for s in text.split(". "))
        assert list(store.verify()) == []


def _told(story: str, address: str, text: str) -> Read:
    """A document of one story alone, so that all stories can share a database."""
    return read(f"{address} {story}", text + ".", MAY, JUNE, title=story)
