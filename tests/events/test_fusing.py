"""An event out of its claims: what each field is, and that neither order nor repetition makes it so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.fusing import dates, fuse
from timeline.values import edtf
from timeline.values.claim import Claim, Fused
from timeline.values.mention import Basis, Kind, Mention, Party, Status, TextSpan, TimeExpression
from timeline.values.time import DAY, Doubt, Extent, Grain, TimeSpan, day_number

TITLE = "Two ferries collided off Marn"
FIRST = day_number(2019, 5, 1)


def claim(
    number: int,
    date: str = "",
    *,
    source: int | None = None,
    published: str = "",
    mod: str = "",
    **fields: object,
) -> Claim:
    """Number, date as EDTF; document and source are its own unless told otherwise."""
    time = edtf.parse(date) if date else None
    basis = Basis.STATED if time else Basis.UNKNOWN
    expression = TimeExpression(TextSpan(0, 1), "DATE", date, "rule", mod=mod) if mod else None
    made = Mention(TextSpan(0, 30), TITLE, Status.OCCURRED, time, basis, expression, confidence=0.8 if time else 0.5)
    told = edtf.parse(published) if published else None
    return Claim(number, number, number if source is None else source, replace(made, **fields), told)  # type: ignore[arg-type]


def dated(*claims: Claim) -> str:
    """The time of the event that they make, as EDTF."""
    time = fuse(claims).time
    return edtf.text(time) if time else ""


def of_dates(*dates_: str) -> str:
    return dated(*(claim(n, date) for n, date in enumerate(dates_, 1)))


# When


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("2019-05", "2019-05-03"), "2019-05-03"),
        (("2019", "2019-05", "2019-21"), "2019-05"),
        (("[2019-05-01..2019-05-05]", "[2019-05-04..2019-05-09]"), "[2019-05-04..2019-05-05]"),
        (("[2019-04-29..2019-05-05]", "2019-05"), "[2019-05-01..2019-05-05]"),
        (("[2019-04-30..2019-05-01]", "2019-05"), "2019-05-01"),
        (("[..2019-05-05]", "[2019-05-03..]"), "[2019-05-03..2019-05-05]"),  # by the 5th, on the 3rd or later
        (("[..2019-05-05]", "2019-05-02"), "2019-05-02"),
        (("2019-05-03", "2019-05-03T18:00:00"), "2019-05-03T18:00:00"),
        (("2019-05-03T18:00:00Z", "2019-05-03"), "2019-05-03T18:00:00Z"),
    ],
)
def test_times_that_agree_give_what_they_share(said: tuple[str, ...], together: str) -> None:
    assert of_dates(*said) == together
    assert not fuse([claim(n, date) for n, date in enumerate(said)]).disputed


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("2019-05-03/2019-05-05", "2019-05-03", "2019-05-03"), "2019-05-03/2019-05-05"),
        (("2019-05-03/2019-05-05", "2019-05-04", "2019-05-05"), "2019-05-03/2019-05-05"),
        (("2019-05-03/2019-05-05", "2019-05"), "2019-05-03/2019-05-05"),
        (("2019-05/2019-07", "2019-05-03/2019-07-12"), "2019-05-03/2019-07-12"),  # each end as finely as it is said
        (("2011/2019", "2014-05-03"), "2014-05-03"),  # of years, a day does not tell
        (("2019-05-03/..", "2019-05-03"), "2019-05-03"),
        (("2019-05-03/..", "2019-05/.."), "2019-05-03/.."),
        (("2019-05-03/..", "2019-05-03/2019-05-05"), "2019-05-03/2019-05-05"),
    ],
)
def test_what_lasted_is_told_of_by_its_days(said: tuple[str, ...], together: str) -> None:
    assert of_dates(*said) == together
    assert not fuse([claim(n, date) for n, date in enumerate(said)]).disputed


def test_two_that_lasted_but_not_equally_long_are_a_dispute() -> None:
    claims = [claim(n, f"2019-05-03/2019-05-{end}") for n, end in enumerate(("05", "05", "09"))]
    assert dated(*claims) == "2019-05-03/2019-05-05"
    assert fuse(claims).disputed


def test_what_goes_on_is_no_dispute_for_being_told_of_on_different_days() -> None:
    """ "Since 3 May" ends, for all that is known, with the day that says so."""
    early = claim(1, "2019-05-03/2019-05-06", published="2019-05-06")
    late = claim(2, "2019-05-03/2019-05-10", published="2019-05-10")
    assert dated(early, late) == "2019-05-03/2019-05-10"
    assert not fuse([early, late]).disputed
    ended = claim(3, "2019-05-03/2019-05-12", published="2019-05-20")
    assert dated(early, late, ended) == "2019-05-03/2019-05-12"
    assert not fuse([early, late, ended]).disputed
    over_before = claim(4, "2019-05-03/2019-05-08", published="2019-05-20")
    assert fuse([early, late, over_before]).disputed


def test_the_day_that_more_sources_say_is_the_day_and_the_dispute_is_marked() -> None:
    claims = [claim(1, "2019-05-03"), claim(2, "2019-05-04"), claim(3, "2019-05-04")]
    assert dated(*claims) == "2019-05-04"
    assert fuse(claims).disputed


def test_a_source_counts_once_however_many_of_its_documents_repeat_it() -> None:
    copies = [claim(n, "2019-05-03", source=1) for n in range(1, 9)]
    others = [claim(n, "2019-05-04") for n in (11, 12)]
    assert dated(*copies, *others) == "2019-05-04"
    fused = fuse([*copies, *others])
    assert (fused.documents, fused.independent, fused.dated) == (10, 3, 10)


def test_a_frame_supports_each_day_in_it() -> None:
    """Two days and a month: the day in the month is said by two."""
    assert of_dates("2019-05-31", "2019-06-03", "2019-06") == "2019-06-03"


def test_sources_that_differ_by_the_clock_alone_agree_on_the_day() -> None:
    claims = [claim(1, "2019-05-03T18:00:00"), claim(2, "2019-05-03T21:00:00"), claim(3, "2019-05-04")]
    fused = fuse(claims)
    assert fused.time is not None
    assert fused.time.first_day == "2019-05-03"
    assert [d.agrees for d in dates(claims)] == [True, True, False]


def test_a_night_is_of_the_day_on_which_it_begins_and_no_dispute_with_the_next() -> None:
    evening = edtf.parse("2019-05-03T20:00:00").start
    assert evening is not None
    night = claim(1, time=TimeSpan(evening, evening + 8 * 3_600, Grain.PART_OF_DAY), basis=Basis.STATED, confidence=0.7)
    third, fourth = claim(2, "2019-05-03"), claim(3, "2019-05-04")
    assert fuse([night, third]).time == night.mention.time
    assert fuse([night, third, fourth]).time == night.mention.time
    assert dated(night, fourth) == "2019-05-04"  # the night reaches it, not the other way round
    assert not fuse([night, fourth]).disputed
    assert fuse([night, claim(4, "2019-05-02")]).disputed


def test_a_source_that_contradicts_only_itself_is_no_dispute_between_sources() -> None:
    claims = [claim(1, "2019-05-03", source=7), claim(2, "2019-05-04", source=7)]
    assert not fuse(claims).disputed
    assert [d.agrees for d in dates(claims)] == [True, False]
    assert fuse(claims).confidence < 0.8


@pytest.mark.parametrize(
    ("said", "together", "disputed"),
    [
        (("2010~", "2011"), "2011", False),  # about 2010 may be 2011
        (("2010~", "2012"), "2010~", True),
        (("2010~", "2010"), "2010", False),
        (("2019-05~", "2019-05-03"), "2019-05-03", False),
        (("2019-05", "2019-05-03~"), "2019-05-03~", False),
        (("2019-05-03?", "2019-05-03"), "2019-05-03", False),
        (("2019-05-03?", "2019-05-04"), "2019-05-04", True),  # what is certain, of what is as well supported
        (("2019-05-03?", "2019-05-03?"), "2019-05-03?", False),
    ],
)
def test_about_agrees_within_reach_and_perhaps_gives_way(said: tuple[str, ...], together: str, disputed: bool) -> None:
    claims = [claim(n, date) for n, date in enumerate(said)]
    assert (dated(*claims), fuse(claims).disputed) == (together, disputed)


def test_early_in_a_month_is_no_dispute_with_a_day_soon_after() -> None:
    early, day = claim(1, "[2019-05-01..2019-05-10]", mod="START"), claim(2, "2019-05-12")
    assert dated(early, day, claim(3, "2019-05")) == "2019-05-12"
    assert not fuse([early, day]).disputed
    assert fuse([early, claim(2, "2019-05-25")]).disputed
    assert fuse([claim(1, "[2019-05-01..2019-05-10]"), day]).disputed


def test_late_on_a_day_is_a_dispute_with_the_next_day() -> None:
    end = edtf.parse("2019-05-03").end
    assert end is not None
    late = claim(1, mod="END", time=TimeSpan(end - 8 * 3_600, end, Grain.DAY), basis=Basis.STATED, confidence=0.8)
    assert fuse([late, claim(2, "2019-05-04")]).disputed
    assert fuse([late, claim(2, "2019-05-03")]).time == late.mention.time


def test_publication_days_never_outvote_what_is_said() -> None:
    published = [claim(n, "2019-05-06", basis=Basis.PUBLISHED, confidence=0.9) for n in range(2, 40)]
    said = claim(1, "2019-05", basis=Basis.CONTEXT, confidence=0.1)
    fused = fuse([said, *published])
    assert (fused.time, fused.basis, fused.dated, fused.disputed) == (edtf.parse("2019-05"), Basis.CONTEXT, 1, False)
    assert [d.time for d in dates([said, *published])] == [fused.time]


def test_of_publication_days_alone_the_first_stands() -> None:
    days = [claim(n, f"2019-05-{n:02}", basis=Basis.PUBLISHED, confidence=0.65) for n in (6, 5, 7, 7)]
    fused = fuse(days)
    assert (fused.time, fused.basis) == (edtf.parse("2019-05-05"), Basis.PUBLISHED)
    assert (fused.confidence, fused.disputed) == (0.65, False)


def test_the_basis_is_of_those_who_say_that_time() -> None:
    month, day = claim(1, "2019-05"), claim(2, "2019-05-03", basis=Basis.RELATIVE)
    assert fuse([month, day]).basis is Basis.RELATIVE
    assert fuse([month, day, claim(3, "2019-05-03")]).basis is Basis.STATED


def test_an_event_of_undated_claims_lies_where_their_bounds_meet() -> None:
    may, spring = edtf.parse("2019-05"), edtf.parse("2019-21")
    early = edtf.parse("[..2019-05-20]")
    claims = [claim(1, bounds=may, likely=edtf.parse("2019-05-19")), claim(2, bounds=early), claim(3, bounds=spring)]
    fused = fuse(claims)
    assert (fused.time, fused.basis, fused.confidence) == (None, Basis.UNKNOWN, 0.5)
    assert fused.bounds == edtf.parse("[2019-05-01..2019-05-20]")
    assert fused.likely == edtf.parse("2019-05-19")


def test_bounds_that_do_not_meet_are_those_of_most_sources() -> None:
    bounds = [edtf.parse(text) for text in ("2019-05", "2018", "2018-10")]
    fused = fuse([claim(n, bounds=span, likely=span) for n, span in enumerate(bounds)])
    assert (fused.bounds, fused.likely) == (bounds[2], bounds[2])


# How sure


def confidence(*claims: Claim) -> float:
    return fuse(claims).confidence


def test_agreement_makes_surer_dispute_less_sure_and_repetition_neither() -> None:
    one, two = claim(1, "2019-05-03"), claim(2, "2019-05-03")
    assert confidence(one) == 0.8
    assert confidence(one, claim(2, "2019-05-03", source=1)) == 0.8
    assert 0.8 < confidence(one, two) < 0.9
    assert 0.8 < confidence(one, claim(2, "2019-05")) < confidence(one, two)
    assert confidence(*(claim(n, "2019-05-03") for n in range(100))) == 0.95
    assert confidence(one, claim(2, "2019-05-04")) == 0.4
    assert confidence(one, two, claim(3, "2019-05-04")) < 0.8


def test_a_stretch_that_nobody_names_is_no_surer_than_the_least_sure_of_its_ends() -> None:
    weeks = claim(1, "[2019-05-01..2019-05-05]", confidence=0.6), claim(2, "[2019-05-04..2019-05-09]", confidence=0.5)
    assert confidence(*weeks) == 0.5


def test_undated_claims_make_no_day_surer() -> None:
    assert confidence(claim(1, "2019-05-03"), claim(2), claim(3)) == 0.8


# What


def status(*said: tuple[Status, str]) -> Status:
    """Of claims with that status, published then."""
    return fuse([claim(n, published=day, status=one) for n, (one, day) in enumerate(said)]).status


def test_a_report_outweighs_the_plans_before_it() -> None:
    plan, report = (Status.SCHEDULED, "2019-05-06"), (Status.OCCURRED, "2019-05-09")
    assert status(plan, plan, plan, report) is Status.OCCURRED
    assert status(plan, (Status.PLANNED, ""), (Status.CANCELLED, "2019-05-07")) is Status.CANCELLED
    assert status(plan, plan, (Status.OCCURRED, "")) is Status.OCCURRED


def test_a_plan_told_of_after_the_only_report_counts_as_much() -> None:
    report = (Status.OCCURRED, "2019-05-02")
    assert status(report, *[(Status.SCHEDULED, "2019-05-06")] * 2) is Status.SCHEDULED
    assert status(report, report, (Status.SCHEDULED, "2019-05-06")) is Status.OCCURRED


def test_of_what_happened_and_what_is_denied_the_better_supported_is_kept() -> None:
    occurred, denied = (Status.OCCURRED, "2019-05-06"), (Status.DENIED, "2019-05-09")
    assert status(occurred, occurred, denied) is Status.OCCURRED
    assert status(occurred, denied, denied) is Status.DENIED
    assert status(occurred, denied) is Status.DENIED  # the later of equals


def test_nothing_is_alleged_that_a_source_says_as_a_fact() -> None:
    alleged = [claim(n, status=Status.ALLEGED, alleged_by="Velm Police") for n in range(3)]
    assert (fuse(alleged).status, fuse(alleged).alleged_by) == (Status.ALLEGED, "Velm Police")
    fused = fuse([*alleged, claim(9)])
    assert (fused.status, fused.alleged_by) == (Status.OCCURRED, "")


def test_who_alleges_it_is_who_most_sources_say() -> None:
    by = ["Ann Doe", "Velm Police", "Velm Police", ""]
    fused = fuse([claim(n, status=Status.ALLEGED, alleged_by=name) for n, name in enumerate(by)])
    assert fused.alleged_by == "Velm Police"


def test_the_kind_is_the_one_that_most_sources_say_other_than_other() -> None:
    kinds = [Kind.OTHER, Kind.OTHER, Kind.OTHER, Kind.DISASTER, Kind.DEATH, Kind.DISASTER]
    assert fuse([claim(n, kind=kind) for n, kind in enumerate(kinds)]).kind is Kind.DISASTER
    assert fuse([claim(n) for n in range(2)]).kind is Kind.OTHER


# How it is told

MARN = (Party("Ostra Lines", "organisation", "agent"), Party("Marn", "place", "place"))


def title(*titles: str, **fields: object) -> str:
    return fuse([claim(n, title=one, parties=MARN, **fields) for n, one in enumerate(titles)]).title


@pytest.mark.parametrize(
    ("best", "worse"),
    [
        ("Ostra Lines ferries collided off Marn", ("They collided off the coast", "Ferries collided in fog")),
        ("Two Ostra Lines ferries collided off Marn", ("Collision", "Ferries collided off Marn")),
        ("Ostra Lines ferries collided off Marn", ("Ostra Lines ferries collided off Marn in the morning fog after…",)),
        ("Ostra Lines ferries collided off Marn", ("collided off Marn, Ostra Lines ferries",)),
        ("Two ferries collided off Marn, killing nine", ("Two ferries collided off Marn", "Nine were killed when two "
         "ferries collided in dense fog some miles off the harbour of Marn, it was said")),
    ],
)  # fmt: skip
def test_the_title_is_whole_names_whom_it_can_and_says_what_others_say(best: str, worse: tuple[str, ...]) -> None:
    assert title(best, *worse) == best
    assert title(*worse, best) == best


def test_the_title_is_of_a_claim_with_the_status_and_the_day_of_the_event() -> None:
    ahead = "Ostra Lines is to launch its ferry at Marn"
    plan = claim(1, "2019-05-03", title=ahead, status=Status.SCHEDULED, parties=MARN)
    off = claim(2, "2019-05-09", title="Ostra Lines launched its ferry at Marn late", parties=MARN)
    done = [claim(n, "2019-05-03", title="The ferry was launched") for n in (3, 4)]
    fused = fuse([plan, off, *done])
    assert (fused.title, fused.told_by) == ("The ferry was launched", 3)


# One, none, and any order


def test_one_claim_is_what_it_says() -> None:
    said = claim(4, "2019-05-03", kind=Kind.DISASTER, confidence=0.37, bounds=edtf.parse("2019"))
    assert fuse([said]) == Fused(
        TITLE, Status.OCCURRED, edtf.parse("2019-05-03"), Basis.STATED, Kind.DISASTER, 0.37, dated=1, told_by=4
    )
    bounds, likely = edtf.parse("2019"), edtf.parse("2019-05-03")
    fused = fuse([claim(4, bounds=bounds, likely=likely, status=Status.ALLEGED, alleged_by="Ann Doe")])
    assert (fused.bounds, fused.likely, fused.alleged_by, fused.dated) == (bounds, likely, "Ann Doe", 0)


def test_every_time_is_listed_with_those_behind_it_the_event_s_own_first() -> None:
    said = ["2019-05-04", "2019-05-03", "2019-05", "2019-05-03", "", "2019-05-04"]
    found = dates([claim(n, date, source=min(n, 4)) for n, date in enumerate(said)])
    assert [(edtf.text(d.time), d.claims, d.sources, d.agrees) for d in found] == [
        ("2019-05-03", (1, 3), 2, True),
        ("2019-05", (2,), 1, True),
        ("2019-05-04", (0, 5), 2, False),
    ]


@st.composite
def times(draw: st.DrawFn) -> TimeSpan:
    """Near enough to one another to agree as often as not."""
    start = (FIRST + draw(st.integers(0, 12))) * DAY
    length = draw(st.sampled_from([1, 1, 1, 2, 3, 7, 31, 365])) * DAY
    if draw(st.integers(0, 4)) == 0:
        start, length = start + draw(st.integers(0, 23)) * 3_600, draw(st.sampled_from([3_600, 8 * 3_600]))
    opened = draw(st.sampled_from(["", "", "", "", "start", "end"]))
    grain = draw(st.sampled_from([Grain.HOUR, Grain.DAY, Grain.MONTH]))
    doubt = draw(st.sampled_from([Doubt.NONE, Doubt.NONE, Doubt.APPROXIMATE, Doubt.UNCERTAIN]))
    bounds = None if opened == "start" else start, None if opened == "end" else start + length
    return TimeSpan(*bounds, grain, draw(st.sampled_from(Extent)), doubt)


@st.composite
def claims(draw: st.DrawFn, number: int = 0) -> Claim:
    time = draw(st.one_of(st.none(), times(), times()))
    bases = st.sampled_from([Basis.STATED, Basis.RELATIVE, Basis.CONTEXT, Basis.PUBLISHED])
    mention = Mention(
        TextSpan(0, 30),
        draw(st.sampled_from([TITLE, "Ferries collided", "They collided off Marn", "Ostra Lines ferries collided…"])),
        draw(st.sampled_from(Status)),
        time,
        draw(bases) if time else Basis.UNKNOWN,
        parties=draw(st.sampled_from([(), MARN])),
        lead=draw(st.booleans()),
        confidence=draw(st.sampled_from([0.1, 0.3, 0.55, 0.65, 0.8, 0.85, 0.9])),
        kind=draw(st.sampled_from(Kind)),
        bounds=None if time else draw(st.one_of(st.none(), times())),
        likely=None if time else draw(st.one_of(st.none(), times())),
        alleged_by=draw(st.sampled_from(["", "Ann Doe", "Velm Police"])),
    )
    published = draw(st.one_of(st.none(), st.integers(0, 14).map(lambda n: TimeSpan.of_days(FIRST + n, FIRST + n))))
    return Claim(number, draw(st.integers(0, 5)), draw(st.integers(0, 4)), mention, published)


SOME = st.lists(claims(), min_size=1, max_size=8).map(lambda some: [replace(c, number=n) for n, c in enumerate(some)])


@given(SOME.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_claims_does_not_matter(orders: tuple[list[Claim], list[Claim]]) -> None:
    one, other = orders
    assert fuse(one) == fuse(other)
    assert dates(one) == dates(other)


@given(SOME)
def test_numbers_decide_only_which_of_equal_claims_tells_it(some: list[Claim]) -> None:
    turned = [replace(c, number=-c.number) for c in some]
    assert replace(fuse(some), told_by=0) == replace(fuse(turned), told_by=0)


@given(SOME, SOME)
def test_undated_claims_never_change_the_time(some: list[Claim], more: list[Claim]) -> None:
    bare = [replace(c.mention, time=None, basis=Basis.UNKNOWN) for c in more]
    undated = [replace(c, number=c.number + 100, mention=mention) for c, mention in zip(more, bare, strict=True)]
    before, after = fuse(some), fuse([*some, *undated])
    for field in ("time", "basis", "dated", "disputed"):
        assert getattr(before, field) == getattr(after, field)
    assert fuse(undated).time is None


@given(SOME)
def test_what_is_published_then_changes_nothing_beside_what_is_said(some: list[Claim]) -> None:
    said = [c for c in some if c.mention.basis is not Basis.PUBLISHED]
    if any(c.mention.time for c in said):
        fused, without = fuse(some), fuse(said)
        assert (fused.time, fused.basis, fused.disputed) == (without.time, without.basis, without.disputed)
        assert fused.basis is not Basis.PUBLISHED


@given(SOME)
def test_the_time_lies_in_that_of_some_claim(some: list[Claim]) -> None:
    fused = fuse(some)
    assert (fused.time is None) is all(c.mention.time is None for c in some)
    if fused.time is not None:
        assert any(c.mention.time and c.mention.time.contains(fused.time) for c in some)


@given(SOME)
def test_likely_lies_in_the_bounds_and_confidence_between_none_and_the_most(some: list[Claim]) -> None:
    fused = fuse(some)
    assert 0 <= fused.confidence <= max(0.95, *(c.mention.confidence for c in some))
    if len(some) > 1 and fused.likely and fused.bounds:
        assert fused.bounds.contains(fused.likely)


@given(SOME)
def test_dates_keep_every_claim_that_says_a_time(some: list[Claim]) -> None:
    said = [c.number for c in some if c.mention.time and c.mention.basis is not Basis.PUBLISHED]
    said = said or [c.number for c in some if c.mention.time]
    found = dates(some)
    assert sorted(n for d in found for n in d.claims) == said
    if found and fuse(some).disputed:
        assert not all(d.agrees for d in found)
