"""Words are found alike on every database, and nothing that is asked is taken for anything but words."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.samples import PUBLISHED, read, titles
from timeline.errors import NothingToLookFor
from timeline.store import open_store
from timeline.store.words import words
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status, TextSpan
from timeline.values.time import TimeSpan

DAY = TimeSpan.of(2019, 5, 1)
TEXT = (
    "The Élysée met O'Neill in Straße 9. Free press wins. Press freed by 東京 mayor. "
    "U.S.-led talks, e-mail me@x.org 1.5e3"
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("elysee", 1),
        ("ÉLYSÉE", 1),
        ("o'neill", 1),
        ("neill O", 1),  # two words in any order
        ("strasse", 1),
        ("free press", 1),
        ("press", 2),
        ('"press free"', 0),  # in quotes they stand in a row
        ('"free press"', 1),
        ("press wins elysee", 0),  # all of them in one place
        ("東京", 1),
        ('u.s.-led "talks e"', 1),
        ("me@x.org", 1),
        ('"unfinished', 0),
        ('"free pre', 0),  # a word is a whole word
        ("1.5e3", 1),
        ("NEAR(free press)", 0),
        ("free AND press", 0),  # "and" is a word like any other
        ("title:free", 0),
        ("fre*", 0),
    ],
)
def test_all_words_must_occur_without_regard_to_case_and_accents(database: str, asked: str, found: int) -> None:
    text = TEXT
    parts = list(re.split(r"(?<=[a-z0-9])\. ", text))
    doc = Document("a", "a", text, PUBLISHED, title="Day")
    said = [_said(text, part) for part in parts]
    with open_store(database, create=True) as store:
        store.put([(doc, said)], at=1)
        assert len(titles(store, text=asked)) == found


def _said(text: str, part: str) -> Mention:
    start = text.index(part)
    return Mention(TextSpan(start, start + len(part)), "Something", Status.OCCURRED, DAY, Basis.STATED)


def test_a_phrase_does_not_run_from_the_title_into_the_quote(database: str) -> None:
    with open_store(database, create=True) as store:
        store.put([read("a", "Ferry sinks at sea", DAY)], at=1)
        assert titles(store, text='"at sea"') == ["Ferry sinks at sea"]
        assert titles(store, text='"sea ferry"') == []


@pytest.mark.parametrize("asked", ['""', "!", " - ", "'", "*", "\0"])
def test_a_question_without_a_word_is_refused_in_a_sentence(database: str, asked: str) -> None:
    with open_store(database, create=True) as store, pytest.raises(NothingToLookFor, match="no word to look for"):
        titles(store, text=asked)


@given(
    text=st.text(st.sampled_from("aAbé漢 -.\"'*():&|!<>\\%_0\0\ud800²"), min_size=1, max_size=20),
    asked=st.text(st.sampled_from("aAbé漢 -.\"'*():&|!<>\\%_0\0\ud800²") | st.characters(), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_finds_what_holds_its_words_and_breaks_nothing(database: str, text: str, asked: str) -> None:
    said = Mention(TextSpan(0, len(text)), "Title", Status.OCCURRED, DAY, Basis.STATED)
    with open_store(database, create=True) as store:
        store.put([(Document("x", f"x {text!r}", text, PUBLISHED), [said])], at=1)
        try:
            found = titles(store, text=f'"{asked.replace(chr(34), " ")}"', source=f"x {text!r}")
        except NothingToLookFor:
            assert not words(asked.replace('"', " "))
        else:
            assert bool(found) == _in_a_row(words(asked.replace('"', " ")), words(text))


def _in_a_row(some: list[str], all_words: list[str]) -> bool:
    return any(all_words[n : n + len(some)] == some for n in range(len(all_words))) or some == ["title"]


@given(st.text(max_size=40))
def test_words_are_letters_and_digits_without_case(text: str) -> None:
    for word in words(text):
        assert word.isalnum()
        assert word == word.casefold() or not word.isascii()
        assert not any(unicodedata.category(c) == "Mn" for c in word)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_fast_way_for_plain_text_is_the_same_way(text: str) -> None:
    assert words(text) == words(text + " é")[:-1]
