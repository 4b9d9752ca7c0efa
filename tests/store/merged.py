"""Documents whose mentions are compared by a colour and a place on a line, and what is stored of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st

from store.samples import mention
from timeline.events.merging import cross, update
from timeline.store import Store, open_store
from timeline.store.dialects import database_at
from timeline.store.tables import metadata
from timeline.values.document import Document
from timeline.values.evidence import Evidence, Index, Link
from timeline.values.extract import Extract
from timeline.values.mention import Mention
from timeline.values.query import EventQuery
from timeline.values.time import DAY, Grain, TimeSpan, day_number
from timeline.workflow.merger import Merging

FRONT = 3  # so few that fronts are full
EVENTS = ("event", "event_mention", "event_entity")
TABLES = (
    *("document", "address", "mention", *EVENTS, "entity", "alias", "alias_word", "mention_entity"),
    *("fingerprint", "copy_key", "likeness", "likeness_key", "decision", "judgement"),
)


class Said(NamedTuple):
    """One sentence of a document."""

    rank: int
    keys: tuple[int, ...]
    colour: str
    place: int
    day: int | None = None
    who: str = "Mole"


class OnALine(Merging):
    """The program's own merger, but that mentions of one colour are the more alike the nearer their places."""

    comparable = ""

    def update(self, index: Index, added: Collection[int], removed: Mapping[int, Evidence]) -> set[int]:
        """Link mentions that are near."""
        return update(index, added, removed, near, front=FRONT)

    def cross(self, mentions: Mapping[int, Evidence]) -> Sequence[tuple[int, int, Link]]:
        """Further links of what is near."""
        return cross(mentions, near)


def near(one: Evidence, other: Evidence) -> Link | None:
    """Two apart scores 0.55, three 0.45; of two colours nothing is alike."""
    (colour, place), (other_colour, other_place) = (found.facts.split() for found in (one, other))
    apart = abs(int(place) - int(other_place))
    return Link(0.75 - apart / 10, f"{apart} apart") if colour == other_colour else None


def extract(name: str, said: Sequence[Said]) -> Extract:
    """A document of that name which says so."""
    sentences = [
        f"Ship {name} {n} of {one.who} turned {one.colour} at {one.place} on day {one.day} as {one.rank} {one.keys}"
        for n, one in enumerate(said)
    ]
    text = ". ".join(sentences)
    document = Document(name, name, text, TimeSpan.of(2019, 5, 30))
    mentions = [
        replace(_dated(mention(text, sentence, _time(one.day), [one.who])), lead=not n)
        for n, (sentence, one) in enumerate(zip(sentences, said, strict=True))
    ]
    evidence = [
        Evidence(f"{one.rank}-{name}-{n:03}", tuple(sorted(one.keys)), f"{one.colour} {one.place}")
        for n, one in enumerate(said)
    ]
    return Extract(document, mentions, evidence)


def _time(day: int | None) -> TimeSpan | None:
    """A day of May 2019, or day 0: "early May"."""
    if day == 0:
        return TimeSpan(day_number(2019, 5, 1) * DAY, day_number(2019, 5, 11) * DAY, Grain.MONTH)
    return TimeSpan.of(2019, 5, day) if day else None


def _dated(said: Mention) -> Mention:
    loose = said.time is not None and said.time.grain is Grain.MONTH
    assert said.expression or not loose
    return replace(said, expression=replace(said.expression, mod="START")) if loose and said.expression else said


SAID = st.builds(
    Said,
    rank=st.integers(0, 4),
    keys=st.sets(st.integers(1, 4), min_size=1, max_size=2).map(lambda some: tuple(sorted(some))),
    colour=st.sampled_from(["red", "blue"]),
    place=st.integers(0, 9),
    day=st.none() | st.sampled_from([0, 3, 12]),
    who=st.sampled_from(["Mole", "Rat", "Toad"]),
)
DOCUMENTS = st.lists(st.lists(SAID, min_size=1, max_size=3), min_size=2, max_size=9).map(
    lambda drawn: [extract(f"d{n}", some) for n, some in enumerate(drawn)]
)


def again(documents: Iterable[Extract]) -> Callable[[Document, Sequence[Mention]], Extract]:
    """What a rebuild is to understand of documents that are stored."""
    known = {one.document.text: one for one in documents}
    return lambda document, mentions: known[document.text]._replace(document=document, mentions=mentions)


def emptied(database: str) -> str:
    """The database with its tables, and nothing in them."""
    open_store(database, create=True).close()
    dialect = database_at(database)
    with dialect.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.exec_driver_sql(f"DELETE FROM {table.name}")
        dialect.drop_search(connection)
        dialect.make_search(connection)
    dialect.close()
    return database


def rows(database: str, tables: Iterable[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Every row of those tables; bytes as text, that the databases can be compared."""
    dialect = database_at(database)
    with dialect.reading() as reader:
        found = {table: [tuple(map(_plain, row)) for row in reader.rows(f"SELECT * FROM {table}")] for table in tables}
    dialect.close()
    return {table: sorted(some, key=repr) for table, some in found.items()}


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def content(store: Store) -> list[tuple[object, ...]]:
    """The events without any number, with whose claim is why of which event."""
    found = []
    for asked in (EventQuery(), EventQuery(undated=True)):
        for one in store.exported(asked):
            says = {source.number: (source.addresses, source.quote) for source in one.sources}
            links = [
                (*says[source.number], source.like and says[source.like], source.score, source.reason)
                for source in one.sources
            ]
            facts = (one.title, str(one.time), one.basis, one.status, one.kind, one.confidence, one.who, one.where)
            counts = (one.documents, one.mentions, one.independent, one.dated, one.disputed)
            found.append((facts, counts, tuple(sorted(links, key=repr))))
    return sorted(found, key=repr)
