import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.parse.sentences import LONGEST, sentences


def split(text: str, code: str = "en") -> list[str]:
    return [s.of(text) for s in sentences(text, code)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "It stopped."],
        ["Mr. Ode met Dr. Moll at 5 p.m. in Velm.", "They talked."],
        ["He lives in the U.S. capital."],
        ["He left at 5 p.m.", "The doors closed."],
        ["“We won.”", "She smiled."],
        ["John F. Moll spoke.", "All listened."],
        ["Prices rose 2.5 percent.", "No. 10 was quiet."],
        ["Wait… what?", "Nothing!"],
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_is_one(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_paragraphs_end_sentences_and_wrapped_lines_do_not() -> None:
    wrapped = (
        "The river broke its banks on Monday night and flooded the old town of\n"
        "Ostermoor, where four hundred people had to leave their houses and go\n"
        "to the sports hall.\n"
    )
    assert len(split(wrapped)) == 1
    assert split("A headline without a stop\nThe story begins here.") == [
        "A headline without a stop",
        "The story begins here.",
    ]


@pytest.mark.parametrize("dateline", ["VELM, Taria (AP) -- ", "OSTERMOOR – ", "Velm, Taria (Reuters) - "])
def test_a_dateline_is_not_part_of_the_first_sentence(dateline: str) -> None:
    assert split(dateline + "The river rose again.")[-1] == "The river rose again."


def test_a_language_without_a_file_is_split_by_its_marks() -> None:
    assert split("Il pleuvait. Il neige.", "xx") == ["Il pleuvait.", "Il neige."]
    assert split("Es brannte am 3. Mai. Dann nicht.", "xx") == ["Es brannte am 3. Mai.", "Dann nicht."]
    assert split("昨日は雨だった。今日は晴れ。", "xx") == ["昨日は雨だった。", "今日は晴れ。"]


@given(st.text(st.characters(codec="utf-16"), max_size=400) | st.text("aA.!?\"') \n\t(-–0", max_size=400))
def test_sentences_lie_in_order_inside_the_text_and_lose_nothing_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 < s.end - s.start <= LONGEST for s in spans)
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


@pytest.mark.parametrize("unit", [".", "a", ". ", "a. ", "(", "A ", '."', "A\n", "a\n\n", "- ", ") -", "ab"])
def test_a_great_deal_of_anything_is_split_in_linear_time(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        for _ in sentences(text):
            pass
        return time.process_time() - began

    small = min(cost(30_000) for _ in range(2))
    assert cost(300_000) < 30 * small + 0.2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two held after mill burns The fire broke out at dawn.", 2),
        ('Mayor: "We will rebuild" He spoke at the ruins.', 2),
        ("Olsund moved to The hague.", 1),  # a preposition ends nothing
        ("Reed read In cold blood.", 2),  # what a title in capitals costs
        ("Reed wrote the novel The long road.", 1),
        ("Reed met Ada Olsund in Velm.", 1),
    ],
)
def test_a_sentence_begins_where_a_common_word_is_capital_though_no_mark_stands_before(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mill to close in May * Mayor calls for calm.", 2),
        ("The mill at Osk. Photograph: Reuters Ode Oil closed its mill.", 3),
        ("Motto: Velm First was on the flag.", 1),  # no agency
        ("It costs 5 * 4 crowns.", 1),
        ("THE END OF THE ROAD Osk has closed its bridge.", 2),
        ("The firms are ABC DEF and GHI Steel.", 1),
    ],
)
def test_a_star_begins_a_headline_and_a_pictures_source_ends_a_caption(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count
