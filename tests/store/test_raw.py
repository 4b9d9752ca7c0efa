"""A statement that a person wrote is answered, and can do nothing but read."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.samples import read
from store.test_at_once import contents
from timeline.errors import BadStatement, GaveUp
from timeline.store import Store, open_store
from timeline.values.time import TimeSpan

DAY = TimeSpan.of(2019, 5, 1)
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Three events, open to be read only."""
    with open_store(database, create=True) as made:
        made.put([read("a.txt", "The ferry sank. The tug sank. Ida's boat: lost", DAY, DAY, DAY)], at=1)
    with open_store(database, read_only=True) as opened:
        yield opened


def asked(store: Store, statement: str, **values: object) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns and rows of an answer."""
    with store.answering(statement, values) as answer:
        return answer.columns, list(answer.rows)


def refused(store: Store, statement: str, **values: object) -> BadStatement:
    """Why a statement is refused."""
    with pytest.raises(BadStatement) as error:
        asked(store, statement, **values)
    assert "\n" not in error.value.sentence
    return error.value


def kept(database: str) -> object:
    """All that there is: of files their names and bytes, of a server every row."""
    if "://" in database:
        return contents(database)
    files = sorted(path for path in Path(database).parent.rglob("*") if not path.name.endswith("-shm"))  # locks
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files if path.stat().st_size]


def test_an_answer_has_the_names_of_its_columns_and_values_of_every_kind(store: Store) -> None:
    statement = "SELECT event, title, edtf AS at, NULL AS none, 0.5 AS half FROM timeline ORDER BY event LIMIT 1"
    assert asked(store, statement) == (
        ["event", "title", "at", "none", "half"],
        [(1, "The ferry sank", "2019-05-01", None, 0.5)],
    )


def test_an_answer_without_rows_has_columns(store: Store) -> None:
    assert asked(store, "SELECT event, title FROM timeline WHERE event < 0") == (["event", "title"], [])


def test_sums_and_means_are_of_one_kind_on_every_database(store: Store) -> None:
    _, [row] = asked(store, "SELECT sum(documents), avg(documents), count(*) FROM timeline")
    assert [(value, type(value)) for value in row] == [(3, int), (1.0, float), (3, int)]


def test_a_plan_can_be_asked_for(store: Store) -> None:
    _, rows = asked(store, "EXPLAIN SELECT title FROM timeline WHERE event = :n", n=1)
    assert rows


@pytest.mark.parametrize(
    ("statement", "values", "rows"),
    [
        ("SELECT :a, :b, :a", {"a": 1, "b": "x"}, [(1, "x", 1)]),
        ("SELECT title FROM timeline WHERE title LIKE :part ORDER BY 1", {"part": "%sank"}, 2),
        ("SELECT ':a', :a -- :b\n", {"a": 2.5}, [(":a", 2.5)]),
        ("SELECT /* :b */ ':a''' || :a || '%' AS \":c\"", {"a": "x"}, [(":a'x%",)]),
        ("SELECT CAST(:a AS integer)", {"a": "7"}, [(7,)]),
        ("SELECT title FROM timeline WHERE title LIKE '%: %' AND event > :n", {"n": 0}, 1),
        ("SELECT event FROM timeline WHERE title = :title", {"title": "Ida's boat: lost"}, [(3,)]),
        ("SELECT event FROM timeline WHERE title = :title", {"title": "x' OR 1=1 --"}, []),
        ("VALUES (:a), (:b)", {"a": "1", "b": "2"}, [("1",), ("2",)]),
        ("  -- words\n /* more */ select 1;\n", {}, [(1,)]),
    ],
)
def test_values_stand_where_they_are_named_and_nowhere_else(
    store: Store, statement: str, values: dict[str, object], rows: object
) -> None:
    found = asked(store, statement, **values)[1]
    assert (len(found) if isinstance(rows, int) else found) == rows


def test_the_servers_own_ways_to_write_text_and_casts_hold_no_names(store: Store) -> None:
    if "://" not in store.info().label:
        pytest.skip("only a server has these")
    statement = r"SELECT $x$:b$x$, E'\':b', 1::text, /* /* :b */ :b */ '5'::integer + :a"
    assert asked(store, statement, a=1)[1] == [(":b", "':b", "1", 6)]
    kinds = "SELECT DATE '2019-05-01', true, decode('6869', 'hex'), ARRAY[1, 2], '{\"a\": 1}'::jsonb, 1.50"
    assert asked(store, kinds)[1] == [("2019-05-01", True, b"hi", "{1,2}", '{"a": 1}', 1.5)]
    assert asked(store, "SELECT DATE '0044-03-15 BC', 'NaN'::numeric IS NULL")[1] == [("0044-03-15 BC", False)]


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("SELECT titel FROM timeline", "titel"),
        ("SELECT :a, titel FROM timeline WHERE :a = :a", "titel"),
        ("SELECT title FROM events", "events"),
        ("SELECT title FORM x FROM timeline", "x"),
        ("DELETE FROM event", "DELETE"),
        ("-- harmless\nDROP TABLE event", "DROP"),
        ("SELECT :nothing", ":nothing"),
    ],
)
def test_the_part_that_is_not_understood_is_marked(store: Store, statement: str, part: str) -> None:
    error = refused(store, statement, **({"a": 1} if ":a" in statement else {}))
    assert statement[error.start : error.end] == part
    line, mark = error.shown.split("\n")
    assert line[mark.index("^") : len(mark)] == part


@pytest.mark.parametrize(
    ("statement", "values", "says"),
    [
        ("", {}, "no statement"),
        ("-- only this", {}, "no statement"),
        ("SELECT 1; SELECT 2", {}, "more than one statement"),
        ("SELECT 1; DELETE FROM event", {}, "more than one statement"),
        ("SELECT 1; COMMIT; DELETE FROM event", {}, "more than one statement"),
        ("SELECT 1", {"a": 1}, "does not name :a"),
        ("SELECT :a", {"a": 2**63}, "64 bits"),
        ("SELECT :a", {"a": "\0"}, "no database takes"),
        ("SELECT '\udcff'", {}, "no database takes"),
    ],
)
def test_what_is_asked_wrongly_is_told(store: Store, statement: str, values: dict[str, object], says: str) -> None:
    assert says in refused(store, statement, **values).sentence


EVERYWHERE = (
    "INSERT INTO event SELECT * FROM event",
    "UPDATE event SET title = 'x'",
    "DELETE FROM event",
    "WITH gone AS (SELECT 1) DELETE FROM event",
    "WITH gone AS (DELETE FROM event RETURNING *) SELECT * FROM gone",
    "SELECT * FROM event; DELETE FROM event",
    "SELECT title INTO taken FROM event",
    "CREATE TABLE x (y integer)",
    "CREATE TEMP TABLE x (y integer)",
    "DROP VIEW timeline",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "VACUUM",
    "ANALYZE",
    "REINDEX",
    "PREPARE x AS SELECT 1",
    "EXPLAIN ANALYZE DELETE FROM event",
    "EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1",
)
OF_A_FILE = (
    "ATTACH '{folder}/other.db' AS other",
    "WITH x AS (SELECT 1) ATTACH '{folder}/other.db' AS other",
    "VACUUM INTO '{folder}/copy.db'",
    "PRAGMA query_only = 0",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA writable_schema = 1",
    "SELECT * FROM pragma_wal_checkpoint('TRUNCATE')",
    "SELECT * FROM pragma_journal_mode('DELETE')",
    "SELECT * FROM pragma_optimize",
    "SELECT load_extension('{folder}/x')",
    "SELECT fts3_tokenizer('simple', x'00')",
    "SELECT writefile('{folder}/x', 'x')",
    "REPLACE INTO event SELECT * FROM event",
    "INSERT INTO mention_search (mention_search) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE temp.x USING fts5(y)",
    "SAVEPOINT x",
    "DETACH main",
)
OF_A_SERVER = (
    "SET TRANSACTION READ WRITE",
    "SELECT set_config('transaction_read_only', 'off', true)",
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT query_to_xml('DELETE FROM event', true, true, '')",
    "SELECT set_config('transaction_read_only', 'off', true), query_to_xml('DELETE FROM event', true, true, '')",
    "SELECT query_to_xml('COMMIT', true, true, '')",
    "SELECT lo_create(7)",
    "WITH x AS (INSERT INTO event SELECT * FROM event RETURNING 1) SELECT * FROM x",
    "COPY event TO PROGRAM 'true'",
    "COPY event TO '{folder}/x'",
    "SELECT * FROM event FOR UPDATE",
    "DO $$ BEGIN DELETE FROM event; END $$",
    "CALL x()",
    "LOCK TABLE event",
    "NOTIFY x",
    "TRUNCATE event",
    "GRANT ALL ON event TO PUBLIC",
    "SELECT setval('x', 1)",
    "EXECUTE x",
    "SELECT 1) TO STDOUT; DELETE FROM event; --",
    "SELECT lo_from_bytea(0, 'x')",
    "ALTER SYSTEM SET work_mem = '1MB'",
)


def test_nothing_can_be_written_by_any_statement(store: Store, database: str, tmp_path: Path) -> None:
    before = kept(database)
    own = OF_A_SERVER if "://" in database else OF_A_FILE
    for statement in (*EVERYWHERE, *own):
        for dressed in (statement, f"/* SELECT */ {statement}", f"{statement};"):
            refused(store, dressed.format(folder=tmp_path))
    assert kept(database) == before


def test_reading_leaves_no_trace(store: Store, database: str) -> None:
    before = kept(database)
    asked(store, "SELECT * FROM timeline")
    asked(store, "SELECT count(*) FROM mention_search")
    assert kept(database) == before


def test_the_words_of_the_search_and_the_columns_of_a_table_can_be_asked_for(store: Store) -> None:
    if "://" in store.info().label:
        assert asked(store, "SELECT mention FROM mention_search WHERE words @@ CAST('tug' AS tsquery)")[1] == [(2,)]
        columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'event_mention'"
    else:
        assert asked(store, "SELECT rowid FROM mention_search WHERE mention_search MATCH 'tug'")[1] == [(2,)]
        columns = "SELECT name FROM pragma_table_info('event_mention')"
    assert ("score",) in asked(store, columns)[1]


PIECES = """
SELECT WITH VALUES EXPLAIN INSERT DELETE UPDATE INTO FROM WHERE event timeline title * ( ) , ; ' " : :a :b = < || --
/* */ $$ $a$ E' \\ % %s %(a)s ? $1 :: 1 0.5 1e999 x'ff' NULL AS x UNION ALL LIMIT ORDER BY GROUP HAVING RECURSIVE
count(*) ATTACH VACUUM PRAGMA ANALYZE COPY DO JOIN ON CAST(:a AS text) now() date('now') [ ] ` @a #
"""
JUNK = PIECES.split()
statements = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(JUNK), max_size=14).map(" ".join),
    st.lists(st.sampled_from(JUNK), max_size=14).map(lambda words: " ".join(["SELECT", *words])),
    st.text(max_size=30).map("SELECT ".__add__),
)
values = st.dictionaries(st.sampled_from(["a", "b"]), st.one_of(st.integers(), st.floats(), st.text(max_size=9)))


def test_junk_is_answered_or_refused_and_changes_nothing(store: Store, database: str) -> None:
    before = kept(database)

    @settings(max_examples=300)
    @given(statements, values)
    @example("SELECT $1", {})
    @example("SELECT $1, :a", {"a": 1})
    def ask(statement: str, given_: dict[str, object]) -> None:
        with suppress(BadStatement):
            asked(store, statement, **given_)

    ask()
    assert kept(database) == before


def test_a_long_statement_is_given_up_when_the_time_is_over(store: Store, database: str) -> None:
    del store
    with open_store(database, read_only=True, timeout=0.3) as short, pytest.raises(GaveUp) as error:
        asked(short, LONG)
    assert "gave up after 0.3 s" in str(error.value)


def test_many_short_statements_are_given_up_as_well(store: Store, database: str) -> None:
    del store

    def ask_for_ever() -> None:
        while True:
            asked(short, "SELECT 1")

    with open_store(database, read_only=True, timeout=0.5) as short, pytest.raises(GaveUp):
        ask_for_ever()
    with open_store(database, read_only=True, timeout=60) as long:
        assert asked(long, "SELECT 1")[1] == [(1,)]
