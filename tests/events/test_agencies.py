"""The contract of what a language says of agencies, and what no single way to credit one can say."""

import pytest

from timeline.events.agencies import agencies, origin
from timeline.events.copies import fingerprint
from timeline.languages import language, languages
from timeline.values.document import Document

CREDITS = [(code, way) for code in languages() for way in language(code).get("credits", {})]
EXAMPLES = [(c, w, text, agency) for c, w in CREDITS for text, agency in language(c)["credits"][w]["examples"].items()]
NEVER = [(c, w, text) for c, w in CREDITS for text in language(c)["credits"][w]["never"]]
FURNITURE = [code for code in languages() if "furniture" in language(code)]


def credited(code: str, way: str, text: str) -> str:
    found = agencies(code).credits[way].pattern.search(text)
    return agencies(code).named[found["agency"].casefold()] if found else ""


@pytest.mark.parametrize(("code", "way", "text", "agency"), EXAMPLES)
def test_an_example_credits_its_agency_in_its_own_way(code: str, way: str, text: str, agency: str) -> None:
    assert credited(code, way, text) == agency
    place = agencies(code).credits[way].place
    assert origin("" if place == "field" else text, [text] if place == "field" else [], code) == agency


@pytest.mark.parametrize(("code", "way", "text"), NEVER)
def test_what_only_looks_like_a_credit_is_none(code: str, way: str, text: str) -> None:
    assert credited(code, way, text) == ""


@pytest.mark.parametrize("code", FURNITURE)
def test_what_a_site_puts_under_everything_is_no_part_of_a_report(code: str) -> None:
    bare = fingerprint(Document("", "", "One two. "), language=code)
    for sentence in language(code)["furniture"]["examples"]:
        assert fingerprint(Document("", "", f"One two. {sentence}"), language=code) == bare, sentence
    for sentence in language(code)["furniture"]["never"]:
        assert fingerprint(Document("", "", f"One two. {sentence}"), language=code) != bare, sentence


@pytest.mark.parametrize("code", languages())
def test_what_is_credited_alike_in_every_language_is_known_in_each(code: str) -> None:
    assert origin("VELM (Reuters) - Die Fähre sank.", [], code) == "Reuters"


def test_an_agency_in_the_middle_of_a_long_text_is_no_credit() -> None:
    assert origin("word " * 200 + "(Reuters)" + " word" * 200, [], "en") == ""


def test_a_language_without_a_file_has_the_credits_of_all() -> None:
    assert origin("La barca è affondata. (ANSA)", ["Ada Quill"], "it") == "ANSA"
