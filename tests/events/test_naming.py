"""Names are found by their tags and by words that tell what they name; each sentence is its own document here."""

import time

import pytest

from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.who.names import Names
from timeline.events.who.namewords import name_words
from timeline.events.who.naming import find_names
from timeline.values.mention import TextSpan


def named(text: str) -> dict[str, str]:
    names = Names(text, lexicon("en"))
    [tree] = names.learn(parse(text, [TextSpan(0, len(text))], "en"))
    return {name: names.label(name) for _, name in names.in_tree(tree)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velmish police arrested Ada Reed in Tripoli.", {"Ada Reed": "PERSON", "Tripoli": "GPE"}),
        ("French President Odo Brenner met Mr. Osk.", {"French": "NORP", "Odo Brenner": "PERSON", "Osk": "PERSON"}),
        ("Deputy Foreign Minister Lena Marsh resigned.", {"Lena Marsh": "PERSON"}),
        ("Secretary of State Ada Reed flew to Oslo.", {"Ada Reed": "PERSON", "Oslo": "GPE"}),
        ("The Ministry of Health and Welfare fined Velmora Inc.", {"Ministry of Health and Welfare": "ORG"}),
        ("He works for the University of Velm.", {"University of Velm": "ORG"}),
        ("They sailed to the Gulf of Osk.", {"Gulf of Osk": "LOC"}),
        ("Abdul al-Velmi spoke in Cairo.", {"Abdul al-Velmi": "PERSON", "Cairo": "GPE"}),
        ('Thomas "Tom" Brenner founded the firm.', {'Thomas "Tom" Brenner': "PERSON"}),
        ("She flew with Air Velm to London.", {"Air Velm": "ORG", "London": "GPE"}),
        ("Velmora spokesman Keith Moll declined to comment.", {"Velmora": "ORG", "Keith Moll": "PERSON"}),
        ("The company, Velmora, sold the mine.", {"Velmora": "ORG"}),
        ("Oskar Velmheimer, 43, was hurt.", {"Oskar Velmheimer": "PERSON"}),
        ("The court in The Hague spoke.", {"Hague": "GPE"}),
        ("The ships left the Gulf.", {"Gulf": "LOC"}),
        ("The Centre for Lakes and River Studies shut.", {"Centre for Lakes and River Studies": "ORG"}),
        ("The People's Republic of China left.", {"People's Republic of China": "GPE"}),
        ("Ada Reed lives in Mobile, Ala.", {"Mobile": "GPE"}),
        ("South African police left.", {"South African": "NORP"}),
        ("Velmish envoy Park Geo-mun left.", {"Park Geo-mun": "PERSON"}),
        ("Velmheimer, who lost, wept.", {"Velmheimer": "PERSON"}),
        ("The town of Velmheim burned.", {"Velmheim": "GPE"}),
        ("The fire began on King Street.", {"King Street": "FAC"}),
        ("Hurricane Ada hit the coast in May.", {"Hurricane Ada": "EVENT"}),
        ("The Kurds left on Monday.", {"Kurds": "NORP"}),
        ("Theresa May spoke in May.", {"Theresa May": "PERSON"}),
        ("The Velmora A300 landed.", {"Velmora A300": "PRODUCT"}),
        ("LONDON (AP) - Nobody came.", {"LONDON": "GPE", "AP": "ORG"}),
    ],
)
def test_a_name_has_its_extent_and_its_label(text: str, expected: dict[str, str]) -> None:
    found = named(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The Prime Minister resigned on Friday.", {"Prime Minister", "Minister", "Friday"}),
        ("In March the rain came.", {"March"}),
        ("I think God knows.", {"I", "God"}),
        ("Prices rose 787 percent in Taria.", {"Prices", "Taria 787"}),
    ],
)
def test_what_is_only_written_with_a_capital_is_no_name(text: str, never: set[str]) -> None:
    assert not never & named(text).keys()


def test_a_documents_mentions_of_a_name_share_one_label() -> None:
    text = "Velmora rose. The carmaker Velmora said it would open a plant. Velmora fell."
    starts = [0, 14, 63]
    names = Names(text, lexicon("en"))
    spans = [TextSpan(a, b) for a, b in zip(starts, [13, 62, len(text)], strict=True)]
    trees = names.learn(parse(text, spans, "en"))
    assert [n.label for tree in trees for n in tree.names] == ["ORG", "ORG", "ORG"]


def test_naming_is_cheap() -> None:
    text = (
        "On Monday, Velmish President Ada Reed met officials of the Bank of Osk in Tripoli, Libya, to talk about oil."
    )
    [tree] = parse(text, [TextSpan(0, len(text))], "en")
    words = name_words("en")
    find_names(tree.words, words)
    began = time.process_time()
    for _ in range(500):
        find_names(tree.words, words)
    assert (time.process_time() - began) / (500 * len(tree.words)) < 30e-6  # 5 when quiet, of a sentence full of names
