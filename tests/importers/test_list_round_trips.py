"""What our own exports of lists write comes back: the same events, of the same times, as far as the format has room."""

import io

import pytest
from hypothesis import assume, given

from exporters.samples import HOSTILE, sample
from importers.listed import read
from timeline.exporters.base import EXPORTERS, Exporter
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.record import Record
from timeline.values.time import HOUR, Grain, TimeSpan
from values.spans import day_spans

FORMATS = {
    "ical": "ical",
    "timesketch": "timesketch",
    "timesketch-csv": "timesketch",
    "ftm": "ftm",
    "timelinejs": "timelinejs",
    "timelinejs-csv": "timelinejs",
}
pytestmark = pytest.mark.skipif(not set(FORMATS) <= set(EXPORTERS.names()), reason="one of these is not written yet")
every_format = pytest.mark.parametrize("form", FORMATS)
MORNING = TimeSpan(6 * HOUR, 12 * HOUR, Grain.PART_OF_DAY, zone="Z")
PLAIN = {
    **{text: edtf.parse(text) for text in ("2019", "2019-05", "2019-05-03", "2004/2006", "2019-05-03/2019-05-05")},
    "minute": TimeSpan.of(2019, 5, 3, 10, 30, zone="Z"),
}


def back(form: str, *events: Event) -> list[Record]:
    """The events as they come back, those that the format has no room for left out."""
    exporter: Exporter = EXPORTERS.load(form)
    out = io.BytesIO()
    left_out = exporter.write(iter(events), out)
    if left_out.total() == len(events):
        return []
    records, problems = read(FORMATS[form], out.getvalue())
    assert not [problem for problem in problems if problem.skipped]
    assert len(records) + left_out.total() == len(events)
    return records


@every_format
def test_each_event_comes_back_once_whatever_its_title(form: str) -> None:
    titles = dict.fromkeys(" ".join(title.split()) for title in ("plain", *HOSTILE))
    events = [sample(number, title, quote=title) for number, title in enumerate(titles, 1)]
    assert len({record.key for record in back(form, *events)}) == len(events)


@every_format
@pytest.mark.parametrize("time", PLAIN.values(), ids=PLAIN)
def test_what_every_format_can_say_comes_back_as_it_was(form: str, time: TimeSpan) -> None:
    [record] = back(form, sample(time=time))
    assert record.title == "The ferry sinks"
    assert record.time
    assert (record.time.start, record.time.end, record.time.extent) == (time.start, time.end, time.extent)
    assert record.time.grain is time.grain


@pytest.mark.parametrize("form", ["ical", "timesketch", "timesketch-csv", "ftm"])
@given(time=day_spans())
def test_a_time_that_the_format_places_comes_back_as_edtf_says_it(form: str, time: TimeSpan) -> None:
    records = back(form, sample(time=time))
    assume(records)
    found = records[0].time
    assert found or (form == "ftm" and time.start is None and time.end is None)
    assert not found or edtf.text(found) == edtf.text(time)


@pytest.mark.parametrize("form", ["timelinejs", "timelinejs-csv"])
@given(time=day_spans())
def test_the_days_of_timelinejs_come_back_though_nothing_else_does(form: str, time: TimeSpan) -> None:
    records = back(form, sample(time=time))
    assume(records and not time.is_open)
    assert records[0].time
    assert (records[0].time.start, records[0].time.end) == (time.start, time.end)


@pytest.mark.parametrize("form", ["ical", "ftm", "timelinejs", "timelinejs-csv"])
def test_a_morning_comes_back_with_its_hours(form: str) -> None:
    found = back(form, sample(time=MORNING))[0].time
    assert found
    assert (found.start, found.end) == (MORNING.start, MORNING.end)


@pytest.mark.parametrize("form", ["timesketch", "timesketch-csv"])
def test_timesketch_gives_back_who_where_and_how_many_tell_of_it(form: str) -> None:
    event = sample()
    [record] = back(form, event)
    assert [party.name for party in record.parties] == ["Port Authority", "Dover"]
    assert (record.number, record.kind, record.url) == (event.number, event.kind, "https://news.example/ferry")
    assert "".join(value for name, value in record.cells if name in record.told) == "The ferry sank three days ago."


def test_followthemoney_gives_back_who_and_where() -> None:
    [record] = back("ftm", sample())
    assert [party.name for party in record.parties] == ["Port Authority", "Dover"]
    assert [party.kind for party in record.parties] == ["organisation", "place"]
    assert (record.url, record.publisher) == ("https://news.example/ferry", "Harbour News")


@every_format
def test_a_second_export_has_the_same_keys(form: str) -> None:
    keys = [[record.key for record in back(form, sample(), sample(2, "The ferry is raised"))] for _ in range(2)]
    assert keys[0] == keys[1]
