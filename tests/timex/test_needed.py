import json
from pathlib import Path

import pytest

from timeline.languages import languages
from timeline.timex import finder
from timeline.timex.grammar import variants
from timeline.timex.needed import needed
from timeline.timex.patterns import patterns

OWN = Path(__file__).parent.parent / "eval" / "timex.jsonl"


@pytest.mark.parametrize("code", languages())
def test_what_is_passed_by_holds_nothing_that_a_rule_would_find(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = patterns(code)
    texts = [text for rule in rules.rules for text in (*rule.examples, *rule.not_dates)]
    texts += [json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines()]

    def found() -> list[list[tuple[str, tuple[tuple[int, int], ...]]]]:
        return [[(f.call.rule.name, f.pieces) for f in finder.find(text, rules)] for text in texts]

    quick = found()
    monkeypatch.setattr(finder.Stretch, "_is_empty", lambda *_: False)
    assert found() == quick


@pytest.mark.parametrize("code", languages())
def test_no_phrase_of_a_table_is_longer_than_what_is_looked_at_behind_a_place(code: str) -> None:
    assert all(len(rest) < finder.LONGEST for entries in patterns(code).several.values() for rest, _, _ in entries)


def test_a_rule_is_told_by_its_rarest_part_and_by_that_of_what_it_uses_only_if_it_has_none() -> None:
    rules = [
        (gives, counts, variant)
        for gives, counts, pattern in (
            ("{span}", False, "a {fruit}"),
            ("", True, "{span} of"),
            ("", True, "the {month}"),
            ("", True, "said {month}"),
            ("", True, "the {day}"),
            ("", True, "to be"),
        )
        for variant in variants(pattern, "test")
    ]
    tables = {"{fruit}": frozenset({"plum"}), "{month}": frozenset({"may", "june"})}
    assert needed(rules, tables, frozenset({"a", "of", "the", "to"})) == {"plum", "may", "june", "be"}
