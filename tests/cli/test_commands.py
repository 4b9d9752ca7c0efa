"""What each command shows, on a timeline of two articles."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cli.conftest import BRIDGE, FERRY, Command
from store.test_migrations import alembic
from timeline.store import open_store
from timeline.workflow.wording import printable


def test_an_ingest_says_what_was_read_known_and_stored(timeline: Command, articles: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "new.db")
    first = timeline("--db", db, "ingest", str(articles))
    again = timeline("ingest", str(articles), "--db", db)
    assert (first.code, first.out) == (0, "")
    assert first.err.startswith("2 read: 2 new, 0 known, 0 changed; 0 skipped; ")
    assert first.err.endswith(f"next: timeline --db {db} query\n")
    assert again.err.startswith("2 read: 0 new, 2 known, 0 changed; 0 skipped; 0 mentions")


def test_an_ingest_names_what_merges_the_mentions_of_an_older_version(
    timeline: Command, articles: Path, db: str
) -> None:
    alembic(db, "downgrade", "0003")
    note, _ = timeline("--db", db, "ingest", str(articles)).err.splitlines()
    assert re.fullmatch(
        r"note: mentions of an older version not yet compared: \d+; `timeline .*rebuild` merges them", note
    )
    assert timeline("--db", db, "rebuild").code == 0
    [last] = timeline("--db", db, "ingest", str(articles)).err.splitlines()
    assert "rebuild" not in last


def test_what_could_not_be_read_is_named_and_the_rest_is_stored(timeline: Command, articles: Path, db: str) -> None:
    (articles / "broken.jsonl").write_text('{"text": "It rained on 2 May 2020."}\n{"text": \n', encoding="utf-8")
    said = timeline("--db", db, "ingest", str(articles), str(articles / "none.txt"))
    assert said.code == 0
    assert f"skipped: {articles / 'broken.jsonl'}:2: " in said.err
    assert f"skipped: {articles / 'none.txt'}: is not there" in said.err
    assert "3 read: 1 new, 2 known, 0 changed; 2 skipped" in said.err


@pytest.mark.parametrize("command", ["ingest", "read"])
def test_a_command_that_could_read_nothing_at_all_has_failed(timeline: Command, tmp_path: Path, command: str) -> None:
    said = timeline("--db", str(tmp_path / "timeline.db"), command, str(tmp_path / "none.txt"))
    assert said.code == 1
    assert "none.txt: is not there" in said.err


def test_events_are_shown_in_order_with_their_date_as_people_write_it(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "query")
    lines = [" ".join(line.split()[1:]) for line in said.out.splitlines()]
    dates = ["3 April 1912", "March 2018", "12 May 2019", "1 March 2021"]
    found = [next(i for i, line in enumerate(lines) if line.startswith(date)) for date in dates]
    assert found == sorted(found)
    assert all("(1 source)" in line for line in lines)


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        (["2019-05"], "12 May 2019", "1 March 2021"),
        (["before", "1914"], "3 April 1912", "March 2018"),
        (["last month", "--now", "2019-06-07"], "12 May 2019", "March 2018"),
        (["2018-03-07"], "March 2018", "12 May 2019"),
        (["--text", "ferry"], "12 May 2019", "1 March 2021"),
        (["--source", "bridge.txt"], "1 March 2021", "12 May 2019"),
        (["--limit", "1"], "3 April 1912", "March 2018"),
    ],
)
def test_a_query_shows_what_was_asked_for_and_nothing_else(
    timeline: Command, db: str, asked: list[str], shown: str, hidden: str
) -> None:
    said = timeline("--db", db, "query", *asked)
    assert said.code == 0
    assert shown in said.out
    assert hidden not in said.out


def test_what_may_or_may_not_have_happened_then_is_left_out_of_what_is_certain(timeline: Command, db: str) -> None:
    assert "March 2018" in timeline("--db", db, "query", "2018-03-07").out
    assert timeline("--db", db, "query", "2018-03-07", "--certain").out == ""


def test_an_empty_answer_says_what_to_do_next_and_is_no_failure(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "query", "1800")
    assert (said.code, said.out) == (0, "")
    assert said.err == "no events there; --explain says what is asked, and whom the names were found to name\n"


def test_an_empty_timeline_says_how_it_is_filled(timeline: Command, tmp_path: Path) -> None:
    empty = str(tmp_path / "empty.db")
    open_store(empty, create=True).close()
    assert timeline("--db", empty, "query").err == f"no events there; `timeline --db {empty} ingest PATHS` adds some\n"


def test_a_limited_answer_says_that_it_is_not_all(timeline: Command, db: str) -> None:
    first = timeline("--db", db, "query", "--limit", "1")
    said, token = first.err.rsplit(" ", 1)
    assert said == "the first 1; there are more: add --after-token"
    rest = timeline("--db", db, "query", "--after-token", token.strip())
    assert first.out + rest.out == timeline("--db", db, "query").out


def test_an_event_is_shown_with_its_sentence_and_the_words_that_date_it_marked(timeline: Command, db: str) -> None:
    [row] = [row for row in rows(timeline, db) if "three days ago" in row["quote"]]
    said = timeline("--db", db, "show", row["event"])
    assert "The ferry Maria sank [[three days ago]] off Dover." in said.out
    assert "12 May 2019 (relative" in said.out
    assert "Ferry lost off Dover, published 15 May 2019" in said.out
    assert "ferry.txt characters" in said.out


def test_an_ambiguous_date_is_shown_with_its_other_reading_and_the_reason(timeline: Command, tmp_path: Path) -> None:
    article, database = tmp_path / "a.txt", str(tmp_path / "a.db")
    article.write_text("A mill in Leeds burned down on 3/4/2021, and two people died in it.", encoding="utf-8")
    timeline("--db", database, "ingest", str(article), "--published", "2024-01-10")
    events = [row["event"] for row in rows(timeline, database) if row["edtf"] == "2021-03-04"]
    said = timeline("--db", database, "show", events[0])
    assert "or 2021-04-03: the language writes the month first" in said.out


def test_an_event_that_is_not_there_is_one_line(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "show", "999")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: there is no event 999 ")
    assert said.err.count("\n") == 1


def rows(timeline: Command, db: str, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(timeline("--db", db, "export", *options).out, newline="")))


def test_every_exported_quote_is_in_the_text_at_its_place(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "export", "--to", "jsonl")
    texts = {"bridge.txt": BRIDGE, "ferry.txt": FERRY}
    events = [json.loads(line) for line in said.out.splitlines()]
    assert events
    for event in events:
        for mention in event["mentions"]:
            text = texts[Path(mention["addresses"][0]).name]
            assert text[mention["sentence"]["start"] : mention["sentence"]["end"]] == mention["quote"]
            if expression := mention["expression"]:
                assert text[expression["start"] : expression["end"]] == expression["text"]


def test_json_and_json_lines_and_csv_hold_the_same_events(timeline: Command, db: str) -> None:
    array = json.loads(timeline("--db", db, "query", "--json").out)
    lines = [json.loads(line) for line in timeline("--db", db, "query", "--jsonl").out.splitlines()]
    assert array == lines
    assert [str(event["event"]) for event in array] == [row["event"] for row in rows(timeline, db)]


def test_an_export_to_a_file_is_that_to_standard_output(timeline: Command, db: str, tmp_path: Path) -> None:
    said = timeline("--db", db, "export", "--to", "csv", "-o", str(tmp_path / "out.csv"))
    assert said.out == ""
    assert "events written" in said.err
    again = timeline("--db", db, "export", "--to", "csv", "-o", "-")
    assert (tmp_path / "out.csv").read_bytes().decode() == again.out


def test_an_export_says_how_many_undated_it_left_out_and_adds_them_on_demand(timeline: Command, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The dam broke three days ago.\n", encoding="utf-8")
    db = str(tmp_path / "timeline.db")
    assert timeline("--db", db, "ingest", str(tmp_path / "note.txt")).code == 0
    tray = timeline("--db", db, "query", "--undated").out.splitlines()
    assert tray
    assert timeline("--db", db, "export").err == (
        f"0 events written; {len(tray)} left out: {len(tray)} undated (--undated adds them)\n"
    )
    assert len(rows(timeline, db, "--undated")) == len(rows(timeline, db)) + len(tray)


def test_reading_shows_a_document_and_stores_nothing(timeline: Command, articles: Path, tmp_path: Path) -> None:
    said = timeline("read", str(articles / "ferry.txt"))
    assert "title:     Ferry lost off Dover" in said.out
    assert "published: 15 May 2019" in said.out
    assert said.err == "1 read, 0 skipped; nothing stored\n"
    assert list(tmp_path.iterdir()) == [articles]
    [row] = timeline("read", "--jsonl", str(articles / "ferry.txt")).out.splitlines()
    assert list(json.loads(row)) == ["file", "url", "title", "published", "author", "publisher", "language", "text"]
    assert json.loads(row)["text"] == FERRY


def test_the_dates_of_a_text_are_a_table_or_json(timeline: Command, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("He left on 3 May 2019 and\r\nagain three days ago.", encoding="utf-8", newline="")
    table = timeline("dates", str(text), "--anchor", "2019-05-15")
    assert "3 May 2019" in table.out
    assert table.err == "2 time expressions in 1 text\n"
    found = json.loads(timeline("dates", str(text), "--anchor", "2019-05-15", "--jsonl").out)
    assert found["doc_id"] is None
    keys = ["start", "end", "text", "type", "value", "mod", "rule", "edtf", "earliest", "latest"]
    assert all(list(timex) == keys for timex in found["timexes"])
    whole = text.read_bytes().decode()
    assert all(whole[t["start"] : t["end"]] == t["text"] for t in found["timexes"])
    assert [t["edtf"] for t in found["timexes"]] == ["2019-05-03", "2019-05-12"]


def test_dates_of_json_lines_keep_their_names_and_their_own_publication_day(timeline: Command, tmp_path: Path) -> None:
    lines = tmp_path / "docs.jsonl"
    lines.write_text(
        '\n{"doc_id": "a", "dct": "2019-05-15", "text": "yesterday"}\n{"text": 3}\n'
        '{"doc_id": 7, "text": "yesterday"}\n{"doc_id": "c", "dct": "soon", "text": "in 1999"}\n',
        encoding="utf-8",
    )
    said = timeline("dates", str(lines), "--jsonl", "--anchor", "2020-01-02")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [(f["doc_id"], [t["edtf"] for t in f["timexes"]]) for f in found] == [
        ("a", ["2019-05-14"]),
        ("7", ["2020-01-01"]),
        ("c", ["1999"]),
    ]
    assert f"{lines}:3: this line is no JSON object with a text" in said.err
    assert f"{lines}:5: dct: 'soon'" in said.err


def test_a_sound_timeline_is_verified_and_described(timeline: Command, db: str) -> None:
    said = timeline("--db", db, "verify")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("2 documents and ")
    assert said.err.endswith(" read again: nothing wrong\n")
    info = timeline("--db", db, "db", "info")
    assert f"database   {db}" in info.out
    assert "documents  2" in info.out
    assert timeline("--db", db, "db", "upgrade").out == info.out


def test_a_title_cannot_steer_the_terminal() -> None:
    assert "\033" not in printable("\033[2Jcleared")
