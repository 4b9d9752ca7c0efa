"""Counting reads an index, or the counts that are kept, and sorts nothing."""

import pytest

from store.samples import read, some_spans
from timeline.store import open_store
from timeline.store.counting import Asked, asked, count_sql, not_of_a_day, tally
from timeline.store.dialects import database_at
from timeline.store.dialects.base import Reader, Row
from timeline.store.groups import by_fact, by_name
from timeline.store.spans import DATED
from timeline.values.query import EventQuery
from timeline.values.tally import By
from timeline.values.time import DAY, TimeSpan

INDEX = "ix_event_length_class_starts_ends_grain_number"
YEAR = EventQuery(during=TimeSpan.of(2010))


def filled(database: str) -> str:
    with open_store(database, create=True) as store:
        for n in range(4):
            store.put([read(f"{n}", ". ".join(f"Rain {n} {i}" for i in range(500)), *some_spans(n, 500))], at=1)
    return database


def keys(reader: Reader, database: str, query: EventQuery) -> Asked:
    found = asked(reader, database_at(database), query)
    assert found is not None
    return found


def test_a_count_of_a_window_reads_a_range_of_the_index_for_each_class_and_sorts_nothing(tmp_path: object) -> None:
    path = filled(f"{tmp_path}/timeline.db")
    with database_at(path).reading() as reader:
        year = keys(reader, path, YEAR)
        plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {count_sql(year.keys)}", **year.values)]
    ranges = [line for line in plan if line.startswith("SEARCH")]
    assert len(ranges) == len(DATED)
    assert all(f"USING COVERING INDEX {INDEX} (length_class=? AND starts" in line for line in ranges)
    assert not [line for line in plan if "TEMP B-TREE" in line or line.startswith("SCAN event")], plan


def test_what_is_not_known_to_a_day_is_counted_off_two_indexes(tmp_path: object) -> None:
    path = filled(f"{tmp_path}/timeline.db")
    with database_at(path).reading() as reader:
        plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {not_of_a_day(0, 400 * DAY)}")]
    ranges = [line for line in plan if line.startswith(("SEARCH", "SCAN event"))]
    by_day = "SEARCH event USING COVERING INDEX ix_event_month_day_starts_ends_grain_number (month_day=? AND starts"
    assert sum(line.startswith(by_day) for line in ranges) == 1
    by_class = f"SEARCH event USING COVERING INDEX {INDEX} (length_class=? AND starts"
    assert sum(line.startswith(by_class) for line in ranges) == len(ranges) - 1 == len(DATED)


@pytest.mark.postgresql
def test_a_server_counts_a_window_without_sorting_it(postgresql_url: str) -> None:
    filled(postgresql_url)
    with database_at(postgresql_url).writing() as connection:
        connection.exec_driver_sql("ANALYZE event")
    with database_at(postgresql_url).reading() as reader:
        year = keys(reader, postgresql_url, YEAR)
        plan = [line for (line,) in reader.rows(f"EXPLAIN {count_sql(year.keys)}", **year.values)]
    assert not [line for line in plan if "Sort" in line or "Seq Scan" in line], plan
    assert sum(INDEX in line for line in plan) >= len(DATED) - 2  # where a class has hardly a row, any way will do


class Watched:
    """A reader that keeps what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.asked: list[str] = []
        self.stream = reader.stream

    def rows(self, sql: str, **values: object) -> list[Row]:
        self.asked.append(sql)
        return self._reader.rows(sql, **values)


@pytest.mark.parametrize("by", [By.DAY, By.WEEK, By.MONTH, By.YEAR])
def test_all_events_are_counted_by_period_off_the_counts_that_are_kept(database: str, by: By) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", ". ".join(f"Rain {n}" for n in range(50)), *some_spans(1, 50))], at=1)
    dialect = database_at(database)
    with dialect.reading() as reader:
        watched = Watched(reader)
        found = tally(watched, dialect, EventQuery(), by, None)
    assert sum(one.events for one in found.counts) + found.aside == 50
    assert watched.asked
    assert all("FROM event_tally WHERE unit" in sql for sql in watched.asked)
    dialect.close()


def test_all_events_are_counted_by_what_they_have_in_the_order_of_a_table(tmp_path: object) -> None:
    path = filled(f"{tmp_path}/timeline.db")
    with database_at(path).reading() as reader:
        for sql in (by_fact(By.STATUS, None), by_name(By.WHO, None).none):
            plan = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {sql}")]
            assert plan[0] == "SCAN e"
        each = [detail for *_, detail in reader.rows(f"EXPLAIN QUERY PLAN {by_name(By.WHO, None).each}")]
    assert any("SCAN l USING COVERING INDEX ix_event_entity_order" in line for line in each), each
