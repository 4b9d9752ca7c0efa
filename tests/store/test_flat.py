"""Flat rows that are read as they stand: held against those made of whole events."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.samples import HOSTILE, TEXTS
from store.merged import DOCUMENTS, OnALine, Said, emptied, extract
from store.samples import mention, told
from timeline.errors import UnknownName
from timeline.exporters._fields import COLUMNS
from timeline.exporters._fields import flat as made_of
from timeline.exporters.base import EXPORTERS, OfRows
from timeline.store import Store, flat, open_store
from timeline.values.document import Document
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.extract import Extract
from timeline.values.mention import Kind, Mention, Party, Place, StandsFor, Status, TextSpan
from timeline.values.query import EventQuery, Sort
from timeline.values.time import TimeSpan
from values.spans import day_spans

EVERY = tuple(COLUMNS)
OF_ROWS = [name for name in EXPORTERS.names() if isinstance(EXPORTERS.load(name), OfRows)]
QUESTIONS = (
    *(EventQuery(sort=sort) for sort in (Sort.EARLIEST, Sort.LATEST, Sort.PUBLISHED, Sort.SOURCES)),
    EventQuery(undated=True),
    EventQuery(text="ship"),
    EventQuery(text="turned", sort=Sort.RELEVANCE),
    EventQuery(who="mole"),
    EventQuery(during=TimeSpan.of(2019, 5, 3)),
    EventQuery(disputed=True),
    EventQuery(limit=0),
    EventQuery(limit=2),
)
PLACES = st.builds(Place, st.sampled_from(["DE", "FR", ""]), st.floats(-90, 90), st.floats(-180, 180), st.booleans())
PARTIES = st.lists(
    st.builds(
        Party,
        TEXTS.filter(str.strip),
        st.sampled_from(["place", "person"]),
        st.sampled_from(["place", "agent", "beside"]),
        place=st.none() | PLACES,
    ),
    max_size=4,
).map(tuple)


@st.composite
def odd(draw: st.DrawFn, one: Extract) -> Extract:
    """The same, with all sorts of facts about the document, and of what its mentions say."""

    def said(old: Mention) -> Mention:
        return replace(
            old,
            title=draw(st.just("They turn") | TEXTS),
            kind=draw(st.sampled_from(Kind)),
            status=draw(st.sampled_from(Status)),
            confidence=draw(st.floats(0, 1)),
            alleged_by=draw(TEXTS),
            parties=old.parties + draw(PARTIES),
            stands_for=draw(st.none() | st.just(StandsFor(3, 2, 9, disputed=True))),
        )

    tail = draw(TEXTS)
    document = replace(
        one.document,
        text=f"{one.document.text}. {tail}",
        published=draw(st.none() | day_spans()),
        doc_id=draw(st.none() | TEXTS),
        url=draw(st.none() | TEXTS),
        publisher=draw(st.none() | TEXTS),
    )
    mentions = [said(old) for old in one.mentions]
    if tail:
        mentions[-1] = replace(mentions[-1], quote=TextSpan(mentions[-1].quote.start, len(document.text)))
    return one._replace(document=document, mentions=mentions)


def same(store: Store, query: EventQuery, names: tuple[str, ...], *, undated: bool = False) -> None:
    """Rows and token are those of the events."""
    events, rows = store.exported(query, undated=undated), store.rows(query, names, undated=undated)
    assert list(rows) == list(made_of(events, names))
    assert rows.token == events.token


@given(documents=DOCUMENTS.flatmap(lambda some: st.tuples(*map(odd, some))), address=TEXTS, dice=st.randoms())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rows_read_as_they_stand_are_those_of_the_events(
    database: str, documents: tuple[Extract, ...], address: str, dice: random.Random
) -> None:
    first, last = documents[0].document, documents[-1].document
    text = "It went on"
    with open_store(emptied(database), merger=OnALine()) as store:
        store.put(documents, at=1)
        store.put([(replace(last, address=address), [])], at=2)  # to which two addresses lead now
        store.put([(Document("d0-2", first.address, text), [mention(text, text, None)])], at=3)  # and to the first none
        for query in QUESTIONS:
            same(store, query, EVERY, undated=query.limit is not None)
        for names in (*((name,) for name in EVERY), tuple(dice.choices(EVERY, k=4))):  # one may come twice
            same(store, EventQuery(), names, undated=True)


def test_page_by_page_they_are_the_whole(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.store.flat.PAGE", 3)
    with open_store(database, create=True) as store:
        store.put([told(f"Thing {n}", time=None if n % 3 else TimeSpan.of(2000 + n)) for n in range(20)], at=1)
        whole = list(store.rows(EventQuery(), EVERY, undated=True))
        assert len(whole) == 20
        for size in (1, 2, 3, 7, 20):
            paged, after = [], ""
            while page := list(answer := store.rows(EventQuery(limit=size, after=after), EVERY, undated=True)):
                paged += page
                if not (after := answer.token):
                    break
            assert paged == whole


@pytest.fixture
def joined(database: str) -> Iterator[Store]:
    """One event of three claims; only the last two, of which the third comes before, know where it was."""
    with open_store(database, create=True, merger=OnALine()) as store:
        for name, rank, place in (("a", 0, None), ("b", 2, Place("DE", 1.0, 2.0)), ("c", 1, Place("FR", 3.0, 4.0))):
            one = extract(name, [Said(rank, (1,), "red", 0, 3)])
            somewhere = (Party("Velm", "place", "beside", place=Place("US", 9.0, 9.0)), Party("Ulm", "place", "place"))
            parties = (*somewhere, Party("Velm", "place", "place", place=place))
            said = replace(one.mentions[0], title=name, parties=parties)
            store.put([one._replace(document=replace(one.document, doc_id=name), mentions=[said])], at=1)
        yield store


@pytest.mark.parametrize(("title", "document"), [("a", "a"), ("b", "b"), ("c", "c"), ("of none", "a")])
def test_told_of_is_the_source_whose_title_the_event_bears_and_the_first_place_that_is_known(
    joined: Store, title: str, document: str
) -> None:
    with joined._dialect.writing() as connection:
        connection.exec_driver_sql(f"UPDATE event SET title = '{title}'")
    names = ("title", "document", "country", "latitude", "claims")
    assert list(joined.rows(EventQuery(), names)) == [(title, document, "FR", 3.0, 3)]
    same(joined, EventQuery(), EVERY)


def test_there_are_the_columns_of_every_table_and_no_others() -> None:
    assert set(flat.COLUMNS) == set(EVERY)


def test_some_formats_are_of_rows() -> None:
    assert {"csv", "tsv", "xlsx"} <= set(OF_ROWS)


@pytest.mark.parametrize("options", [PLAIN, ExportOptions(raw=True, excel=True), ExportOptions(columns=EVERY)])
@pytest.mark.parametrize("name", OF_ROWS)
def test_rows_are_the_bytes_of_their_events_in_every_format_of_rows(
    joined: Store, name: str, options: ExportOptions
) -> None:
    joined.put([told(text, time=None, alleged_by=text) for text in HOSTILE if text], at=4)
    exporter, query = EXPORTERS.load(name), EventQuery()
    if not (names := exporter.columns(options)):
        return
    of_events, of_rows = io.BytesIO(), io.BytesIO()
    exporter.write(joined.exported(query, undated=True), of_events, options)
    exporter.write_rows(joined.rows(query, names, undated=True), of_rows, options)
    assert of_rows.getvalue() == of_events.getvalue()


@pytest.mark.parametrize("name", OF_ROWS)
def test_a_column_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match="there is no column 'colour'"):
        EXPORTERS.load(name).columns(ExportOptions(columns=("colour",)))
