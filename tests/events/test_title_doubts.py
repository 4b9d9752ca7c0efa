"""What a reader of titles alone could not follow gives way to a wider clause, to a name, or to no title at all."""

import pytest

from events.marking import document, marked
from timeline.events.mentions import UNTOLD, find_mentions

BEFORE = "Ada Reed runs Ode Oil, a company of Velm. The workers of the Osk Creek refinery struck in April. "


def titles(text: str, before: str = BEFORE) -> list[tuple[str, bool]]:
    """The titles of the dated happenings of the marked text, and whether each is more than its clause's own words."""
    plain, expressions = marked(f"{before}{text}")
    found = find_mentions(document(plain), expressions, language="en")
    return [(m.title, m.reason != UNTOLD) for m in found if m.expression]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The procedure began on {Monday=2019-05-13}.", "The procedure began"),
        ("The two leaders met for an hour on {Monday=2019-05-13}.", "The two leaders met for an hour"),
    ],
)
def test_a_subject_that_only_the_text_before_tells_is_better_than_no_event(text: str, title: str) -> None:
    assert titles(text) == [(title, True)]


def test_a_pronoun_for_which_the_text_names_nobody_gives_no_title() -> None:
    [(_, told)] = titles("They were mended on {Monday=2019-05-13}.")
    assert not told


def test_what_opens_a_text_needs_nothing_before_it() -> None:
    assert titles("The procedure began on {Monday=2019-05-13}.", before="") == [("The procedure began", True)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Police closed the refinery on {Monday=2019-05-13}.", "Police closed the Osk Creek refinery"),
        ("Its shares fell on {Monday=2019-05-13}.", ""),
        ("Ode Oil was fined, and its shares fell 8 percent on {Monday=2019-05-13}.", "Ode Oil's shares fell 8 percent"),
    ],
)
def test_a_bare_noun_is_called_what_the_document_calls_it(text: str, title: str) -> None:
    assert [t for t, told in titles(text) if told] == ([title] if title else [])


def test_the_subject_of_a_clause_is_not_the_last_noun_before_its_verb() -> None:
    said = titles("Ode Oil was worth more before the revolt against governor Ivo Moll began in {March=2019-03}.")
    assert [t for t, _ in said if t.startswith(("Governor", "Ivo"))] == []


def test_it_that_means_nothing_in_the_title_gives_no_title() -> None:
    said = titles("The spokesman Ben Moll said it would be lowered on {30 May=2019-05-30}.")
    assert [told for _, told in said] == [False]


def test_a_title_begins_with_between_where_that_counts() -> None:
    [(title, _)] = titles("Between 300 and 400 people fled from Velm on {Monday=2019-05-13}.")
    assert title == "Between 300 and 400 people fled from Velm"


def test_a_time_that_something_more_is_said_of_stays() -> None:
    [(title, _)] = titles("Ode Oil's spending was 88 million dollars in {2008=2008}, the year of the storm.")
    assert "2008" in title or "the year" not in title


def test_a_person_with_his_own_is_not_given_anothers_name() -> None:
    [(title, _)] = titles("Ben Moll and Ivo Reed are brothers. Ben Moll sold his boat on {Monday=2019-05-13}.")
    assert title == "Ben Moll sold his boat"


@pytest.mark.parametrize(
    "text",
    [
        "May 14, 2019 at 3:17 pm | Reply | Osk is a town that many like on {Monday=2019-05-13}.",
        "Ode Oil cuts jobs - 3 hrs ago Velm Post Ode Oil falls {today=2019-05-15} - 5 hrs ago Osk Mail.",
    ],
)
def test_what_readers_and_pages_add_is_no_happening(text: str) -> None:
    assert titles(text) == []


def test_a_trip_of_nobody_is_no_title() -> None:
    said = titles("After a {weekend=2019-05-11/2019-05-12} trip to Taria, Ada Reed said that the mill would close.")
    assert ("Trip to Taria", True) not in said
