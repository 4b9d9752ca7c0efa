from events.marking import document, marked, mentions
from timeline.events.mentions import find_mentions
from timeline.values.mention import Status


def test_what_is_done_in_doing_something_dated_is_told_with_it_and_does_not_wait_undated() -> None:
    text = "The mayor phoned the miller on {Friday=2019-05-10}, asking for his help."
    plain, expressions = marked(text)
    found = find_mentions(document(plain), expressions, language="en")
    assert [(m.title, m.time and m.time.first_day) for m in found] == [("The mayor phoned the miller", "2019-05-10")]


def test_what_stands_beside_a_deadline_is_not_dated_by_it() -> None:
    found = mentions("The mayor must pay the miller by {Friday=2019-05-17}, warning of a strike.")
    assert [m.status for m in found if m.time] == [Status.DEADLINE]


def test_what_is_undated_never_says_that_a_time_belongs_to_it() -> None:
    text = "The mill, built to grind the corn of Velm, burned down on {Friday=2019-05-10} after failing to pass a test."
    assert not [m.title for m in mentions(text) if m.time is None and "belongs to it" in m.reason]
