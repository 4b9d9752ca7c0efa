"""GDELT's files of events and mentions: what their rows claim, and what they do not."""

import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import NoSuchDay
from timeline.importers._cameo import country_of, party, said
from timeline.importers.base import IMPORTERS, PLAIN, ImportOptions, NotRead, Source
from timeline.values.mention import Basis, Kind, Place
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import Grain, TimeSpan, day_number, iso_day

EVENTS, MENTIONS = IMPORTERS.load("gdelt"), IMPORTERS.load("gdelt-mentions")

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
REPORT = (
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor{n}{name}" for n in "12" for name in ACTOR.split()),
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
)
SECOND = (
    *REPORT,
    *(f"{of}Geo_{n}" for of in ("Actor1", "Actor2", "Action") for n in GEO.split()),
    "DATEADDED",
    "SOURCEURL",
)
FIRST = tuple(name for name in SECOND if not name.endswith("ADM2Code"))
MENTION = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
]

PLAIN_EVENT = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20190515",
    "MonthYear": "201905",
    "Year": "2019",
    "FractionDate": "2019.3671",
    "Actor1Code": "DNK",
    "Actor1Name": "DENMARK",
    "Actor1CountryCode": "DNK",
    "Actor2Code": "AUTGOV",
    "Actor2Name": "AUSTRIAN",
    "Actor2CountryCode": "AUT",
    "Actor2Type1Code": "GOV",
    "IsRootEvent": "1",
    "EventCode": "057",
    "EventBaseCode": "057",
    "EventRootCode": "05",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Aarhus, Midtjylland, Denmark",
    "ActionGeo_CountryCode": "DA",
    "ActionGeo_Lat": "56.1567",
    "ActionGeo_Long": "10.2108",
    "DATEADDED": "20190515",
    "SOURCEURL": "https://www.news.example/treaty?id=1",
}
PLAIN_MENTION = {
    "GLOBALEVENTID": "900000001",
    "EventTimeDate": "20190515101500",
    "MentionTimeDate": "20190516120000",
    "MentionType": "1",
    "MentionSourceName": "news.example",
    "MentionIdentifier": "https://www.news.example/treaty?id=1",
    "Confidence": "20",
}


def row(columns: Sequence[str] = FIRST, but: int = 0, **cells: str) -> str:
    """A line of those columns, without the last ``but`` of them."""
    given = {**(PLAIN_MENTION if columns is MENTION else PLAIN_EVENT), **cells}
    return "\t".join(given.get(name, "") for name in columns[: len(columns) - but])


def read(text: str | bytes, importer: object = EVENTS, options: ImportOptions = PLAIN) -> list[Record | Problem]:
    data = text if isinstance(text, bytes) else text.encode()
    found: Iterator[Layout | Record | Problem] = importer.read(  # type: ignore[attr-defined]
        Source("file.csv", io.BufferedReader(io.BytesIO(data))), options
    )
    first, *rest = found
    assert isinstance(first, Layout)
    assert not any(isinstance(one, Layout) for one in rest)
    return rest  # type: ignore[return-value]


def the(text: str | bytes, importer: object = EVENTS) -> Record:
    [found] = read(text, importer)
    assert isinstance(found, Record), found
    return found


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        (row(FIRST, but=1, DATEADDED="20130203"), FIRST[:-1]),
        (row(FIRST), FIRST),
        (row(SECOND, DATEADDED="20190515101500"), SECOND),
    ],
    ids=["1.0 of old", "1.0", "2.0"],
)
def test_every_version_is_read_with_all_that_its_rows_have(line: str, columns: Sequence[str]) -> None:
    found = the(line + "\r\n")
    cells = line.split("\t")
    assert len(cells) == len(columns)
    assert list(found.cells) == [(name, cell) for name, cell in zip(columns, cells, strict=True) if cell]
    assert (found.key, found.address, found.same, found.leads) == (
        "900000001",
        "gdelt:900000001",
        "gdelt:900000001",
        True,
    )
    assert found.title == "Denmark – Austrian government: sign a formal agreement (Aarhus, Denmark)"
    assert found.kind is Kind.AGREEMENT
    assert [(p.name, p.kind, p.role) for p in found.parties] == [
        ("Denmark", "place", "agent"),
        ("Austrian government", "other", "patient"),
        ("Aarhus", "place", "place"),
    ]
    assert found.parties[2].place == Place("DK", 56.1567, 10.2108)
    assert EVENTS.likeness(line.encode()) == 9
    assert MENTIONS.likeness(line.encode()) == 0


def test_the_page_and_its_host_are_the_source() -> None:
    found = the(row())
    assert (found.url, found.publisher) == ("https://www.news.example/treaty?id=1", "www.news.example")
    assert found.published == TimeSpan.of(2019, 5, 15)


def test_a_source_that_is_no_page_is_named_all_the_same() -> None:
    found = the(row(SOURCEURL="BBC Monitoring"))
    assert (found.url, found.publisher) == (None, "BBC Monitoring")


def test_the_quote_goes_from_the_actors_to_the_code() -> None:
    found = the(row())
    assert [name for name, _ in found.cells if name in found.told] == [
        "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor2Code", "Actor2Name", "Actor2CountryCode",
        "Actor2Type1Code", "IsRootEvent", "EventCode",
    ]  # fmt: skip
    assert found.dated == ("SQLDATE",)


def test_the_second_version_was_published_at_a_second_of_utc() -> None:
    found = the(row(SECOND, DATEADDED="20190515101500"))
    assert found.published == TimeSpan.of(2019, 5, 15, 10, 15, 0, zone="Z")
    assert (found.time, found.basis) == (TimeSpan.of(2019, 5, 15), Basis.PUBLISHED)


@pytest.mark.parametrize(
    ("date", "added", "first", "last", "grain", "basis"),
    [
        ("20190515", "20190515", "2019-05-15", "2019-05-15", Grain.DAY, Basis.PUBLISHED),
        ("20190514", "20190515", "2019-05-14", "2019-05-14", Grain.DAY, Basis.RELATIVE),
        ("20190508", "20190515", "2019-05-06", "2019-05-12", Grain.WEEK, Basis.RELATIVE),
        ("20190415", "20190515", "2019-04-01", "2019-04-30", Grain.MONTH, Basis.RELATIVE),
        ("20190130", "20190301", "2019-01-30", "2019-02-28", Grain.MONTH, Basis.RELATIVE),  # 30 days pass February over
        ("20180515", "20190515", "2018-01-01", "2018-12-31", Grain.YEAR, Basis.RELATIVE),
        ("20160101", "20161231", "2015-01-01", "2016-01-01", Grain.YEAR, Basis.RELATIVE),  # 365 days of a leap year
        ("20090517", "20190515", "2000-01-01", "2009-12-31", Grain.DECADE, Basis.RELATIVE),
        ("20180514", "20190515", "2018-05-14", "2018-05-14", Grain.DAY, Basis.RELATIVE),  # 366 days are no year
        ("19820131", "20130203", "1982-01-31", "1982-01-31", Grain.DAY, Basis.RELATIVE),
        ("20130203", "20130203", "2013-02-03", "2013-02-03", Grain.DAY, Basis.RELATIVE),  # added later, all at once
        ("20190500", "20190515", "2019-05-01", "2019-05-31", Grain.MONTH, Basis.RELATIVE),
        ("20190000", "20190515", "2019-01-01", "2019-12-31", Grain.YEAR, Basis.RELATIVE),
    ],
)
def test_a_day_is_as_fine_as_gdelt_can_know_it(
    date: str, added: str, first: str, last: str, grain: Grain, basis: Basis
) -> None:
    found = the(row(SQLDATE=date, DATEADDED=added))
    assert found.time is not None
    assert (found.time.first_day, found.time.last_day, found.time.grain) == (first, last, grain)
    assert found.basis is basis
    assert found.reason
    assert (found.published is None) is (added < "20130401")
    assert found.confidence <= 0.5


@given(st.integers(day_number(2013, 4, 1), day_number(2100)), st.sampled_from([0, 1, 7, 30, 365, 3650]))
def test_the_day_that_the_file_has_is_always_inside_the_time(today: int, back: int) -> None:
    date, added = (iso_day(day).replace("-", "") for day in (today - back, today))
    time = the(row(SQLDATE=date, DATEADDED=added)).time
    assert time is not None
    assert time.contains(TimeSpan.of_days(today - back, today - back))


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ({"Actor2Code": "", "Actor2Name": ""}, "Denmark: sign a formal agreement (Aarhus, Denmark)"),
        (
            {"Actor1Code": "", "Actor1Name": ""},
            "Someone – Austrian government: sign a formal agreement (Aarhus, Denmark)",
        ),
        (
            {"Actor1Code": "", "Actor1Name": "", "Actor2Code": "", "Actor2Name": ""},
            "Sign a formal agreement (Aarhus, Denmark)",
        ),
        ({"ActionGeo_FullName": ""}, "Denmark – Austrian government: sign a formal agreement"),
        ({"EventCode": "0579"}, "Denmark – Austrian government: sign a formal agreement (Aarhus, Denmark)"),
        ({"EventCode": "99"}, "Denmark – Austrian government: event of code 99 (Aarhus, Denmark)"),
        (
            {"ActionGeo_FullName": "Nassau, New Providence, Bahamas, The", "ActionGeo_CountryCode": "BF"},
            "Denmark – Austrian government: sign a formal agreement (Nassau, Bahamas)",
        ),
        (
            {"ActionGeo_Type": "1", "ActionGeo_FullName": "Viet Nam, Republic Of", "ActionGeo_CountryCode": "VM"},
            "Denmark – Austrian government: sign a formal agreement (Vietnam)",
        ),
        (
            {"ActionGeo_FullName": "Somewhere", "ActionGeo_CountryCode": "ZZ"},
            "Denmark – Austrian government: sign a formal agreement (Somewhere)",
        ),
        (
            {"ActionGeo_Type": "3", "ActionGeo_FullName": "Salem, Oregon, United States"},
            "Denmark – Austrian government: sign a formal agreement (Salem, Oregon)",
        ),
    ],
)
def test_a_title_says_who_does_what_to_whom_and_where(cells: dict[str, str], title: str) -> None:
    assert the(row(**cells)).title == title


@pytest.mark.parametrize(
    ("code", "name", "country", "group", "kind", "called", "sort"),
    [
        ("USA", "THE US", "USA", "", "", "United States", "place"),
        ("GBR", "BRITAIN", "GBR", "", "", "United Kingdom", "place"),
        ("USA", "IOWA", "USA", "", "", "Iowa", "place"),
        ("RUSMIL", "RUSSIAN", "RUS", "", "MIL", "Russian military", "other"),
        ("USAGOV", "JANE DOE", "USA", "", "GOV", "Jane Doe", "other"),
        ("GOV", "FOREIGN MINIST", "", "", "GOV", "Foreign Minister or Ministry", "other"),
        ("IGOWSTNAT", "NATO", "", "NAT", "IGO", "NATO", "organisation"),
        ("MNCUSA", "BANK OF THE WEST", "USA", "", "MNC", "Bank of the West", "organisation"),
        ("COP", "", "", "", "COP", "Police", "other"),
        ("ROM", "ROMANIA", "ROM", "", "", "Romania", "place"),
    ],
)
def test_an_actor_is_named_as_people_would(
    code: str, name: str, country: str, group: str, kind: str, called: str, sort: str
) -> None:
    found = party(code, name, country, group, kind, "agent")
    assert found is not None
    assert (found.name, found.kind) == (called, sort)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("141", Kind.PROTEST), ("190", Kind.ATTACK), ("183", Kind.ATTACK), ("036", Kind.STATEMENT), ("042", Kind.MEETING),
     ("173", Kind.LEGAL), ("170", Kind.OTHER), ("1053", Kind.STATEMENT)],
)  # fmt: skip
def test_a_code_is_of_the_kind_of_its_class(code: str, kind: Kind) -> None:
    assert said(code)[1] is kind


def test_every_class_of_cameo_has_words() -> None:
    assert not [root for root in range(1, 21) if said(f"{root:02}")[0].startswith("event")]


@pytest.mark.parametrize(
    ("fips", "iso"),
    [("AS", "AU"), ("AU", "AT"), ("CH", "CN"), ("SZ", "CH"), ("SF", "ZA"), ("GM", "DE"), ("IS", "IL"), ("IZ", "IQ"),
     ("NI", "NG"), ("UK", "GB"), ("UP", "UA"), ("RS", "RU"), ("RI", "RS"), ("KS", "KR"), ("KN", "KP"), ("SP", "ES"),
     ("GZ", "PS"), ("KV", "XK"), ("OD", "SS"), ("BM", "MM"), ("VM", "VN"), ("JA", "JP"), ("TU", "TR"), ("PG", "")],
)  # fmt: skip
def test_a_country_of_fips_is_not_that_of_the_same_letters_in_iso(fips: str, iso: str) -> None:
    found = country_of(fips)
    assert found is not None
    assert found.iso == iso


def test_a_country_unknown_to_fips_is_none_of_iso() -> None:
    place = the(row(ActionGeo_CountryCode="ZZ")).parties[-1].place
    assert place is not None
    assert place.country == ""


@pytest.mark.parametrize(("geo", "guess"), [("1", True), ("2", True), ("3", False), ("4", False), ("5", True)])
def test_the_middle_of_a_country_or_state_is_a_guess(geo: str, guess: bool) -> None:
    place = the(row(ActionGeo_Type=geo)).parties[-1].place
    assert place is not None
    assert place.guess is guess


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("91", "10"), ("56", "-180.5"), ("nan", "10"), ("56", ""), ("x", "y")]
)
def test_degrees_that_lie_nowhere_are_a_reservation_and_the_row_is_kept(latitude: str, longitude: str) -> None:
    wrong, found = read(row(ActionGeo_Lat=latitude, ActionGeo_Long=longitude))
    assert isinstance(wrong, Problem)
    assert (wrong.where, wrong.skipped) == ("file.csv:1", False)
    assert isinstance(found, Record)
    assert (found.parties[-1].name, found.parties[-1].place) == ("Aarhus", None)


def test_a_place_without_degrees_is_no_reason_to_complain() -> None:
    assert the(row(ActionGeo_Lat="", ActionGeo_Long="")).parties[-1].place is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (row(SQLDATE="20060231"), "has '20060231' for SQLDATE, which is no day"),
        (row(SQLDATE="00000000"), "has '00000000' for SQLDATE, which is no day"),
        (row(SQLDATE="2006-02-28"), "has '2006-02-28' for SQLDATE, which is no day"),
        (row(SQLDATE="²0060228"), "has '²0060228' for SQLDATE, which is no day"),
        (row(DATEADDED=""), "has '' for DATEADDED, which is no day"),
        (row(GLOBALEVENTID="A1"), "has 'A1' for GLOBALEVENTID, which is a number"),
        (row(but=20), "has 38 cells where a GDELT event has 57, 58 or 61"),
        (row(SECOND, but=3, DATEADDED="20190515101500"), "has '56.1567' for DATEADDED, which is no day"),
        ("nonsense", "has 1 cells where a GDELT event has 57, 58 or 61"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_next_is_read(line: str, what: str) -> None:
    before, wrong, after = read("\n".join((row(), line, row(GLOBALEVENTID="900000003"))))
    assert isinstance(wrong, Problem)
    assert (wrong.where, wrong.what, wrong.skipped) == ("file.csv:2", what, True)
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    assert (before.key, after.line, after.key) == ("900000001", 3, "900000003")


def test_a_file_parted_by_commas_is_refused_once_and_not_row_by_row() -> None:
    with pytest.raises(NotRead, match="parts its columns with ',', not with tabs"):
        read("\n".join([row().replace("\t", ",")] * 3))


def test_a_header_is_left_out() -> None:
    for columns in (FIRST, SECOND):
        text = "\t".join(columns)
        assert EVENTS.likeness(text.encode()) == 9
        assert [one.line for one in read(f"\ufeff{text}\n{row()}\n") if isinstance(one, Record)] == [2]


def test_a_line_over_the_limit_is_a_problem_and_the_next_is_read() -> None:
    wrong, found = read(f"{row(SOURCEURL='x' * 5_000)}\n{row()}", options=ImportOptions(max_bytes=2_000))
    assert isinstance(wrong, Problem)
    assert isinstance(found, Record)


def test_a_quotation_mark_is_a_letter() -> None:
    found = the(row(Actor1Name='"DENMARK'))
    assert ("Actor1Name", '"DENMARK') in found.cells


def test_the_columns_are_not_for_the_asking() -> None:
    with pytest.raises(NotRead, match="always the same"):
        read(row(), options=ImportOptions(columns={"date": "Year"}))


@pytest.mark.parametrize(
    "text", ["", "event_id_cnty,event_date\nA1,2019-05-15", row(MENTION), "1\t20190515\t3", "\0" * 99]
)
def test_other_files_do_not_look_like_events(text: str) -> None:
    assert EVENTS.likeness(text.encode()) == 0


def test_the_first_lines_tell_although_one_is_damaged_and_the_last_cut_off() -> None:
    head = "\n".join(["damaged", *[row()] * 30]).encode()
    assert EVENTS.likeness(head[: len(head) - 100]) == 9


def test_a_mention_dates_its_event_no_better_than_publication_does() -> None:
    found = the(row(MENTION), MENTIONS)
    assert (found.time, found.basis) == (TimeSpan.of(2019, 5, 15), Basis.PUBLISHED)
    assert found.published == TimeSpan.of(2019, 5, 16, 12, 0, 0, zone="Z")
    assert found.confidence == 0.2
    assert found.title == "GDELT event 900000001"
    assert (found.same, found.leads) == (the(row()).same, False)
    assert found.key == "900000001 https://www.news.example/treaty?id=1"
    assert found.address != the(row()).address
    assert (found.url, found.publisher) == ("https://www.news.example/treaty?id=1", "news.example")
    assert MENTIONS.likeness(row(MENTION).encode()) == 9


def test_a_mention_that_is_no_page_of_the_web_has_no_address_there() -> None:
    found = the(row(MENTION, MentionType="2", MentionSourceName="BBC Monitoring"), MENTIONS)
    assert (found.url, found.publisher) == (None, "BBC Monitoring")


@pytest.mark.parametrize(
    ("confidence", "sure"), [("100", 0.4), ("10", 0.1), ("", 0.4), ("high", 0.4), ("9" * 5_000, 0.4)]
)
def test_a_mention_is_no_surer_than_gdelt_is(confidence: str, sure: float) -> None:
    assert the(row(MENTION, Confidence=confidence), MENTIONS).confidence == sure


@pytest.mark.parametrize(
    "cells", [{"EventTimeDate": "20190515"}, {"MentionTimeDate": "20190515256000"}, {"MentionIdentifier": ""}]
)
def test_a_mention_without_moment_or_page_is_a_problem(cells: dict[str, str]) -> None:
    [wrong] = read(row(MENTION, **cells), MENTIONS)
    assert isinstance(wrong, Problem)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "900000001", "20190515", "20190500", "20190515101500", "USA", "GOV", "057", "=cmd()", "\0", "</script>"]
    ),
    st.integers(-200, 200).map(str),
)


@given(st.sampled_from([16, 57, 58, 61, 3]).flatmap(lambda count: st.lists(CELLS, min_size=count, max_size=count)))
def test_any_cells_are_a_record_or_a_problem(cells: list[str]) -> None:
    data = ("\t".join(cells)).encode("utf-8", "surrogatepass")
    for importer in (EVENTS, MENTIONS):
        try:
            found = read(data + b"\n" + row().encode(), importer)
        except NotRead:
            continue
        assert found
        for one in found:
            assert isinstance(one, Record | Problem)
            assert not isinstance(one, Record) or (one.title.splitlines() == [one.title] and one.key)


@given(
    st.sampled_from([FIRST, SECOND, MENTION]).flatmap(
        lambda columns: st.tuples(st.just(columns), st.dictionaries(st.sampled_from(columns), CELLS, max_size=9))
    )
)
def test_a_good_row_with_any_cells_exchanged_is_a_record_or_a_problem(
    given: tuple[Sequence[str], dict[str, str]],
) -> None:
    columns, cells = given
    line = row(columns, **{name: " ".join(cell.split()) for name, cell in cells.items()})
    good, *found = read(f"{row(columns)}\n{line}", MENTIONS if columns is MENTION else EVENTS)
    assert isinstance(good, Record)
    for one in found:
        if isinstance(one, Record):
            assert one.title.splitlines() == [one.title]
            assert dict(one.cells) == {name: cell for name, cell in zip(columns, line.split("\t"), strict=True) if cell}
        else:
            assert isinstance(one, Problem)
    assert found


@given(st.text(alphabet="0123456789", min_size=8, max_size=8))
def test_eight_digits_are_a_day_of_the_calendar_or_a_problem(date: str) -> None:
    [found] = read(row(SQLDATE=date))
    year, month, day = int(date[:4]), int(date[4:6]), int(date[6:])
    try:
        known = TimeSpan.of(year, month, day) if month and day else TimeSpan.of(year, month or None)
    except NoSuchDay:
        assert isinstance(found, Problem)
    else:
        assert isinstance(found, Record) is (year > 0)
        assert isinstance(found, Problem) or (found.time is not None and found.time.overlaps(known))
