import pytest

from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.what.happenings import Grammar
from timeline.languages import language
from timeline.values.mention import TextSpan


@pytest.mark.parametrize("noun", ["autopsy", "tremor", "melee", "payment", "condemnation", "outburst", "hostilities"])
def test_a_happening_that_nobody_listed_by_hand_is_one(noun: str) -> None:
    assert lexicon("en").is_event_noun(noun)


@pytest.mark.parametrize(
    "noun", ["government", "hospital", "market", "job", "football", "poverty", "parliament", "lawyer", "technology"]
)
def test_places_institutions_states_and_trades_are_no_happenings(noun: str) -> None:
    assert not lexicon("en").is_event_noun(noun)


def test_the_list_made_from_wordnet_keeps_its_notice_and_its_order() -> None:
    words = language("en")["event_nouns"]["wordnet"].split()
    assert words == sorted(set(words))
    assert len(words) > 5000


@pytest.mark.parametrize(
    ("text", "word", "happens"),
    [
        ("Hostilities resumed in Velm.", "Hostilities", True),
        ("Mr Snow praised the Hunt family.", "Snow", False),  # what WordNet calls an event may be a name
        ("Mr Snow praised the Hunt family.", "Hunt", False),
        ("Operation Dawn was over.", "Dawn", True),
    ],
)
def test_a_plural_is_asked_as_it_stands_and_a_name_only_by_hand(text: str, word: str, happens: bool) -> None:
    [tree] = parse(text, [TextSpan(0, len(text))], "en")
    [found] = [w for w in tree.words if w.text == word]
    assert Grammar(tree, lexicon("en")).is_event(found) is happens
