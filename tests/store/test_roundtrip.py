"""What goes in comes out, character by character."""

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.samples import PUBLISHED, read
from timeline.store import open_store
from timeline.store.naming import match_key
from timeline.values.document import Document
from timeline.values.mention import Basis, Kind, Mention, Party, Place, Status, TextSpan, TimeExpression
from timeline.values.query import EventQuery
from timeline.values.time import Grain, TimeSpan, day_number
from values.spans import day_spans

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
KINDS = ["person", "place", "organisation"]
NAMES = st.text("abc é漢", min_size=1, max_size=9)
SHARED = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def expressions(draw: st.DrawFn) -> TimeExpression:
    return TimeExpression(
        span=TextSpan(2, 5),
        type=draw(st.sampled_from(["DATE", "TIME", "DURATION", "SET"])),
        value=draw(WORDS),
        rule=draw(WORDS),
        time=draw(st.none() | day_spans()),
        basis=draw(st.sampled_from(Basis)),
        anchor=draw(st.none() | st.integers(-(10**9), 10**9)),
        mod=draw(WORDS | st.just("")),
        quant=draw(WORDS | st.just("")),
        freq=draw(WORDS | st.just("")),
        signal=draw(WORDS | st.just("")),
        range=draw(st.none() | day_spans()),
        ends_range=draw(st.booleans()),
        readings=tuple(draw(st.lists(st.sampled_from(["2023-10-12", "2023-12-10", "P3D"]), max_size=3))),
        why=draw(WORDS | st.just("")),
    )


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    return Mention(
        quote=TextSpan(0, draw(st.integers(1, 9))),
        title=draw(WORDS),
        status=draw(st.sampled_from(Status)),
        time=draw(st.none() | day_spans()),
        basis=draw(st.sampled_from(Basis)),
        expression=draw(st.none() | expressions()),
        trigger=draw(st.none() | st.just(TextSpan(1, 4))),
        parties=tuple(
            Party(
                " ".join(draw(NAMES).split()) or "x",  # a name is one line
                draw(st.sampled_from(KINDS)),
                role,
                draw(WORDS | st.just("")),
                draw(places()),
            )
            for role in draw(st.lists(st.sampled_from(["agent", "patient", "place", "other"]), max_size=4))
        ),
        lead=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        rule=draw(WORDS),
        reason=draw(WORDS),
        kind=draw(st.sampled_from(Kind)),
        bounds=draw(st.none() | day_spans()),
        likely=draw(st.none() | day_spans()),
        alleged_by=draw(WORDS | st.just("")),
    )


def places() -> st.SearchStrategy[Place | None]:
    degrees = st.floats(-180, 180, allow_nan=False)
    return st.none() | st.builds(Place, st.sampled_from(["", "GB", "US"]), degrees, degrees, st.booleans())


@given(said=mentions(), published=st.none() | day_spans(), words=WORDS)
@SHARED
def test_a_mention_comes_back_as_it_was_said(
    database: str, said: Mention, published: TimeSpan | None, words: str
) -> None:
    text = f"word by word {said!r} {published!r}"  # of equal documents the first one stays
    doc = Document("o", text, text, published, doc_id=words, url=words, title=words, author=words, publisher=words)
    with open_store(database, create=True) as store:
        store.put([(doc, [said])], at=1)
        [number] = [
            e.number for undated in (False, True) for e in store.events(EventQuery(source=text, undated=undated))
        ]
        event = store.event(number)
    assert event is not None
    [source] = event.sources
    assert source.mention == said
    assert (source.quote, source.published) == (said.quote.of(text), published)
    assert (source.doc_id, source.title, source.url, source.publisher) == (words, words, words, words)
    assert (event.title, event.time, event.status, event.kind) == (said.title, said.time, said.status, said.kind)
    assert event.basis == (said.basis if said.time else Basis.UNKNOWN)
    assert (event.bounds, event.likely) == ((None, None) if said.time else (said.bounds, said.likely))
    assert (event.confidence, event.alleged_by) == (said.confidence, said.alleged_by)
    assert event.who == _once(p for p in said.parties if p.role in ("agent", "patient"))
    assert event.where == _once(p for p in said.parties if p.role == "place")


def _once(parties: Iterable[Party]) -> tuple[str, ...]:
    """The names of those parties, of one entity the first."""
    first: dict[tuple[str, str], str] = {}
    for party in parties:
        first.setdefault((match_key(party.name, party.kind), party.kind), party.name)
    return tuple(dict.fromkeys(first.values()))


def test_a_text_that_no_column_can_hold_keeps_every_character_and_offset(database: str) -> None:
    text = "nul \0 and half \ud800 a pair. The ferry sank."
    doc, _ = read("odd.txt", "The ferry sank.", TimeSpan.of(2019))
    odd = Document("odd.txt", "odd.txt", text, PUBLISHED, title="half \udfff too")
    said = Mention(TextSpan(0, 21), "nul \0 here", Status.OCCURRED, TimeSpan.of(2019), Basis.STATED)
    with open_store(database, create=True) as store:
        store.put([(odd, [said])], at=1)
        assert list(store.verify()) == []  # its hash is that of the text as it was read
        event = store.event(1)
        assert event is not None
        assert event.sources[0].quote == "nul \ufffd and half \ufffd a pa"
        assert event.title == "nul \ufffd here"
        assert store.known([odd, doc]) == {odd.key}


def test_a_time_beyond_all_columns_waits_in_the_tray_and_says_why(database: str) -> None:
    year = 200_000_000_000
    with open_store(database, create=True) as store:
        store.put([read("far.txt", "The sun goes out", TimeSpan.of(year))], at=1)
        [event] = store.exported(EventQuery(undated=True))
    assert "farther away" in event.sources[0].mention.reason


def test_a_span_open_at_both_ends_is_no_undated_one(database: str) -> None:
    time = TimeSpan(None, None, Grain.DAY)
    with open_store(database, create=True) as store:
        store.put([read("a", "It rains", time)], at=1)
        assert [e.time for e in store.events(EventQuery())] == [time]


def test_other_tools_find_days_in_iso_and_times_in_edtf_in_the_timelines_order(database: str) -> None:
    from timeline.store.dialects import database_at

    day = day_number(-43, 3, 15)
    with open_store(database, create=True) as store:
        store.put([read("a", "Rain. Wind. Snow", TimeSpan.of(2019, 5), TimeSpan.of_days(day, day))], at=1)
    with database_at(database).reading() as reader:
        rows = reader.rows("SELECT event, edtf, earliest, latest, title, who FROM timeline")
    assert rows == [
        (2, "-0043-03-15", "-0043-03-15", "-0043-03-15", "Wind", "Mole"),
        (1, "2019-05", "2019-05-01", "2019-05-31", "Rain", "Mole"),
    ]
