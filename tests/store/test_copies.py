"""Copies among what is stored: the groups depend on the documents alone, however they came."""

import hashlib
import itertools
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline.store.copies as storing
from store.samples import read
from store.test_migrations import alembic
from timeline.extract import compared
from timeline.store import Store, open_store
from timeline.store.dialects import database_at
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.fingerprint import Fingerprint, copied
from timeline.values.mention import Mention

STORY = (
    "The ferry left the harbour of Velm at noon with forty on board and sank at four off the lighthouse. "
    "Boats from three villages took up all who swam, and the last of them was brought ashore before night fell. "
    "The owner said that the engine had been looked after in March and that nobody had told him of a fault since then. "
)
OTHER = (
    "A court has fined the baker who sold loaves of wood, three years after the first of them was bitten into. "
    "He had told the town that flour was dear and that birch, finely ground, was what his grandmother had always used. "
    "Nobody was hurt but a dentist, who now has more work than he can do, and wants a holiday at the town's expense. "
)


def documents(*texts: str) -> list[Document]:
    return [read(f"{n}.txt", text)[0] for n, text in enumerate(texts, 1)]


def put(store: Store, batch: Iterable[Document], at: int = 1) -> None:
    some = list(batch)
    store.put([compared(d, ()) for d in some], at=at)


def marked(document: Document, mentions: Sequence[Mention]) -> Extract:
    return Extract(document, mentions, [], compared(document, ()).fingerprint)


def groups(store: Store, many: int) -> list[int]:
    return [copy.group for copy in store.copies(range(1, many + 1))]


def test_a_reprint_is_put_with_what_it_repeats_and_an_unlike_text_is_not(database: str) -> None:
    with open_store(database, create=True) as store:
        put(store, documents(STORY, OTHER, "Ferry sinks off Velm\n" + STORY, STORY[:230]))
        put(store, documents(*"abcd", "Fined\n" + OTHER)[4:])
        assert groups(store, 5) == [1, 2, 1, 1, 2]
        assert list(store.verify()) == []


def test_two_groups_become_one_when_what_joins_them_arrives(database: str) -> None:
    with open_store(database, create=True) as store:
        put(store, documents(STORY, OTHER))
        assert groups(store, 2) == [1, 2]
        put(store, documents("", "", STORY + OTHER)[2:])
        assert groups(store, 3) == [1, 1, 1]
        said = store.copies([2, 3, 1])
        assert [copy.of for copy in said] == [None, 2, 3]
        assert said[1].why == "100 % of the shorter text is in the other"
        assert store.copies([1, 2])[1].why == "another copy stands between them"


def test_the_agency_is_kept_with_the_document(database: str) -> None:
    with open_store(database, create=True) as store:
        put(store, documents("VELM (Reuters) - " + STORY, OTHER))
        assert [copy.origin for copy in store.copies([1, 2])] == ["Reuters", ""]


def test_what_an_older_program_stored_is_marked_later_as_if_it_had_been_at_once(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([(d, []) for d in documents(STORY, OTHER, "Again\n" + STORY)], at=1)
        assert groups(store, 3) == [1, 2, 3]
        put(store, documents("", "", "", "Once more\n" + STORY)[3:])
        for _ in range(2):  # the second time changes nothing
            store.rebuild(marked, at=9)
        assert groups(store, 4) == [1, 2, 1, 1]
        assert list(store.verify()) == []


def test_going_back_a_version_forgets_copies_and_nothing_else(database: str) -> None:
    with open_store(database, create=True) as store:
        put(store, documents(STORY, "Again\n" + STORY))
    alembic(database, "downgrade", "0002")
    alembic(database, "upgrade", "head")
    alembic(database, "check")
    with open_store(database) as store:
        assert groups(store, 2) == [1, 2]
        assert store.info().documents == 2
        store.rebuild(marked, at=9)
        assert groups(store, 2) == [1, 1]
        assert list(store.verify()) == []


def test_what_changed_is_told_so_that_what_counts_sources_can_be_counted_again(database: str) -> None:
    dialect = database_at(database, create=True)
    with open_store(database, create=True) as store:
        some = documents(STORY, OTHER, STORY + OTHER)
        put(store, some[:2])
        store.put([(some[2], [])], at=2)
        with dialect.writing() as connection:
            assert storing.mark(connection, dialect, {3: compared(some[2], ()).fingerprint}) == {2}
            assert storing.sources(connection, [1, 2, 9]) == {1: (1, ""), 2: (1, ""), 9: (9, "")}


def test_a_copy_that_comes_when_thousands_share_a_footer_is_compared_with_few(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(one: Fingerprint, other: Fingerprint) -> str:
        asked.append(1)
        return copied(one, other)

    monkeypatch.setattr(storing, "copied", counted)
    monkeypatch.setattr(storing, "LEADING", 4)
    chance = random.Random(5)
    footer = " ".join(f"menu{n}" for n in range(40))
    with open_store(database, create=True) as store:
        for start in range(0, 320, 32):
            texts = (" ".join(f"w{chance.randrange(10**6)}" for _ in range(40)) for _ in range(32))
            put(store, documents(*(f"{text} {footer} {start}" for text in texts)))
        # each with those that lead, and about as many more for its chance to lead itself; all pairs would be 51,040
        assert 320 < len(asked) < 320 * 3 * storing.LEADING
        assert len(set(groups(store, 320))) == 320


BLOCKS = 7
STORIES = (f"story {number}" for number in itertools.count())  # all examples share a database
MADE = st.lists(st.frozensets(st.integers(0, BLOCKS - 1), min_size=1, max_size=4), min_size=2, max_size=11)


def made(story: str, number: int, blocks: Iterable[int]) -> tuple[Document, Fingerprint]:
    """A document of a story alone, made of parts of some length that others may have, too, each with a key."""
    salt = int(hashlib.sha256(story.encode()).hexdigest()[:7], 16)
    kept = [(block * 1_000 + n, block * 20 + n) for block in sorted(blocks) for n in range(6 + 3 * block)]
    keys = tuple(salt * BLOCKS + block for block in sorted(blocks))
    name = f"{story} {number}"
    return Document(name, name, name), Fingerprint(number, len(kept), tuple(kept), keys)


def partition(links: Iterable[tuple[int, int]], many: int) -> set[frozenset[int]]:
    gathered = defaultdict[int, set[int]](set)
    for number, group in storing.components(range(many), links).items():
        gathered[group].add(number)
    return set(map(frozenset, gathered.values()))


def by_definition(all_of_them: Sequence[tuple[Document, Fingerprint]], leading: int) -> set[frozenset[int]]:
    """The groups as the head of the module defines them, from all documents at once."""
    having = defaultdict[int, list[tuple[int, int]]](list)
    for place, (document, print_) in enumerate(all_of_them):
        for key in print_.keys:
            having[key].append((int(document.key[:15], 16), place))
    links = {
        (one, leader)
        for same in having.values()
        for _, one in same
        for _, leader in sorted(same)[:leading]
        if one != leader and copied(all_of_them[one][1], all_of_them[leader][1])
    }
    return partition(links, len(all_of_them))


@given(
    blocks=MADE,
    order=st.randoms(use_true_random=False),
    cuts=st.sets(st.integers(1, 10)),
    late=st.sets(st.integers(0, 10)),
    leading=st.integers(1, 3),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_groups_are_the_same_in_whatever_order_and_batches_the_documents_come(
    database: str, blocks: list[frozenset[int]], order: random.Random, cuts: set[int], late: set[int], leading: int
) -> None:
    story = next(STORIES)
    whole = [made(story, number, some) for number, some in enumerate(blocks)]
    came = list(range(len(whole)))
    order.shuffle(came)
    before, storing.LEADING = storing.LEADING, leading  # type: ignore[misc]
    try:
        with open_store(database, create=True) as store:
            first = store.info().documents
            for start, end in itertools.pairwise([0, *sorted(c for c in cuts if c < len(came)), len(came)]):
                some = [whole[n] for n in came[start:end]]
                prints = [None if n in late else p for n, (_, p) in zip(came[start:end], some, strict=True)]
                store.put([Extract(d, (), (), p) for (d, _), p in zip(some, prints, strict=True)], at=1)
            waiting = {first + 1 + came.index(n): whole[n][1] for n in sorted(late) if n < len(whole)}
            with database_at(database).writing() as connection:
                storing.mark(connection, database_at(database), waiting)
            found = store.copies(range(first + 1, first + 1 + len(came)))
            links = [(came[place], came[copy.group - first - 1]) for place, copy in enumerate(found)]
            assert partition(links, len(whole)) == by_definition(whole, leading)
            assert list(store.verify()) == []
    finally:
        storing.LEADING = before  # type: ignore[misc]
