import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import BadParser, ChangedParser, NoParser
from timeline.events.lexicon import ParserNames, parser_names
from timeline.events.parse import forms, model, networks
from timeline.events.parse.sentences import sentences
from timeline.values.mention import TextSpan

TEXT = (
    "Ada Reed's lawyers left Velm on Monday. Ten people were arrested in Osk. The “old” mill – near the river – burned."
)


def test_the_model_that_is_installed_is_the_release_it_says_it_is() -> None:
    names = parser_names("en")
    for name, listed in names.checked.items():
        folder = model.model_folder(name)
        assert folder is not None
        assert model.differences(folder, listed) == []


def test_a_changed_file_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "forged_model" / "forged_model-1.0").mkdir(parents=True)
    (tmp_path / "forged_model" / "__init__.py").write_text("raise SystemExit('a model is read, never run')")
    (tmp_path / "forged_model-1.0.dist-info").mkdir()
    (tmp_path / "forged_model-1.0.dist-info" / "METADATA").write_text("Name: forged_model\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    forged = ParserNames(("forged_model",), {"forged_model": "en_core_web_sm-3.8.0.sha256"}, "somewhere")
    monkeypatch.setattr(model, "parser_names", lambda _: forged)
    with pytest.raises(ChangedParser, match=r"24 of its files differ \(LICENSE, "):
        model.load("en")


def test_without_any_model_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "parser_names", lambda _: ParserNames(("no_such_model",), {}, "en-core-web==1"))
    with pytest.raises(NoParser, match=r"looked for no_such_model.*pip install en-core-web==1"):
        model.load("en")


def test_a_model_named_by_a_person_and_not_there_is_not_replaced_in_silence(tmp_path: Path) -> None:
    with pytest.raises(NoParser, match="no_such_model"):
        model.load("en", "no_such_model")
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = nowhere\n")
    with pytest.raises(BadParser, match="cannot be used"):
        model.load("en", str(tmp_path))


def test_offsets_count_the_characters_of_the_document_though_quotes_are_straightened() -> None:
    for tree in model.parse(TEXT, list(sentences(TEXT)), "en"):
        for word in tree.words:
            assert model.plain(word.span.of(TEXT)) == word.text


def test_each_sentence_is_one_tree() -> None:
    [tree] = model.parse("He left. She stayed. They slept.", [TextSpan(0, 32)], "en")
    assert sum(w.head == w.i for w in tree.words) == 1


def spacys_own(text: str) -> list[tuple[str, str, str, str, str, int]]:
    """What spaCy itself makes of a text with all the parts of its pipeline, one sentence after the other."""
    parser = model.load("en")
    found = []
    for span in sentences(text):
        doc = parser.make_doc(model.plain(span.of(text)))
        for token in doc[1:]:
            token.is_sent_start = False
        for _, pipe in parser.pipeline:
            doc = pipe(doc)
        found += [(t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i) for t in doc]
    return found


def parsed(text: str) -> list[tuple[str, str, str, str, str, int]]:
    trees = model.parse(text, list(sentences(text)), "en")
    return [(w.text, w.lemma, w.pos, w.tag, w.dep, w.head) for tree in trees for w in tree.words]


SPOKEN = (
    "There were two fires. There's a mill that hasn't burned. Let's go, they said, and they're gonna: he'd seen it. "
    "I ain't sure what Osk's mayor did, but she had it, has had it, and will have been having it since May. Got it?"
)


@pytest.mark.parametrize("text", [TEXT, SPOKEN])
def test_trees_are_those_that_the_whole_pipeline_gives(text: str) -> None:
    assert parsed(text) == spacys_own(text)


def test_a_tree_does_not_depend_on_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "KEPT", 40)
    monkeypatch.setattr(networks, "KEPT", 40)  # so that all is forgotten again and again
    monkeypatch.setattr(model, "WORDS", 800)
    texts = [TEXT, SPOKEN, *(f"Mayor Ode{n} unpacked {n} lanterns in Hul{n}berg." for n in range(30))]
    found = []
    for order in (texts, texts[::-1], texts):
        model._at_work.cache_clear()
        model.load.cache_clear()
        found.append({text: parsed(text) for text in order})
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("beside", [0, 1, 28, 32, 80])
def test_the_vector_of_a_form_is_the_same_to_the_last_digit_whatever_is_worked_out_with_it(beside: int) -> None:
    parser = model.load("en")
    first = parser.get_pipe("tok2vec")
    docs = [parser.make_doc(" ".join(f"w{n}x" for n in range(beside)) + " the lanterns of Velm")]
    [alone] = networks.network(first).predict([parser.make_doc("the lanterns of Velm")])
    together = networks.network(first)
    together.predict(docs)
    assert (together.predict([parser.make_doc("the lanterns of Velm")])[0] == alone).all()


def test_memory_does_not_grow_with_the_words_that_are_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "KEPT", 100)
    monkeypatch.setattr(networks, "KEPT", 100)
    monkeypatch.setattr(model, "WORDS", 1_000)
    model._at_work.cache_clear()
    model.load.cache_clear()
    for n in range(60):
        parsed(" ".join(f"Zor{n}{k} met Vel{n}{k}." for k in range(20)))
    kept = model._at_work("en", None)
    assert len(model.load("en").vocab) < 1_500
    assert len(kept._forms._kept) < 250
    assert len(kept._networks[0][0]._kept) < 250
    model._at_work.cache_clear()
    model.load.cache_clear()


def test_the_parser_is_imported_only_when_a_sentence_is_parsed() -> None:
    code = "import sys, timeline.extract, timeline.events.mentions; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
