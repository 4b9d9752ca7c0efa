"""Who takes part in a happening, with what role, and who says so."""

import pytest

from events.marking import document
from timeline.events.lexicon import lexicon
from timeline.events.mentions import find_mentions
from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.parse.trees import Tree
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names
from timeline.events.who.parties import parties
from timeline.values.mention import Party


def read(text: str, trigger: str) -> tuple[Tree, Happening, Names]:
    names = Names(text, lexicon("en"))
    trees = names.learn(parse(text, list(sentences(text, "en")), "en"))
    tree, word = [(t, w) for t in trees for w in t.words if w.text == trigger][-1]
    return tree, Happening(word, "test"), names


def found(text: str, trigger: str) -> list[Party]:
    return list(parties(*read(text, trigger), lexicon("en")))


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Ada Reed praised Keith Moll.", "praised", {"Ada Reed": "agent", "Keith Moll": "patient"}),
        ("Keith Moll was arrested by Interpol in Cairo.", "arrested",
         {"Keith Moll": "patient", "Interpol": "agent", "Cairo": "place"}),
        ("Keith Moll, arrested in Cairo last week, is ill.", "arrested", {"Keith Moll": "patient", "Cairo": "place"}),
        ("Keith Moll, whom Ada Reed defeated, left.", "defeated", {"Ada Reed": "agent", "Keith Moll": "patient"}),
        ("Keith Moll, who founded Velmora Inc., left.", "founded", {"Keith Moll": "agent", "Velmora Inc.": "patient"}),
        ("Ada Reed asked Keith Moll to persuade Viktor Brenner.", "persuade",
         {"Keith Moll": "agent", "Viktor Brenner": "patient"}),
        ("Ada Reed and Keith Moll met in Oslo.", "met", {"Ada Reed": "agent", "Keith Moll": "agent", "Oslo": "place"}),
        ("Ada Reed wrote a letter and left for Paris.", "left", {"Ada Reed": "agent", "Paris": "place"}),
        ("Keith Moll's arrest in Cairo followed.", "arrest", {"Keith Moll": "patient", "Cairo": "place"}),
        ("Ada Reed's inauguration followed.", "inauguration", {"Ada Reed": "agent"}),
        ("They condemned the attack on Keith Moll by Hezbollah.", "attack",
         {"Keith Moll": "patient", "Hezbollah": "agent"}),
        ("Hezbollah launched an attack on Cairo.", "attack", {"Hezbollah": "agent", "Cairo": "patient"}),
        ("Hezbollah fighters shelled the town of Tripoli.", "shelled", {"Hezbollah": "agent", "Tripoli": "place"}),
        ("Ada Reed reached out to Keith Moll.", "reached", {"Ada Reed": "agent", "Keith Moll": "patient"}),
        ("They left Cairo, where Ada Reed fell.", "fell", {"Ada Reed": "agent", "Cairo": "place"}),
        ("The Atlantic Ocean took three ships.", "took", {}),
        ("Hezbollah documents showed it.", "showed", {}),
        ("Ada Reed visited Tripoli.", "visited", {"Ada Reed": "agent", "Tripoli": "place"}),
        ("Talks between Ada Reed and Keith Moll began.", "Talks", {"Ada Reed": "agent", "Keith Moll": "agent"}),
        ("Ada Reed, not Keith Moll, won.", "won", {"Ada Reed": "agent"}),
        ("Ada Reed has a plan to sell Velmora Inc.", "sell", {"Ada Reed": "agent", "Velmora Inc.": "patient"}),
        ("Ada Reed is willing to meet Keith Moll.", "meet", {"Ada Reed": "agent", "Keith Moll": "patient"}),
        ("The Ukrainian president fled.", "fled", {}),
    ],
)  # fmt: skip
def test_each_plays_the_part_that_the_grammar_gives(text: str, trigger: str, expected: dict[str, str]) -> None:
    assert {p.name: p.role for p in found(text, trigger) if p.role != "other"} == expected


def test_a_country_that_only_says_whose_takes_no_part() -> None:
    assert [p.name for p in found("US officials told France's president Ada Reed about Peru.", "told")] == [
        "Ada Reed",
        "Peru",
    ]


def test_the_lead_has_its_parties() -> None:
    lead = find_mentions(document("Ada Reed reached out to Keith Moll, friends say."), [], language="en")[0]
    assert [(p.name, p.role) for p in lead.parties] == [("Ada Reed", "agent"), ("Keith Moll", "patient")]


def test_what_a_coordinated_clause_names_takes_no_part() -> None:
    assert [p.name for p in found("Ada Reed praised Keith Moll and attacked Viktor Brenner.", "praised")] == [
        "Ada Reed",
        "Keith Moll",
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "party"),
    [
        ("Ada Reed came. She met nobody.", "met", Party("Ada Reed", "person", "agent", "She")),
        ("Ada Reed came. Reed met nobody.", "met", Party("Ada Reed", "person", "agent", "Reed")),
        ("Ada Reed came.", "came", Party("Ada Reed", "person", "agent")),
        ("Velmish premier Ada Reed came. The Velmish premier met nobody.", "met",
         Party("Ada Reed", "person", "agent", "The Velmish premier")),
        ("Velmora Inc. lost money. It fired everybody.", "fired", Party("Velmora Inc.", "organisation", "agent", "It")),
    ],
)  # fmt: skip
def test_a_party_goes_by_its_full_name_and_keeps_what_the_sentence_says(text: str, trigger: str, party: Party) -> None:
    assert party in found(text, trigger)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ada Reed left for Paris.", "FR"),
        ("Ada Reed left for Paris, Texas.", "US"),
        ("Ada Reed met voters in London. She likes Canada, Canadian beer and Ontario. Ontario is in Canada.", "GB"),
    ],
)
def test_a_place_comes_with_where_it_lies(text: str, country: str) -> None:
    trigger = "left" if "left" in text else "met"
    [place] = [p.place for p in found(text, trigger) if p.role == "place"]
    assert place is not None
    assert place.country == country
