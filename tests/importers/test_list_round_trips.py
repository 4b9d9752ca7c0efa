"""What our own exports of lists write comes back: the same events, with all that the format has room for."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exporters.clocks import clocks, events_with_clocks
from exporters.samples import HOSTILE, events, sample
from importers.listed import read
from timeline.exporters._plain import heading, line, web_address
from timeline.exporters.base import EXPORTERS, Exporter
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.mention import Kind, Status
from timeline.values.record import Record
from timeline.values.time import HOUR, Extent, Grain, TimeSpan
from timeline.values.zones import offset, zone_text
from values.spans import day_spans

FORMATS: Final = {
    "ical": "ical",
    "timesketch": "timesketch",
    "timesketch-csv": "timesketch",
    "ftm": "ftm",
    "timelinejs": "timelinejs",
    "timelinejs-csv": "timelinejs",
}
CARRIED: Final = {  # the table of docs/importing.md
    "ical": "title edtf days grain clock status kind where url",
    "timesketch": "number title edtf days grain clock basis status kind who where url publisher quote confidence",
    "timesketch-csv": "number title edtf days grain clock basis status kind who where url publisher quote confidence",
    "ftm": "title edtf days basis kind who where url publisher",
    "timelinejs": "title edtf days grain clock status kind",
    "timelinejs-csv": "title known-days kind",
}
every_format = pytest.mark.parametrize("form", FORMATS)


def carrying(field: str) -> pytest.MarkDecorator:
    """The formats that carry it."""
    return pytest.mark.parametrize("form", [form for form, fields in CARRIED.items() if field in fields.split()])


def back(form: str, *items: Event) -> list[Record]:
    """The events as they come back, those that the format has no room for left out."""
    exporter: Exporter = EXPORTERS.load(form)
    out = io.BytesIO()
    left_out = exporter.write(iter(items), out)
    if left_out.total() == len(items):
        return []
    records, problems = read(FORMATS[form], out.getvalue())
    assert not [problem for problem in problems if problem.skipped]
    assert len(records) + left_out.total() == len(items)
    return records


def names(record: Record, role: str) -> list[str]:
    return [party.name for party in record.parties if party.role == role]


def lines(texts: tuple[str, ...]) -> list[str]:
    """Names as a list parted by ``; `` has them."""
    found = (" ".join(name.split()) for name in "; ".join(map(line, texts)).split("; "))
    return [name for name in dict.fromkeys(found) if name]


SAID: Final[dict[str, tuple[Callable[[Event], object], Callable[[Record], object]]]] = {
    "number": (lambda event: event.number, lambda record: record.number),
    "edtf": (lambda event: event.time and edtf.text(event.time), lambda record: record.time and edtf.text(record.time)),
    "days": (
        lambda event: event.time and (event.time.first_day_number, event.time.last_day_number),
        lambda record: record.time and (record.time.first_day_number, record.time.last_day_number),
    ),
    "grain": (lambda event: event.time and event.time.grain, lambda record: record.time and record.time.grain),
    "basis": (lambda event: event.basis, lambda record: record.basis),
    "status": (lambda event: event.status, lambda record: record.status),
    "kind": (lambda event: event.kind, lambda record: record.kind),
    "where": (lambda event: lines(event.where), lambda record: names(record, "place")),
    "publisher": (lambda event: event.sources[0].publisher, lambda record: record.publisher),
}


def has_room_in_ftm(time: TimeSpan) -> bool:
    """Whether FollowTheMoney tells it from others: it has neither offsets nor grains, so a second is a second."""
    one_second = time.start is not None and time.end == time.start + 1
    return not offset(time.zone) and not (one_second and time.grain is not Grain.SECOND)


@every_format
@given(event=events() | events_with_clocks(), status=st.sampled_from(Status), kind=st.sampled_from(Kind))
def test_every_field_that_the_format_has_room_for_comes_back(
    form: str, event: Event, status: Status, kind: Kind
) -> None:
    time = event.time and with_a_known_zone(event.time)
    event = replace(event, status=status, kind=kind, time=time)
    records = back(form, event)
    assume(records)
    of_time = {"edtf", "days", "grain", "basis"}
    dated = time and not (time.start is time.end is None) and (form != "ftm" or has_room_in_ftm(time))
    for field in CARRIED[form].split():
        if field in SAID and (dated or field not in of_time):
            written, found = SAID[field]
            assert found(records[0]) == written(event), field


@given(start=st.integers(0, 10**9), zone=st.sampled_from(["Z", "+03:00", "-05:30"]))
def test_followthemoney_gives_back_a_second_and_of_a_minute_the_moment_in_utc(start: int, zone: str) -> None:
    second = TimeSpan(start, start + 1, Grain.SECOND, zone=zone)
    assert back("ftm", sample(time=second))[0].time == second
    begin = start - start % 60
    minute = back("ftm", sample(time=TimeSpan(begin, begin + 60, Grain.MINUTE, zone=zone)))[0].time
    assert minute
    assert (minute.start, minute.zone) == (begin - (offset(zone) or 0), "Z")


def with_a_known_zone(time: TimeSpan) -> TimeSpan:
    return replace(time, zone=zone_text(time.zone))


@every_format
@given(items=st.lists(events() | events_with_clocks(), max_size=6, unique_by=lambda event: event.number))
def test_as_many_come_back_as_were_written(form: str, items: list[Event]) -> None:
    assume(form != "timelinejs-csv" or len({event.title for event in items}) == len(items))
    found = back(form, *items)
    assert form == "timelinejs-csv" or len({record.key for record in found}) == len(found)


@every_format
def test_each_event_comes_back_once_whatever_its_title(form: str) -> None:
    titles = dict.fromkeys(" ".join(title.split()) for title in ("plain", *HOSTILE))
    items = [sample(number, title, quote=title) for number, title in enumerate(titles, 1)]
    assert len({record.key for record in back(form, *items)}) == len(items)


@carrying("title")
@given(title=st.text(max_size=60) | st.sampled_from(['Lee said: "No…"', '\'Tis "the" season', "ä" * 400]))
def test_a_title_comes_back_letter_for_letter(form: str, title: str) -> None:
    event = sample(title=title)
    [record] = back(form, event)
    assume(line(title).strip("\"'"))
    assert letters(record.title) == letters(heading(event))


def letters(text: str) -> str:
    """What every format leaves as it is: letters and figures, composed, and what is written with them."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum() or char in "\"'…-.,:;")


@carrying("clock")
@given(time=clocks())
def test_a_time_of_day_comes_back_with_its_zone(form: str, time: TimeSpan) -> None:
    time = with_a_known_zone(time)
    records = back(form, sample(time=time))
    assume(records)
    found = records[0].time
    assert found
    assert (found.start, found.end, found.grain, found.extent) == (time.start, time.end, time.grain, time.extent)
    assert found.zone == time.zone


@carrying("known-days")
@given(time=day_spans())
def test_the_days_of_a_table_of_timelinejs_come_back_though_nothing_else_does(form: str, time: TimeSpan) -> None:
    records = back(form, sample(time=time))
    assume(records and not time.is_open)
    assert records[0].time
    assert (records[0].time.start, records[0].time.end) == (time.start, time.end)


PLAIN: Final = {
    **{text: edtf.parse(text) for text in ("2019", "2019-05", "2019-05-03", "2004/2006", "2019-05-03/2019-05-05")},
    "minute": TimeSpan.of(2019, 5, 3, 10, 30, zone="Z"),
}


@every_format
@pytest.mark.parametrize("time", PLAIN.values(), ids=PLAIN)
def test_what_every_format_can_say_comes_back_as_it_was(form: str, time: TimeSpan) -> None:
    [record] = back(form, sample(time=time))
    assert record.title == "The ferry sinks"
    assert record.time
    assert (record.time.start, record.time.end, record.time.extent) == (time.start, time.end, time.extent)
    assert record.time.grain is time.grain


MORNING: Final = TimeSpan(6 * HOUR, 12 * HOUR, Grain.PART_OF_DAY, zone="Z")


@every_format
def test_a_morning_comes_back_with_its_hours(form: str) -> None:
    found = back(form, sample(time=MORNING))[0].time
    assert found
    assert (found.start, found.end) == (MORNING.start, MORNING.end)


@every_format
@pytest.mark.parametrize("text", ["[2024-12-02..2024-12-08]", "[2019-01..2019-03]", "2019-05~", "2010-04-20~"])
def test_words_that_edtf_lacks_and_doubts_that_calendars_lack_come_back(form: str, text: str) -> None:
    grains = {"[2024-12-02..2024-12-08]": Grain.WEEK, "[2019-01..2019-03]": Grain.QUARTER}
    time = edtf.parse(text)
    time = replace(time, grain=grains.get(text, time.grain))
    [record] = back(form, sample(time=time))
    fields = CARRIED[form].split()
    assert record.time
    assert "edtf" not in fields or edtf.text(record.time) == text
    assert "grain" not in fields or record.time.grain is time.grain


@pytest.mark.parametrize("form", ["ical", "timelinejs"])
@pytest.mark.parametrize("lasted", list(Extent))
def test_what_is_open_on_one_side_comes_back_from_a_format_that_has_no_such_thing(form: str, lasted: Extent) -> None:
    for start, end in ((None, 24 * HOUR), (None, 8 * HOUR), (0, None), (8 * HOUR, None)):
        time = TimeSpan(start, end, Grain.MINUTE, lasted)
        [record] = back(form, sample(time=time))
        assert record.time == time


@carrying("who")
def test_who_took_part_comes_back(form: str) -> None:
    [record] = back(form, sample(who=("Port Authority", "Ann Lee")))
    assert names(record, "agent") == ["Port Authority", "Ann Lee"]


@carrying("url")
@given(url=st.none() | st.text(max_size=20).map("https://x.example/{}".format))
def test_an_address_of_the_web_comes_back(form: str, url: str | None) -> None:
    url = web_address(url) or None
    assert back(form, sample(url=url))[0].url == url


@carrying("quote")
def test_the_words_that_tell_it_come_back(form: str) -> None:
    [record] = back(form, sample())
    assert "".join(value for name, value in record.cells if name in record.told) == "The ferry sank three days ago."


@carrying("confidence")
@given(sure=st.floats(0, 1))
def test_how_sure_the_reading_is_comes_back(form: str, sure: float) -> None:
    assert back(form, sample(confidence=sure))[0].confidence == sure


def test_followthemoney_tells_what_each_party_is() -> None:
    [record] = back("ftm", sample())
    assert [party.kind for party in record.parties] == ["organisation", "place"]


@every_format
def test_a_second_export_has_the_same_keys(form: str) -> None:
    keys = [[record.key for record in back(form, sample(), sample(2, "The ferry is raised"))] for _ in range(2)]
    assert keys[0] == keys[1]
