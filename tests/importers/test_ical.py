"""iCalendar: each entry of a calendar, as its own clock tells it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.listed import TEXTS, likeness, one, read, said, when
from timeline.importers.base import ImportOptions
from timeline.values.mention import Kind, Party, Place, Status
from timeline.values.time import Extent


def calendar(*entries: str, end: str = "END:VCALENDAR\r\n") -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(entries) + end


def entry(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def dated(*lines: str) -> str:
    return calendar(entry("UID:1@x", "SUMMARY:The ferry sinks", *lines))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["DTSTART;VALUE=DATE:20190503"], "2019-05-03 day"),
        (["DTSTART:20190503"], "2019-05-03 day"),
        (["DTSTART;VALUE=DATE:20190503", "DTEND;VALUE=DATE:20190504"], "2019-05-03 day"),
        (["DTSTART;VALUE=DATE:20190503", "DTEND;VALUE=DATE:20190503"], "2019-05-03 day"),  # as many write it
        (["DTSTART;VALUE=DATE:20190503", "DTEND;VALUE=DATE:20190506"], "2019-05-03/2019-05-05 day"),
        (["DTSTART;VALUE=DATE:20190503", "DURATION:P3D"], "2019-05-03/2019-05-05 day"),
        (["DTSTART;VALUE=DATE:20190501", "DTEND;VALUE=DATE:20190601"], "2019-05/2019-05 month"),
        (["DTSTART;VALUE=DATE:20190101", "DTEND;VALUE=DATE:20200101"], "2019/2019 year"),
        (["DTSTART:20190503T103007Z"], "2019-05-03T10:30:07Z second"),
        (["DTSTART;VALUE=DATE:20190501", "DTEND;VALUE=DATE:20190601", "X-EDTF:2019-05~"], "2019-05~ month"),
        (["DTSTART;VALUE=DATE:20190501", "DTEND;VALUE=DATE:20190601", "X-TIMELINE-EDTF:2019-05"], "2019-05 month"),
        (["DTSTART;VALUE=DATE:20190503", "DTEND;VALUE=DATE:20190504", "X-EDTF:[2019-05-03..]"], "[2019-05-03..] day"),
        (["DTSTART;VALUE=DATE:20190503", "X-EDTF:[..2019-05-03]"], "[..2019-05-03] day"),
        (
            [
                "DTSTART;VALUE=DATE:20190429",
                "DTEND:20190506",
                "X-EDTF:[2019-04-29..2019-05-05]",
                "X-TIMELINE-GRAIN:week",
            ],
            "[2019-04-29..2019-05-05] week",
        ),
    ],
)
def test_an_entry_is_dated_by_its_days_and_by_what_edtf_says_of_them(lines: list[str], found: str) -> None:
    assert when(one("ical", dated(*lines))) == found


@pytest.mark.parametrize(
    ("lines", "seconds", "zone", "grain", "extent"),
    [
        (["DTSTART:19700101T060000", "DTEND:19700101T073000"], (21_600, 27_000), None, "minute", "throughout"),
        (["DTSTART:19700101T060000Z", "DURATION:PT1H"], (21_600, 25_200), "Z", "minute", "throughout"),
        (["DTSTART;TZID=Europe/Berlin:19700101T060000"], (21_600, 21_660), "Europe/Berlin", "minute", "within"),
        (['DTSTART;TZID="W. Time":19700101T060000'], (21_600, 21_660), "W. Time", "minute", "within"),
        (["DTSTART:19700101T060000", "DTEND:19700101T060007"], (21_600, 21_607), None, "second", "throughout"),
        (
            ["DTSTART:19700101T060000", "DTEND:19700101T070000", "X-EDTF:1970-01-01"],
            (21_600, 25_200),
            None,
            "hour",
            "within",
        ),
    ],
)
def test_a_clock_stays_as_it_is_written_with_its_zone_beside_it(
    lines: list[str], seconds: tuple[int, int], zone: str | None, grain: str, extent: str
) -> None:
    time = one("ical", dated(*lines)).time
    assert time
    assert ((time.start, time.end), time.zone, time.grain.label, time.extent) == (seconds, zone, grain, extent)


def test_a_clock_of_no_zone_is_of_the_one_that_was_asked_for() -> None:
    time = one("ical", dated("DTSTART:19700101T060000"), ImportOptions(zone="+02:00")).time
    assert time
    assert (time.start, time.zone) == (21_600, "+02:00")


def test_an_end_in_another_zone_is_left_and_said() -> None:
    data = dated("DTSTART;TZID=Europe/Berlin:19700101T060000", "DTEND;TZID=Europe/London:19700101T060000")
    [record], [problem] = read("ical", data)
    assert record.time
    assert record.time.extent is Extent.WITHIN
    assert "ends in Europe/London and begins in Europe/Berlin" in str(problem)


def test_days_that_someone_moved_are_believed_before_the_edtf_beside_them() -> None:
    [record], [problem] = read("ical", dated("DTSTART;VALUE=DATE:20190504", "X-EDTF:2019-05-03"))
    assert when(record) == "2019-05-04 day"
    assert str(problem).startswith("f:4: says 2019-05-03 in X-EDTF and stands on other days")
    [record], [problem] = read("ical", dated("DTSTART;VALUE=DATE:20190504", "X-EDTF:May"))
    assert "'May' is not a date in EDTF" in problem.what


def test_a_clock_that_someone_moved_is_believed_before_the_time_beside_it() -> None:
    beside = ("X-EDTF:2019-05-03~", "X-TIMELINE-GRAIN:part of day", "X-TIMELINE-TIME:06:00/12:00")
    kept = one("ical", dated("DTSTART:20190503T060000", "DTEND:20190503T120000", *beside))
    moved = one("ical", dated("DTSTART:20190503T070000", "DTEND:20190503T120000", *beside))
    assert (when(kept), when(moved)) == ("2019-05-03~ part of day", "2019-05-03~ minute")
    assert kept.time
    assert moved.time
    assert moved.time.start == (kept.time.start or 0) + 3_600


@pytest.mark.parametrize(
    ("shown", "ours", "status"),
    [
        ("TENTATIVE", "alleged", Status.ALLEGED),
        ("CONFIRMED", "ongoing", Status.ONGOING),
        ("CANCELLED", "alleged", Status.CANCELLED),
        ("CONFIRMED", "planned", Status.OCCURRED),
        ("", "planned", Status.OCCURRED),
        ("TENTATIVE", "maybe", Status.PLANNED),
    ],
)
def test_our_status_is_believed_as_long_as_that_of_the_calendar_goes_with_it(
    shown: str, ours: str, status: Status
) -> None:
    assert one("ical", dated("DTSTART:20190503", f"STATUS:{shown}", f"X-TIMELINE-STATUS:{ours}")).status is status


def test_who_where_what_and_how_real_it_is_are_read() -> None:
    record = one(
        "ical",
        dated(
            "DTSTART:20190503",
            "DESCRIPTION:At sea\\, at night\\nin\\\\n fog",
            "LOCATION:Room 5\\; Dover",
            "GEO:51.1;1.3",
            "CATEGORIES:Work,Disaster",
            "STATUS:CANCELLED",
            "URL:https://x.example/",
            "ORGANIZER;CN=Port Authority:mailto:p@x.example",
            'ATTENDEE;CN="Doe, Jane";PARTSTAT=ACCEPTED:mailto:j@x.example',
            "ATTENDEE;CN=Jim;PARTSTAT=DECLINED:mailto:i@x.example",
            "ATTENDEE;CN=Crew;CUTYPE=GROUP:mailto:c@x.example",
            "ATTENDEE;CN=Room 5;CUTYPE=ROOM:mailto:r@x.example",
        ),
    )
    assert (record.kind, record.status, record.url) == (Kind.DISASTER, Status.CANCELLED, "https://x.example/")
    assert dict(record.cells)["DESCRIPTION"] == "At sea, at night\nin\\n fog"
    assert record.told == ("SUMMARY", "DESCRIPTION")
    assert record.parties == (
        Party("Port Authority", "other", "agent"),
        Party("Doe, Jane", "person", "agent"),
        Party("Crew", "organisation", "agent"),
        Party("Room 5; Dover", "place", "place", place=Place("", 51.1, 1.3)),
    )


def test_several_places_are_parted_where_our_own_export_wrote_them() -> None:
    record = one("ical", dated("DTSTART:20190503", "X-EDTF:2019-05-03", "LOCATION:Dover\\; Calais", "GEO:51.1;1.3"))
    assert [(party.name, party.place) for party in record.parties] == [("Dover", None), ("Calais", None)]


def test_an_entry_is_known_by_its_uid_in_whatever_file_and_one_of_a_series_by_its_day_too() -> None:
    data = calendar(
        entry("UID:1@x", "DTSTART:20190503"),
        entry("UID:1@x", "RECURRENCE-ID:20190510", "DTSTART:20190511"),
        entry("DTSTART:20190503", "SUMMARY:x"),
        entry("DTSTART:20190504", "SUMMARY:x"),
    )
    records, _ = read("ical", data)
    assert [(record.key, record.address) for record in records[:2]] == [
        ("1@x", "ical:1@x"),
        ("1@x/20190510", "ical:1@x/20190510"),
    ]
    assert records[2].key != records[3].key
    assert records[2].address == ""


def test_the_moment_of_the_export_is_no_part_of_an_entry() -> None:
    first, again = (one("ical", dated("DTSTART:20190503", f"DTSTAMP:{day}T000000Z")) for day in (20190601, 20190701))
    assert first == again


def test_all_else_of_an_entry_is_kept() -> None:
    alarm = ("BEGIN:VALARM", "SUMMARY:Wake up", "END:VALARM")
    record = one("ical", dated("DTSTART:20190503", "COMMENT:a", "COMMENT:b", *alarm, "X-A;B=c:d"))
    assert {("COMMENT", "a"), ("COMMENT (2)", "b"), ("VALARM.SUMMARY", "Wake up"), ("X-A;B=c", "d")} <= set(
        record.cells
    )
    assert record.title == "The ferry sinks"


def test_repetitions_are_said_not_to_be_worked_out() -> None:
    [record], [problem] = read("ical", dated("DTSTART:20190503", "RRULE:FREQ=DAILY"))
    assert when(record) == "2019-05-03 day"
    assert (problem.skipped, problem.what.partition(";")[0]) == (False, "is repeated")


def test_to_dos_and_journals_are_counted() -> None:
    todo = "BEGIN:V" + "TO" + "DO\r\nUID:9\r\nEND:V" + "TO" + "DO\r\n"
    journal = "BEGIN:VJOURNAL\r\nUID:8\r\nDTSTART:20190503\r\nEND:VJOURNAL\r\n"
    records, problems = read("ical", calendar(todo, todo, journal, entry("UID:1", "DTSTART:20190503")))
    assert [record.key for record in records] == ["1"]
    assert [problem.skipped for problem in problems] == [False]
    assert "1 VJOURNAL, 2 V" in problems[0].what


def test_an_entry_without_a_date_is_kept_undated() -> None:
    record = one("ical", dated())
    assert (record.time, record.reason) == (None, "the entry has no DTSTART")


@pytest.mark.parametrize(
    ("bad", "line", "what"),
    [
        (entry("UID:2", "DTSTART:20190231"), 4, "there is no 2019-02-31"),
        (entry("UID:2"), 4, "has neither a title nor a date"),
        (entry("UID:2", "DTSTART:May"), 4, "has a date 'May' that is none"),
        (entry("UID:2", "DTSTART:20190503", "DURATION:P9999999999999D"), 4, "has a duration"),
        (entry("UID:2", "DTSTART:20190503", "DTEND:20190501"), 4, "its end must come after its start"),
        ("BEGIN:VEVENT\r\nUID:2\r\n", 4, "begins an entry that has no END:VEVENT"),
        (entry("UID:2", "DESCRIPTION:" + "x" * 5_000), 6, "has a line of more than 2,000 bytes"),
        (entry("UID:2", *(1_000 * ["COMMENT:x"])), 4, "is an entry of more than 2,000 characters"),
        (entry("UID:2", "DESCRIPTION:" + "\r\n ".join(40 * ["x" * 70])), 6, "has a line of more than 2,000 bytes"),
    ],
)
def test_a_broken_entry_costs_only_itself(bad: str, line: int, what: str) -> None:
    data = calendar(bad, entry("UID:1", "DTSTART:20190503"))
    records, problems = read("ical", data, ImportOptions(max_bytes=2_000))
    assert "1" in [record.key for record in records]
    assert problems[0].where == f"f:{line}"
    assert what in problems[0].what


def test_a_line_that_is_no_property_is_left_and_its_entry_read() -> None:
    [record], [problem] = read("ical", dated("DTSTART:20190503", "nonsense", "LOCATION:Dover"))
    assert record.parties == (Party("Dover", "place", "place"),)
    assert str(problem).startswith("f:8: is no property: 'nonsense'")


def test_a_letter_that_a_fold_cuts_in_two_is_whole_again() -> None:
    data = dated("DTSTART:20190503", "COMMENT:caf@ 🚢").encode().replace(b"@", "é".encode())
    folded = data.replace("é".encode(), b"\xc3\r\n \xa9").replace("🚢".encode(), b"\xf0\x9f\n\t\x9a\xa2")
    assert dict(one("ical", folded).cells)["COMMENT"] == "café 🚢"


def test_an_empty_line_does_not_end_a_folded_one() -> None:
    assert one("ical", dated("DTSTART:20190503", "LOCATION", "", " :Dover")).parties == (
        Party("Dover", "place", "place"),
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "f: is empty"),
        ("\n\n", "f: is empty"),
        ("a,b\n1,2\n", "f: is no calendar; pass a file that begins with BEGIN:VCALENDAR"),
        ("PK\3\4", "f: is no calendar"),
        (calendar().encode("utf-16"), "f: is in UTF-16-LE, whose lines are not read"),
        (calendar(end=""), "f: does not end with END:VCALENDAR"),
        (calendar("BEGIN:VEVENT\r\nUID:1\r\nSUMM", end=""), "f:4: begins an entry that has no END:VEVENT"),
    ],
)
def test_a_file_that_is_none_or_cut_off_says_why(data: str | bytes, what: str) -> None:
    assert said("ical", data)[0].startswith(what)


def test_no_entries_are_no_problem() -> None:
    assert read("ical", calendar()) == ([], [])


def test_an_old_encoding_is_guessed_and_said_once() -> None:
    data = dated("DTSTART:20190503", "COMMENT:café", "LOCATION:Orléans").encode("latin-1")
    [record], [problem] = read("ical", data)
    assert ("COMMENT", "café") in record.cells
    assert "Windows-1252" in problem.what


def test_what_the_library_writes_is_read() -> None:
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "x")
    made.add("version", "2.0")
    event = icalendar.Event()
    event.add("uid", "1@x")
    event.add("dtstart", datetime(2019, 5, 3, 10, 30, tzinfo=UTC))
    event.add("summary", "A \\ b; c, d\n" + "é🚢" * 60)
    event.add("categories", ["attack", "x,y"])
    made.add_component(event)
    record = one("ical", made.to_ical())
    assert record.title == "A \\ b; c, d " + "é🚢" * 60
    assert record.kind is Kind.ATTACK


def test_it_is_told_by_its_first_line() -> None:
    assert likeness("ical", "\ufeffBEGIN:VCALENDAR\r\n") == 9
    for other in ("", "BEGIN:VCARD", "{}", "Year,Headline\n"):
        assert likeness("ical", other) == 0


NAMES = ["DTSTART", "DTEND", "DURATION", "X-EDTF", "GEO", "CATEGORIES", "ATTENDEE;CN=x", "BEGIN", "END", "RRULE", "UID"]
ODD = ["20190503", "20190503T103000Z", "P1D", "-P3D", "VEVENT", "VALARM", "2019-05", '"', ";", "99991231", "00000101"]


@given(st.lists(st.tuples(st.sampled_from(NAMES) | TEXTS, st.sampled_from(":;=, "), st.sampled_from(ODD) | TEXTS)))
def test_any_lines_are_records_and_problems(lines: list[tuple[str, str, str]]) -> None:
    text = calendar(entry(*("".join(parts) for parts in lines)), entry("UID:last", "DTSTART:20190503"))
    records, problems = read("ical", text)
    assert "last" in [record.key for record in records]
    assert all(problem.where.startswith("f") for problem in problems)


@given(st.binary(max_size=60), st.integers(10, 100))
def test_any_bytes_are_problems_at_most(data: bytes, most: int) -> None:
    read("ical", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" + data, ImportOptions(max_bytes=most))
