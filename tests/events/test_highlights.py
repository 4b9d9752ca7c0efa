"""The days that made a story, and the sentences that speak for them."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.highlights.clean import clean
from timeline.events.highlights.days import ranked
from timeline.events.highlights.sentences import best
from timeline.events.highlights.story import Sentence, Story
from timeline.values.event import Event, Source
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.time import TimeSpan, day_number

MAY = day_number(2019, 5, 1)


def day(number: int) -> TimeSpan:
    return TimeSpan.of_days(number, number)


def source(
    document: int,
    text: str,
    *,
    on: int | None,
    published: int | None,
    start: int = 0,
    likely: int | None = None,
    basis: Basis = Basis.STATED,
) -> Source:
    """What a titled document says at a character: dated to a day, or undated and likely of one."""
    mention = Mention(
        quote=TextSpan(start, start + len(text)),
        title=text[:20],
        status=Status.OCCURRED,
        time=None if on is None else day(on),
        basis=Basis.UNKNOWN if on is None else basis,
        likely=None if likely is None else day(likely),
    )
    when = None if published is None else day(published)
    return Source(mention, text, "", document, str(document), "A title", (f"{document}.txt",), None, None, when)


def events(*groups: Sequence[Source]) -> list[Event]:
    """An event of each group of mentions."""
    return [
        Event(
            n, "", Status.OCCURRED, some[0].mention.time if some else None, Basis.STATED, (), (), len(some), tuple(some)
        )
        for n, some in enumerate(groups, 1)
    ]


def apart(*sources: Source) -> list[Event]:
    """An event of each mention."""
    return events(*([one] for one in sources))


def days(found: list[Event]) -> list[int]:
    """The days of a story, the most prominent first, counted from the first of May 2019."""
    return [number - MAY for number, _ in ranked(Story(found))[0]]


def told(document: int, on: int, published: int, **where: int) -> Source:
    """One of many sentences that are alike."""
    text = f"The harbour of Velm was shut by the storm on day {on}."
    return source(document, text, on=MAY + on, published=MAY + published, **where)


def test_a_day_that_more_sources_tell_of_stands_before_one_that_one_source_repeats() -> None:
    repeated = [told(1, 2, 4, start=100 * n) for n in range(5)]
    assert days(apart(*repeated, told(2, 6, 4), told(3, 6, 4))) == [6, 2]


def test_copies_count_once_from_their_first_publication_on() -> None:
    story = Story(apart(told(1, 2, 2), told(2, 2, 9), told(3, 2, 3), told(4, 6, 7), told(5, 6, 7)))
    [before, _] = ranked(story)[0]
    assert (before[0] - MAY, before[1].sources, before[1].later) == (2, 3, 1)
    assert story.documents == [1, 2, 3, 4, 5]
    story.count_once({1: 1, 2: 1, 3: 1})
    [first, after] = ranked(story)[0]
    assert (first[0] - MAY, after[1].sources, after[1].later) == (6, 1, 0)
    assert story.articles.total() == 3


def test_a_day_of_which_later_sources_tell_stands_before_one_that_was_only_news() -> None:
    news = [told(n, 10, 11) for n in range(1, 4)]
    later = [told(n, 9, 11) for n in range(4, 7)]
    assert days(apart(*news, *later)) == [9, 10]
    assert [row[1].later for row in ranked(Story(apart(*news, *later)))[0]] == [3, 0]


def test_a_day_still_told_of_in_other_weeks_stands_before_one_told_of_in_one() -> None:
    one_week = [told(n, 20, 30 + n) for n in range(1, 4)]
    three = [told(n, 21, 16 + 7 * n) for n in range(1, 4)]  # the same documents would not do: a day has each once
    found = apart(*one_week, *(replace(s, document=s.document + 10) for s in three))
    assert days(found) == [21, 20]


def test_of_days_told_of_alike_the_one_in_a_quiet_time_stands_first() -> None:
    busy = [source(n, "The market of Ostrel was open all day long.", on=None, published=MAY) for n in range(10, 40)]
    assert days(apart(told(1, 0, 0), told(2, 0, 0), told(3, 90, 90), told(4, 90, 90), *busy)) == [90, 0]


def test_what_stands_at_the_beginning_of_a_text_weighs_more() -> None:
    assert days(apart(told(1, 3, 4, start=9_000), told(2, 5, 6))) == [5, 3]


def test_days_are_the_same_where_nothing_is_told_by_words() -> None:
    assert days(apart(source(1, "Hm.", on=MAY + 1, published=None))) == [1]
    assert days([]) == []


def test_what_is_only_likely_makes_no_day_and_the_publication_day_makes_none() -> None:
    likely = source(1, "The mayor of Velm resigned over the harbour.", on=None, likely=MAY, published=MAY)
    stands_in = source(2, "The mayor of Velm resigned.", on=MAY, published=MAY, basis=Basis.PUBLISHED)
    assert days(apart(likely, stands_in)) == []


@pytest.mark.parametrize(
    ("start", "published", "first"),
    [
        (100, 60, 60),
        (100, 61, 60),
        (100, 62, 3),  # no news of that day any more; earlier of two alike
        (900, 60, 3),  # no beginning
    ],
)
def test_an_article_that_begins_with_undated_news_of_a_day_counts_for_it(
    start: int, published: int, first: int
) -> None:
    news = "A mill of Ostrel burnt down in the night."
    undated = source(9, news, on=None, likely=MAY + 60, published=MAY + published, start=start)
    balance = source(8, news, on=None, published=MAY + 3 + published - 60)  # as many articles around either day
    found = apart(told(1, 3, 3), told(2, 60, 60), undated, balance)
    assert days(found)[0] == first
    assert [why.sources for _, why in ranked(Story(found))[0]] == [1, 1]


def test_in_a_story_that_was_followed_what_nobody_told_of_at_the_time_is_background() -> None:
    followed = [told(n, n, n) for n in range(10)]
    before = [told(20 + n, -300, n) for n in range(5)]
    rows, background = ranked(Story(apart(*followed, *before)))
    assert sorted(number - MAY for number, _ in rows) == list(range(10))
    assert background == 1
    short = apart(*followed[:9], *before)  # nine days of publication are not yet followed
    assert -300 in days(short)
    looking_back = apart(*followed, *(told(40 + n, -300 - n, n % 10) for n in range(11)))
    assert len(days(looking_back)) == 21  # most of it is of another time


@given(st.integers(0, 10_000))
def test_days_and_figures_do_not_depend_on_how_mentions_are_merged_or_on_their_order(seed: int) -> None:
    dice = random.Random(seed)
    sources = [
        source(
            n % 7,
            f"The {dice.choice(['ferry', 'bridge', 'mill'])} of {dice.choice(['Velm', 'Harn'])} burnt, no. {n}.",
            on=MAY + dice.randrange(4),
            published=MAY + n % 7,
            start=100 * n,
        )
        for n in range(20)
    ]
    groups = [[one] for one in sources]
    plain = [(number, repr(round(why.score, 9))) for number, why in ranked(Story(events(*groups)))[0]]
    dice.shuffle(sources)
    merged: list[list[Source]] = [[] for _ in range(6)]
    for one in sources:
        dice.choice(merged).append(one)
    again = [(number, repr(round(why.score, 9))) for number, why in ranked(Story(events(*merged)))[0]]
    assert again == plain


SANK = "The ferry Maria sank off Velm on Sunday with nine people aboard."
AGAIN = "On Sunday the ferry Maria sank with nine people aboard off Velm."
SHUT = "The port of Velm was shut on Sunday, and nobody may enter it."


def sentences(found: list[Event], count: int, on: int = 0) -> list[str]:
    return [one.text for one in best(Story(found), MAY + on, count, set())]


def test_a_day_s_sentences_do_not_say_the_same_twice() -> None:
    found = [source(n, text, on=MAY, published=MAY + 1) for n, text in enumerate([SANK, AGAIN, SANK, SHUT])]
    both = sentences(apart(*found), 2)
    assert SHUT in both
    assert len({SANK, AGAIN} & set(both)) == 1


def test_one_event_speaks_for_its_day_once() -> None:
    found = [source(n, text, on=MAY, published=MAY + 1) for n, text in enumerate([SANK, AGAIN, SHUT])]
    assert len(sentences(apart(*found), 5)) == 3
    assert len(sentences(events(found[:2], found[2:]), 5)) == 2
    other = source(9, "A mill burnt down.", on=MAY - 3, published=MAY)  # an event of another day, and these of it too
    assert len(sentences(events([other, *found]), 5)) == 3


def test_an_undated_sentence_of_the_day_s_news_may_speak_for_it_and_one_of_other_news_may_not() -> None:
    said = source(1, "On Sunday it happened.", on=MAY, published=MAY + 9)  # too short to stand alone
    news = source(2, SANK, on=None, likely=MAY, published=MAY + 1)
    other = source(3, SHUT, on=None, likely=MAY, published=MAY + 5)
    assert sentences(apart(said, news, other), 5) == [SANK]


def test_a_sentence_speaks_for_one_day_only() -> None:
    twice = [source(1, SANK, on=MAY + n, published=MAY + 1) for n in (0, 1)]
    story, taken = Story(apart(*twice, source(2, SHUT, on=MAY + 1, published=MAY + 1))), set[int]()
    assert [one.text for one in best(story, MAY, 1, taken)] == [SANK]
    assert [one.text for one in best(story, MAY + 1, 5, taken)] == [SHUT]


def test_a_sentence_knows_its_events_and_where_it_stands() -> None:
    text = f"VELM, 2 May (Quill) - {SANK}"
    [one] = best(Story(apart(*[source(7, text, on=MAY, published=MAY, start=40)] * 2)), MAY, 3, set())
    assert (one.text, one.events, one.document) == (SANK, (1, 2), 7)
    assert one.span == TextSpan(40 + len(text) - len(SANK), 40 + len(text))


def test_where_no_sentence_can_stand_alone_one_is_shown_as_it_is() -> None:
    assert sentences(apart(source(1, "gone by Sunday", on=MAY, published=MAY)), 1) == ["gone by Sunday"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (SANK, SANK),
        (f'"{SANK[:-1]}," said the mayor.', f'"{SANK[:-1]}," said the mayor.'),
        (f"OSTREL (Quill News) - {SANK}", SANK),
        (f"OSTREL, Harn -- {SANK}", SANK),
        (f"May 3 - {SANK}", SANK),
        (f"(QN) {SANK}", SANK),
        (f"May 3: {SANK}", None),  # a caption
        (f"QN May 3: {SANK}", None),
        (f"Storm over Velm as port is shut: {SANK}", None),
        (f"{SANK} (QN)", None),
        (f"ADA QUILL, HOST: {SANK}", None),
        (f"THIS IS A RUSH TRANSCRIPT {SANK}", None),
        (f"Read more at www.example.org | {SANK}", None),
        (f"and {SANK}", None),
        (SANK[:-1], None),
        (f"{SANK[:-1]}?", None),
        (f"{SANK[:-1]}...", None),
        (f'"{SANK}', None),
        (f"He said ({SANK}", None),
        ("It sank on Sunday.", None),
        (" ".join([SANK] * 5), None),
    ],
)
def test_only_a_whole_sentence_stands_alone_and_without_its_dateline(text: str, shown: str | None) -> None:
    about = source(1, text, on=MAY, published=MAY, start=500)
    span = clean(Sentence(text, about.mention.quote, 1, MAY, (), about))
    assert (span.of(" " * 500 + text) if span else None) == shown


def test_what_an_untitled_text_begins_with_may_be_its_title_and_is_not_shown() -> None:
    about = source(1, SANK, on=MAY, published=MAY)
    untitled = replace(about, title=None)
    assert clean(Sentence(SANK, about.mention.quote, 1, MAY, (), about)) is not None
    assert clean(Sentence(SANK, about.mention.quote, 1, MAY, (), untitled)) is None
