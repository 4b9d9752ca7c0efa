import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import BadParser, ChangedParser, NoParser
from timeline.events import model
from timeline.events.lexicon import ParserNames, parser_names
from timeline.events.sentences import sentences
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


def test_the_parser_is_imported_only_when_a_sentence_is_parsed() -> None:
    code = "import sys, timeline.extract, timeline.events.mentions; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
