"""How well each language's own corpus is read: floors that only rise. ``corpus_scores.py`` lists what is wrong."""

import pytest

from eval.corpus_reader import items
from eval.corpus_scores import corpus, counted, languages, paired, scored

# F1 in percent on the whole corpus of a language, each just under what was measured on the day beside it.
FLOORS = [
    # language, measure, floor
    ("de", "value", 97.3),  # 97.8 on 2026-11-22
    ("de", "relaxed", 99.0),  # 99.3 on 2026-11-22
    ("en", "value", 94.2),  # 94.6 on 2026-11-22
    ("en", "relaxed", 97.7),  # 98.1 on 2026-11-22
]


@pytest.mark.parametrize(("language", "measure", "floor"), FLOORS)
def test_the_own_corpus_is_read_as_well_as_ever(language: str, measure: str, floor: float) -> None:
    assert scored(corpus(language), language).f1(measure) >= floor


def test_every_corpus_has_its_floors() -> None:
    assert {(language, measure) for language, measure, _ in FLOORS} == {
        (language, measure) for language in languages() for measure in ("value", "relaxed")
    }


@pytest.mark.parametrize(
    ("marked", "scores"),
    [
        ("It rained [yesterday|DATE|2019-05-14].", (100, 100, 100)),
        ("It rained [yesterday|DATE|2019-05-13].", (0, 100, 100)),
        ("It [rained yesterday|DATE|2019-05-14].", (100, 100, 0)),
        ("[It|DATE|2019] rained yesterday.", (0, 0, 0)),
        ("[It|DATE|2019] rained [yesterday|DATE|2019-05-14].", (200 / 3, 200 / 3, 200 / 3)),
    ],
)
def test_a_match_is_an_overlap_and_counts_for_its_value_and_its_ends(
    marked: str, scores: tuple[float, float, float]
) -> None:
    [item] = items(f"# day | 2019-05-15\n{marked}", name="en")
    counts = counted(paired(item, "en"))
    assert tuple(counts.f1(m) for m in ("value", "relaxed", "strict")) == pytest.approx(scores)
