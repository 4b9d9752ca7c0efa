"""When two mentions tell of one happening."""

import tomllib
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import OtherFormat
from timeline.events.likeness import BEGINNING, compare, evidence, read
from timeline.languages import language
from timeline.languages.rarity import wording
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.evidence import SAME, Evidence
from timeline.values.mention import Basis, Kind, Mention, Party, Status, TextSpan, TimeExpression
from timeline.values.time import TimeSpan

PAIRS = tomllib.loads((Path(__file__).parent / "likeness.toml").read_text(encoding="utf-8"))["pairs"]
PUBLISHED = TimeSpan.of(2019, 5, 20)


def told(said: dict[str, Any], name: str = "") -> Evidence:
    """What a document with that one sentence gives."""
    text = said["text"]
    start = text.index(said["what"])
    time = edtf.parse(said["day"]) if "day" in said else None
    parties = [Party(one, "person", "agent") for one in said.get("who", ())]
    parties += [Party(one, "place", "place") for one in said.get("where", ())]
    mention = Mention(
        TextSpan(0, len(text)),
        text,
        Status.OCCURRED,
        time,
        Basis.STATED if time else Basis.UNKNOWN,
        trigger=TextSpan(start, start + len(said["what"])),
        parties=tuple(parties),
        kind=Kind(said.get("kind", "other")),
        bounds=edtf.parse(said["bounds"]) if "bounds" in said else None,
    )
    published = edtf.parse(said["published"]) if "published" in said else PUBLISHED
    return evidence(Document(name, name, text, published, title=name), [mention])[0]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["why"] for pair in PAIRS])
def test_two_sentences_join_where_they_tell_of_one_happening(pair: dict[str, Any]) -> None:
    link = compare(*(read(told(pair[side], side).facts) for side in "ab"))
    assert (link is not None and link.score >= SAME) is pair["same"], link
    if pair["same"] and link:
        assert link.reason.startswith(pair["reason"])


def article(*sentences: str, day: int = 20) -> Evidence:
    """What the lead of an article gives."""
    text = " ".join(sentences)
    lead = Mention(TextSpan(0, len(sentences[0])), sentences[0], Status.OCCURRED, None, Basis.UNKNOWN, lead=True)
    return evidence(Document("x", "x", text, TimeSpan.of(2019, 5, day)), [lead])[0]


FIRE = [
    "Fire gutted the Lindqvist cannery in Osthafen on Monday night.",
    "Eleven workers of the night shift escaped through a loading hatch, the owner Petra Lindqvist said.",
    "Some 140 firefighters pumped water from the harbour, and smoke closed the Osthafen bridge.",
    "The cannery had been fined in 2017 for blocked exits.",
]
RETOLD = [
    "Smoke hung over Osthafen on Tuesday after the Lindqvist cannery burned down.",
    "Owner Petra Lindqvist thanked the 140 firefighters who had pumped water from the harbour.",
    "All eleven workers of the night shift got out through a loading hatch.",
]
OTHER = [
    "Fire destroyed the Bergmann cannery in Westerholt on Monday night.",
    "Thirty workers escaped, the owner Jonas Bergmann said, and 60 firefighters pumped water from the river.",
    "The cause is not known; smoke closed the Westerholt motorway.",
    "The factory makes herring in tins and employs 300.",
]


def test_two_articles_on_one_fire_are_one_happening_and_a_like_fire_elsewhere_is_another() -> None:
    fire, retold, other = (read(article(*sentences).facts) for sentences in (FIRE, RETOLD, OTHER))
    link, apart = compare(fire, retold), compare(fire, other)
    assert link is not None
    assert link.score >= SAME
    assert link.reason.startswith("both articles report it")
    assert apart is None or apart.score < SAME


def invented(seed: int, count: int) -> str:
    """A text of words that no other seed has."""
    letters = Random(seed)
    return " ".join("".join(letters.choices("bdfgklmnprstvaeiou", k=7)) for _ in range(count)) + "."


BEFORE, TODAY, ALSO_TODAY = invented(1, 200), invented(2, 270), invented(3, 270)


@pytest.mark.parametrize(
    ("begins", "day", "same"),
    [(TODAY, 20, True), (TODAY, 21, True), (ALSO_TODAY, 20, False), (ALSO_TODAY, 25, False)],
)
def test_long_articles_of_one_story_are_told_apart_by_what_they_begin_with(begins: str, day: int, same: bool) -> None:
    one = read(article("The strike went on.", TODAY, BEFORE).facts)
    other = read(article("The strike of the welders went on.", begins, BEFORE, day=day).facts)
    link = compare(one, other)
    assert (link is not None and link.score >= SAME) is same


def scores(first: str, second: str, *days: int) -> list[float]:
    """How alike an article of the 20th is to another that comes on those days."""
    one = read(article("The strike went on.", first).facts)
    links = [compare(one, read(article("The strike went on.", second, day=day).facts)) for day in days]
    return [link.score if link else 0.0 for link in links]


def test_long_articles_two_days_apart_must_be_more_alike() -> None:
    same, next_day, later, much_later = scores(TODAY, f"{TODAY[:1_400]}. {ALSO_TODAY[:500]}", 20, 21, 22, 29)
    assert same == next_day > later == much_later


def test_short_articles_are_one_whatever_their_days_which_are_often_those_of_a_reprint() -> None:
    same, later = scores(TODAY[:600], TODAY[100:700], 20, 29)
    assert same == later >= SAME


@pytest.mark.parametrize(("second", "same"), [(7, True), (19, False)])
def test_leads_of_articles_that_differ_are_one_where_their_sentences_date_one_happening(
    second: int, same: bool
) -> None:
    facts = []
    for day, seed in ((7, 4), (second, 5)):
        said = "The dam at Kolvara burst and drowned the sawmill."
        lead = Mention(
            TextSpan(0, len(said)),
            said,
            Status.OCCURRED,
            TimeSpan.of(2019, 5, day),
            Basis.STATED,
            trigger=TextSpan(19, 24),
            kind=Kind.DISASTER,
            lead=True,
        )
        document = Document(str(seed), str(seed), f"{said} {invented(seed, 300)}", PUBLISHED)
        facts.append(read(evidence(document, [lead])[0].facts))
    link = compare(*facts)
    assert (link is not None and link.score >= SAME) is same


def test_what_joins_shares_a_key() -> None:
    pairs = [[told(pair[side], side) for side in "ab"] for pair in PAIRS if pair["same"]]
    for one, other in [*pairs, [article(*FIRE), article(*RETOLD)]]:
        assert set(one.keys) & set(other.keys)


def test_leads_come_first_and_then_the_finely_dated() -> None:
    text = "The dam at Kolvara burst."
    said = {"text": text, "what": "burst"}
    ranks = [told(said | {"day": day}).rank for day in ("2019-05-07", "2019-05", "2019")]
    assert [article(text).rank, *ranks, told(said).rank] == sorted([article(text).rank, *ranks, told(said).rank])


def test_the_words_of_a_date_make_no_two_sentences_alike() -> None:
    facts = []
    for text in [f"The {what} was on 14 January 2019." for what in ("sale", "wedding")]:
        start = text.index("14")
        when = TimeExpression(TextSpan(start, len(text) - 1), "DATE", "2019-01-14", "date")
        trigger = TextSpan(4, start - 8)
        said = Mention(TextSpan(0, len(text)), text, Status.OCCURRED, PUBLISHED, Basis.STATED, when, trigger)
        facts.append(read(evidence(Document(text, text, text), [said])[0].facts))
    assert [list(one.words) for one in facts] == [["sal"], ["wed"]]


def test_a_language_without_a_table_counts_every_word_the_same() -> None:
    assert {wording("xx").rarity(word) for word in ("oil", "the", "zugzwang")} == {45}
    assert wording("de").rarity("der") < wording("de").rarity("hafen")


def test_the_forms_of_a_word_have_the_stem_that_the_language_says() -> None:
    for stem, forms in language("en")["wording"]["examples"].items():
        assert {wording("en").stem(form) for form in forms.split()} == {stem}


WORDS = [
    "dam",
    "Kolvara",
    "burst",
    "Ebba",
    "14",
    "14,000",
    "struck",
    "1999",
    "minister",
    "resigned",
    "Marten",
    "was",
    "Ł",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
days = st.sampled_from(["2019-05-07", "2019-05-08", "2019-05", "2019", "2018/..", "0044-03-15"])
mentions = st.builds(
    lambda text, day, who, kind: {"text": text, "what": text.split()[0], "who": who, "kind": kind} | day,
    sentences,
    st.none().map(lambda _: {}) | days.map(lambda day: {"day": day}) | days.map(lambda day: {"bounds": day}),
    st.lists(st.sampled_from(["Ilse Marten", "Marten", "Ebba", "  "]), max_size=2),
    st.sampled_from([kind.value for kind in Kind]),
)


@given(mentions, mentions)
def test_comparing_is_the_same_either_way_and_from_nothing_to_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = (read(told(said, name).facts) for said, name in ((one, "a"), (other, "b")))
    link = compare(a, b)
    assert link == compare(b, a)
    assert link is None or 0 <= link.score <= 1


@given(st.lists(mentions, max_size=4))
def test_evidence_is_the_same_each_time_and_no_two_ranks_are_equal(some: list[dict[str, Any]]) -> None:
    found = [told(said, str(n)) for n, said in enumerate(some)]
    assert found == [told(said, str(n)) for n, said in enumerate(some)]
    assert len({one.rank for one in found}) == len(found)
    assert len({len(one.rank) for one in found}) <= 1
    for one in found:
        assert all(-(2**63) <= key < 2**63 for key in one.keys)
        assert len(one.facts) < 600


def test_facts_of_another_version_are_not_read() -> None:
    facts = article(*FIRE).facts
    assert facts.startswith(BEGINNING)
    with pytest.raises(OtherFormat):
        read(facts.replace(BEGINNING, "[1,", 1))


def test_an_event_told_twice_in_one_sentence_is_two() -> None:
    text = "The dam at Kolvara burst and the dam at Kolvara burst."
    first = Mention(TextSpan(0, len(text)), text, Status.OCCURRED, None, Basis.UNKNOWN, trigger=TextSpan(19, 24))
    both = evidence(Document("x", "x", text), [first, replace(first, trigger=TextSpan(48, 53))])
    assert compare(*(read(one.facts) for one in both)) is None
