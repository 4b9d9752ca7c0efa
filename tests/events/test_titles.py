"""What holds of every title, whatever the sentence: short, of the document's own words, and of one of its pieces."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.marking import document, marked, mentions
from timeline.events.lexicon import lexicon
from timeline.events.mentions import find_mentions
from timeline.events.told.wording import LONGEST

WHO = (
    "Ada Reed",
    "the army",
    "two ministers of Taria",
    "police in Velm",
    "Ode Oil, the owner of the mill,",
    "it",
    "he",
)
DID = (
    "arrested ten men",
    "said that the bridge was closed",
    "was killed in a fire",
    "will open a school",
    "has resigned",
)
WHEN = (
    "on {Tuesday=2019-05-14}",
    "{last year=2018}",
    "in {May 2018=2018-05}",
    "since {2017=2017}",
    "before {2020=2020}",
)
MORE = ("", " and fled", ", the mayor said", ", killing two people near the old harbour",
        " after the town had been flooded",
        " because the owners of the mill had left without a word to the workers", " (see below)")  # fmt: skip
FORM = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words(text: str) -> set[str]:
    return {w.lower() for w in FORM.findall(text)}


SENTENCE = st.tuples(*(st.sampled_from(part) for part in (WHO, DID, WHEN, MORE))).map(
    lambda p: f"{p[0][0].upper()}{p[0][1:]} {p[1]} {p[2]}{p[3]}."
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SENTENCE, min_size=1, max_size=3))
def test_a_title_is_short_and_has_no_word_that_the_document_lacks(sentences: list[str]) -> None:
    plain, expressions = marked(" ".join(sentences))
    english = lexicon("en")
    tenses = english.words["will"] | english.words["to"] | {"was", "were", "the"}
    for found in find_mentions(document(plain), expressions, language="en"):
        assert 0 < len(found.title) <= LONGEST
        said = {w.removesuffix("'s") for w in words(found.title)}
        assert said <= words(plain) | tenses | {english.past(w) for w in words(plain)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The mayor of Velm says the rebels shelled the port on {Monday=2019-05-13}.",
         "The rebels shelled the port, the mayor of Velm says"),
        ("Ada Reed denies that the rebels shelled the port on {Monday=2019-05-13}.",
         "Ada Reed denies that the rebels shelled the port on Monday"),
    ],
)  # fmt: skip
def test_who_claims_it_stays_with_what_is_claimed(text: str, title: str) -> None:
    assert [m.title for m in mentions(text)] == [title]


def test_a_title_that_is_cut_says_so_and_ends_with_a_word_that_can_end() -> None:
    text = (
        "Ada Reed accused the owners of the old harbour of Velm of hiding for more than eleven years how "
        "much oil their tankers had lost on {Monday=2019-05-13}."
    )
    for found in mentions(text):
        assert len(found.title) <= LONGEST
        assert not found.title.removesuffix("…").endswith((" of", " the", " how", " for", ","))
