"""One list of options for every command that asks: each with the others, in words, in pages, in columns."""

import json
from pathlib import Path

import pytest

from cli.conftest import Command
from store.samples import PUBLISHED, person, read, told
from timeline.cli.question import OPTIONS
from timeline.store import open_store
from timeline.values.mention import Basis
from timeline.values.time import DAY, Extent, Grain, TimeSpan, day_number


@pytest.fixture
def db(tmp_path: Path) -> str:
    """A siege of two weeks, what happened before, while and after it, and a day known in several years."""
    path = str(tmp_path / "timeline.db")
    siege = TimeSpan.of_days(day_number(2019, 5, 1), day_number(2019, 5, 14), Grain.DAY, Extent.THROUGHOUT)
    at_noon = TimeSpan.of(2019, 5, 7, 12, 30)
    with open_store(path, create=True) as store:
        store.put(
            [
                told("The siege lasted", person("Ada Quill"), time=siege),
                told("A mill burnt", time=TimeSpan.of(2019, 4, 29)),
                told("A bridge fell", person("Ada Quill"), time=at_noon, basis=Basis.RELATIVE),
                told("A treaty was signed", time=TimeSpan.of(2019, 5)),
                told("A wall was built", time=TimeSpan.of(2020, 5, 7)),
                read("c.txt", "The gate opened", TimeSpan.of(1999), title="Old times", publisher="The Élan"),
                told("Nobody knows when", time=None),
            ],
            at=1,
        )
    return path


def numbers(out: str) -> list[int]:
    """The events that lines show, in order."""
    return [int(line.split()[0].removeprefix(">") or line.split()[1]) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--on-day", "7 May"], [3, 5]),
        (["2019", "--on-day", "05-07"], [3]),
        (["--grain", "..minute"], [3]),
        (["--grain", "month..year"], [6, 4]),
        (["--basis", "relative"], [3]),
        (["--publisher", "elan"], [6]),
        (["--published", "2019-05", "--who", "quill"], [1, 3]),
        (["--published", "2018"], []),
        (["--before", "1"], [6, 2]),
        (["--before", "1", "--certain"], [6, 2]),
        (["--before", "1", "--within", "3d", "--certain"], [2]),
        (["--after", "1", "--certain"], [5]),
        (["--during", "1", "--certain"], [3]),
        (["--during", "1"], [4, 3]),
        (["--around", "3", "--within", "48h"], [1, 4]),
        (["--before", "5", "--after", "2", "--certain"], [1, 4, 3]),
        (["--sort", "latest"], [5, 3, 4, 1, 2, 6]),
        (["--text", "siege OR bridge", "--sort", "relevance"], [1, 3]),
        (["--text", "burn* OR fell -siege"], [2, 3]),
        (["-0044-03-15..2000"], [6]),
        (["1 May 2019..3 May 2019"], [1, 4]),
    ],
)
def test_each_option_keeps_what_it_says(timeline: Command, db: str, asked: list[str], found: list[int]) -> None:
    said = timeline("--db", db, "query", *asked)
    assert (said.code, numbers(said.out)) == (0, found)


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--around", "3"], 2, "--within 48h"),
        (["--within", "48h"], 2, "goes with --around"),
        (["--around", "3", "--within", "2 months"], 1, "write 60d"),
        (["--before", "7"], 1, "event 7 is undated"),
        (["--before", "99"], 1, "no event 99"),
        (["--sort", "size"], 2, "earliest, latest"),
        (["--sort", "relevance"], 2, "--text"),
        (["--certain"], 2, "add WHEN"),
        (["--on-day", "02-30"], 1, "10-07"),
        (["--grain", "fortnight"], 1, "day..month"),
        (["--published", "soon"], 1, "2023-10"),
        (["--after-token", "x"], 1, "ask for the first page again"),
        (["--columns", "event,size"], 1, "alleged_by"),
        (["--count-by", "size"], 1, "publisher"),
        (["--timeout", "soon"], 2, "timeout"),
        (["--text", "siege AND"], 1, "^^^"),
    ],
)
def test_what_is_not_understood_is_said_in_a_line_that_says_what_would_be(
    timeline: Command, db: str, asked: list[str], code: int, words: str
) -> None:
    said = timeline("--db", db, "query", *asked)
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_day_is_read_from_the_day_that_one_says(timeline: Command, db: str) -> None:
    assert numbers(timeline("--db", db, "query", "yesterday", "--now", "8 May 2019").out) == [1, 4, 3]


def test_what_happened_around_an_event_is_shown_with_it_in_its_place(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "around", "3", "--within", "48h")
    assert numbers(said.out) == [1, 4, 3]
    assert [line[0] for line in said.out.splitlines()] == [" ", " ", ">"]
    alone = timeline("--db", db, "around", "6", "--within", "1d")
    assert (numbers(alone.out), alone.err) == ([6], "nothing else within 1d\n")
    assert timeline("--db", db, "around", "7").err.startswith("error: event 7 is undated")


def test_pages_run_through_the_dated_into_the_undated(timeline: Command, db: str) -> None:
    whole = timeline("--db", db, "query", "--undated").out
    shown, token = "", []
    for _ in range(7):
        page = timeline("--db", db, "query", "--undated", "--limit", "1", *token)
        shown += page.out
        token = ["--after-token", page.err.split()[-1]] if page.err else []
    assert shown == whole
    assert not token  # after the last there is no more


def test_a_page_of_another_order_is_refused(timeline: Command, db: str) -> None:
    token = timeline("--db", db, "query", "--limit", "1").err.split()[-1]
    said = timeline("--db", db, "query", "--sort", "latest", "--after-token", token)
    assert said.code == 1
    assert "in the order 'earliest', not 'latest'" in said.err


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "markdown", "table"])
def test_columns_are_chosen_in_their_order_for_every_form(timeline: Command, db: str, form: str) -> None:
    said = timeline("--db", db, "query", "--on-day", "05-07", "--columns", "title, earliest,event", "--to", form)
    rows = [["A bridge fell", "2019-05-07", 3], ["A wall was built", "2020-05-07", 5]]
    match form:
        case "json" | "jsonl":
            found = json.loads(said.out) if form == "json" else [json.loads(line) for line in said.out.splitlines()]
            assert [list(one.items()) for one in found] == [
                list(zip(["title", "earliest", "event"], row, strict=True)) for row in rows
            ]
        case _:
            between = {"csv": ",", "markdown": " | "}.get(form, "\t")
            lines = [line.strip("| ").split(between) for line in said.out.splitlines()]
            head, *body = [line for line in lines if line[0] != "---"]
            assert head == ["title", "earliest", "event"]
            assert body == [[str(cell) for cell in row] for row in rows]


def test_what_is_asked_is_explained_in_words_and_in_sql_that_gives_the_same_events(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "query", "2019", "--who", "quill", "--certain", "--explain")
    assert "- that certainly happened in 2019-01-01 to 2019-12-31, both days inside" in said.out
    assert "- 'quill' is Ada Quill" in said.out
    words, _, rest = said.out.partition("\n\n")
    sql, _, listed = rest.partition(";\n")
    values = dict(line.removeprefix("-- :").split(" = ") for line in listed.splitlines())
    given = [word for name, value in values.items() for word in ("-p", name, value)]
    again = timeline("--db", db, "sql", sql, *given, "--to", "jsonl")
    assert [json.loads(line)["number"] for line in again.out.splitlines()] == [1, 3]
    nobody = timeline("--db", db, "query", "--who", "nobody", "--explain").out
    assert "is nobody and nothing" in nobody
    assert "SELECT" not in nobody
    assert words


def test_only_values_that_the_statement_names_are_listed(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "query", "--text", "siege", "--sort", "relevance", "--explain").out
    listed = [line.split(" = ")[0] for line in said.splitlines() if line.startswith("-- :")]
    assert listed == ["-- :asked", "-- :asked_0_title"]


def test_an_answer_given_up_says_so(timeline: Command, db: str) -> None:
    assert timeline("--db", db, "query", "--timeout", "0.001").code in (0, 1)
    assert numbers(timeline("--db", db, "query", "--timeout", "60").out) == [6, 2, 1, 4, 3, 5]


@pytest.mark.parametrize("command", ["query", "export", "conflicts", "undated", "gaps", "highlights", "around"])
def test_every_command_that_asks_takes_the_options_that_choose_events(timeline: Command, command: str) -> None:
    said = timeline(command, "--help")
    options = {f"--{name.replace('_', '-')}" for name, _, _ in OPTIONS}
    always = {"--text", "--who", "--where", "--kind", "--source", "--publisher", "--published", "--timeout"}
    assert {option for option in options if f"{option} " in said.out} >= always


def test_the_first_publication_comes_first(timeline: Command, tmp_path: Path) -> None:
    db = str(tmp_path / "p.db")
    with open_store(db, create=True) as store:
        for n, day in enumerate([3, 1, 2], 1):
            doc, [said] = told(f"Thing {n} fell", time=TimeSpan.of(2000 + n))
            when = TimeSpan.of_days(PUBLISHED.start // DAY + day, PUBLISHED.start // DAY + day)  # type: ignore[operator]
            store.put([(type(doc)(doc.address, doc.origin, doc.text, when), [said])], at=1)
    assert numbers(timeline("--db", db, "query", "--sort", "published").out) == [2, 3, 1]


@pytest.mark.parametrize("form", ["csv", "tsv", "markdown", "json", "jsonl"])
@pytest.mark.parametrize(
    "asked",
    [
        ["conflicts"],
        ["gaps", "--longer-than", "1d"],
        ["undated"],
        ["query", "--count-by", "who"],
        ["diff", "--since", "2000"],
        ["around", "3"],
    ],
    ids=lambda asked: asked[0],
)
def test_every_answer_can_be_had_in_every_form(timeline: Command, db: str, asked: list[str], form: str) -> None:
    if asked == ["around", "3"]:
        asked = ["query", "--around", "3", "--within", "3d"]
    said = timeline("--db", db, *asked, "--to", form)
    assert said.code == 0
    match form:
        case "json":
            json.loads(said.out)
        case "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in said.out.splitlines())
        case _:
            events = "undated" in asked or "--around" in asked  # in Markdown a report, and no table
            between = {"csv": ",", "tsv": "\t", "markdown": "# " if events else " | "}[form]
            assert between in said.out.splitlines()[0]
            assert len({line.count("\t") for line in said.out.splitlines()}) == 1
    assert timeline("--db", db, *asked, "--to", "docx").code == 1
