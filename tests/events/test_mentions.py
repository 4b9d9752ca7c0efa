import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.marking import PUBLISHED, document, marked, mentions
from timeline.events.mentions import UNTIMED, find_mentions
from timeline.events.placing import FIRST
from timeline.events.told.wording import LONGEST
from timeline.values.mention import Basis, Mention, Status, TextSpan, TimeExpression
from timeline.values.time import DAY, HOUR, Grain, TimeSpan

STORY = (
    "Police arrested ten people in Velm on {Tuesday=2019-05-14}. Nobody was hurt. "
    "The trial of Ada Reed began in {March=2019-03}.\n\nShe had been arrested in {2018=2018}."
)


def lead(text: str, published: TimeSpan | None = PUBLISHED, title: str | None = None) -> Mention:
    plain, expressions = marked(text)
    [found] = [m for m in find_mentions(document(plain, published, title), expressions, language="en") if m.lead]
    return found


def test_the_lead_comes_first_and_the_rest_in_the_order_of_the_text() -> None:
    plain, expressions = marked(STORY)
    found = find_mentions(document(plain), expressions, language="en")
    assert [m.lead for m in found if m.time] == [True, False, False]
    assert [m.quote for m in found] == sorted(m.quote for m in found)


def test_a_lead_is_dated_by_its_own_sentence() -> None:
    found = lead(STORY)
    assert (found.time and found.time.first_day, found.basis) == ("2019-05-14", Basis.RELATIVE)


def test_a_lead_that_says_no_time_is_dated_by_publication_and_says_so() -> None:
    found = lead("Police have arrested ten people in Velm. It rained on {Monday=2019-05-13}.")
    assert (found.time, found.basis, found.status) == (PUBLISHED, Basis.PUBLISHED, Status.OCCURRED)


def test_without_title_date_or_publication_a_lead_is_undated_and_says_what_to_do() -> None:
    found = lead("Police have arrested ten people in Velm.", published=None)
    assert (found.time, found.basis) == (None, Basis.UNKNOWN)
    assert "--published" in found.reason


def test_a_lead_bears_the_title_of_its_document_cut_at_a_word() -> None:
    assert lead(STORY, title="Ten held  in Velm").title == "Ten held in Velm"
    assert len(lead(STORY, title="word " * 60).title) <= LONGEST


def test_what_hangs_on_an_unknown_publication_day_waits_undated_with_the_reason() -> None:
    found = mentions("The old mill burned down on {Tuesday=}.", published=None)
    assert [(m.time, m.basis, m.title) for m in found] == [(None, Basis.UNKNOWN, "The old mill burned down")]
    assert "--published" in found[0].reason


@pytest.mark.parametrize("kind", ["DURATION", "SET"])
def test_durations_and_sets_date_nothing(kind: str) -> None:
    text = "It rained for two weeks."
    span = TextSpan(text.index("two"), text.index("."))
    expression = TimeExpression(span, kind, "P2W", "marked", time=TimeSpan.of(2019, 5))
    assert [m.lead for m in find_mentions(document(text), [expression], language="en")] == [True]


def test_a_vague_time_dates_nothing() -> None:
    expression = TimeExpression(TextSpan(0, 8), "DATE", "PAST_REF", "marked", time=TimeSpan.of(2019))
    assert len(find_mentions(document("Recently it rained in Velm."), [expression], language="en")) == 1


def test_what_a_sentence_tells_without_a_time_waits_undated_under_its_own_title() -> None:
    found = find_mentions(
        document(
            "The old mill at the river in Velm burned down. The mayor praised the delivery of the boats. "
            "The repair of the mill seems unlikely."
        ),
        [],
        language="en",
    )
    assert [(m.title, m.time) for m in found if not m.lead] == [
        ("The mayor praised the delivery of the boats", None),
        ("Repair of the mill", None),
    ]
    assert all(m.reason.startswith(UNTIMED) for m in found if not m.lead)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("The council rejected the plan of the mayor.", None, "2019-05-15"),
        ("The council will reject the plan of the mayor.", "2019-05-16", None),
    ],
)
def test_what_no_time_dates_is_bound_by_how_it_is_told(told: str, first: str | None, last: str | None) -> None:
    text = f"The old mill at the river in Velm burned down. {told}"
    [found] = [m for m in find_mentions(document(text), [], language="en") if m.trigger and "reject" in m.title]
    assert found.bounds is not None
    assert (found.time, found.bounds.first_day, found.bounds.last_day) == (None, first, last)


def test_a_long_text_is_read_for_its_times_and_its_beginning_unless_all_is_wanted() -> None:
    text = " ".join(f"Ada Olsund opened the {n} bridge in Velm." for n in ["first", *["next"] * FIRST, "last"])
    read = [find_mentions(document(text), [], language="en", thorough=all_of_it) for all_of_it in (False, True)]
    assert [any("last" in m.title for m in found) for found in read] == [False, True]


def test_a_language_without_words_for_happenings_gives_sentences_and_says_so() -> None:
    plain, expressions = marked("Es regnete am {14.05.2019=2019-05-14} in Velm.")
    first, second = find_mentions(document(plain), expressions, language="xx")
    assert first.lead
    assert (second.title, second.time and second.time.first_day) == (plain, "2019-05-14")
    assert "'xx'" in first.reason


def test_an_empty_text_says_nothing() -> None:
    assert find_mentions(document(" \n\n\t"), [], language="en") == []


@pytest.mark.parametrize(
    ("text", "told", "first", "last"),
    [
        ("The mill burned down {this week=2019-05-13/2019-05-19}.", "occurred", "2019-05-13", "2019-05-15"),
        ("The mill will close {this week=2019-05-13/2019-05-19}.", "planned", "2019-05-15", "2019-05-19"),
        ("The army has been besieging it since {March=2019-03}.", "ongoing", "2019-03-01", "2019-05-15"),
        ("Ten people had died by {Friday=2019-05-10}.", "occurred", None, "2019-05-10"),
        ("Reed lived in Velm before {2015=2015}.", "occurred", None, "2014-12-31"),
        ("It must be repaired before {the end of May=2019-05!END}.", "deadline", "2019-05-31", "2019-05-31"),
    ],
)
def test_what_governs_a_time_and_how_it_is_told_bound_the_happening(
    text: str, told: str, first: str | None, last: str | None
) -> None:
    [found] = mentions(text)
    assert found.time is not None
    assert (found.status, found.time.first_day, found.time.last_day) == (told, first, last)


def test_names_are_full_and_play_their_part() -> None:
    text = (
        "Elena Marsh was elected in Paris in {2017=2017}. On {Monday=2019-05-13} police arrested Marsh in Berlin. "
        "Marsh was released by the United Nations on {Tuesday=2019-05-14}."
    )
    elected, arrested, released = mentions(text)
    assert [(p.name, p.kind, p.role) for p in arrested.parties] == [
        ("Elena Marsh", "person", "patient"),
        ("Berlin", "place", "place"),
    ]
    assert elected.where == ("Paris",)
    assert {p.name: p.role for p in released.parties}["Elena Marsh"] == "patient"
    assert {p.role for p in released.parties if p.kind == "organisation"} <= {"agent"}


def test_a_document_says_the_same_whatever_was_read_before_it() -> None:
    documents = [
        marked(STORY),
        *(marked(f"{name} won the cup on {{Monday=2019-05-13}}. " * 30) for name in ("Osk", "Velm")),
    ]

    def said(at: int) -> list[Mention]:
        plain, expressions = documents[at]
        return find_mentions(document(plain), expressions, language="en")

    before = [said(i) for i in (0, 1, 2)]
    assert [said(i) for i in (2, 1, 0)][::-1] == before


WORDS = [
    *(
        [
            "the army",
            "said",
            "{Monday=2019-05-13}",
            "on",
            "his",
            "“we",
            "”",
            "(",
            "Ada Reed",
            "'s",
            "attack",
            "that",
            "was",
            "to",
            "it",
            ",",
            "-",
            "will",
            "not",
            "before",
            "of",
        ]
    ),
    *("{2019=2019}", "\u202e", "😀", "\x00", "\n", "e\u0301", "|"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5).filter(lambda s: not set(s) & set("{}")), max_size=30))
def test_any_text_gives_verbatim_quotes_short_titles_and_no_crash(words: list[str]) -> None:
    plain, expressions = marked(" ".join(words))
    for found in find_mentions(document(plain), expressions, language="en"):
        assert 0 <= found.quote.start < found.quote.end <= len(plain)
        assert found.quote.of(plain) == found.quote.of(plain).strip()
        assert 0 < len(found.title) <= LONGEST
        assert found.title == " ".join(found.title.split())
        assert 0 <= found.confidence <= 1
        assert (found.time is None) == (found.basis is Basis.UNKNOWN)
        if found.trigger and found.expression:
            assert found.quote.start <= found.trigger.start < found.trigger.end <= found.quote.end
            assert found.expression in expressions or found.expression.why


def test_the_evening_of_a_weekday_is_turned_with_its_day() -> None:
    text = "Lena Marsh resigned on Saturday evening."
    day = TimeSpan.of(2019, 5, 18)
    assert day.start is not None
    at, until = day.start + 18 * HOUR, day.start + 24 * HOUR
    evening = TimeSpan(at, until, Grain.PART_OF_DAY)
    expression = TimeExpression(TextSpan(23, 39), "TIME", "2019-05-18TEV", "marked", evening, Basis.RELATIVE)
    [found] = find_mentions(document(text), [expression], language="en")
    assert found.time == TimeSpan(at - 7 * DAY, until - 7 * DAY, Grain.PART_OF_DAY)


def test_a_long_document_is_read_in_sections_and_loses_nothing() -> None:
    plain, expressions = marked("\n".join(f"Osk won the cup in {{{year}={year}}}." for year in range(1600, 1950)))
    found = find_mentions(document(plain), expressions, language="en")
    assert [m.lead for m in found].count(True) == 1
    assert [m.time.first_day[:4] for m in found if m.time and m.time.first_day] == [str(y) for y in range(1600, 1950)]


def test_a_text_without_an_end_is_read_no_further_than_needed() -> None:
    plain, expressions = marked("It rained in Velm on {Tuesday=2019-05-14}. " + "It rained. " * 20)
    huge = plain + "A. " * 3_000_000
    began = time.process_time()
    find_mentions(document(huge), expressions, language="en")
    assert time.process_time() - began < 2
