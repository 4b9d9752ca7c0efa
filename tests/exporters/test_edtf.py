"""EDTF: every line begins with a date that others can read too."""

import io
import re

import edtf as other
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.samples import events, sample
from timeline.exporters.edtf import BEYOND, EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import UNDATED, ExportOptions
from timeline.values.time import TimeSpan
from values.spans import day_spans

# What the oracle, edtf 5.0.2, does not read: doubts in sets; years beyond four digits there, in ranges or in doubt; and
# in doubt seasons and what is not known at all.
UNREAD = re.compile(r"\[.*[?~%Y]|Y.*[/?~%]|/.*Y|XXXX.*[?~%]|^-?[0-9]{4}-2[1-4][?~%]$")


def written(*items: Event, columns: tuple[str, ...] = ()) -> tuple[list[str], dict[str, int]]:
    out = io.BytesIO()
    left_out = EXPORTER.write(items, out, ExportOptions(columns))
    return out.getvalue().decode().split("\n")[:-1], left_out


def test_a_line_is_a_date_a_tab_and_the_title() -> None:
    lines, left_out = written(sample(), sample(title="=two\r\n\tlines", time=edtf.parse("2004/2006~")))
    assert lines == ["2019-05-15\tThe ferry sinks", "2004/2006~\t=two lines"]
    assert not left_out


def test_what_has_no_date_in_edtf_is_left_out_and_counted() -> None:
    lines, left_out = written(
        sample(time=None), sample(time=TimeSpan.of(12_024, 5)), sample(time=TimeSpan.of(12_024)), sample(time=None)
    )
    assert lines == ["Y12024\tThe ferry sinks"]
    assert left_out == {UNDATED: 2, BEYOND: 1}


def test_chosen_columns_follow_the_date_instead_of_the_title() -> None:
    assert written(sample(), columns=("event", "edtf", "who"))[0] == ["2019-05-15\t1\tPort Authority"]


@given(st.lists(events(), max_size=4))
def test_every_line_is_read_by_ours_and_means_the_same_days(items: list[Event]) -> None:
    lines, left_out = written(*items)
    assert len(lines) + sum(left_out.values()) == len(items)
    kept = [e.time for e in items if e.time and not re.search(r"Y-?\d+-", edtf.text(e.time))]
    for line, span in zip(lines, kept, strict=True):
        again = edtf.parse(line.split("\t")[0])
        assert (again.first_day, again.last_day) == (span.first_day, span.last_day)


@settings(max_examples=60, deadline=None)
@given(day_spans())
def test_every_line_is_read_by_the_library_edtf_where_it_knows_the_level(span: TimeSpan) -> None:
    lines, _ = written(sample(time=span))
    for line in lines:
        date = line.split("\t")[0]
        if not UNREAD.search(date):
            other.parse_edtf(date)


@pytest.mark.parametrize("text", ["2019", "201X", "2019-05-XX", "2019-21", "[..1945]", "2004/..", "-0043", "Y-12024"])
def test_the_common_forms_are_read_by_the_library_edtf(text: str) -> None:
    [line], _ = written(sample(time=edtf.parse(text)))
    assert line.split("\t")[0] == text
    assert str(other.parse_edtf(text)) == text
