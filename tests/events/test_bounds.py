"""When happenings were that no time, or not their own, dates. All sentences are invented; published on a Wednesday."""

import re
from pathlib import Path

import pytest

from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.when import bounds
from timeline.events.when.bound_words import Place, bound_words, choices
from timeline.events.when.bounds import Placer
from timeline.events.when.grounds import Placement
from timeline.languages import language
from timeline.timex import tag
from timeline.values.mention import Basis, TextSpan
from timeline.values.time import Extent, TimeSpan

PUBLISHED = TimeSpan.of(2024, 5, 15)


def placer(text: str, published: TimeSpan | None = PUBLISHED) -> Placer:
    trees = parse(text, list(sentences(text, "en")), "en")
    return Placer(published, tag(text, published=published), trees, "en")


def placed(text: str, word: str, published: TimeSpan | None = PUBLISHED) -> Placement:
    at = text.rindex(word)
    return placer(text, published).place_at(TextSpan(at, at + len(word)))


def days(place: Placement) -> str:
    """ "monday..open", short: the first and last day, and whether it lasted."""
    first, last = place.time.first_day or "", place.time.last_day or ""
    span = first if first and first == last else f"{first}..{last}"
    return f"{span} throughout" if place.extent is Extent.THROUGHOUT else span


STORY = "A ferry sank off Odeville on Monday. The captain called for help. "
STAMP = "Ferry sinks off Odeville\nMay 14, 2024\nThe ferry Maria sank on Monday, the coast guard said."


@pytest.mark.parametrize(
    ("text", "word", "when", "rests_on"),
    [
        ("A ferry sank off Odeville on Monday.", "sank", "2024-05-13", "relative"),
        ("The bridge was opened on 3 May 2021.", "opened", "2021-05-03", "stated"),
        ("The ferry left on Monday night.", "left", "2024-05-13", "relative"),  # a night is that of its first day
        # What a page stamps on itself dates nothing; its headline is of the day that the report is of.
        (STAMP, "sinks", "2024-05-13", "report"),
        (STAMP, "said", "2024-05-13", "report"),
        # One sentence.
        ("Waving a flag, she crossed the line on Monday.", "Waving", "2024-05-13", "relative"),
        ("He was in Odeville on Monday when a wall fell.", "fell", "2024-05-13", "relative"),
        ("The choir sang at a dinner on Monday.", "sang", "2024-05-13", "relative"),
        # The same happening elsewhere.
        ("A blast shook Odeville on Monday. Nobody claimed the blast.", "blast", "2024-05-13", "relative"),
        ("Rebels stormed the fort on Monday. Two guards saw how they stormed it.", "stormed", "2024-05-13", "again"),
        ("A blast shook Odeville on Monday. The bombing killed two.", "bombing", "2024-05-13", "relative"),
        ("The mill burned on Monday. A fire was seen in Velm.", "fire", "2024-05-13", "story"),
        # The story goes on.
        ("Ode was at large until 7 May, when he was caught. He wept.", "wept", "2024-05-07", "story"),
        ("A ferry sank on Monday. It left at 10 a.m. and hit a rock.", "left", "2024-05-13", "story"),
        (STORY, "called", "2024-05-13", "story"),
        (STORY + "The owner said it was new.", "said", "2024-05-13", "report"),
        ("Voters met on Tuesday. Ode said on Monday it was old. He said it leaked.", "said", "2024-05-13", "story"),
        ("The council met. The mayor resigned.", "resigned", "2024-05-15", "published"),
        # Before.
        ("The council had closed the school.", "closed", "..2024-05-14", "told-past"),
        ("The school closed after the roof leaked.", "leaked", "2024-05-15", "published"),
        ("The mayor said the man who built the bridge was ill.", "built", "..2024-05-14", "told-past"),
        ("The thief may have left the town.", "left", "..2024-05-14", "told-past"),
        ("Velm is tired. It is poor. It is small. Its roads have crumbled.", "crumbled", "..2024-05-14", "told-past"),
        ("The court holds a man accused of stealing a boat.", "stealing", "..2024-05-14", "told-past"),
        ("Plates recovered in Velm match the others.", "recovered", "..2024-05-14", "told-past"),
        # Ahead.
        ("The family wants the bones tested.", "tested", "2024-05-16..", "to-come"),
        ("The council plans to close the school and sell it.", "sell", "2024-05-16..", "to-come"),
        ("The council has found money to mend the roof.", "mend", "2024-05-16..", "to-come"),
        ("The council will close the school.", "close", "2024-05-16..", "to-come"),
        ("The council is going to close the school.", "close", "2024-05-16..", "to-come"),
        ("The school is to close.", "close", "2024-05-16..", "to-come"),
        ("The council plans to close the school.", "close", "2024-05-16..", "to-come"),
        ("On Friday the council plans to close the school.", "close", "2024-05-17", "relative"),
        ("Parents want a vote.", "vote", "2024-05-16..", "to-come"),
        ("Parents called for a meeting.", "meeting", "2024-05-16..", "to-come"),
        ("Parents fear the prospect of a strike.", "strike", "2024-05-16..", "to-come"),
        ("An upcoming election worries them.", "election", "2024-05-16..", "to-come"),
        ("The ship will wait until the storm passes.", "passes", "2024-05-16..", "to-come"),
        ("Three judges were invited to a ceremony in Odeville on 17 May.", "ceremony", "2024-05-17", "relative"),
        # Lasting.
        ("The council owns the school.", "owns", ".. throughout", "ongoing"),
        ("Divers are searching the wreck.", "searching", ".. throughout", "ongoing"),
        ("The talks worry the neighbours.", "talks", ".. throughout", "ongoing"),
        ("Prices continue to rise.", "rise", ".. throughout", "ongoing"),
        ("The town may contain mines.", "contain", ".. throughout", "ongoing"),
        # Settled there, or done to that end.
        ("Reporters praised the decision to sell the mill.", "sell", "2024-05-15", "published"),
        ("The council agreed to sell the mill.", "sell", "2024-05-15", "published"),
        ("The council is willing to mend the roof.", "mend", "2024-05-15", "published"),
        # Each of two times has its own.
        ("Police announced on Monday the arrest on Friday of a thief.", "announced", "2024-05-13", "relative"),
        ("The navy announced on Monday the capture on Friday of a thief.", "capture", "2024-05-10", "relative"),
        ("Ode agreed to the merger in March 2024.", "agreed", "2024-03-01..2024-03-31", "stated"),
        ("A man dismissed four days earlier walked into the mill.", "walked", "2024-05-15", "published"),
        ("ODEVILLE, May 15- Rangers yesterday stopped a boat.", "stopped", "2024-05-14", "relative"),
        # Who says so.
        ("The wreck is old, according to divers.", "according", "2024-05-15", "published"),
        ("The council says the school is old.", "says", "2024-05-15", "published"),
        ("The mayor could not be reached.", "reached", "2024-05-15", "published"),
        ("The mayor cannot ignore the letters.", "ignore", "2024-05-15", "published"),
        ("A ferry sank on Monday. The mayor says it was old.", "says", "2024-05-15", "published"),
    ],
)  # fmt: skip
def test_a_happening_lies_where_its_document_puts_it(text: str, word: str, when: str, rests_on: str) -> None:
    found = placed(text, word)
    assert (days(found), found.word) == (when, rests_on)


def test_what_has_happened_since_a_day_came_after_it() -> None:
    text = (
        "The port is shut. Nobody works there. Ships wait outside. "
        "Crews have been idle since the strike on 6 May 2024. Traders have sold their stocks. The crisis is costly."
    )
    assert days(placed(text, "sold")) == "2024-05-07..2024-05-14"
    assert days(placed(text, "crisis")) == "2024-05-06.. throughout"


def test_amounts_of_a_month_are_of_all_of_it_and_what_was_done_in_it_was_done_within() -> None:
    assert days(placed("The mill sold 300 tons in March 2024.", "sold")) == "2024-03-01..2024-03-31 throughout"
    assert days(placed("The mill burned in March 2024.", "burned")) == "2024-03-01..2024-03-31"


def test_what_was_done_this_week_was_not_done_today() -> None:
    assert days(placed("The minister visited Odeville this week.", "visited")) == "2024-05-13..2024-05-14"


def test_the_night_they_met_is_no_day_of_the_report() -> None:
    text = "Police opened the files on Tuesday. They are about the night the mill burned."
    assert days(placed(text, "burned")) != "2024-05-15"


def test_a_guess_is_bounded_by_no_more_than_is_certain() -> None:
    story = placed(STORY, "called")
    assert story.basis is Basis.CONTEXT
    assert (story.bounds.first_day, story.bounds.last_day) == (None, "2024-05-15")
    settled = placed("The council agreed on Monday to sell the mill.", "sell")
    assert (days(settled), settled.bounds.first_day, settled.bounds.last_day) == ("2024-05-13", None, None)
    ahead = placed("The council will close the school.", "close")
    assert ahead.bounds == ahead.time


def test_without_a_publication_nothing_is_made_up() -> None:
    assert days(placed("The mayor resigned.", "resigned", published=None)) == ".."
    assert days(placed("The mayor will resign.", "resign", published=None)) == ".."
    assert days(placed("The mayor resigned on 3 May 2021.", "resigned", published=None)) == "2021-05-03"


def test_a_publication_to_the_minute_is_one_of_its_day() -> None:
    found = placed("The mayor resigned.", "resigned", published=TimeSpan.of(2024, 5, 15, 20, 41))
    assert days(found) == "2024-05-15"


def test_order_of_asking_changes_nothing() -> None:
    text = STORY + "The mayor, who had warned of storms, will visit the wreck."
    spans = [TextSpan(text.index(w), text.index(w) + len(w)) for w in ("sank", "called", "warned", "visit", "wreck")]
    one, other = placer(text), placer(text)
    assert [one.place_at(s) for s in spans] == [other.place_at(s) for s in reversed(spans)][::-1]


def test_where_no_word_stands_nothing_is_known() -> None:
    text = "A ferry sank on Monday."
    assert placer(text).place_at(TextSpan(500, 510)).word == "unknown"


def test_no_list_of_words_is_kept_that_nothing_asks_for() -> None:
    rules = "".join(f.read_text(encoding="utf-8") for f in Path(bounds.__file__).parent.glob("*.py"))
    assert [name for name in bound_words("en") if f'"{name}"' not in rules] == []


def test_every_choice_is_asked_for_and_every_question_has_one() -> None:
    rules = "".join(f.read_text(encoding="utf-8") for f in Path(bounds.__file__).parent.glob("bounds*.py"))
    asked = set(re.findall(r'chosen\((?:.*? if .*? else )?"([a-z-]+)"', rules))
    listed = set(choices("en"))
    assert asked <= listed
    assert [telling for telling in sorted(listed) if f'"{telling}"' not in rules] == []


def test_where_a_telling_is_put_is_the_table_s_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "choices", lambda _: {**choices("en"), "future": Place.LASTING})
    assert days(placed("The council will close the school.", "close")) == ".. throughout"


def test_a_word_is_in_one_family_at_most() -> None:
    listed = [w for words in language("en")["bound_families"].values() for w in words.split()]
    assert sorted(listed) == sorted(set(listed))
