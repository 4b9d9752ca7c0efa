"""docs/dates.md, held against the code: its examples run, its tables are those of the values."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

from timeline.timex import timex3
from timeline.values import edtf
from timeline.values.time import DAY, HOUR, Grain, TimeSpan, iso_day

GUIDE = Path(__file__).parent.parent.parent / "docs" / "dates.md"
_ROW = re.compile(
    r"\| `(?P<value>[^`]+)` \| (?P<what>[^|]+) \| (?P<start>[^|]+) \| (?P<end>[^|]+) \| (?P<edtf>[^|]+) \|"
)


def table(after: str) -> list[re.Match[str]]:
    """The rows of the table that follows some words."""
    rows = (
        GUIDE.read_text(encoding="utf-8").partition(after)[2].partition("|---|---|---|---|---|\n")[2].partition("\n\n")
    )
    found = [_ROW.fullmatch(line) for line in rows[0].splitlines()]
    assert all(found), rows[0]
    return [row for row in found if row]


def edge(second: int | None) -> str:
    if second is None:
        return "open"
    day, rest = divmod(second, DAY)
    clock = f"T{rest // HOUR:02}:{rest // 60 % 60:02}" if rest else ""
    return iso_day(day) + clock + (f":{rest % 60:02}" if rest % 60 else "")


def told(span: TimeSpan) -> tuple[str, str, str]:
    return edge(span.start), edge(span.end), f"`{edtf.text(span)}`"


def test_every_value_of_the_table_means_what_it_says() -> None:
    for row in table("## Values and what they mean"):
        span = timex3.span(row["value"])
        if span is None:
            assert {row["what"], row["start"], row["end"], row["edtf"]} == {"–"}, row.group()
        else:
            assert (span.grain.label, *told(span)) == row.group("what", "start", "end", "edtf"), row.group()


def test_every_mod_of_the_table_means_what_it_says() -> None:
    for row in table("`mod` narrows the span"):
        span = timex3.span(row["value"], row["what"])
        assert span is not None
        assert told(span) == row.group("start", "end", "edtf"), row.group()


def test_the_tables_leave_out_no_kind_of_value_that_has_a_span() -> None:
    rows = table("## Values and what they mean")
    spans = [timex3.span(row["value"]) for row in rows]
    assert {s.grain for s in spans if s} == set(Grain) - {Grain.MILLENNIUM}  # no value says a millennium
    assert {s for row in rows for s in timex3._SEASONS if row["value"].endswith(s)} == set(timex3._SEASONS)
    assert {p for row in rows for p in timex3._PARTS if row["value"].endswith("T" + p)} == set(timex3._PARTS)
    mods = {row["what"] for row in table("`mod` narrows the span")}
    assert mods == set(timex3._THIRDS) | timex3._VAGUE | {"BEFORE", "AFTER"}


def test_the_examples_of_the_guide_run() -> None:
    found = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert found.attempted > 10
    assert found.failed == 0


def test_the_call_needs_neither_database_nor_model() -> None:
    code = (
        "import sys; from timeline.timex import tag; from timeline.timex.near_misses import near_misses; "
        "tag('on 3 May', published=None); list(near_misses('on 3 May')); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"sqlite3", "sqlalchemy", "psycopg", "spacy", "numpy", "thinc", "lxml", "typer", "httpx"}
    ours = {name.split(".")[1] for name in done.stdout.split() if name.startswith("timeline.")}
    assert ours == {"timex", "values", "languages", "errors"}
