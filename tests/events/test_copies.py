"""Which texts are copies of one another, and which only look like it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.copies import fingerprint
from timeline.values.document import Document
from timeline.values.fingerprint import Fingerprint, copied, one_source

WORDS = [
    left + right
    for left in ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "re", "si", "to", "vu", "ze")
    for right in ("n", "lk", "rst", "mmer", "dow", "ring", "sh", "ty", "vel", "x")
]


def prose(seed: int, sentences: int) -> list[str]:
    """Sentences of some 12 words that nobody has said, other ones for each seed."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(9, 15))).capitalize() + "." for _ in range(sentences)]


def printed(text: str, **facts: str) -> Fingerprint:
    return fingerprint(Document("", "", text, **facts), language="en")  # type: ignore[arg-type]


def why(one: str, other: str, houses: tuple[str, str] | None = None) -> str:
    facts: list[dict[str, str]] = [{"publisher": house} for house in houses] if houses else [{}, {}]
    prints = [printed(text, **fact) for text, fact in zip((one, other), facts, strict=True)]
    assert copied(*prints) == copied(*reversed(prints))
    return copied(*prints)


REPORT = prose(1, 30)
TEXT = "\n".join(REPORT)
APART = ("Velmouth Gazette", "Nordheim Post")


def test_the_same_words_in_other_lines_and_letters_are_the_same_text() -> None:
    assert why(TEXT, " ".join(REPORT).upper().replace(".", " ;")) == "the same text word for word"


@pytest.mark.parametrize(
    "reprint",
    [
        pytest.param("\n".join(REPORT[:16]), id="only its first half"),
        pytest.param("\n".join(REPORT[3:]), id="without its beginning"),
        pytest.param("\n".join(["Another headline", "By Ada Quill", *REPORT]), id="another headline"),
        pytest.param("\n".join(REPORT[15:] + REPORT[:15]), id="in another order"),
        pytest.param("\n".join(REPORT[:10] + prose(2, 8) + REPORT[10:]), id="with a box in it"),
        pytest.param("\n".join(prose(3, 12) + REPORT), id="behind an introduction"),
    ],
)
def test_a_text_that_kept_most_of_the_words_is_a_copy(reprint: str) -> None:
    assert why(TEXT, reprint).endswith("of the shorter text is in the other")


def test_a_text_in_which_one_word_in_twelve_was_replaced_is_a_copy() -> None:
    words = TEXT.split()
    words[::12] = ["elsewhere"] * len(words[::12])
    assert why(TEXT, " ".join(words))


def test_texts_that_nobody_copied_are_none() -> None:
    assert why(TEXT, "\n".join(prose(4, 30))) == ""


def test_two_that_quote_one_statement_are_no_copies() -> None:
    said = prose(5, 5)
    assert why("\n".join(REPORT[:25] + said), "\n".join(prose(6, 5) + said + prose(7, 18))) == ""


def test_what_takes_several_passages_of_anothers_report_says_how_many() -> None:
    own = prose(8, 30)
    taken = [s for n in range(5) for s in own[n * 6 : n * 6 + 6] + REPORT[n * 6 : n * 6 + 2]]
    assert why(TEXT, "\n".join(taken), APART) == "they share 5 long passages"


def test_passages_that_one_paper_prints_again_and_again_make_no_copies_of_its_own_articles() -> None:
    own = prose(8, 30)
    taken = [s for n in range(5) for s in own[n * 6 : n * 6 + 6] + REPORT[n * 6 : n * 6 + 2]]
    assert why(TEXT, "\n".join(taken), (APART[0], APART[0])) == why(TEXT, "\n".join(taken)) == ""


@pytest.mark.parametrize("houses", [None, APART])
def test_a_footer_makes_no_copies_even_where_it_is_longer_than_what_stands_above(
    houses: tuple[str, str] | None,
) -> None:
    footer = prose(9, 12)
    assert why("\n".join(REPORT[:8] + footer), "\n".join(prose(10, 8) + footer), houses) == ""


def test_a_box_that_stands_under_many_reports_is_no_copy_of_them_where_it_stands_alone() -> None:
    box = prose(11, 8)
    assert why("\n".join(box), "\n".join(REPORT[:20] + box)) == ""


def test_furniture_that_says_what_it_is_does_not_count() -> None:
    rest = " ".join(f"Velmouth Gazette {n}, all rights reserved, in {word}." for n, word in enumerate(WORDS[:20]))
    assert printed(f"{TEXT}\n{rest}") == printed(TEXT)


def test_a_line_or_two_are_no_copies_however_alike() -> None:
    assert why("The ferry sank off Velm on Monday.", "The ferry sank off Velm on Monday.") == ""
    assert why("", "") == ""


def test_a_short_text_is_a_copy_of_the_same_words_only() -> None:
    short = "\n".join(prose(12, 3))
    assert why(short, short) == "the same text word for word"
    assert why(short, "\n".join(prose(12, 3)[:1] + prose(13, 2))) == ""


def test_an_agency_in_common_makes_no_copies_but_one_source() -> None:
    one, other = printed("VELM (Reuters) - " + TEXT), printed("VELM (Reuters) - " + "\n".join(prose(14, 30)))
    assert (one.origin, other.origin) == ("Reuters", "Reuters")
    assert copied(one, other) == ""
    assert len(set(one_source({1: (1, one.origin), 2: (2, other.origin), 3: (3, "")}).values())) == 2


def test_a_book_that_holds_a_report_at_its_beginning_is_known_for_it() -> None:
    assert why(TEXT, "\n".join(REPORT + prose(15, 400)))


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["", "Reuters"]), st.integers(0, 2**32 - 1))
def test_a_fingerprint_comes_back_from_its_bytes(words: list[str], origin: str, house: int) -> None:
    made = printed(" ".join(words))
    whole = Fingerprint(made.whole, made.shingles, made.kept, made.keys, house, origin)
    assert Fingerprint.unpack(whole.pack(), origin) == whole


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["", "A", "B"])), max_size=8), st.randoms())
def test_how_many_sources_there_are_does_not_hang_on_their_order(
    sources: list[tuple[int, str]], order: random.Random
) -> None:
    shuffled = order.sample(sources, len(sources))
    one, other = (len(set(one_source(dict(enumerate(some))).values())) for some in (sources, shuffled))
    assert one == other <= len(sources)


def test_a_text_with_broken_characters_has_a_fingerprint() -> None:
    assert printed("\ud800 " + TEXT).shingles > 100
