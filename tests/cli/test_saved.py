"""Questions that are kept, as a person has them."""

import pytest

from cli.conftest import Command
from store.samples import person, told
from timeline.store import open_store
from timeline.values.time import TimeSpan


@pytest.fixture
def kept(database: str) -> str:
    """A timeline of three events, on each database."""
    with open_store(database, create=True) as store:
        store.put(
            [
                told("Quill opens a mill", person("Ada Quill"), time=TimeSpan.of(2019, 5, 15)),
                told("A crowd burns the mill", time=TimeSpan.of(2019, 6, 16)),
                told("Quill sold the mill", person("Ada Quill"), time=TimeSpan.of(2019, 6, 17)),
            ],
            at=1,
        )
    return database


def numbers(out: str) -> list[int]:
    return [int(line.split()[0]) for line in out.splitlines()]


def test_a_question_is_kept_as_it_was_written_and_asked_from_the_day_on_which_it_is_asked(
    timeline: Command, kept: str
) -> None:
    said = timeline("--db", kept, "save", "monthly", "last", "month", "--who", "quill")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("kept; `timeline ")
    assert timeline("--db", kept, "run").out == "monthly  query last month --who quill\n"
    for day, found in (("2019-06-01", [1]), ("2019-07-01", [3]), ("2019-08-01", [])):
        assert numbers(timeline("--db", kept, "run", "monthly", "--now", day).out) == found


def test_what_is_added_goes_before_what_is_kept(timeline: Command, kept: str) -> None:
    timeline("--db", kept, "save", "mill", "2019-06", "--text", "mill", "--limit", "1")
    assert numbers(timeline("--db", kept, "run", "mill").out) == [2]
    assert numbers(timeline("--db", kept, "run", "mill", "--limit", "5").out) == [2, 3]
    assert numbers(timeline("--db", kept, "run", "mill", "2019-05").out) == [1]
    assert numbers(timeline("--db", kept, "run", "mill", "2019", "--limit", "9", "--who", "quill").out) == [1, 3]
    table = timeline("--db", kept, "run", "mill", "--to", "jsonl")
    assert table.out.startswith("{")
    assert numbers(timeline("--db", kept, "run", "mill").out) == [2]  # what is kept stays as it was


def test_any_command_that_asks_can_be_kept(timeline: Command, kept: str) -> None:
    assert timeline("--db", kept, "save", "table", "export", "2019-05", "--to", "tsv").code == 0
    said = timeline("--db", kept, "run", "table")
    assert said.out.splitlines()[1].split("\t")[0] == "1"
    assert said.out == timeline("--db", kept, "export", "2019-05", "--to", "tsv").out
    assert timeline("--db", kept, "run").out == "table  export 2019-05 --to tsv\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["soon"], 1, "'soon' is not a window of time"),
        (["--kind", "row"], 2, "there is no 'row'"),
        (["--limt", "3"], 2, "No such option: --limt"),
        (["--limit", "0"], 2, "'--limit'"),
        (["judge", "1", "2"], 1, "'judge' asks nothing that could be kept; these do: "),
        (["--certain"], 2, "add WHEN"),
    ],
)
def test_a_bad_question_is_refused_with_its_own_error_and_not_kept(
    timeline: Command, kept: str, words: list[str], code: int, says: str
) -> None:
    said = timeline("--db", kept, "save", "bad", *words)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert timeline("--db", kept, "run").out == ""


def test_a_name_that_is_taken_is_replaced_only_if_that_is_said(timeline: Command, kept: str) -> None:
    timeline("--db", kept, "save", "mill", "2019")
    said = timeline("--db", kept, "save", "mill", "2018")
    assert said.code == 1
    assert said.err == "error: 'mill' is kept already: query 2019; write --replace, or give another name\n"
    assert timeline("--db", kept, "save", "mill", "2018", "--replace").code == 0
    assert timeline("--db", kept, "run").out == "mill  query 2018\n"


def test_what_is_forgotten_is_gone_and_what_is_not_there_is_told(timeline: Command, kept: str) -> None:
    assert "none is kept yet" in timeline("--db", kept, "run", "mill").err
    timeline("--db", kept, "save", "mill", "2019")
    timeline("--db", kept, "save", "ferry")
    assert timeline("--db", kept, "run", "tug").err == "error: no question 'tug' is kept; there are: ferry, mill\n"
    assert timeline("--db", kept, "save", "mill", "--delete").code == 0
    assert timeline("--db", kept, "save", "mill", "--delete").code == 1
    assert timeline("--db", kept, "run").out == "ferry  query\n"
    assert "goes with a name alone" in timeline("--db", kept, "save", "ferry", "2019", "--delete").err


def test_the_database_is_no_part_of_the_question(timeline: Command, kept: str) -> None:
    assert timeline("save", "mill", "2019-06", "--db", kept, "--text", "mill").code == 0
    assert timeline("--db", kept, "run").out == "mill  query 2019-06 --text mill\n"
    assert numbers(timeline("run", "mill", "--db", kept, "--limit", "1").out) == [2]


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 101])
def test_a_name_is_one_line_of_some_length(timeline: Command, kept: str, name: str) -> None:
    said = timeline("--db", kept, "save", name, "2019")
    assert said.code == 1
    assert "is no name for a question" in said.err
    assert timeline("--db", kept, "save", "what Ada's mill did: 東京", "2019").code == 0
