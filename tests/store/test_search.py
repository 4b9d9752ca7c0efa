"""Words are found alike on every database, and nothing that is asked is taken for anything but words."""

import itertools
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.merged import OnALine, Said, extract
from store.samples import PUBLISHED, read, titles
from timeline.errors import NotUnderstood
from timeline.store import open_store
from timeline.store.asked import MOST, Asked, Beginning, Every, OneOf, Phrase, Without, leaves, understood
from timeline.store.dialects import database_at
from timeline.store.dialects.base import Dialect
from timeline.store.words import indexed, stem, words
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.query import EventQuery
from timeline.values.time import TimeSpan

DAY = TimeSpan.of(2019, 5, 1)
TEXT = (
    "The Élysée met O'Neill in Straße 9. Free press wins. Press freed by 東京 mayor. "
    "U.S.-led talks, e-mail me@x.org 1.5e3. The kidnapped ministers' elections"
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("elysee", 1),
        ("ÉLYSÉE", 1),
        ("o'neill", 1),
        ("neill O", 1),  # two words in any order
        ("strasse", 1),
        ("free press", 1),
        ("press", 2),
        ('"press free"', 0),  # in quotes they stand in a row
        ('"free press"', 1),
        ("“free press”", 1),
        ("press wins elysee", 0),  # all of them in one place
        ("東京", 1),
        ('u.s.-led "talks e"', 1),
        ("me@x.org", 1),
        ('"free pre"', 0),  # a word is a whole word
        ("1.5e3", 1),
        ("NEAR(free press)", 0),
        ("free and press", 0),  # in small letters it is a word like any other
        ("free AND press", 1),
        ("elysee OR wins", 2),
        ("free OR mayor press", 2),  # AND binds closer than OR
        ("(free OR mayor) elysee", 0),
        ("press NOT free", 1),
        ("press -free", 1),
        ("press -(free OR mayor)", 0),
        ('press -"press free"', 2),
        ("press-free", 0),  # a hyphen within joins
        ("NOT NOT free", 1),
        ("press (wins OR NOT free)", 2),
        ("title:free", 0),
        ("fre*", 2),
        ("o'neill fre*", 0),
        ("election", 1),  # in all its forms
        ("electing ministered", 1),
        ('"minister election"', 1),  # also in a row
        ("kidnapping", 1),
        ("kidnap*", 1),
        ("kidnapp*", 1),  # as it is written, though its stem has one p
        ("kidnapped*", 1),
        ("kidnappe*", 1),
        ("kidnapping*", 0),  # no word begins so
        ("ministers*", 1),
    ],
)
def test_a_question_means_the_same_on_every_database(database: str, asked: str, found: int) -> None:
    parts = re.split(r"(?<=[a-z0-9])\. ", TEXT)
    doc = Document("a", "a", TEXT, PUBLISHED, title="Day")
    with open_store(database, create=True) as store:
        store.put([(doc, [_said(TEXT, part) for part in parts])], at=1)
        assert len(titles(store, text=asked)) == found


def _said(text: str, part: str) -> Mention:
    start = text.index(part)
    return Mention(TextSpan(start, start + len(part)), "Something", Status.OCCURRED, DAY, Basis.STATED)


def test_a_row_of_words_does_not_run_from_the_title_into_the_quote(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "Ferry sinks at sea", DAY)], at=1)
        assert titles(store, text='"at sea"') == ["Ferry sinks at sea"]
        assert titles(store, text='"sea ferry"') == []


@pytest.mark.parametrize(
    ("asked", "found"), [("d1 mole", [2]), ("d1 d2", []), ("d1 OR d2", [2]), ("mole -d1", [2]), ("mole -d1 -d2", [])]
)
def test_of_the_claims_of_an_event_one_must_hold_what_is_asked(database: str, asked: str, found: list[int]) -> None:
    with open_store(database, create=True, merger=OnALine()) as store:
        store.put([extract(name, [Said(1, (1,), "red", 3, 1)]) for name in ("d1", "d2")], at=1)
        assert [event.documents for event in store.events(EventQuery(text=asked))] == found


@pytest.mark.parametrize(
    ("asked", "part", "why"),
    [
        ("   ", "", "no word to look for"),
        ('""', '""', "no letter or digit"),
        ("rain & wind", "&", "no letter or digit"),
        ("*", "*", "no letter or digit"),
        ("\0", "\0", "no letter or digit"),
        ("rain - wind", "-", "no letter or digit"),
        ("rain AND", "AND", "behind this AND"),
        ("OR rain", "OR", "before this OR"),
        ("rain AND OR wind", "AND", "behind this AND"),
        ("rain NOT", "NOT", "behind this NOT"),
        ("rain ()", "(", r"behind this \("),
        ("(rain", "(", "not closed"),
        ("rain)", ")", "no bracket is open"),
        ('rain "free press', '"', "not closed"),
        ("NOT rain", "NOT", "what must not occur"),
        ("-rain -wind", "-", "what must not occur"),
        ("rain OR NOT wind", "NOT", "what must not occur"),
        ("r*n", "*", "a star"),
        ("*rain", "*", "a star"),
        ("o'nei*", "*", "a star"),
        ('"free pre*"', "*", "a star"),
        ("(" * 21 + "rain" + ")" * 21, "(", "more than 20 brackets"),
        ("rain " * MOST + "wind", "wind", f"more than {MOST} words"),
    ],
)
def test_what_is_not_understood_is_pointed_at(asked: str, part: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why) as raised:
        understood(asked)
    assert asked[raised.value.start : raised.value.end] == part
    for shown in raised.value.examples:
        understood(shown)


def test_the_most_that_can_be_asked_is_answered(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "Rain falls at noon", DAY)], at=1)
        wide = " OR ".join(["rain", *(f"w{n}*" for n in range(1, MOST))])
        deep = "(rain OR -" * 10 + "wind" + ")" * 10
        assert titles(store, text=wide) == titles(store, text=f"rain {deep}") == ["Rain falls at noon"]
        assert titles(store, text=f'"{"rain " * MOST}"') == []


# What a text and a question are made of: words in several forms, and whatever some database's language means by a mark.
WORDS = ("ferry", "Ferries", "sank", "kidnapped", "kidnaps", "near", "Écoles", "漢", "10", "a")
MARKS = (" ", " ", " ", "-", '"', "'", "*", "(", ")", ":", "&", "|", "!", "<->", "\\", "%", "_", "\0", "^", "+", "·")
pieces = st.sampled_from(WORDS + MARKS) | st.characters()
texts = st.lists(pieces, min_size=1, max_size=12).map("".join)


@dataclass(frozen=True)
class Leaf:
    """A word, a row or a beginning, as it is written, with what it is true of."""

    written: str
    row: tuple[str, ...] = ()
    beginning: str = ""

    def among(self, folded: Sequence[str]) -> bool:
        if self.beginning:
            return any(w.startswith(self.beginning) or stem(w).startswith(self.beginning) for w in folded)
        here, row = [stem(w) for w in folded], [stem(w) for w in self.row]
        return any(here[n : n + len(row)] == row for n in range(len(here)))


Formula: TypeAlias = tuple[str, Callable[[Callable[[Leaf], bool]], bool]]  # as it is written, and what it means


def _leaf(leaf: Leaf) -> Formula:
    return leaf.written, lambda true: true(leaf)


def _joined(parts: list[Formula], how: str) -> Formula:
    means, both = (any if how == "OR" else all), how.strip()
    said = f" {both} ".join(said for said, _ in parts) if both else " ".join(said for said, _ in parts)
    return f"({said})", lambda true: means(meaning(true) for _, meaning in parts)


def _negated(part: Formula, how: str) -> Formula:
    return f"{how}{part[0]}", lambda true: not part[1](true)


_words = st.sampled_from(WORDS)
_leaves = st.one_of(
    _words.map(lambda w: Leaf(w, tuple(words(w)))),
    st.lists(_words, min_size=1, max_size=3).map(lambda r: Leaf(f'"{" & ".join(r)}"', tuple(words(" ".join(r))))),
    st.lists(_words, min_size=2, max_size=2).map(lambda r: Leaf("\\".join(r), tuple(words(" ".join(r))))),
    st.tuples(_words, st.integers(1, 9)).map(lambda p: Leaf(f"{p[0][: p[1]]}*", beginning=words(p[0][: p[1]])[0])),
).map(_leaf)
formulas: st.SearchStrategy[Formula] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(_joined, st.lists(inner, min_size=2, max_size=3), st.sampled_from(["AND", "OR", " "])),
        st.builds(_negated, inner, st.sampled_from(["NOT ", "-"])),
    ),
    max_leaves=6,
)


class Index:
    """The search index alone of an empty timeline; each filling is asked only for its own."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect, self._next = dialect, itertools.count(1)

    def fill(self, said: Sequence[tuple[str, str]]) -> list[int]:
        numbers = [next(self._next) for _ in said]
        rows = [(n, indexed(title), indexed(quote)) for n, (title, quote) in zip(numbers, said, strict=True)]
        with self.dialect.writing() as connection:
            self.dialect.add_words(connection, rows)
        return numbers

    def ask(self, wanted: Asked, numbers: Sequence[int]) -> tuple[list[bool], list[bool], list[int]]:
        """For each number whether it is found, whether it is found to hold it, and its points."""
        ranked, values = self.dialect.ranked(wanted)
        asked = self.dialect.asked(wanted)
        held = ", ".join(f"CASE WHEN {self.dialect.holds(str(n))} THEN 1 ELSE 0 END" for n in numbers)
        with self.dialect.reading() as reader:
            found = {number for (number,) in reader.rows(self.dialect.matching, asked=asked)}
            [holding] = reader.rows(f"SELECT {held}", asked=asked)
            points = dict(reader.rows(ranked, **values))
        return [n in found for n in numbers], [one == 1 for one in holding], [points.get(n, 0) for n in numbers]


@pytest.fixture
def index(database: str) -> Iterator[Index]:
    open_store(database, create=True).close()
    dialect = database_at(database)
    yield Index(dialect)
    dialect.close()


many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(formula=formulas, said=st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
@example(formula=_leaf(Leaf("kidnapp*", beginning="kidnapp")), said=[("kidnapped", "a"), ("a", "kidnaps")])
@many
def test_what_is_asked_finds_what_it_is_true_of(index: Index, formula: Formula, said: list[tuple[str, str]]) -> None:
    asked, meaning = formula
    if meaning(lambda _: False):  # an empty text would do: not one word of it must occur
        with pytest.raises(NotUnderstood, match="what must not occur"):
            understood(asked)
        return
    expected = [meaning(lambda leaf, t=t, q=q: leaf.among(words(t)) or leaf.among(words(q))) for t, q in said]
    found, held, points = index.ask(understood(asked), index.fill(said))
    assert found == held == [point > 0 for point in points] == expected


@given(asked=texts, said=st.lists(st.tuples(texts, texts), min_size=1, max_size=3))
@many
def test_whatever_is_asked_is_words_or_is_refused(index: Index, asked: str, said: list[tuple[str, str]]) -> None:
    try:
        wanted = understood(asked)
    except NotUnderstood:
        return
    found, held, points = index.ask(wanted, index.fill(said))
    assert found == held == [_true(wanted, *one) for one in said]
    scored = [sum(_true(leaf, *one) + _true(leaf, one[0], "") for leaf in leaves(wanted)) for one in said]
    assert points == [score if there else 0 for score, there in zip(scored, found, strict=True)]


def _true(wanted: Asked, title: str, quote: str) -> bool:
    match wanted:
        case Every(parts):
            return all(_true(part, title, quote) for part in parts)
        case OneOf(parts):
            return any(_true(part, title, quote) for part in parts)
        case Without(held, unwanted):
            return _true(held, title, quote) and not _true(unwanted, title, quote)
        case Phrase(stems):
            here = [[stem(w) for w in words(text)] for text in (title, quote)]
            return any(tuple(row[n : n + len(stems)]) == stems for row in here for n in range(len(row)))
        case Beginning(letters):
            return Leaf("", beginning=letters).among(words(title) + words(quote))


def test_what_the_title_holds_and_what_holds_more_has_more_points(index: Index) -> None:
    said = [("rain", "rain and wind"), ("sun", "rain"), ("sun", "rain, wind"), ("rain", "wind"), ("sun", "sun")]
    numbers = index.fill(said)
    assert index.ask(understood("rain"), numbers)[-1] == [2, 1, 1, 2, 0]
    assert index.ask(understood("rain OR wind"), numbers)[-1] == [3, 1, 2, 3, 0]
    assert index.ask(understood("rain -wind"), numbers)[-1] == [0, 1, 0, 0, 0]


def test_an_endless_text_is_searched_alike_on_every_database(index: Index) -> None:
    often = "rain " * 300
    wide = " ".join(f"{n:x}ing" for n in range(3_999)) + " wind wind wind"
    numbers = index.fill(
        [(often + "wind", often + "sun"), (wide, wide), ("漢字" * 30_000, "x" * 99_999), ("é1" * 9**6, "")]
    )
    asked = {"rain": 1, '"rain rain"': 1, '"rain wind"': 0, "sun": 1, "wind": 2, '"f9e wind"': 1, '"wind wind"': 0}
    assert {one: sum(index.ask(understood(one), numbers)[0]) for one in asked} == asked
    assert index.ask(understood("f9ein*"), numbers)[-1] == [0, 2, 0, 0]


def test_what_many_hold_is_counted_no_further_than_asked(index: Index) -> None:
    index.fill([("rain", "wind")] * 9)
    asked = index.dialect.asked(understood("rain"))
    with index.dialect.reading() as reader:
        counts = [reader.rows(index.dialect.plenty(most), asked=asked) for most in (0, 8, 9, 100)]
    assert counts == [[(1,)], [(9,)], [(9,)], [(9,)]]


def test_a_settled_index_finds_the_same(index: Index) -> None:
    numbers = [*index.fill([("rain", "wind")]), *index.fill([("sun", "wind")])]
    before = [index.ask(understood(asked), numbers) for asked in ("rain", "wi*", "sun wind")]
    with index.dialect.writing() as connection:
        index.dialect.settle(connection)
    assert [index.ask(understood(asked), numbers) for asked in ("rain", "wi*", "sun wind")] == before


@pytest.mark.parametrize("asked", ["rain", "rain -wind*", "rain OR wind"])
def test_whether_one_mention_holds_it_is_looked_up_by_its_number(index: Index, asked: str) -> None:
    index.fill([(f"rain {n}", "wind") for n in range(3_000)])
    dialect, wanted = index.dialect, understood(asked)
    few = "WITH few (id) AS (VALUES (1), (2), (3)) SELECT id FROM few WHERE"
    explain = "EXPLAIN QUERY PLAN" if dialect.files() else "EXPLAIN"
    with dialect.writing() as connection:
        if not dialect.files():
            connection.exec_driver_sql("ANALYZE mention_search")
    with dialect.reading() as reader:
        plan = " ".join(
            str(row[-1])
            for row in reader.rows(f"{explain} {few} {dialect.holds('few.id')}", asked=dialect.asked(wanted))
        )
    # In FTS5's plan "=" is a number that is given, M what is asked.
    assert "pk_mention_search" in plan or "VIRTUAL TABLE INDEX 0:=M" in plan, plan
    assert "ix_mention_search_words" not in plan


@given(st.text(max_size=40))
def test_words_are_letters_and_digits_without_case(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert word == word.casefold() or not word.isascii()
        assert not any(unicodedata.category(c) == "Mn" for c in word)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_fast_way_for_plain_text_is_the_same_way(text: str) -> None:
    assert words(text) == words(text + " é")[:-1]


def test_the_stemmer_is_loaded_only_where_words_are_asked_for(tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    open_store(path, create=True).close()
    asking = "import sys; from timeline.store import open_store; from timeline.values.query import EventQuery; "
    asking += f"print(list(open_store({path!r}).events(EventQuery(text=sys.argv[1]))), 'Stemmer' in sys.modules)"
    said = [subprocess.run([sys.executable, "-c", asking, t], capture_output=True, text=True).stdout for t in ("", "a")]
    assert said == ["[] False\n", "[] True\n"]


@given(st.text(max_size=40))
def test_every_word_has_a_stem_of_letters_and_digits(text: str) -> None:
    assert all(stem(word).isalnum() for word in words(text))


@given(st.lists(st.text(max_size=40) | st.sampled_from(("Actor1Name: PARTY 38", "“Élan” – running")), max_size=80))
def test_the_cells_of_a_row_are_indexed_as_the_same_words_in_one_line(lines: list[str]) -> None:
    assert indexed("\n".join(lines)) == indexed(" ".join(line.replace("\n", " ") for line in lines))
