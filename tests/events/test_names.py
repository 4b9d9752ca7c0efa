"""Who is who in one document: short names, letters, descriptions, pronouns."""

import pytest

from timeline.events.lexicon import lexicon
from timeline.events.parse.model import parse
from timeline.events.parse.sentences import sentences
from timeline.events.parse.trees import Tree, Word
from timeline.events.who.names import Names


def read(text: str) -> tuple[list[Tree], Names]:
    names = Names(text, lexicon("en"))
    return names.learn(parse(text, list(sentences(text, "en")), "en")), names


def last(trees: list[Tree], word: str) -> tuple[Tree, Word]:
    return [(t, w) for t in trees for w in t.words if w.text == word][-1]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Ada Reed won. Reed thanked voters.", "Reed", "Ada Reed"),
        ("Ms. Reed won. Ada Reed thanked voters.", "Reed", "Ada Reed"),
        ("Osama al-Velmi fled. Police chased al-Velmi.", "al-Velmi", "Osama al-Velmi"),
        ("Ada B. Reed won. Ada Reed thanked voters.", "Ada Reed", "Ada B. Reed"),
        ("Ada Reed won. Keith Reed lost. Reed wept.", "Reed", "Reed"),
        ("Velmora Inc. grew. Velmora hired 50 people.", "Velmora", "Velmora Inc."),
        ("The Velmish Monetary Fund (VMF) lent money. The VMF wants it back.", "VMF", "Velmish Monetary Fund"),
        ("The Arneson Lake Oil Company (Aroil) lost money. Aroil was sold.", "Aroil", "Arneson Lake Oil Company"),
        ("The National Bank of Osk failed. Nobody could save the NBO.", "NBO", "National Bank of Osk"),
    ],
)
def test_a_short_name_means_the_full_one_where_there_is_exactly_one(text: str, short: str, full: str) -> None:
    _, names = read(text)
    assert names.full(short) == full


def test_a_surname_is_a_persons_where_the_full_name_stands_in_a_sentence_that_was_not_parsed() -> None:
    text = "Nobody met Velmheimer on Friday. It rained. Keith Velmheimer is 43."
    names = Names(text, lexicon("en"))
    names.learn(parse(text, list(sentences(text, "en"))[:1], "en"))
    assert (names.full("Velmheimer"), names.kind("Velmheimer")) == ("Keith Velmheimer", "person")


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Ada Reed met Keith Moll in Oslo. She thanked him.", "She", "Ada Reed"),
        ("Ada Reed met Keith Moll in Oslo. She thanked him.", "him", "Keith Moll"),
        ("Keith Moll praised Viktor Brenner. He had met him before.", "He", "Keith Moll"),
        ("Keith Moll said he was ill.", "he", "Keith Moll"),
        ("Keith Moll lost his job.", "his", "Keith Moll"),
        ("Keith Moll and Viktor Brenner met. He left early.", "He", None),
        ("It is not known whether Keith Moll met Viktor Brenner. He left early.", "He", "Keith Moll"),
        ("Mr. Velmheim met Lena Marsh. He left early.", "He", "Velmheim"),
        (
            "Keith Moll travels a lot. The billionaire knows many. In May he arranged talks of Osk with Viktor Lund.",
            "he",
            "Keith Moll",
        ),
        ("Keith Moll called Viktor Brenner. He asked for help. He hung up.", "He", "Keith Moll"),
        ("The rain fell. He left.", "He", None),
        ("Viktor Brenner was told that Keith Moll and his wife had left.", "his", "Keith Moll"),
        ("Keith Moll was here. He said Viktor Brenner had left.", "He", "Keith Moll"),
        ('Keith Moll fled. "Nobody knows when he left," Viktor Brenner said.', "he", "Keith Moll"),
        ("Viktor Brenner said Keith Moll was ill. He gave no reason.", "He", "Viktor Brenner"),
        ("Viktor Brenner left. Another driver lost his hat.", "his", None),
        ("Viktor Brenner left. He said Brenner was ill.", "He", None),
    ],
)
def test_a_pronoun_means_somebody_only_where_that_is_plain(text: str, pronoun: str, meant: str | None) -> None:
    trees, names = read(text)
    name = names.person_for(*last(trees, pronoun))
    assert (names.full(name) if name else None) == (names.full(meant) if meant else None)


@pytest.mark.parametrize(
    ("text", "noun", "meant"),
    [
        ("Velmish president Ada Reed met Keith Moll. The Velmish president smiled.", "president", "Ada Reed"),
        ("Ada Reed, the mayor of Osk, resigned. The mayor is ill.", "mayor", "Ada Reed"),
        ("Ada Reed became mayor. The mayor is ill.", "mayor", "Ada Reed"),
        ("French president Ada Reed met Irish president Keith Moll. The president smiled.", "president", None),
        (
            "French president Ada Reed met Irish president Keith Moll. The Irish president smiled.",
            "president",
            "Keith Moll",
        ),
        ("Keith Moll rested. His company Velmora sells cars. The Velmora boss is 50.", "boss", "Keith Moll"),
        ("Keith Moll was arrested. The mayor said it was time.", "mayor", None),
        ("The carmaker Velmora lost money. The carmaker will close a plant.", "carmaker", "Velmora"),
        ("The militia Velmora fled. The group left weapons behind.", "group", "Velmora"),
        ("Deputy mayor Ada Reed spoke. The mayor was ill.", "mayor", None),
        ("The carmaker Velmora met officials of Interpol. The company said nothing.", "company", None),
        ("A mayor came. The mayor left.", "mayor", None),
    ],
)
def test_a_description_means_the_only_one_that_is_described_so(text: str, noun: str, meant: str | None) -> None:
    trees, names = read(text)
    assert names.described(*last(trees, noun)) == meant


def test_it_is_the_organisation_that_the_sentence_before_is_about() -> None:
    trees, names = read("Velmora Inc. closed a plant. It fired Keith Moll.")
    assert names.thing_for(*last(trees, "It")) == "Velmora Inc."


def test_it_is_nobody_where_the_sentence_before_is_about_a_person() -> None:
    trees, names = read("Ada Reed closed a plant. It was old.")
    assert names.thing_for(*last(trees, "It")) is None
