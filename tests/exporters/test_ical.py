"""iCalendar: what the icalendar library reads back, and what a calendar can show of times it cannot hold."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.clocks import events_with_clocks
from exporters.samples import HOSTILE, events, sample
from timeline.exporters._plain import line, web_address
from timeline.exporters.ical import EXPORTER
from timeline.values import edtf
from timeline.values.event import Event
from timeline.values.export import ExportOptions
from timeline.values.mention import Place, Status
from timeline.values.time import TimeSpan, civil

NAMED = ExportOptions(title="The ferry, and more; all of it")


def written(*items: Event, options: ExportOptions = NAMED) -> tuple[bytes, Counter[str]]:
    out = io.BytesIO()
    left_out = EXPORTER.write(items, out, options)
    return out.getvalue(), left_out


def entries(*items: Event, options: ExportOptions = NAMED) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(written(*items, options=options)[0])
    found = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not [wrong for entry in found for wrong in entry.errors]
    return found


def test_the_calendar_says_what_it_is_and_what_it_is_called() -> None:
    calendar = icalendar.Calendar.from_ical(written()[0])
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//timeline//EN")
    assert calendar["name"] == calendar["x-wr-calname"] == NAMED.title


def test_every_property_of_an_entry_is_read_back() -> None:
    [entry] = entries(sample(place=Place("GB", 51.125, -1.3125)), options=ExportOptions())
    assert {name: raw.decode() if isinstance(raw := entry[name].to_ical(), bytes) else raw for name in entry} == {
        "UID": "event-1@timeline-af106453f288",
        "DTSTAMP": "20190515T000000Z",
        "DTSTART": "20190515",
        "DTEND": "20190516",
        "SUMMARY": "The ferry sinks",
        "DESCRIPTION": r"“The ferry sank three days ago.”\nWhen: 15 May 2019 (2019-05-15\, relative)\n"
        r"Who: Port Authority\nWhere: Dover\nSources:\n"
        r"- Ferry lost\, Harbour News\, 15 May 2019\, https://news.example/ferry",
        "LOCATION": "Dover",
        "GEO": "51.125;-1.3125",
        "CATEGORIES": "disaster",
        "URL": "https://news.example/ferry",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "X-EDTF": "2019-05-15",
        "X-TIMELINE-GRAIN": "day",
        "X-TIMELINE-STATUS": "occurred",
    }


def test_a_day_is_a_date_and_its_end_is_the_day_after() -> None:
    data, _ = written(sample())
    assert b"DTSTART;VALUE=DATE:20190515\r\nDTEND;VALUE=DATE:20190516\r\n" in data


@pytest.mark.parametrize(
    ("said", "first", "after", "note"),
    [
        ("2019-05", date(2019, 5, 1), date(2019, 6, 1), "some time in the days"),
        ("2019", date(2019, 1, 1), date(2020, 1, 1), "some time in the days"),
        ("2019-24", date(2019, 12, 1), date(2020, 3, 1), "some time in the days"),
        ("[2024-12-02..2024-12-07]", date(2024, 12, 2), date(2024, 12, 8), "some time in the days"),
        ("2004/2006", date(2004, 1, 1), date(2007, 1, 1), ""),
        ("[..1945]", date(1945, 12, 31), date(1946, 1, 1), "stands on the day that is known"),
        ("1985/..", date(1985, 1, 1), date(1985, 1, 2), "stands on the day that is known"),
    ],
)
def test_what_is_no_day_covers_its_days_and_says_so(said: str, first: date, after: date, note: str) -> None:
    [entry] = entries(sample(time=edtf.parse(said)))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (first, after)
    assert said in entry["description"]
    assert (note or "some time in") in entry["description"] or not note


def test_a_clock_of_utc_is_utc_and_any_other_stays_on_the_wall_with_its_zone_in_words() -> None:
    times = [TimeSpan.of(2023, 10, 7, 6, 29, zone=zone) for zone in ("Z", "+03:00", "EST", None)]
    utc, ahead, named, bare = entries(*(sample(time=time) for time in times))
    wall = datetime(2023, 10, 7, 6, 29)
    assert utc["dtstart"].dt == wall.replace(tzinfo=UTC)
    assert [entry["dtstart"].dt for entry in (ahead, named, bare)] == [wall] * 3
    assert all(entry["dtend"].dt - entry["dtstart"].dt == timedelta(minutes=1) for entry in (utc, ahead, named, bare))
    assert "06:29 +03:00" in ahead["description"]
    assert "06:29 EST" in named["description"]


def test_what_no_calendar_holds_is_left_out_and_counted_by_reason() -> None:
    times = ["-0043-03-15", "0000", "Y12024", "9999-12-31", "../.."]
    data, left_out = written(sample(time=None), *(sample(time=edtf.parse(said)) for said in times))
    assert b"VEVENT" not in data
    assert left_out == {
        "undated": 1,
        "before the year 1": 2,
        "after the year 9999": 2,
        "without beginning and end": 1,
    }


def test_the_last_day_that_can_be_written_is_written() -> None:
    [entry] = entries(sample(time=edtf.parse("9999-12-30")))
    assert entry["dtend"].dt == date(9999, 12, 31)


def test_an_entry_has_the_same_uid_in_every_export_and_another_in_another_timeline() -> None:
    first, again = entries(sample(7)), entries(sample(7, "A better title", url=None))
    assert first[0]["uid"] == again[0]["uid"]
    assert len({entry["uid"] for entry in entries(sample(1), sample(2))}) == 2
    assert entries(sample(7), options=ExportOptions(title="Another"))[0]["uid"] != first[0]["uid"]


def test_the_stamp_is_the_last_publication_and_1970_if_there_is_none() -> None:
    event = sample()
    [source] = event.sources
    later = replace(source, published=TimeSpan.of(2020, 2, 29, 1, 30, 0, zone="+03:00"))
    never = replace(source, published=None)
    [two, none] = entries(replace(event, sources=(source, later)), replace(event, sources=(never,)))
    assert two["dtstamp"].dt == datetime(2020, 2, 28, 22, 30, tzinfo=UTC)
    assert none["dtstamp"].dt == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.OCCURRED, "CONFIRMED"),
        (Status.SCHEDULED, "CONFIRMED"),
        (Status.PLANNED, "TENTATIVE"),
        (Status.DENIED, "TENTATIVE"),
        (Status.ALLEGED, "TENTATIVE"),
        (Status.CANCELLED, "CANCELLED"),
    ],
)
def test_how_sure_it_is_shows(status: Status, shown: str) -> None:
    assert entries(replace(sample(), status=status))[0]["status"] == shown


def test_every_status_has_its_word() -> None:
    assert len(entries(*(replace(sample(), status=status) for status in Status))) == len(Status)


@pytest.mark.parametrize("text", ["C:\\New\\names", "\\\\N\\\\n\\;\\,", "a;b,c:d", "%2C", "^n", "x" * 60 + "\\N" * 40])
def test_a_text_that_looks_escaped_is_read_back_to_the_letter(text: str) -> None:
    [entry] = entries(replace(sample(1, text, quote=text), where=(text,)), options=ExportOptions(title=text))
    assert entry["summary"] == entry["location"] == text
    assert f"“{text}”" in entry["description"]
    assert icalendar.Calendar.from_ical(written(options=ExportOptions(title=text))[0])["name"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_are_folded_between_characters_and_end_as_the_standard_wants(text: str) -> None:
    data, _ = written(sample(title="🚢" * 40 + text, quote=text, who=(text,)), options=ExportOptions(title=text))
    assert data.endswith(b"\r\n")
    for folded in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(folded) <= 75
        assert not set(folded) & {*range(9), *range(10, 32), 127}
        folded.decode()


def fits(time: TimeSpan | None) -> bool:
    """Whether Python's dates, which are the years 1 to 9999, have its first day and the day after its last."""
    if time is None or (time.start is None and time.end is None):
        return False
    first, last = time.first_day_number, time.last_day_number
    known = [number for number in (first, last) if number is not None]
    return civil(known[0])[0] >= 1 and civil(known[-1] + 1)[0] <= 9999


@given(st.lists(events() | events_with_clocks(), max_size=4))
def test_any_events_are_read_back_property_for_property(items: list[Event]) -> None:
    held = [event for event in items if fits(event.time)]
    assert written(*items)[1].total() == len(items) - len(held)
    for entry, event in zip(entries(*items), held, strict=True):
        assert event.time
        begins, first = entry["dtstart"].dt, event.time.first_day_number
        if first is not None:
            assert (begins.year, begins.month, begins.day) == civil(first)
        assert begins < entry["dtend"].dt
        assert entry["uid"].startswith(f"event-{event.number}@")
        assert entry["summary"] == (line(event.title) or f"Event {event.number}")
        assert entry["x-edtf"] == edtf.text(event.time)
        assert line(event.sources[0].quote) in entry["description"]
        assert entry["location"] == "Dover"
        assert entry.get("url", "") == web_address(event.sources[0].url)
