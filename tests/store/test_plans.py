"""A window is a few short ranges of one index, whatever lies beside it."""

import pytest

from store.samples import read, some_spans
from timeline.store import open_store, selects
from timeline.store.dialects import database_at
from timeline.store.meant import understood
from timeline.store.question import Meant, Named, numbers
from timeline.store.spans import DATED
from timeline.values.mention import Kind
from timeline.values.query import EventQuery, Sort
from timeline.values.time import TimeSpan

INDEX = "ix_event_length_class_starts_ends_grain_number"


@pytest.mark.parametrize("limit", [50, None])
def test_a_window_reads_a_range_of_the_index_for_each_class_and_no_table(tmp_path: object, limit: int | None) -> None:
    path = f"{tmp_path}/timeline.db"
    with open_store(path, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(200)), *some_spans(1, 200))], at=1)
    asked = numbers(EventQuery(during=TimeSpan.of(2010), limit=limit), Meant())
    with database_at(path).reading() as reader:
        plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {asked.sql}", **asked.values)]
    ranges = [line for line in plan if "event" in line]
    assert len(ranges) == len(DATED)
    assert all(
        line.startswith(f"SEARCH event USING COVERING INDEX {INDEX} (length_class=? AND starts") for line in ranges
    )


@pytest.mark.postgresql
def test_a_server_reads_the_same_ranges(postgresql_url: str) -> None:
    with open_store(postgresql_url, create=True) as store:
        for n in range(4):
            store.put([read(f"{n}", ". ".join(f"Rain {n} {i}" for i in range(500)), *some_spans(n, 500))], at=1)
    asked = numbers(EventQuery(during=TimeSpan.of(2010), limit=50), Meant())
    with database_at(postgresql_url).writing() as connection:
        connection.exec_driver_sql("ANALYZE event")
    with database_at(postgresql_url).reading() as reader:
        plan = [line for (line,) in reader.rows(f"EXPLAIN {asked.sql}", **asked.values)]
    scans = [line for line in plan if " on event" in line]
    assert len(scans) == len(DATED)
    assert sum(INDEX in line for line in scans) >= len(DATED) - 2  # where a class has hardly a row, any way will do


NAMES = "ix_event_entity_order"


@pytest.mark.parametrize("limit", [50, None])
@pytest.mark.parametrize("kinds", [(), (Kind.ATTACK,)])
def test_a_name_in_a_window_reads_its_part_of_the_index_of_names_for_each_class(
    tmp_path: object, limit: int | None, kinds: tuple[Kind, ...]
) -> None:
    path = f"{tmp_path}/timeline.db"
    with open_store(path, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(200)), *some_spans(1, 200))], at=1)
    query = EventQuery(during=TimeSpan.of(2010), limit=limit, kinds=kinds, who="x", where="y")
    asked = numbers(query, Meant([Named((1, 7), (0,)), Named((3,), (1, 2))]))
    with database_at(path).reading() as reader:
        plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {asked.sql}", **asked.values)]
    ranges = [line for line in plan if line.startswith("SEARCH l ")]
    order = f"SEARCH l USING COVERING INDEX {NAMES} (entity=? AND place=? AND length_class=? AND starts"
    assert len(ranges) == len(DATED)
    assert all(line.startswith(order) for line in ranges)
    assert not [line for line in plan if line.startswith("SCAN") and "event" in line]


def test_the_words_of_a_name_are_looked_up_and_not_searched_for(tmp_path: object) -> None:
    path = f"{tmp_path}/timeline.db"
    open_store(path, create=True).close()
    with database_at(path).reading() as reader:
        asked = selects.entities(["w0", "w1"])
        plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {asked}", w0="a", w1="b")]
    assert not [line for line in plan if line.startswith("SCAN")], plan


@pytest.mark.postgresql
def test_a_server_reads_a_name_in_a_window_off_the_same_index(postgresql_url: str) -> None:
    with open_store(postgresql_url, create=True) as store:
        for n in range(4):
            store.put([read(f"{n}", ". ".join(f"Rain {n} {i}" for i in range(500)), *some_spans(n, 500))], at=1)
    asked = numbers(EventQuery(during=TimeSpan.of(2010), limit=50), Meant([Named((7,), (0,))]))
    with database_at(postgresql_url).writing() as connection:
        connection.exec_driver_sql("ANALYZE event_entity")
    with database_at(postgresql_url).reading() as reader:
        plan = [line for (line,) in reader.rows(f"EXPLAIN {asked.sql}", **asked.values)]
    scans = [line for line in plan if " on event_entity" in line]
    assert len(scans) == len(DATED)
    assert all("Index" in line for line in scans), plan


def plan_of(path: str, query: EventQuery, meant: Meant | None = None, after: tuple[int, ...] = ()) -> list[str]:
    """How a file answers a question, a line for each step."""
    with database_at(path).reading() as reader:
        found = meant or understood(reader, database_at(path), query)
        assert found is not None
        asked = numbers(query, found, after, lazily=True)
        return [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {asked.sql}", **asked.values)]


@pytest.fixture
def path(tmp_path: object) -> str:
    """A timeline of two hundred events."""
    made = f"{tmp_path}/timeline.db"
    with open_store(made, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(200)), *some_spans(1, 200))], at=1)
    return made


def test_a_day_of_any_year_is_read_in_order_off_its_own_index(path: str) -> None:
    [line] = plan_of(path, EventQuery(on_day=(10, 7), limit=50))
    assert line == "SEARCH event USING COVERING INDEX ix_event_month_day_starts_ends_grain_number (month_day=?)"


@pytest.mark.parametrize("sort", [Sort.EARLIEST, Sort.LATEST])
def test_a_page_begins_where_the_last_ended_and_sorts_nothing(path: str, sort: Sort) -> None:
    plan = plan_of(path, EventQuery(during=TimeSpan.of(2010), sort=sort, limit=50), after=(0, 86_400, 40, 7))
    ranges = [line for line in plan if line.startswith("SEARCH event")]
    assert len(ranges) == len(DATED)
    begins = (
        ("(starts,ends,grain)>", "starts>", "starts=") if sort is Sort.EARLIEST else ("starts", "(starts,ends,grain)<")
    )
    order = f"SEARCH event USING COVERING INDEX {INDEX} (length_class=? AND "
    assert all(line.removeprefix(order).startswith(begins) for line in ranges)
    assert not [line for line in plan if "TEMP B-TREE" in line or line.startswith("SCAN event")]


def test_of_a_rare_word_the_mentions_are_found_first_and_not_the_window(path: str) -> None:
    plan = plan_of(path, EventQuery(during=TimeSpan.of(2010), text="rain", limit=50))
    assert "SEARCH event USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert not [line for line in plan if INDEX in line]


def test_of_a_common_word_the_window_is_walked_and_each_event_asked(path: str) -> None:
    meant = Meant(matching="SELECT 1", holds="m.id = 1")
    plan = plan_of(path, EventQuery(during=TimeSpan.of(2010), text="rain", limit=50), meant)
    ranges = [line for line in plan if line.startswith("SEARCH event USING COVERING INDEX")]
    assert len(ranges) == len(DATED)
    assert not [line for line in plan if "TEMP B-TREE" in line]


@pytest.mark.postgresql
def test_a_server_prepares_a_question_that_comes_again_with_another_window(postgresql_url: str) -> None:
    with open_store(postgresql_url, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(50)), *some_spans(1, 50))], at=1)
        for year in range(2000, 2010):
            list(store.events(EventQuery(during=TimeSpan.of(year), limit=5)))
        with store._dialect.reading() as reader:
            [(asked,)] = reader.rows("SELECT max(generic_plans + custom_plans) FROM pg_prepared_statements")
    assert asked >= 4
